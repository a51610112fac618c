"""Which clocks run under a deadline rule, told by the slices that keep them; they register here."""

from collections.abc import Callable

_SUMBER: dict[str, Callable] = {}


def daftarkan(kode: str, kalimat: Callable) -> None:
    """`kalimat(wilayah)` are sentences with figures about the clocks of the rule `kode`; None is the whole nation."""
    _SUMBER[kode] = kalimat


def kalimat(kode: str, wilayah) -> list[str]:
    return _SUMBER[kode](wilayah) if kode in _SUMBER else []
