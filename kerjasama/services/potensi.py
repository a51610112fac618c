"""A village's inventory of what it could cooperate on, in its order of priority (Permendagri 96/2017 Ps 13(2))."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from kerjasama.enums import Bidang, Urusan
from kerjasama.models import Potensi
from kerjasama.queries.persiapan import SUSUN, potensi_desa
from kerjasama.rules.isian import bersihkan
from wilayah.jejak.services import catat, kunci_kirim, selesaikan_kiriman

ISIAN = ("bidang", "urusan", "uraian", "dicari")
MAKS_URAIAN = 300


@transaction.atomic
def tambah_potensi(*, desa, isi, kunci, oleh):
    """One more line, after those that are there; the same `kunci` adds it once."""
    if not oleh.has_perm(SUSUN, desa):
        raise PermissionDenied(SUSUN)
    kiriman = kunci_kirim(oleh, kunci, f"tambah_potensi {desa.pk}")
    if kiriman.hasil:
        return potensi_desa(oleh, desa).get(id_publik=kiriman.hasil)
    isi = _periksa(isi)
    potensi = Potensi.objects.create(desa=desa, prioritas=len(_bernomor(oleh, desa)) + 1, **isi)
    selesaikan_kiriman(kiriman, potensi.id_publik)
    _catat("potensi.ditambah", potensi, oleh, sesudah=isi)
    return potensi


@transaction.atomic
def ubah_potensi(*, potensi, isi, oleh):
    potensi = _kunci(potensi, oleh)
    isi = _periksa(isi)
    sebelum = {n: getattr(potensi, n) for n in ISIAN}
    if isi == sebelum:
        return potensi
    for nama, nilai in isi.items():
        setattr(potensi, nama, nilai)
    potensi.save(update_fields=[*ISIAN, "diubah_pada"])
    _catat("potensi.diubah", potensi, oleh, sebelum=sebelum, sesudah=isi)
    return potensi


@transaction.atomic
def hapus_potensi(*, potensi, oleh):
    potensi = _kunci(potensi, oleh)
    sebelum = {n: getattr(potensi, n) for n in ISIAN}
    Potensi.objects.dalam_cakupan(oleh, SUSUN).filter(pk=potensi.pk).delete()
    _bernomor(oleh, potensi.desa)
    _catat("potensi.dihapus", potensi, oleh, sebelum=sebelum)


@transaction.atomic
def geser_potensi(*, potensi, langkah, oleh):
    """One place up (-1) or down (+1) in the village's order; at an end nothing happens."""
    potensi = _kunci(potensi, oleh)
    baris = _bernomor(oleh, potensi.desa)
    kini = next(n for n, satu in enumerate(baris) if satu.pk == potensi.pk)
    baru = min(max(kini + langkah, 0), len(baris) - 1)
    if baru == kini:
        return
    baris.insert(baru, baris.pop(kini))
    _nomori(baris)
    _catat("potensi.diurutkan", potensi, oleh, sebelum={"prioritas": kini + 1}, sesudah={"prioritas": baru + 1})


def _kunci(potensi, oleh):
    milik = Potensi.objects.dalam_cakupan(oleh, SUSUN).select_for_update(of=("self",))
    return milik.select_related("desa__induk__induk__induk").get(pk=potensi.pk)


def _bernomor(oleh, desa):
    """The village's lines, numbered 1 to n without a gap, locked."""
    baris = list(potensi_desa(oleh, desa).select_for_update(of=("self",)))
    _nomori(baris)
    return baris


def _nomori(baris):
    for nomor, satu in enumerate(baris, 1):
        if satu.prioritas != nomor:
            satu.prioritas = nomor
            satu.save(update_fields=["prioritas", "diubah_pada"])


def _periksa(isi):
    isi = bersihkan({n: isi.get(n) for n in ISIAN}) | {"dicari": bool(isi.get("dicari"))}
    galat = {}
    for nama, pilihan in (("bidang", Bidang), ("urusan", Urusan)):
        if isi[nama] not in pilihan.values:
            galat[nama] = "Pilih salah satu."
    if not isi["uraian"]:
        galat["uraian"] = "Tulis potensi atau kebutuhannya dalam satu kalimat."
    elif len(isi["uraian"]) > MAKS_URAIAN:
        galat["uraian"] = f"Paling banyak {MAKS_URAIAN} huruf; isian ini {len(isi['uraian'])}. Ringkaskan."
    if galat:
        raise ValidationError(galat)
    return isi


def _catat(peristiwa, potensi, oleh, **beda):
    catat(
        peristiwa=peristiwa,
        objek=potensi,
        oleh=oleh,
        wilayah=potensi.desa,
        izin=SUSUN,
        keterangan=potensi.uraian,
        **beda,
    )
