"""On the page of a person: who is locked out, and who has a second factor; an admin of theirs may help."""

import pytest
from django.test import Client

from tests.wilayah.pengguna.test_kode_kedua import pasang
from wilayah.pengguna.kode_kedua import punya_kode_kedua
from wilayah.pengguna.queries_masuk import kunci_masuk


@pytest.fixture
def orang(pemeran, settings):
    """Locked out, and with a second factor."""
    for _ in range(settings.AXES_FAILURE_LIMIT):
        Client(REMOTE_ADDR="203.0.113.7").post("/masuk/", {"username": "petugas.34.04", "password": "salah"})
    return pasang(pemeran["petugas.34.04"])


def alamat(orang, akhir=""):
    return f"/pengguna/{orang.id_publik}/{akhir}"


def test_the_page_says_it_and_the_admin_helps(masuk, pemeran, orang):
    admin = masuk(pemeran["admin.34.04"])
    halaman = admin.get(alamat(orang)).content.decode()
    assert "Terkunci sampai" in halaman and "203.0.113.0/24" in halaman and "Atur ulang kode kedua" in halaman
    admin.post(alamat(orang, "buka-kunci/"))
    admin.post(alamat(orang, "kode-kedua/"))
    assert kunci_masuk(orang) == [] and not punya_kode_kedua(orang)
    halaman = admin.get(alamat(orang)).content.decode()
    assert "Terkunci sampai" not in halaman
    assert "Kunci masuk dibuka" in halaman and "Kode kedua diatur ulang" in halaman


def test_what_is_not_there_is_not_offered_and_says_so(masuk, pemeran):
    orang, admin = pemeran["kabid.34.04"], masuk(pemeran["admin.34.04"])
    halaman = admin.get(alamat(orang)).content.decode()
    assert "Buka kunci" not in halaman and "Atur ulang kode" not in halaman
    assert "tidak sedang terkunci" in admin.post(alamat(orang, "buka-kunci/"), follow=True).content.decode()
    assert "tidak memakai kode kedua" in admin.post(alamat(orang, "kode-kedua/"), follow=True).content.decode()


@pytest.mark.parametrize(("username", "kode"), [("admin.34.02", 404), ("kadis.34.04", 404), ("admin", 403)])
def test_who_may_not_touch_the_account_does_not(masuk, pemeran, orang, username, kode):
    """The neighbour, who has no such power, and the admin of Pusat, who gives no role of a kabupaten."""
    client = masuk(pemeran[username])
    for akhir in ("buka-kunci/", "kode-kedua/"):
        assert client.post(alamat(orang, akhir)).status_code == kode
    assert kunci_masuk(orang) and punya_kode_kedua(orang)


def test_not_ones_own(masuk, pemeran):
    admin = pasang(pemeran["admin.34.04"])
    assert masuk(admin).post(alamat(admin, "kode-kedua/")).status_code == 403
    assert punya_kode_kedua(admin)
