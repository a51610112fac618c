import hashlib
import json
import lzma
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from wilayah.management.commands.mulai import WILAYAH_CONTOH
from wilayah.models import Berkas, Jejak, RiwayatWilayah, Wilayah
from wilayah.pohon.rules import Baris, hitung_jenis, jenis_kode, periksa_baris
from wilayah.pohon.services_riwayat import nonaktifkan, tetapkan_keadaan

# The cast has one kelurahan that no edition knows: more than one in twenty of so small a tree.
SATU_HILANG = Path(__file__).with_name("petikan") / "satu-hilang.csv"
KEPALA = "kode,nama_kini,nama_berkas,alasan,keputusan,asal"
BERIKUT = {"tanggal": "2026-05-01", "dasar_hukum": "Keputusan berikut"}
PERDA = {"tanggal": date(2026, 1, 1), "dasar_hukum": "Perda uji", "edisi": "uji"}
KODE_BANYAK = [f"34.04.16.2{n}" for n in range(100, 130)]
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
            "cakupan": ["34.04.16.2009"],
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


def test_the_shipped_file_holds_the_regions_of_the_demo(pemeran):
    keluaran = _impor(wilayah=WILAYAH_CONTOH, terima=SATU_HILANG)
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
    assert _impor(jalur).splitlines()[-1] == "Tidak ada yang berubah."
    assert _jumlah() == sebelum


def test_trial_writes_nothing(pemeran, tulis):
    sebelum = _jumlah()
    assert "semua" in _impor(tulis(BAKU), uji=True)
    assert _jumlah() == sebelum


def test_a_subset_takes_the_chosen_codes_and_those_above(pemeran, tulis):
    jalur = tulis([*BAKU, "34.05,Kabupaten Lain,kabupaten"])
    _impor(jalur, wilayah="34.04.16.2009")
    assert Wilayah.objects.filter(kode="34.04.16.2009").exists()
    assert not Wilayah.objects.filter(kode="34.05").exists()


def test_zone_of_the_province_reaches_the_village(pemeran, tulis):
    _impor(tulis(["91,Papua,provinsi", "91.03,Kabupaten Jayapura,kabupaten"]))
    assert str(Wilayah.objects.get(kode="91.03").zona) == "Asia/Jayapura"


def test_a_name_alike_is_taken_over_with_the_old_one_kept(pemeran, tulis):
    _impor(tulis(BAKU))
    jalur = tulis([b.replace("Desa Baru", "Desa Barru") for b in BAKU], **BERIKUT)
    _impor(jalur)
    wilayah = Wilayah.objects.get(kode="34.04.16.2009")
    assert (wilayah.nama, wilayah.kunci_cari) == ("Desa Barru", "desabarru")
    assert list(wilayah.riwayat.order_by("berlaku_sejak").values_list("nama", "berlaku_sejak", "berlaku_sampai")) == [
        ("Desa Baru", date(2025, 4, 25), date(2026, 4, 30)),
        ("Desa Barru", date(2026, 5, 1), None),
    ]


def test_another_name_stops_until_a_person_says_it_is_the_same_region(pemeran, tulis, tmp_path):
    _impor(tulis(BAKU))
    jalur, sebelum = tulis([b.replace("Desa Baru", "Cokro") for b in BAKU], **BERIKUT), _jumlah()
    with pytest.raises(CommandError, match="34.04.16.2009: Desa Baru → Cokro \\(nama sangat berbeda\\)"):
        _impor(jalur)
    terima = tmp_path / "terima.csv"
    with pytest.raises(CommandError, match="Isi kolom «keputusan»"):
        _impor(jalur, terima=terima)
    with pytest.raises(CommandError, match="belum terjawab"):
        _impor(jalur, terima=terima)
    assert _jumlah() == sebelum
    terima.write_text(terima.read_text().replace("nama sangat berbeda,,", "nama sangat berbeda,nama baru,"))
    _impor(jalur, terima=terima)
    assert Wilayah.objects.get(kode="34.04.16.2009").nama == "Cokro"
    sebelum = _jumlah()
    _impor(jalur, terima=terima)
    assert _jumlah() == sebelum


def test_a_known_code_may_be_a_new_region_and_the_old_one_ends(pemeran, tulis, tmp_path):
    _impor(tulis(BAKU))
    lama = Wilayah.objects.get(kode="34.04.16.2009")
    terima = tmp_path / "terima.csv"
    terima.write_text(f"{KEPALA}\n34.04.16.2009,Desa Baru,Cokro,,wilayah lain,\n*,,1 wilayah,,hilang,\n")
    _impor(tulis([b.replace("Desa Baru", "Cokro") for b in BAKU], **BERIKUT), terima=terima)
    baru = Wilayah.objects.get(kode="34.04.16.2009")
    lama.refresh_from_db()
    assert (baru.nama, baru.pk != lama.pk) == ("Cokro", True)
    assert (lama.nama, lama.kode, lama.aktif, lama.nonaktif_sejak) == (
        "Desa Baru",
        "34.04.16.x001",
        False,
        date(2026, 5, 1),
    )


