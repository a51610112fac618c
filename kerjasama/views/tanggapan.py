"""A party answers a registration made by another: `/kerja-sama/<id>/tanggapan/`."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect

from kerjasama.enums import Status, Tanggapan
from kerjasama.forms.tanggapan import FormTanggapan
from kerjasama.models import Pihak
from kerjasama.queries.kerja_sama import pihak_penanggap
from kerjasama.services.tanggapan import tanggapi_pendaftaran
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.tampilan.formulir import pindahkan_galat

from .dasar import HalamanKerjaSama


class TanggapiPendaftaran(HalamanKerjaSama):
    """Whoever sees the agreement but answers for none of its parties gets 403."""

    template_name = "kerjasama/tanggapan.html"

    def get_object(self, queryset=None):
        ks = super().get_object(queryset)
        self.sendiri = list(pihak_penanggap(self.request.user, ks).select_related("desa").order_by("urut"))
        if not self.sendiri:
            raise PermissionDenied("tanggapi_pendaftaran")
        return ks

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        formulir = self.formulir(request.POST)
        if formulir.is_valid() and self._tanggapi(formulir):
            return redirect("kerja_sama_rinci", self.object.id_publik)
        return self.render_to_response(self.get_context_data(form=formulir), status=422)

    def pihak(self):
        """The party answered for: the one named in the address, else the first."""
        dipilih = self.request.GET.get("pihak", "")
        return next((p for p in self.sendiri if str(p.id_publik) == dipilih), self.sendiri[0])

    def formulir(self, data=None):
        pihak = self.pihak()
        awal = {"tanggapan": pihak.tanggapan if pihak.tanggapan != Tanggapan.BELUM else None, "alasan": pihak.alasan}
        return FormTanggapan(data, initial=awal, pihak=pihak, pbkd=self.object.adalah_pbkd)

    def get_context_data(self, **kwargs):
        ks = self.object
        kwargs.setdefault("form", self.formulir())
        return super().get_context_data(
            kini=self.pihak(),
            lain=[p for p in self.sendiri if p != self.pihak()],
            pihak=list(Pihak.objects.milik(ks).select_related("desa", "pihak_ketiga").order_by("urut")),
            zona=ks.desa_pendaftar.zona,
            ditarik=ks.status == Status.DITARIK,
            **kwargs,
        )

    def _tanggapi(self, formulir):
        try:
            pihak = tanggapi_pendaftaran(pihak=self.pihak(), oleh=self.request.user, **formulir.cleaned_data)
        except ValidationError as galat:
            pindahkan_galat(formulir, galat)
            return False
        except TindakanTertutup as galat:
            messages.error(self.request, str(galat))
            return True
        kata = "keberatan" if pihak.tanggapan == Tanggapan.KEBERATAN else "benar"
        messages.success(self.request, f"Tanggapan tercatat: {kata}. Desa pendaftar sudah diberi tahu.")
        return True
