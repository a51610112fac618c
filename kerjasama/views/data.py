"""Correcting the data of an agreement, and withdrawing a registration."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect

from kerjasama.forms.batalkan import FormPembatalan
from kerjasama.forms.data import FormData
from kerjasama.models import Pihak
from kerjasama.queries.kerja_sama import boleh_mengubah_data, sudah_diteruskan
from kerjasama.services.data import isian_dari, perbaiki_data
from kerjasama.services.pendaftaran import batalkan_pendaftaran
from kerjasama.transitions import TABEL, nama_pembatalan
from wilayah.cakupan.transisi import TindakanTertutup, VersiBasi
from wilayah.tampilan.format import rupiah, tanggal
from wilayah.tampilan.formulir import pindahkan_galat

from .dasar import HalamanKerjaSama

TANPA_BANDING = ("versi", "alasan")


class UbahKerjaSama(HalamanKerjaSama):
    """For whoever may change the agreement now: the registrar until it is forwarded, the kabupaten after; else 403."""

    def get_object(self, queryset=None):
        ks = super().get_object(queryset)
        if not boleh_mengubah_data(self.request.user, ks):
            raise PermissionDenied("perbaiki_data")
        return ks

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        formulir = self.formulir(request.POST)
        if formulir.is_valid():
            try:
                return self.tindak(formulir)
            except ValidationError as galat:
                pindahkan_galat(formulir, galat)
            except TindakanTertutup as galat:
                messages.error(request, str(galat))
                return redirect("kerja_sama_rinci", self.object.id_publik)
        return self.tampilkan(formulir)

    def tampilkan(self, formulir, status=422, **konteks):
        return self.render_to_response(self.get_context_data(form=formulir, **konteks), status=status)

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", self.formulir())
        kwargs.setdefault("beda", [])
        return super().get_context_data(
            diteruskan=sudah_diteruskan(self.object),
            tak_dapat_ditarik=TABEL.alasan_tertutup(nama_pembatalan(self.object), self.object, self.request.user),
            **kwargs,
        )


class PerbaikiData(UbahKerjaSama):
    template_name = "kerjasama/perbaiki_data.html"

    def formulir(self, data=None, kini=None):
        ks = kini or self.object
        pihak = list(Pihak.objects.milik(ks).filter(desa__isnull=False).order_by("urut"))
        return FormData(
            data,
            initial=FormData.awal(isian_dari(ks, pihak)) | {"versi": ks.versi},
            pbkd=ks.adalah_pbkd,
            pihak=[p for p in pihak if p.desa_id != ks.desa_pendaftar_id],
            wajib_beralasan=sudah_diteruskan(ks),
        )

    def tindak(self, formulir):
        try:
            perbaiki_data(
                kerja_sama=self.object,
                isian=formulir.isian(),
                versi=formulir.cleaned_data["versi"],
                alasan=formulir.cleaned_data["alasan"],
                oleh=self.request.user,
            )
        except VersiBasi as basi:
            return self._tunjukkan_keduanya(formulir, basi.kini)
        messages.success(self.request, "Perbaikan data tersimpan.")
        return redirect("kerja_sama_rinci", self.object.id_publik)

    def _tunjukkan_keduanya(self, formulir, kini):
        """Both versions, field by field; the person's own words stay in the form, and the next save is knowing.

        What the person left empty and another has filled in meanwhile is taken over: nobody wanted it erased.
        """
        tersimpan = self.formulir(kini=kini)
        data = self.request.POST.copy()
        data["versi"] = kini.versi
        beda = []
        for nama, bidang in formulir.fields.items():
            lama = tersimpan.initial.get(nama)
            if nama in TANPA_BANDING or not bidang.has_changed(lama, data.get(nama)):
                continue
            beda.append(
                {"label": bidang.label, "tersimpan": _kata(bidang, lama), "isian": _kata(bidang, data.get(nama))}
            )
            if not data.get(nama):
                data[nama] = bidang.prepare_value(lama)
        return self.tampilkan(self.formulir(data, kini=kini), status=409, beda=beda)


def _kata(bidang, nilai):
    """A value of the form in words."""
    if nilai in (None, ""):
        return "(kosong)"
    pilihan = {str(k): v for k, v in getattr(bidang, "choices", ())}
    try:
        nilai = bidang.to_python(nilai)
    except ValidationError:
        return str(nilai)
    if isinstance(nilai, int):
        return rupiah(nilai)
    return tanggal(nilai, hari=False) if isinstance(nilai, date) else pilihan.get(str(nilai), str(nilai))


class BatalkanPendaftaran(UbahKerjaSama):
    template_name = "kerjasama/batalkan.html"

    def formulir(self, data=None):
        return FormPembatalan(data)

    def tindak(self, formulir):
        batalkan_pendaftaran(kerja_sama=self.object, alasan=formulir.cleaned_data["alasan"], oleh=self.request.user)
        messages.success(self.request, "Pendaftaran ditarik. Para pihak dan kecamatan sudah diberi tahu.")
        return redirect("kerja_sama_rinci", self.object.id_publik)
