"""Who is told when an admin does to an account what could open it. What stands above registers here when the
application starts, and is called in the transaction of the act."""

from collections.abc import Callable
from enum import StrEnum


class Tindakan(StrEnum):
    SANDI = "sandi"
    KODE_KEDUA = "kode_kedua"
    SUREL = "surel"


_TERDAFTAR: list[Callable] = []


def daftarkan(pendengar: Callable) -> None:
    """`pendengar(tindakan, pengguna, oleh, surel)`; `surel` is the address that the account had before the act."""
    if pendengar not in _TERDAFTAR:
        _TERDAFTAR.append(pendengar)


def kabarkan(tindakan, pengguna, oleh, surel) -> None:
    for pendengar in _TERDAFTAR:
        pendengar(tindakan=tindakan, pengguna=pengguna, oleh=oleh, surel=surel)
