"""Texts as offices really write them: recognised line by line, with what has no place named."""

import pytest
from django.core.exceptions import ValidationError

from kerjasama.rules.naskah import bentuk, rujukan_putus
from kerjasama.rules.naskah_luar import kenali

PERATURAN = """
PEMERINTAH KABUPATEN KLATEN
PERATURAN BERSAMA KEPALA DESA BUGISAN DAN KEPALA DESA TLOGO
NOMOR 3 TAHUN 2026
NOMOR 4 TAHUN 2026
TENTANG
PENGELOLAAN SAMPAH
BERSAMA
DENGAN RAHMAT TUHAN YANG MAHA ESA
KEPALA DESA BUGISAN DAN KEPALA DESA TLOGO,
Menimbang\t:\ta.\tbahwa sampah perlu
dikelola bersama;
b.\tbahwa perlu menetapkan peraturan bersama;
Mengingat\t:
1. Undang-Undang Nomor 6 Tahun 2014 tentang Desa;
2. Peraturan Pemerintah Nomor 16 Tahun 2026
tentang Peraturan Pelaksanaan Undang-Undang Desa;
M E M U T U S K A N :
Menetapkan : PERATURAN BERSAMA KEPALA DESA TENTANG PENGELOLAAN SAMPAH BERSAMA.
BAB I
KETENTUAN UMUM
Pasal 1
Dalam Peraturan Bersama ini yang dimaksud dengan:
1. Desa adalah Desa Bugisan dan Desa Tlogo.
2. Sampah adalah sisa kegiatan sehari-hari.
- 2 -
BAB II RUANG LINGKUP DAN BIDANG
Pasal 2
Ruang lingkup meliputi:
a) pengumpulan; dan
b) pengolahan.
Pasal 3
Kerja sama ini di bidang pembangunan.
BAB III
TATA CARA PELAKSANAAN
Bagian Kesatu
Umum
Pasal 4
(1) Pelaksanaan sebagaimana dimaksud dalam Pasal 2 dilakukan oleh BKAD.
(2)\tBKAD dibentuk menurut Pasal 166 Peraturan Pemerintah Nomor 16 Tahun 2026 dan Pasal 92 ayat (3)
Undang-Undang Nomor 6 Tahun 2014.
(3) Tugas BKAD:
a. memungut iuran sebagaimana dimaksud dalam Pasal 6 ayat (1);
1) harian; dan
2) bulanan; dan
b. melapor.
BAB IV
PENDANAAN
Pasal 6
(1) Iuran ditetapkan bersama.
(2) Iuran disetor ke kas desa.
BAB V
PENYELESAIAN SENGKETA
Pasal 7
Sengketa diselesaikan secara musyawarah.
Ditetapkan di Prambanan
pada tanggal 3 Maret 2026
KEPALA DESA BUGISAN,
Diundangkan di Bugisan
LAMPIRAN PERATURAN BERSAMA
"""

PERJANJIAN = """
PERJANJIAN KERJA SAMA
ANTARA DESA POKAK DENGAN PT. BENIH MAKMUR
NOMOR: 100/01/2026
TENTANG
PENANGKARAN BENIH
Pada hari ini, Senin tanggal 2 Maret 2026, kami yang bertanda tangan di bawah ini:
1. Nama : H. Suwarno
Jabatan : Kepala Desa Pokak
Dalam hal ini bertindak untuk dan atas nama Pemerintah Desa Pokak, selanjutnya disebut PIHAK KESATU.
2. Agus Prasetyo, Direktur PT. Benih Makmur, bertindak untuk dan atas nama PT. Benih Makmur, yang selanjutnya disebut \
PIHAK KEDUA.
PIHAK KESATU dan PIHAK KEDUA secara bersama-sama selanjutnya disebut PARA PIHAK.
PARA PIHAK terlebih dahulu menerangkan hal-hal sebagai berikut:
a. bahwa Desa Pokak mempunyai sawah;
b. bahwa PIHAK KEDUA membutuhkan penangkar.
Berdasarkan hal tersebut PARA PIHAK sepakat:
PASAL 1
RUANG LINGKUP
1. Perjanjian ini meliputi penangkaran benih.
2. Lahan seluas 25 hektare.
Pasal 2: Hak dan Kewajiban
(1) PIHAK KESATU berhak atas kontribusi.
PIHAK KEDUA wajib membayar sesuai dengan Pasal 3.
Pasal 3
PEMBIAYAAN
Biaya ditanggung PIHAK KEDUA.
Demikian Perjanjian ini dibuat dalam rangkap 2.
PIHAK KESATU
"""


def baca(teks):
    return kenali(teks.split("\n"))


@pytest.fixture(scope="module")
def pbkd():
    return baca(PERATURAN)


def pasal(bacaan):
    return [p for b in bacaan.isi["bab"] for p in b["pasal"]]


