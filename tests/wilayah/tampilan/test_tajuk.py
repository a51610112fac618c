"""Headers that every answer carries, whoever asks and whatever the answer."""

import pytest

ALAMAT = ["/masuk/", "/sehat/", "/verifikasi/tidak-ada/", "/", "/kotak-masuk/", "/wilayah/", "/tidak-ada/"]


@pytest.mark.parametrize("username", [None, "petugas.34.04"])
@pytest.mark.parametrize("url", ALAMAT)
def test_every_answer_carries_the_security_headers(client, masuk, pemeran, url, username):
    if username:
        masuk(pemeran[username])
    tajuk = client.get(url).headers
    kebijakan = tajuk["Content-Security-Policy"]
    assert "script-src 'self';" in kebijakan and "style-src 'self';" in kebijakan
    assert "unsafe" not in kebijakan and "*" not in kebijakan
    assert "frame-ancestors 'self'" in kebijakan and "base-uri 'none'" in kebijakan
    assert tajuk["X-Content-Type-Options"] == "nosniff"
    assert tajuk["X-Frame-Options"] == "SAMEORIGIN"
    assert tajuk["Referrer-Policy"] == "same-origin"
    assert "geolocation=()" in tajuk["Permissions-Policy"]
    assert tajuk["Cross-Origin-Opener-Policy"] == "same-origin"


def test_pages_of_a_signed_in_person_are_kept_by_no_cache(masuk, pemeran):
    client = masuk(pemeran["petugas.34.04"])
    for url in ("/antrean/", "/kotak-masuk/", "/kerja-sama/?ekspor=csv"):
        assert client.get(url).headers["Cache-Control"] == "private, no-store"


def test_the_session_cookie_is_out_of_reach_of_scripts(client, pemeran):
    client.post("/masuk/", {"username": "petugas.34.04", "password": "binwas-demo"})
    kue = client.cookies["sessionid"]
    assert kue["httponly"] and kue["samesite"] == "Lax"


def test_an_unknown_page_speaks_the_language_of_the_product(masuk, pemeran):
    jawaban = masuk(pemeran["petugas.34.04"]).get("/tidak-ada/")
    assert jawaban.status_code == 404 and 'lang="id"' in jawaban.content.decode()
