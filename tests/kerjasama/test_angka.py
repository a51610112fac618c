from datetime import date, timedelta

import pytest
from django.utils import timezone

from kerjasama.enums import TANPA_JATUH_TEMPO, MutuData, Status
from kerjasama.queries.angka import Angka, angka_per_anak, angka_wilayah, jumlah_per_status
from tests.pabrik.kerjasama import buat_kerja_sama
from wilayah.pengguna.services import beri_penugasan


@pytest.fixture
def isi(pemeran, cakupan_cocok):
    """Sleman: two in force (one of them clarified, one across two kecamatan), one past its end, one withdrawn;
    Bantul: one in force."""
    oleh = pemeran["operator.34.04.16.2001"]
    pakem = [pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.04.16.2002")]
    lewat = timezone.localdate() - timedelta(days=1)
    buat_kerja_sama(desa=pakem, oleh=oleh, mutu_data=MutuData.DIKLARIFIKASI)
    buat_kerja_sama(desa=[pakem[0], pemeran.wilayah("34.04.14.2001")], oleh=oleh, jatuh_tempo=TANPA_JATUH_TEMPO)
    buat_kerja_sama(desa=pakem, oleh=oleh, jatuh_tempo=lewat, mutu_data=MutuData.DIKLARIFIKASI)
    buat_kerja_sama(desa=pakem, oleh=oleh, status=Status.DITARIK)
    bantul = [pemeran.wilayah("34.02.08.2001"), pemeran.wilayah("34.02.08.2002")]
    buat_kerja_sama(desa=bantul, oleh=pemeran["operator.34.02.08.2001"])


@pytest.mark.parametrize(
    ("username", "kode", "harapan"),
    [
        ("pusat", "0", Angka(3, 1, 1)),
        ("pusat", "34", Angka(3, 1, 1)),
        ("dinas.34", "34", Angka(3, 1, 1)),
        ("dinas.34", "34.04", Angka(2, 1, 1)),
        ("petugas.34.04", "34.04", Angka(2, 1, 1)),
        ("petugas.34.04", "34.04.14", Angka(1, 0, 0)),
        ("kades.34.04.16.2002", "34.04.16.2002", Angka(1, 1, 1)),
        ("petugas.34.04", "34.02", Angka()),
        ("petugas.34.04", "34", Angka()),
        ("petugas.34.04", "0", Angka()),
        ("dinas.33", "34", Angka()),
        ("bpd.34.04.16.2001", "34.04.16.2001", Angka()),
    ],
)
def test_region_shows_its_numbers_to_whoever_holds_it(pemeran, isi, username, kode, harapan):
    wilayah = pemeran.wilayah(kode)
    assert angka_wilayah(pemeran[username], wilayah, wilayah.hari_ini()) == harapan


def test_children_are_counted_each_by_itself(pemeran, isi):
    anak = angka_per_anak(pemeran["petugas.34.04"], pemeran.wilayah("34.04"), timezone.localdate())
    assert [(a.kode, n) for a, n in anak] == [("34.04.14", Angka(1, 0, 0)), ("34.04.16", Angka(2, 1, 1))]
    provinsi = angka_per_anak(pemeran["pusat"], pemeran.wilayah("0"), timezone.localdate())
    assert [(a.kode, n) for a, n in provinsi] == [("33", Angka()), ("34", Angka(3, 1, 1))]


def test_children_of_a_foreign_region_are_not_even_named(pemeran, isi):
    assert angka_per_anak(pemeran["petugas.34.04"], pemeran.wilayah("34.02"), timezone.localdate()) == []
    assert angka_per_anak(pemeran["petugas.34.04"], pemeran.wilayah("34"), timezone.localdate()) == []


def test_province_east_of_wib_has_its_own_date(pemeran, isi):
    """At 22.30 WIB it is the next day in WIT: what ends today in WIB has ended there."""
    jateng = pemeran.wilayah("33")
    jateng.zona_waktu = "Asia/Jayapura"
    jateng.save(update_fields=["zona_waktu"])
    hari_ini = timezone.localdate()
    tlogo = pemeran.wilayah("33.10.01.2006")
    buat_kerja_sama(desa=[tlogo], oleh=pemeran["pusat"], pihak_ketiga="PT Contoh", jatuh_tempo=hari_ini)
    anak = {a.kode: n for a, n in angka_per_anak(pemeran["pusat"], pemeran.wilayah("0"), hari_ini)}
    lewat = jateng.hari_ini() > hari_ini
    assert anak["33"] == (Angka(0, 1, 0) if lewat else Angka(1, 0, 0))
    assert anak["34"] == Angka(3, 1, 1)


@pytest.mark.parametrize(
    ("username", "harapan"),
    [
        ("pusat", {"berlaku": 3, "habis_masa": 1, "ditarik": 1}),
        ("petugas.34.04", {"berlaku": 2, "habis_masa": 1, "ditarik": 1}),
        ("bpd.34.04.16.2002", {"berlaku": 1, "habis_masa": 1, "ditarik": 1}),
        ("dinas.33", {}),
    ],
)
def test_status_tabs_count_what_the_person_sees(pemeran, isi, username, harapan):
    assert jumlah_per_status(pemeran[username], timezone.localdate()) == harapan


def test_several_nodes_count_an_agreement_once(pemeran, isi):
    orang = pemeran["kades.34.04.16.2001"]
    beri_penugasan(
        pengguna=orang,
        wilayah=pemeran.wilayah("34.04.16.2002"),
        peran="kepala_desa",
        jabatan="Penjabat",
        sk="SK",
        mulai=date(2020, 1, 1),
    )
    orang = pemeran["kades.34.04.16.2001"]
    assert jumlah_per_status(orang, timezone.localdate()) == {"berlaku": 2, "habis_masa": 1, "ditarik": 1}


@pytest.mark.parametrize("username", ["pusat", "petugas.34.04"])
def test_counts_cost_two_queries(pemeran, isi, username, django_assert_num_queries):
    orang = pemeran[username]
    with django_assert_num_queries(2):  # grants, count
        jumlah_per_status(orang, timezone.localdate())
