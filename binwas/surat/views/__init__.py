"""Pages of letters; addresses import them from here."""

from .daftar import DaftarSurat
from .rinci import PdfSurat, RinciSurat
from .verifikasi import Verifikasi

__all__ = ["DaftarSurat", "PdfSurat", "RinciSurat", "Verifikasi"]
