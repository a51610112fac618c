"""Every write of people, offices and passwords, by the module that owns it."""

from .akun import buat_pengguna
from .kantor import tetapkan_aturan_tanda_tangan, tetapkan_profil_kantor, tetapkan_sakelar
from .penugasan import SESI_TOPI, akhiri_penugasan, beri_penugasan, pakai_topi
from .sandi import ganti_sandi

__all__ = [
    "SESI_TOPI",
    "akhiri_penugasan",
    "beri_penugasan",
    "buat_pengguna",
    "ganti_sandi",
    "pakai_topi",
    "tetapkan_aturan_tanda_tangan",
    "tetapkan_profil_kantor",
    "tetapkan_sakelar",
]
