"""What a file of regions must be, before anything touches the database (codes PP.KK.CC.DDDD, Kepmendagri
300.2.2-2138 Tahun 2025). Kind and parent follow from the code; the file states the kind as a check."""

import re
import unicodedata
from difflib import SequenceMatcher
from typing import NamedTuple

from .enums import Jenis, Tingkat

KEPALA_BERKAS = ["kode", "nama", "jenis"]
POLA_KODE = re.compile(r"\d{2}(\.\d{2}(\.\d{2}(\.[123]\d{3})?)?)?")
JENIS_DESA = {"1": Jenis.KELURAHAN, "2": Jenis.DESA, "3": Jenis.DESA_ADAT}
KOTA_MULAI = "71"
KEMIRIPAN_NAMA = 0.5
PROVINSI_PER_ZONA = {
    "Asia/Jakarta": "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 61 62",
    "Asia/Makassar": "51 52 53 63 64 65 71 72 73 74 75 76",
    "Asia/Jayapura": "81 82 91 92 93 94 95 96",
}
ZONA_PROVINSI = {kode: zona for zona, daftar in PROVINSI_PER_ZONA.items() for kode in daftar.split()}


AWALAN_JENIS = re.compile(
    r"^((kabupaten|kota)( administrasi)?|daerah (istimewa|khusus ibukota|khusus)) ", re.IGNORECASE
)
POLA_CARI_KODE = re.compile(r"[0-9][0-9.x]*")
KATA_TERBANYAK = 6
_DESA, _KECAMATAN = (Jenis.DESA, Jenis.DESA_ADAT), (Jenis.KECAMATAN,)
# What people write before a name to say what it is. The short forms are never a part of a name.
SINGKATAN_JENIS = {"prov", "provinsi", "kab", "kabupaten", "kec", "kecamatan", "kel", "kelurahan"}
KATA_JENIS = {
    **dict.fromkeys(("prov", "provinsi"), (Jenis.PROVINSI,)),
    **dict.fromkeys(("kab", "kabupaten"), (Jenis.KABUPATEN,)),
    "kota": (Jenis.KOTA,),
    **dict.fromkeys(("kec", "kecamatan", "kapanewon", "kemantren", "distrik"), _KECAMATAN),
    **dict.fromkeys(("kel", "kelurahan"), (Jenis.KELURAHAN,)),
    **dict.fromkeys(("desa", "kalurahan", "gampong", "nagari", "kampung", "pekon", "tiyuh", "negeri"), _DESA),
}


class Baris(NamedTuple):
    kode: str
    nama: str
    jenis: str


def polos(nama):
    """Small letters and digits only: what is left equal is the same name, however it is written."""
    terurai = unicodedata.normalize("NFKD", nama).casefold()
    return "".join(huruf for huruf in terurai if huruf.isascii() and huruf.isalnum())


def kunci_cari(nama, tingkat):
    """The name folded for searching, so that «Ki'e» and «Toli-Toli» are found however they are typed; a provinsi's or
    kabupaten's without «Kabupaten», «Kota» or «Daerah Istimewa», which in a village's name («Kota Baru») is no kind."""
    return polos(AWALAN_JENIS.sub("", nama) if tingkat <= Tingkat.KABUPATEN else nama)


def mirip(satu, dua):
    """Whether two names may be one that changed, by their letters alone."""
    huruf = ["".join(h for h in polos(nama) if h.isalpha()) for nama in (satu, dua)]
    return SequenceMatcher(None, *huruf).ratio() >= KEMIRIPAN_NAMA


def tingkat_kode(kode):
    return Tingkat(kode.count(".") + 1)


def jenis_kode(kode):
    tingkat = tingkat_kode(kode)
    if tingkat == Tingkat.DESA:
        return JENIS_DESA[kode.rpartition(".")[2][0]]
    if tingkat == Tingkat.KABUPATEN:
        return Jenis.KOTA if kode[3:] >= KOTA_MULAI else Jenis.KABUPATEN
    return Jenis.PROVINSI if tingkat == Tingkat.PROVINSI else Jenis.KECAMATAN


def kode_induk(kode):
    """Parent's code; empty for a provinsi."""
    return kode.rpartition(".")[0]


def nisan(kode, nomor):
    """A code for a region that had to give up its own, under the same parent: «34.04.16.x001». No law gives it."""
    return f"{kode[: kode.rfind('.') + 1]}x{nomor and f'{nomor:03}'}"


def urut_kode(baris):
    """By level, then code: parents come before their children."""
    return (tingkat_kode(baris.kode), baris.kode)


def saring(baris, pilihan):
    """Rows at or below the codes in `pilihan`, and the regions above them; all rows when none is chosen."""
    if not pilihan:
        return list(baris)
    return [b for b in baris if any(di_dalam(b.kode, kode) or di_dalam(kode, b.kode) for kode in pilihan)]


def di_dalam(kode, atas):
    """Whether `kode` is `atas` or below it."""
    return kode == atas or kode.startswith(f"{atas}.")


