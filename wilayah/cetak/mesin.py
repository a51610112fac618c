"""The one door to WeasyPrint: an HTML template in, the bytes of a PDF out.

WeasyPrint is imported at the first print: it costs half a second and needs system libraries, and a machine
without them must still run everything else.
"""

import threading
from functools import lru_cache, wraps
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.template.loader import render_to_string

PAKET_SISTEM = ("libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-liberation", "fonts-urw-base35")
KERTAS = {"A4": "210mm 297mm", "F4": "215mm 330mm"}
HURUF = {
    "arial": '"Liberation Sans", Arial, sans-serif',
    "bookman": '"URW Bookman", "Bookman Old Style", serif',
}
DATA_BOLEH = ("data:image/svg+xml", "data:image/png")
MAKS_DATA = 2_000_000


class Tepi(NamedTuple):
    """Margins of a page in millimetres."""

    atas: float = 20
    bawah: float = 25
    kiri: float = 30
    kanan: float = 20


TEPI_BAKU = Tepi()


class CetakTidakTersedia(RuntimeError):
    """The system libraries of WeasyPrint are missing; the message names the packages."""


class AlamatDitolak(RuntimeError):
    """A print asked for something that is not the app's own. It fails: what is issued is never mended."""


_kunci = threading.Lock()


def _satu_per_satu(fungsi):
    # Two renderings in threads of one process are slower than one after the other, and share a font cache.
    @wraps(fungsi)
    def dalam_kunci(*args, **kwargs):
        with _kunci:
            return fungsi(*args, **kwargs)

    return dalam_kunci


def cetak_pdf(
    templat: str, konteks: dict, *, kertas: str = "A4", huruf: str = "arial", tepi: Tepi = TEPI_BAKU
) -> bytes:
    """The same context gives the same bytes; nothing in them depends on the clock or the machine's locale."""
    return html_ke_pdf(render_to_string(templat, konteks), kertas=kertas, huruf=huruf, tepi=tepi)


@_satu_per_satu
def html_ke_pdf(html: str, *, kertas: str = "A4", huruf: str = "arial", tepi: Tepi = TEPI_BAKU) -> bytes:
    weasyprint, huruf_terdaftar, pengambil = _mesin()
    pengambil.ditolak.clear()
    dokumen = weasyprint.HTML(string=html, base_url=f"{_folder().as_uri()}/", url_fetcher=pengambil)
    isi = dokumen.write_pdf(stylesheets=[_gaya(kertas, huruf, tepi)], font_config=huruf_terdaftar, pdf_tags=True)
    if pengambil.ditolak:
        raise AlamatDitolak(f"Refused to fetch for a print: {pengambil.ditolak[0][:120]}")
    return isi


@_satu_per_satu
def siapkan() -> None:
    """Pay the import before the first person waits for it."""
    _gaya("A4", "arial", TEPI_BAKU)


def impor_weasyprint():
    from PIL import ImageFile

    try:
        import weasyprint
    except (ImportError, OSError) as galat:
        raise CetakTidakTersedia(
            "Surat belum dapat dicetak: pustaka sistem belum lengkap (system libraries are missing). "
            f"Pasang: sudo apt-get install --no-install-recommends {' '.join(PAKET_SISTEM)}. Sebab: {galat}"
        ) from galat
    # WeasyPrint lets Pillow accept cut-off images in the whole process; uploads rely on their being refused.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    return weasyprint


@lru_cache(maxsize=1)
def _mesin():
    weasyprint = impor_weasyprint()
    from weasyprint.text.fonts import FontConfiguration

    return weasyprint, FontConfiguration(), _buat_pengambil()


@lru_cache(maxsize=16)
def _gaya(kertas: str, huruf: str, tepi: Tepi):
    weasyprint, huruf_terdaftar, pengambil = _mesin()
    halaman = (
        f"@page {{ size: {KERTAS[kertas]}; "
        f"margin: {tepi.atas}mm {tepi.kanan}mm {tepi.bawah}mm {tepi.kiri}mm }}\n"
        f"html {{ font-family: {HURUF[huruf]} }}\n"
    )
    dasar = (_folder() / "dasar.css").read_text(encoding="utf-8")
    return weasyprint.CSS(
        string=halaman + dasar,
        base_url=f"{_folder().as_uri()}/",
        font_config=huruf_terdaftar,
        url_fetcher=pengambil,
    )


def _folder() -> Path:
    return Path(settings.AKAR) / "static" / "cetak"


def _buat_pengambil():
    """A fetcher of the app's own print files and of small images made by the app; never of the network.

    Refusals are kept, because WeasyPrint goes on without whatever it could not fetch.
    """
    from weasyprint.urls import URLFetcher

    class PengambilSendiri(URLFetcher):
        def fetch(self, url, headers=None):
            if not alamat_boleh(url):
                self.ditolak.append(url)
                raise ValueError("Refused")
            return super().fetch(url, headers)

    pengambil = PengambilSendiri(allowed_protocols={"file", "data"}, allow_redirects=False)
    pengambil.ditolak = []
    return pengambil


def alamat_boleh(url: str) -> bool:
    if url.startswith("data:"):
        return url.startswith(DATA_BOLEH) and len(url) <= MAKS_DATA
    bagian = urlsplit(url)
    if bagian.scheme != "file" or bagian.netloc:
        return False
    # resolve() first: a link or «..» must not lead out of the folder.
    return Path(unquote(bagian.path)).resolve().is_relative_to(_folder().resolve())
