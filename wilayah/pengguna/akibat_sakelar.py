"""What a switch of an office does to work that is under way. The slices that do the work say it: they register here
when the application starts."""

from collections.abc import Callable
from dataclasses import dataclass


def _tanpa_kalimat(kantor):
    return []


def _tanpa_akibat(*, kantor, sebab, oleh):
    return None


@dataclass(frozen=True)
class AkibatSakelar:
    """`kalimat(kantor)` are sentences with figures, asked while the choice is in place for a trial. `terapkan(kantor,
    sebab, oleh)` carries the consequence out, in the transaction that sets the switch."""

    kunci: str
    kalimat: Callable = _tanpa_kalimat
    terapkan: Callable = _tanpa_akibat


_TERDAFTAR: list[AkibatSakelar] = []


def daftarkan(akibat: AkibatSakelar) -> None:
    if akibat not in _TERDAFTAR:
        _TERDAFTAR.append(akibat)


def akibat_dari(kunci) -> list[AkibatSakelar]:
    return [a for a in _TERDAFTAR if a.kunci == kunci]
