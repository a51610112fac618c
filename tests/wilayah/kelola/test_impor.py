"""Import of accounts: a dry run that says what to do, then only what may be done."""

import io
import re
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from wilayah.kelola import lembar
from wilayah.kelola.lembar import KOLOM
from wilayah.models import Pengguna

IMPOR = "/pengguna/impor/"
SAH = {
    "Nama lengkap": "Sri Rejeki",
    "Kode wilayah": "34.04.16.2004",
    "Peran": "Kepala desa",
    "Jabatan": "Lurah",
    "Surat keputusan": "SK 1/2026",
    "Mulai": "2026-01-01",
}


@pytest.fixture
def admin(masuk, pemeran):
    return masuk(pemeran["admin.34.04"])


def buku(*baris, judul=tuple(KOLOM), ubah=None):
    berkas = Workbook()
    lembaran = berkas.active
    lembaran.append(list(judul))
    for satu in baris:
        lembaran.append([(SAH | satu).get(j) for j in judul])
    if ubah:
        ubah(lembaran)
    keluar = io.BytesIO()
    berkas.save(keluar)
    return keluar.getvalue()


def unggah(client, isi, nama="akun.xlsx"):
    return client.post(IMPOR, {"berkas": SimpleUploadedFile(nama, isi)})


def putuskan(client, jawaban, tindakan):
    return client.post(IMPOR, {"muatan": jawaban.context["muatan"], "tindakan": tindakan})


def keadaan(jawaban):
    return [(h.baris.nomor, h.keadaan) for h in jawaban.context["hasil"]]


def kata(jawaban, letak=0):
    return jawaban.context["hasil"][letak].kata


def test_the_dry_run_writes_nothing_and_the_decision_does(admin):
    jawaban = unggah(admin, buku({}))
    assert keadaan(jawaban) == [(2, "baru")] and "kades.34.04.16.2004" in jawaban.content.decode()
    assert not Pengguna.objects.filter(nama="Sri Rejeki").exists()
    assert putuskan(admin, jawaban, "semua").status_code == 302
    orang = Pengguna.objects.get(username="kades.34.04.16.2004")
    assert not orang.has_usable_password() and orang.penugasan.get().sk == "SK 1/2026"


def test_the_same_file_again_makes_nothing(admin):
    isi = buku({}, {"Nama lengkap": "B", "Peran": "BPD", "Nama pengguna": "ketua.bpd", "Jabatan": "Ketua"})
    putuskan(admin, unggah(admin, isi), "semua")
    lagi = unggah(admin, isi)
    assert keadaan(lagi) == [(2, "sama"), (3, "sama")]
    banyak = Pengguna.objects.count()
    putuskan(admin, lagi, "semua")
    assert Pengguna.objects.count() == banyak


def test_the_second_answer_to_one_press_is_the_first(admin):
    isi = {"muatan": unggah(admin, buku({})).context["muatan"], "tindakan": "semua", "kunci_kirim": "tekan-sekali"}
    for _ in range(2):
        jawaban = admin.post(IMPOR, isi, follow=True).content.decode()
        assert "1 akun dibuat" in jawaban and "dilewati" not in jawaban


def test_valid_rows_are_kept_beside_bad_ones_and_the_admin_chooses(admin):
    jawaban = unggah(admin, buku({}, {"Nama lengkap": "", "Peran": "Raja", "Mulai": "besok"}))
    assert keadaan(jawaban) == [(2, "baru"), (3, "galat")]
    assert {judul for judul, _ in jawaban.context["hasil"][1].pesan} == {"Nama lengkap", "Peran", "Mulai"}
    assert putuskan(admin, jawaban, "semua").status_code == 422
    assert not Pengguna.objects.filter(nama="Sri Rejeki").exists()
    assert putuskan(admin, jawaban, "sah").status_code == 302
    assert Pengguna.objects.filter(nama="Sri Rejeki").count() == 1


