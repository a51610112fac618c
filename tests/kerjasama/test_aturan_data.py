from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from kerjasama.rules import pendaftaran as rules

HARI_INI = date(2026, 11, 25)
SAH = {
    "bentuk": "antar_desa",
    "tanggal_ditetapkan": "2026-09-01",
    "nomor": "4 Tahun 2026",
    "tanggal": "2026-09-02",
    "masa": "tanggal",
    "jatuh_tempo": "2029-09-01",
}


def desa(kode, *, aktif=True, jenis="desa"):
    boleh = aktif and jenis == "desa"
    return SimpleNamespace(
        kode=kode, nama=f"N{kode}", nama_lengkap=f"Desa N{kode}", tingkat=4, aktif=aktif, dapat_menjadi_pihak=boleh
    )


SENDIRI, LAIN, TIDUR = desa("1"), desa("2"), desa("3", aktif=False)
LURAH = desa("4", jenis="kelurahan")
DIKENAL = {d.kode: d for d in (LAIN, TIDUR, LURAH)}


def galat_pihak(pihak, **isi):
    return rules.galat_pihak({"bentuk": "antar_desa", "pihak": pihak} | isi, desa_sendiri=SENDIRI, dikenal=DIKENAL)


@pytest.mark.parametrize(
    ("pihak", "kata"),
    [
        ([], "satu desa lain"),
        (["2", "2"], "dua kali"),
        (["1", "2"], "dua kali"),
        (["3"], "tidak aktif"),
        (["4"], "kelurahan"),
        (["9"], "bukan kode desa"),
    ],
)
def test_pihak_ditolak_di_isiannya(pihak, kata):
    assert kata in galat_pihak(pihak)["pihak"]


def test_pihak_sah_dan_desa_sendiri_wajib():
    assert galat_pihak(["2"]) == {}
    assert "salah satu pihak" in rules.galat_desa_pihak(SENDIRI, [LAIN])


def test_pihak_ketiga_sesuai_bentuk():
    mitra = [{"nama": "PT Contoh", "jenis": "swasta"}]
    assert galat_pihak([], bentuk="pihak_ketiga", pihak_ketiga=mitra) == {}
    assert "satu desa" in galat_pihak(["2"], bentuk="pihak_ketiga", pihak_ketiga=mitra)["pihak"]
    assert "pihak" in galat_pihak([], bentuk="pihak_ketiga_multi_desa", pihak_ketiga=mitra)
    assert "pihak_ketiga" in galat_pihak(["2"], bentuk="pihak_ketiga_multi_desa")
    assert "pihak_ketiga" in galat_pihak(["2"], pihak_ketiga=mitra)
    kosong = galat_pihak([], bentuk="pihak_ketiga", pihak_ketiga=[{"nama": "", "jenis": "x"}])
    assert set(kosong) == {"ketiga_0_nama", "ketiga_0_jenis"}


def galat_waktu(kode_lain=(), **isi):
    return rules.galat_waktu(SAH | isi, hari_ini=HARI_INI, kode_lain=kode_lain)


@pytest.mark.parametrize(
    ("isi", "bidang"),
    [
        ({"tanggal_ditetapkan": ""}, "tanggal_ditetapkan"),
        ({"tanggal_ditetapkan": "2026-11-26"}, "tanggal_ditetapkan"),
        ({"tanggal_ditetapkan": "kemarin"}, "tanggal_ditetapkan"),
        ({"tanggal_ditetapkan": "2026-02-30"}, "tanggal_ditetapkan"),
        ({"tanggal_ditetapkan": "0001-01-01"}, "tanggal_ditetapkan"),
        ({"tanggal": "2026-11-26"}, "tanggal"),
        ({"tanggal": ""}, "tanggal"),
        ({"nomor": ""}, "nomor"),
        ({"nomor": "9" * 81}, "nomor"),
        ({"masa": ""}, "masa"),
        ({"jatuh_tempo": ""}, "jatuh_tempo"),
        ({"jatuh_tempo": "2026-09-01"}, "jatuh_tempo"),
        ({"tanggal_mulai": "2030-01-01"}, "jatuh_tempo"),
    ],
)
def test_waktu_ditolak_di_isiannya(isi, bidang):
    assert set(galat_waktu(**isi)) == {bidang}


def test_waktu_sah():
    assert galat_waktu() == {}
    assert galat_waktu(masa="tidak_ditentukan", jatuh_tempo="") == {}
    assert rules.galat_waktu({**SAH, "bentuk": "pihak_ketiga", "nomor": "", "tanggal": ""}, hari_ini=HARI_INI) == {}
    besok = (HARI_INI + timedelta(days=1)).isoformat()
    assert galat_waktu(tanggal_mulai=besok) == {}


def test_nomor_desa_lain_diisi_atau_belum_diketahui():
    assert set(galat_waktu(("34.1",))) == {"nomor_34-1"}
    assert galat_waktu(("34.1",), nomor_pihak={"34.1": {"belum_diketahui": True}}) == {}
    salah = galat_waktu(("34.1",), nomor_pihak={"34.1": {"nomor": "5", "tanggal": "2027-01-01"}})
    assert set(salah) == {"tanggal_34-1"}


@pytest.mark.parametrize("nilai", [-1, "banyak", 10**16, True, 1.5])
def test_nilai_yang_bukan_rupiah(nilai):
    isi = {"judul": "A", "bentuk": "antar_desa", "bidang": "pembangunan", "urusan": "air", "nilai": nilai}
    assert set(rules.galat_naskah(isi)) == {"nilai"}
