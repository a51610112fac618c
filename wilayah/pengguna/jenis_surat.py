"""Kinds of letters for which an office sets signatories and numbers. The slices that issue letters register theirs
when the application starts: this room knows a kind by its code and name only."""

_TERDAFTAR: dict[str, str] = {}


def daftarkan(kode: str, nama: str) -> None:
    _TERDAFTAR[kode] = nama


def pilihan_jenis() -> list[tuple[str, str]]:
    return sorted(_TERDAFTAR.items(), key=lambda satu: satu[1])


def nama_jenis(kode: str) -> str:
    """The kind's name for display; its code where the slice is not installed."""
    return _TERDAFTAR.get(kode) or kode.replace("_", " ").capitalize()
