"""Passwords."""

from django.db import transaction

from wilayah.jejak.services import catat


@transaction.atomic
def ganti_sandi(*, pengguna, sandi):
    """Sets one's own password; the trail records that it was done, in the chain of an office one holds."""
    pengguna.set_password(sandi)
    pengguna.save(update_fields=["password"])
    tugas = pengguna.penugasan.select_related("wilayah").order_by("-sebelum", "pk").first()
    if tugas:
        catat(
            peristiwa="pengguna.ganti_sandi",
            objek=pengguna,
            oleh=pengguna,
            wilayah=tugas.wilayah,
            izin_baca="wilayah.lihat_jejak",
        )
