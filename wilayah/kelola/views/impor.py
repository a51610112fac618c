"""`/pengguna/impor/`: look first, then decide; what was read travels with the page, signed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from wilayah.pengguna.services import buat_banyak_akun
from wilayah.tampilan.ekspor import JENIS_XLSX
from wilayah.tampilan.format import angka
from wilayah.tampilan.views import kunci_kiriman

from ..impor import BARU, GALAT, SAMA, buka, bungkus, periksa, pilihan_templat
from ..lembar import MAKS_BARIS, baca, salinan_hasil, templat
from . import HanyaPengelola


class ImporPengguna(HanyaPengelola, View):
    def get(self, request):
        return self.halaman()

    def post(self, request):
        if "muatan" in request.POST:
            return self.putuskan(request)
        berkas = request.FILES.get("berkas")
        try:
            if berkas is None:
                raise ValidationError("Pilih berkas XLSX.")
            semua = baca(berkas)
        except ValidationError as galat:
            return self.halaman(galat=galat.messages[0], status=422)
        return self.hasil(semua)

    def putuskan(self, request):
        try:
            semua = buka(request.user, request.POST["muatan"])
        except BadSignature:
            return self.halaman(galat="Pemeriksaan sudah terlalu lama. Unggah berkasnya lagi.", status=422)
        hasil = periksa(request.user, semua)
        tindakan = request.POST.get("tindakan")
        if tindakan == "unduh":
            return _kirim("hasil-impor-akun.xlsx", salinan_hasil([(h.baris, h.kata) for h in hasil]))
        if tindakan == "semua" and any(h.keadaan == GALAT for h in hasil):
            messages.error(request, "Masih ada baris yang galat. Perbaiki dahulu, atau simpan yang sah saja.")
            return self.hasil(semua, status=422)
        return self.simpan(request, hasil)

    def simpan(self, request, hasil):
        daftar = [(h.form.akun(), h.form.tugas()) for h in hasil if h.keadaan == BARU]
        try:
            jumlah = buat_banyak_akun(oleh=request.user, daftar=daftar, kunci=kunci_kiriman(request))
        except ValidationError as galat:  # someone was quicker since the rows were looked at
            messages.error(request, f"Tidak ada yang tersimpan. {' '.join(galat.messages)} Unggah berkasnya lagi.")
            return redirect("pengguna_impor")
        dilewati = len(hasil) - jumlah
        sisa = f" {angka(dilewati)} baris dilewati." if dilewati else ""
        messages.success(request, f"{angka(jumlah)} akun dibuat.{sisa} Kirim undangan, atau cetak slipnya.")
        return redirect("pengguna_daftar")

    def hasil(self, semua, status=200):
        hasil = periksa(self.request.user, semua)
        jumlah = {k: sum(h.keadaan == k for h in hasil) for k in (BARU, SAMA, GALAT)}
        konteks = {"hasil": hasil, "jumlah": jumlah, "muatan": bungkus(self.request.user, semua)}
        return render(self.request, "wilayah/kelola/impor_hasil.html", konteks, status=status)

    def halaman(self, galat="", status=200):
        konteks = {"galat": galat, "maks": MAKS_BARIS}
        return render(self.request, "wilayah/kelola/impor.html", konteks, status=status)


class TemplatImpor(HanyaPengelola, View):
    def get(self, request):
        return _kirim("templat-akun.xlsx", templat(*pilihan_templat(request.user)))


def _kirim(nama, isi):
    return HttpResponse(isi, content_type=JENIS_XLSX, headers={"Content-Disposition": f'attachment; filename="{nama}"'})
