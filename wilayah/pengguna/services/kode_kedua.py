"""The second factor: set up, used, given up, and taken away by an admin when a telephone is lost."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.fernet import InvalidToken
from django.db import transaction

from wilayah.cakupan.transisi import TindakanTertutup

from ..akibat_akun import Tindakan, kabarkan
from ..kode_kedua import TERAKHIR, hitungan_kode, pakai_totp, punya_kode_kedua
from ..models import Pengguna
from ..queries import ORANG_KEDUA, baru_membuat_tautan, menandatangani
from ..queries_masuk import tugas_kini, wajib_kode_kedua
from .akun import JEDA_PENANDA, catat_akun, kunci_akun
from .sandi import catat_sendiri
from .sesi import akhiri_semua_sesi

JENIS = Authenticator.Type


@transaction.atomic
def pasang_kode_kedua(*, pengguna, rahasia, kode, sesi_kini):
    """Binds the app that holds `rahasia`, in place of one before, with new recovery codes; other devices are out.

    Raises TindakanTertutup when `kode` is not what that app shows now.
    """
    Pengguna.objects.select_for_update(of=("self",)).get(pk=pengguna.pk)
    hitungan = hitungan_kode(rahasia, kode)
    if hitungan is None:
        raise TindakanTertutup(
            "Kode tidak cocok. Pastikan jam ponsel Anda tepat, lalu ketik kode yang tampil sekarang."
        )
    Authenticator.objects.filter(user=pengguna).delete()
    baris = TOTP.activate(pengguna, rahasia).instance
    baris.data[TERAKHIR] = hitungan
    baris.save(update_fields=["data"])
    RecoveryCodes.activate(pengguna)
    akhiri_semua_sesi(pengguna=pengguna, kecuali=sesi_kini)
    catat_sendiri("pengguna.kode_kedua_dipasang", pengguna)


@transaction.atomic
def periksa_kode(*, pengguna, kode):
    """Whether `kode` is one that the person's app shows, or a recovery code; either is used up by it."""
    milik = Authenticator.objects.select_for_update(of=("self",)).filter(user=pengguna).order_by("-type")
    for baris in milik.filter(type__in=[JENIS.TOTP, JENIS.RECOVERY_CODES]):
        try:
            cocok = pakai_totp(baris, kode) if baris.type == JENIS.TOTP else _pakai_cadangan(baris, kode)
        except InvalidToken:  # written under a secret key that is gone: nothing can match until an admin takes it off
            continue
        if cocok:
            baris.save(update_fields=["data"])
            baris.record_usage()
            return True
    return False


@transaction.atomic
def ganti_kode_cadangan(*, pengguna):
    """New recovery codes; those before open nothing any more."""
    Authenticator.objects.filter(user=pengguna, type=JENIS.RECOVERY_CODES).delete()
    RecoveryCodes.activate(pengguna)
    catat_sendiri("pengguna.kode_cadangan_diganti", pengguna)


@transaction.atomic
def lepas_kode_kedua(*, pengguna):
    """Signs in by password alone from now on. Raises TindakanTertutup where the office asks for the code."""
    if wajib_kode_kedua(tugas_kini(pengguna)):
        raise TindakanTertutup("Kantor Anda mewajibkan kode kedua. Anda dapat menggantinya, tidak melepasnya.")
    Authenticator.objects.filter(user=pengguna).delete()
    catat_sendiri("pengguna.kode_kedua_dilepas", pengguna)


@transaction.atomic
def atur_ulang_kode_kedua(*, pengguna, oleh):
    """An admin takes the second factor of another off, who has lost it; every device of theirs is signed out.

    Raises TindakanTertutup when there is none, or when `oleh` has just made the link to the password of somebody who
    signs letters; PermissionDenied when the account is not for `oleh` to touch.
    """
    orang = kunci_akun(oleh, pengguna)
    if not punya_kode_kedua(orang):
        raise TindakanTertutup("Orang ini tidak memakai kode kedua.")
    if baru_membuat_tautan(oleh, orang, JEDA_PENANDA) and menandatangani(orang):
        raise TindakanTertutup(ORANG_KEDUA.format(lain="membuat tautan kata sandi", ini="Kode keduanya dilepas"))
    Authenticator.objects.filter(user=orang).delete()
    akhiri_semua_sesi(pengguna=orang)
    kabarkan(Tindakan.KODE_KEDUA, orang, oleh, orang.surel)
    catat_akun("pengguna.kode_kedua_diatur_ulang", orang, oleh)


def kode_cadangan(pengguna):
    """The recovery codes that are still good; none without a second factor."""
    baris = Authenticator.objects.filter(user=pengguna, type=JENIS.RECOVERY_CODES).first()
    return RecoveryCodes(baris).get_unused_codes() if baris else []


def _pakai_cadangan(baris, kode):
    cadangan = RecoveryCodes(baris)
    cocok = cadangan.validate_code(kode)
    baris.data = cadangan.instance.data
    return cocok
