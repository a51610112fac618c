"""Every write of people, offices and passwords, by the module that owns it."""

from .akun import (
    aktifkan_pengguna,
    batalkan_tautan,
    buat_admin_pertama,
    buat_banyak_akun,
    buat_pengguna,
    kirim_tautan,
    nonaktifkan_pengguna,
    pakai_tautan,
    siapkan_slip,
    ubah_data_pengguna,
    undang_pengguna,
)
from .kantor import tetapkan_aturan_tanda_tangan, tetapkan_profil_kantor, tetapkan_sakelar
from .penugasan import (
    SESI_TOPI,
    akhiri_penugasan,
    beri_penugasan,
    pakai_topi,
    perbaiki_penugasan,
    perpanjang_penugasan,
)
from .sandi import ganti_sandi

__all__ = [
    "SESI_TOPI",
    "akhiri_penugasan",
    "aktifkan_pengguna",
    "batalkan_tautan",
    "beri_penugasan",
    "buat_admin_pertama",
    "buat_banyak_akun",
    "buat_pengguna",
    "ganti_sandi",
    "kirim_tautan",
    "nonaktifkan_pengguna",
    "pakai_tautan",
    "pakai_topi",
    "perbaiki_penugasan",
    "perpanjang_penugasan",
    "siapkan_slip",
    "tetapkan_aturan_tanda_tangan",
    "tetapkan_profil_kantor",
    "tetapkan_sakelar",
    "ubah_data_pengguna",
    "undang_pengguna",
]
