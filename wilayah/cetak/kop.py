"""The head of an office's letters, made from its profile."""

import base64

from .naskah import Kop


def kop_kantor(profil) -> Kop:
    """`profil` is a ProfilKantor, saved or not."""
    return Kop(
        pemda=profil.nama_pemda, perangkat=profil.nama_kantor, alamat=alamat_kop(profil), logo=_alamat_data(profil.logo)
    )


def alamat_kop(profil) -> tuple[str, ...]:
    """The lines under the office's name: where it is, and how to reach it."""
    hubungan = [
        f"{label} {nilai}"
        for label, nilai in (("Telepon", profil.telepon), ("Laman", profil.laman), ("Pos-el", profil.surel))
        if nilai
    ]
    return tuple(filter(None, (f"{profil.alamat} {profil.kode_pos}".strip(), ", ".join(hubungan))))


def _alamat_data(logo) -> str:
    """The logo inside the page itself: a print fetches nothing from the store."""
    if logo is None:
        return ""
    return f"data:{logo.jenis_media};base64,{base64.b64encode(logo.baca()).decode()}"
