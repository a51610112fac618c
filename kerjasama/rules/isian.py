"""What may be typed at all, and stored."""

import unicodedata
from datetime import date

MAKS_TEKS = 10_000
TAHUN_WAJAR = range(1945, 2200)
BANYAK_BARIS = ("ruang_lingkup",)


def bersihkan(nilai):
    """Text as it may be stored: no control characters or direction overrides, not endlessly long. Through lists and
    mappings too: a draft is JSON, and PostgreSQL refuses NUL in it."""
    if isinstance(nilai, str) and nilai.isascii() and nilai.isprintable():  # most of it, and thousands of cells
        return nilai[:MAKS_TEKS].strip()
    if isinstance(nilai, str):
        return "".join(c for c in nilai if c in "\n\t" or _tampak(c))[:MAKS_TEKS].strip()
    if isinstance(nilai, dict):
        return {bersihkan(str(k)): _bersihkan_isian(k, v) for k, v in nilai.items()}
    if isinstance(nilai, list | tuple):
        return [bersihkan(v) for v in nilai]
    return nilai


def _bersihkan_isian(nama, nilai):
    bersih = bersihkan(nilai)
    # A title copied from a PDF brings its line ends along.
    return " ".join(bersih.split()) if isinstance(bersih, str) and nama not in BANYAK_BARIS else bersih


def _tampak(c):
    return (
        unicodedata.category(c) not in ("Cc", "Cs", "Co")
        and c not in "\ufffe\uffff"  # no sign of XML: a document or workbook that holds it can't be written
        and c not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )


def galat_tanggal_perbuatan(nilai, hari_ini, paling_awal=None, sebab=""):
    """What is wrong with the day of something that was done: missing, no day, to come, or before `paling_awal`, the day
    of `sebab`. {} or {"tanggal": message}."""
    try:
        tanggal = tanggal_dari(nilai)
    except ValueError:
        tanggal = None
    if tanggal is None:
        return {"tanggal": "Isi tanggal yang ada di kalender, misalnya 12 November 2026."}
    if tanggal > hari_ini:
        return {"tanggal": "Tanggal ini belum tiba. Catat sesudah dilakukan."}
    if paling_awal and tanggal < paling_awal:
        return {"tanggal": f"Tanggal ini sebelum {sebab} ({paling_awal:%d-%m-%Y})."}
    return {}


def tanggal_dari(nilai):
    """The date in an ISO text, or None; raises ValueError when it is no date of the calendar."""
    if not nilai:
        return None
    tanggal = nilai if isinstance(nilai, date) else date.fromisoformat(nilai)
    if tanggal.year not in TAHUN_WAJAR:
        raise ValueError(nilai)
    return tanggal


def baca_rupiah(tulisan):
    """A whole number of rupiah, None when empty, or the text itself when it is no number."""
    bersih = tulisan.strip().removeprefix("Rp").replace(".", "").replace(" ", "").removesuffix(",00")
    if not bersih:
        return None
    return int(bersih) if bersih.isascii() and bersih.isdigit() and len(bersih) < 19 else tulisan
