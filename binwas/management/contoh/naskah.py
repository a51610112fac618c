"""The scan of an example agreement: a real legal text, printed."""

from wilayah.cetak.mesin import html_ke_pdf

from .konteks_naskah import html_naskah


def pdf_naskah(isi, hari_ini):
    """At least three pages; the same agreement gives the same text on the same day."""
    return html_ke_pdf(html_naskah(isi, hari_ini), huruf="bookman")
