"""The text of an agreement to take along: as PDF in its legal layout, and as DOCX for offices that edit elsewhere."""

from kerjasama.queries.susunan_naskah import Susunan, berdua
from wilayah.cetak.mesin import Tepi, cetak_pdf

from .naskah_word import tulis_docx

# Permendagri 1/2023 Ps 28, 32: A4, Bookman Old Style 12 for what rules.
TEPI = Tepi(atas=25, bawah=25, kiri=30, kanan=25)


def pdf_naskah(versi) -> bytes:
    susunan = Susunan(versi)
    konteks = {
        "s": susunan,
        "ttd": berdua(susunan.ttd),
        "pengundangan": berdua(susunan.pengundangan),
        "saksi": berdua(susunan.saksi),
    }
    return cetak_pdf("cetak/naskah.html", konteks, huruf="bookman", tepi=TEPI)


def docx_naskah(versi) -> bytes:
    return tulis_docx(Susunan(versi))
