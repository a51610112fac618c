"""Two editions of the map compared: the changes that their names leave no doubt about, and what a person must decide.
Only what bears the same name and is of the same kind, once in either edition under the same parent, is the same
region; a change whose code another region still holds is left to a person too, and so is all below it."""

import csv
import hashlib
import io
import re
import zipfile
from collections import defaultdict
from typing import NamedTuple

from .enums import JenisPerubahan, Tingkat
from .rules import Baris, di_dalam, jenis_kode, kode_induk, kunci_cari, mirip, tingkat_kode, urut_kode
from .services_bangun import ArsipDitolak
from .services_berkas_perubahan import KEPALA

KEPALA_SISA = ["kode_lama", "nama_lama", "kode_kini", "calon", "nama_calon", "alasan"]
# The package of the edition of 2019 (Permendagri 72 Tahun 2019), known by its bytes.
ARSIP_LAMA = "f6caab8d15b73d23f42c02a31e79140a3c3be02a9dc3c5f3da23eeae1475ec89"
ISI_LAMA = "wilayah_indonesia/csv/base.csv"
PENETAPAN = ("2025-04-25", "Kepmendagri 300.2.2-2138 Tahun 2025")
# New provinces say in neither edition by which law they came: {code: (day, law)}.
PROVINSI_BARU = {
    "93": ("2022-07-25", "UU 14 Tahun 2022"),
    "94": ("2022-07-25", "UU 15 Tahun 2022"),
    "95": ("2022-07-25", "UU 16 Tahun 2022"),
    "96": ("2022-12-08", "UU 29 Tahun 2022"),
}
TANPA_NAMA = "tidak ada yang bernama sama di induknya"
NAMA_GANDA = "lebih dari satu bernama sama di induknya"
INDUK_BELUM = "kecamatannya belum diputuskan"
SINGKATAN_KABUPATEN = re.compile(r"^KAB\.? ")


class Sisa(NamedTuple):
    """A region for which a person must say what became of it. `calon` may be it: guesses, in no order of likelihood."""

    kode_lama: str
    nama_lama: str
    kode_kini: str
    calon: tuple[Baris, ...]
    alasan: str


def baca_lama(arsip, pilihan):
    """Rows of the old edition at or below the codes in `pilihan`, from the bytes of its package."""
    if hashlib.sha256(arsip).hexdigest() != ARSIP_LAMA:
        raise ArsipDitolak("SHA-256 arsip lama tidak dikenal: edisi wilayah di dalamnya tidak dapat dipastikan.")
    teks = zipfile.ZipFile(io.BytesIO(arsip)).read(ISI_LAMA).decode()
    baris = [(k, SINGKATAN_KABUPATEN.sub("Kabupaten ", nama)) for k, nama in csv.reader(io.StringIO(teks))]
    dipilih = [satu for satu in baris if any(di_dalam(satu[0], kode) for kode in pilihan)]
    return sorted((Baris(kode, nama, jenis_kode(kode).value) for kode, nama in dipilih), key=urut_kode)


def susun_perubahan(lama, baru):
    """Rows of two editions as (lines of a file of changes, list of Sisa). What `lama` doesn't have of provinces must
    be in PROVINSI_BARU; other regions of `baru` that stand outside are not looked at."""
    baru = [b for b in baru if b.kode[:2] in PROVINSI_BARU or any(di_dalam(b.kode, a.kode) for a in lama)]
    return _Penyusun(lama, baru).jalankan()


