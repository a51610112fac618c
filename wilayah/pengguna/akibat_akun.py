"""Who is told when an admin does to an account what could open it. What stands above registers here when the
application starts, and is called in the transaction of the act."""

from collections.abc import Callable
from enum import StrEnum


class Tindakan(StrEnum):
    SANDI = "sandi"
    KODE_KEDUA = "kode_kedua"
    SUREL = "surel"


_TERDAFTAR: list[tuple[Callable, Callable]] = []


def daftarkan(pendengar: Callable, ingatan: Callable) -> None:
    """`pendengar(tindakan, pengguna, oleh, surel)`; `surel` is the address that the account had before the act.
    `ingatan(pengguna)` are sentences to show when the person signs in."""
    if (pendengar, ingatan) not in _TERDAFTAR:
        _TERDAFTAR.append((pendengar, ingatan))


def kabarkan(tindakan, pengguna, oleh, surel) -> None:
    for pendengar, _ in _TERDAFTAR:
        pendengar(tindakan=tindakan, pengguna=pengguna, oleh=oleh, surel=surel)


def ingatan_masuk(pengguna) -> list[str]:
    return [kalimat for _, ingatan in _TERDAFTAR for kalimat in ingatan(pengguna)]
