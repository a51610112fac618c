"""Accounts: how a person comes to have one."""

from django.contrib.auth.hashers import make_password
from django.db import transaction

from wilayah.jejak.services import catat

from ..models import Pengguna


@transaction.atomic
def buat_pengguna(*, username, nama, password, oleh=None, wilayah, contoh=False, nip="", pangkat="", tersandi=False):
    """A new account; `wilayah` is the region whose trail records it. With `tersandi`, `password` is what
    `make_password` gave, for many accounts that share one. Raises ValidationError on a bad user name."""
    pengguna = Pengguna(username=username, nama=nama, nip=nip, pangkat=pangkat, contoh=contoh)
    pengguna.password = password if tersandi else make_password(password)
    pengguna.full_clean(exclude=["password"])
    pengguna.save()
    catat(
        peristiwa="pengguna.dibuat",
        objek=pengguna,
        oleh=oleh,
        wilayah=wilayah,
        izin="wilayah.kelola_pengguna",
        izin_baca="wilayah.lihat_jejak",
        sesudah={"username": username},
    )
    return pengguna
