"""What is asked of a growth area and of its indicators."""

from decimal import Decimal, InvalidOperation

from .isian import TAHUN_WAJAR

PANJANG = {"nama": 160, "dasar": 200, "uraian": 3000}
PANJANG_INDIKATOR = {"nama": 120, "satuan": 40}
BATAS_NILAI = Decimal(10) ** 15


def galat_kawasan(isi):
    galat = {n: f"Paling banyak {b} huruf." for n, b in PANJANG.items() if len(isi.get(n, "")) > b}
    if not isi.get("nama"):
        galat["nama"] = "Isi nama kawasan."
    return galat


def galat_indikator(isi):
    galat = {n: f"Paling banyak {b} huruf." for n, b in PANJANG_INDIKATOR.items() if len(isi.get(n, "")) > b}
    if not isi.get("nama"):
        galat["nama"] = "Isi nama indikator, misalnya «Kunjungan wisata»."
    if isi.get("tahun") not in TAHUN_WAJAR:
        galat["tahun"] = "Isi tahun dengan empat angka."
    if baca_nilai(isi.get("nilai")) is None:
        galat["nilai"] = "Isi angkanya, misalnya 12.500 atau 3,75."
    return galat


def baca_nilai(tulisan):
    """The number as it is written in Indonesia, «12.500,75»; None for what is none, or is beyond reason."""
    teks = str(tulisan or "").strip().replace(".", "").replace(",", ".")
    try:
        nilai = Decimal(teks).quantize(Decimal("0.01"))
    except InvalidOperation:
        return None
    return nilai if nilai.is_finite() and abs(nilai) < BATAS_NILAI else None
