"""The second factor, on allauth's authenticators: their secrets unreadable in the database, and each code good once.

allauth remembers used codes in the cache, which processes on one machine need not share; here the number of the last
code stands in the locked row (RFC 6238, 5.2)."""

import base64
import hashlib

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings

TERAKHIR = "hitungan_terakhir"


class Adapter(DefaultMFAAdapter):
    def encrypt(self, text):
        return _sandi().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return _sandi().decrypt(encrypted_text.encode()).decode()

    def get_totp_label(self, user):
        return user.get_username()


def hitungan_kode(rahasia, kode, sesudah=0):
    """Number of the time step whose code this is, later than the step `sesudah`; None when it is none of them."""
    for hitungan in yield_hotp_counters_from_time():
        tulisan = format_hotp_value(hotp_value(rahasia, hitungan))
        if hitungan > sesudah and compare_user_code(actual=kode, expected=tulisan):
            return hitungan
    return None


def pakai_totp(baris, kode):
    """Whether the code opens the locked Authenticator `baris`; it and those before it open nothing after that."""
    hitungan = hitungan_kode(decrypt(baris.data["secret"]), kode, baris.data.get(TERAKHIR, 0))
    if hitungan is None:
        return False
    baris.data[TERAKHIR] = hitungan
    return True


def punya_kode_kedua(pengguna):
    return Authenticator.objects.filter(user=pengguna, type=Authenticator.Type.TOTP).exists()


def _sandi():
    """Keys derived from the secret key of the installation, the ones before it still reading."""
    kunci = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    turunan = (hashlib.sha256(f"binwas.kode_kedua\n{k}".encode()).digest() for k in kunci)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(k)) for k in turunan])
