"""Two screens on one draft: what one throws away or registers, the other can't write to, and is told so."""

import pytest

from kerjasama.models import KerjaSama
from kerjasama.services import pendaftaran as layanan
from tests.pabrik.draf import buat_draf_lengkap

PURWO = "34.04.16.2001"
LAYANAN = {"naskah": "simpan_draf", "berkas": "simpan_draf", "periksa": "daftarkan_kerja_sama", "hapus": "hapus_draf"}


@pytest.fixture
def operator(pemeran):
    return pemeran[f"operator.{PURWO}"]


@pytest.fixture
def draf(operator, pemeran):
    return buat_draf_lengkap(desa=pemeran.wilayah(PURWO), lain=["34.04.16.2002"], oleh=operator)


def didahului(monkeypatch, nama, oleh_lain):
    """The other screen's act comes between the view's reading of the draft and the service's lock."""
    asli = getattr(layanan, nama)

    def sesudahnya(**isian):
        oleh_lain(isian["draf"])
        return asli(**isian)

    monkeypatch.setattr(layanan, nama, sesudahnya)


@pytest.mark.parametrize("langkah", LAYANAN)
def test_a_draft_thrown_away_meanwhile_is_not_found(masuk, operator, draf, monkeypatch, langkah):
    hapus = layanan.hapus_draf
    didahului(monkeypatch, LAYANAN[langkah], lambda d: hapus(draf=d, oleh=operator))
    jawaban = masuk(operator).post(f"/kerja-sama/daftarkan/{draf.id_publik}/{langkah}/", {"versi_awal": draf.versi})
    assert jawaban.status_code == 404
    assert not KerjaSama.objects.exists()


@pytest.mark.parametrize("langkah", ["naskah", "hapus"])
def test_a_draft_registered_meanwhile_is_not_written_to(masuk, operator, draf, monkeypatch, langkah):
    daftarkan = layanan.daftarkan_kerja_sama
    didahului(monkeypatch, LAYANAN[langkah], lambda d: daftarkan(draf=d, kunci="lain", oleh=operator))
    jawaban = masuk(operator).post(f"/kerja-sama/daftarkan/{draf.id_publik}/{langkah}/", {"versi_awal": draf.versi})
    assert jawaban.status_code == 404
    assert KerjaSama.objects.count() == 1
