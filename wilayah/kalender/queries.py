"""Which days are holidays for a region, and how many days its week has: the nation's choices and those of the regions
above it."""

from datetime import date, timedelta
from itertools import pairwise

from django.db.models import Q

from wilayah.pengguna.models import SakelarKantor
from wilayah.pengguna.queries_kantor import boleh_mengelola_kantor, sakelar_di_jalur
from wilayah.pohon.enums import Tingkat

from .models import HariLibur, KeputusanLibur
from .rules import Pekan

SATU_HARI = timedelta(days=1)


def boleh_menetapkan_libur(user, wilayah):
    """Regional holidays are decided by a provinsi or a kabupaten, no other tier."""
    return wilayah.tingkat in (Tingkat.PROVINSI, Tingkat.KABUPATEN) and boleh_mengelola_kantor(user, wilayah)


def baris_libur(wilayah, tahun=None):
    """Rows of the nation and of the region's path, the nation's first; of one year, or of all."""
    jalur = [wilayah.kode_leluhur(tingkat) for tingkat in range(wilayah.tingkat + 1)]
    baris = HariLibur.objects.filter(Q(wilayah__isnull=True) | Q(wilayah__kode__in=jalur))
    if tahun is not None:
        baris = baris.filter(tanggal__year=tahun)
    return sorted(baris.select_related("wilayah"), key=lambda b: b.wilayah.tingkat if b.wilayah else -1)


def libur_untuk(wilayah):
    """{date: HariLibur} for `hitung_jam`. A region's own row on a date wins over the national one."""
    return {b.tanggal: b for b in baris_libur(wilayah)}


def pekan_untuk(wilayah):
    """The working week of a region over time: the choice of the nearest region that has made one."""
    return Pekan(tuple(_rentang_enam_hari(sakelar_di_jalur(wilayah, SakelarKantor.Kunci.ENAM_HARI))))


def _rentang_enam_hari(baris):
    """Spans of six-day weeks. `baris` come from the top down and in order of time, so the last that holds decides."""
    batas = sorted({b.berlaku_sejak for b in baris} | {b.berlaku_sampai + SATU_HARI for b in baris if b.berlaku_sampai})
    for mulai, berikut in pairwise([*batas, None]):
        berlaku = [b for b in baris if b.berlaku_sejak <= mulai and (b.berlaku_sampai or date.max) >= mulai]
        if berlaku and berlaku[-1].nyala:
            yield mulai, berikut - SATU_HARI if berikut else date.max


def tahun_diketahui():
    """The years whose national holidays are recorded, in order."""
    return [d.year for d in HariLibur.objects.filter(wilayah__isnull=True).dates("tanggal", "year")]


def keputusan_libur(tahun):
    """The year as an admin confirmed it here, or None: then it stands as it came with the application."""
    return KeputusanLibur.objects.filter(tahun=tahun).select_related("oleh").first()
