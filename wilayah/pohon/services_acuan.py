"""Reference rows from a file into a table: what is missing is added, what differs is set, the rest is left alone."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db import transaction

from .models import Sebutan, SebutanQuerySet, Wilayah


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
    """`daftar` as in fixtures/sebutan.json; words of a region that is not here are passed over."""
    id_wilayah = dict(Wilayah.objects.values_list("kode", "pk"))
    baris = [
        {
            "wilayah_id": id_wilayah[kelompok["wilayah"]],
            "tingkat": satu["tingkat"],
            "jenis": satu.get("jenis", ""),
            "istilah": satu["istilah"],
            "kata": satu["kata"],
            "dasar": kelompok["dasar"],
        }
        for kelompok in daftar
        if kelompok["wilayah"] in id_wilayah
        for satu in kelompok["kata"]
    ]
    hitungan = selaraskan(model=Sebutan, kunci=("wilayah_id", "tingkat", "jenis", "istilah"), baris=baris)
    transaction.on_commit(lambda: cache.delete(SebutanQuerySet.KUNCI_TEMBOLOK))
    return hitungan
