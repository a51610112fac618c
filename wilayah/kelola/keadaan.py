"""In what state an account is, as seen from the regions of the one who asks: once for a row, once for the database."""

from datetime import timedelta

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

SEGERA = timedelta(days=30)
TANPA_SANDI = "!"  # how Django marks a password that nobody can type


class Keadaan(models.TextChoices):
    AKTIF = "aktif", "Aktif"
    MENUNGGU = "menunggu", "Menunggu aktivasi"
    SEGERA = "segera", "Berakhir dalam 30 hari"
    BERAKHIR = "berakhir", "Penugasan berakhir"
    NONAKTIF = "nonaktif", "Nonaktif"


def keadaan_akun(orang, tugas):
    """`tugas` are the assignments of the account that the reader may see."""
    if not orang.is_active:
        return Keadaan.NONAKTIF
    sekarang, akhir = timezone.now(), max(t.sebelum for t in tugas)
    if akhir <= sekarang:
        return Keadaan.BERAKHIR
    if not orang.has_usable_password():
        return Keadaan.MENUNGGU
    return Keadaan.SEGERA if akhir <= sekarang + SEGERA else Keadaan.AKTIF


def dengan_akhir(orang, tugas):
    """Accounts with the end of the last of `tugas` that is theirs, and the code of its region."""
    milik = tugas.filter(pengguna=OuterRef("pk")).order_by("-sebelum", "pk")
    return orang.annotate(
        akhir_di_sini=Subquery(milik.values("sebelum")[:1]), kode_di_sini=Subquery(milik.values("wilayah__kode")[:1])
    )


def berkeadaan(orang, keadaan):
    """Of accounts that went through `dengan_akhir`, those in this state."""
    sekarang = timezone.now()
    hidup = Q(is_active=True, akhir_di_sini__gt=sekarang)
    belum = Q(password__startswith=TANPA_SANDI)
    dekat = Q(akhir_di_sini__lte=sekarang + SEGERA)
    return orang.filter(
        {
            Keadaan.NONAKTIF: Q(is_active=False),
            Keadaan.BERAKHIR: Q(is_active=True, akhir_di_sini__lte=sekarang),
            Keadaan.MENUNGGU: hidup & belum,
            Keadaan.SEGERA: hidup & ~belum & dekat,
            Keadaan.AKTIF: hidup & ~belum & ~dekat,
        }[keadaan]
    )
