"""Growth areas: made, described, filled with agreements and measured by the kabupaten."""

from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from kerjasama.models import IndikatorKawasan, Kawasan
from kerjasama.queries.kawasan import KELOLA, calon_anggota
from kerjasama.rules import kawasan as rules
from kerjasama.rules.isian import bersihkan
from wilayah.cakupan.transisi import TindakanTertutup, VersiBasi
from wilayah.jejak.services import catat, kunci_kirim, selesaikan_kiriman

BIDANG = ("nama", "dasar", "uraian")


@transaction.atomic
def buat_kawasan(*, kabupaten, isi, kunci, oleh):
    """A new growth area of `kabupaten`; the same `kunci` gives the same one. Raises ValidationError by field."""
    if not oleh.has_perm(KELOLA, kabupaten):
        raise PermissionDenied(KELOLA)
    kiriman = kunci_kirim(oleh, kunci, f"buat_kawasan {kabupaten.pk}")
    if kiriman.hasil:
        return Kawasan.objects.dalam_cakupan(oleh, KELOLA).get(id_publik=kiriman.hasil)
    isi = _periksa(isi, kabupaten)
    kawasan = Kawasan.objects.create(kabupaten=kabupaten, **isi)
    selesaikan_kiriman(kiriman, kawasan.id_publik)
    _catat("kawasan.dibuat", kawasan, oleh, sesudah={"nama": kawasan.nama})
    return kawasan


@transaction.atomic
def ubah_kawasan(*, kawasan, isi, versi, oleh):
    """Describes an area anew. Raises VersiBasi when somebody saved since `versi`, ValidationError by field."""
    kini = _terkunci(kawasan, oleh)
    if kini.versi != versi:
        raise VersiBasi(kini)
    isi = _periksa(isi, kini.kabupaten, kecuali=kini)
    sebelum = {n: getattr(kini, n) for n in BIDANG}
    if isi == sebelum:
        return kini
    for nama, nilai in isi.items():
        setattr(kini, nama, nilai)
    kini.versi += 1
    kini.save(update_fields=[*BIDANG, "versi"])
    _catat("kawasan.diubah", kini, oleh, sebelum=sebelum, sesudah=isi)
    return kini


@transaction.atomic
def atur_anggota(*, kawasan, kerja_sama, ditampilkan, oleh):
    """Of the agreements `ditampilkan` (public ids), makes those in `kerja_sama` members and the others not; what the
    person was not shown stays as it is. Raises TindakanTertutup for one that the area may not hold."""
    kini = _terkunci(kawasan, oleh)
    dipilih, ditampilkan = set(kerja_sama), set(ditampilkan)
    calon = calon_anggota(oleh, kini).filter(id_publik__in=filter(_adalah_uuid, dipilih | ditampilkan))
    # Locked: another kabupaten may be taking the same agreement, with a party on either side, into an area of its own.
    baris = {str(ks.id_publik): ks for ks in calon.select_for_update(of=("self",))}
    if asing := dipilih - baris.keys():
        raise TindakanTertutup(f"{len(asing)} kerja sama tidak dapat dimasukkan ke kawasan ini. Muat ulang halaman.")
    masuk = [baris[i] for i in dipilih if baris[i].kawasan_id is None]
    lepas = (ditampilkan & baris.keys()) - dipilih
    keluar = [baris[i] for i in lepas if baris[i].kawasan_id == kini.pk]
    if not masuk and not keluar:
        return kini
    for ks in masuk + keluar:
        ks.kawasan = kini if ks in masuk else None
        ks.save(update_fields=["kawasan"])
    _catat("kawasan.anggota_diubah", kini, oleh, sesudah={"masuk": len(masuk), "keluar": len(keluar)})
    return kini


@transaction.atomic
def catat_indikator(*, kawasan, isi, oleh):
    """Records one indicator of one year; the same name and year again is a correction. Raises ValidationError."""
    kini = _terkunci(kawasan, oleh)
    isi = bersihkan(isi)
    if galat := rules.galat_indikator(isi):
        raise ValidationError(galat)
    nilai = rules.baca_nilai(isi["nilai"])
    satu, _ = IndikatorKawasan.objects.milik(kini).update_or_create(
        kawasan=kini, nama=isi["nama"], tahun=isi["tahun"], defaults={"satuan": isi.get("satuan", ""), "nilai": nilai}
    )
    _catat("kawasan.indikator_dicatat", kini, oleh, sesudah={"nama": satu.nama, "tahun": satu.tahun, "nilai": nilai})
    return satu


@transaction.atomic
def hapus_kawasan(*, kawasan, oleh):
    """Ends an area that holds no agreement any more."""
    kini = _terkunci(kawasan, oleh)
    if calon_anggota(oleh, kini).filter(kawasan=kini).exists():
        raise TindakanTertutup("Keluarkan dahulu kerja samanya dari kawasan ini.")
    _catat("kawasan.dihapus", kini, oleh, sebelum={"nama": kini.nama})
    kini.delete()


def _adalah_uuid(tulisan):
    try:
        return bool(UUID(tulisan))
    except ValueError:
        return False


def _periksa(isi, kabupaten, kecuali=None):
    isi = {nama: bersihkan(isi).get(nama, "") for nama in BIDANG}
    galat = rules.galat_kawasan(isi)
    sama = Kawasan.objects.milik(kabupaten).filter(nama__iexact=isi["nama"])
    if kecuali:
        sama = sama.exclude(pk=kecuali.pk)
    if not galat and sama.exists():
        galat["nama"] = "Kabupaten ini sudah mempunyai kawasan dengan nama itu."
    if galat:
        raise ValidationError(galat)
    return isi


def _terkunci(kawasan, oleh):
    milik = Kawasan.objects.dalam_cakupan(oleh, KELOLA).select_related("kabupaten")
    return milik.select_for_update(of=("self",)).get(pk=kawasan.pk)


def _catat(peristiwa, kawasan, oleh, **isi):
    catat(peristiwa=peristiwa, objek=kawasan, oleh=oleh, wilayah=kawasan.kabupaten, izin=KELOLA, **isi)
