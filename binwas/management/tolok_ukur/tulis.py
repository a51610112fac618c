"""What the triggers cost whoever registers an agreement."""

from datetime import timedelta

from django.db import connection, transaction

from kerjasama import triggers
from kerjasama.enums import Bentuk, Bidang, Status, Urusan
from kerjasama.models import KerjaSama, Pihak
from wilayah.pohon.models import Wilayah

from .hasil import banding

SEKALI = 10  # agreements between two changes of the triggers
PUTARAN = 12


def ukur(medan):
    """Agreements with three parties, each committed: with the triggers and without them, in turns."""
    desa = list(Wilayah.objects.dapat_menjadi_pihak().filter(induk__induk__in=medan.pembaca["kabupaten"].simpul)[:60])
    awal = KerjaSama.objects.order_by("-pk").first().pk
    waktu = {True: [], False: []}
    try:
        for putaran in range(PUTARAN * 2):
            dengan = putaran % 2 == 0
            (triggers.pasang if dengan else triggers.lepas)(connection)
            for n in range(SEKALI):
                tiga = [desa[(putaran * SEKALI + n + k) % len(desa)] for k in range(3)]
                waktu[dengan].append(_lama(medan, tiga))
    finally:
        triggers.pasang(connection)
    KerjaSama.objects.filter(pk__gt=awal).delete()
    dengan, tanpa = (sorted(waktu[satu])[len(waktu[satu]) // 4] for satu in (True, False))
    yield banding("mendaftar: dengan ÷ tanpa cakupan", "desa", dengan, tanpa, 1.6)


def _lama(medan, desa):
    mulai = medan.jam.sekarang()
    with transaction.atomic():
        kerja_sama = KerjaSama.objects.create(
            judul="Tolok ukur",
            bentuk=Bentuk.ANTAR_DESA,
            bidang=Bidang.PEMBANGUNAN,
            urusan=Urusan.AIR,
            tanggal_ditetapkan=medan.hari_ini,
            tanggal_mulai=medan.hari_ini,
            jatuh_tempo=medan.hari_ini + timedelta(days=365),
            status=Status.BERLAKU,
            desa_pendaftar=desa[0],
            didaftarkan_oleh=medan.pembaca["desa"].user,
        )
        for urut, d in enumerate(desa, 1):
            Pihak.objects.create(kerja_sama=kerja_sama, desa=d, urut=urut, kode_saat_itu=d.kode, nama_saat_itu=d.nama)
    return medan.jam.sekarang() - mulai
