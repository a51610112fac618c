"""Code 128 for letters signed by hand: the scan that comes back is matched to its letter by it."""

from barcode.codex import Code128
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

TENANG = 10  # modules of white on both sides, as the standard asks
TINGGI = 30
MILIMETER = 0.25  # a narrower module is lost by an office scanner


def kode128_svg(isi: str, *, label: str = "Kode batang surat") -> SafeString:
    if not (isi.isascii() and isi.isprintable() and isi):
        raise ValueError("Code 128 holds printable ASCII only.")
    (modul,) = Code128(isi).build()
    lebar = len(modul) + 2 * TENANG
    batang = format_html_join(
        "", '<rect x="{}" width="{}" height="{}"/>', ((x + TENANG, w, TINGGI) for x, w in _garis(modul))
    )
    return format_html(
        '<svg class="kode128" role="img" aria-label="{}" width="{}mm" viewBox="0 0 {} {}" '
        'preserveAspectRatio="none" shape-rendering="crispEdges">{}</svg>',
        label,
        lebar * MILIMETER,
        lebar,
        TINGGI,
        batang,
    )


def _garis(modul: str):
    """(position, width) of each black bar."""
    mulai = None
    for x, bit in enumerate(f"{modul}0"):
        if bit == "1" and mulai is None:
            mulai = x
        elif bit == "0" and mulai is not None:
            yield mulai, x - mulai
            mulai = None
