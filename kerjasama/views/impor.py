"""Old agreements in bulk: `/kerja-sama/impor/`. Looked at first, then decided; the work goes on chunk by chunk, by
itself where scripts run and by a button where they do not, and stands where it was when the page is opened again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View
from django_htmx.http import HttpResponseClientRedirect

from kerjasama.enums import Asal
from kerjasama.forms.impor import FormImpor
from kerjasama.models import Dokumen, ImporKerjaSama
from kerjasama.panels import REL, Panel, daftarkan_panel, daftarkan_peristiwa
from kerjasama.queries.impor import kantor_pengimpor
from kerjasama.queries.pihak_ketiga import DAFTAR
from kerjasama.rules import impor as rules
from kerjasama.services import impor as layanan
from kerjasama.services.lembar_impor import kata_hasil, templat
from wilayah.berkas.views import kirim_berkas
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.tampilan.ekspor import JENIS_XLSX
from wilayah.tampilan.formulir import pindahkan_galat
from wilayah.tampilan.views import RinciTercakup, Tercakup, kunci_kiriman

MAKS_RIWAYAT = 10
MAKS_PESAN = 100


def pasang():
    daftarkan_peristiwa({"kerja_sama.diimpor": "Kerja sama lama diimpor"})
    daftarkan_panel(Panel("asal_impor", "Asal catatan", "kerjasama/impor/_asal.html", _asal, urut=90, lokasi=REL))


def _asal(request, kerja_sama):
    """On the page of an agreement that was brought in: where its data come from, and whether its scan is missing."""
    if kerja_sama.asal != Asal.DIIMPOR:
        return None
    return {"tanpa_pindaian": not Dokumen.objects.milik(kerja_sama).exists()}


class UntukKabupaten(Tercakup):
    """For those who register agreements for a whole kabupaten; anyone else gets 403."""

    model = ImporKerjaSama
    izin = (DAFTAR,)

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.kantor = kantor_pengimpor(request.user)
            if not self.kantor:
                raise PermissionDenied(DAFTAR)
        return super().dispatch(request, *args, **kwargs)


class ImporBaru(UntukKabupaten, View):
    def get(self, request):
        return self.tampilkan(FormImpor(kantor=self.kantor))

    def post(self, request):
        formulir = FormImpor(request.POST, request.FILES, kantor=self.kantor)
        if formulir.is_valid():
            try:
                impor = layanan.mulai_impor(
                    kantor=formulir.kantor_dipilih(),
                    oleh=request.user,
                    kunci=kunci_kiriman(request),
                    **formulir.berkas(),
                )
            except ValidationError as galat:
                pindahkan_galat(formulir, galat)
            else:
                return redirect("impor_kerja_sama_rinci", impor.id_publik)
        return self.tampilkan(formulir, 422)

    def tampilkan(self, formulir, status=200):
        konteks = {
            "form": formulir,
            "kantor": self.kantor,
            "maks": rules.MAKS_BARIS,
            "riwayat": self.tercakup().select_related("berkas", "oleh", "kantor").defer("pesan")[:MAKS_RIWAYAT],
        }
        return render(self.request, "kerjasama/impor/baru.html", konteks, status=status)


class TemplatImporKerjaSama(UntukKabupaten, View):
    def get(self, request):
        kode = request.GET.get("kantor", "")
        kantor = next((w for w in self.kantor if w.kode == kode), None if kode else self.kantor[0])
        if kantor is None:
            raise Http404
        nama = f"kerja-sama-lama-{kantor.kode}.xlsx"
        return FileResponse(templat(kantor), as_attachment=True, filename=nama, content_type=JENIS_XLSX)


class RinciImpor(RinciTercakup):
    """How far an import is, and what became of its rows. POST does the next piece; each is whole or not at all."""

    model = ImporKerjaSama
    izin = (DAFTAR,)
    context_object_name = "impor"
    template_name = "kerjasama/impor/rinci.html"

    def get_queryset(self):
        return super().get_queryset().select_related("kantor__induk__induk", "berkas", "pindaian", "hasil", "oleh")

    def get_template_names(self):
        return ["kerjasama/impor/_kemajuan.html"] if self.request.htmx else [self.template_name]

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        try:
            self.tindak(request.POST.get("tindakan", "lanjutkan"))
        except TindakanTertutup as galat:
            messages.error(request, str(galat))
        if request.htmx and self.object.selesai_pada is None:
            return self.render_to_response(self.get_context_data(object=self.object))
        alamat = reverse("impor_kerja_sama_rinci", args=[self.object.id_publik])
        # The end changes the whole page.
        return HttpResponseClientRedirect(alamat) if request.htmx else redirect(alamat)

    def tindak(self, tindakan):
        impor, oleh = self.object, self.request.user
        if tindakan == "hentikan":
            layanan.hentikan_impor(impor=impor, oleh=oleh)
        elif tindakan in ("masukkan", "sekaligus"):
            layanan.putuskan_impor(impor=impor, sekaligus=tindakan == "sekaligus", oleh=oleh)
        else:
            self.object = layanan.lanjutkan_impor(impor=impor, oleh=oleh)

    def get_context_data(self, **kwargs):
        impor = self.object
        galat = [(n, p) for n, p in impor.pesan.items() if n.isdigit() and p[0] == rules.TOLAK]
        return super().get_context_data(
            persen=100 * impor.terbaca // impor.jumlah_baris if impor.jumlah_baris else 100,
            ditolak=[{"nomor": n, "kata": kata_hasil("", p[2])} for n, p in galat[:MAKS_PESAN]],
            sisa=max(0, len(galat) - MAKS_PESAN),
            tanpa_pindaian=sum("elum ada pindaian" in p[1] for n, p in impor.pesan.items() if n.isdigit()),
            boleh_sekaligus=not impor.ditolak and impor.jumlah_baris <= rules.MAKS_SEKALIGUS,
            **kwargs,
        )


class HasilImpor(RinciTercakup):
    """The sheet that is given back."""

    model = ImporKerjaSama
    izin = (DAFTAR,)

    def get(self, request, *args, **kwargs):
        impor = self.get_object()
        if impor.hasil is None:
            raise Http404
        return kirim_berkas(impor.hasil, unduh=True)