def test_head_considerations_and_basis_are_found(pbkd):
    isi = pbkd.isi
    assert (isi["jenis"], isi["judul"]) == ("pbkd", "PENGELOLAAN SAMPAH BERSAMA")
    assert isi["menimbang"] == ["bahwa sampah perlu dikelola bersama", "bahwa perlu menetapkan peraturan bersama"]
    assert isi["mengingat"][1].endswith("tentang Peraturan Pelaksanaan Undang-Undang Desa")
    assert len(isi["mengingat"]) == 2


def test_chapters_articles_and_their_matters_are_found(pbkd):
    assert [(b["judul"], [p["muatan"] for p in b["pasal"]]) for b in pbkd.isi["bab"]] == [
        ("KETENTUAN UMUM", [""]),
        ("RUANG LINGKUP DAN BIDANG", ["ruang_lingkup", "bidang"]),
        ("TATA CARA PELAKSANAAN", ["tata_cara"]),
        ("PENDANAAN", ["pendanaan"]),
        ("PENYELESAIAN SENGKETA", ["perselisihan"]),
    ]


def test_ayat_letters_and_counted_items_keep_their_place(pbkd):
    assert pasal(pbkd)[0]["isi"].split("\n")[1] == "1. Desa adalah Desa Bugisan dan Desa Tlogo."
    assert pasal(pbkd)[1]["isi"].split("\n") == ["Ruang lingkup meliputi:", "a. pengumpulan; dan", "b. pengolahan."]
    ayat = bentuk(pbkd.isi)["bab"][2]["pasal"][0]["ayat"]
    assert [a["nomor"] for a in ayat] == [1, 2, 3]
    assert [(h["huruf"], h["taraf"]) for h in ayat[2]["huruf"]] == [("a", 1), ("1", 2), ("2", 2), ("b", 1)]


def test_references_follow_the_article_and_leave_other_law_alone(pbkd):
    empat = pasal(pbkd)[3]
    assert empat["isi"].count("[[pasal:") == 2
    assert "Pasal 166 Peraturan Pemerintah" in empat["isi"]
    assert "Pasal 92 ayat (3) Undang-Undang" in empat["isi"]
    # Pasal 6 of the document is the fifth here, and the reference goes with it.
    assert "Pasal 5 ayat (1)" in bentuk(pbkd.isi)["bab"][2]["pasal"][0]["ayat"][2]["huruf"][0]["teks"]
    assert rujukan_putus(pbkd.isi) == {}


def test_what_has_no_place_is_named_and_the_signatures_are_left_out(pbkd):
    assert [s.split(" (")[0] for s in pbkd.sisa] == ["Bagian Kesatu", "Umum", "LAMPIRAN PERATURAN BERSAMA"]
    assert pbkd.peringatan == [
        "Pasal 6 dalam dokumen menjadi Pasal 5: nomornya tidak berurutan.",
        "Pasal 7 dalam dokumen menjadi Pasal 6: nomornya tidak berurutan.",
    ]
    assert pasal(pbkd)[-1]["isi"] == "Sengketa diselesaikan secara musyawarah."


def test_a_contract_with_titles_parties_and_counted_ayat():
    bacaan = baca(PERJANJIAN)
    isi = bacaan.isi
    assert isi["jenis"] == "perjanjian"
    assert isi["komparisi"] == [
        "Nama : H. Suwarno, Jabatan : Kepala Desa Pokak, Dalam hal ini bertindak untuk dan atas nama Pemerintah Desa "
        "Pokak, selanjutnya disebut PIHAK KESATU",
        "Agus Prasetyo, Direktur PT. Benih Makmur, bertindak untuk dan atas nama PT. Benih Makmur, yang selanjutnya "
        "disebut PIHAK KEDUA",
    ]
    assert isi["premis"] == ["bahwa Desa Pokak mempunyai sawah", "bahwa PIHAK KEDUA membutuhkan penangkar"]
    assert [(p["judul"], p["muatan"]) for p in pasal(bacaan)] == [
        ("Ruang lingkup", "ruang_lingkup"),
        ("Hak dan Kewajiban", "hak_kewajiban"),
        ("Pembiayaan", "pendanaan"),
    ]
    assert pasal(bacaan)[0]["isi"] == "Perjanjian ini meliputi penangkaran benih.\nLahan seluas 25 hektare."
    assert pasal(bacaan)[1]["isi"].endswith("sesuai dengan [[pasal:impor-3]].")
    assert bacaan.sisa == bacaan.peringatan == []


def test_a_sentence_about_an_article_is_no_heading():
    bacaan = baca("Pasal 1\nIsi.\nPasal 5 ayat (2) berlaku pula.\nPasal 2\nLagi.")
    assert [p["isi"] for p in pasal(bacaan)] == ["Isi.\nPasal 5 ayat (2) berlaku pula.", "Lagi."]


@pytest.mark.parametrize(
    ("teks", "kode"),
    [("Surat biasa\ntanpa apa pun", "tanpa_pasal"), ("", "tanpa_pasal"), (f"Pasal 1\n{'kata ' * 2100}", "panjang")],
)
def test_what_cannot_be_taken_is_refused(teks, kode):
    with pytest.raises(ValidationError) as galat:
        baca(teks)
    assert galat.value.code == kode
