"""From an agreed text to an agreement in force that lies before the bupati, one act at a time."""

from .kesepakatan import buka_kembali, sepakati
from .pengundangan import berlakukan, undangkan
from .penyampaian import sampaikan
from .tanda_tangan import simpan_naskah_bertanda_tangan, tandatangani

__all__ = [
    "berlakukan",
    "buka_kembali",
    "sampaikan",
    "sepakati",
    "simpan_naskah_bertanda_tangan",
    "tandatangani",
    "undangkan",
]
