"""Holidays of a year as the `holidays` library expects them, for an admin to confirm against the decree."""

from dataclasses import dataclass
from datetime import date

import holidays

from .models import JenisLibur

PERKIRAAN = " (perkiraan)"
TAHUN = range(2014, 2100)


@dataclass(frozen=True)
class Usulan:
    """`perkiraan`: the day follows the moon and is only known once it is decreed."""

    tanggal: date
    nama: str
    jenis: str
    perkiraan: bool = False


def usulkan(tahun: int) -> list[Usulan]:
    """Public holidays and cuti bersama of the year; where both fall on one day, the holiday."""
    hasil = {}
    for kategori, jenis in ((holidays.GOVERNMENT, JenisLibur.CUTI_BERSAMA), (holidays.PUBLIC, JenisLibur.LIBUR)):
        kalender = holidays.country_holidays("ID", years=tahun, language="id", categories=(kategori,))
        hasil |= {hari: _usulan(hari, nama, jenis) for hari, nama in kalender.items()}
    return [hasil[hari] for hari in sorted(hasil)]


def _usulan(hari, nama, jenis):
    return Usulan(hari, nama.replace(PERKIRAAN, ""), jenis.value, PERKIRAAN in nama)
