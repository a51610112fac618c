"""The sheet of an agreement written as DOCX. Marks of articles, ayat and letters are text, not automatic numbers: an
office that edits the file elsewhere must not renumber it unawares, and bringing it back reads them."""

import io

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from kerjasama.queries.susunan_naskah import berdua

HURUF = "Bookman Old Style"
TENGAH, RATA, KIRI = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.LEFT

# Name, what it is based on, alignment, indent and first line (mm), space before and after (pt), whether it stays with
# the next.
GAYA = (
    ("Naskah Tengah", "Normal", TENGAH, 0, 0, 0, 6, False),
    ("Naskah Judul", "Normal", TENGAH, 0, 0, 0, 6, False),
    ("Konsiderans", "Normal", RATA, 40, -40, 0, 3, False),
    ("Bab", "Heading 1", TENGAH, 0, 0, 16, 0, True),
    ("Pasal", "Heading 2", TENGAH, 0, 0, 10, 4, True),
    ("Alinea", "Normal", RATA, 0, 0, 0, 3, False),
    ("Ayat", "Normal", RATA, 10, -10, 0, 3, False),
    ("Huruf", "Normal", RATA, 9, -9, 0, 3, False),
    ("Huruf dalam Ayat", "Normal", RATA, 19, -9, 0, 3, False),
    ("Angka dalam Huruf", "Normal", RATA, 28, -9, 0, 3, False),
    ("Tanda Tangan", "Normal", KIRI, 0, 0, 0, 0, True),
)
# Characters that a person may paste and XML does not know.
BUKAN_XML = {0xFFFE: None, 0xFFFF: None}
TAB_KONSIDERANS = (27, 32, 40)


def tulis_docx(susunan) -> bytes:
    dokumen = Document()
    _siapkan(dokumen, susunan)
    _kepala(dokumen, susunan)
    (_pembuka_pbkd if susunan.pbkd else _pembuka_perjanjian)(dokumen, susunan)
    for bab in susunan.bab:
        _bab(dokumen, bab, susunan.pbkd)
    _penutup(dokumen, susunan)
    keluaran = io.BytesIO()
    dokumen.save(keluaran)
    return keluaran.getvalue()


def _siapkan(dokumen, susunan):
    bagian = dokumen.sections[0]
    bagian.page_width, bagian.page_height = Mm(210), Mm(297)
    bagian.top_margin = bagian.bottom_margin = bagian.right_margin = Mm(25)
    bagian.left_margin = Mm(30)
    _siapkan_gaya(dokumen)
    _nomor_halaman(bagian, susunan)
    sifat = dokumen.core_properties
    sifat.title, sifat.language = susunan.hal, "id-ID"
    sifat.author = "BINWAS Kerja Sama Desa"
    sifat.comments = susunan.kaki
    sifat.created = sifat.modified = susunan.versi.dibuat_pada.replace(tzinfo=None)


def _siapkan_gaya(dokumen):
    _huruf(dokumen.styles["Normal"])
    dokumen.styles["Normal"].paragraph_format.line_spacing = 1.15
    for nama, dasar, rata, lekuk, baris_satu, sebelum, sesudah, ikut in GAYA:
        gaya = dokumen.styles.add_style(nama, WD_STYLE_TYPE.PARAGRAPH)
        gaya.base_style = dokumen.styles[dasar]
        gaya.quick_style = True
        _huruf(gaya)
        bentuk = gaya.paragraph_format
        bentuk.alignment, bentuk.keep_with_next = rata, ikut
        bentuk.left_indent, bentuk.first_line_indent = Mm(lekuk), Mm(baris_satu)
        bentuk.space_before, bentuk.space_after = Pt(sebelum), Pt(sesudah)
        # The mark ends where the text of the lines below begins.
        bentuk.tab_stops.add_tab_stop(Mm(lekuk), WD_TAB_ALIGNMENT.LEFT)
    for jarak in TAB_KONSIDERANS[:2]:
        dokumen.styles["Konsiderans"].paragraph_format.tab_stops.add_tab_stop(Mm(jarak))


def _huruf(gaya):
    gaya.font.name, gaya.font.size = HURUF, Pt(12)
    gaya.font.bold = gaya.font.italic = False
    gaya.font.color.rgb = RGBColor(0, 0, 0)
    huruf = gaya.element.get_or_add_rPr().get_or_add_rFonts()
    # A heading of Word's own template names a theme, which goes before the font.
    for nama in [k for k in huruf.attrib if k.endswith("Theme")]:
        del huruf.attrib[nama]
    for nama in ("w:eastAsia", "w:cs", "w:hAnsi"):
        huruf.set(qn(nama), HURUF)


def _nomor_halaman(bagian, susunan):
    """«- 2 -» above every page but the first; a draft says so on all of them."""
    bagian.different_first_page_header_footer = True
    atas = bagian.header.paragraphs[0]
    atas.alignment = TENGAH
    atas.add_run("- ")
    _bidang(atas, "PAGE")
    atas.add_run(" -")
    if susunan.rancangan:
        for kepala in (bagian.header, bagian.first_page_header):
            _cap_rancangan(kepala.add_paragraph() if kepala is bagian.header else kepala.paragraphs[0])
        for kaki in (bagian.footer, bagian.first_page_footer):
            kaki.paragraphs[0].add_run(susunan.kaki).font.size = Pt(8)


