"""A cell of an export is never run as a formula."""

import csv
import io
from datetime import date

import pytest
from openpyxl import load_workbook

from tests.pabrik.kerjasama import buat_kerja_sama
from wilayah.tampilan.ekspor import jinakkan, tulisan_sel

DESA, OPERATOR = "34.04.16.2001", "operator.34.04.16.2001"


@pytest.mark.parametrize("awal", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_what_a_spreadsheet_would_run_is_text(awal):
    assert jinakkan(f"{awal}1+1") == f"'{awal}1+1"
    assert jinakkan(f"  {awal}1+1") == f"'  {awal}1+1"  # some programs drop the spaces first


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


def lembar(jawaban):
    """The first sheet of a workbook as lists of values."""
    buku = load_workbook(io.BytesIO(b"".join(jawaban.streaming_content)))
    return [list(baris) for baris in buku["Daftar"].iter_rows(values_only=True)], buku["Keterangan"]


def test_a_workbook_holds_the_rows_of_the_csv_with_dates_as_dates(masuk, pemeran):
    for judul in ("Air bersih", "=1+1", "Suara\x07 lonceng"):
        buat_kerja_sama(desa=[pemeran.wilayah(DESA)], oleh=pemeran[OPERATOR], judul=judul)
    klien = masuk(pemeran[OPERATOR])
    (kepala, *baris), keterangan = lembar(klien.get("/kerja-sama/?ekspor=xlsx&urut=tanggal"))
    isi = b"".join(klien.get("/kerja-sama/?ekspor=csv&urut=tanggal").streaming_content).decode("utf-8-sig")
    kepala_csv, *baris_csv = list(csv.reader(io.StringIO(isi)))
    assert kepala == kepala_csv
    assert [b[0] for b in baris] == [b[0] for b in baris_csv]
    assert [b[kepala.index("judul")] for b in baris] == ["Air bersih", "'=1+1", "Suara lonceng"]
    assert isinstance(baris[0][kepala.index("tanggal_ditetapkan")], date)
    assert "Open Database License" in keterangan["B4"].value


def test_signs_that_no_workbook_knows_spoil_neither_the_workbook_nor_the_taming(masuk, pemeran):
    assert tulisan_sel("\uffff\x01=1+1\ufffe") == "'=1+1"
    buat_kerja_sama(desa=[pemeran.wilayah(DESA)], oleh=pemeran[OPERATOR], judul="Air\uffff bersih")
    isi = b"".join(masuk(pemeran[OPERATOR]).get("/kerja-sama/?ekspor=xlsx").streaming_content)
    assert "Air bersih" in {s.value for baris in load_workbook(io.BytesIO(isi))["Daftar"].iter_rows() for s in baris}


def test_a_workbook_that_would_take_too_long_is_refused_with_the_way_out(masuk, pemeran, monkeypatch):
    monkeypatch.setattr("wilayah.tampilan.views.BATAS_XLSX", 1)
    for _ in range(2):
        buat_kerja_sama(desa=[pemeran.wilayah(DESA)], oleh=pemeran[OPERATOR])
    jawaban = masuk(pemeran[OPERATOR]).get("/kerja-sama/?ekspor=xlsx&q=a&page=3", follow=True)
    assert jawaban.redirect_chain == [("/kerja-sama/?q=a", 302)]
    assert "Unduh CSV, atau saring dahulu" in jawaban.content.decode()
