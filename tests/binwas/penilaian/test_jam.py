"""The clock of a klarifikasi through the services, at the hours that decide."""

from datetime import UTC, date, datetime

import pytest

from binwas.models import Pemeriksaan, PeristiwaTenggat
from binwas.penilaian.queries import hitung_tenggat
from wilayah.models import AturanTenggat, HariLibur


def pada(hari, jam, menit=0, bulan=11):
    """An instant in 2026, given as the clocks of WIB show it."""
    return datetime(2026, bulan, hari, jam - 7, menit, tzinfo=UTC)


@pytest.fixture
def hari_kerja(pemeran, waktu):
    return AturanTenggat.objects.create(
        kode="klarifikasi",
        wilayah=pemeran.wilayah("34.04"),
        nama="Klarifikasi (contoh)",
        nilai=30,
        satuan="hari_kerja",
        titik_mulai="Dicatat lengkap",
        dasar="Peraturan Bupati (contoh)",
        kepastian="tafsir",
        berlaku_sejak=date(2026, 1, 1),
    )


def test_recorded_in_the_morning_counts_from_that_day(jalan):
    assert jalan.catat().tenggat == date(2026, 12, 13)  # a Sunday: the last day is not moved


def test_recorded_after_four_counts_from_the_next_working_day(jalan, waktu):
    waktu.move_to(pada(13, 16, 5))
    p = jalan.catat()
    assert hitung_tenggat(p).dianggap_dicatat == date(2026, 11, 16)
    assert p.tenggat == date(2026, 12, 16)


def test_recorded_at_four_sharp_still_counts_that_day(jalan, waktu):
    waktu.move_to(pada(13, 16, 0))
    assert jalan.catat().tenggat == date(2026, 12, 13)


def test_pause_takes_the_date_away_and_the_answer_gives_a_later_one(jalan, waktu):
    p = jalan.catat()
    waktu.move_to(pada(18, 9))
    kembali = jalan.kembalikan(p)
    p.refresh_from_db()
    assert (p.tenggat, p.menunggu_desa, p.status) == (None, True, "dicatat_lengkap")
    waktu.move_to(pada(20, 9))
    jalan.jawab_pengembalian(kembali)
    p.refresh_from_db()
    # The day of the pause counts, 19 and 20 November don't.
    assert (p.tenggat, p.menunggu_desa, p.status) == (date(2026, 12, 15), False, "dicatat_lengkap")


def test_return_before_the_clock_starts_writes_no_event(jalan):
    p = jalan.teruskan()
    jalan.jawab_pengembalian(jalan.kembalikan(p))
    p.refresh_from_db()
    assert (p.status, p.menunggu_desa, p.tenggat) == ("diteruskan", False, None)
    assert not PeristiwaTenggat.objects.filter(pemeriksaan=p).exists()


def test_answer_resumes_in_the_status_it_left(jalan):
    p = jalan.telaah()
    jalan.jawab_pengembalian(jalan.kembalikan(p))
    p.refresh_from_db()
    assert (p.status, p.menunggu_desa) == ("ditelaah", False)


def test_one_holiday_less_moves_date_and_lines_where_days_are_working_days(jalan, hari_kerja):
    p = jalan.catat()
    dengan = hitung_tenggat(p)
    HariLibur.objects.filter(tanggal=date(2026, 12, 24)).delete()
    tanpa = hitung_tenggat(p)
    assert tanpa.tenggat < dengan.tenggat
    assert [b.tanggal for b in tanpa.baris] != [b.tanggal for b in dengan.baris]
    assert dengan.baris[-1].tanggal == dengan.tenggat == p.tenggat


def test_one_holiday_less_changes_nothing_where_days_are_calendar_days(jalan):
    p = jalan.catat()
    dengan = hitung_tenggat(p)
    HariLibur.objects.filter(tanggal=date(2026, 12, 24)).delete()
    assert hitung_tenggat(p) == dengan


def test_late_begins_on_the_next_local_day(jalan, waktu):
    p = jalan.catat()
    waktu.move_to(datetime(2026, 12, 13, 16, 59, tzinfo=UTC))  # 23.59 WIB
    assert not p.tenggat < p.kantor.hari_ini()
    waktu.move_to(datetime(2026, 12, 13, 17, 1, tzinfo=UTC))
    assert p.tenggat < p.kantor.hari_ini()


def test_a_rule_of_another_day_does_not_change_a_running_clock(jalan, waktu, hari_kerja):
    hari_kerja.berlaku_sejak = date(2026, 12, 1)
    hari_kerja.save()
    p = jalan.catat()
    waktu.move_to(pada(2, 9, bulan=12))
    kembali = jalan.kembalikan(p)
    jalan.jawab_pengembalian(kembali)
    p = Pemeriksaan.objects.get(pk=p.pk)
    assert p.tenggat == date(2026, 12, 13)
