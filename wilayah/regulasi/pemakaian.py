"""Where a legal basis is cited by what the application does. The rooms that act on a basis register here."""

import re
from collections.abc import Callable

_SUMBER: list[Callable] = []
_KODE = re.compile(r"(?P<jenis>[a-z]+)-(?P<nomor>\d+)-(?P<tahun>\d{4})")
_SINGKATAN = {"uu": "UU", "pp": "PP", "permendagri": "Permendagri", "kepmendagri": "Kepmendagri", "perpres": "Perpres"}


def daftarkan(sumber: Callable) -> None:
    """`sumber()` gives pairs (what it is, the bases it cites as they are written)."""
    if sumber not in _SUMBER:
        _SUMBER.append(sumber)


def pemakaian() -> list[tuple[str, str]]:
    return [satu for sumber in _SUMBER for satu in sumber()]


def singkatan(kode: str) -> str:
    """`pp-12-2017` → `PP 12/2017`, the way it is cited; empty for a code of another shape."""
    cocok = _KODE.fullmatch(kode)
    if not cocok or cocok["jenis"] not in _SINGKATAN:
        return ""
    return f"{_SINGKATAN[cocok['jenis']]} {cocok['nomor']}/{cocok['tahun']}"
