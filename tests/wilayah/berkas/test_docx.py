"""Word documents: what is refused and why, and the lines that are read from what people really send."""

import io
import re
import zipfile

import pytest
from django.core.exceptions import ValidationError
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from wilayah.berkas import rules_docx
from wilayah.berkas.rules import DOCX, periksa_unggahan
from wilayah.berkas.rules_docx import periksa_docx
from wilayah.berkas.teks_docx import baris_docx


def dokumen(*alinea):
    doc = Document()
    for teks in alinea:
        doc.add_paragraph(teks)
    return simpan(doc)


def simpan(doc):
    keluaran = io.BytesIO()
    doc.save(keluaran)
    return keluaran.getvalue()


def ubah(isi, ganti=(), tambah=()):
    """The document with parts rewritten by a function of their bytes, or added."""
    keluaran = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(isi)) as lama, zipfile.ZipFile(keluaran, "w", zipfile.ZIP_DEFLATED) as baru:
        for nama in lama.namelist():
            baru.writestr(nama, dict(ganti).get(nama, lambda b: b)(lama.read(nama)))
        for nama, bita in tambah:
            baru.writestr(nama, bita)
    return keluaran.getvalue()


def rel_luar(jenis):
    rel = (
        f'<Relationship Id="rX" Type="http://x/{jenis}" Target="http://jahat.example/hyperlink" TargetMode="External"/>'
    )
    return lambda b: b.replace(b"</Relationships>", rel.encode() + b"</Relationships>")


