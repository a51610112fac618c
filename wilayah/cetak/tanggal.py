"""Dates as they stand in print."""

from wilayah.kalender.rules import hari_tanggal, tanggal_panjang
from wilayah.pengguna.penomoran import bulan_romawi, romawi

__all__ = ["bulan_romawi", "hari_tanggal", "romawi", "tanggal_panjang"]
