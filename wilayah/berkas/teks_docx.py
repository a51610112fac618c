"""The lines of a Word document as a reader sees them: automatic numbers said, deleted text left out, rows of tables
read across. Ask `periksa_docx` first. No database."""

import io
import zipfile
from collections import defaultdict
from itertools import zip_longest

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from .rules_docx import BADAN

DALAM = {qn(f"w:{nama}") for nama in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
# Text that is gone, text said twice, text beside the text.
LEWATI = {qn(f"w:{nama}") for nama in ("pPr", "rPr", "del", "moveFrom", "txbxContent", "instrText")}
LEWATI.add("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
GANTI = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
MAKS_DALAM = 60
TINGKAT = 9
MAKS_NOMOR = 5000


def baris_docx(isi: bytes) -> list[str]:
    """Paragraphs in their order; in a table the cells of a row are joined by tabs. May raise ValueError."""
    with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
        ada = set(arsip.namelist())
        badan = parse_xml(arsip.read(BADAN)).find(qn("w:body"))
        penomoran = _Penomoran(*(_bagian(arsip, ada, f"word/{nama}.xml") for nama in ("numbering", "styles")))
    if badan is None:
        raise ValueError("no body")
    return [satu for blok in _blok(badan, penomoran) for satu in blok.split("\n")]


def _bagian(arsip, ada, nama):
    return parse_xml(arsip.read(nama)) if nama in ada else None


def _blok(induk, penomoran, dalam=0):
    if dalam > MAKS_DALAM:
        raise ValueError("nested too deep")
    for unsur in induk:
        if unsur.tag == qn("w:p"):
            yield _alinea(unsur, penomoran)
        elif unsur.tag == qn("w:tbl"):
            for baris in unsur.findall(qn("w:tr")):
                yield from _baris_tabel(baris, penomoran, dalam + 1)
        elif unsur.tag in DALAM:
            yield from _blok(unsur, penomoran, dalam + 1)


def _baris_tabel(baris, penomoran, dalam):
    sel = [list(_blok(satu, penomoran, dalam)) for satu in baris.findall(qn("w:tc"))]
    for sejajar in zip_longest(*sel, fillvalue=""):
        if teks := "\t".join(filter(None, sejajar)):
            yield teks


def _alinea(alinea, penomoran):
    teks = "".join(_teks(alinea))
    tanda = penomoran.tanda(alinea) if teks.strip() else ""
    return f"{tanda}\t{teks}" if tanda else teks


def _teks(unsur, dalam=0):
    if dalam > MAKS_DALAM:
        raise ValueError("nested too deep")
    for anak in unsur:
        if anak.tag in LEWATI:
            continue
        if anak.tag == qn("w:t"):
            yield anak.text or ""
        elif anak.tag in GANTI:
            yield GANTI[anak.tag]
        else:
            yield from _teks(anak, dalam + 1)


class _Penomoran:
    """Word's automatic numbers: lists, their levels, and what each has counted so far."""

    def __init__(self, numbering, styles):
        self.tingkat, self.daftar, self.mulai = {}, {}, {}
        self.gaya = {}
        self.hitung = defaultdict(lambda: [None] * TINGKAT)
        for abstrak in numbering.iter(qn("w:abstractNum")) if numbering is not None else ():
            self.tingkat[_nilai(abstrak, "abstractNumId")] = {
                _nilai(lvl, "ilvl"): lvl for lvl in abstrak.iter(qn("w:lvl"))
            }
        for num in numbering.iter(qn("w:num")) if numbering is not None else ():
            self._kenali_daftar(num)
        for gaya in styles.iter(qn("w:style")) if styles is not None else ():
            dasar = gaya.find(qn("w:basedOn"))
            self.gaya[_nilai(gaya, "styleId")] = (gaya, _nilai(dasar, "val") if dasar is not None else None)

    def _kenali_daftar(self, num):
        kode = _nilai(num, "numId")
        self.daftar[kode] = _isi(num, "abstractNumId", None)
        for ganti in num.iter(qn("w:startOverride")):
            self.mulai[kode, _nilai(ganti.getparent(), "ilvl")] = _angka(_nilai(ganti, "val"), 1)

    def tanda(self, alinea):
        """«(2)», «a.» or whatever stands before the paragraph; empty where nothing is counted."""
        kode, tingkat = self._nomor(alinea)
        lvl = self.tingkat.get(self.daftar.get(kode), {}).get(str(tingkat))
        if lvl is None or not 0 <= tingkat < TINGKAT:
            return ""
        hitung = self._maju(kode, tingkat, lvl)
        bentuk = _isi(lvl, "numFmt", "decimal")
        if bentuk == "bullet":
            return "-"
        if bentuk == "none":
            return ""
        teks = _isi(lvl, "lvlText", "")
        for n in range(TINGKAT):
            if f"%{n + 1}" in teks:
                satu = self.tingkat[self.daftar[kode]].get(str(n), lvl)
                teks = teks.replace(f"%{n + 1}", _tulis(hitung[n] or 1, _isi(satu, "numFmt", "decimal")))
        return teks.strip()

    def _maju(self, kode, tingkat, lvl):
        """A list that starts anew counts on its own; others of the same kind go on counting together."""
        mulai = self.mulai.get((kode, str(tingkat)))
        hitung = self.hitung[kode if (kode, "0") in self.mulai else f"abstrak {self.daftar[kode]}"]
        awal = mulai if mulai is not None else _angka(_isi(lvl, "start", "1"), 1)
        hitung[tingkat] = awal if hitung[tingkat] is None else hitung[tingkat] + 1
        hitung[tingkat + 1 :] = [None] * (TINGKAT - tingkat - 1)
        return hitung

    def _nomor(self, alinea):
        sifat = alinea.find(qn("w:pPr"))
        kode, tingkat = _num_pr(sifat)
        gaya = _isi(sifat, "pStyle", None) if sifat is not None else None
        for _ in range(TINGKAT):
            if kode is not None or gaya not in self.gaya:
                break
            unsur, gaya = self.gaya[gaya]
            kode, tingkat = _num_pr(unsur.find(qn("w:pPr")))
        return kode, _angka(tingkat, 0)


def _num_pr(sifat):
    num = sifat.find(qn("w:numPr")) if sifat is not None else None
    return (_isi(num, "numId", None), _isi(num, "ilvl", "0")) if num is not None else (None, "0")


def _nilai(unsur, nama):
    return unsur.get(qn(f"w:{nama}"))


def _isi(induk, nama, baku):
    unsur = induk.find(qn(f"w:{nama}"))
    return _nilai(unsur, "val") if unsur is not None and _nilai(unsur, "val") is not None else baku


def _angka(teks, baku):
    return int(teks) if teks and teks.isascii() and teks.isdigit() and len(teks) < 6 else baku


def _tulis(n, bentuk):
    if bentuk in ("lowerLetter", "upperLetter"):
        huruf = chr(97 + (n - 1) % 26) * ((n - 1) // 26 % 5 + 1)
        return huruf if bentuk == "lowerLetter" else huruf.upper()
    if bentuk in ("lowerRoman", "upperRoman"):
        return _romawi(n) if bentuk == "upperRoman" else _romawi(n).lower()
    return str(n)


def _romawi(n):
    if n > MAKS_NOMOR:
        return str(n)
    hasil = ""
    for nilai, tanda in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        "M CM D CD C XC L XL X IX V IV I".split(),
        strict=True,
    ):
        hasil, n = hasil + tanda * (n // nilai), n % nilai
    return hasil
