"""Spreadsheets and archives are judged before they are unpacked."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError

from kerjasama.services.lembar_impor import Pembaca
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


def test_a_locked_archive_is_refused():
    isi = bytearray(arsip(a__pdf=b"x").getvalue())
    isi[isi.rfind(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ValidationError, match="kata sandi"):
        periksa_arsip(io.BytesIO(bytes(isi)))