@pytest.mark.parametrize(
    ("isian", "pesan"),
    [
        ({"Kode wilayah": "34.02.08.2001"}, "tidak ada dalam cakupan"),
        ({"Kode wilayah": "34", "Peran": "Admin provinsi"}, "tidak ada dalam cakupan"),
        ({"Kode wilayah": "34.04", "Peran": "Admin provinsi"}, "Peran"),
        ({"Peran": "Camat"}, "tidak dapat Anda beri"),
        ({"Kode wilayah": "34.04.14.1009"}, "tidak dapat Anda beri"),
        ({"Nama pengguna": "admin"}, "sudah dipakai"),
        ({"Nama pengguna": "kades.34.02.08.2001"}, "sudah dipakai"),
        ({"Mulai": "31/31/2026"}, "tanggal yang benar"),
        ({"Selesai": "2025-01-01"}, "mendahului"),
        ({"NIP": 196903151990031001}, "Tersimpan sebagai bilangan"),
        ({"Jabatan": '=HYPERLINK("http://jahat.test")'}, "rumus"),
        ({"Jabatan": "x" * 600}, "lebih dari 500 huruf"),
        ({"Surel": "bukan surel"}, "Surel"),
        ({"Kode wilayah": "34.04.16.2001"}, "Dipegang Nama kades.34.04.16.2001"),
    ],
)
def test_each_mistake_is_told_at_its_row(admin, isian, pesan):
    jawaban = unggah(admin, buku(isian))
    assert keadaan(jawaban) == [(2, "galat")] and pesan in kata(jawaban)
    putuskan(admin, jawaban, "sah")
    assert not Pengguna.objects.filter(nama="Sri Rejeki").exists()


@pytest.mark.parametrize("mulai", [date(2026, 1, 31), "31/01/2026", "31-01-2026"])
def test_dates_are_read_as_people_write_them(admin, mulai):
    putuskan(admin, unggah(admin, buku({"Mulai": mulai})), "semua")
    assert Pengguna.objects.get(nama="Sri Rejeki").penugasan.get().tanggal_mulai == date(2026, 1, 31)


def test_one_office_twice_in_a_file_is_told(admin):
    jawaban = unggah(admin, buku({}, {}))
    assert keadaan(jawaban) == [(2, "baru"), (3, "galat")] and "Sama dengan baris 2" in kata(jawaban, 1)


def test_an_office_of_one_person_is_filled_once_in_a_file(admin):
    jawaban = unggah(admin, buku({}, {"Nama lengkap": "Lain"}, {"Nama lengkap": "Kelak", "Mulai": "2024-01-01"}))
    assert [k for _, k in keadaan(jawaban)] == ["baru", "galat", "galat"]
    jawaban = unggah(admin, buku({"Selesai": "2026-06-30"}, {"Nama lengkap": "Kelak", "Mulai": "2026-07-01"}))
    assert [k for _, k in keadaan(jawaban)] == ["baru", "baru"]
    putuskan(admin, jawaban, "semua")
    assert Pengguna.objects.filter(nama__in=["Sri Rejeki", "Kelak"]).count() == 2


def test_two_people_of_one_role_get_two_user_names(admin):
    isian = {"Kode wilayah": "34.04", "Peran": "Bagian Hukum"}
    jawaban = unggah(admin, buku(isian | {"Nama lengkap": "A"}, isian | {"Nama lengkap": "B"}))
    putuskan(admin, jawaban, "semua")
    assert set(Pengguna.objects.filter(nama__in="AB").values_list("username", flat=True)) == {
        "hukum2.34.04",
        "hukum3.34.04",
    }


def test_merged_cells_are_told_at_their_rows(admin):
    isi = buku({}, {"Peran": "BPD", "Nama lengkap": "B"}, ubah=lambda lembaran: lembaran.merge_cells("D3:E3"))
    jawaban = unggah(admin, isi)
    assert keadaan(jawaban) == [(2, "baru"), (3, "galat")] and "gabungan" in kata(jawaban, 1)


