"""What a change of the map touches in the rooms above, and what they do about it in the same transaction. The rooms
register when the app starts: this drawer names none of them, and whoever reads the service sees when they are asked.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from .enums import JenisPerubahan, Tingkat
from .models import Wilayah
from .rules import Baris

CONTOH_TERBANYAK = 10
BERAKHIR = (JenisPerubahan.GABUNG, JenisPerubahan.UBAH_STATUS, JenisPerubahan.HAPUS)


@dataclass(frozen=True)
class Rencana:
    """A change that has been checked and not yet been made. `asal` are the regions that the act names, `pindah` pairs
    (region, its new code), `baru` regions that come into being, `penerus` who acts for those that end."""

    jenis: str
    tanggal: date
    dasar_hukum: str
    keterangan: str = ""
    asal: tuple[Wilayah, ...] = ()
    pindah: tuple[tuple[Wilayah, str], ...] = ()
    baru: tuple[Baris, ...] = ()
    penerus: Wilayah | None = None
    nama: str = ""

    @property
    def berakhir(self):
        return self.asal if self.jenis in BERAKHIR else ()

    @property
    def tersentuh(self):
        """Whose agreements and people it concerns: what moves, else what the act names. The part of a split region
        that stays is not touched."""
        pindah = tuple(w for w, _ in self.pindah)
        return (*self.berakhir, *pindah) or self.asal

    @property
    def beralih(self):
        """What stands under others from then on: the path of its parties changes."""
        if self.jenis == JenisPerubahan.GANTI_KODE:
            return ()
        return (*self.berakhir, *(w for w, _ in self.pindah))

    def wilayah_tersentuh(self):
        return di_bawah_semua(self.tersentuh)


def di_bawah_semua(wilayah):
    """These regions and all below them."""
    syarat = Q(pk__in=[w.pk for w in wilayah])
    for kode in {w.kode for w in wilayah if w.tingkat < Tingkat.DESA}:
        syarat |= Q(kode__berawal=f"{kode}.")
    return Wilayah.objects.filter(syarat)


class Hitungan(NamedTuple):
    """One line of the preview: how many, some of them in words, what happens to them. `sidik` names all of them, so
    that a change in between is noticed even when the number is the same."""

    label: str
    jumlah: int
    contoh: list[str] = []
    akibat: str = ""
    sidik: str = ""


def _diam(*args):
    return None


@dataclass(frozen=True)
class Dampak:
    """What one room counts (`hitung(rencana)` → list of Hitungan), does before anything moves (`sebelum(rencana)`) and
    after (`sesudah(rencana, perubahan, oleh)`)."""

    kunci: str
    hitung: Callable
    sebelum: Callable = _diam
    sesudah: Callable = _diam
    urut: int = field(default=50)


_terdaftar: dict[str, Dampak] = {}


def daftarkan_dampak(dampak):
    _terdaftar[dampak.kunci] = dampak


def terdaftar():
    return sorted(_terdaftar.values(), key=lambda d: (d.urut, d.kunci))


def sebelum(rencana):
    """Asks the rooms from above to below, since a review is locked before its agreement everywhere; what the trail
    gets is written after that, when all rows are held, lest two acts wait for each other."""
    for satu in reversed(terdaftar()):
        satu.sebelum(rencana)


def hitung(rencana):
    """Every line of the preview, the tree's own first."""
    return [_wilayah(rencana), *(h for satu in terdaftar() for h in satu.hitung(rencana))]


def sidik(rencana, hitungan):
    """A fingerprint of what was shown: compared when it is confirmed."""
    peta = sorted(rencana.wilayah_tersentuh().values_list("pk", "kode", "nama", "jenis", "aktif", "induk_id"))
    rupa = [
        rencana.jenis,
        rencana.tanggal.isoformat(),
        [w.kode for w in rencana.asal],
        [[w.kode, kode] for w, kode in rencana.pindah],
        [list(b) for b in rencana.baru],
        rencana.penerus and rencana.penerus.kode,
        rencana.nama,
        peta,
        [[h.label, h.jumlah, h.sidik] for h in hitungan],
    ]
    return hashlib.sha256(json.dumps(rupa).encode()).hexdigest()


def sidik_kunci(kunci):
    """Names a set of primary keys, however many."""
    return hashlib.sha256(json.dumps(sorted(kunci)).encode()).hexdigest()


def _wilayah(rencana):
    kini = rencana.wilayah_tersentuh().filter(aktif=True).exclude(pk__in=[w.pk for w in rencana.tersentuh])
    contoh = [f"{w.kode} {w.nama}" for w in kini.order_by("kode")[:CONTOH_TERBANYAK]]
    akibat = "Kodenya ikut berganti; kode yang lama tetap ditemukan." if rencana.pindah else ""
    return Hitungan("Wilayah di bawahnya yang ikut", kini.count(), contoh, akibat)
