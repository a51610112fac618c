"""The second factor: a half-open session is nobody's, a code is good once, and who needs one reaches nothing before."""

import re
import time
from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from tests.arsitektur.test_sapuan_url import PUBLIK, alamat, semua_nama
from tests.arsitektur.test_sapuan_url import contoh as contoh
from tests.pemeran import SANDI
from tests.wilayah.jejak.test_kunci_kirim import bersamaan
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.models import Jejak, Pengguna, SesiPengguna
from wilayah.pengguna.services import tetapkan_sakelar
from wilayah.pengguna.services.kode_kedua import (
    atur_ulang_kode_kedua,
    kode_cadangan,
    lepas_kode_kedua,
    pasang_kode_kedua,
    periksa_kode,
)

RAHASIA = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
MASUK, KODE = "/masuk/", "/masuk/kode/"


def kode(rahasia=RAHASIA, langkah=0):
    return format_hotp_value(hotp_value(rahasia, int(time.time()) // 30 + langkah))


def pasang(orang):
    """Bound with the code of the step before, so that the one of now is still fresh."""
    pasang_kode_kedua(pengguna=orang, rahasia=RAHASIA, kode=kode(langkah=-1), sesi_kini=None)
    return orang


def sandi_benar(client, username="petugas.34.04", **lain):
    return client.post(MASUK, {"username": username, "password": SANDI, **lain})


@pytest.fixture
def berkode(pemeran):
    return pasang(pemeran["petugas.34.04"])


def test_password_alone_leaves_the_session_nobodys(client, berkode):
    jawaban = sandi_benar(client)
    assert jawaban.headers["Location"] == KODE
    assert "_auth_user_id" not in client.session
    assert client.get("/akun/").headers["Location"] == "/masuk/?next=/akun/"
    assert not SesiPengguna.objects.filter(pengguna=berkode).exists()


def test_password_and_code_let_in_and_lead_where_one_wanted(client, berkode):
    sandi_benar(client, next="/kotak-masuk/")
    assert client.get(KODE).status_code == 200
    jawaban = client.post(KODE, {"kode": kode()})
    assert jawaban.headers["Location"] == "/kotak-masuk/"
    assert client.get("/akun/").status_code == 200


def test_there_is_no_second_step_without_the_first(client, berkode):
    for jawaban in (client.get(KODE), client.post(KODE, {"kode": kode()})):
        assert jawaban.headers["Location"] == MASUK
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("perubahan", ["waktu", "sandi", "nonaktif"])
def test_the_first_step_does_not_keep(client, berkode, time_machine, perubahan):
    time_machine.move_to("2026-11-25T10:00:00Z", tick=False)
    sandi_benar(client)
    if perubahan == "waktu":
        time_machine.move_to("2026-11-25T10:05:01Z", tick=False)
    elif perubahan == "sandi":
        berkode.set_password("Sungai-Boyong-2026")
        berkode.save()
    else:
        Pengguna.objects.filter(pk=berkode.pk).update(is_active=False)
    assert client.post(KODE, {"kode": kode()}).headers["Location"] == MASUK
    assert "_auth_user_id" not in client.session


def test_a_code_is_good_once_also_at_another_device(client, berkode):
    satu = kode()
    sandi_benar(client)
    client.post(KODE, {"kode": satu})
    lain = Client()
    sandi_benar(lain)
    jawaban = lain.post(KODE, {"kode": satu})
    assert jawaban.status_code == 200 and "sudah dipakai" in jawaban.content.decode()
    assert "_auth_user_id" not in lain.session


@pytest.mark.django_db(transaction=True)
def test_a_code_sent_twice_at_the_same_moment_is_good_once(pemeran):
    orang, satu = pasang(pemeran["petugas.34.04"]), kode()
    assert sorted(bersamaan(2, lambda n: periksa_kode(pengguna=orang, kode=satu))) == [False, True]


def test_codes_before_the_last_one_are_spent_too(berkode):
    assert periksa_kode(pengguna=berkode, kode=kode(langkah=1))
    assert not periksa_kode(pengguna=berkode, kode=kode())


@pytest.mark.parametrize("salah", ["", "12345", "abcdef", "١٢٣٤٥٦", "0" * 21, "12 34 56 78 9"])
def test_nonsense_is_no_code(client, berkode, salah):
    sandi_benar(client)
    assert client.post(KODE, {"kode": salah}).status_code == 200
    assert "_auth_user_id" not in client.session


def test_a_recovery_code_opens_once(client, berkode):
    cadangan = kode_cadangan(berkode)
    sandi_benar(client)
    jawaban = client.post(KODE, {"kode": cadangan[0]}, follow=True)
    assert "Sisa 9" in jawaban.content.decode()
    assert not periksa_kode(pengguna=berkode, kode=cadangan[0])
    assert periksa_kode(pengguna=berkode, kode=cadangan[1])


def test_the_secret_stands_nowhere_in_clear(client, pemeran):
    orang = pasang(pemeran["petugas.34.04"])
    assert RAHASIA not in str(Authenticator.objects.filter(user=orang).values_list())
    assert not {*kode_cadangan(orang)} & {*re.findall(r"\d+", str(Authenticator.objects.values_list("data")))}
    assert RAHASIA not in str(Jejak.objects.filter(peristiwa="pengguna.kode_kedua_dipasang").values_list())


def rahasia_di_halaman(halaman):
    return re.search(r'id="kunci-aplikasi">([^<]+)<', halaman)[1].replace(" ", "")


def pasang_lewat_halaman(client, **isian):
    rahasia = rahasia_di_halaman(client.get("/akun/kode-kedua/").content.decode())
    return client.post("/akun/kode-kedua/", {"kode": kode(rahasia), "sandi": SANDI, **isian}, follow=True), rahasia


def test_set_up_by_the_page_shows_recovery_codes_once(client, pemeran):
    lain = Client()
    sandi_benar(client)
    sandi_benar(lain)
    jawaban, _ = pasang_lewat_halaman(client)
    cadangan = kode_cadangan(pemeran["petugas.34.04"])
    assert len(cadangan) == 10 and all(k in jawaban.content.decode() for k in cadangan)
    lagi = client.get("/akun/kode-kedua/cadangan/").content.decode()
    assert not any(k in lagi for k in cadangan)
    assert lain.get("/akun/").status_code == 302  # a device that never showed a code


@pytest.mark.parametrize("isian", [{"sandi": "salah"}, {"sandi": ""}, {"kode": "000000"}])
def test_set_up_needs_password_and_code(client, pemeran, isian):
    sandi_benar(client)
    jawaban, rahasia = pasang_lewat_halaman(client, **isian)
    assert not Authenticator.objects.exists()
    assert rahasia_di_halaman(jawaban.content.decode()) == rahasia


def test_another_app_needs_a_code_of_the_first(client, masuk, berkode):
    masuk(berkode)
    pasang_lewat_halaman(client)
    assert periksa_kode(pengguna=berkode, kode=kode())
    jawaban, rahasia = pasang_lewat_halaman(client, kode_lama=kode(langkah=1))
    assert "Simpan kode cadangan Anda" in jawaban.content.decode()
    assert not periksa_kode(pengguna=berkode, kode=kode(langkah=1))
    assert periksa_kode(pengguna=berkode, kode=kode(rahasia, 1))


def test_given_up_with_password_and_code_only(client, masuk, berkode):
    masuk(berkode)
    for isian in ({"sandi": SANDI, "kode": "000000"}, {"sandi": "salah", "kode": kode()}):
        client.post("/akun/kode-kedua/lepas/", isian)
    assert Authenticator.objects.filter(user=berkode).count() == 2
    client.post("/akun/kode-kedua/lepas/", {"sandi": SANDI, "kode": kode()})
    assert not Authenticator.objects.exists()


def test_new_recovery_codes_end_the_old(client, masuk, berkode):
    lama = kode_cadangan(berkode)
    masuk(berkode)
    jawaban = client.post("/akun/kode-kedua/cadangan/", {"sandi": SANDI, "kode": kode()}, follow=True)
    baru = kode_cadangan(berkode)
    assert baru[0] in jawaban.content.decode()
    assert not {*lama} & {*baru} and not periksa_kode(pengguna=berkode, kode=lama[0])


def test_wrong_codes_count_towards_the_lock(client, berkode, settings):
    sandi_benar(client)
    for _ in range(settings.AXES_FAILURE_LIMIT - 1):
        assert client.post(KODE, {"kode": "000000"}).status_code == 200
    assert client.post(KODE, {"kode": "000000"}).status_code == 429
    assert client.post(KODE, {"kode": kode()}).status_code == 429
    assert sandi_benar(Client()).status_code == 429


def test_the_password_again_does_not_take_the_count_back(client, berkode, settings):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        sandi_benar(client)
        jawaban = client.post(KODE, {"kode": "000000"})
    assert jawaban.status_code == 429


# required by the office


def wajibkan(pemeran, kode_wilayah="34.04", nyala=True):
    tetapkan_sakelar(
        kantor=pemeran.wilayah(kode_wilayah),
        kunci="dua_faktor",
        nyala=nyala,
        dasar="SE contoh",
        berlaku_sejak=date(2026, 1, 1),
    )


def test_without_the_code_of_the_office_nothing_is_reached(masuk, pemeran, contoh):
    wajibkan(pemeran)
    client = masuk(pemeran["petugas.34.04"])
    tujuan = {"akun_kode_kedua": None, "akun_kode_cadangan": "/akun/kode-kedua/", "keluar": None}
    for nama in semua_nama():
        if nama not in PUBLIK:
            url = alamat(nama, contoh)
            assert client.get(url).headers.get("Location") == tujuan.get(nama, "/akun/kode-kedua/"), nama
            assert nama in tujuan or "belum tersimpan" in client.post(url).content.decode(), nama


def test_once_set_up_one_comes_where_one_wanted(client, masuk, pemeran):
    wajibkan(pemeran)
    masuk(pemeran["petugas.34.04"])
    assert client.get("/kerja-sama/?q=pasar").headers["Location"] == "/akun/kode-kedua/"
    jawaban, _ = pasang_lewat_halaman(client)
    assert 'href="/kerja-sama/?q=pasar"' in jawaban.content.decode()
    assert client.get("/kerja-sama/?q=pasar").status_code == 200


@pytest.mark.parametrize(
    ("username", "bawaan", "sakelar", "wajib"),
    [
        ("petugas.34.04", True, None, True),
        ("petugas.34.04", True, False, False),
        ("petugas.34.04", False, None, False),
        ("petugas.34.04", False, True, True),
        ("petugas.34.02", False, True, False),  # the neighbour decided nothing
        ("pusat", True, None, True),
        ("dinas.34", True, None, True),
        ("kecamatan.34.04.16", True, True, False),
        ("kades.34.04.16.2001", True, True, False),
    ],
)
def test_who_must_have_a_code(client, masuk, pemeran, settings, username, bawaan, sakelar, wajib):
    settings.BINWAS_DUA_FAKTOR = bawaan
    if sakelar is not None:
        wajibkan(pemeran, nyala=sakelar)
    masuk(pemeran[username])
    assert (client.get("/akun/").status_code == 302) is wajib


def test_who_must_have_it_can_not_give_it_up(berkode, pemeran):
    wajibkan(pemeran)
    with pytest.raises(TindakanTertutup):
        lepas_kode_kedua(pengguna=berkode)


# taken off by an admin


def test_an_admin_of_the_region_takes_a_lost_code_off(client, berkode, pemeran):
    client.force_login(berkode, backend="wilayah.pengguna.backend.PenggunaBackend")
    atur_ulang_kode_kedua(pengguna=berkode, oleh=pemeran["admin.34.04"])
    assert not Authenticator.objects.exists()
    assert client.get("/akun/").status_code == 302
    jejak = Jejak.objects.get(peristiwa="pengguna.kode_kedua_diatur_ulang")
    assert (jejak.oleh.username, jejak.wilayah.kode) == ("admin.34.04", "34.04")


@pytest.mark.parametrize("username", ["admin.34.02", "kadis.34.04", "petugas.34.04"])
def test_nobody_else_does_not_even_the_owner(berkode, pemeran, username):
    with pytest.raises((PermissionDenied, Pengguna.DoesNotExist)):
        atur_ulang_kode_kedua(pengguna=berkode, oleh=pemeran[username])
    assert Authenticator.objects.filter(user=berkode).count() == 2


def test_the_half_open_page_is_no_door_to_the_account_page(client, berkode):
    sandi_benar(client)
    for nama in ("akun", "akun_sandi", "akun_kode_kedua", "akun_kode_lepas"):
        url = reverse(nama)
        assert client.get(url).headers["Location"] == f"/masuk/?next={url}"


def test_under_another_secret_key_a_code_is_wrong_and_the_one_before_still_reads(client, berkode, settings):
    lama, settings.SECRET_KEY = settings.SECRET_KEY, "kunci-lain-" * 6
    sandi_benar(client)
    jawaban = client.post(KODE, {"kode": kode()})
    assert (jawaban.status_code, "_auth_user_id" in client.session) == (200, False)
    settings.SECRET_KEY_FALLBACKS = [lama]
    assert client.post(KODE, {"kode": kode()}).status_code == 302
