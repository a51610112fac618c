"""Patterns of letter numbers: «{klasifikasi}/{urut:03}/{bulan_romawi}/{tahun}». The code of the unit that issues the
letter is written into the pattern as it stands."""

import re
from datetime import date
from string import Formatter

from django.core.exceptions import ValidationError

ISIAN = ("klasifikasi", "urut", "bulan", "bulan_romawi", "tahun")


def periksa_pola(pola: str) -> None:
    """A field validator: each field known, no format but zero padding, and the running number present."""
    try:
        bagian = list(Formatter().parse(pola))
    except ValueError:
        raise ValidationError("Kurung kurawal pada pola nomor tidak berpasangan.", code="pola") from None
    nama = [isian for _, isian, _, _ in bagian if isian is not None]
    asing = sorted(set(nama) - set(ISIAN))
    if asing:
        kenal = ", ".join(f"{{{isian}}}" for isian in ISIAN)
        raise ValidationError(f"Isian {{{asing[0]}}} tidak dikenal. Gunakan {kenal}.", code="asing")
    if "urut" not in nama:
        raise ValidationError("Pola nomor harus memuat {urut}.", code="urut")
    if any(_bentuk_salah(*satu[1:]) for satu in bagian):
        raise ValidationError("Hanya {urut:03} atau {urut:04} yang boleh berbentuk khusus.", code="bentuk")


def _bentuk_salah(isian, bentuk, ubahan) -> bool:
    if isian is None:
        return False
    return bool(ubahan) or bool(bentuk and not (isian == "urut" and re.fullmatch(r"0[1-9]", bentuk)))


def susun_nomor(pola: str, *, urut: int, klasifikasi: str, tanggal: date) -> str:
    periksa_pola(pola)
    return pola.format(
        klasifikasi=klasifikasi,
        urut=urut,
        bulan=tanggal.month,
        bulan_romawi=bulan_romawi(tanggal),
        tahun=tanggal.year,
    )


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
