"""The spreadsheet of accounts: a template out, rows in, whatever people have done to it in between."""

import io
import re
import zipfile
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation

from wilayah.berkas.sel import baca_sel
from wilayah.tampilan.ekspor import tulisan_sel

MAKS_UKURAN = 2 * 1024 * 1024
MAKS_TERURAI = 30 * 1024 * 1024  # what the file may unpack to
MAKS_BAGIAN = 200
MAKS_BARIS = 300  # some ten milliseconds each, while a person waits
MAKS_SEL = 500
BANYAK_KOSONG = 2_000  # blank rows that are read through before the rest counts as blank
GABUNGAN = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref="([A-Z0-9:]+)"')
# Column of the sheet: field of the form, and whether it must be there.
KOLOM = {
    "Nama lengkap": "nama",
    "Kode wilayah": "wilayah",
    "Peran": "peran",
    "Jabatan": "jabatan",
    "Surat keputusan": "sk",
    "Mulai": "mulai",
    "Selesai": "selesai",
    "Nama pengguna": "username",
    "NIP": "nip",
    "NIK": "nik",
    "Pangkat, golongan": "pangkat",
    "Surel": "surel",
}
WAJIB = ("nama", "wilayah", "peran", "jabatan", "sk", "mulai")
ANGKA_PANJANG = ("nip", "nik")
BUKAN_XLSX = "Berkas bukan XLSX yang utuh. Simpan sebagai «Excel Workbook (.xlsx)», lalu unggah lagi."


@dataclass
class Baris:
    """One row as it was typed. `galat` maps a field to what is wrong with it; "" is the row as a whole."""

    nomor: int
    isi: dict
    galat: dict = field(default_factory=dict)


def baca(berkas):
    """Rows of an uploaded workbook. Raises ValidationError when the file as a whole can't be taken."""
    if berkas.size > MAKS_UKURAN:
        raise ValidationError("Berkas lebih dari 2 MB. Bagi menjadi beberapa berkas.")
    isi = berkas.read()
    _periksa_zip(isi)
    try:
        buku = load_workbook(io.BytesIO(isi), read_only=True, keep_links=False)
        lembar = buku.worksheets[0]
        # Read-only sheets do not know their merged cells, and name their part of the archive only here.
        gabungan = _gabungan(isi, lembar._worksheet_path)
        return _baris(lembar, gabungan)
    except ValidationError:
        raise
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        IndexError,
        SyntaxError,
        OSError,
    ):
        raise ValidationError(BUKAN_XLSX) from None


