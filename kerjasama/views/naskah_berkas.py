"""The text of an agreement as a file: each version as PDF and DOCX, and a text written elsewhere brought in."""

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.views import View

from kerjasama.forms.naskah_berkas import FormTerimaNaskah, FormUnggahNaskah
from kerjasama.models import VersiNaskah
from kerjasama.queries.kerja_sama import LIHAT
from kerjasama.queries.naskah import kelengkapan, sebutan_pihak, versi_naskah
from kerjasama.queries.susunan_naskah import Susunan
from kerjasama.rules.naskah import PBKD, PERJANJIAN, bentuk
from kerjasama.services.cetakan_naskah import docx_naskah, pdf_naskah
from kerjasama.services.impor_naskah import baca_docx, berkas_titipan, impor_docx, titipkan_docx
from wilayah.berkas.rules import DOCX, PDF
from wilayah.berkas.views import KEBIJAKAN_TAMPIL, KEBIJAKAN_UNDUH, kirim_berkas
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.tampilan.views import Tercakup

from .naskah_dasar import HalamanNaskah

GARAM_TITIPAN = "naskah-titipan"
LAMA_TITIPAN = 24 * 3600


class BerkasVersi(Tercakup, View):
    """Made anew each time: numbers and names come onto the page as the agreement gets them. A PDF is shown, and
    downloaded with ?unduh; a DOCX is a download only."""

    model = VersiNaskah
    izin = (LIHAT,)
    jenis = PDF
    akhiran = "pdf"

    def get(self, request, id_publik, versi):
        satu = get_object_or_404(
            self.tercakup().select_related("naskah__kerja_sama__desa_pendaftar__induk__induk__induk"),
            naskah__kerja_sama__id_publik=id_publik,
            nomor=versi,
        )
        unduh = self.jenis == DOCX or "unduh" in request.GET
        return HttpResponse(
            self.cetak(satu),
            content_type=self.jenis,
            headers={
                "Content-Disposition": content_disposition_header(unduh, f"{Susunan(satu).nama_berkas}.{self.akhiran}"),
                "X-Content-Type-Options": "nosniff",
                "Content-Security-Policy": KEBIJAKAN_UNDUH if unduh else KEBIJAKAN_TAMPIL,
                "Cache-Control": "private, no-cache",
            },
        )

    def cetak(self, versi):
        return pdf_naskah(versi)


class DocxVersi(BerkasVersi):
    jenis = DOCX
    akhiran = "docx"

    def cetak(self, versi):
        return docx_naskah(versi)


class AsliVersi(Tercakup, View):
    """The document from which a version was brought in, as it came."""

    model = VersiNaskah
    izin = (LIHAT,)

    def get(self, request, id_publik, versi):
        satu = get_object_or_404(
            self.tercakup().select_related("berkas").filter(berkas__isnull=False),
            naskah__kerja_sama__id_publik=id_publik,
            nomor=versi,
        )
        return kirim_berkas(satu.berkas, unduh=True)


class ImporNaskah(HalamanNaskah):
    """First the document is read and shown, then it is taken, or not."""

    template_name = "kerjasama/naskah/impor.html"
    hanya_menyusun = True

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", FormUnggahNaskah())
        return super().get_context_data(versi=versi_naskah(self.naskah).first(), **kwargs)

    def post(self, request, *args, **kwargs):
        self.siapkan()
        return self.terima(request) if "titipan" in request.POST else self.unggah(request)

    def unggah(self, request):
        formulir = FormUnggahNaskah(request.POST, request.FILES)
        if formulir.is_valid():
            unggahan = formulir.cleaned_data["berkas"]
            try:
                berkas, bacaan = titipkan_docx(
                    kerja_sama=self.object, isi=unggahan.read(), nama=unggahan.name, oleh=request.user
                )
                terima = FormTerimaNaskah(initial={"titipan": self._tandai(berkas)})
                return self.render_to_response(self.pratinjau(berkas, bacaan, terima))
            except ValidationError as galat:
                formulir.add_error("berkas", galat)
        return self.render_to_response(self.get_context_data(form=formulir), status=422)

    def terima(self, request):
        berkas = self._titipan(request.POST["titipan"])
        if berkas is None:
            messages.error(request, "Pratinjau itu sudah kedaluwarsa. Unggah lagi dokumennya.")
            return redirect("naskah_impor", self.object.id_publik)
        formulir = FormTerimaNaskah(request.POST)
        if formulir.is_valid():
            try:
                versi = impor_docx(
                    kerja_sama=self.object,
                    berkas=berkas,
                    keterangan=formulir.cleaned_data["keterangan"],
                    oleh=request.user,
                )
                messages.success(request, f"Naskah dari {berkas.nama_asli} menjadi versi {versi.nomor}.")
                return redirect("naskah", self.object.id_publik)
            except (TindakanTertutup, ValidationError) as galat:
                formulir.tolak(galat)
        bacaan = baca_docx(berkas.baca(), berkas.nama_asli)
        return self.render_to_response(self.pratinjau(berkas, bacaan, formulir), status=422)

    def pratinjau(self, berkas, bacaan, formulir):
        jenis = PBKD if self.object.adalah_pbkd else PERJANJIAN
        isi = bacaan.isi | {"judul": self.object.judul, "pihak": sebutan_pihak(self.object)}
        return self.get_context_data(
            form=formulir,
            berkas=berkas,
            bacaan=bacaan,
            isi=isi,
            bab=bentuk(isi)["bab"],
            tercakup=kelengkapan(self.object, isi),
            lain_jenis=bacaan.isi["jenis"] != jenis,
            lain_judul=bacaan.isi["judul"].casefold() not in ("", self.object.judul.casefold()),
        )

    def _tandai(self, berkas):
        return signing.dumps([str(berkas.id_publik), self.object.pk], salt=GARAM_TITIPAN)

    def _titipan(self, tanda):
        """The stored document that this person previewed for this agreement, or None."""
        try:
            id_publik, kerja_sama = signing.loads(tanda, salt=GARAM_TITIPAN, max_age=LAMA_TITIPAN)
        except signing.BadSignature:
            return None
        return berkas_titipan(self.request.user, id_publik) if kerja_sama == self.object.pk else None
