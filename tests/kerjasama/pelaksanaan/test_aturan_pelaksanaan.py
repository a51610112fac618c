from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kerjasama.rules.masa import ambang
from kerjasama.rules.pelaksanaan import (
    akhir_perpanjangan,
    bagian_persen,
    pekan_bulan,
    peringatan_bkad,
    susunan_bkad,
    tenggat_berulang,
)


def anggota(unsur, kelamin="L", desa=1):
    return SimpleNamespace(unsur=unsur, jenis_kelamin=kelamin, desa_id=desa)


LENGKAP = [anggota(u) for u in ("perangkat_desa", "bpd", "lkd", "lembaga_lain")] + [anggota("tokoh", "P", 2)]


def test_complete_bkad_has_five_elements_women_and_every_village():
    assert peringatan_bkad(LENGKAP, {1: "A", 2: "B"}) == []


def test_what_is_missing_is_named():
    kurang = peringatan_bkad([anggota("bpd")], {1: "Desa A", 2: "Desa B"})
    assert len(kurang) == 6
    assert "Belum ada perempuan di antara anggotanya." in kurang
    assert "Belum ada anggota dari Desa B." in kurang
    assert "Belum ada unsur BPD." not in kurang


def test_members_stand_by_element_with_the_women_counted():
    assert [(u.value, len(m), p) for u, m, p in susunan_bkad(LENGKAP)][-1] == ("tokoh", 1, 1)


@given(st.dictionaries(st.integers(), st.integers(1, 10**12), min_size=1, max_size=30))
def test_shares_always_add_up(nilai):
    assert round(sum(bagian_persen(nilai).values()), 1) == 100.0


def test_no_amount_no_share():
    assert bagian_persen({}) == {}
    assert bagian_persen({1: 1, 2: 1, 3: 1}) == {1: 33.4, 2: 33.3, 3: 33.3}


def test_repeated_dates_keep_the_day_after_a_short_month():
    assert tenggat_berulang(date(2027, 1, 31), 1, 3) == [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31)]
    assert tenggat_berulang(date(2027, 1, 31), 0, 9) == [date(2027, 1, 31)]


@pytest.mark.parametrize(
    ("akhir", "bulan", "baru"),
    [
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2027, 2, 28), 6, date(2027, 8, 31)),
        (date(2026, 11, 14), 24, date(2028, 11, 14)),
    ],
)
def test_an_extension_begins_where_the_term_ends(akhir, bulan, baru):
    assert akhir_perpanjangan(akhir, bulan) == baru


@pytest.mark.parametrize(
    ("sisa", "hari"), [(181, None), (180, 180), (91, 180), (90, 90), (30, 30), (0, 30), (-1, None)]
)
def test_nearest_threshold(sisa, hari):
    assert ambang(sisa) == hari


def test_a_month_is_whole_weeks():
    pekan = pekan_bulan(2026, 11)
    assert (pekan[0][0], pekan[-1][-1], len(pekan)) == (date(2026, 10, 26), date(2026, 12, 6), 6)
