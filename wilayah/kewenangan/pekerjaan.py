"""Open work of an office, by kind. Rooms above register theirs when the app starts, so that a hand-over moves it while
this drawer knows nothing of agreements, reviews or letters."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from wilayah.cakupan.queries import kuasa_kantor


class Butir(NamedTuple):
    """One piece of open work: what it is about, and where it is done."""

    judul: str
    tautan: str


@dataclass(frozen=True)
class JenisPekerjaan:
    """`terbuka(kuasa, tugas)` → Butir of what is open at the office of the assignment `tugas`; `kuasa` is its holder
    with the powers of that one office, and every read goes through their scope.

    `pindahkan(kuasa, tugas, kepada)` gives what bears the holder's name to the person `kepada`. None where the work is
    the office's and no person's: whoever holds the office finds it.
    """

    kunci: str
    nama: str
    terbuka: Callable
    pindahkan: Callable | None = None


@dataclass(frozen=True)
class Tumpukan:
    """What is open of one kind."""

    jenis: JenisPekerjaan
    butir: list[Butir]

    @property
    def bernama(self):
        return self.jenis.pindahkan is not None


_jenis: dict[str, JenisPekerjaan] = {}


def daftarkan_pekerjaan(jenis):
    """A second one with the same `kunci` takes the place of the first."""
    _jenis[jenis.kunci] = jenis


def pekerjaan_terbuka(tugas):
    """What is open at the office of the assignment `tugas`, kind by kind, without the kinds of which nothing is."""
    kuasa = kuasa_kantor(tugas)
    tumpukan = (Tumpukan(j, list(j.terbuka(kuasa, tugas))) for j in _jenis.values())
    return [t for t in tumpukan if t.butir]


def pindahkan_pekerjaan(tugas, kepada):
    """Gives what bears the name of the holder of `tugas` to the person `kepada`; returns what was open before."""
    tumpukan, kuasa = pekerjaan_terbuka(tugas), kuasa_kantor(tugas)
    for satu in tumpukan:
        if satu.bernama:
            satu.jenis.pindahkan(kuasa, tugas, kepada)
    return tumpukan
