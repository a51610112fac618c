"""One line of the table, and how lines are measured."""

import random
import time
from dataclasses import dataclass

LABEL_LULUS = {True: "ya", False: "TIDAK", None: "–"}
LAMA_PUTARAN = 0.1  # seconds that a comparison is given for each of its fewest rounds
PALING_BANYAK = 60


@dataclass(frozen=True)
class Hasil:
    """`target` is («≤», 1.3) and the like; None where the number is only told. `catatan` holds the times behind it.
    `berlaku` is false where the target is meant for many more agreements than there are."""

    ukuran: str
    siapa: str
    nilai: float | str
    target: tuple | None = None
    catatan: str = ""
    berlaku: bool = True

    @property
    def lulus(self):
        if self.target is None or not self.berlaku:
            return None
        tanda, batas = self.target
        return {"≤": lambda: self.nilai <= batas, "≥": lambda: self.nilai >= batas, "=": lambda: self.nilai == batas}[
            tanda
        ]()

    def baris(self):
        target = f"{self.target[0]} {_angka(self.target[1])}" if self.target else "–"
        return [self.ukuran, self.siapa, _angka(self.nilai), target, LABEL_LULUS[self.lulus], self.catatan]


class Jam:
    """Measures candidates in turns, in another order each round; gives for each the time in milliseconds that a quarter
    of the rounds kept to: what other programs take from the machine lies above it."""

    def __init__(self, putaran):
        self.putaran = putaran
        self.acak = random.Random(1)

    @staticmethod
    def sekarang():
        return time.perf_counter() * 1000

    def ukur(self, **calon):
        waktu = {nama: [] for nama in calon}
        for jalankan in calon.values():
            jalankan()
        mulai, urutan = time.perf_counter(), list(calon)
        for putaran in range(PALING_BANYAK):
            if putaran >= self.putaran and time.perf_counter() - mulai > self.putaran * LAMA_PUTARAN:
                break
            self.acak.shuffle(urutan)
            for nama in urutan:
                awal = self.sekarang()
                calon[nama]()
                waktu[nama].append(self.sekarang() - awal)
        return {nama: sorted(isi)[len(isi) // 4] for nama, isi in waktu.items()}


def banding(ukuran, siapa, atas, bawah, target, naik=False, berlaku=True):
    """The line of a ratio; `naik`: how many times faster `bawah` is made, else how much dearer `atas` is."""
    batas = target and ("≥" if naik else "≤", target)
    return Hasil(ukuran, siapa, round(atas / bawah, 2), batas, _ms(atas, bawah), berlaku)


def _ms(atas, bawah):
    return f"{atas:.2f} ÷ {bawah:.2f} ms"


def _angka(nilai):
    return f"{nilai:g}" if isinstance(nilai, int | float) else nilai
