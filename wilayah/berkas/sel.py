"""What a cell of a spreadsheet says."""

from datetime import date, datetime


def baca_sel(nilai):
    """A cell as text: dates as ISO, whole numbers without decimals."""
    if nilai is None:
        return ""
    if isinstance(nilai, datetime):
        return nilai.date().isoformat()
    if isinstance(nilai, date):
        return nilai.isoformat()
    if isinstance(nilai, float) and nilai.is_integer():
        nilai = int(nilai)
    return str(nilai).strip()
