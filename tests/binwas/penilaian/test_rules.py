import pytest

from binwas.penilaian.rules import hasil_dari, kekurangan, pilihan_hasil
from kerjasama.rules.klarifikasi import alasan_klarifikasi_tertutup

SESUAI, PERBAIKI, LAWAN = "sesuai", "perlu_perbaikan", "bertentangan"


@pytest.mark.parametrize(
    ("nilai", "jenis", "hasil"),
    [
        ([SESUAI, SESUAI], "klarifikasi", "sesuai"),
        ([SESUAI, PERBAIKI], "klarifikasi", "sesuai_dengan_catatan"),
        ([PERBAIKI, LAWAN], "klarifikasi", "bertentangan"),
        ([SESUAI, PERBAIKI], "telaah_perjanjian", "perlu_perbaikan"),
        ([SESUAI, LAWAN], "telaah_perjanjian", "perlu_perbaikan"),
        ([SESUAI, LAWAN], "evaluasi_rancangan", "bertentangan"),
    ],
)
def test_result_follows_from_the_answers(nilai, jenis, hasil):
    assert hasil_dari(nilai, jenis) == hasil
    assert hasil in pilihan_hasil(jenis)


@pytest.mark.parametrize(
    ("jawaban", "kata"),
    [
        ([], "belum memiliki butir"),
        ([("sesuai", ""), ("", "")], "Jawab 1 butir"),
        ([("sesuai", ""), (PERBAIKI, "  ")], "Tulis catatan pada 1 butir"),
        ([("sesuai", ""), (LAWAN, "Pasal 3")], ""),
    ],
)
def test_what_keeps_a_result_from_being_proposed(jawaban, kata):
    alasan = kekurangan(jawaban)
    assert kata in alasan if kata else alasan == ""


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        ({"pbkd": True, "lintas_kabupaten": False, "nyala": True}, ""),
        ({"pbkd": False, "lintas_kabupaten": False, "nyala": True}, "Perjanjian Bersama"),
        ({"pbkd": True, "lintas_kabupaten": True, "nyala": True}, "provinsi"),
        ({"pbkd": True, "lintas_kabupaten": False, "nyala": False}, "Peraturan Bupati"),
        ({"pbkd": True, "lintas_kabupaten": False, "nyala": False, "dasar": "Perbup contoh"}, "Dasar: Perbup contoh"),
    ],
)
def test_why_klarifikasi_is_closed(isi, kata):
    alasan = alasan_klarifikasi_tertutup(**isi)
    assert kata in alasan if kata else alasan == ""
