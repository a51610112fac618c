"""The head of an office's letters, made from its profile."""

import base64

from wilayah.berkas.rules import PNG
from wilayah.pengguna.queries_kantor import profil_kantor
from wilayah.pohon.enums import Tingkat

from .naskah import Kop


def kop_kantor(profil, logo: bytes | None = None) -> Kop:
    """`profil` is a ProfilKantor, saved or not; `logo` a PNG that has not been stored yet."""
    if logo is None and profil.logo is not None:
        logo = profil.logo.baca()
    return Kop(
        pemda=profil.nama_pemda,
        perangkat=profil.nama_kantor,
        alamat=alamat_kop(profil),
        # Inside the page itself: a print fetches nothing from the store.
        logo=f"data:{PNG};base64,{base64.b64encode(logo).decode()}" if logo else "",
    )


def kop_desa(desa) -> Kop:
    """The head of a village's own letters: kabupaten, kecamatan, village (Permendagri 111/2014, Lampiran). Its profile
    where it has one, else what the tree says."""
    if (profil := profil_kantor(desa)) is not None:
        return kop_kantor(profil)
    kabupaten = desa.leluhur(Tingkat.KABUPATEN)
    return Kop(
        pemda=f"PEMERINTAH {kabupaten.nama_lengkap}".upper(),
        perangkat=f"{desa.induk.nama_lengkap}\n{desa.nama_lengkap}".upper(),
    )


def alamat_kop(profil) -> tuple[str, ...]:
    """The lines under the office's name: where it is, and how to reach it."""
    hubungan = [
        f"{label} {nilai}"
        for label, nilai in (("Telepon", profil.telepon), ("Laman", profil.laman), ("Pos-el", profil.surel))
        if nilai
    ]
    return tuple(filter(None, (f"{profil.alamat} {profil.kode_pos}".strip(), ", ".join(hubungan))))
