"""A day of the calendar changes: clocks that stand on it are counted again, and whom it concerns is told."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from binwas.models import Pemeriksaan, PeristiwaTenggat
from binwas.penilaian.queries import hitung_tenggat
from binwas.penilaian.views import bagian
from binwas.penilaian.views.penanggalan import penanggalan
from tests.pabrik.binwas import buat_pemeriksaan
from tests.pabrik.kerjasama import buat_kerja_sama
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.kalender import services as kalender
from wilayah.models import AturanTenggat, HariLibur, Jejak, Pemberitahuan
from wilayah.pengguna.services import tetapkan_sakelar
from wilayah.pengguna.services.kantor import akibat_bila_ditetapkan

HARI_JADI = date(2026, 12, 7)


@pytest.fixture(autouse=True)
def hari_kerja(pemeran, waktu):
    AturanTenggat.objects.filter(kode="klarifikasi").update(satuan="hari_kerja")


def isian(pemeran, kode="34.04", **lain):
    isi = {"wilayah": pemeran.wilayah(kode), "tanggal": HARI_JADI, "nama": "Hari Jadi", "dasar": "Kepbup 5/2026"}
    return isi | {"oleh": pemeran[f"admin.{kode}"]} | lain


def baru(p):
    return Pemeriksaan.objects.get(pk=p.pk)


def kabar():
    return Pemberitahuan.objects.filter(judul__startswith="Tenggat berubah")


def jejak():
    return Jejak.objects.filter(peristiwa="pemeriksaan.tenggat_dihitung_ulang")


def test_a_regional_holiday_moves_the_date_and_tells_whom_it_concerns(jalan, pemeran):
    p = jalan.catat()
    semula = p.tenggat
    assert "1 tenggat" in kalender.akibat_libur_daerah(**isian(pemeran))[0]
    assert baru(p).tenggat == semula and not kabar().exists()
    kalender.tetapkan_libur_daerah(**isian(pemeran))
    assert baru(p).tenggat == hitung_tenggat(baru(p)).tenggat > semula
    diberi = {k.penerima.username for k in kabar()}
    assert {"petugas.34.04", "kades.34.04.16.2001", "operator.34.04.16.2002", "kecamatan.34.04.16"} <= diberi
    assert not {u for u in diberi if u.startswith(("petugas.34.02", "kades.34.04.14"))}
    (satu,) = jejak()
    assert (satu.sebelum_nya["tenggat"], satu.sesudah_nya["tenggat"]) == (str(semula), str(baru(p).tenggat))
    assert (satu.oleh.username, satu.izin) == ("admin.34.04", "kelola_kantor")


def test_taking_the_day_back_brings_the_date_back(jalan, pemeran):
    p = jalan.catat()
    semula = p.tenggat
    libur = kalender.tetapkan_libur_daerah(**isian(pemeran))
    kalender.hapus_libur_daerah(libur=libur, alasan="Salah catat", oleh=pemeran["admin.34.04"])
    assert baru(p).tenggat == semula and jejak().count() == 2


def test_a_neighbours_holiday_moves_nothing(jalan, pemeran):
    p = jalan.catat()
    kalender.tetapkan_libur_daerah(**isian(pemeran, "34.02"))
    assert baru(p).tenggat == p.tenggat and not kabar().exists() and not jejak().exists()


def test_a_day_that_no_clock_stands_on_tells_nobody(jalan, pemeran):
    p = jalan.catat()
    kalender.tetapkan_libur_daerah(**isian(pemeran, tanggal=date(2026, 11, 21)))  # a Saturday
    kalender.tetapkan_libur_daerah(**isian(pemeran, tanggal=date(2027, 6, 2)))
    assert baru(p).tenggat == p.tenggat and not kabar().exists()


def test_a_clock_that_stands_still_moves_when_it_resumes(jalan, pemeran):
    p = jalan.catat()
    kembali = jalan.kembalikan(p)
    kalender.tetapkan_libur_daerah(**isian(pemeran))
    assert baru(p).tenggat is None and not kabar().exists()
    jalan.jawab_pengembalian(kembali)
    assert baru(p).tenggat == hitung_tenggat(baru(p)).tenggat


def test_done_reviews_keep_their_date(jalan, pemeran):
    p = jalan.catat()
    Pemeriksaan.objects.filter(pk=p.pk).update(status="selesai")
    kalender.tetapkan_libur_daerah(**isian(pemeran))
    assert baru(p).tenggat == p.tenggat and not kabar().exists()


def test_the_nations_decree_moves_everyones_clock(jalan, pemeran):
    p = jalan.catat()
    tetap = HariLibur.objects.filter(wilayah=None, tanggal__year=2026).exclude(tanggal=date(2026, 12, 24))
    hari = [{"tanggal": b.tanggal, "nama": b.nama, "jenis": b.jenis} for b in tetap]
    isi = {"tahun": 2026, "dasar": "SKB perubahan 9/2026", "hari": hari, "oleh": pemeran["admin"]}
    assert "1 lebih cepat" in kalender.akibat_libur_nasional(**isi)[0]
    kalender.tetapkan_libur_nasional(**isi)
    assert baru(p).tenggat < p.tenggat and "SKB perubahan" in kabar().first().isi
    assert jejak().get().izin == "kelola_acuan"


def test_a_six_day_week_brings_dates_forward(jalan, pemeran):
    p = jalan.catat()
    sleman = pemeran.wilayah("34.04")
    isi = {"kantor": sleman, "kunci": "enam_hari", "nyala": True, "dasar": "Perbup 1/2026"}
    isi |= {"berlaku_sejak": sleman.hari_ini(), "oleh": pemeran["admin.34.04"]}
    assert "1 lebih cepat" in akibat_bila_ditetapkan(**isi)[0]
    assert baru(p).tenggat == p.tenggat
    tetapkan_sakelar(**isi)
    assert baru(p).tenggat == hitung_tenggat(baru(p)).tenggat < p.tenggat
    assert kabar().exists() and "Minggu dilewati" in str(hitung_tenggat(baru(p)).baris)


def test_a_saturday_is_a_numbered_day_of_the_calendar_in_a_six_day_week(jalan, pemeran):
    sleman = pemeran.wilayah("34.04")
    tetapkan_sakelar(
        kantor=sleman, kunci="enam_hari", nyala=True, dasar="Perbup 1/2026", berlaku_sejak=date(2026, 1, 1)
    )
    jam = bagian.jam(jalan.catat())
    sel = {s.tanggal: s for m in penanggalan(jam["hitungan"].baris, "hari_kerja", jam["pekan"]) for s in m.hari}
    assert [sel[date(2026, 11, h)].hari_ke for h in (14, 15, 16)] == [1, 0, 2]


def test_a_clock_into_a_year_without_decree_says_so(jalan, masuk, pemeran):
    p = jalan.catat()
    alamat = reverse("pemeriksaan_tenggat", args=[p.id_publik])
    klien = masuk(pemeran["petugas.34.04"])
    assert "belum ditetapkan dalam aplikasi" not in klien.get(alamat).text
    HariLibur.objects.filter(tanggal__year=2026).delete()
    assert "Hari libur 2026 belum ditetapkan dalam aplikasi" in klien.get(alamat).text


def test_the_calendar_is_read_once_for_each_office(jalan, pemeran):
    """A clock more costs its own events and its rule, and no more of the calendar."""
    p = jalan.catat()
    with CaptureQueriesContext(connection) as satu:
        kalender.akibat_libur_daerah(**isian(pemeran))
    desa = [pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.04.16.2002")]
    for n in range(2):
        ks = buat_kerja_sama(desa=desa, oleh=pemeran["operator.34.04.16.2001"], judul=f"Air {n}")
        lain = buat_pemeriksaan(
            ks, pemeran["kecamatan.34.04.16"], "dicatat_lengkap", dicatat_pada=p.dicatat_pada, tenggat=p.tenggat
        )
        PeristiwaTenggat.objects.create(
            pemeriksaan=lain, jenis="mulai", pada=p.dicatat_pada, keterangan="Dicatat", oleh=pemeran["petugas.34.04"]
        )
    with CaptureQueriesContext(connection) as tiga:
        assert "3 tenggat" in kalender.akibat_libur_daerah(**isian(pemeran))[0]
    assert len(tiga) - len(satu) == 2 * 2


def test_a_file_forwarded_before_klarifikasi_was_closed_is_not_recorded(jalan, pemeran):
    diteruskan = jalan.teruskan()
    sleman = pemeran.wilayah("34.04")
    isi = {"kantor": sleman, "kunci": "klarifikasi", "nyala": False, "dasar": "Perbup 3/2026"}
    isi |= {"berlaku_sejak": sleman.hari_ini(), "oleh": pemeran["admin.34.04"]}
    assert "1 berkas sudah diteruskan" in " ".join(akibat_bila_ditetapkan(**isi))
    tetapkan_sakelar(**isi)
    with pytest.raises(TindakanTertutup, match="Perbup 3/2026"):
        jalan.catat(diteruskan)


def test_a_file_recorded_before_is_finished(jalan, pemeran):
    p = jalan.catat()
    sleman = pemeran.wilayah("34.04")
    tetapkan_sakelar(
        kantor=sleman, kunci="klarifikasi", nyala=False, dasar="Perbup 3/2026", berlaku_sejak=sleman.hari_ini()
    )
    assert jalan.telaah(p).status == "ditelaah"
