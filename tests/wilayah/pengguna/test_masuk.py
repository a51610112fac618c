"""Signing in: nothing tells an account that exists from one that does not, and nothing leads off the site."""

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client

from wilayah.models import Pengguna

SANDI = "binwas-demo"
GAGAL = "Nama pengguna atau kata sandi tidak cocok"


def kirim(client, username="petugas.34.04", password=SANDI, **lain):
    return client.post("/masuk/", {"username": username, "password": password, **lain})


def isi(jawaban):
    """The page without what differs by chance: the token and the name that was typed."""
    halaman = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", jawaban.content.decode())
    return re.sub(r'(id="id_username"[^>]*) value="[^"]*"', r"\1", halaman)


def test_the_right_pair_lets_in(client, pemeran):
    jawaban = kirim(client)
    assert (jawaban.status_code, jawaban.headers["Location"]) == (302, "/")
    assert client.get("/akun/").status_code == 200


def test_unknown_name_wrong_password_and_closed_account_read_alike(client, pemeran):
    Pengguna.objects.filter(username="kabid.34.04").update(is_active=False)
    jawaban = [
        kirim(client, password="salah"),
        kirim(client, username="tidak.ada"),
        kirim(client, username="tidak.ada", password="salah"),
        kirim(client, username="kabid.34.04"),
        kirim(client, username="petugas.34.04' OR 1=1 --"),
    ]
    assert {j.status_code for j in jawaban} == {200}
    assert GAGAL in isi(jawaban[0])
    assert len({isi(j) for j in jawaban}) == 1
    assert "_auth_user_id" not in client.session


def test_unknown_names_cost_as_much_as_wrong_passwords(client, pemeran, monkeypatch):
    """The clock must not tell either: each attempt hashes once, whether or not there is something to compare with."""
    Pengguna.objects.filter(username="kabid.34.04").update(is_active=False)
    undangan = Pengguna.objects.create_user("baru.34.04", nama="Belum dibuka")
    hitung, asli = [], MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *isi: hitung.append(1) or asli(*isi))
    kali = {}
    for nama in ("petugas.34.04", "tidak.ada", "kabid.34.04", undangan.username):
        hitung.clear()
        kirim(client, username=nama, password="salah")
        kali[nama] = len(hitung)
    assert set(kali.values()) == {1}, kali


def test_empty_fields_say_what_to_fill(client, pemeran):
    halaman = kirim(client, username="", password="").content.decode()
    assert "Isi nama pengguna." in halaman and "Isi kata sandi." in halaman


def test_a_demo_account_needs_the_demo_switch(client, pemeran, settings):
    Pengguna.objects.filter(username="petugas.34.04").update(contoh=True)
    kirim(client)
    assert client.get("/akun/").status_code == 200
    settings.BINWAS_CONTOH = False
    assert client.get("/akun/").status_code == 302  # a session of before ends too
    jawaban = kirim(Client())
    assert jawaban.status_code == 200 and GAGAL in jawaban.content.decode()
    assert isi(jawaban) == isi(kirim(Client(), username="tidak.ada"))


def test_a_real_account_needs_no_demo_switch(client, pemeran, settings):
    settings.BINWAS_CONTOH = False
    assert kirim(client).status_code == 302


@pytest.mark.parametrize(
    ("lanjut", "tujuan"),
    [
        ("/kotak-masuk/", "/kotak-masuk/"),
        ("/kerja-sama/?status=berlaku", "/kerja-sama/?status=berlaku"),
        ("https://jahat.test/", "/"),
        ("//jahat.test/", "/"),
        ("/\\jahat.test/", "/"),
        ("http:///jahat.test", "/"),
        ("javascript:alert(1)", "/"),
        ("https://testserver@jahat.test/", "/"),
    ],
)
def test_after_signing_in_one_stays_on_the_site(client, pemeran, lanjut, tujuan):
    assert kirim(client, next=lanjut).headers["Location"] == tujuan


def test_the_page_one_wanted_is_kept(client, pemeran):
    jawaban = client.get("/kotak-masuk/", follow=True)
    assert '<input type="hidden" name="next" value="/kotak-masuk/">' in jawaban.content.decode()


def test_who_is_signed_in_sees_no_login_page(masuk, pemeran):
    assert masuk(pemeran["petugas.34.04"]).get("/masuk/").headers["Location"] == "/"


def test_signing_out_needs_a_post_and_ends_the_session(masuk, pemeran):
    client = masuk(pemeran["petugas.34.04"])
    assert client.get("/keluar/").status_code == 405
    assert client.post("/keluar/").headers["Location"] == "/masuk/"
    assert client.get("/akun/").status_code == 302


def test_a_post_without_its_token_is_refused(pemeran):
    ketat = Client(enforce_csrf_checks=True)
    assert kirim(ketat).status_code == 403
