"""Spreadsheets and archives are judged before they are unpacked."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError

from kerjasama.services.lembar_impor import Pembaca
from kerjasama.services.pindaian_impor import ArsipPindaian
from tests.pabrik.lembar import BAIK, arsip, lembar
from wilayah.berkas import rules_arsip
from wilayah.berkas.rules import XLSX, ZIP
from wilayah.berkas.rules_arsip import periksa_arsip, periksa_lembar


def ubah(tambahan):
    """A good spreadsheet with parts added or replaced."""
    keluar = io.BytesIO()
    with zipfile.ZipFile(lembar(BAIK)) as asal, zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as tujuan:
        for nama in asal.namelist():
            if nama not in tambahan:
                tujuan.writestr(nama, asal.read(nama))
        for nama, isi in tambahan.items():
            tujuan.writestr(nama, isi)
    return keluar


def rusakkan(berkas, nama):
    """The archive with the packed bytes of one part overwritten."""
    with zipfile.ZipFile(berkas) as asal:
        letak = asal.getinfo(nama).header_offset + 30 + len(nama)
    isi = bytearray(berkas.getvalue())
    isi[letak : letak + 12] = b"\xff" * 12
    return io.BytesIO(bytes(isi))


def test_what_is_fit_is_named_by_its_content():
    assert periksa_lembar(lembar(BAIK)) == XLSX
    assert periksa_arsip(arsip(a__pdf=b"x")) == ZIP


@pytest.mark.parametrize(
    ("batas", "nilai"),
    [("MAKS_LEMBAR", 100), ("MAKS_LEMBAR_TERURAI", 100), ("MAKS_BAGIAN_LEMBAR", 2), ("MAKS_DAFTAR_ISI", 50)],
)
def test_a_spreadsheet_that_unfolds_too_far_is_refused(monkeypatch, batas, nilai):
    monkeypatch.setattr(rules_arsip, batas, nilai)
    with pytest.raises(ValidationError):
        periksa_lembar(lembar(BAIK))


@pytest.mark.parametrize(("batas", "nilai"), [("MAKS_ARSIP", 50), ("MAKS_ISI_ARSIP", 1), ("MAKS_DAFTAR_ISI", 50)])
def test_an_archive_beyond_its_bounds_is_refused(monkeypatch, batas, nilai):
    monkeypatch.setattr(rules_arsip, batas, nilai)
    with pytest.raises(ValidationError):
        periksa_arsip(arsip(a__pdf=b"x", b__pdf=b"y"))


@pytest.mark.parametrize(
    "tambahan",
    [
        {"xl/vbaProject.bin": b"x"},
        {"xl/styles.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><styleSheet/>'},
        {"xl/worksheets/sheet1.xml": b"<worksheet"},
        {"xl/worksheets/sheet1.xml": '<?xml version="1.0"?><worksheet/>'.encode("utf-16")},
    ],
)
def test_a_spreadsheet_that_runs_or_lies_is_refused(tambahan):
    with pytest.raises(ValidationError):
        Pembaca(ubah(tambahan))


@pytest.mark.parametrize("nama", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "docProps/app.xml"])
def test_a_spreadsheet_damaged_inside_is_refused_in_words(nama):
    with pytest.raises(ValidationError):
        Pembaca(rusakkan(lembar(BAIK), nama))


def test_a_part_that_is_locked_or_packed_in_an_unknown_way_is_refused():
    isi = lembar(BAIK).getvalue()
    for letak, nilai in ((6, 1), (8, 99)):  # said twice: before the part, and two bytes later in the directory
        satu = bytearray(isi)
        satu[letak] = satu[isi.find(b"PK\x01\x02") + letak + 2] = nilai
        with pytest.raises(ValidationError):
            Pembaca(io.BytesIO(bytes(satu)))


def test_a_scan_damaged_inside_its_archive_is_refused_by_its_name():
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("a.pdf", b"%PDF-1.7" * 100)
    pindaian = ArsipPindaian(rusakkan(keluar, "a.pdf"))
    with pytest.raises(ValidationError, match="a.pdf: rusak"):
        pindaian.ambil(pindaian.cari("a"))


def test_a_locked_archive_is_refused():
    isi = bytearray(arsip(a__pdf=b"x").getvalue())
    isi[isi.rfind(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ValidationError, match="kata sandi"):
        periksa_arsip(io.BytesIO(bytes(isi)))
