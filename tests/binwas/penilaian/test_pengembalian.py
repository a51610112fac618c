"""Who answers a returned file, and what an answer leaves behind."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from binwas.penilaian.queries import menunggu_desa
from binwas.penilaian.views import perbaikan
from kerjasama.services.pendaftaran import batalkan_pendaftaran
from tests.pabrik.berkas import pdf_contoh
from wilayah.berkas import rules
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.models import Jejak, RantaiJejak

from .conftest import KECAMATAN, PETUGAS

OPERATOR = "operator.34.04.16.2001"


@pytest.mark.parametrize("siapa", [PETUGAS, KECAMATAN])
def test_the_office_that_asked_does_not_answer_itself(jalan, pbkd, pemeran, masuk, siapa):
    kembali = jalan.kembalikan(jalan.catat())
    with pytest.raises(TindakanTertutup, match="dijawab desa"):
        jalan.jawab_pengembalian(kembali, oleh=siapa)
    client = masuk(pemeran[siapa])
    assert client.get(reverse("kerja_sama_perbaikan", args=[pbkd.id_publik])).status_code == 403
    assert "Jawab perbaikan" not in client.get(reverse("kerja_sama_rinci", args=[pbkd.id_publik])).content.decode()


def test_who_registered_on_behalf_of_the_desa_answers_for_it(jalan, pbkd, pemeran):
    pbkd.atas_nama, pbkd.didaftarkan_oleh = True, pemeran["petugas2.34.04"]
    pbkd.save(update_fields=["atas_nama", "didaftarkan_oleh"])
    kembali = jalan.kembalikan(jalan.catat())
    assert jalan.jawab_pengembalian(kembali, oleh="petugas2.34.04").dijawab_pada


def test_an_answer_with_a_new_text_is_one_row_of_the_trail(jalan):
    kembali = jalan.kembalikan(jalan.catat())
    panjang = RantaiJejak.objects.get(wilayah__kode="34.04").panjang
    jalan.jawab_pengembalian(kembali, berkas=[(pdf_contoh(2), "naskah.pdf")])
    baris = Jejak.objects.filter(rantai__wilayah__kode="34.04", urut__gt=panjang).get()
    assert baris.peristiwa == "pengembalian.dijawab"
    assert baris.sesudah_nya["versi"] == 2 and len(baris.sesudah_nya["sha256"]) == 64


def test_an_oversized_file_goes_no_further(jalan, pbkd, pemeran, masuk, monkeypatch):
    jalan.kembalikan(jalan.catat())
    monkeypatch.setattr(rules, "MAKS_UKURAN", 10)
    monkeypatch.setattr(perbaikan, "jawab_pengembalian", lambda **_: pytest.fail("went on"))
    isi = {"jawaban": "Sudah", "berkas": [SimpleUploadedFile("naskah.pdf", pdf_contoh(2))]}
    jawab = masuk(pemeran[OPERATOR]).post(reverse("kerja_sama_perbaikan", args=[pbkd.id_publik]), isi)
    assert jawab.status_code == 422 and "melebihi batas" in jawab.content.decode()


def test_a_withdrawn_registration_asks_nothing_of_the_desa(jalan, pbkd, pemeran):
    jalan.kembalikan(jalan.catat())
    assert menunggu_desa(pemeran[OPERATOR]).exists()
    batalkan_pendaftaran(kerja_sama=pbkd, alasan="Terdaftar dua kali", oleh=pemeran[PETUGAS])
    assert not menunggu_desa(pemeran[OPERATOR]).exists()
