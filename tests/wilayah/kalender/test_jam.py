from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from wilayah.kalender.enums import StatusTenggat
from wilayah.kalender.rules import (
    HARI_KALENDER,
    HARI_KERJA,
    PEKAN_BIASA,
    PEKAN_ENAM_HARI,
    Aturan,
    Libur,
    Peristiwa,
    hari_kerja,
    hitung_jam,
    sisa_hari,
    status_tenggat,
)

WIB = ZoneInfo("Asia/Jakarta")
SKB = "SKB 3 Menteri 2026"
NATAL = [
    Libur(date(2026, 12, 24), "Cuti bersama Natal", SKB),
    Libur(date(2026, 12, 25), "Hari Natal", SKB),
]


def wib(tahun, bulan, hari, jam=10, menit=0):
    return datetime(tahun, bulan, hari, jam, menit, tzinfo=WIB).astimezone(UTC)


def mulai(waktu):
    return Peristiwa("mulai", waktu, "Berkas dicatat lengkap")


def hitung(*peristiwa, satuan=HARI_KALENDER, nilai=30, libur=(), hari_ini=None, pekan=PEKAN_BIASA, **lain):
    aturan = Aturan(nilai, satuan, **lain)
    return hitung_jam(peristiwa, aturan, libur, WIB, hari_ini=hari_ini, pekan=pekan)


def teks(hasil):
    return "\n".join(f"{b.tanggal}..{b.sampai} {b.hari_ke} {b.keterangan} | {b.dasar}" for b in hasil.baris)


def test_recorded_on_a_friday_morning():
    hasil = hitung(mulai(wib(2026, 11, 13, 10)))
    assert hasil.tenggat == date(2026, 12, 13)
    assert (hasil.baris[1].tanggal, hasil.baris[1].sampai) == (
        date(2026, 11, 14),
        date(2026, 12, 12),
    )
    assert hasil.baris[-1].hari_ke == 30
    assert len(hasil.baris) == 3


def test_recorded_after_four_counts_as_the_next_working_day():
    hasil = hitung(mulai(wib(2026, 11, 13, 16, 5)))
    assert hasil.dianggap_dicatat == date(2026, 11, 16)
    assert hasil.tenggat == date(2026, 12, 16)
    assert "Dicatat sesudah pukul 16.00" in teks(hasil)


def test_four_sharp_is_still_that_day():
    assert hitung(mulai(wib(2026, 11, 13, 16, 0))).tenggat == date(2026, 12, 13)


def test_recorded_on_a_holiday_names_it():
    hasil = hitung(mulai(wib(2026, 12, 24, 9)), libur=NATAL)
    assert hasil.dianggap_dicatat == date(2026, 12, 28)
    assert "Cuti bersama Natal | " + SKB in teks(hasil)
    assert "bukan hari kerja dianggap dicatat" in teks(hasil)


def test_the_hour_is_that_of_the_region():
    saat = datetime(2026, 11, 13, 8, 30, tzinfo=UTC)  # 15.30 WIB, 17.30 WIT
    wit = hitung_jam([mulai(saat)], Aturan(30), (), ZoneInfo("Asia/Jayapura"))
    assert (hitung(mulai(saat)).tenggat, wit.tenggat) == (
        date(2026, 12, 13),
        date(2026, 12, 16),
    )
    assert "pukul 17.30 WIT" in teks(wit)


def test_a_local_date_without_hour():
    assert hitung(mulai(date(2026, 11, 13))).tenggat == date(2026, 12, 13)


def test_working_days_show_each_holiday_with_its_decree():
    hasil = hitung(mulai(wib(2026, 11, 12)), satuan=HARI_KERJA, libur=NATAL)
    assert hasil.tenggat == date(2026, 12, 28)
    assert [b.tanggal.day for b in hasil.baris if b.jenis == "libur"] == [24, 25]
    assert "29 hari kerja; Sabtu dan Minggu dilewati" in teks(hasil)
    assert hasil.rincian == {"hitung": 30, "akhir_pekan": 14, "libur": 2}


def test_six_day_weeks_count_saturdays():
    hasil = hitung(mulai(wib(2026, 11, 13)), satuan=HARI_KERJA, nilai=2, pekan=PEKAN_ENAM_HARI)
    assert hasil.tenggat == date(2026, 11, 16)


