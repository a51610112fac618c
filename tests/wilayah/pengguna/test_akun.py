"""One's own account: the hat, the password, the list of assignments."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tests.pemeran import SANDI
from wilayah.models import Jejak, Pengguna
from wilayah.pengguna.services import akhiri_penugasan, beri_penugasan

BARU = "Sungai-Boyong-2026"
AWAL = {"old_password": SANDI, "new_password1": BARU, "new_password2": BARU}


@pytest.fixture
def dua_topi(pemeran):
    orang = pemeran["petugas.34.04"]
    kedua = beri_penugasan(
        pengguna=orang,
        wilayah=pemeran.wilayah("34.04.16"),
        peran="petugas_kecamatan",
        jabatan="Plt. Kasi",
        sk="SK 2",
        mulai=date(2026, 1, 1),
    )
    return orang, orang.penugasan.exclude(pk=kedua.pk).get(), kedua


def topi(client):
    return client.get("/panduan/").context["topi"]


def test_the_hat_changes_menu_and_landing(masuk, dua_topi):
    orang, pertama, kedua = dua_topi
    client = masuk(orang)
    assert topi(client) == pertama
    assert client.post("/ganti-topi/", {"penugasan": kedua.pk}).headers["Location"] == "/"
    assert topi(client) == kedua
    assert [t.name for t in client.get("/antrean/").templates][0] == "binwas/antrean/kecamatan.html"
    client.post("/ganti-topi/", {"penugasan": pertama.pk})
    assert [t.name for t in client.get("/antrean/").templates][0] == "binwas/antrean/kabupaten.html"


def test_scope_is_the_union_whatever_the_hat(masuk, pemeran, dua_topi):
    orang, _, kedua = dua_topi
    client = masuk(orang)
    client.post("/ganti-topi/", {"penugasan": kedua.pk})
    assert client.get("/dasbor/34.04/").status_code == 200


def test_a_hat_of_someone_else_or_of_the_past_can_not_be_worn(masuk, pemeran, dua_topi):
    orang, pertama, _ = dua_topi
    usang = beri_penugasan(
        pengguna=orang,
        wilayah=pemeran.wilayah("34.04"),
        peran="pemaraf_kabupaten",
        jabatan="J",
        sk="SK",
        mulai=date(2020, 1, 1),
        selesai=pemeran.wilayah("34.04").hari_ini() - timedelta(1),
    )
    client = masuk(orang)
    lain = pemeran["kadis.34.04"].penugasan.get()
    for pk in (lain.pk, usang.pk, 0, "", "x", "²", "9" * 5000):
        assert client.post("/ganti-topi/", {"penugasan": pk}).status_code == 404
    assert topi(client) == pertama


@pytest.mark.parametrize(
    ("lanjut", "tujuan"), [("/surat/", "/surat/"), ("https://jahat.test/", "/"), ("//x.test", "/")]
)
def test_changing_hats_stays_on_the_site(masuk, dua_topi, lanjut, tujuan):
    orang, _, kedua = dua_topi
    jawaban = masuk(orang).post("/ganti-topi/", {"penugasan": kedua.pk, "lanjut": lanjut})
    assert jawaban.headers["Location"] == tujuan


def test_an_assignment_does_not_end_before_it_began(pemeran):
    tugas = pemeran["kades.34.04.16.2001"].penugasan.get()
    with pytest.raises(ValidationError):
        akhiri_penugasan(penugasan=tugas, selesai=tugas.tanggal_mulai - timedelta(1))


def test_a_hat_that_ended_is_taken_off(masuk, dua_topi, time_machine):
    orang, pertama, kedua = dua_topi
    client = masuk(orang)
    client.post("/ganti-topi/", {"penugasan": kedua.pk})
    kedua.sebelum = kedua.dari + timedelta(days=1)
    kedua.save()
    assert topi(client) == pertama


def test_password_is_changed_and_other_devices_are_signed_out(pemeran):
    ini, lain = Client(), Client()
    for c in (ini, lain):
        c.post("/masuk/", {"username": "petugas.34.04", "password": SANDI})
    jawaban = ini.post("/akun/sandi/", AWAL, follow=True)
    assert "Kata sandi diganti" in jawaban.content.decode()
    assert ini.get("/akun/").status_code == 200
    assert lain.get("/akun/").status_code == 302
    assert pemeran["petugas.34.04"].check_password(BARU)


def test_the_trail_records_that_and_not_what(masuk, pemeran):
    masuk(pemeran["petugas.34.04"]).post("/akun/sandi/", AWAL)
    jejak = Jejak.objects.get(peristiwa="pengguna.ganti_sandi")
    assert jejak.oleh.username == "petugas.34.04" and jejak.izin_baca == "lihat_jejak"
    assert BARU not in str(vars(jejak)) and SANDI not in str(vars(jejak))


@pytest.mark.parametrize(
    ("isian", "pesan"),
    [
        ({"old_password": "salah"}, "Kata sandi lama tidak cocok."),
        ({"new_password2": "lain-sekali-1"}, "Ulangi kata sandi baru dengan tulisan yang sama."),
        ({"new_password1": "12345", "new_password2": "12345"}, "terlalu pendek"),
        ({"new_password1": "password1", "new_password2": "password1"}, "terlalu umum"),
    ],
)
def test_a_refused_password_says_why_and_changes_nothing(masuk, pemeran, isian, pesan):
    jawaban = masuk(pemeran["petugas.34.04"]).post("/akun/sandi/", AWAL | isian)
    assert jawaban.status_code == 200
    assert pesan.lower() in jawaban.content.decode().lower()
    assert pemeran["petugas.34.04"].check_password(SANDI)


def test_the_account_lists_ones_own_assignments(masuk, pemeran, dua_topi):
    halaman = masuk(dua_topi[0]).get("/akun/").content.decode()
    assert "Plt. Kasi" in halaman and "SK 2" in halaman and "Penelaah Kerja Sama" in halaman
    assert "Kepala Dinas PMK" not in halaman


def test_nobody_is_a_superuser(pemeran):
    assert not Pengguna.objects.filter(is_superuser=True).exists()