def test_columns_may_stand_in_any_order_and_more_may_be_there(admin):
    judul = ("Catatan", *reversed(KOLOM))
    assert keadaan(unggah(admin, buku({}, judul=judul))) == [(2, "baru")]


def _bom_zip():
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as arsip:
        arsip.writestr("xl/worksheets/sheet1.xml", b"0" * (lembar.MAKS_TERURAI + 1))
    return keluar.getvalue()


@pytest.mark.parametrize(
    ("isi", "pesan"),
    [
        (b"", "Berkas"),
        (b"nama;peran\n", "bukan XLSX"),
        (buku({})[:400], "bukan XLSX"),
        (_bom_zip(), "terlalu besar"),
        (buku(judul=("Nama", "Peran")), "Belum ada"),
        (buku(), "Tidak ada baris"),
        (buku(*({"Nama lengkap": f"N{n}"} for n in range(301))), "lebih dari 300 baris"),
    ],
)
def test_a_file_that_can_not_be_taken_says_why(admin, isi, pesan):
    jawaban = unggah(admin, isi)
    assert jawaban.status_code == 422 and pesan in jawaban.content.decode()


def test_an_archive_that_is_no_workbook_and_a_huge_one(admin, monkeypatch):
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w") as arsip:
        arsip.writestr("isi.txt", "x")
    assert "bukan XLSX" in unggah(admin, keluar.getvalue()).content.decode()
    monkeypatch.setattr(lembar, "MAKS_UKURAN", 100)
    assert "lebih dari 2 MB" in unggah(admin, buku({})).content.decode()


def test_without_a_file(admin):
    assert "Pilih berkas" in admin.post(IMPOR).content.decode()


def test_a_hundred_thousand_rows_are_refused_quickly(admin):
    lembaran = Workbook(write_only=True)
    isi = lembaran.create_sheet()
    isi.append(list(KOLOM))
    for n in range(100_000):
        isi.append([n])
    keluar = io.BytesIO()
    lembaran.save(keluar)
    assert unggah(admin, keluar.getvalue()).status_code == 422


def test_the_parcel_is_ones_own_and_can_not_be_changed(admin, masuk, pemeran):
    jawaban = unggah(admin, buku({}))
    muatan = jawaban.context["muatan"]
    tetangga = masuk(pemeran["admin.34.02"])
    assert tetangga.post(IMPOR, {"muatan": muatan, "tindakan": "semua"}).status_code == 422
    assert tetangga.post(IMPOR, {"muatan": f"x{muatan}", "tindakan": "semua"}).status_code == 422
    assert not Pengguna.objects.filter(nama="Sri Rejeki").exists()


def test_the_result_comes_back_as_a_file_with_a_word_per_row(admin):
    jawaban = unggah(admin, buku({}, {"Nama lengkap": "+1+1", "Peran": "Raja"}))
    hasil = load_workbook(io.BytesIO(putuskan(admin, jawaban, "unduh").content)).active
    assert [sel.value for sel in hasil["A"]][:2] == ["Hasil", "Akun baru"]
    assert hasil["A3"].value.startswith("Peran:") and hasil["B3"].value == "'+1+1"
    assert not Pengguna.objects.filter(nama="Sri Rejeki").exists()


def test_the_template_holds_what_this_admin_may_give(admin):
    isi = load_workbook(io.BytesIO(admin.get(f"{IMPOR}templat/").content))
    assert [sel.value for sel in isi["Akun"][1]] == list(KOLOM)
    kode = {sel.value for sel in isi["Wilayah"]["A"]}
    assert {"34.04", "34.04.16", "34.04.16.2001"} <= kode and not kode & {"34", "34.02", "34.04.14.1009"}
    peran = {sel.value for sel in isi["Peran"]["A"]}
    assert {"Admin kabupaten", "Camat", "BPD"} <= peran and "Admin provinsi" not in peran
    assert re.search(r"Wilayah!", str([a.formula1 for a in isi["Akun"].data_validations.dataValidation]))
