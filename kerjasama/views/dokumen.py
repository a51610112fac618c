"""Documents of an agreement: the page of versions, and their bytes."""

from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views import View

from kerjasama.models import BerkasAsli, Dokumen, VersiDokumen
from kerjasama.queries.kerja_sama import LIHAT
from wilayah.berkas.views import kirim_berkas
from wilayah.tampilan.views import RinciTercakup, Tercakup


class RinciDokumen(RinciTercakup):
    model = Dokumen
    izin = (LIHAT,)
    template_name = "kerjasama/dokumen.html"
    context_object_name = "dokumen"
    slug_url_kwarg = "dokumen"

    def get_queryset(self):
        milik = super().get_queryset().filter(kerja_sama__id_publik=self.kwargs["id_publik"])
        return milik.select_related("kerja_sama__desa_pendaftar__induk__induk__induk")

    def get_context_data(self, **kwargs):
        versi = VersiDokumen.objects.milik(self.object).select_related("berkas", "oleh").order_by("-nomor")
        asli = BerkasAsli.objects.milik(versi).select_related("berkas").order_by("urut")
        return super().get_context_data(
            ks=self.object.kerja_sama,
            zona=self.object.kerja_sama.desa_pendaftar.zona,
            daftar_versi=versi.prefetch_related(Prefetch("asli", asli)),
            **kwargs,
        )


class IsiDokumen(Tercakup, View):
    """The PDF for reading; with ?asli=N the N-th file as it was sent, as a download only."""

    model = VersiDokumen
    izin = (LIHAT,)

    def get(self, request, id_publik, dokumen, versi):
        satu = get_object_or_404(
            self.tercakup().select_related("berkas"),
            dokumen__id_publik=dokumen,
            dokumen__kerja_sama__id_publik=id_publik,
            id_publik=versi,
        )
        if "asli" not in request.GET:
            return kirim_berkas(satu.berkas, unduh="unduh" in request.GET)
        urut = request.GET["asli"]
        if not (urut.isascii() and urut.isdigit() and len(urut) < 5):
            raise Http404
        asli = get_object_or_404(BerkasAsli.objects.milik(satu).select_related("berkas"), urut=int(urut))
        return kirim_berkas(asli.berkas, unduh=True)
