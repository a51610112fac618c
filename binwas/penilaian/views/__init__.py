from .daftar import DaftarPemeriksaan
from .jawaban import SimpanJawaban
from .kecamatan import PeriksaKerjaSama
from .perbaikan import Perbaikan
from .rinci import RinciPemeriksaan, TenggatPemeriksaan, TindakPemeriksaan

__all__ = [
    "DaftarPemeriksaan",
    "Perbaikan",
    "PeriksaKerjaSama",
    "RinciPemeriksaan",
    "SimpanJawaban",
    "TenggatPemeriksaan",
    "TindakPemeriksaan",
]
