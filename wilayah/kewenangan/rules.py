"""When a review of access is late; no database."""

from datetime import date


def tahun_terlambat(hari_ini: date, bulan: int) -> int:
    """An assignment is overdue when it began, or was last confirmed, in this year or before.

    Each is looked at once in every year after the one in which it was given or confirmed, until the end of `bulan`.
    """
    return hari_ini.year - 1 if hari_ini.month > bulan else hari_ini.year - 2


def batas_tinjauan(hari_ini: date, bulan: int) -> date:
    """The last day of this year's review."""
    berikut = date(hari_ini.year + (bulan == 12), bulan % 12 + 1, 1)
    return date.fromordinal(berikut.toordinal() - 1)
