"""Signed-in devices. Using one is not an act, so nothing here leaves a trail but what an admin does to another."""

from datetime import timedelta

from django.utils import timezone

from ..models import SesiPengguna
from ..perangkat import alamat_klien, awalan_ip, sebut_perangkat

JEDA_CATAT = timedelta(minutes=5)


def catat_perangkat(*, request):
    """Keeps the row of the session in step with its use: with the session where that is written anyway, and else not
    more often than JEDA_CATAT."""
    baris, sekarang = request.session.baris, timezone.now()
    ditulis_juga = request.session.modified
    if not ditulis_juga and sekarang - baris.terakhir < JEDA_CATAT:
        return
    baris.terakhir, baris.expire_date = sekarang, baris.berakhir(sekarang)
    baris.perangkat = sebut_perangkat(request.META.get("HTTP_USER_AGENT", ""))
    baris.awalan_ip = str(awalan_ip(alamat_klien(request)) or "")
    if not ditulis_juga:  # update, not save: a session that was ended meanwhile must stay ended
        SesiPengguna.objects.filter(pk=baris.pk).update(
            terakhir=sekarang, expire_date=baris.expire_date, perangkat=baris.perangkat, awalan_ip=baris.awalan_ip
        )


def akhiri_sesi(*, pengguna, id_publik):
    """Signs one of the person's own devices out. Returns how many there were."""
    jumlah, _ = SesiPengguna.objects.filter(pengguna=pengguna, id_publik=id_publik).delete()
    return jumlah


def akhiri_semua_sesi(*, pengguna, kecuali=None):
    """Signs every device of the person out, but that of the session key `kecuali`. Returns how many there were."""
    jumlah, _ = SesiPengguna.objects.filter(pengguna=pengguna).exclude(pk=kecuali or "").delete()
    return jumlah
