"""The text of an agreement as a file: each version as PDF and DOCX, and a text written elsewhere brought in."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views import View

from kerjasama.models import VersiNaskah
from kerjasama.queries.kerja_sama import LIHAT
from kerjasama.queries.susunan_naskah import Susunan
from kerjasama.services.cetakan_naskah import docx_naskah, pdf_naskah
from wilayah.berkas.rules import DOCX, PDF
from wilayah.berkas.views import KEBIJAKAN_TAMPIL, KEBIJAKAN_UNDUH
from wilayah.tampilan.views import Tercakup


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