def _periksa_zip(isi):
    """Before anything is unpacked: a file of kilobytes may hold gigabytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
            bagian = arsip.infolist()
    except zipfile.BadZipFile:
        raise ValidationError(BUKAN_XLSX) from None
    if len(bagian) > MAKS_BAGIAN or sum(b.file_size for b in bagian) > MAKS_TERURAI:
        raise ValidationError(
            f"Isi berkas terlalu besar. Salin barisnya ke templat kosong, paling banyak {MAKS_BARIS} baris."
        )


def _gabungan(isi, jalur):
    """Numbers of the rows in which cells are merged."""
    with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
        xml = arsip.read(jalur.lstrip("/"))
    baris = set()
    for cocok in GABUNGAN.finditer(xml):
        _, awal, _, akhir = range_boundaries(cocok[1].decode())
        baris.update(range(awal, min(akhir, awal + MAKS_BARIS) + 1))
    return baris


def _baris(lembar, gabungan):
    semua = enumerate(lembar.iter_rows(max_col=len(KOLOM) + 20), start=1)
    kolom = _kepala(next(semua, (1, ()))[1])
    hasil, kosong = [], 0
    for nomor, sel in semua:
        isi = {nama: sel[letak] for nama, letak in kolom.items() if letak < len(sel)}
        if all(s.value is None or str(s.value).strip() == "" for s in isi.values()):
            kosong += 1
            if kosong > BANYAK_KOSONG:
                break
            continue
        kosong = 0
        if len(hasil) == MAKS_BARIS:
            raise ValidationError(f"Berkas memuat lebih dari {MAKS_BARIS} baris. Bagi menjadi beberapa berkas.")
        hasil.append(_satu(nomor, isi, nomor in gabungan))
    if not hasil:
        raise ValidationError("Tidak ada baris berisi di bawah judul kolom.")
    return hasil


def _kepala(sel):
    """`{field: position}` by the headings, in whatever order they stand."""
    judul = {str(s.value or "").strip().casefold(): letak for letak, s in enumerate(sel)}
    kolom = {bidang: judul[nama.casefold()] for nama, bidang in KOLOM.items() if nama.casefold() in judul}
    kurang = [nama for nama, bidang in KOLOM.items() if bidang in WAJIB and bidang not in kolom]
    if kurang:
        raise ValidationError(f"Baris pertama harus memuat judul kolom. Belum ada: {', '.join(kurang)}.")
    return kolom


def _satu(nomor, sel, tergabung):
    baris = Baris(nomor, {})
    for bidang, satu in sel.items():
        baris.isi[bidang] = tulisan = baca_sel(satu.value)
        if len(tulisan) > MAKS_SEL:
            baris.isi[bidang] = ""
            baris.galat[bidang] = f"Isi sel lebih dari {MAKS_SEL} huruf."
        elif satu.data_type == "f" or tulisan.startswith("="):
            baris.isi[bidang] = ""
            baris.galat[bidang] = "Sel berisi rumus. Salin, lalu tempel sebagai nilai."
        elif bidang in ANGKA_PANJANG and isinstance(satu.value, int | float):
            baris.galat[bidang] = (
                "Tersimpan sebagai bilangan, angka akhirnya hilang. Ubah sel menjadi teks, tulis lagi."
            )
    if tergabung:
        baris.galat[""] = "Baris ini memuat sel gabungan. Pisahkan selnya, isi masing-masing."
    return baris


def templat(wilayah, peran):
    """An empty sheet with drop-downs: `wilayah` are (code, name), `peran` the names of roles the admin may give."""
    buku = Workbook()
    lembar = buku.active
    lembar.title = "Akun"
    _tulis_kepala(lembar, KOLOM)
    for letak, bidang in enumerate(KOLOM.values(), start=1):
        if bidang in ("wilayah", *ANGKA_PANJANG):
            for nomor in range(2, MAKS_BARIS + 2):
                lembar.cell(nomor, letak).number_format = "@"
    daftar = buku.create_sheet("Wilayah")
    _tulis_kepala(daftar, ("Kode wilayah", "Nama"))
    for satu in wilayah:
        daftar.append(satu)
    pilihan = buku.create_sheet("Peran")
    _tulis_kepala(pilihan, ("Peran",))
    for nama in peran:
        pilihan.append((nama,))
    _pilihan(lembar, "wilayah", f"Wilayah!$A$2:$A${len(wilayah) + 1}")
    _pilihan(lembar, "peran", f"Peran!$A$2:$A${len(peran) + 1}")
    return _bita(buku)


def salinan_hasil(hasil):
    """What was read, with the finding of each row beside it. `hasil`: pairs (Baris, words)."""
    buku = Workbook()
    lembar = buku.active
    lembar.title = "Akun"
    _tulis_kepala(lembar, ("Hasil", *KOLOM))
    for baris, kata in hasil:
        sel = [kata, *(baris.isi.get(bidang, "") for bidang in KOLOM.values())]
        lembar.append([tulisan_sel(nilai) for nilai in sel])
    return _bita(buku)


def _tulis_kepala(lembar, judul):
    lembar.append(list(judul))
    for letak, nama in enumerate(judul, start=1):
        lembar.cell(1, letak).font = Font(bold=True)
        lembar.column_dimensions[get_column_letter(letak)].width = max(16, len(nama) + 4)
    lembar.freeze_panes = "A2"


def _pilihan(lembar, bidang, sumber):
    kolom = get_column_letter(list(KOLOM.values()).index(bidang) + 1)
    aturan = DataValidation(type="list", formula1=sumber, allow_blank=True)
    aturan.error = "Pilih dari daftar."
    lembar.add_data_validation(aturan)
    aturan.add(f"{kolom}2:{kolom}{MAKS_BARIS + 1}")


def _bita(buku):
    keluar = io.BytesIO()
    buku.save(keluar)
    return keluar.getvalue()
