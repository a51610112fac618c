"""What of letters waits at an office. It is the office's: initials and signatures go by role, letters by address."""

from django.urls import reverse

from binwas.surat.enums import TERBUKA_BAGI_PENERIMA
from binwas.surat.models import PenerimaSurat
from binwas.surat.queries import menunggu, untuk_penugasan
from wilayah.kewenangan.pekerjaan import Butir, JenisPekerjaan, daftarkan_pekerjaan


def pasang():
    daftarkan_pekerjaan(JenisPekerjaan("surat", "Surat menunggu tindakan", surat_terbuka))
    daftarkan_pekerjaan(JenisPekerjaan("surat_masuk", "Surat masuk belum dibaca", surat_belum_dibaca))


def surat_terbuka(kuasa, tugas):
    return [_butir(s) for s in menunggu(kuasa, peran=[tugas.peran]).order_by("pk")]


def surat_belum_dibaca(kuasa, tugas):
    baris = PenerimaSurat.objects.dalam_cakupan(kuasa, "wilayah.lihat_kerja_sama").filter(
        untuk_penugasan([tugas]), surat__status__in=TERBUKA_BAGI_PENERIMA, dibaca_pada__isnull=True
    )
    return [_butir(b.surat) for b in baris.select_related("surat").order_by("pk")]


def _butir(surat):
    return Butir(surat.hal, reverse("surat_rinci", args=[surat.id_publik]))
