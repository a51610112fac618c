"""Dates and times as they stand in print."""

from datetime import date, datetime

from wilayah.kalender.enums import BULAN
from wilayah.kalender.rules import SINGKATAN_ZONA, hari_tanggal, tanggal_panjang

__all__ = ["bulan_romawi", "hari_tanggal", "rentang_tanggal", "romawi", "tanggal_panjang", "waktu_setempat"]

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


def waktu_setempat(saat: datetime, zona) -> str:
    """`Kamis, 26 November 2026 pukul 14.05.22 WIB`, in the region's zone."""
    setempat = saat.astimezone(zona)
    jam = f"{setempat:%H.%M.%S} {SINGKATAN_ZONA.get(str(zona), '')}".rstrip()
    return f"{hari_tanggal(setempat.date())} pukul {jam}"


def rentang_tanggal(awal: date, akhir: date) -> str:
    """`6–13 November 2026`, `30 November–4 Desember 2026`; one date when both are the same."""
    if awal == akhir:
        return tanggal_panjang(awal)
    if awal.year != akhir.year:
        return f"{tanggal_panjang(awal)}–{tanggal_panjang(akhir)}"
    if awal.month != akhir.month:
        return f"{awal.day} {BULAN[awal.month - 1]}–{tanggal_panjang(akhir)}"
    return f"{awal.day}–{tanggal_panjang(akhir)}"
