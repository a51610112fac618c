"""What of reviews is open at an office, and how it passes to a successor."""

from django.urls import reverse

from binwas.penilaian.enums import StatusPemeriksaan
from binwas.penilaian.models import Pemeriksaan
from binwas.penilaian.queries import menunggu_desa, menunggu_kecamatan
from wilayah.kewenangan.pekerjaan import Butir, JenisPekerjaan, daftarkan_pekerjaan
from wilayah.pohon.enums import Tingkat


def pasang():
    daftarkan_pekerjaan(
        JenisPekerjaan("pemeriksaan", "Pemeriksaan yang dipegang", pemeriksaan_terbuka, pindahkan_pemeriksaan)
    )
    daftarkan_pekerjaan(JenisPekerjaan("penerusan", "Berkas menunggu diperiksa dan diteruskan", penerusan_terbuka))
    daftarkan_pekerjaan(JenisPekerjaan("perbaikan", "Berkas dikembalikan, menunggu jawaban", perbaikan_terbuka))


def pemeriksaan_terbuka(kuasa, tugas):
    baris = _dipegang(kuasa, tugas).select_related("kerja_sama").order_by("pk")
    return [Butir(p.kerja_sama.judul, reverse("pemeriksaan_rinci", args=[p.id_publik])) for p in baris]


def pindahkan_pemeriksaan(kuasa, tugas, kepada):
    _dipegang(kuasa, tugas).update(petugas=kepada)


def _dipegang(kuasa, tugas):
    semua = Pemeriksaan.objects.dalam_cakupan(kuasa, "wilayah.lihat_pemeriksaan")
    return semua.filter(petugas_id=tugas.pengguna_id).exclude(status=StatusPemeriksaan.SELESAI)


def penerusan_terbuka(kuasa, tugas):
    return [Butir(k.judul, reverse("kerja_sama_periksa", args=[k.id_publik])) for k in menunggu_kecamatan(kuasa)]


def perbaikan_terbuka(kuasa, tugas):
    if tugas.wilayah.tingkat != Tingkat.DESA:  # whoever may correct from above does not answer for the desa
        return []
    baris = (p.kerja_sama for p in menunggu_desa(kuasa))
    return [Butir(k.judul, reverse("kerja_sama_perbaikan", args=[k.id_publik])) for k in baris]
