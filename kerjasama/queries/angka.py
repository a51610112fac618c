"""Counts of agreements. They read the closure table by its index alone; each answers only for regions inside the
person's own nodes."""

from functools import partial
from typing import NamedTuple

from django.db import connections
from django.db.models import Count, Q, Value

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
    # With several nodes an agreement has a row for each of them; with an invitation, for each region of it. Where it
    # has one, the rows themselves are counted, and no column that the index would have to be left for.
    kunci = "pk" if dasar.model is KerjaSama else "kerja_sama_id"
    ganda = wilayah is None and _beberapa_hibah(user, izin)
    hitung = partial(Count, kunci, distinct=True) if ganda else None
    golongan = {"semua": Q(), "lewat": Q(status=Status.BERLAKU, jatuh_tempo__lt=hari_ini)}
    hasil = _cacah([(dasar, golongan)], "status", hitung)
    return pisah_habis_masa((status, n["semua"], n.get("lewat", 0)) for status, n in hasil.items())


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
    hasil = _cacah([(dasar.filter(status=Status.BERLAKU), _tiga_angka(hari_ini))], "status")
    return Angka(**hasil.get(Status.BERLAKU, {}))


def angka_per_anak(user, wilayah, hari_ini, izin=DASBOR, menurut=MenurutWilayah.KINI):
    """`[(child region, Angka)]` by code, nothing unless `wilayah` lies inside the person's nodes.

    A parent's number is not the sum of its children: one agreement may lie in several.
    """
    if not user.has_perm(izin, wilayah):
        return []
    anak = list(Wilayah.objects.filter(induk_id=wilayah.pk).order_by("kode"))
    rentang = Cakupan.objects.filter(status=Status.BERLAKU, masa__in=MASA[menurut])._tandai()
    per_tanggal = _per_tanggal(wilayah, anak, hari_ini)
    angka = _cacah(
        [(rentang.filter(wilayah_id__in=ids), _tiga_angka(t)) for t, ids in per_tanggal.items()], "wilayah_id"
    )
    return [(a, Angka(**angka.get(a.pk, {}))) for a in anak]


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


def _tiga_angka(hari_ini):
    """The conditions of an `Angka`."""
    masih = Q(jatuh_tempo__gte=hari_ini)
    return {
        "berlaku": masih,
        "habis_masa": Q(jatuh_tempo__lt=hari_ini),
        "diklarifikasi": masih & Q(mutu_data=MutuData.DIKLARIFIKASI),
    }


def _cacah(bagian, per, hitung=None):
    """`{value of per: {name: number}}`, in one question; `bagian` are pairs of rows and `{name: condition}`."""
    if not bagian:
        return {}
    postgresql = connections[bagian[0][0].db].vendor == "postgresql"
    return (_sekali_jalan if postgresql else _per_rentang)(bagian, per, hitung or _baris)


def _baris(filter=None):
    return Count("status", filter=filter) if filter else Count("*")


def _sekali_jalan(bagian, per, hitung):
    """One look at every row for all the numbers, which PostgreSQL shares out among its workers."""
    nama = list(bagian[0][1])
    kueri = [
        baris.order_by().values_list(per).annotate(**{n: hitung(filter=q or None) for n, q in golongan.items()})
        for baris, golongan in bagian
    ]
    return {kunci: dict(zip(nama, nilai, strict=True)) for kunci, *nilai in _gabung(kueri)}


def _per_rentang(bagian, per, hitung):
    """Each number by a range of an index of its own: SQLite takes two to three times as long to look at every row."""
    kueri = [
        baris.filter(q).order_by().values_list(per).annotate(golongan=Value(nama), banyak=hitung())
        for baris, golongan in bagian
        for nama, q in golongan.items()
    ]
    hasil = {}
    for kunci, nama, banyak in _gabung(kueri):
        hasil.setdefault(kunci, {})[nama] = banyak
    return hasil


def _gabung(kueri):
    return kueri[0].union(*kueri[1:], all=True) if kueri[1:] else kueri[0]


def _per_tanggal(wilayah, anak, hari_ini):
    """`{date: [ids]}`: below Pusat each child by its own date, since the provinces do not share one zone."""
    per_tanggal = {}
    for a in anak:
        tanggal = a.hari_ini() if wilayah.tingkat == Tingkat.PUSAT else hari_ini
        per_tanggal.setdefault(tanggal, []).append(a.pk)
    return per_tanggal
