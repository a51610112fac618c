from datetime import date
from zoneinfo import ZoneInfo

from binwas.penilaian.views.penanggalan import penanggalan
from wilayah.kalender.rules import HARI_KALENDER, HARI_KERJA, Aturan, Libur, Peristiwa, hitung_jam


def _nomor(minggu):
    return {s.tanggal: s.hari_ke for m in minggu for s in m.hari if s.hari_ke}


def _hitung(peristiwa, satuan, nilai, libur=()):
    aturan = Aturan(nilai=nilai, satuan=satuan)
    hasil = hitung_jam(peristiwa, aturan, libur, ZoneInfo("Asia/Jakarta"))
    return hasil, penanggalan(hasil.baris, satuan)


def test_every_counted_day_has_its_number_and_the_last_is_the_deadline():
    hasil, minggu = _hitung([Peristiwa("mulai", date(2026, 10, 26))], HARI_KALENDER, 30)
    nomor = _nomor(minggu)
    assert sorted(nomor.values()) == list(range(1, 31))
    assert nomor[hasil.tenggat] == 30
    assert minggu[0].hari[0].tanggal.weekday() == 0
    assert [m.bulan for m in minggu if m.bulan] == ["Oktober", "November"]


def test_weekends_and_holidays_get_no_number_in_working_days():
    libur = [Libur(date(2026, 12, 25), "Natal")]
    hasil, minggu = _hitung([Peristiwa("mulai", date(2026, 12, 21))], HARI_KERJA, 10, libur)
    nomor = _nomor(minggu)
    assert sorted(nomor.values()) == list(range(1, 11))
    assert nomor[hasil.tenggat] == 10
    assert all(hari.weekday() < 5 and hari != date(2026, 12, 25) for hari in nomor)
    assert {s.kata for m in minggu for s in m.hari if s.tanggal == date(2026, 12, 25)} == {"libur"}


def test_a_paused_clock_keeps_the_number_of_the_day_it_was_paused():
    peristiwa = [
        Peristiwa("mulai", date(2026, 11, 9)),
        Peristiwa("jeda", date(2026, 11, 13)),
        Peristiwa("lanjut", date(2026, 11, 18)),
    ]
    hasil, minggu = _hitung(peristiwa, HARI_KALENDER, 30)
    nomor = _nomor(minggu)
    assert nomor[date(2026, 11, 13)] == 4
    assert date(2026, 11, 16) not in nomor
    assert nomor[date(2026, 11, 19)] == 5
    assert nomor[hasil.tenggat] == 30