BAIK = dokumen("Pasal 1", "Isi.")
JENIS_MAKRO = ("[Content_Types].xml", lambda b: b.replace(b"document.main+xml", b"document.macroEnabled.main+xml"))
RELS = "word/_rels/document.xml.rels"
BURUK = {
    "kosong": (b"", "kosong"),
    "pdf": (b"%PDF-1.7", "jenis"),
    "doc lama atau berkata sandi": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "lama"),
    "zip rusak": (b"PK\x03\x04" + b"\0" * 40, "rusak"),
    "terpotong": (BAIK[: len(BAIK) // 2], "rusak"),
    "makro": (ubah(BAIK, tambah=[("word/vbaProject.bin", b"x")]), "aktif"),
    "jenis makro": (ubah(BAIK, [JENIS_MAKRO]), "aktif"),
    "objek sisipan": (ubah(BAIK, tambah=[("word/embeddings/oleObject1.bin", b"x")]), "aktif"),
    "activex": (ubah(BAIK, tambah=[("word/activeX/activeX1.xml", b"<a/>")]), "aktif"),
    "templat dari luar": (ubah(BAIK, [(RELS, rel_luar("attachedTemplate"))]), "luar"),
    "gambar dari luar": (ubah(BAIK, [(RELS, rel_luar("image"))]), "luar"),
    "dtd": (
        ubah(BAIK, [("word/document.xml", lambda b: b.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "b">]>', 1))]),
        "rusak",
    ),
    "bom": (ubah(BAIK, tambah=[("word/media/a.xml", b"0" * (rules_docx.MAKS_BAGIAN_XML + 1))]), "bom"),
}


@pytest.mark.parametrize("nama", BURUK)
def test_what_is_no_plain_word_document_is_refused_with_advice(nama):
    isi, kode = BURUK[nama]
    with pytest.raises(ValidationError) as galat:
        periksa_docx(isi, "Naskah.docx")
    assert galat.value.code == kode
    assert galat.value.messages[0].startswith("Naskah.docx: ")


def test_a_spreadsheet_or_a_zip_of_files_is_no_document():
    keluaran = io.BytesIO()
    with zipfile.ZipFile(keluaran, "w") as arsip:
        arsip.writestr("xl/workbook.xml", "<a/>")
    with pytest.raises(ValidationError) as galat:
        periksa_docx(keluaran.getvalue(), "a.docx")
    assert galat.value.code == "jenis"


def test_a_directory_that_lies_about_sizes_is_found_out(monkeypatch):
    """The size in the directory is a promise; what unfolds is counted."""
    monkeypatch.setattr(rules_docx, "MAKS_BAGIAN_XML", 500)
    with pytest.raises(ValidationError) as galat:
        periksa_docx(BAIK, "a.docx")
    assert galat.value.code == "bom"


def test_a_plain_document_is_taken_with_its_links_but_nowhere_else():
    assert periksa_docx(BAIK, "a.docx") == DOCX
    assert periksa_docx(ubah(BAIK, [(RELS, rel_luar("hyperlink"))]), "a.docx") == DOCX
    # A scan must be a PDF or a photo: a document that can still be edited proves nothing.
    with pytest.raises(ValidationError):
        periksa_unggahan(BAIK, "a.docx")


def test_automatic_numbers_are_said():
    doc = Document()
    for teks in ("Satu", "Dua"):
        doc.add_paragraph(teks, style="List Number")
    doc.add_paragraph("Butir", style="List Bullet")
    assert [b for b in baris_docx(simpan(doc)) if b] == ["1.\tSatu", "2.\tDua", "-\tButir"]


def test_levels_and_letters_of_a_list_are_counted_as_word_counts_them():
    doc = Document()
    nomor = doc.part.numbering_part.element
    lvl = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{f}"/><w:lvlText w:val="{t}"/></w:lvl>'
        for i, (f, t) in enumerate([("decimal", "(%1)"), ("lowerLetter", "%2."), ("upperRoman", "%3)")])
    )
    nomor.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{lvl}</w:abstractNum>'))
    nomor.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    nomor.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="91"><w:abstractNumId w:val="90"/><w:lvlOverride w:ilvl="0">'
            '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
    )
    for kode, tingkat, teks in [
        (90, 0, "A"), (90, 1, "B"), (90, 1, "C"), (90, 2, "D"), (90, 0, "E"), (90, 1, "F"), (91, 0, "G"), (90, 0, "H"),
    ]:  # fmt: skip
        sifat = doc.add_paragraph(teks)._p.get_or_add_pPr()
        num = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{tingkat}"/><w:numId w:val="{kode}"/></w:numPr>'
        sifat.append(parse_xml(num))
    assert baris_docx(simpan(doc)) == [
        "(1)\tA", "a.\tB", "b.\tC", "I)\tD", "(2)\tE", "a.\tF", "(1)\tG", "(3)\tH",
    ]  # fmt: skip


def test_rows_of_tables_are_read_across_and_deleted_text_is_not_read():
    doc = Document()
    tabel = doc.add_table(rows=1, cols=3)
    for sel, teks in zip(tabel.rows[0].cells, ("Menimbang", ":", "a. bahwa"), strict=True):
        sel.text = teks
    tabel.rows[0].cells[2].add_paragraph("b. bahwa lagi")
    alinea = doc.add_paragraph("Tetap")
    w = nsdecls("w")
    alinea._p.append(parse_xml(f"<w:ins {w}><w:r><w:t> ditambah</w:t></w:r></w:ins>"))
    alinea._p.append(parse_xml(f"<w:del {w}><w:r><w:delText> dihapus</w:delText></w:r></w:del>"))
    assert baris_docx(simpan(doc)) == ["Menimbang\t:\ta. bahwa", "b. bahwa lagi", "Tetap ditambah"]


def test_a_list_that_names_no_numbers_is_read_without_them():
    isi = ubah(BAIK, [("word/numbering.xml", lambda b: re.sub(rb'<w:abstractNumId w:val="[0-9]+"/>', b"", b))])
    assert baris_docx(isi) == ["Pasal 1", "Isi."]


def test_what_is_nested_without_end_is_given_up():
    dalam = "<w:sdt><w:sdtContent>" * 50 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 50
    isi = ubah(BAIK, [("word/document.xml", lambda b: b.replace(b"<w:body>", b"<w:body>" + dalam.encode()))])
    with pytest.raises(ValueError, match="nested"):
        baris_docx(isi)
