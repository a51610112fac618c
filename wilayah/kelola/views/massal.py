"""`/pengguna/massal/`: accounts for the offices below a region, and the slips that open them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views import View

from wilayah.cakupan.roles import PERAN
from wilayah.pengguna.services import buat_banyak_akun, siapkan_slip
from wilayah.pengguna.services.akun import MASA_SLIP
from wilayah.tampilan.format import angka
from wilayah.tampilan.formulir import pindahkan_galat
from wilayah.tampilan.views import kunci_kiriman

from ..forms.massal import FormCakupanMassal, FormMassal
from ..massal import BATAS_AKUN, BATAS_SLIP, calon_akun, menunggu_slip, rencana
from ..slip import cetak_slip
from . import HanyaPengelola


class AkunMassal(HanyaPengelola, View):
    """The choice stands in the address; the answer to it is a preview, and making the accounts a POST of its own."""

    def get(self, request):
        return self.halaman(FormMassal(initial={"mulai": timezone.localdate()}))

    def post(self, request):
        formulir, pilihan = FormMassal(request.POST), self.pilihan()
        if not (pilihan.is_valid() and formulir.is_valid()):
            return self.halaman(formulir, status=422)
        baris = rencana(request.user, pilihan.induk, pilihan.cleaned_data["peran"])
        daftar = calon_akun(baris, **formulir.cleaned_data)
        if len(daftar) > BATAS_AKUN:
            formulir.add_error(None, f"Paling banyak {BATAS_AKUN} akun sekali jalan. Pilih lebih sedikit peran.")
            return self.halaman(formulir, status=422)
        try:
            jumlah = buat_banyak_akun(oleh=request.user, daftar=daftar, kunci=kunci_kiriman(request))
        except ValidationError as galat:  # the office was held on that day, or someone was quicker
            pindahkan_galat(formulir, galat)
            return self.halaman(formulir, status=422)
        messages.success(request, f"{angka(jumlah)} akun dibuat. Cetak slipnya untuk dibagikan.")
        return HttpResponseRedirect(request.get_full_path())

    def pilihan(self):
        return FormCakupanMassal(self.request.GET or None, admin=self.request.user)

    def halaman(self, formulir, status=200):
        pilihan = self.pilihan()
        induk = pilihan.induk if pilihan.is_bound else None
        baris = rencana(self.request.user, induk, pilihan.cleaned_data["peran"]) if induk and pilihan.is_valid() else []
        konteks = {
            "pilihan": pilihan,
            "form": formulir,
            "induk": induk,
            "baris": [{"wilayah": w, "sel": [_sel(p, t) for p, t in sel]} for w, sel in baris],
            "baru": sum(tugas is None for _, sel in baris for _, tugas in sel),
            "menunggu": self._menunggu(pilihan).count() if induk else 0,
            "terpilih": pilihan.cleaned_data.get("peran", ()) if pilihan.is_bound and pilihan.is_valid() else (),
            "batas_slip": BATAS_SLIP,
            "hari": MASA_SLIP.days,
        }
        return render(self.request, "wilayah/kelola/massal.html", konteks, status=status)

    def _menunggu(self, pilihan):
        peran = pilihan.cleaned_data.get("peran", ()) if pilihan.is_valid() else ()
        return menunggu_slip(self.request.user, pilihan.induk, peran)


class CetakSlip(HanyaPengelola, View):
    """Each print makes new links: a lost sheet is printed again, and the lost one opens nothing."""

    http_method_names = ["post"]

    def post(self, request):
        pilihan = FormCakupanMassal(request.POST, admin=request.user)
        if not pilihan.is_valid():
            messages.error(request, "Pilih wilayah dalam cakupan Anda.")
            return HttpResponseRedirect(reverse("pengguna_massal"))
        menunggu = menunggu_slip(request.user, pilihan.induk, pilihan.cleaned_data["peran"])
        tugas = list(menunggu[: BATAS_SLIP + 1])
        siap = siapkan_slip(tugas=tugas, oleh=request.user) if 0 < len(tugas) <= BATAS_SLIP else []
        if not siap:
            messages.error(request, _sebab(tugas))
            return HttpResponseRedirect(f"{reverse('pengguna_massal')}?{urlencode({'wilayah': pilihan.induk.kode})}")
        nama = f"slip-{pilihan.induk.kode}.pdf"
        return HttpResponse(
            cetak_slip(siap),
            content_type="application/pdf",
            headers={"Content-Disposition": f'attachment; filename="{nama}"'},
        )


def _sebab(tugas):
    if len(tugas) > BATAS_SLIP:
        return f"Lebih dari {BATAS_SLIP} akun menunggu. Pilih satu kecamatan atau lebih sedikit peran."
    return "Tidak ada akun yang menunggu aktivasi di wilayah ini."


def _sel(peran, tugas):
    return {"peran": PERAN[peran].nama, "tugas": tugas}
