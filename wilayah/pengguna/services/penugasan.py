"""Assignments: every way in which a person comes to hold or to lose a power."""

from datetime import datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from wilayah.cakupan.roles import PERAN
from wilayah.cakupan.services import grup_kantor
from wilayah.jejak.services import catat

from ..models import TANPA_AKHIR, Penugasan

SESI_TOPI = "topi"


@transaction.atomic
def beri_penugasan(*, pengguna, wilayah, peran, jabatan, sk, mulai, selesai=None, oleh=None):
    """Puts a person into an office from the local day `mulai` to `selesai` (inclusive, None: until further notice).

    Raises ValidationError when the role does not belong to this level of region or the days are reversed.
    """
    if PERAN[peran].tingkat != wilayah.tingkat:
        raise ValidationError(f"{PERAN[peran].nama} tidak dapat ditugaskan di {wilayah.nama_lengkap}.")
    if selesai and selesai < mulai:
        raise ValidationError("Tanggal selesai mendahului tanggal mulai.")
    tugas = Penugasan.objects.create(
        pengguna=pengguna,
        wilayah=wilayah,
        peran=peran,
        grup=grup_kantor(wilayah, peran),
        jabatan=jabatan,
        sk=sk,
        tanggal_mulai=mulai,
        tanggal_selesai=selesai,
        dari=_awal_hari(mulai, wilayah),
        sebelum=_awal_hari(selesai + timedelta(days=1), wilayah) if selesai else TANPA_AKHIR,
    )
    _catat_penugasan("penugasan.diberikan", tugas, oleh)
    return tugas


@transaction.atomic
def akhiri_penugasan(*, penugasan, selesai, oleh=None):
    """Ends an assignment after the local day `selesai`; from the next day it gives nothing.

    Raises ValidationError for a day before its first.
    """
    tugas = Penugasan.objects.select_for_update(of=("self",)).get(pk=penugasan.pk)
    if selesai < tugas.tanggal_mulai:
        raise ValidationError("Tanggal selesai mendahului tanggal mulai.")
    tugas.tanggal_selesai = selesai
    tugas.sebelum = _awal_hari(selesai + timedelta(days=1), tugas.wilayah)
    tugas.save(update_fields=["tanggal_selesai", "sebelum"])
    _catat_penugasan("penugasan.diakhiri", tugas, oleh)
    return tugas


def pakai_topi(*, sesi, penugasan):
    """Remembers in the session which assignment is worn; a preference, not an act."""
    sesi[SESI_TOPI] = penugasan.pk


def _awal_hari(tanggal, wilayah):
    return datetime.combine(tanggal, time.min, tzinfo=wilayah.zona)


def _catat_penugasan(peristiwa, tugas, oleh):
    catat(
        peristiwa=peristiwa,
        objek=tugas,
        oleh=oleh,
        wilayah=tugas.wilayah,
        izin="wilayah.kelola_pengguna",
        izin_baca="wilayah.lihat_jejak",
        sesudah={
            "pengguna": tugas.pengguna.username,
            "peran": tugas.peran,
            "mulai": tugas.tanggal_mulai,
            "selesai": tugas.tanggal_selesai,
        },
    )
