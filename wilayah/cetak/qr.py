"""QR codes as inline SVG, black on white whatever the page's colours, with the quiet zone readers need."""

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe


def qr_svg(teks: str, *, label: str = "Kode QR verifikasi") -> SafeString:
    # Level M survives a photocopy; a micro code is not read by every phone.
    kode = segno.make(teks, error="m", micro=False)
    svg = kode.svg_inline(border=4, dark="#000", light="#fff", omitsize=True, svgclass=None, lineclass=None)
    kepala = format_html('<svg class="qr" role="img" aria-label="{}" shape-rendering="crispEdges" ', label)
    return mark_safe(svg.replace("<svg ", kepala, 1))
