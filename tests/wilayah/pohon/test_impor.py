import hashlib
import json
import lzma
from datetime import date
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from wilayah.models import Jejak, RiwayatWilayah, Wilayah
from wilayah.pohon.rules import Baris, hitung_jenis, jenis_kode, periksa_baris

BAKU = [
    "34,Daerah Istimewa Yogyakarta,provinsi",
    "34.04,Kabupaten Sleman,kabupaten",
    "34.04.16,Pakem,kecamatan",
    "34.04.16.2001,Purwobinangun,desa",
    "34.04.16.2009,Desa Baru,desa",
]


@pytest.fixture
def tulis(tmp_path):
    """Writes a file of regions with its description; `ubahan` overrides what the description says."""

    def _tulis(baris, nama="wilayah", **ubahan):
        teks = "\n".join(["kode,nama,jenis", *baris, ""]).encode()
        isi = [Baris(*b.split(",")) for b in baris if b.count(",") == 2]
        keterangan = {
            "edisi": "uji",
            "dasar_hukum": "Keputusan uji",
            "tanggal": "2025-04-25",
            "sha256": hashlib.sha256(teks).hexdigest(),
            "jumlah": hitung_jenis(isi),
        }
        (tmp_path / f"{nama}.json").write_text(json.dumps(keterangan | ubahan))
        jalur = tmp_path / f"{nama}.csv.xz"
        jalur.write_bytes(lzma.compress(teks))
        return jalur

    return _tulis


def _jumlah():
    return Wilayah.objects.count(), RiwayatWilayah.objects.count(), Jejak.objects.count()


def _impor(*args, **kwargs):
    keluaran = StringIO()
    call_command("impor_wilayah", *args, stdout=keluaran, **kwargs)
    return keluaran.getvalue()


def test_the_shipped_file_is_whole_and_complete(pemeran):
    keluaran = _impor(settings.AKAR / "fixtures" / "wilayah.csv.xz", terima_nama=True)
    baris = {kode: Wilayah.objects.get(kode=kode) for kode in ("34", "33.08", "33.10", "33.06", "33.10.01.2006")}
    assert Wilayah.objects.di_bawah(baris["34"]).filter(tingkat=4, jenis="desa").count() == 392
    assert Wilayah.objects.di_bawah(baris["33.08"]).filter(tingkat=4).count() == 367 + 5
    assert baris["33.10.01.2006"].jalur()[0].kode == "0"
    assert "semua" in keluaran


def test_import_adds_what_is_new_with_its_history_and_one_audit_row(pemeran, tulis):
    jejak = Jejak.objects.count()
    _impor(tulis(BAKU))
    baru = Wilayah.objects.get(kode="34.04.16.2009")
    assert (baru.induk.kode, baru.tingkat, baru.jenis, str(baru.zona)) == ("34.04.16", 4, "desa", "Asia/Jakarta")
    riwayat = baru.riwayat.get()
    assert (riwayat.kode, riwayat.nama, riwayat.induk, riwayat.berlaku_sejak) == (
        baru.kode,
        baru.nama,
        baru.induk,
        date(2025, 4, 25),
    )
    assert Jejak.objects.count() == jejak + 1


def test_a_second_run_writes_nothing(pemeran, tulis):
    jalur = tulis(BAKU)
    _impor(jalur)
    sebelum = _jumlah()
    assert _impor(jalur).splitlines()[-1].endswith("tidak diubah.")
    assert _jumlah() == sebelum


def test_trial_writes_nothing(pemeran, tulis):
    sebelum = _jumlah()
    assert "semua" in _impor(tulis(BAKU), uji=True)
    assert _jumlah() == sebelum


def test_a_subset_takes_the_chosen_codes_and_those_above(pemeran, tulis):
    jalur = tulis([*BAKU, "34.05,Kabupaten Lain,kabupaten"])
    _impor(jalur, wilayah="34.04")
    assert Wilayah.objects.filter(kode="34.04.16.2009").exists()
    assert not Wilayah.objects.filter(kode="34.05").exists()


def test_zone_of_the_province_reaches_the_village(pemeran, tulis):
    _impor(tulis(["91,Papua,provinsi", "91.03,Kabupaten Jayapura,kabupaten"]))
    assert str(Wilayah.objects.get(kode="91.03").zona) == "Asia/Jayapura"