def test_a_decision_nobody_knows_is_refused(pemeran, tulis, tmp_path):
    terima = tmp_path / "terima.csv"
    terima.write_text(f"{KEPALA}\n34.04.16.2009,a,b,,ya,\n")
    with pytest.raises(CommandError, match="baris 2: ya"):
        _impor(tulis(BAKU), terima=terima)
    terima.write_text("kode,keputusan\n")
    terima.write_bytes(b"kode,keputusan\n34,\xff\n")
    with pytest.raises(CommandError, match="Berkas keputusan tidak dapat dibaca"):
        _impor(tulis(BAKU), terima=terima)


def test_an_older_edition_undoes_nothing_that_came_after_it(pemeran, tulis):
    _impor(tulis(BAKU))
    desa, lain = Wilayah.objects.get(kode="34.04.16.2009"), Wilayah.objects.get(kode="34.04.16.2001")
    tetapkan_keadaan(wilayah=desa, kode="34.04.16.2010", nama="Cokro", **PERDA)
    nonaktifkan(wilayah=lain, tanggal=PERDA["tanggal"])
    sebelum = _jumlah()
    assert "2 wilayah sudah berubah sesudah edisi ini" in _impor(tulis(BAKU))
    assert _jumlah() == sebelum
    desa.refresh_from_db(), lain.refresh_from_db()
    assert (desa.kode, desa.nama, lain.aktif) == ("34.04.16.2010", "Cokro", False)


def test_what_the_file_does_not_speak_for_stays(pemeran, tulis):
    _impor(tulis([b for b in BAKU if "2001" not in b]))
    assert Wilayah.objects.get(kode="34.04.16.2001").aktif


def test_what_is_gone_ends_and_is_never_deleted(pemeran, tulis):
    _impor(tulis(BAKU))
    banyak = [*BAKU, *(f"34.04.16.2{n},Desa {n},desa" for n in range(100, 130))]
    _impor(tulis(banyak))
    _impor(tulis([b for b in banyak if "2129" not in b], cakupan=["34.04.16.2129", *KODE_BANYAK], **BERIKUT))
    akhir = Wilayah.objects.get(kode="34.04.16.2129")
    assert (akhir.aktif, akhir.nonaktif_sejak, akhir.riwayat.get().berlaku_sampai) == (
        False,
        date(2026, 5, 1),
        date(2026, 4, 30),
    )
    _impor(tulis(banyak, tanggal="2027-01-01"))
    akhir.refresh_from_db()
    assert (akhir.aktif, akhir.nonaktif_sejak, akhir.riwayat.count()) == (True, None, 2)


def test_many_gone_at_once_stop_the_import(pemeran, tulis):
    _impor(tulis(BAKU))
    sebelum = _jumlah()
    with pytest.raises(CommandError, match="1 wilayah \\(dari 1 yang aktif tidak ada dalam berkas\\)"):
        _impor(tulis(BAKU[:-1], **BERIKUT))
    assert _jumlah() == sebelum


def test_the_trail_keeps_the_list_of_what_differs(pemeran, tulis):
    _impor(tulis(BAKU), oleh="admin")
    baris = Jejak.objects.get(peristiwa="wilayah.diimpor")
    assert (baris.oleh.username, baris.izin, baris.keterangan) == ("admin", "kelola_wilayah", "Keputusan uji")
    assert baris.sesudah_nya["jumlah"]["baru"] == 1
    berkas = Berkas.objects.get(id_publik=baris.sesudah_nya["perbedaan"]["berkas"])
    assert berkas.baca().decode().splitlines() == [
        "kategori,kode,nama,jenis,kode_lama,nama_lama",
        "baru,34.04.16.2009,Desa Baru,desa,,",
    ]


@pytest.mark.parametrize(("oleh", "pesan"), [("petugas.34.04", "tidak berwenang"), ("siapa", "Tidak ada pengguna")])
def test_only_who_may_change_the_map_decides(pemeran, tulis, oleh, pesan):
    with pytest.raises(CommandError, match=pesan):
        _impor(tulis(BAKU), oleh=oleh)
    assert not Wilayah.objects.filter(kode="34.04.16.2009").exists()


def test_a_terminal_gets_a_bar_and_anything_else_a_line_per_level(pemeran, tulis):
    assert "Desa/Kelurahan: 1 ditambahkan" in _impor(tulis(BAKU))
    layar = StringIO()
    layar.isatty = lambda: True
    call_command("impor_wilayah", tulis([*BAKU, "34.04.16.2010,Lagi,desa"]), stdout=layar)
    assert f"[{'#' * 30}] 1" in layar.getvalue()


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
