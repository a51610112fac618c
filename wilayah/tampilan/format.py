"""How dates, times, money and numbers are written for people: Indonesian words, comma for decimals, dot for
thousands. Pure functions; the template tags call them."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from wilayah.kalender.enums import BULAN, HARI

# By offset, not by name: Asia/Pontianak and Asia/Jakarta are both WIB.
SINGKATAN_ZONA = {7: "WIB", 8: "WITA", 9: "WIT"}
TANPA_BATAS = date(9999, 12, 31)


def setempat(nilai: datetime, zona: str | ZoneInfo = "Asia/Jakarta") -> datetime:
    """The moment as the clocks of `zona` show it."""
    return nilai.astimezone(ZoneInfo(zona) if isinstance(zona, str) else zona)


def tanggal(nilai: date | None, *, pendek: bool = False, hari: bool = True, zona="Asia/Jakarta") -> str:
    """`Senin, 23 November 2026`; short `23 Nov 2026`. The last day of time is «tidak ditentukan»."""
    if nilai is None:
        return ""
    if isinstance(nilai, datetime):
        nilai = setempat(nilai, zona).date()
    if nilai == TANPA_BATAS:
        return "tidak ditentukan"
    bulan = BULAN[nilai.month - 1]
    tulisan = f"{nilai.day} {bulan[:3] if pendek else bulan} {nilai.year}"
    return f"{HARI[nilai.weekday()]}, {tulisan}" if hari and not pendek else tulisan


def jam(nilai: datetime, zona="Asia/Jakarta", *, detik: bool = False) -> str:
    """`10.05 WIB`."""
    lokal = setempat(nilai, zona)
    selisih = round(lokal.utcoffset().total_seconds() / 3600)
    tulisan = lokal.strftime("%H.%M.%S" if detik else "%H.%M")
    return f"{tulisan} {SINGKATAN_ZONA.get(selisih, '')}".rstrip()


def waktu(nilai: datetime | None, zona="Asia/Jakarta", *, pendek: bool = True) -> str:
    """`23 Nov 2026 10.05 WIB`; long `Senin, 23 November 2026 pukul 10.05 WIB`."""
    if nilai is None:
        return ""
    antara = " " if pendek else " pukul "
    return f"{tanggal(nilai, pendek=pendek, zona=zona)}{antara}{jam(nilai, zona)}"


def angka(nilai: float | Decimal | None, desimal: int = 0) -> str:
    """`23.466`, `40,5`."""
    if nilai is None or nilai == "":
        return ""
    return f"{Decimal(str(nilai)):,.{desimal}f}".translate(str.maketrans(",.", ".,"))


def rupiah(nilai: int | Decimal | None) -> str:
    """`Rp300.000.000`."""
    return f"Rp{angka(nilai)}" if nilai not in (None, "") else ""


def ukuran(bita: int | None) -> str:
    """`412 KB`, `1,1 MB`."""
    if bita is None:
        return ""
    if bita < 1_000_000:
        return f"{max(1, round(bita / 1000))} KB"
    return f"{angka(bita / 1_000_000, 1)} MB"


def sisa_hari(tenggat: date | None, hari_ini: date) -> str:
    """`Sisa 7 hari`, `Hari ini`, `Terlambat 3 hari`."""
    if tenggat is None:
        return ""
    sisa = (tenggat - hari_ini).days
    if sisa == 0:
        return "Hari ini"
    return f"Sisa {angka(sisa)} hari" if sisa > 0 else f"Terlambat {angka(-sisa)} hari"


def desakan(tenggat: date | None, hari_ini: date) -> str:
    """CSS family of a deadline: `lewat`, `dekat` (three days or less), or none."""
    if tenggat is None:
        return ""
    sisa = (tenggat - hari_ini).days
    return "lewat" if sisa < 0 else "dekat" if sisa <= 3 else ""


def inisial(nama: str) -> str:
    """Two letters for the round mark beside a person's name."""
    kata = [k for k in nama.replace(".", " ").split() if k[0].isalpha()] or ["?"]
    return (kata[0][0] + (kata[1][0] if len(kata) > 1 else kata[0][1:2])).upper()
