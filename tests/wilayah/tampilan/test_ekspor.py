"""A cell of an export is never run as a formula."""

import csv
from datetime import date

import pytest

from tests.pabrik.kerjasama import buat_kerja_sama
from wilayah.tampilan.ekspor import jinakkan

DESA, OPERATOR = "34.04.16.2001", "operator.34.04.16.2001"


@pytest.mark.parametrize("awal", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_what_a_spreadsheet_would_run_is_text(awal):
    assert jinakkan(f"{awal}1+1") == f"'{awal}1+1"


@pytest.mark.parametrize(
    ("nilai", "tulisan"),
    [
        ("Air bersih", "Air bersih"),
        ("", ""),
        (None, ""),
        (-5, "-5"),
        (0, "0"),
        (date(2026, 1, 2), "2026-01-02"),
        ("a=b", "a=b"),
    ],
)
def test_everything_else_is_left_alone(nilai, tulisan):
    assert jinakkan(nilai) == tulisan


def test_a_list_is_exported_with_its_formulas_tamed(masuk, pemeran):
    judul = '=HYPERLINK("https://jahat.test","klik")'
    ks = buat_kerja_sama(desa=[pemeran.wilayah(DESA)], oleh=pemeran[OPERATOR], judul=judul)
    jawaban = masuk(pemeran[OPERATOR]).get("/kerja-sama/?ekspor=csv")
    isi = b"".join(jawaban.streaming_content)
    assert isi.startswith("\ufeff".encode())
    baris = list(csv.DictReader(isi.decode("utf-8-sig").splitlines()))
    assert [(b["id_publik"], b["judul"]) for b in baris] == [(str(ks.id_publik), f"'{judul}")]
    assert jawaban.headers["Content-Type"].startswith("text/csv")
    assert jawaban.headers["Content-Disposition"].startswith('attachment; filename="kerja-sama-')