def test_a_changed_name_stops_until_it_is_accepted(pemeran, tulis):
    _impor(tulis(BAKU))
    jalur = tulis(
        [b.replace("Desa Baru", "Nama Lain") for b in BAKU], tanggal="2026-05-01", dasar_hukum="Keputusan berikut"
    )
    sebelum = _jumlah()
    with pytest.raises(CommandError, match="34.04.16.2009: Desa Baru → Nama Lain"):
        _impor(jalur)
    assert _jumlah() == sebelum
    _impor(jalur, terima_nama=True)
    wilayah = Wilayah.objects.get(kode="34.04.16.2009")
    assert wilayah.nama == "Nama Lain"
    assert list(wilayah.riwayat.order_by("berlaku_sejak").values_list("nama", "berlaku_sejak", "berlaku_sampai")) == [
        ("Desa Baru", date(2025, 4, 25), date(2026, 4, 30)),
        ("Nama Lain", date(2026, 5, 1), None),
    ]


def test_an_older_edition_does_not_take_a_newer_name_back(pemeran, tulis):
    _impor(tulis(BAKU))
    jalur = tulis([b.replace("Desa Baru", "Nama Lama") for b in BAKU], tanggal="2022-01-01")
    with pytest.raises(CommandError, match="edisi yang lebih baru"):
        _impor(jalur, terima_nama=True)
    assert Wilayah.objects.get(kode="34.04.16.2009").nama == "Desa Baru"


def test_what_the_file_has_not_stays(pemeran, tulis):
    _impor(tulis(BAKU[:3]))
    assert Wilayah.objects.get(kode="34.04.16.2001").aktif


@pytest.mark.parametrize(
    ("baris", "pesan"),
    [
        ("3404,Tanpa titik,kabupaten", "tidak menurut pola"),
        ("34.04.16.4001,Bukan desa,desa", "tidak menurut pola"),
        ("34.04.16.2001,Purwobinangun,desa", "tercantum dua kali"),
        ("34.04.99.2001,Yatim,desa", "induk 34.04.99"),
        ("34.04.16.1001,Salah jenis,desa", "menurut kodenya kelurahan"),
        ("34.71,Salah jenis,kabupaten", "menurut kodenya kota"),
        ("34.04.16.2010,,desa", "kosong"),
        ("99,Provinsi Entah,provinsi", "zona waktu"),
    ],
)
def test_a_faulty_row_stops_the_import_before_anything_is_written(pemeran, tulis, baris, pesan):
    sebelum = _jumlah()
    with pytest.raises(CommandError, match=pesan) as galat:
        _impor(tulis([*BAKU, baris]))
    assert "baris 7" in str(galat.value)
    assert _jumlah() == sebelum


def test_a_missing_column_is_named_by_its_line(pemeran, tulis):
    with pytest.raises(CommandError, match="baris 7: harus tiga kolom"):
        _impor(tulis([*BAKU, "34.04.16.2010,Kurang"]))


@pytest.mark.parametrize(
    ("ubahan", "pesan"), [({"sha256": "0" * 64}, "SHA-256"), ({"jumlah": {"semua": 1}}, "Jumlah wilayah")]
)
def test_the_description_must_fit_the_file(pemeran, tulis, ubahan, pesan):
    with pytest.raises(CommandError, match=pesan):
        _impor(tulis(BAKU, **ubahan))


def test_a_chosen_code_that_is_not_there_is_refused(pemeran, tulis):
    with pytest.raises(CommandError, match="34.09 tidak ada dalam berkas"):
        _impor(tulis(BAKU), wilayah="34.09")


def test_without_a_file_nothing_happens(pemeran, tmp_path):
    with pytest.raises(CommandError, match="tidak dapat dibaca"):
        _impor(tmp_path / "tidak-ada.csv.xz")


@pytest.mark.parametrize(
    ("kode", "jenis"),
    [
        ("34", "provinsi"),
        ("34.69", "kabupaten"),
        ("34.71", "kota"),
        ("34.04.16", "kecamatan"),
        ("91.03.01.3001", "desa_adat"),
        ("34.04.16.1001", "kelurahan"),
        ("34.04.16.2001", "desa"),
    ],
)
def test_kind_follows_from_the_code(kode, jenis):
    assert jenis_kode(kode) == jenis


def test_odd_names_are_legal():
    nama = ["Tu", "2 x 11 Kayu Tanam", "N-1 Aek Nabara", "Ra'as", "Bedeng SS.", "A / B (C), D"]
    baris = [Baris("34", "DIY", "provinsi"), *(Baris(f"34.{n:02}", n_, "kabupaten") for n, n_ in enumerate(nama, 1))]
    assert periksa_baris(baris) == []
