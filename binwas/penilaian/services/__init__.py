"""Every write of a review. The acts are grouped by who does them; callers import them from here."""

from .hasil import kembali_ditelaah, selesaikan, tarik_usulan, usulkan_hasil
from .jawaban import simpan_jawaban
from .kecamatan import tandai_diperiksa, teruskan_ke_kabupaten
from .pengembalian import jawab_pengembalian, kembalikan_ke_desa
from .telaah import catat_lengkap, mulai_telaah

__all__ = [
    "catat_lengkap",
    "jawab_pengembalian",
    "kembali_ditelaah",
    "kembalikan_ke_desa",
    "mulai_telaah",
    "selesaikan",
    "simpan_jawaban",
    "tandai_diperiksa",
    "tarik_usulan",
    "teruskan_ke_kabupaten",
    "usulkan_hasil",
]