def test_a_pause_counts_its_own_day_and_the_resume_does_not():
    jeda = Peristiwa("jeda", wib(2026, 11, 16, 15), "Dikembalikan")
    lanjut = Peristiwa("lanjut", wib(2026, 11, 20, 9), "Dijawab")
    hasil = hitung(mulai(wib(2026, 11, 13)), jeda, lanjut)
    # 14, 15, 16 Nov are days 1-3; 17-20 Nov are four lost days.
    assert hasil.tenggat == date(2026, 12, 17)
    assert "4 hari tidak dihitung" in teks(hasil)
    assert hasil.rincian["jeda"] == 4


def test_pause_and_resume_on_one_day_lose_nothing():
    jeda, lanjut = (
        Peristiwa("jeda", wib(2026, 11, 16, 9)),
        Peristiwa("lanjut", wib(2026, 11, 16, 11)),
    )
    assert hitung(mulai(wib(2026, 11, 13)), jeda, lanjut).tenggat == date(2026, 12, 13)


def test_an_open_pause_has_no_deadline():
    hasil = hitung(
        mulai(wib(2026, 11, 13)),
        Peristiwa("jeda", wib(2026, 11, 16)),
        hari_ini=date(2027, 1, 4),
    )
    assert (hasil.tenggat, hasil.terjeda, hasil.hari_terpakai) == (None, True, 3)


def test_a_pause_after_the_last_day_changes_nothing():
    hasil = hitung(mulai(wib(2026, 11, 13)), Peristiwa("jeda", wib(2026, 12, 14)))
    assert (hasil.tenggat, hasil.terjeda) == (date(2026, 12, 13), True)


def test_the_stop_is_on_time_on_the_last_day_and_late_on_the_next():
    tepat = hitung(mulai(wib(2026, 11, 13)), Peristiwa("henti", wib(2026, 12, 13, 23, 59)))
    lewat = hitung(mulai(wib(2026, 11, 13)), Peristiwa("henti", wib(2026, 12, 14, 0, 1)))
    assert (tepat.terlambat, lewat.terlambat) == (False, True)
    assert (tepat.hari_terpakai, lewat.selesai_pada) == (30, date(2026, 12, 14))


def test_days_used_so_far():
    assert hitung(mulai(wib(2026, 11, 13)), hari_ini=date(2026, 11, 20)).hari_terpakai == 7
    assert hitung(mulai(wib(2026, 11, 13))).hari_terpakai == 0


def test_last_day_moves_only_with_the_switch():
    diam = hitung(mulai(wib(2026, 11, 13)))
    geser = hitung(mulai(wib(2026, 11, 13)), geser_ke_hari_kerja=True)
    assert (diam.tenggat, geser.tenggat) == (date(2026, 12, 13), date(2026, 12, 14))
    assert "digeser ke Senin, 14 Desember 2026" in teks(geser)


def test_nothing_recorded_yet():
    assert hitung().tenggat is None


@pytest.mark.parametrize(
    "urutan",
    [["jeda"], ["mulai", "lanjut"], ["mulai", "jeda", "jeda"], ["mulai", "mulai"]],
)
def test_impossible_orders_are_refused(urutan):
    with pytest.raises(ValueError, match="clock"):
        hitung(*(Peristiwa(jenis, wib(2026, 11, 13)) for jenis in urutan))


def test_any_row_with_the_attributes_will_do():
    baris = SimpleNamespace(tanggal=date(2026, 12, 24), nama="Cuti bersama", dasar=SKB, wilayah_id=None)
    assert not hari_kerja(date(2026, 12, 24), {baris.tanggal: baris})
    assert hitung(mulai(wib(2026, 12, 23)), satuan=HARI_KERJA, nilai=1, libur=[baris]).tenggat == date(2026, 12, 25)


