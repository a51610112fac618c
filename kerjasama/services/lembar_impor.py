"""The workbook of old agreements: a template out, rows in, the same sheet back with what became of each. Rows pass one
by one; neither reading nor writing holds the sheet in memory."""

import re
import tempfile
import zipfile

from django.core.exceptions import ValidationError
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.datavalidation import DataValidation

from kerjasama.rules import impor as rules
from wilayah.berkas.rules_arsip import BUKAN_LEMBAR, GALAT_BACA, periksa_lembar
from wilayah.berkas.sel import baca_sel
from wilayah.pohon.models import Wilayah
from wilayah.tampilan.ekspor import tulisan_sel

LEMBAR, PETUNJUK, DESA, PILIHAN = "Kerja sama", "Petunjuk", "Desa", "Pilihan"
HASIL = "Hasil"
KODE_KANTOR = "Kode kabupaten/kota"
BANYAK_KOSONG = 2_000  # blank rows that are read through before the rest counts as blank
LEBIH_KOLOM = 20
JENDELA = 1024 * 1024
GABUNGAN = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z0-9:]+)"')
BUKAN_UTF8 = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")
WARNA = {rules.MASUK: "DDF3E4", rules.BAIK: "DDF3E4", rules.ADA: "E8EEF2", rules.TOLAK: "FCE1DE"}
WARNA_SEL = "F7B2AA"
KALIMAT = (
    "Satu baris satu kerja sama yang sudah berlaku. Jangan mengubah judul kolom; urutannya boleh berbeda.",
    f"Paling banyak {rules.MAKS_BARIS} baris dalam satu berkas.",
    "Kolom bertanda * wajib diisi. Kolom berpanah tinggal dipilih.",
    "Nomor dan pengundangan desa lain dilengkapi oleh desa itu sendiri sesudah kerja samanya masuk.",
    "Pindaian: tulis nama berkasnya, kumpulkan semua berkas dalam satu ZIP, unggah bersama lembar ini. "
    "PDF, JPG, atau PNG; paling besar 20 MB per berkas.",
    "Baris tanpa pindaian boleh masuk, dan ditandai «belum ada pindaian».",
    "Mengunggah lembar yang sama dua kali tidak menggandakan apa pun: baris yang sudah masuk dilewati.",
)


class Pembaca:
    """An open workbook: its headings once, then its rows as (number, {field: (value, is a formula)}).

    Raises ValidationError when the file as a whole can't be taken.
    """

    def __init__(self, berkas):
        periksa_lembar(berkas)
        try:
            self._siapkan(berkas)
        except GALAT_BACA:
            raise ValidationError(BUKAN_LEMBAR) from None

    def _siapkan(self, berkas):
        _tolak_entitas(berkas)
        berkas.seek(0)
        self.buku = load_workbook(berkas, read_only=True, keep_links=False)
        nama = {s.title.casefold(): s for s in self.buku.worksheets}
        self.lembar = nama.get(LEMBAR.casefold()) or self.buku.worksheets[0]
        self.gabungan = _gabungan(berkas, self.lembar._worksheet_path.lstrip("/"))
        self.lembar.reset_dimensions()
        self.kepala = [baca_sel(s.value) for s in next(iter(self._baris_mentah()), (1, ()))[1]]
        self.kolom = self._kolom()

    def _kolom(self):
        """`{field: position}` by the headings, in whatever order they stand."""
        judul = {j.rstrip(" *").casefold(): letak for letak, j in reversed(list(enumerate(self.kepala)))}
        kolom = {k.bidang: judul[k.judul.casefold()] for k in rules.KOLOM if k.judul.casefold() in judul}
        kurang = [k.judul for k in rules.KOLOM if k.wajib and k.bidang not in kolom]
        if kurang:
            raise ValidationError(f"Baris pertama harus memuat judul kolom. Belum ada: {', '.join(kurang)}.")
        return kolom

    def kode_kantor(self):
        """The kabupaten for which the template was made, or ""."""
        if PETUNJUK not in self.buku.sheetnames:
            return ""
        lembar = self.buku[PETUNJUK]
        lembar.reset_dimensions()
        baris = lembar.iter_rows(max_row=60, max_col=2, values_only=True)
        return next((baca_sel(b[1]) for b in baris if len(b) > 1 and b[0] == KODE_KANTOR), "")

    def baris(self, lewati=0):
        """The filled rows behind the first `lewati`."""
        for urut, (nomor, sel) in enumerate(self._berisi()):
            if urut >= lewati:
                yield nomor, self._isi(nomor, sel)

    def baris_utuh(self):
        """(number, values in their order) of the filled rows, for the copy that is given back."""
        for nomor, sel in self._berisi():
            yield nomor, [s.value for s in sel]

    def _isi(self, nomor, sel):
        isi = {
            b: (sel[letak].value, getattr(sel[letak], "data_type", "n") == "f")
            for b, letak in self.kolom.items()
            if letak < len(sel)
        }
        return isi | ({"": (rules.PESAN["gabungan"], False)} if nomor in self.gabungan else {})

    def _berisi(self):
        kosong = 0
        for nomor, sel in self._baris_mentah():
            if nomor == 1:
                continue
            letak = (sel[i] for i in self.kolom.values() if i < len(sel))
            if all(s.value is None or str(s.value).strip() == "" for s in letak):
                kosong += 1
                if kosong > BANYAK_KOSONG:
                    return
                continue
            kosong = 0
            yield nomor, sel

    def _baris_mentah(self):
        try:
            yield from enumerate(self.lembar.iter_rows(max_col=len(rules.KOLOM) + LEBIH_KOLOM), start=1)
        except GALAT_BACA:
            raise ValidationError(BUKAN_LEMBAR) from None

    def tutup(self):
        self.buku.close()

    def __enter__(self):
        return self

    def __exit__(self, *galat):
        self.tutup()