class _Penyusun:
    """From above: `kini` leads from a code of the old edition to the one that the region has when the laws about the
    provinces have been carried out, `akhir` to the one that it has in the end."""

    def __init__(self, lama, baru):
        self.lama, self.baru = defaultdict(list), defaultdict(list)
        for tingkatan, semua in ((self.lama, lama), (self.baru, baru)):
            for satu in semua:
                tingkatan[tingkat_kode(satu.kode)].append(satu)
        self.kini, self.akhir, self.belum, self.sisa = {}, {}, set(), []

    def jalankan(self):
        baris = self._provinsi()
        for tingkat in (Tingkat.KECAMATAN, Tingkat.DESA):
            for satu in self.lama[tingkat]:
                self.kini[satu.kode] = self.kini[kode_induk(satu.kode)] + satu.kode[satu.kode.rfind(".") :]
            baris += self._bawah(tingkat)
        return baris, self.sisa

    def _provinsi(self):
        """The kabupaten that stand under a new province; each province came out of the one that they left."""
        self.kini = {satu.kode: satu.kode for satu in self.lama[Tingkat.PROVINSI]}
        pasangan = _pasangkan(self.lama[Tingkat.KABUPATEN], self.baru[Tingkat.KABUPATEN], lambda b: "", lambda b: "")
        self.kini.update({a: b for a, b in pasangan.items() if b[:2] in PROVINSI_BARU or a == b})
        tertinggal = [satu for satu in self.lama[Tingkat.KABUPATEN] if satu.kode not in self.kini]
        self.kini.update((satu.kode, satu.kode) for satu in tertinggal)
        self.sisa += [Sisa(s.kode, s.nama, s.kode, (), TANPA_NAMA) for s in tertinggal]
        self.akhir = dict(self.kini)
        pindah = sorted((b[:2], a, b) for a, b in pasangan.items() if a[:2] != b[:2])
        baris = []
        for provinsi, (tanggal, dasar) in PROVINSI_BARU.items():
            milik = [(a, b) for p, a, b in pindah if p == provinsi]
            if milik:
                baris.append([tanggal, JenisPerubahan.MEKAR, milik[0][0][:2], provinsi, dasar])
                baris += [[tanggal, JenisPerubahan.PINDAH_INDUK, a, b, dasar] for a, b in milik]
        return baris

    def _bawah(self, tingkat):
        """One level below the kabupaten: whom the names pair, less those whose code is not free."""
        lama = [s for s in self.lama[tingkat] if kode_induk(s.kode) not in self.belum]
        pasangan = _pasangkan(
            lama, self.baru[tingkat], lambda b: self.akhir[kode_induk(b.kode)], lambda b: kode_induk(b.kode)
        )
        ikut = {s.kode: self.akhir[kode_induk(s.kode)] + s.kode[s.kode.rfind(".") :] for s in self.lama[tingkat]}
        pindah = {a: b for a, b in pasangan.items() if ikut[a] != b}
        bentrok = _lepas_bentrok(pindah, ikut)
        self.akhir.update(ikut | pindah)
        for satu in self.lama[tingkat]:
            if satu.kode not in pasangan or satu.kode in bentrok:
                self.belum.add(satu.kode)
                self._sisakan(satu, bentrok.get(satu.kode))
        return [
            [PENETAPAN[0], JenisPerubahan.GANTI_KODE, self.kini[s.kode], pindah[s.kode], PENETAPAN[1]]
            for s in self.lama[tingkat]
            if s.kode in pindah
        ]

    def _sisakan(self, satu, bentrok):
        calon = self._calon(satu)
        if bentrok:
            kode, pemegang = bentrok
            alasan = f"kode {kode} masih dipegang {self.kini[pemegang]}"
        elif kode_induk(satu.kode) in self.belum:
            alasan = INDUK_BELUM
        else:
            induk = self.akhir[kode_induk(satu.kode)]
            alasan = NAMA_GANDA if any(kode_induk(c.kode) == induk and _sama(c, satu) for c in calon) else TANPA_NAMA
        self.sisa.append(Sisa(satu.kode, satu.nama, self.kini[satu.kode], calon, alasan))

    def _calon(self, satu):
        """The same name in the same kabupaten, or else what bears its code now and is written much alike."""
        kabupaten = self.akhir[satu.kode[:5]]
        setingkat = self.baru[tingkat_kode(satu.kode)]
        sama = [b for b in setingkat if di_dalam(b.kode, kabupaten) and _sama(b, satu)]
        return tuple(sama or [b for b in setingkat if b.kode == self.akhir[satu.kode] and mirip(b.nama, satu.nama)])


def _sama(satu, dua):
    return (satu.jenis, _kunci(satu)) == (dua.jenis, _kunci(dua))


def _kunci(baris):
    return kunci_cari(baris.nama, tingkat_kode(baris.kode))


def _pasangkan(lama, baru, induk_lama, induk_baru):
    """{old code: new code} of those that are alone in their name, kind and parent on both sides."""
    kiri, kanan = _tunggal(lama, induk_lama), _tunggal(baru, induk_baru)
    return {kiri[kunci]: kanan[kunci] for kunci in kiri.keys() & kanan.keys()}


def _tunggal(baris, induk):
    menurut = defaultdict(list)
    for satu in baris:
        menurut[induk(satu), satu.jenis, _kunci(satu)].append(satu.kode)
    return {kunci: kode[0] for kunci, kode in menurut.items() if len(kode) == 1}


def _lepas_bentrok(pindah, ikut):
    """Takes out of `pindah` those whose new code another region keeps, until none is left: whoever stays by that may
    stand in the way of a third. Returns {old code: (new code, old code of who holds it)}."""
    bentrok = {}
    while True:
        tetap = {ikut[kode]: kode for kode in ikut if kode not in pindah}
        kini = {a: (b, tetap[b]) for a, b in pindah.items() if b in tetap}
        if not kini:
            return bentrok
        bentrok |= kini
        for kode in kini:
            del pindah[kode]


def tulis_perubahan(baris):
    return _csv([KEPALA, *baris])


def tulis_sisa(sisa):
    baris = [
        [s.kode_lama, s.nama_lama, s.kode_kini, "|".join(c.kode for c in s.calon), "|".join(c.nama for c in s.calon)]
        + [s.alasan]
        for s in sisa
    ]
    return _csv([KEPALA_SISA, *baris])


def _csv(baris):
    teks = io.StringIO(newline="")
    csv.writer(teks, lineterminator="\n").writerows(baris)
    return teks.getvalue()
