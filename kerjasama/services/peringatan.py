"""Telling parties and offices that an agreement ends in half a year, three months, a month: once for each last day."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from kerjasama.enums import Status
from kerjasama.models import KerjaSama, PeringatanMasa
from kerjasama.queries.perubahan import desa_pihak_kini, kantor_di_atas
from kerjasama.rules.masa import HARI_PERINGATAN, ambang
from wilayah.cakupan.roles import PERAN_KECAMATAN, PERAN_PEMERINTAH_DESA
from wilayah.jejak.services import catat
from wilayah.pemberitahuan.services import beri_tahu
from wilayah.pengguna.queries import pemegang
from wilayah.pohon.enums import Tingkat
from wilayah.tampilan.format import tanggal

SEMUA_MASA = "the daily warning looks at every agreement in force, in nobody's name"


def akan_habis():
    """Keys of the agreements that may have to be warned of today, wherever in the country; changes of another one are
    left out, since they end with it."""
    hari_ini = timezone.localdate()
    rentang = (hari_ini - timedelta(days=1), hari_ini + timedelta(days=max(HARI_PERINGATAN) + 1))
    calon = _semua().filter(status=Status.BERLAKU, jatuh_tempo__range=rentang, mengubah__isnull=True)
    return list(calon.order_by("jatuh_tempo", "pk").values_list("pk", flat=True))


@transaction.atomic
def peringatkan(pk):
    """Warns of one agreement, if its nearest threshold (by the date of its own region) was not told yet. Returns the
    days of that threshold, or None."""
    terkunci = _semua().select_for_update(of=("self",))
    ks = terkunci.select_related("desa_pendaftar__induk__induk__induk").get(pk=pk)
    sisa = (ks.jatuh_tempo - ks.desa_pendaftar.hari_ini()).days
    hari = ambang(sisa) if ks.status == Status.BERLAKU else None
    if hari is None:
        return None
    _, baru = PeringatanMasa.objects.get_or_create(kerja_sama=ks, jatuh_tempo=ks.jatuh_tempo, hari=hari)
    if not baru:
        return None
    beri_tahu(
        penerima=_penerima(ks),
        judul=f"Berakhir {sisa} hari lagi: {ks.judul}" if sisa else f"Berakhir hari ini: {ks.judul}",
        isi=f"Berlaku sampai {tanggal(ks.jatuh_tempo)}. Perpanjangan dimusyawarahkan para pihak sebelum hari itu.",
        tautan=reverse("kerja_sama_rinci", args=[ks.id_publik]),
        penting=hari == min(HARI_PERINGATAN),
    )
    catat(
        peristiwa="kerja_sama.diperingatkan",
        objek=ks,
        oleh=None,
        wilayah=ks.desa_pendaftar,
        keterangan=f"Berakhir {tanggal(ks.jatuh_tempo)}, {sisa} hari lagi",
        sesudah={"hari": hari},
    )
    return hari


def _semua():
    return KerjaSama.objects.tanpa_batas(alasan=SEMUA_MASA)


def _penerima(ks):
    """The parties, their kecamatan and kabupaten; the provinsi where the parties lie in several kabupaten."""
    desa = [d for d, _ in desa_pihak_kini(ks)]
    orang = pemegang(wilayah_ids=[d.pk for d in desa], peran=PERAN_PEMERINTAH_DESA)
    orang += pemegang(wilayah_ids=kantor_di_atas(desa, Tingkat.KECAMATAN), peran=PERAN_KECAMATAN)
    orang += pemegang(wilayah_ids=kantor_di_atas(desa, Tingkat.KABUPATEN), peran=["petugas_kabupaten"])
    if ks.lintas_kabupaten:
        orang += pemegang(wilayah_ids=kantor_di_atas(desa, Tingkat.PROVINSI), peran=["petugas_provinsi"])
    return orang