def hitung_baris(pembaca):
    """How many filled rows there are. Raises ValidationError for none, or too many."""
    jumlah = 0
    for jumlah, _ in enumerate(pembaca.baris_utuh(), start=1):
        if jumlah > rules.MAKS_BARIS:
            raise ValidationError(f"Lembar memuat lebih dari {rules.MAKS_BARIS} baris. Bagi menjadi beberapa berkas.")
    if not jumlah:
        raise ValidationError("Tidak ada baris berisi di bawah judul kolom.")
    return jumlah


def _tolak_entitas(berkas):
    """Refuses a part that defines entities, which unfold without end, or hides its text in another encoding."""
    with zipfile.ZipFile(berkas) as arsip:
        for bagian in arsip.namelist():
            if not bagian.endswith((".xml", ".rels")):
                continue
            for jendela in _jendela(arsip, bagian):
                if b"<!DOCTYPE" in jendela or b"<!ENTITY" in jendela or jendela.startswith(BUKAN_UTF8):
                    raise ValidationError(BUKAN_LEMBAR)


def _gabungan(berkas, jalur):
    """Numbers of the rows in which cells are merged: read-only sheets do not know them."""
    with zipfile.ZipFile(berkas) as arsip:
        return {nomor for jendela in _jendela(arsip, jalur) for nomor in _baris_gabungan(jendela)}


def _jendela(arsip, bagian):
    """The bytes of a part in windows that overlap, so that nothing hides on a border."""
    with arsip.open(bagian) as aliran:
        sisa = b""
        while potong := aliran.read(JENDELA):
            yield sisa + potong
            sisa = potong[-200:]


def _baris_gabungan(jendela):
    baris = set()
    for cocok in GABUNGAN.finditer(jendela):
        _, awal, _, akhir = range_boundaries(cocok[1].decode())
        baris.update(range(awal, min(akhir, awal + rules.MAKS_BARIS) + 1))
    return baris


def templat(kantor):
    """An empty workbook of the kabupaten, as an open temporary file."""
    buku = Workbook(write_only=True)
    lembar = _lembar_isi(buku, [f"{k.judul}{' *' if k.wajib else ''}" for k in rules.KOLOM], beku=1)
    _beri_pilihan(lembar, {k.bidang: n for n, k in enumerate(rules.KOLOM, start=1)}, _lembar_bantu(buku, kantor))
    return _simpan(buku)


def salinan_hasil(pembaca, pesan, kantor):
    """The sheet that was read, as an open temporary file: a column with what became of each row in front, its faulty
    cells coloured, nothing in it that runs. `pesan`: {number: [state, words, {field: message}]}."""
    buku = Workbook(write_only=True)
    asli = pembaca.kepala
    pakai = [n for n, judul in enumerate(asli) if judul.casefold() != HASIL.casefold()]
    lembar = _lembar_isi(buku, [HASIL, *(asli[n] for n in pakai)], beku=2)
    letak = {b: pakai.index(n) + 2 for b, n in pembaca.kolom.items()}
    balik = {n: b for b, n in pembaca.kolom.items()}
    for nomor, nilai in pembaca.baris_utuh():
        keadaan, kata, galat = pesan.get(str(nomor), ("", "Belum dibaca", {}))
        sel = [_sel(lembar, kata_hasil(kata, galat), WARNA.get(keadaan, ""))]
        for n in pakai:
            satu = nilai[n] if n < len(nilai) else None
            sel.append(_sel(lembar, satu, WARNA_SEL if balik.get(n) in galat else ""))
        lembar.append(sel)
    _beri_pilihan(lembar, letak, _lembar_bantu(buku, kantor))
    return _simpan(buku)


