"""What a stranger learns from the code on a letter or a receipt."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View

from binwas.surat.enums import TERBUKA_BAGI_PENERIMA, StatusSurat
from binwas.surat.models import Surat
from kerjasama.models import TandaTerima
from wilayah.pengguna.rules import rapikan_kode

PUBLIK = "whoever holds the code may verify the letter: no scope decides"
PUBLIK_TERIMA = "whoever holds the code of a receipt may verify it: no scope decides"


@method_decorator(login_not_required, name="dispatch")
class Verifikasi(View):
    """Drafts, voided numbers and letters that still wait for a pen are as unknown as a mistyped code."""

    def get(self, request, kode):
        kode = rapikan_kode(kode)
        if surat := self._surat(kode):
            return render(request, "binwas/surat/verifikasi.html", _konteks_surat(surat))
        if terima := self._terima(kode):
            return render(request, "binwas/surat/verifikasi_terima.html", _konteks_terima(terima))
        return render(request, "binwas/surat/verifikasi_kosong.html", {"kode": kode[:60]}, status=404)

    def _surat(self, kode):
        semua = Surat.objects.tanpa_batas(alasan=PUBLIK).filter(status__in=TERBUKA_BAGI_PENERIMA)
        baris = semua.select_related("kantor__induk__induk", "berkas", "penanda_tangan")
        return baris.filter(kode_verifikasi=kode).first()

    def _terima(self, kode):
        semua = TandaTerima.objects.tanpa_batas(alasan=PUBLIK_TERIMA)
        return semua.select_related("penerima__induk__induk__induk", "berkas").filter(kode=kode).first()


def _konteks_surat(surat):
    return {
        "surat": surat,
        "utuh": surat.berkas.utuh(),
        "masih_berlaku": surat.status != StatusSurat.DICABUT,
        "zona": surat.kantor.zona,
        "alamat": f"{settings.BINWAS_ALAMAT}{reverse('verifikasi', kwargs={'kode': surat.kode_verifikasi})}",
    }


def _konteks_terima(terima):
    return {
        "terima": terima,
        "zona": terima.penerima.zona,
        "sidik": [satu["sha256"] for satu in terima.rincian],
        "utuh": terima.berkas is None or terima.berkas.utuh(),
    }
