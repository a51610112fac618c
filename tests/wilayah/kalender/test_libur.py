from datetime import date

import pytest

from wilayah.kalender.models import HariLibur
from wilayah.kalender.queries import libur_untuk
from wilayah.kalender.rules import Aturan, Peristiwa, hitung_jam
from wilayah.pohon.models import Wilayah


@pytest.fixture
def sleman(pemeran):
    return Wilayah.objects.get(kode="34.04")


def libur(tanggal, nama, wilayah=None):
    return HariLibur.objects.create(tanggal=tanggal, nama=nama, jenis="daerah", dasar="Contoh", wilayah=wilayah)


def test_a_region_has_the_nations_holidays_and_those_above_it(sleman):
    HariLibur.objects.all().delete()
    libur(date(2031, 5, 15), "Hari jadi Sleman", sleman)
    libur(date(2031, 3, 13), "Hari jadi DIY", sleman.induk)
    libur(date(2031, 8, 17), "Kemerdekaan")
    bantul = Wilayah.objects.get(kode="34.02")
    assert [b.nama for b in libur_untuk(sleman).values()] == [
        "Kemerdekaan",
        "Hari jadi DIY",
        "Hari jadi Sleman",
    ]
    assert [b.nama for b in libur_untuk(bantul).values()] == ["Kemerdekaan", "Hari jadi DIY"]


def test_its_own_row_wins_over_the_nations(sleman):
    HariLibur.objects.all().delete()
    libur(date(2031, 8, 17), "Daerah", sleman)
    libur(date(2031, 8, 17), "Nasional")
    assert libur_untuk(sleman)[date(2031, 8, 17)].nama == "Daerah"


def test_holidays_cost_one_query(sleman, django_assert_num_queries):
    with django_assert_num_queries(1):
        libur_untuk(sleman)


def test_rows_of_the_table_explain_a_date(sleman):
    HariLibur.objects.all().delete()
    libur(date(2031, 8, 18), "Cuti bersama")
    peristiwa = [Peristiwa("mulai", date(2031, 8, 15))]
    hasil = hitung_jam(peristiwa, Aturan(1, "hari_kerja"), libur_untuk(sleman), sleman.zona)
    assert hasil.tenggat == date(2031, 8, 19)
    assert ("Cuti bersama", "Contoh") in [(b.keterangan, b.dasar) for b in hasil.baris]
