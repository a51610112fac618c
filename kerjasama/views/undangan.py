"""Inviting somebody from outside to read one agreement, and withdrawing it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property

from kerjasama.forms.undangan import FormUndangan
from kerjasama.models import KerjaSama
from kerjasama.queries import LIHAT
from kerjasama.queries_akses import undangan_tercatat
from kerjasama.services.undangan import IZIN, cabut_undangan, undang
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.tampilan.formulir import pindahkan_galat
from wilayah.tampilan.views import RinciTercakup, kunci_kiriman


class UrusUndangan(RinciTercakup):
    """For the kabupaten of the registering desa; whoever else sees the agreement gets 403."""

    model = KerjaSama
    izin = (LIHAT,)
    context_object_name = "ks"

    def get_queryset(self):
        return super().get_queryset().dengan_pendaftar()

    def get_object(self, queryset=None):
        ks = super().get_object(queryset)
        if not self.request.user.has_perm(IZIN, ks):
            raise PermissionDenied(IZIN)
        return ks


class Undang(UrusUndangan):
    template_name = "kerjasama/undangan.html"

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        formulir = FormUndangan(request.POST)
        if formulir.is_valid() and self._undang(formulir):
            return redirect("kerja_sama_undangan", self.object.id_publik)
        return self.render_to_response(self.get_context_data(form=formulir), status=422)

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", FormUndangan(initial=FormUndangan.awal(self.object.desa_pendaftar.hari_ini())))
        return super().get_context_data(undangan=undangan_tercatat(self.object), **kwargs)

    def _undang(self, formulir):
        isi = {"kunci": kunci_kiriman(self.request), "oleh": self.request.user, **formulir.cleaned_data}
        try:
            satu = undang(kerja_sama=self.object, **isi)
        except ValidationError as galat:
            pindahkan_galat(formulir, galat)
            return False
        except TindakanTertutup as galat:
            formulir.add_error(None, str(galat))
            return False
        messages.success(self.request, f"{satu.pengguna.nama} diundang. Para pihak sudah diberi tahu.")
        return True


class CabutUndangan(UrusUndangan):
    template_name = "kerjasama/undangan_cabut.html"

    @cached_property
    def undangan(self):
        satu = undangan_tercatat(self.object).filter(id_publik=self.kwargs["undangan"]).first()
        if satu is None:
            raise Http404
        return satu

    def get_context_data(self, **kwargs):
        return super().get_context_data(undangan=self.undangan, **kwargs)

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        cabut_undangan(undangan=self.undangan, oleh=request.user)
        messages.success(request, f"Undangan {self.undangan.pengguna.nama} dicabut dan tidak membuka apa pun lagi.")
        return redirect("kerja_sama_undangan", self.object.id_publik)
