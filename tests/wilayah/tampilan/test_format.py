"""Dates, times, money and numbers as people in Indonesia write them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from wilayah.tampilan import format as tulis

SAAT = datetime(2026, 11, 23, 3, 5, 22, tzinfo=UTC)


def test_tanggal():
    assert tulis.tanggal(date(2026, 11, 23)) == "Senin, 23 November 2026"
    assert tulis.tanggal(date(2026, 11, 23), hari=False) == "23 November 2026"
    assert tulis.tanggal(date(2026, 8, 3), pendek=True) == "3 Agu 2026"
    assert tulis.tanggal(None) == ""
    assert tulis.tanggal(date(9999, 12, 31)) == "tidak ditentukan"


def test_tanggal_menurut_jam_setempat():
    larut = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)
    assert tulis.tanggal(larut, pendek=True, zona="Asia/Jakarta") == "23 Nov 2026"
    assert tulis.tanggal(larut, pendek=True, zona="Asia/Jayapura") == "24 Nov 2026"


@pytest.mark.parametrize(
    ("zona", "harap"),
    [
        ("Asia/Jakarta", "10.05 WIB"),
        ("Asia/Pontianak", "10.05 WIB"),
        ("Asia/Makassar", "11.05 WITA"),
        ("Asia/Jayapura", "12.05 WIT"),
    ],
)
def test_waktu_menyebut_zona(zona, harap):
    assert tulis.waktu(SAAT, zona) == f"23 Nov 2026 {harap}"
    assert tulis.waktu(SAAT, zona, pendek=False) == f"Senin, 23 November 2026 pukul {harap}"


def test_angka_dan_uang():
    assert tulis.angka(23466) == "23.466"
    assert tulis.angka(Decimal("1234.5"), 1) == "1.234,5"
    assert tulis.rupiah(300_000_000) == "Rp300.000.000"
    assert tulis.rupiah(0) == "Rp0"
    assert tulis.rupiah(None) == ""
    assert tulis.ukuran(412_300) == "412 KB"
    assert tulis.ukuran(1_100_000) == "1,1 MB"


@pytest.mark.parametrize(
    ("tanggal", "kata", "kelas"),
    [
        (date(2026, 11, 20), "Terlambat 3 hari", "lewat"),
        (date(2026, 11, 23), "Hari ini", "dekat"),
        (date(2026, 11, 26), "Sisa 3 hari", "dekat"),
        (date(2026, 11, 27), "Sisa 4 hari", ""),
        (None, "", ""),
    ],
)
def test_sisa_hari(tanggal, kata, kelas):
    assert tulis.sisa_hari(tanggal, date(2026, 11, 23)) == kata
    assert tulis.desakan(tanggal, date(2026, 11, 23)) == kelas


def test_inisial():
    assert tulis.inisial("Ratri Wulandari") == "RW"
    assert tulis.inisial("petugas.34.04") == "PE"
    assert tulis.inisial("") == "?"
