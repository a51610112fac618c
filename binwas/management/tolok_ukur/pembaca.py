"""Who measures: the people whom `isi_contoh --skala` puts in the five tiers, and one with three kabupaten."""

from dataclasses import dataclass

from django.utils import timezone

from wilayah.cakupan.queries import simpul
from wilayah.pengguna.models import Pengguna
from wilayah.pohon.models import Wilayah

LIHAT = "wilayah.lihat_kerja_sama"
TINGKAT = ("pusat", "provinsi", "kabupaten", "kecamatan", "desa")
BEBERAPA = "tiga"
SKALA_PENUH = 100_000  # what is measured against the whole table has its target from here on
NAMA = {nama: nama for nama in TINGKAT} | {BEBERAPA: "tiga kabupaten"}


@dataclass
class Pembaca:
    """A person with the grants already resolved; `simpul` are the ids of the regions, none for Pusat."""

    nama: str
    user: Pengguna
    simpul: list

    @property
    def di_pusat(self):
        return not self.simpul

    def segar(self):
        """The same person as a new request meets them: nothing is remembered yet."""
        return Pengguna.objects.get(pk=self.user.pk)

    def wilayah(self):
        return Wilayah.objects.select_related("induk__induk__induk").get(pk__in=self.simpul or [_pusat()])


@dataclass
class Medan:
    """What every measure is given."""

    pembaca: dict
    jam: object
    hari_ini: object
    besar: bool

    def setingkat(self):
        """Those of a single node, Pusat first."""
        return [self.pembaca[nama] for nama in TINGKAT]


def siapkan(jam, skala):
    return Medan({nama: _pembaca(nama) for nama in NAMA}, jam, timezone.localdate(), skala >= SKALA_PENUH)


def _pembaca(nama):
    user = Pengguna.objects.get(username=f"skala.{nama}")
    return Pembaca(NAMA[nama], user, [s.id for s in simpul(user, LIHAT) if s.tingkat])


def _pusat():
    return Wilayah.objects.get(tingkat=0).pk
