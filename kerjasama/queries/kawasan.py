"""Growth areas as far as a person sees them: every number counts only agreements in the person's scope."""

from dataclasses import dataclass, field

from django.db.models import Count, Q, Sum

from kerjasama.enums import Status
from kerjasama.models import IndikatorKawasan, Kawasan, KerjaSama, Pihak
from wilayah.cakupan.queries import ikut, simpul
from wilayah.pohon.enums import Tingkat
from wilayah.pohon.models import Wilayah

from .kerja_sama import LIHAT

KELOLA = "wilayah.kelola_kawasan"
MELIHAT = (LIHAT, KELOLA)
MAKS_TAMPIL = 200
DIHITUNG = (Status.BERLAKU, Status.DITANGGUHKAN)


def kabupaten_kelola(user):
    """The kabupaten/kota whose areas the person keeps."""
    ids = [s.id for s in simpul(user, KELOLA) if s.tingkat == Tingkat.KABUPATEN]
    return Wilayah.objects.filter(pk__in=ids).order_by("kode")


def dengan_hitungan(kawasan, user):
    """With `banyak` and `nilai` (rupiah) of the agreements that `user` sees; withdrawn ones count nowhere."""
    terlihat = KerjaSama.objects.dalam_cakupan(user, LIHAT).exclude(status=Status.DITARIK).order_by()
    milik = Q(kerja_sama__in=terlihat.values("pk"))
    return kawasan.annotate(
        banyak=Count("kerja_sama", filter=milik, distinct=True),
        nilai=Sum("kerja_sama__nilai", filter=milik & Q(kerja_sama__status__in=DIHITUNG)),
    )


def kerja_sama_kawasan(user, kawasan):
    """Its agreements in the scope of `user`, those in force first."""
    terlihat = KerjaSama.objects.dalam_cakupan(user, LIHAT).filter(kawasan=kawasan).exclude(status=Status.DITARIK)
    pihak = Pihak.objects.filter(mundur_pada__isnull=True).select_related("desa__induk").order_by("urut")
    return terlihat.prefetch_related(ikut("pihak", terlihat, pihak)).order_by("status", "judul", "pk")[:MAKS_TAMPIL]


def calon_anggota(user, kawasan):
    """Agreements with a party in the area's kabupaten that stand in no other area."""
    milik = KerjaSama.objects.dalam_cakupan(user, KELOLA).di_wilayah(kawasan.kabupaten)
    bebas = milik.filter(Q(kawasan__isnull=True) | Q(kawasan=kawasan))
    return bebas.exclude(status__in=[Status.DITARIK, Status.DIBATALKAN]).order_by("judul", "pk")


@dataclass
class Petak:
    """One kecamatan of the map with its member villages, {name: how many agreements}."""

    kecamatan: str
    desa: dict = field(default_factory=dict)


def peta_anggota(daftar):
    """Where the members lie, kecamatan by kecamatan: villages have no coordinates in the register of regions."""
    petak = {}
    for satu in daftar:
        for pihak in satu.pihak.all():
            if pihak.desa_id:
                induk = pihak.desa.induk
                isi = petak.setdefault(induk.kode, Petak(induk.nama_lengkap)).desa
                isi[pihak.desa.nama] = isi.get(pihak.desa.nama, 0) + 1
    return [petak[kode] for kode in sorted(petak)]


def indikator_kawasan(kawasan):
    """`[(name, unit, [(year, value, percent of the largest)])]`, oldest year first."""
    deret = {}
    for satu in IndikatorKawasan.objects.milik(kawasan).order_by("nama", "tahun"):
        deret.setdefault((satu.nama, satu.satuan), []).append(satu)
    return [(nama, satuan, _persen(isi)) for (nama, satuan), isi in deret.items()]


def _persen(isi):
    terbesar = max((abs(i.nilai) for i in isi), default=0) or 1
    return [(i, int(max(i.nilai, 0) * 100 / terbesar)) for i in isi]


def kawasan_terlihat(user):
    return Kawasan.objects.dalam_cakupan(user, *MELIHAT)