def _cap_rancangan(alinea):
    alinea.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    cap = alinea.add_run("RANCANGAN")
    cap.font.size, cap.font.bold, cap.font.color.rgb = Pt(14), True, RGBColor(0x9F, 0x2A, 0x1B)


def _bidang(alinea, isi):
    for jenis, teks in (("begin", None), (None, isi), ("end", None)):
        baris = alinea.add_run()._r
        unsur = OxmlElement("w:fldChar" if jenis else "w:instrText")
        if jenis:
            unsur.set(qn("w:fldCharType"), jenis)
        else:
            unsur.text = teks
        baris.append(unsur)


def _kepala(dokumen, susunan):
    if susunan.pbkd:
        _tulis(dokumen, susunan.daerah, "Naskah Tengah")
    for baris in susunan.kepala:
        _tulis(dokumen, baris, "Naskah Judul")
    for baris in susunan.nomor:
        _tulis(dokumen, baris, "Naskah Tengah")
    _tulis(dokumen, "TENTANG", "Naskah Tengah")
    _tulis(dokumen, susunan.judul, "Naskah Judul")


def _pembuka_pbkd(dokumen, susunan):
    _tulis(dokumen, "DENGAN RAHMAT TUHAN YANG MAHA ESA", "Naskah Tengah")
    _tulis(dokumen, susunan.pembuka, "Naskah Tengah")
    for kata, daftar in (("Menimbang", susunan.menimbang), ("Mengingat", susunan.mengingat)):
        for urut, (tanda, teks) in enumerate(daftar):
            kiri = f"{kata}\t:" if urut == 0 else "\t"
            _tulis(dokumen, f"{kiri}\t{tanda}\t{teks}", "Konsiderans")
    _tulis(dokumen, "MEMUTUSKAN:", "Naskah Tengah")
    menetapkan = _tulis(dokumen, f"Menetapkan\t:\t{susunan.menetapkan}", "Konsiderans")
    menetapkan.paragraph_format.left_indent = Mm(32)
    menetapkan.paragraph_format.first_line_indent = Mm(-32)


def _pembuka_perjanjian(dokumen, susunan):
    _tulis(dokumen, susunan.hari_ini, "Alinea")
    _daftar(dokumen, susunan.komparisi)
    _tulis(dokumen, susunan.antar_pihak, "Alinea")
    _daftar(dokumen, susunan.premis)
    if susunan.mengingat:
        _tulis(dokumen, "Dengan mengingat ketentuan:", "Alinea")
        _daftar(dokumen, susunan.mengingat)
    _tulis(dokumen, susunan.sepakat, "Alinea")


def _daftar(dokumen, daftar):
    for tanda, teks in daftar:
        _tulis(dokumen, f"{tanda}\t{teks}", "Ayat")


def _bab(dokumen, bab, pbkd):
    if bab["nomor"]:
        _tulis(dokumen, f"BAB {bab['nomor']}\n{bab['judul']}", "Bab")
    for pasal in bab["pasal"]:
        judul = f"\n{pasal['judul'].upper()}" if pasal["judul"] and not pbkd else ""
        _tulis(dokumen, f"Pasal {pasal['nomor']}{judul}", "Pasal")
        for ayat in pasal["ayat"]:
            _ayat(dokumen, ayat)


def _ayat(dokumen, ayat):
    if ayat["nomor"]:
        _tulis(dokumen, f"({ayat['nomor']})\t{ayat['teks']}", "Ayat")
    else:
        _tulis(dokumen, ayat["teks"], "Alinea")
    for butir in ayat["huruf"]:
        gaya = "Huruf dalam Ayat" if ayat["nomor"] or butir["taraf"] == 2 else "Huruf"
        if ayat["nomor"] and butir["taraf"] == 2:
            gaya = "Angka dalam Huruf"
        _tulis(dokumen, f"{butir['huruf']}.\t{butir['teks']}", gaya)


def _penutup(dokumen, susunan):
    if susunan.pbkd:
        _tulis(dokumen, "", "Alinea")
        for baris in susunan.penetapan:
            _tulis(dokumen, baris, "Tanda Tangan").paragraph_format.left_indent = Mm(77)
    else:
        _tulis(dokumen, susunan.penutup, "Alinea")
    _blok(dokumen, susunan.ttd)
    _blok(dokumen, susunan.pengundangan if susunan.pbkd else susunan.saksi)


def _blok(dokumen, blok):
    """Two side by side, in three rows that stay together, so that pens and names stand level."""
    for baris in berdua(blok):
        _tulis(dokumen, "", "Tanda Tangan")
        tabel = dokumen.add_table(rows=3, cols=2)
        for urut, satu in enumerate(baris, 2 - len(baris)):  # one alone stands at the right
            _isi_sel(tabel.cell(0, urut), [*satu.atas, satu.jabatan])
            _isi_sel(tabel.cell(1, urut), ["", "Meterai Rp10.000" if satu.meterai else "", ""])
            _isi_sel(tabel.cell(2, urut), [satu.nama, *satu.bawah], akhir=True)


def _isi_sel(sel, baris, *, akhir=False):
    sel.paragraphs[0].text, sel.paragraphs[0].style = baris[0].translate(BUKAN_XML), "Tanda Tangan"
    for teks in baris[1:]:
        sel.add_paragraph(teks.translate(BUKAN_XML), style="Tanda Tangan")
    if akhir:
        sel.paragraphs[-1].paragraph_format.keep_with_next = False


def _tulis(dokumen, teks, gaya):
    return dokumen.add_paragraph(teks.translate(BUKAN_XML), style=gaya)
