"""Inviting somebody from outside to read one agreement, and withdrawing it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.functional import cached_property

from kerjasama.forms.undangan import FormIsiUndangan, FormUndangan, FormUndanganTamu
from kerjasama.queries.akses import undangan_tercatat
from kerjasama.services.undangan import (
    IZIN,
    batalkan_tautan_undangan,
    cabut_undangan,
    kirim_tautan_undangan,
    undang,
    undang_tamu,
)
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.kelola.surel import konteks_tautan
from wilayah.pengguna.models import Penugasan
from wilayah.tampilan.formulir import pindahkan_galat
from wilayah.tampilan.views import kunci_kiriman

from .dasar import HalamanKerjaSama


class UrusUndangan(HalamanKerjaSama):
    """For the kabupaten of the registering desa; whoever else sees the agreement gets 403."""

    def get_object(self, queryset=None):
        ks = super().get_object(queryset)
        if not self.request.user.has_perm(IZIN, ks):
            raise PermissionDenied(IZIN)
        return ks


class Undang(UrusUndangan):
    """Somebody who has an account, or with `?akun=belum` somebody for whom one is made."""

    template_name = "kerjasama/undangan.html"

    @cached_property
    def tanpa_akun(self):
        return self.request.GET.get("akun") == "belum"

    @property
    def kelas_form(self):
        return FormUndanganTamu if self.tanpa_akun else FormUndangan

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        formulir = self.kelas_form(request.POST)
        if formulir.is_valid() and (jawaban := self._undang(formulir)):
            return jawaban
        return self.render_to_response(self.get_context_data(form=formulir), status=422)

    def get_context_data(self, **kwargs):
        awal = FormIsiUndangan.awal(self.object.desa_pendaftar.hari_ini())
        kwargs.setdefault("form", self.kelas_form(initial=awal))
        berjabatan = Penugasan.objects.filter(pengguna=OuterRef("pengguna"))
        tercatat = undangan_tercatat(self.object).annotate(tamu=~Exists(berjabatan))
        return super().get_context_data(undangan=tercatat, tanpa_akun=self.tanpa_akun, **kwargs)

    def _undang(self, formulir):
        isi = {"kerja_sama": self.object, "kunci": kunci_kiriman(self.request), "oleh": self.request.user}
        try:
            satu, kode = self._layani(**isi, **formulir.cleaned_data)
        except ValidationError as galat:
            return pindahkan_galat(formulir, galat)
        except TindakanTertutup as galat:
            return formulir.add_error(None, str(galat))
        if kode:
            return halaman_tautan(self.request, satu, kode)
        messages.success(self.request, f"{satu.pengguna.nama} diundang. Para pihak sudah diberi tahu.")
        return redirect("kerja_sama_undangan", self.object.id_publik)

    def _layani(self, **isi):
        return undang_tamu(**isi) if self.tanpa_akun else (undang(**isi), "")


class SatuUndangan(UrusUndangan):
    @cached_property
    def undangan(self):
        satu = undangan_tercatat(self.object).filter(id_publik=self.kwargs["undangan"]).first()
        if satu is None:
            raise Http404
        return satu


class TautanUndangan(SatuUndangan):
    """The link of a guest who has not opened the account, or has lost the password: sent anew, or cancelled."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        isi = {"undangan": self.undangan, "oleh": request.user}
        try:
            if request.POST.get("tindakan") != "batalkan":
                return halaman_tautan(request, self.undangan, kirim_tautan_undangan(**isi))
            batalkan_tautan_undangan(**isi)
            messages.success(request, "Tautan dibatalkan. Yang memegangnya tidak dapat memakainya lagi.")
        except TindakanTertutup as tertutup:
            messages.error(request, str(tertutup))
        return redirect("kerja_sama_undangan", self.object.id_publik)


class CabutUndangan(SatuUndangan):
    template_name = "kerjasama/undangan_cabut.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(undangan=self.undangan, **kwargs)

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        cabut_undangan(undangan=self.undangan, oleh=request.user)
        messages.success(request, f"Undangan {self.undangan.pengguna.nama} dicabut dan tidak membuka apa pun lagi.")
        return redirect("kerja_sama_undangan", self.object.id_publik)


def halaman_tautan(request, undangan, kode):
    konteks = {"ks": undangan.kerja_sama, **konteks_tautan(undangan.pengguna, kode)}
    return render(request, "kerjasama/undangan_tautan.html", konteks)
