"""The editions that were loaded, for who reads the trail of Pusat, and for nobody else."""

import uuid

import pytest

from tests.pabrik.wilayah import buat_edisi


def test_an_edition_with_what_it_changed_can_be_read(masuk, pemeran):
    berkas = buat_edisi()
    klien = masuk(pemeran["admin"])
    assert 'href="/wilayah/edisi/"' in klien.get("/wilayah/").content.decode()
    halaman = klien.get("/wilayah/edisi/").content.decode()
    assert "Keputusan uji" in halaman and "hanya 34.04.16.2099" in halaman and "lewat perintah" in halaman
    isi = b"".join(klien.get(f"/wilayah/edisi/{berkas}/").streaming_content).decode()
    assert isi.splitlines() == [
        "kategori,kode,nama,jenis,kode_lama,nama_lama",
        "baru,34.04.16.2099,Desa Baru,desa,,",
    ]
    assert klien.get(f"/wilayah/edisi/{uuid.uuid4()}/").status_code == 404


def test_before_the_first_edition_the_page_says_what_to_do(masuk, pemeran):
    assert "Belum ada edisi yang dimuat" in masuk(pemeran["admin"]).get("/wilayah/edisi/").content.decode()


@pytest.mark.parametrize("siapa", ["pusat", "admin.34", "petugas.34.04", "operator.34.04.16.2001"])
def test_to_others_there_is_no_such_page(masuk, pemeran, siapa):
    berkas, klien = buat_edisi(), masuk(pemeran[siapa])
    assert 'href="/wilayah/edisi/"' not in klien.get("/wilayah/").content.decode()
    assert klien.get("/wilayah/edisi/").status_code == 404
    assert klien.get(f"/wilayah/edisi/{berkas}/").status_code == 404
