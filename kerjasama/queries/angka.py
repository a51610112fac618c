"""Counts of agreements. They read the closure table by its index alone; each answers only for regions inside the
person's own nodes."""

from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Count, Q

from kerjasama.enums import MASA, MenurutWilayah, MutuData, Status
from kerjasama.models import Cakupan, KerjaSama
from wilayah.cakupan.queries import simpul, undangan
from wilayah.pohon.enums import Tingkat
from wilayah.pohon.models import Wilayah

from .kerja_sama import LIHAT

DASBOR = "wilayah.lihat_dasbor"
HABIS_MASA = "habis_masa"


class Angka(NamedTuple):
    """The three numbers of a region. «Diklarifikasi» is a part of «berlaku»; «habis masa» is not."""

    berlaku: int = 0
    habis_masa: int = 0
    diklarifikasi: int = 0


def jumlah_per_status(user, hari_ini, wilayah=None, izin=LIHAT, menurut=MenurutWilayah.KINI):
    """`{status: n}` of what `user` sees (in `wilayah`, where given), with «habis_masa» taken out of «berlaku».

    The numbers on the status tabs, and the length of the list when no other filter is on.
    """
    dasar = _rentang(user, izin, wilayah, menurut)
    if dasar is None:
        return {}
    # With several nodes an agreement has a row for each of them; with an invitation, for each region of it.
    satu = {"distinct": True} if wilayah is None and _beberapa_hibah(user, izin) else {}
    # One row each: the rows themselves are counted, and no column that the index would have to be left for.
    kunci = ("pk" if dasar.model is KerjaSama else "kerja_sama_id") if satu else "status"
    baris = (
        dasar.values_list("status")
        .annotate(
            semua=Count(kunci, **satu) if satu else Count("*"),
            lewat=Count(kunci, filter=Q(jatuh_tempo__lt=hari_ini), **satu),
        )
        .order_by()
    )
    return pisah_habis_masa(baris)


def pisah_habis_masa(baris):
    """Rows (status, all, past their last day) → `{status: n}` with «habis_masa» beside «berlaku»."""
    hasil = {}
    for status, semua, lewat in baris:
        hasil[status] = semua
        if status == Status.BERLAKU:
            hasil |= {status: semua - lewat, HABIS_MASA: lewat}
    return hasil


def angka_wilayah(user, wilayah, hari_ini, izin=DASBOR, menurut=MenurutWilayah.KINI):
    """The three numbers of one region; all zero unless it lies inside the person's nodes.

    `hari_ini` is the date in the region's own zone, so that the list behind each number counts the same.
    """
    dasar = _rentang(user, izin, wilayah, menurut)
    if dasar is None:
        return Angka()
    return Angka(**dasar.filter(status=Status.BERLAKU).aggregate(**_tiga_angka(Q(jatuh_tempo__gte=hari_ini))))


def angka_per_anak(user, wilayah, hari_ini, izin=DASBOR, menurut=MenurutWilayah.KINI):
    """`[(child region, Angka)]` by code, nothing unless `wilayah` lies inside the person's nodes.

    A parent's number is not the sum of its children: one agreement may lie in several.
    """
    if not user.has_perm(izin, wilayah):
        return []
    anak = list(Wilayah.objects.filter(induk_id=wilayah.pk).order_by("kode"))
    baris = (
        Cakupan.objects.filter(wilayah_id__in=[a.pk for a in anak], status=Status.BERLAKU, masa__in=MASA[menurut])
        ._tandai()
        .values_list("wilayah_id")
        .annotate(**_tiga_angka(_masih_berlaku(wilayah, anak, hari_ini)))
        .order_by()
    )
    angka = {kunci: Angka(*nilai) for kunci, *nilai in baris}
    return [(a, angka.get(a.pk, Angka())) for a in anak]


def _rentang(user, izin, wilayah, menurut):
    """Rows to count: of the one region named by that map, else of all that the person sees; None where there is
    nothing to see.

    Pusat reads the agreements themselves, which are one row each and need no closure.
    """
    if wilayah is not None:
        if not user.has_perm(izin, wilayah):
            return None
        if wilayah.tingkat > Tingkat.PUSAT:
            return Cakupan.objects.filter(wilayah_id=wilayah.pk, masa__in=MASA[menurut])._tandai()
        ids = []
    else:
        simpul_, diundang = simpul(user, izin), _diundang(user, izin)
        if not simpul_ and not diundang:
            return None
        ids = [] if simpul_ and simpul_[0].tingkat == Tingkat.PUSAT else [s.id for s in simpul_]
        if diundang and (ids or not simpul_):
            return Cakupan.objects.filter(Q(wilayah_id__in=ids) | Q(kerja_sama_id__in=diundang))._tandai()
    if not ids:
        return KerjaSama.objects.all()._tandai()
    return Cakupan.objects.filter(wilayah_id__in=ids)._tandai()


def _diundang(user, izin):
    """An invitation is counted among what one sees, never among the figures of a region."""
    return undangan(user, izin) if izin == LIHAT else []


def _beberapa_hibah(user, izin):
    return len(simpul(user, izin)) > 1 or bool(_diundang(user, izin))


def _tiga_angka(masih):
    return {
        "berlaku": Count("status", filter=masih),
        "habis_masa": Count("status", filter=~masih),
        "diklarifikasi": Count("status", filter=masih & Q(mutu_data=MutuData.DIKLARIFIKASI)),
    }


def _masih_berlaku(wilayah, anak, hari_ini):
    """Not past its last day, for each child by its own date: the provinces do not share one zone."""
    if wilayah.tingkat != Tingkat.PUSAT:
        return Q(jatuh_tempo__gte=hari_ini)
    per_tanggal = {}
    for a in anak:
        per_tanggal.setdefault(a.hari_ini(), []).append(a.pk)
    if len(per_tanggal) < 2:
        return Q(jatuh_tempo__gte=next(iter(per_tanggal), hari_ini))
    return reduce(
        or_,
        (Q(wilayah_id__in=ids, jatuh_tempo__gte=tgl) for tgl, ids in per_tanggal.items()),
    )
