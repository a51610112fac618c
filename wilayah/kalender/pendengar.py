"""Whose clocks stand on the calendar. The slices that keep clocks register here when the application starts: this
room knows that a day has changed, and they know whom it concerns."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Pendengar:
    """`kalimat(wilayah)` says in sentences with figures which clocks would move, `terapkan(wilayah, sebab, oleh)` moves
    them and tells people, in the transaction of the change. `wilayah` is None for the whole nation."""

    kalimat: Callable
    terapkan: Callable


_TERDAFTAR: list[Pendengar] = []


def daftarkan(pendengar: Pendengar) -> None:
    if pendengar not in _TERDAFTAR:
        _TERDAFTAR.append(pendengar)


def kalimat(wilayah) -> list[str]:
    return [satu for pendengar in _TERDAFTAR for satu in pendengar.kalimat(wilayah)]


def terapkan(wilayah, sebab, oleh) -> None:
    for pendengar in _TERDAFTAR:
        pendengar.terapkan(wilayah=wilayah, sebab=sebab, oleh=oleh)
