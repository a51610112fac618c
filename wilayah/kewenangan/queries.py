"""Which assignments an admin may touch, who could succeed or stand in, and what a year's review has left."""

from django.conf import settings
from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, Value, When
from django.utils import timezone

from wilayah.cakupan.queries import di_simpul
from wilayah.cakupan.roles import PERAN
from wilayah.pengguna.models import Pengguna, Penugasan, SerahTerima, TinjauanAkses
from wilayah.pengguna.queries import wewenang_memberi

from .rules import batas_tinjauan, tahun_terlambat

RINCI = ("wilayah__induk__induk__induk__induk", "pengguna")


def terkelola(user):
    """Assignments that `user` may see as an admin, of now or any time."""
    return Penugasan.objects.terkelola(user).select_related(*RINCI, "menggantikan__pengguna")


def dapat_ditindak(user):
    """Those that `user` could give, hence may end and review: never one's own, and never above or beside the roles
    that the own assignment may give."""
    syarat = Q(pk__in=[])
    for simpul, memberi in wewenang_memberi(user):
        syarat |= Q(peran__in=memberi) & di_simpul([simpul], "wilayah")
    return Penugasan.objects.filter(syarat).exclude(pengguna=user)


def boleh_ditindak(user, tugas):
    return dapat_ditindak(user).filter(pk=tugas.pk).exists()


def calon_pengganti(tugas):
    """Assignments of other people to the same office that hold now or will: who may take over its work. A delegate
    does not: what was lent falls with the office of who lent it."""
    return (
        Penugasan.objects.filter(wilayah=tugas.wilayah, peran=tugas.peran, sebelum__gt=timezone.now())
        .exclude(pengguna=tugas.pengguna)
        .exclude(sifat=Penugasan.Sifat.LIMPAHAN)
        .select_related("pengguna", "wilayah")
        .order_by("-dari", "pk")
    )


def serah_terima_terbaca(user):
    """Records of hand-overs: of the people that `user` manages, and those by which `user` took over."""
    milik = Q(kepada__pengguna=user, kepada__sebelum__gt=timezone.now())
    return SerahTerima.objects.filter(
        Q(dari__in=Penugasan.objects.terkelola(user).values("pk")) | milik
    ).select_related(
        "dari__pengguna", "dari__wilayah__induk__induk__induk", "kepada__pengguna", "kepada__wilayah", "oleh"
    )


def dapat_dilimpahkan(user):
    """One's own assignments that may be lent: an office held in one's own right, whose role may be lent at all."""
    peran = [kunci for kunci, p in PERAN.items() if p.dapat_dilimpahkan_kepada]
    return (
        Penugasan.objects.berlaku()
        .filter(pengguna=user, sifat=Penugasan.Sifat.DEFINITIF, peran__in=peran)
        .select_related("wilayah__induk__induk__induk")
        .order_by("wilayah__tingkat", "pk")
    )


def rekan_sekantor(user, milik):
    """Assignments of others to whom one of the assignments `milik` may be lent while its holder is away: in exactly
    its region, in a role of the same office."""
    sekantor = Q(pk__in=[])
    for tugas in milik:
        sekantor |= Q(wilayah_id=tugas.wilayah_id, peran__in=PERAN[tugas.peran].dapat_dilimpahkan_kepada)
    return (
        Penugasan.objects.berlaku()
        .filter(sekantor, pengguna__is_active=True)
        .exclude(pengguna=user)
        .exclude(sifat=Penugasan.Sifat.LIMPAHAN)
        .select_related("pengguna", "wilayah__induk__induk__induk")
        .order_by("wilayah", "pengguna__nama", "pk")
    )


def limpahan_dari(user):
    """What `user` has lent and what has not come back yet."""
    return (
        Penugasan.objects.filter(
            menggantikan__pengguna=user, sifat=Penugasan.Sifat.LIMPAHAN, sebelum__gt=timezone.now()
        )
        .select_related("pengguna", "wilayah__induk__induk__induk")
        .order_by("dari", "pk")
    )


def orang_terjangkau(user):
    """Whom an admin may put into an office: the people of the own regions, closed accounts left out."""
    return Pengguna.objects.terkelola(user).filter(is_active=True).exclude(pk=user.pk)


def hari_ini():
    return timezone.localdate()


def batas_tahun_ini():
    return batas_tinjauan(hari_ini(), settings.BINWAS_BULAN_TINJAUAN)


def untuk_ditinjau(user):
    """Assignments that hold now and that `user` reviews, each with this year's answer (`keputusan`, "" for none) and
    whether it is overdue (`terlambat`)."""
    kini = hari_ini()
    batas = tahun_terlambat(kini, settings.BINWAS_BULAN_TINJAUAN)
    jawaban = TinjauanAkses.objects.filter(penugasan=OuterRef("pk"))
    lama = Q(tanggal_mulai__year__lte=batas) & ~Exists(jawaban.filter(tahun__gt=batas))
    return (
        dapat_ditindak(user)
        .berlaku()
        .annotate(
            keputusan=Subquery(jawaban.filter(tahun=kini.year).values("keputusan")[:1]),
            terlambat=Case(When(lama, then=Value(True)), default=Value(False)),
        )
        .select_related(*RINCI)
    )


def kemajuan_tinjauan(user):
    """How far this year's review is, in figures of the own scope only."""
    angka = (
        untuk_ditinjau(user)
        .order_by()
        .aggregate(
            jumlah=Count("pk"),
            sudah=Count("pk", filter=Q(keputusan__isnull=False)),
            # Not by the annotation's own name: an aggregate hides it, and SQLite then reads the name as a text.
            lewat=Count("pk", filter=Q(terlambat=True)),
        )
    )
    jumlah, sudah = angka["jumlah"], angka["sudah"]
    return angka | {
        "terlambat": angka["lewat"],
        "belum": jumlah - sudah,
        "persen": 100 * sudah // jumlah if jumlah else 100,
        "batas": batas_tahun_ini(),
    }


def pejabat_terakhir(wilayah, peran, mulai, selain):
    """Whose office someone who begins on the day `mulai` would stand in for: the last to hold it in the own right."""
    calon = Penugasan.objects.filter(
        wilayah=wilayah, peran=peran, sifat=Penugasan.Sifat.DEFINITIF, tanggal_mulai__lte=mulai
    ).exclude(pengguna=selain)
    return calon.order_by("-sebelum", "-dari", "pk").first()
