"""Django's door to the models of the slices; inside the app import from the slice itself."""

from .penilaian.models import (
    ButirInstrumen,
    Instrumen,
    JawabanButir,
    Pemeriksaan,
    Pengembalian,
    PeristiwaTenggat,
)
from .surat.models import Paraf, PencacahNomor, PenerimaSurat, Surat

__all__ = [
    "ButirInstrumen",
    "Instrumen",
    "JawabanButir",
    "Paraf",
    "Pemeriksaan",
    "PencacahNomor",
    "PenerimaSurat",
    "Pengembalian",
    "PeristiwaTenggat",
    "Surat",
]
