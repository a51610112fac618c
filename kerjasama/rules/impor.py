"""The spreadsheet of old agreements: its columns, and what a row must be. No database.

A row is told by the rules of a registration; here is only what a spreadsheet adds: labels instead of values, dates as
people write them, and signs that no text of an agreement holds.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from kerjasama.enums import Bentuk, Bidang, JenisPihakKetiga, Prakarsa, Urusan
from wilayah.berkas.sel import baca_sel

from .isian import baca_rupiah
from .pendaftaran import MASA_TANGGAL, MASA_TERBUKA, PANJANG_PIHAK_KETIGA
from .pihak_ketiga import PANJANG, angka_saja, kunci_nama

MAKS_BARIS = 10_000
POTONGAN = 250  # rows that are read, checked and written at a time
MAKS_SEKALIGUS = 1_000  # of a web request that holds one transaction; the command has no such bound
MAKS_SEL = 5_000
MASUK, BAIK, ADA, TOLAK = "masuk", "baik", "ada", "tolak"
TANPA_BATAS = ("tidak ditentukan", "tanpa batas", "seterusnya")
KODE_DESA = re.compile(r"\d{2}\.\d{2}\.\d{2}\.\d{4}(?!\d)")
KENDALI_TERTULIS = re.compile(r"_x00[01][0-9A-Fa-f]_")
ARAH = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
EMOJI_MULAI = 0x2600
POLA_TANGGAL = (
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00:00)?"), (0, 1, 2)),
    (re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})"), (2, 1, 0)),
)
BULAN = {
    nama: nomor
    for nomor, semua in enumerate(
        "januari jan|februari feb pebruari peb|maret mar|april apr|mei|juni jun|juli jul|agustus agu agt ags|"
        "september sep sept|oktober okt|november nov nopember nop|desember des".split("|"),
        start=1,
    )
    for nama in semua.split()
}
TANGGAL_KATA = re.compile(r"(?:[a-z]+, )?(\d{1,2}) ([a-z]+) (\d{4})")


@dataclass(frozen=True)
class Kolom:
    """A column: the field it fills, its heading, what it asks for, and its drop-down (labels, or DESA)."""

    bidang: str
    judul: str
    bantu: str
    pilihan: tuple = ()
    wajib: bool = False


DESA = ("desa",)
KOLOM = (
    Kolom("judul", "Judul", "Seperti pada naskah, tanpa kata «tentang».", wajib=True),
    Kolom("bentuk", "Bentuk", "Pilih dari daftar.", tuple(Bentuk.labels), wajib=True),
    Kolom("bidang", "Bidang", "Pilih dari daftar.", tuple(Bidang.labels), wajib=True),
    Kolom("urusan", "Urusan", "Pilih yang paling dekat.", tuple(Urusan.labels), wajib=True),
    Kolom("desa", "Desa pendaftar", "Desa di kabupaten ini yang menyimpan naskahnya.", DESA, wajib=True),
    Kolom("nomor", "Nomor", "Nomor milik desa pendaftar. Wajib untuk antar-desa, misalnya «4 Tahun 2022»."),
    Kolom("tanggal", "Tanggal diundangkan", "Di desa pendaftar. Wajib untuk antar-desa."),
    Kolom("berita_desa", "Berita Desa", "Misalnya «Tahun 2022 Nomor 4»."),
    Kolom("lain_1", "Desa lain 1", "Pihak kedua. Desa di kabupaten lain: ketik kodenya.", DESA),
    Kolom("lain_2", "Desa lain 2", "Pihak ketiga, bila ada.", DESA),
    Kolom("lain_3", "Desa lain 3", "Pihak keempat, bila ada.", DESA),
    Kolom("lain_lagi", "Desa lain selebihnya", "Kode desa, dipisahkan titik koma."),
    Kolom("ketiga_nama", "Pihak ketiga", "Nama badan, bila ada pihak ketiga. Satu per baris."),
    Kolom("ketiga_jenis", "Jenis pihak ketiga", "Pilih dari daftar.", tuple(JenisPihakKetiga.labels)),
    Kolom("ketiga_bentuk_hukum", "Bentuk hukum pihak ketiga", "Misalnya Perseroan Terbatas. Boleh kosong."),
    Kolom("ketiga_nib", "NIB", "13 angka, boleh kosong. Sel berformat teks."),
    Kolom("ketiga_npwp", "NPWP", "16 atau 15 angka, boleh kosong. Sel berformat teks."),
    Kolom("ketiga_alamat", "Alamat pihak ketiga", "Boleh kosong."),
    Kolom("ketiga_penanda_tangan", "Penanda tangan pihak ketiga", "Boleh kosong."),
    Kolom("prakarsa", "Prakarsa", "Kosong berarti desa.", tuple(Prakarsa.labels)),
    Kolom("tanggal_ditetapkan", "Tanggal ditetapkan", "Misalnya 14-09-2022 atau 14 September 2022.", wajib=True),
    Kolom("tanggal_mulai", "Mulai berlaku", "Kosong berarti sejak diundangkan atau ditetapkan."),
    Kolom("jatuh_tempo", "Berlaku sampai", "Hari terakhir berlaku, atau tulis «Tidak ditentukan».", wajib=True),
    Kolom("nilai", "Nilai (rupiah)", "Angka saja, boleh kosong."),
    Kolom("ruang_lingkup", "Ruang lingkup", "Satu atau dua kalimat, boleh kosong."),
    Kolom("pindaian", "Berkas pindaian", "Nama berkas di dalam ZIP, misalnya «pbkd-4-2022.pdf». Boleh kosong."),
)
JUDUL = {k.bidang: k.judul for k in KOLOM}
PILIHAN = {
    "bentuk": Bentuk,
    "bidang": Bidang,
    "urusan": Urusan,
    "prakarsa": Prakarsa,
    "ketiga_jenis": JenisPihakKetiga,
}
KOLOM_DESA = ("desa", "lain_1", "lain_2", "lain_3", "lain_lagi")
KOLOM_TANGGAL = ("tanggal", "tanggal_ditetapkan", "tanggal_mulai", "jatuh_tempo")
ANGKA_PANJANG = ("ketiga_nib", "ketiga_npwp")
MAKS_KETIGA = {f"ketiga_{n}": batas for n, batas in (PANJANG_PIHAK_KETIGA | {"npwp": PANJANG["npwp"]}).items()}
# Where the rules of a registration speak of a field that the sheet calls otherwise.
LETAK = {"pihak": "lain_1", "pihak_ketiga": "ketiga_nama", "masa": "jatuh_tempo", "prakarsa": "prakarsa"}
PESAN = {
    "masa": "Isi hari terakhir berlaku, atau tulis «Tidak ditentukan».",
    "rumus": "Sel berisi rumus. Salin, lalu tempel sebagai nilai.",
    "gabungan": "Baris ini memuat sel gabungan. Pisahkan selnya, isi masing-masing.",
    "angka": "Tersimpan sebagai bilangan, angka akhirnya dapat hilang. Ubah sel menjadi teks, lalu tulis lagi.",
    "panjang": f"Isi sel lebih dari {MAKS_SEL} huruf.",
    "kendali": "Memuat tanda kendali yang tidak tampak. Kosongkan selnya, lalu ketik ulang.",
    "arah": "Memuat tanda arah tulisan yang tersembunyi. Kosongkan selnya, lalu ketik ulang.",
    "kanan": "Memuat huruf dari kanan ke kiri. Tulis dengan huruf Latin.",
    "emoji": "Memuat gambar (emoji). Hapus gambarnya.",
    "pilihan": "«{}» tidak ada dalam daftar. Pilih dari daftar pada sel itu.",
    "bukan_desa": "«{}» bukan kode desa. Pilih dari lembar «Desa», atau ketik kodenya, misalnya 34.04.16.2001.",
}


def galat_sel(bidang, nilai, rumus):
    """What is wrong with a cell as such, or ""."""
    teks = baca_sel(nilai)
    if rumus or teks.startswith("="):
        return PESAN["rumus"]
    if len(teks) > MAKS_SEL:
        return PESAN["panjang"]
    if bidang in ANGKA_PANJANG and isinstance(nilai, int | float):
        return PESAN["angka"]
    return galat_tulisan(teks)


def galat_tulisan(teks):
    """Signs that no text of an agreement holds, or ""."""
    if teks.isascii() and teks.isprintable() and "_x00" not in teks:
        return ""
    if KENDALI_TERTULIS.search(teks) or any(
        unicodedata.category(c) in ("Cc", "Cs", "Co") for c in teks if c not in "\n\t"
    ):
        return PESAN["kendali"]
    if ARAH & set(teks):
        return PESAN["arah"]
    if any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in teks):
        return PESAN["kanan"]
    if any(ord(c) >= EMOJI_MULAI and unicodedata.category(c) in ("So", "Sk") for c in teks):
        return PESAN["emoji"]
    return ""


def baca_tanggal(teks):
    """ISO text of a date as people write it; what is none comes back as it was, for the rules to refuse."""
    rapi = " ".join(teks.casefold().split())
    for pola, urutan in POLA_TANGGAL:
        if cocok := pola.fullmatch(rapi):
            return "{:04d}-{:02d}-{:02d}".format(*(int(cocok[n + 1]) for n in urutan))
    if (cocok := TANGGAL_KATA.fullmatch(rapi)) and cocok[2] in BULAN:
        return f"{int(cocok[3]):04d}-{BULAN[cocok[2]]:02d}-{int(cocok[1]):02d}"
    return teks


def baca_pilihan(bidang, teks):
    """The value behind a label, in any case; None when it is neither."""
    rapi = " ".join(teks.casefold().split())
    return next((v for v, label in PILIHAN[bidang].choices if rapi in (v, label.casefold())), None)


def kode_desa(teks):
    """The code that a cell begins with or consists of; the text itself when it holds none."""
    cocok = KODE_DESA.match(teks.strip())
    return cocok[0] if cocok else teks.strip()[:60]


def baca_baris(sel):
    """(`isi` as a draft of a registration holds it, {column: what is wrong}) of one row, {field: (value, formula)}.

    Codes of villages stand in isi["desa"] (the first the registrar's) as (column, code); whether they are villages at
    all is the caller's to find out.
    """
    galat = {b: pesan for b, (nilai, rumus) in sel.items() if (pesan := galat_sel(b, nilai, rumus))}
    teks = {b: "" if b in galat else baca_sel(sel[b][0]) if b in sel else "" for b in JUDUL}
    isi = {n: teks[n] for n in ("judul", "nomor", "berita_desa", "ruang_lingkup", "pindaian")}
    isi |= {n: baca_tanggal(teks[n]) for n in KOLOM_TANGGAL}
    isi["judul"] = " ".join(isi["judul"].split())
    for nama in PILIHAN:
        isi[nama] = baca_pilihan(nama, teks[nama]) if teks[nama] else ""
        if isi[nama] is None:
            galat[nama] = PESAN["pilihan"].format(teks[nama][:60])
    isi["masa"] = _masa(teks["jatuh_tempo"])
    if isi["masa"] == MASA_TERBUKA:
        isi["jatuh_tempo"] = ""
    isi["nilai"] = baca_rupiah(teks["nilai"])
    isi["desa"] = [(b, kode) for b in KOLOM_DESA for kode in _kode(b, teks[b])]
    isi["pihak_ketiga"] = _ketiga(isi, teks)
    return isi, galat


def _kode(bidang, teks):
    bagian = re.split(r"[;\n]", teks) if bidang == "lain_lagi" else [teks]
    return [kode_desa(b) for b in bagian if b.strip()]


def _masa(teks):
    if not teks:
        return ""
    return MASA_TERBUKA if teks.casefold() in TANPA_BATAS else MASA_TANGGAL


def _ketiga(isi, teks):
    satu = {n.removeprefix("ketiga_"): teks[n] for n in MAKS_KETIGA}
    satu |= {n: angka_saja(satu[n]) for n in ("nib", "npwp")}
    satu["jenis"] = isi["ketiga_jenis"]
    return [satu] if any(satu.values()) else []


def galat_panjang_ketiga(isi):
    return {
        b: f"Paling banyak {batas} huruf; sekarang {len(nilai)}."
        for satu in isi["pihak_ketiga"]
        for b, batas in MAKS_KETIGA.items()
        if len(nilai := satu[b.removeprefix("ketiga_")]) > batas
    }


def kunci_impor(isi, kode):
    """By what an agreement is known again when the sheet comes a second time: its parties, title, number and date.
    What else was corrected in the row does not make it another one."""
    pokok = [
        *sorted(kode),
        *(kunci_nama(p["nama"]) for p in isi["pihak_ketiga"]),
        kunci_judul(isi["judul"]),
        kunci_nomor(isi["nomor"]),
        isi["tanggal_ditetapkan"],
    ]
    return hashlib.sha256("\x1f".join(pokok).encode()).hexdigest()


def kunci_judul(judul):
    return " ".join(re.findall(r"\w+", judul.casefold()))


def kunci_nomor(nomor):
    return "".join(nomor.casefold().split())
