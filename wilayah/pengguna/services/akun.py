"""Accounts: how a person comes to have one, and what an admin may do to it."""

from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.jejak.services import catat, kunci_kirim, selesaikan_kiriman

from ..akibat_akun import Tindakan, kabarkan
from ..models import KELOLA, Pengguna, Penugasan, TautanAkun
from ..queries import (
    ORANG_KEDUA,
    alasan_jabatan,
    alasan_tertutup,
    baru_melepas_kode,
    menandatangani,
    pastikan_dapat_memberi,
    tautan_terbuka,
)
from ..rules import hash_kode, kode_acak
from .penugasan import beri_penugasan, gugurkan_limpahan_dari
from .sandi import ganti_sandi
from .sesi import akhiri_semua_sesi

MASA_TAUTAN = timedelta(days=7)
JEDA_PENANDA = timedelta(hours=24)  # time in which somebody who signs letters can object
MASA_SLIP = timedelta(days=30)  # paper travels slower than a message


@transaction.atomic
def buat_pengguna(
    *,
    username,
    nama,
    password,
    oleh=None,
    wilayah,
    izin=KELOLA,
    contoh=False,
    tersandi=False,
    nip="",
    nik="",
    pangkat="",
    surel="",
):
    """A new account; `wilayah` is the region whose trail records it, `izin` the power by which it was made. Without
    a password nobody can sign in to it.

    With `tersandi`, `password` is what `make_password` gave, for many accounts that share one. Raises ValidationError
    on a bad user name.
    """
    pengguna = Pengguna(
        username=username, nama=nama, nip=nip, nik=nik, pangkat=pangkat, surel=surel, contoh=contoh, is_active=True
    )
    pengguna.password = password if tersandi else make_password(password)
    pengguna.full_clean(exclude=["password"])
    pengguna.save()
    catat(
        peristiwa="pengguna.dibuat",
        objek=pengguna,
        oleh=oleh,
        wilayah=wilayah,
        izin=izin,
        izin_baca="wilayah.lihat_jejak",
        sesudah={"username": username},
    )
    return pengguna


@transaction.atomic
def undang_pengguna(*, oleh, akun, tugas, kunci, masa=MASA_TAUTAN):
    """An account that nobody can sign in to, its first assignment, and the link by which the person opens it.

    `akun` and `tugas` are what `buat_pengguna` and `beri_penugasan` take. Returns the account and the code of the
    link, which is kept nowhere; a second arrival of the same submit finds the account, and "" for the code.
    """
    pastikan_dapat_memberi(oleh, tugas["wilayah"], tugas["peran"])
    kiriman = kunci_kirim(oleh, kunci, "undang_pengguna")
    if kiriman.hasil:
        return Pengguna.objects.get(id_publik=kiriman.hasil), ""
    pengguna = _akun_dan_tugas(oleh, akun, tugas)
    kode = tautan_baru(pengguna, TautanAkun.Tujuan.UNDANGAN, oleh, masa)
    selesaikan_kiriman(kiriman, pengguna.id_publik)
    return pengguna, kode


@transaction.atomic
def buat_banyak_akun(*, oleh, daftar, kunci):
    """Accounts with their first assignment, all or none; links come later, on slips or one by one.

    `daftar` holds pairs (akun, tugas) as of `undang_pengguna`. Returns how many were made; a second arrival of the
    same submit, whose list has become shorter by the first, hears the same.
    """
    kiriman = kunci_kirim(oleh, kunci, "buat_banyak_akun")
    if kiriman.hasil:
        return int(kiriman.hasil)
    for _, tugas in daftar:
        pastikan_dapat_memberi(oleh, tugas["wilayah"], tugas["peran"])
    for akun, tugas in daftar:
        _akun_dan_tugas(oleh, akun, tugas)
    selesaikan_kiriman(kiriman, len(daftar))
    return len(daftar)


