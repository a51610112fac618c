"""Parts of addresses. What can't be a code is no address at all: PostgreSQL answers a NUL in a question with an error,
so none may get as far as a query."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class KodeWilayah(StringConverter):
    """A present or former region code: «0», «34», «34.04.16.2001», or what stands for one that was given up."""

    regex = r"[0-9x][0-9x.]{0,19}"


class KodeCetak(StringConverter):
    """The code on a letter or a receipt, however it was copied: a wrong one still gets the page that says so."""

    regex = r"[^/\x00]{1,200}"


def pasang():
    register_converter(KodeWilayah, "kode_wilayah")
    register_converter(KodeCetak, "kode_cetak")
