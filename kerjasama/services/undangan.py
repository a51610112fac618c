"""Invitations: somebody from outside the regions of an agreement reads it for a time."""

from datetime import datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from kerjasama.enums import Status
from kerjasama.models import KerjaSama, Pihak, Undangan
from kerjasama.queries.akses import undangan_tercatat
from kerjasama.queries.kerja_sama import LIHAT
from kerjasama.rules.undangan import galat_masa_undangan
from wilayah.cakupan.roles import PERAN_PEMERINTAH_DESA
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.jejak.services import catat, kunci_kirim, selesaikan_kiriman
from wilayah.pemberitahuan.services import beri_tahu
from wilayah.pengguna.models import Pengguna
from wilayah.pengguna.queries import pemegang, tamu_tertutup
from wilayah.pengguna.services.tamu import batalkan_tautan_tamu, buat_akun_tamu, kirim_tautan_tamu

IZIN = "wilayah.undang_pihak"


@transaction.atomic
def undang(*, kerja_sama, username, kunci, oleh, **isi):
    """Lets the account `username` read the agreement; `isi`: sebagai, alasan, and the local days `mulai` to
    `selesai`, inclusive.

    The same `kunci` gives the same invitation. Raises ValidationError by field: an account that does not exist and
    one that is switched off are answered alike, and whoever sees the agreement already needs no invitation.
    """
    kini, kiriman = _mulai(kerja_sama, oleh, kunci, "undang")
    if kiriman.hasil:
        return Undangan.objects.milik(kini).get(id_publik=kiriman.hasil)
    _pastikan_terbuka(kini, isi)
    return _beri(kini, _calon(kini, username, oleh), kiriman, oleh, **isi)


@transaction.atomic
def undang_tamu(*, kerja_sama, akun, kunci, oleh, **isi):
    """As `undang`, for somebody who has no account: it is made without an office (`akun`: username, nama, surel).

    Returns the invitation and the code of the link that opens the account; at a second arrival "" for the code.
    """
    kini, kiriman = _mulai(kerja_sama, oleh, kunci, "undang_tamu")
    if kiriman.hasil:
        return Undangan.objects.milik(kini).get(id_publik=kiriman.hasil), ""
    _pastikan_terbuka(kini, isi)
    tamu, kode = buat_akun_tamu(oleh=oleh, wilayah=kini.desa_pendaftar, **akun)
    return _beri(kini, tamu, kiriman, oleh, **isi), kode


@transaction.atomic
def kirim_tautan_undangan(*, undangan, oleh):
    """A new link for a guest who has not opened the account yet, or has lost the password. Returns its code."""
    satu = _hidup(undangan, oleh)
    return kirim_tautan_tamu(tamu=satu.pengguna, oleh=oleh, wilayah=satu.kerja_sama.desa_pendaftar)


@transaction.atomic
def batalkan_tautan_undangan(*, undangan, oleh):
    """The invitation stays; the link that was sent opens nothing any more."""
    satu = _hidup(undangan, oleh)
    batalkan_tautan_tamu(tamu=satu.pengguna, oleh=oleh, wilayah=satu.kerja_sama.desa_pendaftar)


@transaction.atomic
def cabut_undangan(*, undangan, oleh):
    """Withdraws an invitation; from this moment it opens nothing. Doing it twice changes nothing."""
    kini = _terkunci(undangan.kerja_sama, oleh)
    milik = Undangan.objects.milik(kini).select_for_update(of=("self",)).select_related("pengguna")
    satu = milik.get(pk=undangan.pk)
    if satu.dicabut_pada is not None:
        return satu
    satu.dicabut_pada, satu.dicabut_oleh = timezone.now(), oleh
    satu.save(update_fields=["dicabut_pada", "dicabut_oleh"])
    _kabarkan(satu, "", "Akses undangan dicabut")
    _catat("undangan.dicabut", satu, oleh, {"sebagai": satu.sebagai})
    return satu


def _mulai(kerja_sama, oleh, kunci, tindakan):
    kiriman = kunci_kirim(oleh, kunci, f"{tindakan} {kerja_sama.pk}")
    return _terkunci(kerja_sama, oleh), kiriman


