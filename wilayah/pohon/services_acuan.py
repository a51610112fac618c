"""Reference rows from a file into a table: what is missing is added, what differs is set, the rest is left alone."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db import transaction
from django.db.models import F

from .models import Sebutan, SebutanQuerySet, Wilayah

KUNCI_SEBUTAN = ("wilayah_id", "tingkat", "jenis", "istilah")


@dataclass
class Hitungan:
    """How many rows a load added, changed, removed and found as they should be."""

    baru: int = 0
    diubah: int = 0
    dihapus: int = 0
    sama: int = 0

    @property
    def ada_perubahan(self):
        return bool(self.baru or self.diubah or self.dihapus)


def selaraskan(*, model, kunci, baris):
    """Brings `model` to `baris` (dicts of field values), rows being told apart by the fields in `kunci`."""
    hitungan = Hitungan()
    ada = {_kunci(satu, kunci): satu for satu in model.objects.order_by("pk")}
    tambahan = []
    for isian in baris:
        lama = ada.get(tuple(isian[k] for k in kunci))
        if lama is None:
            tambahan.append(model(**isian))
        elif _ubah(lama, isian):
            hitungan.diubah += 1
        else:
            hitungan.sama += 1
    model.objects.bulk_create(tambahan)
    hitungan.baru = len(tambahan)
    return hitungan


def _kunci(objek, kunci):
    return tuple(getattr(objek, k) for k in kunci)


def _ubah(objek, isian):
    beda = [nama for nama, nilai in isian.items() if getattr(objek, nama) != nilai]
    for nama in beda:
        setattr(objek, nama, isian[nama])
    if beda:
        objek.save(update_fields=beda)
    return bool(beda)


@transaction.atomic
def muat_sebutan(*, daftar):
    """`daftar` as in fixtures/sebutan.json; words of a region that is not here are passed over, and one that a person
    decided stays in use beside the new `bawaan`."""
    id_wilayah = dict(Wilayah.objects.filter(kode__in=[k["wilayah"] for k in daftar]).values_list("kode", "pk"))
    diputuskan = {_kunci(satu, KUNCI_SEBUTAN) for satu in Sebutan.objects.exclude(kata=F("bawaan"))}
    baris = []
    for kelompok in (k for k in daftar if k["wilayah"] in id_wilayah):
        for satu in kelompok["kata"]:
            isian = {
                "wilayah_id": id_wilayah[kelompok["wilayah"]],
                "tingkat": satu["tingkat"],
                "jenis": satu.get("jenis", ""),
                "istilah": satu["istilah"],
                "bawaan": satu["kata"],
                "dasar_bawaan": kelompok["dasar"],
            }
            if tuple(isian[k] for k in KUNCI_SEBUTAN) not in diputuskan:
                isian |= {"kata": satu["kata"], "dasar": kelompok["dasar"]}
            baris.append(isian)
    hitungan = selaraskan(model=Sebutan, kunci=KUNCI_SEBUTAN, baris=baris)
    transaction.on_commit(lupakan_sebutan)
    return hitungan


def lupakan_sebutan():
    """Words are kept in the cache by the code of their region: whoever changes the one or the other says so."""
    cache.delete(SebutanQuerySet.KUNCI_TEMBOLOK)
