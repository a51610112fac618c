import hashlib
import threading

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import transaction

from wilayah.berkas.models import Berkas
from wilayah.berkas.rules import PDF, PNG
from wilayah.berkas.services import simpan_berkas
from wilayah.berkas.views import kirim_berkas

from . import buruk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _gudang_sendiri(settings, tmp_path):
    gudang = {**settings.STORAGES["berkas"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "berkas": gudang}


def simpan(isi=b"%PDF-1.7 isi", nama="Perjanjian.pdf", jenis_media=PDF):
    return simpan_berkas(isi=isi, nama=nama, jenis_media=jenis_media, oleh=None)


def timpa(berkas, isi):
    with open(storages["berkas"].path(berkas.lokasi), "wb") as f:
        f.write(isi)


def test_bytes_lie_under_their_hash():
    berkas = simpan()
    sidik = hashlib.sha256(b"%PDF-1.7 isi").hexdigest()
    assert (berkas.sha256, berkas.ukuran) == (sidik, 12)
    assert berkas.lokasi == f"{sidik[:2]}/{sidik[2:4]}/{sidik}"
    assert berkas.baca() == b"%PDF-1.7 isi"
    assert berkas.utuh()


def test_same_bytes_twice_are_one_file_and_two_rows(tmp_path):
    satu, dua = simpan(), simpan(nama="Salinan.pdf")
    assert satu.lokasi == dua.lokasi
    assert Berkas.objects.count() == 2
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == [tmp_path / satu.lokasi]


def test_many_writers_of_the_same_bytes_leave_one_whole_file(tmp_path):
    from django.core.files.base import ContentFile

    isi = b"x" * 300_000

    def tulis():
        storages["berkas"].save("ab/cd/abcd", ContentFile(isi))

    utas = [threading.Thread(target=tulis) for _ in range(8)]
    for satu in utas:
        satu.start()
    for satu in utas:
        satu.join()
    assert [p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()] == [isi]


def test_a_failed_transaction_leaves_only_a_harmless_orphan(capsys):
    with pytest.raises(RuntimeError), transaction.atomic():
        lokasi = simpan().lokasi
        raise RuntimeError
    assert not Berkas.objects.exists()
    call_command("periksa_berkas")
    assert lokasi in capsys.readouterr().out


def test_one_altered_byte_is_named(capsys):
    simpan(b"%PDF-1.7 lain")
    berkas = simpan()
    timpa(berkas, b"%PDF-1.7 isj")
    assert not berkas.utuh()
    with pytest.raises(CommandError, match="1 berkas"):
        call_command("periksa_berkas")
    assert str(berkas.id_publik) in capsys.readouterr().err


def test_a_missing_file_is_named(capsys):
    berkas = simpan()
    storages["berkas"].delete(berkas.lokasi)
    with pytest.raises(CommandError):
        call_command("periksa_berkas")
    assert berkas.nama_asli in capsys.readouterr().err


def test_a_wrong_size_in_the_row_is_named():
    berkas = simpan()
    Berkas.objects.filter(pk=berkas.pk).update(ukuran=1)
    with pytest.raises(CommandError):
        call_command("periksa_berkas")


def test_storing_again_heals_the_bytes():
    berkas = simpan()
    timpa(berkas, b"rusak")
    simpan()
    assert berkas.utuh()


def test_a_pdf_is_shown_in_the_page_and_a_photo_is_not():
    tampil = kirim_berkas(simpan(), unduh=False)
    foto = kirim_berkas(simpan(buruk.gambar(format_="PNG"), "foto.png", PNG), unduh=False)
    assert tampil["Content-Disposition"] == 'inline; filename="Perjanjian.pdf"'
    assert foto["Content-Disposition"] == 'attachment; filename="foto.png"'
    assert "sandbox" in foto["Content-Security-Policy"]
    assert b"".join(tampil.streaming_content) == b"%PDF-1.7 isi"
    tampil.close()
    foto.close()


def test_headers_of_a_download():
    respons = kirim_berkas(simpan(nama='..\\"; x=y\r\nSet-Cookie: a.pdf'), unduh=True)
    assert respons["Content-Type"] == PDF
    assert respons["X-Content-Type-Options"] == "nosniff"
    assert respons["Cache-Control"] == "private, no-cache"
    assert respons["Content-Disposition"].startswith("attachment; filename=")
    assert "Set-Cookie" not in respons
    respons.close()
