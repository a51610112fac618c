"""The declared changes of state of this room, one table per kind of object."""

from .gerbang import daftarkan_gerbang
from .kerja_sama import TABEL, nama_pembatalan

__all__ = ["TABEL", "daftarkan_gerbang", "nama_pembatalan"]