def periksa_baris(baris, baris_pertama=2):
    """Faults of the rows, each with its line number in the file; an empty list when all is well."""
    galat, terlihat = [], set()
    for nomor, satu in enumerate(baris, start=baris_pertama):
        if alasan := _salah(satu, terlihat):
            galat.append(f"baris {nomor}: {alasan}")
        terlihat.add(satu.kode)
    return galat


def _salah(baris, terlihat):
    kode, nama, jenis = baris
    if not POLA_KODE.fullmatch(kode):
        return f"kode «{kode}» tidak menurut pola PP.KK.CC.DDDD"
    if kode in terlihat:
        return f"kode {kode} tercantum dua kali"
    if not nama or nama != nama.strip():
        return f"nama {kode} kosong atau berspasi di tepi"
    if jenis != jenis_kode(kode):
        return f"jenis {kode} tertulis «{jenis}», menurut kodenya {jenis_kode(kode).value}"
    return _salah_tempat(kode, terlihat)


def _salah_tempat(kode, terlihat):
    induk = kode_induk(kode)
    if induk and induk not in terlihat:
        return f"induk {induk} dari {kode} tidak ada di atasnya"
    if not induk and kode not in ZONA_PROVINSI:
        return f"zona waktu provinsi {kode} belum diketahui"
    return ""


def hitung_jenis(baris):
    """Rows of each kind, in the order of the kinds, and the total."""
    jumlah = {jenis.value: 0 for jenis in Jenis if jenis != Jenis.PUSAT}
    for satu in baris:
        jumlah[satu.jenis] += 1
    return {**jumlah, "semua": len(baris)}


class Bacaan(NamedTuple):
    """One way to read what was typed: a name that begins with `nama`, of one of `jenis` (any, if empty), below
    regions in whose names each of `atas` occurs."""

    nama: str
    atas: tuple[str, ...]
    jenis: tuple[str, ...]


def baca_pencarian(kata):
    """What a person may mean by these words: «pakem sleman», «sleman pakem», «kec pakem», «toli toli»."""
    potong = [p for p in (polos(satu) for satu in kata.split()) if p][:KATA_TERBANYAK]
    jenis = KATA_JENIS.get(potong[0], ()) if potong else ()
    tanpa = [p for p in potong if p not in SINGKATAN_JENIS]
    bacaan = _susun(tanpa, jenis if potong[:1] != tanpa[:1] else ())
    if jenis and potong[:1] == tanpa[:1]:  # «kota», «kampung», «nagari»: a kind, or the beginning of a name
        bacaan += _susun(tanpa[1:], jenis)
    return bacaan


def _susun(potong, jenis):
    """The name stands at the beginning or at the end, the regions above it in the rest."""
    pisah = [(potong, [])]
    for n in range(1, len(potong)):
        pisah += [(potong[:n], potong[n:]), (potong[n:], potong[:n])]
    return [Bacaan("".join(nama), tuple(atas), jenis) for nama, atas in pisah if nama]


def batas_atas(kunci):
    """The first key that no longer begins with `kunci`; empty when there is none. Small letters and digits sort alike
    in every collation, which is why a range finds what begins so."""
    sisa = kunci.rstrip("z")
    if not sisa:
        return ""
    return sisa[:-1] + ("a" if sisa[-1] == "9" else chr(ord(sisa[-1]) + 1))


class Istilah(NamedTuple):
    """A word that regions have in their own way: for regions of which level and kind, under which name, and what it
    is called where nobody says otherwise."""

    tingkat: int
    jenis: str
    istilah: str
    label: str

    @property
    def kunci(self):
        return (self.tingkat, self.jenis, self.istilah)

    @property
    def isian(self):
        return f"{self.istilah}_{self.tingkat}"


ISTILAH = (
    Istilah(Tingkat.KECAMATAN, "", "wilayah", "Kecamatan"),
    Istilah(Tingkat.KECAMATAN, "", "kepala", "Camat"),
    Istilah(Tingkat.DESA, Jenis.DESA, "wilayah", "Desa"),
    Istilah(Tingkat.DESA, Jenis.DESA, "kepala", "Kepala desa"),
    Istilah(Tingkat.DESA, Jenis.DESA, "sekretaris", "Sekretaris desa"),
    Istilah(Tingkat.DESA, Jenis.DESA, "perangkat", "Perangkat desa"),
    Istilah(Tingkat.DESA, Jenis.DESA, "bpd", "Badan Permusyawaratan Desa"),
    Istilah(Tingkat.DESA, Jenis.DESA, "bpd_singkat", "BPD"),
    Istilah(Tingkat.DESA, Jenis.DESA, "musyawarah", "Musyawarah desa"),
    Istilah(Tingkat.DESA, Jenis.DESA, "musyawarah_antar", "Musyawarah antardesa"),
    Istilah(Tingkat.DESA, Jenis.DESA, "berita", "Berita desa"),
    Istilah(Tingkat.DESA, Jenis.DESA, "apb", "APB desa"),
    Istilah(Tingkat.DESA, Jenis.DESA, "bum", "BUM desa"),
    Istilah(Tingkat.DESA, Jenis.DESA, "peraturan_bersama", "Peraturan bersama kepala desa"),
)
