"""Delivery of stored bytes. No URL of its own: the view of the owning row checks scope and calls this."""

from django.http import FileResponse

from .models import Berkas
from .rules import PDF, nama_aman

# No `sandbox` for a PDF shown in the page: older browsers refuse their own viewer under it.
KEBIJAKAN_TAMPIL = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
KEBIJAKAN_UNDUH = "default-src 'none'; sandbox; frame-ancestors 'none'"


def kirim_berkas(berkas: Berkas, *, unduh: bool, nama: str = "") -> FileResponse:
    """Streamed; only a PDF is ever shown in the page. A browser may keep the bytes, which never change, but asks
    each time: on an office's shared computer they must not outlive the session or the assignment."""
    unduh = unduh or berkas.jenis_media != PDF
    respons = FileResponse(
        berkas.buka(),
        as_attachment=unduh,
        filename=nama_aman(nama or berkas.nama_asli, berkas.jenis_media),
        content_type=berkas.jenis_media,
    )
    respons["X-Content-Type-Options"] = "nosniff"
    respons["Content-Security-Policy"] = KEBIJAKAN_UNDUH if unduh else KEBIJAKAN_TAMPIL
    respons["Cache-Control"] = "private, no-cache"
    respons["ETag"] = f'"{berkas.sha256}"'
    return respons