@transaction.atomic
def kirim_tautan(*, pengguna, oleh):
    """A new link by which the person sets the password; the ones before stop working. Returns its code.

    Of an account that has a password already its owner is told. Raises TindakanTertutup where that owner signs
    letters and `oleh` has just taken the second factor off: one admin alone must not come to sign for another.
    """
    orang = kunci_akun(oleh, pengguna)
    if not orang.is_active:
        raise TindakanTertutup("Akun ini nonaktif. Aktifkan dahulu, lalu kirim tautannya.")
    tujuan = tujuan_tautan(orang)
    if tujuan == TautanAkun.Tujuan.ATUR_ULANG:
        if baru_melepas_kode(oleh, orang, JEDA_PENANDA) and menandatangani(orang):
            raise TindakanTertutup(ORANG_KEDUA.format(lain="melepas kode kedua", ini="Tautan kata sandinya dibuat"))
        kabarkan(Tindakan.SANDI, orang, oleh, orang.surel)
    kode = tautan_baru(orang, tujuan, oleh, MASA_TAUTAN)
    catat_akun(f"pengguna.tautan_{tujuan}", orang, oleh)
    return kode


@transaction.atomic
def siapkan_slip(*, tugas, oleh):
    """New links for accounts that nobody has opened yet, to be printed: `[(assignment, code)]`.

    What can't be opened by a slip, or is not for `oleh` to open, is left out.
    """
    siap = []
    for satu in Penugasan.objects.terkelola(oleh).filter(pk__in=[t.pk for t in tugas]).order_by("wilayah__kode", "pk"):
        orang = Pengguna.objects.select_for_update(of=("self",)).get(pk=satu.pengguna_id)
        if orang.is_active and not orang.has_usable_password() and not alasan_tertutup(oleh, orang):
            siap.append((satu, tautan_baru(orang, TautanAkun.Tujuan.UNDANGAN, oleh, MASA_SLIP)))
            catat_akun("pengguna.slip", orang, oleh)
    return siap


@transaction.atomic
def batalkan_tautan(*, pengguna, oleh):
    """What was sent to the person opens nothing any more."""
    orang = kunci_akun(oleh, pengguna, alasan_jabatan)
    if not tutup_tautan(orang):
        raise TindakanTertutup("Tidak ada tautan yang masih berlaku.")
    catat_akun("pengguna.tautan_dibatalkan", orang, oleh)


@transaction.atomic
def pakai_tautan(*, kode, sandi, nama=""):
    """The holder of a link sets the password, and at an invitation the own name. Returns the account.

    Raises TindakanTertutup, whatever the reason why the link opens nothing.
    """
    tautan = tautan_terbuka(kode)
    if tautan:  # asked again behind the lock that every act on an account takes: a second use finds it used
        Pengguna.objects.select_for_update(of=("self",)).get(pk=tautan.pengguna_id)
        tautan = tautan_terbuka(kode)
    if tautan is None:
        raise TindakanTertutup("Tautan ini tidak berlaku.")
    orang = tautan.pengguna
    if nama and tautan.tujuan == TautanAkun.Tujuan.UNDANGAN:
        orang.nama = nama
        orang.save(update_fields=["nama"])
    tautan.dipakai_pada = timezone.now()
    tautan.save(update_fields=["dipakai_pada"])
    tutup_tautan(orang)
    ganti_sandi(pengguna=orang, sandi=sandi)
    return orang


@transaction.atomic
def ubah_data_pengguna(*, pengguna, oleh, **isian):
    """Corrects what is known of a person; the trail names the fields, not what stood in them.

    The address is where a link to the password goes: raises ValidationError where that is not for `oleh` to send.
    """
    orang = kunci_akun(oleh, pengguna, alasan_jabatan)
    berubah = sorted(nama for nama, nilai in isian.items() if getattr(orang, nama) != nilai)
    if "surel" in berubah and (alasan := alasan_tertutup(oleh, orang)):
        raise ValidationError({"surel": alasan})
    surel_lama = orang.surel
    for nama in berubah:
        setattr(orang, nama, isian[nama])
    orang.full_clean(exclude=["password"])
    if berubah:
        orang.save(update_fields=berubah)
        if "surel" in berubah and surel_lama:
            kabarkan(Tindakan.SUREL, orang, oleh, surel_lama)
        catat_akun("pengguna.data_diubah", orang, oleh, sesudah={"bidang": berubah})
    return orang


