"""Two texts compared word by word."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from re import findall

SAMA, HAPUS, TAMBAH = "sama", "hapus", "tambah"
# Above this many words common ones are no anchors any more: a text of ten thousand signs must not take seconds.
BANYAK_KATA = 2500


@dataclass(frozen=True)
class Bagian:
    """Pieces (kind, text): what the old text shows, what the new one shows, and both in one column. `kata` counts the
    words taken out or put in."""

    lama: list
    baru: list
    satu: list
    kata: int


@dataclass(frozen=True)
class Perbandingan:
    kunci: str
    judul: str
    muatan: str
    nomor_a: int | None
    nomor_b: int | None
    bagian: Bagian

    @property
    def status(self):
        """baru | dihapus | berubah | pindah_nomor | sama; parts without a number are the considerations."""
        if self.nomor_a is None and self.nomor_b is not None:
            return "baru"
        if self.nomor_b is None and self.nomor_a is not None:
            return "dihapus"
        if self.bagian.kata:
            return "berubah"
        return "sama" if self.nomor_a == self.nomor_b else "pindah_nomor"

    @property
    def nomor(self):
        return self.nomor_b or self.nomor_a

    @property
    def nama(self):
        return f"Pasal {self.nomor}" if self.nomor else self.judul


def banding_bagian(lama, baru, cetak_lama=str, cetak_baru=str):
    """`lama` or `baru` None: there was, or is, no such part. `cetak_*` writes a piece as that text would print it."""
    a, b = _kata(lama or ""), _kata(baru or "")
    kiri, kanan, satu, banyak = [], [], [], 0
    for jenis, a0, a1, b0, b1 in _langkah(a, b):
        hilang, tambah = "".join(a[a0:a1]), "".join(b[b0:b1])
        if jenis == "equal":
            kiri.append((SAMA, cetak_lama(hilang)))
            kanan.append((SAMA, cetak_baru(tambah)))
            satu.append((SAMA, cetak_baru(tambah)))
            continue
        if hilang:
            kiri.append((HAPUS, cetak_lama(hilang)))
            satu.append((HAPUS, cetak_lama(hilang)))
        if tambah:
            kanan.append((TAMBAH, cetak_baru(tambah)))
            satu.append((TAMBAH, cetak_baru(tambah)))
        banyak += len(hilang.split()) + len(tambah.split())
    return Bagian(kiri, kanan, satu, banyak)


def _kata(teks):
    """Words with the blanks that follow them; a line end is a piece of its own, so that ayat stay apart."""
    return findall(r"\n|[^\S\n]+|[^\s]+[^\S\n]*", teks.strip())


def _langkah(a, b):
    """The opcodes. What both begin and end with is set aside first: most changes are a few words."""
    awal = _sama_di_depan(a, b)
    akhir = _sama_di_depan(a[awal:][::-1], b[awal:][::-1])
    tengah_a, tengah_b = a[awal : len(a) - akhir], b[awal : len(b) - akhir]
    if awal:
        yield "equal", 0, awal, 0, awal
    pembanding = SequenceMatcher(None, tengah_a, tengah_b, autojunk=len(tengah_a) + len(tengah_b) > BANYAK_KATA)
    for jenis, a0, a1, b0, b1 in pembanding.get_opcodes():
        yield jenis, a0 + awal, a1 + awal, b0 + awal, b1 + awal
    if akhir:
        yield "equal", len(a) - akhir, len(a), len(b) - akhir, len(b)


def _sama_di_depan(a, b):
    n = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        n += 1
    return n
