import pikepdf
import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from wilayah.berkas.rules import JPG, PDF, PNG, nama_aman, periksa_unggahan

from . import buruk


@pytest.mark.parametrize("nama", buruk.BURUK)
def test_bad_uploads_are_refused_with_a_message(nama):
    isi, kode = buruk.BURUK[nama]
    with pytest.raises(ValidationError) as galat:
        periksa_unggahan(isi, "perjanjian.pdf")
    assert galat.value.code == kode
    assert galat.value.messages[0].startswith("perjanjian.pdf: ")


@pytest.mark.parametrize(
    ("isi", "jenis"),
    [
        (buruk.pdf(3), PDF),
        (buruk.pdf(object_stream_mode=pikepdf.ObjectStreamMode.generate), PDF),
        (buruk.pdf(ubah=buruk.dengan_tautan), PDF),
        (buruk.pdf() + b"\r\n\0", PDF),
        (buruk.gambar(), JPG),
        (buruk.gambar() + b"video", JPG),
        (buruk.gambar(format_="PNG"), PNG),
        (buruk.gambar(format_="PNG", mode="RGBA"), PNG),
    ],
)
def test_type_is_told_by_content(isi, jenis):
    assert periksa_unggahan(isi, "salah.docx") == jenis


@given(st.binary(max_size=300), st.sampled_from([b"", b"%PDF-1.7\n", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"]))
def test_any_bytes_are_accepted_or_refused(ekor, awalan):
    try:
        periksa_unggahan(awalan + ekor, "a")
    except ValidationError as galat:
        assert galat.messages


@given(st.integers(0, 2000), st.integers(0, 255), st.sampled_from([buruk.pdf(2), buruk.gambar((90, 90))]))
def test_one_changed_byte_never_crashes(letak, nilai, isi):
    rusak = bytearray(isi)
    rusak[letak % len(isi)] = nilai
    try:
        periksa_unggahan(bytes(rusak), "a")
    except ValidationError as galat:
        assert galat.messages


@pytest.mark.parametrize(
    ("nama", "jenis", "hasil"),
    [
        ("../../etc/passwd", PDF, "passwd.pdf"),
        ("C:\\Surat\\Perjanjian.PDF", PDF, "Perjanjian.pdf"),
        ("foto.jpeg", JPG, "foto.jpg"),
        ("naskah.docx", PDF, "naskah.docx.pdf"),
        ("a\u202efdp.exe\r\nX: y\0", PDF, "a fdp.exe X_ y.pdf"),
        ("", PDF, "berkas.pdf"),
        ("..", PDF, "berkas.pdf"),
        (".pdf", PDF, "pdf.pdf"),
        ("Peraturan Bersama Lurah ✔.pdf", PDF, "Peraturan Bersama Lurah ✔.pdf"),
    ],
)
def test_names_carry_no_path_and_no_tricks(nama, jenis, hasil):
    assert nama_aman(nama, jenis) == hasil


@given(st.text(max_size=400))
def test_any_name_fits(nama):
    aman = nama_aman(nama, PDF)
    assert len(aman) <= 200
    assert aman.endswith(".pdf")
    assert not set(aman) & set("/\\\r\n\0\u202e")
