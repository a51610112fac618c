"""One's own password and address."""

from django.db import transaction

from wilayah.jejak.services import catat

from ..models import Pengguna
from .sesi import akhiri_semua_sesi


@transaction.atomic
def ganti_sandi(*, pengguna, sandi, sesi_kini=None):
    """Sets one's own password and signs every device out but that of the session key `sesi_kini`."""
    pengguna.set_password(sandi)
    pengguna.harus_ganti_sandi = False
    pengguna.save(update_fields=["password", "harus_ganti_sandi"])
    akhiri_semua_sesi(pengguna=pengguna, kecuali=sesi_kini)
    catat_sendiri("pengguna.ganti_sandi", pengguna)


@transaction.atomic
def ganti_surel(*, pengguna, surel):
    """Sets one's own e-mail address; the trail does not repeat it."""
    orang = Pengguna.objects.select_for_update(of=("self",)).get(pk=pengguna.pk)
    orang.surel = surel
    orang.save(update_fields=["surel"])
    catat_sendiri("pengguna.ganti_surel", orang)


def catat_sendiri(peristiwa, pengguna):
    """What a person did to the own account, in the chain of an office one holds."""
    tugas = pengguna.penugasan.select_related("wilayah").order_by("-sebelum", "pk").first()
    if tugas:
        catat(
            peristiwa=peristiwa,
            objek=pengguna,
            oleh=pengguna,
            wilayah=tugas.wilayah,
            izin_baca="wilayah.lihat_jejak",
        )