def _pastikan_terbuka(kini, isi):
    if kini.status == Status.DITARIK:
        raise TindakanTertutup("Pendaftaran kerja sama ini sudah ditarik, sehingga tidak ada yang perlu dibaca.")
    if galat := galat_masa_undangan(isi["mulai"], isi["selesai"], kini.desa_pendaftar.hari_ini()):
        raise ValidationError(galat)


def _beri(kini, pengguna, kiriman, oleh, *, sebagai, alasan, mulai, selesai):
    zona = kini.desa_pendaftar.zona
    baru = Undangan.objects.create(
        kerja_sama=kini,
        pengguna=pengguna,
        sebagai=sebagai,
        alasan=alasan,
        tanggal_mulai=mulai,
        tanggal_selesai=selesai,
        dari=datetime.combine(mulai, time.min, tzinfo=zona),
        sebelum=datetime.combine(selesai + timedelta(days=1), time.min, tzinfo=zona),
        oleh=oleh,
    )
    selesaikan_kiriman(kiriman, baru.id_publik)
    _kabarkan(baru, "Anda diundang membaca satu kerja sama", "Akses undangan diberikan")
    _catat("undangan.diberikan", baru, oleh, {"sebagai": baru.sebagai, "mulai": mulai, "selesai": selesai})
    return baru


def _terkunci(kerja_sama, oleh):
    baris = KerjaSama.objects.dalam_cakupan(oleh, IZIN).select_for_update(of=("self",))
    return baris.select_related("desa_pendaftar__induk__induk__induk").get(pk=kerja_sama.pk)


def _hidup(undangan, oleh):
    return undangan_tercatat(_terkunci(undangan.kerja_sama, oleh)).get(pk=undangan.pk)


def _calon(kerja_sama, username, oleh):
    pengguna = Pengguna.objects.filter(username=username, is_active=True).first()
    if pengguna is None:
        raise ValidationError({"username": "Akun dengan nama pengguna itu tidak ditemukan. Periksa ejaannya."})
    if not pengguna.has_usable_password() and tamu_tertutup(oleh, pengguna):
        raise ValidationError({"username": "Akun itu belum diaktifkan pemiliknya. Undang setelah ia mengaktifkannya."})
    if pengguna.has_perm(LIHAT, kerja_sama):
        raise ValidationError({"username": f"{pengguna.nama} sudah dapat melihat kerja sama ini."})
    if undangan_tercatat(kerja_sama).filter(pengguna=pengguna).exists():
        raise ValidationError({"username": f"{pengguna.nama} sudah diundang. Cabut undangan itu bila perlu diganti."})
    return pengguna


def _kabarkan(undangan, kepada_tamu, kepada_pihak):
    """The parties learn of every invitation. The guest's message names no agreement: it outlives the invitation."""
    tautan = reverse("kerja_sama_rinci", args=[undangan.kerja_sama.id_publik])
    desa = Pihak.objects.milik(undangan.kerja_sama).filter(desa__isnull=False).values_list("desa_id", flat=True)
    beri_tahu(
        penerima=pemegang(wilayah_ids=list(desa), peran=PERAN_PEMERINTAH_DESA),
        judul=f"{kepada_pihak}: {undangan.kerja_sama.judul}",
        isi=f"{undangan.pengguna.nama} sebagai {undangan.get_sebagai_display().lower()}. {undangan.alasan}",
        tautan=tautan,
    )
    if kepada_tamu:
        beri_tahu(penerima=[undangan.pengguna], judul=kepada_tamu, tautan=tautan)


def _catat(peristiwa, undangan, oleh, sesudah):
    catat(
        peristiwa=peristiwa,
        objek=undangan,
        pokok=undangan.kerja_sama,
        oleh=oleh,
        wilayah=undangan.kerja_sama.desa_pendaftar,
        izin=IZIN,
        keterangan=f"{undangan.pengguna.nama}, {undangan.get_sebagai_display().lower()}: {undangan.alasan}"[:300],
        sesudah={"pengguna": undangan.pengguna.username} | sesudah,
    )
