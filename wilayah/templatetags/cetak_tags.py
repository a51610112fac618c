"""What printed pages draw: codes, and numbers grouped so that people can read them aloud."""

import re

from django import template

from wilayah.cetak.kode128 import kode128_svg
from wilayah.cetak.qr import qr_svg
from wilayah.cetak.terbilang import dengan_terbilang
from wilayah.kalender.enums import BULAN

register = template.Library()

_BULAN = "|".join(BULAN)
RAPAT = re.compile(
    r"\b(?:Pasal|ayat|huruf|angka|Nomor|Tahun|BAB) (?=\(?\w)"
    rf"|\b\d{{1,2}} (?=(?:{_BULAN})\b)|\b(?:{_BULAN}) (?=\d{{4}}\b)|\bterima (?=kasih\b)"
)

register.filter("qr", qr_svg)
register.simple_tag(qr_svg, name="kode_qr")
register.filter("kode128", kode128_svg)
register.filter("dengan_terbilang", dengan_terbilang)


@register.filter
def rekat(teks):
    """No line may end between «Pasal» and its number, or inside a date."""
    return RAPAT.sub(lambda cocok: f"{cocok[0][:-1]}\N{NO-BREAK SPACE}", teks)


@register.filter
def kelompok(teks, panjang=8):
    """`a3f971c2 5d08e6b4 …`: a hash that wraps at spaces and can be compared by eye."""
    return " ".join(teks[i : i + panjang] for i in range(0, len(teks), panjang))


@register.filter
def nip(teks):
    """`19690412 199403 1 001`; anything but 18 digits stays as it was typed."""
    if len(teks) != 18 or not teks.isdigit():
        return teks
    return f"{teks[:8]} {teks[8:14]} {teks[14]} {teks[15:]}"
