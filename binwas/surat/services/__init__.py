"""Acts on a letter. Each is one transaction on a locked row; the room is split by stage of the letter's life."""

from .konsep import kembalikan_konsep, paraf_surat, susun_konsep, ubah_konsep
from .penerbitan import batalkan_nomor, cetak_basah, tandatangani_surat, unggah_pindaian
from .penyampaian import catat_dibaca, catat_pengantaran

__all__ = [
    "batalkan_nomor",
    "catat_dibaca",
    "catat_pengantaran",
    "cetak_basah",
    "kembalikan_konsep",
    "paraf_surat",
    "susun_konsep",
    "tandatangani_surat",
    "ubah_konsep",
    "unggah_pindaian",
]
