"""The draft: composing, editing, initialling and returning it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from wilayah.cakupan.transisi import VersiBasi
from wilayah.pemberitahuan.services import beri_tahu
from wilayah.pengguna.queries import pemegang

from .. import queries
from ..enums import StatusSurat
from ..kinds import jenis_surat, nama_jenis
from ..models import Paraf, PenerimaSurat, Surat
from ..rules import PENUTUP_BAKU
from ..transitions import KELOLA, PARAF, TABEL, TTD
from .kunci import catat_surat, kunci_surat, tautan


@transaction.atomic
def susun_konsep(*, jenis, kantor, kerja_sama, hal, isi, penerima, oleh, surat=None):
    """A draft, or the returned draft `surat` filled again; after a voided number a new letter, for that number stays
    on record. Part of the caller's act, which writes the trail; whoever must initial first is told.

    `penerima` are dicts of wilayah (None outside the system), jabatan and tembusan.

    Raises PermissionDenied when `oleh` may not manage letters of the office.
    """
    if not oleh.has_perm(KELOLA, kantor):
        raise PermissionDenied(KELOLA)
    jenis_surat(jenis)
    surat = _surat_kosong(surat, oleh) or Surat(jenis=jenis, kantor=kantor, kerja_sama=kerja_sama)
    surat.hal, surat.isi, surat.konseptor = hal, {"penutup": PENUTUP_BAKU} | isi, oleh
    surat.status, surat.alasan_kembali = StatusSurat.KONSEP, ""
    surat.versi += 0 if surat._state.adding else 1
    surat.save()
    _tulis_penerima(surat, penerima)
    _siapkan_paraf(surat)
    _beri_tahu_berikut(surat)
    return surat


@transaction.atomic
def ubah_konsep(*, surat, isi, hal, versi, oleh):
    """Changes the subject and the parts `isi` of the draft. Raises VersiBasi when someone saved in between."""
    surat = kunci_surat(surat, oleh, KELOLA)
    if surat.versi != versi:
        raise VersiBasi(surat)
    sebelum = {"hal": surat.hal, "versi": surat.versi}
    TABEL.jalankan("ubah_konsep", surat, oleh)
    surat.hal, surat.isi, surat.versi = hal, surat.isi | isi, surat.versi + 1
    _siapkan_paraf(surat)
    surat.save(update_fields=["hal", "isi", "versi", "status"])
    catat_surat("surat.diubah", surat, oleh, KELOLA, sebelum=sebelum, sesudah={"hal": hal, "versi": surat.versi})
    return surat


@transaction.atomic
def paraf_surat(*, surat, oleh):
    """The next initial of the line; the last one makes the letter ready to be signed."""
    surat = kunci_surat(surat, oleh, PARAF)
    _siapkan_paraf(surat)
    sisa = Paraf.objects.milik(surat).filter(pada__isnull=True).order_by("urut")
    nama = "paraf_terakhir" if len(sisa) == 1 else "paraf_surat"
    langkah = queries.paraf_berikut(surat)
    TABEL.jalankan(nama, surat, oleh)
    tugas = queries.penugasan_kantor(surat, oleh, langkah.peran)
    sisa.filter(urut=langkah.urut).update(oleh=oleh, jabatan=tugas.sebutan_jabatan, pada=timezone.now())
    surat.save(update_fields=["status"])
    catat_surat("surat.diparaf", surat, oleh, PARAF, sesudah={"urut": langkah.urut, "status": surat.status})
    _beri_tahu_berikut(surat)
    return surat


@transaction.atomic
def kembalikan_konsep(*, surat, alasan, oleh):
    """Back to konsep with a reason, all initials struck. Open to whoever initials or signs."""
    izin = PARAF if oleh.has_perm(PARAF, surat) else TTD
    surat = kunci_surat(surat, oleh, izin)
    if not alasan.strip():
        raise ValidationError({"alasan": "Tulis apa yang perlu diperbaiki."})
    sebelum = surat.status
    TABEL.jalankan("kembalikan_pemaraf" if izin == PARAF else "kembalikan_penanda", surat, oleh)
    Paraf.objects.milik(surat).update(oleh=None, jabatan="", pada=None)
    surat.alasan_kembali = alasan.strip()
    surat.save(update_fields=["status", "alasan_kembali"])
    jenis_surat(surat.jenis).saat_kembali(surat)
    catat_surat(
        "surat.dikembalikan",
        surat,
        oleh,
        izin,
        sebelum={"status": sebelum},
        sesudah={"status": surat.status, "alasan": surat.alasan_kembali},
    )
    beri_tahu(
        penerima=_penanggung_jawab(surat),
        judul=f"Konsep surat dikembalikan: {surat.hal}",
        isi=surat.alasan_kembali,
        tautan=tautan(surat),
        penting=True,
    )
    return surat


def _penanggung_jawab(surat):
    """Who proposed, while in office; else the officers who can propose again."""
    if surat.konseptor.has_perm(KELOLA, surat):
        return [surat.konseptor]
    return pemegang(wilayah_ids=[surat.kantor_id], peran=["petugas_kabupaten"])


def _surat_kosong(surat, oleh):
    """The draft to fill again, locked; None where a new one must be made."""
    if surat is None or surat.status == StatusSurat.BATAL_NOMOR:
        return None
    surat = kunci_surat(surat, oleh, KELOLA)
    if surat.status == StatusSurat.BATAL_NOMOR:
        return None
    if surat.status != StatusSurat.KONSEP:
        raise ValidationError("Surat ini sudah berjalan dan tidak dapat diisi ulang.")
    return surat


def _tulis_penerima(surat, penerima):
    PenerimaSurat.objects.milik(surat).delete()
    PenerimaSurat.objects.bulk_create(
        PenerimaSurat(
            surat=surat,
            urut=urut,
            wilayah=satu.get("wilayah"),
            jabatan=satu["jabatan"],
            tembusan=satu.get("tembusan", False),
        )
        for urut, satu in enumerate(penerima, 1)
    )


def _siapkan_paraf(surat):
    """The line of initials as the rule of the day asks it, as long as nobody has initialled. Where the rule asks none,
    the draft is ready to be signed at once; without a rule it waits, and the buttons say for what."""
    if surat.status != StatusSurat.KONSEP or surat.alasan_kembali:
        return
    aturan = queries.aturan_surat(surat)
    Paraf.objects.milik(surat).delete()
    if aturan is None:
        return
    Paraf.objects.bulk_create(
        Paraf(surat=surat, urut=urut, peran=peran) for urut, peran in enumerate(aturan.urutan_paraf, 1)
    )
    if not aturan.urutan_paraf:
        surat.status = StatusSurat.SIAP_TTD
        surat.save(update_fields=["status"])


def _beri_tahu_berikut(surat):
    """Tells who must initial next, or who signs."""
    langkah = queries.paraf_berikut(surat)
    aturan = queries.aturan_surat(surat)
    if surat.status == StatusSurat.SIAP_TTD and aturan:
        peran, kerja = aturan.peran_penanda, "Surat menunggu tanda tangan Anda"
    elif langkah:
        peran, kerja = langkah.peran, "Konsep surat menunggu paraf Anda"
    else:
        return
    beri_tahu(
        penerima=pemegang(wilayah_ids=[surat.kantor_id], peran=[peran]),
        judul=f"{kerja}: {nama_jenis(surat.jenis)}",
        isi=surat.hal,
        tautan=tautan(surat),
        penting=True,
    )
