"""Accounts and assignments: every way in which a person comes to hold or to lose a power."""

from datetime import datetime, time, timedelta

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import transaction

from wilayah.cakupan.roles import PERAN
from wilayah.cakupan.services import grup_kantor
from wilayah.jejak.services import catat

from .models import TANPA_AKHIR, AturanTandaTangan, Pengguna, Penugasan, ProfilKantor, SakelarKantor

SESI_TOPI = "topi"


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


def pakai_topi(*, sesi, penugasan):
    """Remembers in the session which assignment is worn; a preference, not an act."""
    sesi[SESI_TOPI] = penugasan.pk


@transaction.atomic
def tetapkan_profil_kantor(*, wilayah, oleh=None, **isian):
    """Writes what stands on the letters of an office."""
    profil, _ = ProfilKantor.objects.update_or_create(wilayah=wilayah, defaults=isian)
    _catat_kantor("profil_kantor.ditetapkan", profil, wilayah, oleh, {"nama_kantor": profil.nama_kantor})
    return profil


@transaction.atomic
def tetapkan_sakelar(*, kantor, kunci, nyala, dasar, berlaku_sejak, oleh=None):
    """Records a choice that the law leaves to the region, with the basis it rests on."""
    pilihan, _ = SakelarKantor.objects.update_or_create(
        kantor=kantor, kunci=kunci, berlaku_sejak=berlaku_sejak, defaults={"nyala": nyala, "dasar": dasar}
    )
    _catat_kantor("sakelar.ditetapkan", pilihan, kantor, oleh, {"kunci": kunci, "nyala": nyala, "dasar": dasar})
    return pilihan


@transaction.atomic
def tetapkan_aturan_tanda_tangan(*, kantor, jenis_surat, dari, oleh=None, **isian):
    """Records who initials and signs a kind of letter, and the delegation that says so."""
    aturan, _ = AturanTandaTangan.objects.update_or_create(
        kantor=kantor, jenis_surat=jenis_surat, dari=dari, defaults=isian
    )
    _catat_kantor("aturan_tanda_tangan.ditetapkan", aturan, kantor, oleh, {"jabatan": aturan.jabatan})
    return aturan


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


def _catat_kantor(peristiwa, objek, wilayah, oleh, sesudah):
    catat(
        peristiwa=peristiwa,
        objek=objek,
        oleh=oleh,
        wilayah=wilayah,
        izin="wilayah.kelola_kantor",
        izin_baca="wilayah.lihat_jejak",
        sesudah=sesudah,
    )
