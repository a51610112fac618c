"""Accounts of guests: people without an office, who read what they are invited to. Whoever invites them looks after
the account: no admin does."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.jejak.services import catat

from ..models import Pengguna, TautanAkun
from ..queries import tamu_tertutup
from .akun import MASA_TAUTAN, buat_pengguna, tautan_baru, tujuan_tautan, tutup_tautan

IZIN = "wilayah.undang_pihak"


@transaction.atomic
def buat_akun_tamu(*, username, nama, surel, oleh, wilayah):
    """An account without office or password, and the code of the link that opens it, which is kept nowhere."""
    _pastikan_mengundang(oleh, wilayah)
    tamu = buat_pengguna(
        username=username, nama=nama, surel=surel, password=None, oleh=oleh, wilayah=wilayah, izin=IZIN
    )
    return tamu, tautan_baru(tamu, TautanAkun.Tujuan.UNDANGAN, oleh, MASA_TAUTAN)


@transaction.atomic
def kirim_tautan_tamu(*, tamu, oleh, wilayah):
    """A new link; the ones before stop working. Returns its code."""
    orang = _terkunci(tamu, oleh, wilayah)
    if not orang.is_active:
        raise TindakanTertutup("Akun ini nonaktif.")
    tujuan = tujuan_tautan(orang)
    kode = tautan_baru(orang, tujuan, oleh, MASA_TAUTAN)
    _catat(f"pengguna.tautan_{tujuan}", orang, oleh, wilayah)
    return kode


@transaction.atomic
def batalkan_tautan_tamu(*, tamu, oleh, wilayah):
    """What was sent to the guest opens nothing any more."""
    orang = _terkunci(tamu, oleh, wilayah)
    if not tutup_tautan(orang):
        raise TindakanTertutup("Tidak ada tautan yang masih berlaku.")
    _catat("pengguna.tautan_dibatalkan", orang, oleh, wilayah)


def _pastikan_mengundang(oleh, wilayah):
    if not oleh.has_perm(IZIN, wilayah):
        raise PermissionDenied


def _terkunci(tamu, oleh, wilayah):
    _pastikan_mengundang(oleh, wilayah)
    orang = Pengguna.objects.select_for_update(of=("self",)).get(pk=tamu.pk)
    if alasan := tamu_tertutup(oleh, orang):
        raise TindakanTertutup(alasan)
    return orang


def _catat(peristiwa, orang, oleh, wilayah):
    catat(peristiwa=peristiwa, objek=orang, oleh=oleh, wilayah=wilayah, izin=IZIN, izin_baca="wilayah.lihat_jejak")