@transaction.atomic
def nonaktifkan_pengguna(*, pengguna, oleh, alasan):
    """Shuts the account at once, everywhere: no sign-in, no power, no link, and what the person lent falls."""
    orang = kunci_akun(oleh, pengguna, alasan_jabatan)
    if not orang.is_active:
        raise TindakanTertutup("Akun ini sudah nonaktif.")
    orang.is_active = False
    orang.save(update_fields=["is_active"])
    tutup_tautan(orang)
    akhiri_semua_sesi(pengguna=orang)
    gugur = gugurkan_limpahan_dari(orang)
    sesudah = {"limpahan_gugur": gugur} if gugur else None
    catat_akun("pengguna.dinonaktifkan", orang, oleh, keterangan=alasan, sesudah=sesudah)
    return orang


@transaction.atomic
def aktifkan_pengguna(*, pengguna, oleh, alasan):
    """Opens the account again; its assignments hold as their dates say."""
    orang = kunci_akun(oleh, pengguna)
    if orang.is_active:
        raise TindakanTertutup("Akun ini sudah aktif.")
    orang.is_active = True
    orang.save(update_fields=["is_active"])
    catat_akun("pengguna.diaktifkan", orang, oleh, keterangan=alasan)
    return orang


@transaction.atomic
def buat_admin_pertama(*, username, nama, wilayah, sk, mulai):
    """The first admin of Pusat, made by a command: nobody stands above them. Returns the account and its code."""
    akun = {"username": username, "nama": nama}
    tugas = {
        "wilayah": wilayah,
        "peran": "admin_pusat",
        "jabatan": "Admin Pusat",
        "sk": sk,
        "mulai": mulai,
        "selesai": None,
    }
    pengguna = _akun_dan_tugas(None, akun, tugas)
    return pengguna, tautan_baru(pengguna, TautanAkun.Tujuan.UNDANGAN, None, MASA_TAUTAN)


def _akun_dan_tugas(oleh, akun, tugas):
    pengguna = buat_pengguna(password=None, oleh=oleh, wilayah=tugas["wilayah"], **akun)
    beri_penugasan(pengguna=pengguna, oleh=oleh, **tugas)
    return pengguna


def kunci_akun(oleh, pengguna, tertutup=alasan_tertutup):
    """The account, locked and in scope. Raises DoesNotExist outside it, PermissionDenied when it is not for `oleh`.

    What only takes access away passes `alasan_jabatan`: an invitation elsewhere must not keep an account open.
    """
    orang = Pengguna.objects.terkelola(oleh).select_for_update(of=("self",)).get(pk=pengguna.pk)
    if tertutup(oleh, orang):
        raise PermissionDenied
    return orang


def tujuan_tautan(orang):
    return TautanAkun.Tujuan.ATUR_ULANG if orang.has_usable_password() else TautanAkun.Tujuan.UNDANGAN


def tautan_baru(orang, tujuan, oleh, masa):
    tutup_tautan(orang)
    kode = kode_acak()
    TautanAkun.objects.create(
        pengguna=orang, tujuan=tujuan, hash_kode=hash_kode(kode), oleh=oleh, kedaluwarsa=timezone.now() + masa
    )
    return kode


def tutup_tautan(orang):
    return orang.tautan.terbuka().update(dibatalkan_pada=timezone.now())


def catat_akun(peristiwa, orang, oleh, **isi):
    """In the chain of the office through which `oleh` reached the account."""
    tugas = Penugasan.objects.terkelola(oleh).filter(pengguna=orang).select_related("wilayah")
    catat(
        peristiwa=peristiwa,
        objek=orang,
        oleh=oleh,
        wilayah=tugas.order_by("-sebelum", "pk")[0].wilayah,
        izin=KELOLA,
        izin_baca="wilayah.lihat_jejak",
        **isi,
    )
