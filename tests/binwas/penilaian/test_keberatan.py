"""Why a desa objects is for the parties, their kecamatan and kabupaten: on every page that shows the parties."""

import pytest
from django.urls import reverse

from kerjasama.models import Pihak
from kerjasama.services.tanggapan import tanggapi_pendaftaran

from .conftest import KECAMATAN, PETUGAS

ALASAN = "Batas padukuhan pada Pasal 6 keliru."


@pytest.fixture
def keberatan(jalan, pemeran, pbkd):
    pemeriksaan = jalan.teruskan()
    pihak = Pihak.objects.get(kerja_sama=pbkd, desa__kode="34.04.16.2002")
    tanggapi_pendaftaran(pihak=pihak, tanggapan="keberatan", alasan=ALASAN, oleh=pemeran["operator.34.04.16.2002"])
    return pemeriksaan


@pytest.mark.parametrize(
    ("siapa", "terbaca"),
    [("operator.34.04.16.2003", True), (KECAMATAN, True), (PETUGAS, True), ("dinas.34", False), ("pusat", False)],
)
def test_the_reason_of_an_objection_stays_below_the_provinsi(masuk, pemeran, keberatan, siapa, terbaca):
    client = masuk(pemeran[siapa])
    for nama, objek in (("pemeriksaan_rinci", keberatan), ("kerja_sama_rinci", keberatan.kerja_sama)):
        halaman = client.get(reverse(nama, args=[objek.id_publik])).content.decode()
        assert "Keberatan" in halaman
        assert (ALASAN in halaman) is terbaca


def test_the_kecamatan_reads_it_where_it_decides(masuk, pemeran, pbkd):
    pihak = Pihak.objects.get(kerja_sama=pbkd, desa__kode="34.04.16.2002")
    tanggapi_pendaftaran(pihak=pihak, tanggapan="keberatan", alasan=ALASAN, oleh=pemeran["operator.34.04.16.2002"])
    halaman = masuk(pemeran[KECAMATAN]).get(reverse("kerja_sama_periksa", args=[pbkd.id_publik]))
    assert halaman.content.decode().count(ALASAN) == 2
