"""What of registrations is open at an office, and how it passes to a successor."""

from django.urls import reverse

from kerjasama.enums import Asal, Status, Tanggapan
from kerjasama.models import DrafPendaftaran, Pihak
from wilayah.kewenangan.pekerjaan import Butir, JenisPekerjaan, daftarkan_pekerjaan


def pasang():
    daftarkan_pekerjaan(JenisPekerjaan("draf", "Draf pendaftaran", draf_terbuka, pindahkan_draf))
    daftarkan_pekerjaan(JenisPekerjaan("tanggapan", "Pendaftaran menunggu tanggapan", tanggapan_terbuka))


def draf_terbuka(kuasa, tugas):
    return [
        Butir(
            f"{d.isi.get('judul') or 'Belum berjudul'}, {d.desa.nama_lengkap}",
            reverse("kerja_sama_langkah", args=[d.id_publik, d.langkah]),
        )
        for d in _draf(kuasa, tugas).select_related("desa__induk__induk__induk").order_by("pk")
    ]


def pindahkan_draf(kuasa, tugas, kepada):
    _draf(kuasa, tugas).update(pembuat=kepada)


def _draf(kuasa, tugas):
    semua = DrafPendaftaran.objects.dalam_cakupan(kuasa, "wilayah.daftarkan_kerja_sama")
    return semua.filter(pembuat_id=tugas.pengguna_id, kerja_sama__isnull=True)


def tanggapan_terbuka(kuasa, tugas):
    pihak = Pihak.objects.dalam_cakupan(kuasa, "wilayah.tanggapi_pendaftaran").filter(
        kerja_sama__status=Status.BERLAKU, tanggapan=Tanggapan.BELUM
    )
    pihak = pihak.exclude(kerja_sama__asal=Asal.DISUSUN)  # nobody registered it for them
    return [
        Butir(p.kerja_sama.judul, reverse("kerja_sama_tanggapan", args=[p.kerja_sama.id_publik]))
        for p in pihak.select_related("kerja_sama").order_by("pk")
    ]
