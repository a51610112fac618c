"""Dates as they stand in print."""

from datetime import date

from wilayah.kalender.rules import hari_tanggal, tanggal_panjang

__all__ = ["bulan_romawi", "hari_tanggal", "romawi", "tanggal_panjang"]

ROMAWI = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def romawi(nilai: int) -> str:
    if not 0 < nilai < 4000:
        raise ValueError("Roman numerals run from 1 to 3999.")
    hasil = ""
    for besar, tanda in ROMAWI:
        banyak, nilai = divmod(nilai, besar)
        hasil += tanda * banyak
    return hasil


def bulan_romawi(tanggal: date) -> str:
    return romawi(tanggal.month)