def kata_hasil(kata, galat):
    """What became of a row in one cell: the words, then each fault with the heading of its column."""
    return " ".join([kata, *(f"{rules.JUDUL[b]}: {p}" if b in rules.JUDUL else p for b, p in galat.items())]).strip()


def _lembar_isi(buku, judul, beku):
    lembar = buku.create_sheet(LEMBAR)
    lembar.freeze_panes = f"{get_column_letter(beku + 1)}2"
    for n, nama in enumerate(judul, start=1):
        huruf = get_column_letter(n)
        lebar = 60 if nama == HASIL else 44 if nama.startswith("Judul") else max(16, len(nama) + 4)
        lembar.column_dimensions[huruf].width = lebar
        if nama in ("NIB", "NPWP", "Nomor"):
            lembar.column_dimensions[huruf].number_format = "@"
    lembar.append([_tebal(lembar, nama) for nama in judul])
    return lembar


def _tebal(lembar, teks):
    sel = WriteOnlyCell(lembar, value=tulisan_sel(teks))
    sel.font = Font(bold=True)
    return sel


def _sel(lembar, nilai, warna):
    """A value as a cell takes it: formulas tamed, signs that a workbook can't hold left out."""
    if isinstance(nilai, str):
        nilai = tulisan_sel(nilai)
    if not warna:
        return nilai
    sel = WriteOnlyCell(lembar, value=nilai)
    sel.fill = PatternFill("solid", fgColor=warna)
    if warna != WARNA_SEL:
        sel.alignment = Alignment(wrap_text=True, vertical="top")
    return sel


def _lembar_bantu(buku, kantor):
    """Instructions and the lists behind the drop-downs; returns {field: the range that holds its list}."""
    petunjuk = buku.create_sheet(PETUNJUK)
    petunjuk.column_dimensions["A"].width, petunjuk.column_dimensions["B"].width = 32, 90
    petunjuk.append([_tebal(petunjuk, f"Kerja sama lama {kantor.nama}")])
    petunjuk.append([KODE_KANTOR, kantor.kode])
    for nomor, kalimat in enumerate(KALIMAT, start=1):
        petunjuk.append([f"{nomor}.", kalimat])
    petunjuk.append([])
    petunjuk.append([_tebal(petunjuk, "Kolom"), _tebal(petunjuk, "Isinya")])
    for k in rules.KOLOM:
        petunjuk.append([f"{k.judul}{' *' if k.wajib else ''}", k.bantu])
    return _lembar_desa(buku, kantor) | _lembar_pilihan(buku)


def _lembar_desa(buku, kantor):
    lembar = buku.create_sheet(DESA)
    lembar.column_dimensions["A"].width = 60
    lembar.append([_tebal(lembar, "Desa")])
    desa = Wilayah.objects.dapat_menjadi_pihak().di_bawah(kantor).select_related("induk").order_by("kode")
    jumlah = 0
    for jumlah, satu in enumerate(desa.iterator(chunk_size=500), start=1):  # noqa: B007
        lembar.append([f"{satu.kode} {satu.nama}, {satu.induk.nama}"])
    sumber = f"{DESA}!$A$2:$A${max(jumlah, 1) + 1}"
    return {k.bidang: sumber for k in rules.KOLOM if k.pilihan == rules.DESA}


def _lembar_pilihan(buku):
    lembar = buku.create_sheet(PILIHAN)
    kolom = [k for k in rules.KOLOM if k.pilihan and k.pilihan != rules.DESA]
    for n in range(1, len(kolom) + 1):
        lembar.column_dimensions[get_column_letter(n)].width = 34
    lembar.append([_tebal(lembar, k.judul) for k in kolom])
    for n in range(max(len(k.pilihan) for k in kolom)):
        lembar.append([str(k.pilihan[n]) if n < len(k.pilihan) else None for k in kolom])
    return {
        k.bidang: f"{PILIHAN}!${get_column_letter(n)}$2:${get_column_letter(n)}${len(k.pilihan) + 1}"
        for n, k in enumerate(kolom, start=1)
    }


def _beri_pilihan(lembar, letak, sumber):
    for bidang, rentang in sumber.items():
        if bidang not in letak:
            continue
        aturan = DataValidation(type="list", formula1=rentang, allow_blank=True)
        aturan.error, aturan.errorStyle = "Pilih dari daftar.", "warning" if bidang.startswith("lain") else "stop"
        huruf = get_column_letter(letak[bidang])
        aturan.add(f"{huruf}2:{huruf}{rules.MAKS_BARIS + 1}")
        lembar.data_validations.append(aturan)


def _simpan(buku):
    berkas = tempfile.TemporaryFile()  # noqa: SIM115 - closed by whoever asked for it
    buku.save(berkas)
    berkas.seek(0)
    return berkas
