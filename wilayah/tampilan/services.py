"""What a person sets up for working with lists. Preferences, not acts: they leave no row in the trail."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict

from .models import TampilanTersimpan

MAKS_PER_HALAMAN = 20
TIDAK_DISIMPAN = ("page", "ekspor")


def ingat_di_sesi(sesi, nama, nilai):
    """Kept at once instead of with the answer: another request of the same person may be waiting for it."""
    sesi[nama] = nilai
    sesi.save()


def baca_sesi_terbaru(sesi, nama):
    """As another request of the same person left it a moment ago."""
    return type(sesi)(sesi.session_key).get(nama)


def saringan_saja(kueri):
    """The filters of an address, without page and form of export, spelled as Django spells them."""
    isi = QueryDict(kueri.lstrip("?"), mutable=True)
    for nama in TIDAK_DISIMPAN:
        isi.pop(nama, None)
    return isi.urlencode()


@transaction.atomic
def simpan_tampilan(*, pengguna, halaman, nama, kueri):
    """Keeps the filters under a name; the same name on the same list is replaced. Raises ValidationError."""
    milik = TampilanTersimpan.objects.filter(pengguna=pengguna, halaman=halaman)
    if milik.exclude(nama=nama).count() >= MAKS_PER_HALAMAN:
        raise ValidationError(f"Paling banyak {MAKS_PER_HALAMAN} tampilan per daftar. Hapus satu dahulu.")
    isian = {"kueri": saringan_saja(kueri)}
    calon = TampilanTersimpan(pengguna=pengguna, halaman=halaman, nama=nama, **isian)
    calon.full_clean(validate_unique=False, validate_constraints=False)
    # Two clicks at once find the same row: the second waits for the first on the unique index.
    tampilan, _ = TampilanTersimpan.objects.update_or_create(
        pengguna=pengguna, halaman=halaman, nama=nama, defaults=isian
    )
    return tampilan


def hapus_tampilan(*, pengguna, id_publik):
    """Removes one of the person's own; nothing happens for anybody else's."""
    TampilanTersimpan.objects.filter(pengguna=pengguna, id_publik=id_publik).delete()
