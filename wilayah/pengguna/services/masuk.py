"""Signing in in two steps, and the lock that closes after repeated failures of either."""

import time

from axes.handlers.proxy import AxesProxyHandler
from django.db import transaction
from django.utils.crypto import constant_time_compare

from wilayah.cakupan.transisi import TindakanTertutup

from ..backend import PenggunaBackend
from ..queries import alasan_jabatan
from .akun import catat_akun, kunci_akun

TERTAHAN = "masuk_tertahan"
MASA_TERTAHAN = 300  # seconds to type the code


def tahan_masuk(*, sesi, pengguna, lanjut):
    """The password was right and the code is still to come: noted in a session that stays nobody's."""
    sesi.cycle_key()
    sesi[TERTAHAN] = {
        "pengguna": pengguna.pk,
        "sidik": pengguna.get_session_auth_hash(),
        "pada": time.time(),
        "lanjut": lanjut,
    }


def yang_tertahan(sesi):
    """Who waits in this session for the second step; None once the time is over, the password changed, or the account
    was shut."""
    isi = sesi.get(TERTAHAN)
    if not isi or time.time() - isi["pada"] > MASA_TERTAHAN:
        return None
    pengguna = PenggunaBackend().get_user(isi["pengguna"])
    utuh = pengguna and constant_time_compare(isi["sidik"], pengguna.get_session_auth_hash())
    return pengguna if utuh else None


def lepas_tahanan(*, sesi):
    """Ends the waiting; returns where the person wanted to go."""
    return sesi.pop(TERTAHAN)["lanjut"]


def boleh_mencoba(request, pengguna):
    """Whether this name and network are not locked."""
    return AxesProxyHandler.is_allowed(request, _kredensial(pengguna))


def catat_gagal(*, request, pengguna):
    """Counts a wrong code, or a wrong password of somebody who is signed in, as a wrong password at the door is."""
    AxesProxyHandler.user_login_failed(None, _kredensial(pengguna), request)


@transaction.atomic
def buka_kunci_masuk(*, pengguna, oleh):
    """An admin lets a locked-out person try again at once.

    Raises TindakanTertutup when nothing is locked, PermissionDenied when the account is not for `oleh` to touch.
    """
    orang = kunci_akun(oleh, pengguna, alasan_jabatan)
    if not AxesProxyHandler.reset_attempts(username=orang.username):
        raise TindakanTertutup("Akun ini tidak sedang terkunci.")
    catat_akun("pengguna.kunci_dibuka", orang, oleh)


def _kredensial(pengguna):
    return {"username": pengguna.get_username()}
