"""The first password, known to whoever made the account, is changed before anything else; and what a password is."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from tests.arsitektur.test_sapuan_url import PUBLIK, alamat, semua_nama
from tests.arsitektur.test_sapuan_url import contoh as contoh
from tests.pemeran import SANDI
from wilayah.models import Pengguna

BARU = "Sungai-Boyong-2026"
ISIAN = {"old_password": SANDI, "new_password1": BARU, "new_password2": BARU}


@pytest.fixture
def pertama(masuk, pemeran):
    Pengguna.objects.filter(username="petugas.34.04").update(harus_ganti_sandi=True)
    return masuk(pemeran["petugas.34.04"])


def test_every_address_leads_to_the_change(pertama, contoh):
    for nama in semua_nama():
        if nama not in PUBLIK | {"akun_sandi", "keluar"}:
            url = alamat(nama, contoh)
            assert pertama.get(url).headers.get("Location") == "/akun/sandi/", nama
            kiriman = pertama.post(url)
            assert kiriman.status_code == 403 and "belum tersimpan" in kiriman.content.decode(), nama


def test_after_it_one_comes_where_one_wanted(pertama):
    pertama.get("/kerja-sama/?q=pasar")
    assert pertama.post("/akun/sandi/", ISIAN).headers["Location"] == "/kerja-sama/?q=pasar"
    assert pertama.get("/kerja-sama/?q=pasar").status_code == 200


def test_the_same_password_is_no_change(pertama):
    jawaban = pertama.post("/akun/sandi/", ISIAN | {"new_password1": SANDI, "new_password2": SANDI})
    assert "harus berbeda" in jawaban.content.decode()
    assert pertama.get("/akun/").status_code == 302


def test_one_may_leave_instead(pertama):
    assert pertama.post("/keluar/").headers["Location"] == "/masuk/"


@pytest.mark.parametrize(
    ("username", "sandi", "boleh"),
    [
        ("kades.34.04.16.2001", "Boyong-8", True),
        ("kades.34.04.16.2001", "Boyong7", False),
        ("kecamatan.34.04.16", "Boyong-8", True),
        ("petugas.34.04", "Boyong-20", False),
        ("petugas.34.04", "Boyong-202", True),
        ("dinas.34", "Boyong-20", False),
        ("pusat", "Boyong-20", False),
        ("petugas.34.04", "petugas.34.04", False),
        ("kades.34.04.16.2001", "password1", False),
    ],
)
def test_how_long_a_password_must_be(pemeran, username, sandi, boleh):
    if boleh:
        validate_password(sandi, pemeran[username])
    else:
        with pytest.raises(ValidationError):
            validate_password(sandi, pemeran[username])


def test_the_address_is_saved_with_the_password_only(masuk, pemeran):
    client = masuk(pemeran["petugas.34.04"])
    client.post("/akun/surel/", {"surel": "saya@contoh.go.id", "sandi": "salah"})
    assert pemeran["petugas.34.04"].surel == ""
    client.post("/akun/surel/", {"surel": "saya@contoh.go.id", "sandi": SANDI})
    assert pemeran["petugas.34.04"].surel == "saya@contoh.go.id"


def test_the_page_masks_the_nip(masuk, pemeran):
    Pengguna.objects.filter(username="petugas.34.04").update(nip="198001012005011001")
    halaman = masuk(pemeran["petugas.34.04"]).get("/akun/").content.decode()
    assert "••••1001" in halaman and "198001012005011001" not in halaman
