"""Documents: a version is made once and never changed."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from kerjasama.enums import JenisDokumen
from kerjasama.models import BerkasAsli, Dokumen, VersiDokumen
from kerjasama.rules.pendaftaran import periksa_susunan
from wilayah.berkas.rules import PDF, periksa_unggahan
from wilayah.berkas.services import gabung_foto, simpan_berkas

IZIN = "wilayah.daftarkan_kerja_sama"


def buat_dokumen(*, kerja_sama, judul, asli, oleh, jenis=JenisDokumen.NASKAH):
    """A document with its first version, inside the caller's transaction; `asli` are stored Berkas in their order."""
    dokumen = Dokumen.objects.create(kerja_sama=kerja_sama, jenis=jenis, judul=judul[:200])
    _susun_versi(dokumen=dokumen, nomor=1, asli=asli, keterangan="", oleh=oleh)
    return dokumen


@transaction.atomic
def tambah_versi(*, dokumen, berkas, keterangan, oleh, izin=IZIN):
    """A further version from `berkas`, (bytes, name) of one PDF, or of photos in their order. Part of the caller's act,
    which writes the trail.

    Raises ValidationError for a file that may not be stored, PermissionDenied when `oleh` has not the power `izin`.
    """
    dokumen = (
        Dokumen.objects.dalam_cakupan(oleh, "wilayah.lihat_kerja_sama")
        .select_for_update(of=("self",))
        .get(pk=dokumen.pk)
    )
    if not oleh.has_perm(izin, dokumen.kerja_sama):
        raise PermissionDenied(izin)
    asli = simpan_asli(berkas, oleh)
    nomor = (VersiDokumen.objects.milik(dokumen).aggregate(n=Max("nomor"))["n"] or 0) + 1
    return _susun_versi(dokumen=dokumen, nomor=nomor, asli=asli, keterangan=keterangan[:300], oleh=oleh)


def simpan_asli(berkas, oleh):
    """The files of one document, (bytes, name) each, as stored Berkas. Each is stored before the next is read; where
    the set is refused, bytes that nobody owns are harmless."""
    asli = [
        simpan_berkas(isi=isi, nama=nama, jenis_media=periksa_unggahan(isi, nama), oleh=oleh) for isi, nama in berkas
    ]
    periksa_susunan([satu.jenis_media for satu in asli])
    return asli


def _susun_versi(*, dokumen, nomor, asli, keterangan, oleh):
    versi = VersiDokumen.objects.create(
        dokumen=dokumen,
        nomor=nomor,
        berkas=_berkas_baca(dokumen, asli, oleh),
        keterangan=keterangan,
        oleh=oleh,
    )
    BerkasAsli.objects.bulk_create(
        BerkasAsli(versi=versi, berkas=satu, urut=urut) for urut, satu in enumerate(asli, start=1)
    )
    return versi


def _berkas_baca(dokumen, asli, oleh):
    """What people read: the PDF itself, or the photos joined into one PDF without their metadata."""
    if asli[0].jenis_media == PDF:
        return asli[0]
    isi = gabung_foto(satu.baca() for satu in asli)
    return simpan_berkas(isi=isi, nama=f"{dokumen.judul}.pdf", jenis_media=PDF, oleh=oleh)