def test_status():
    rabu = date(2026, 11, 25)

    def status(selisih, **lain):
        return status_tenggat(rabu + timedelta(selisih), rabu, **lain)

    assert [status(s) for s in (-1, 0, 1, 4, 5)] == [
        "terlambat",
        "hari_ini",
        "minggu_ini",
        "minggu_ini",
        "nanti",
    ]
    assert status(0, selesai_pada=rabu) == StatusTenggat.SELESAI
    assert status(-1, selesai_pada=rabu) == StatusTenggat.SELESAI_TERLAMBAT
    assert status_tenggat(None, rabu, terjeda=True) == StatusTenggat.TERJEDA
    assert status_tenggat(None, rabu) == StatusTenggat.TANPA
    assert (sisa_hari(rabu, rabu), sisa_hari(rabu, rabu + timedelta(1))) == (0, -1)


hari = st.dates(date(2026, 1, 1), date(2027, 6, 30))
banyak_libur = st.sets(hari, max_size=40).map(lambda s: [Libur(t, f"Libur {t}", SKB) for t in sorted(s)])
satuan = st.sampled_from([HARI_KERJA, HARI_KALENDER])
nilai = st.integers(1, 60)
jam = st.integers(0, 23)


def saat(tanggal, pukul):
    return datetime(tanggal.year, tanggal.month, tanggal.day, pukul, tzinfo=WIB)


@given(hari, jam, st.integers(0, 72), satuan, nilai, banyak_libur)
def test_recorded_later_is_never_due_earlier(tanggal, pukul, kemudian, satuan, nilai, libur):
    awal = saat(tanggal, pukul)
    satu = hitung(mulai(awal), satuan=satuan, nilai=nilai, libur=libur)
    dua = hitung(mulai(awal + timedelta(hours=kemudian)), satuan=satuan, nilai=nilai, libur=libur)
    assert satu.tenggat <= dua.tenggat


@given(hari, jam, satuan, nilai, banyak_libur)
def test_one_more_day_is_due_later(tanggal, pukul, satuan, nilai, libur):
    satu, dua = (hitung(mulai(saat(tanggal, pukul)), satuan=satuan, nilai=n, libur=libur) for n in (nilai, nilai + 1))
    assert satu.tenggat < dua.tenggat


@given(hari, jam, st.integers(5, 60), st.sets(st.integers(1, 60), min_size=20), st.data())
def test_a_holiday_row_moves_working_days_only(tanggal, pukul, nilai, selang, data):
    libur = [Libur(tanggal + timedelta(s), "Libur", SKB) for s in selang]
    kerja = hitung(mulai(saat(tanggal, pukul)), satuan=HARI_KERJA, nilai=nilai, libur=libur)
    dilewati = [b.tanggal for b in kerja.baris if b.jenis == "libur" and b.tanggal > kerja.dianggap_dicatat]
    assume(dilewati)
    cabut = data.draw(st.sampled_from(dilewati))
    tanpa = [baris for baris in libur if baris.tanggal != cabut]
    kerja_tanpa = hitung(mulai(saat(tanggal, pukul)), satuan=HARI_KERJA, nilai=nilai, libur=tanpa)
    assert kerja_tanpa.tenggat < kerja.tenggat
    assert kerja_tanpa.baris != kerja.baris
    assert hitung(mulai(saat(tanggal, pukul)), nilai=nilai, libur=libur) == hitung(
        mulai(saat(tanggal, pukul)), nilai=nilai, libur=tanpa
    )


@given(hari, satuan, nilai, banyak_libur, st.lists(st.integers(0, 20), max_size=6))
def test_the_lines_add_up_to_the_date(tanggal, satuan, nilai, libur, selang):
    peristiwa, kini = [mulai(tanggal)], tanggal
    for nomor, hari in enumerate(selang):
        kini += timedelta(hari)
        peristiwa.append(Peristiwa("lanjut" if nomor % 2 else "jeda", kini))
    hasil = hitung(*peristiwa, satuan=satuan, nilai=nilai, libur=libur)
    urut = [b.tanggal for b in hasil.baris]
    assert urut == sorted(urut)
    assert [b.hari_ke for b in hasil.baris] == sorted(b.hari_ke for b in hasil.baris)
    jatuh = [b for b in hasil.baris if b.jenis == "jatuh"]
    assert [b.tanggal for b in jatuh] == ([hasil.tenggat] if hasil.tenggat else [])
    assert hasil.tenggat or hasil.terjeda
