"""The lock after repeated failures: by name and network, for names that exist and names that do not."""

import pytest
from axes.models import AccessAttempt
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from tests.pemeran import SANDI
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.models import Jejak, Pengguna
from wilayah.pengguna.queries_masuk import kunci_masuk
from wilayah.pengguna.services.masuk import buka_kunci_masuk

RUMAH = "203.0.113.7"


def coba(username="petugas.34.04", password="salah", alamat=RUMAH):
    return Client(REMOTE_ADDR=alamat).post("/masuk/", {"username": username, "password": password})


@pytest.fixture
def batas(settings):
    return settings.AXES_FAILURE_LIMIT


@pytest.fixture
def terkunci(pemeran, batas):
    for _ in range(batas):
        jawaban = coba()
    assert jawaban.status_code == 429
    return pemeran["petugas.34.04"]


def test_the_last_failure_locks_and_the_right_password_no_longer_opens(pemeran, batas):
    assert [coba().status_code for _ in range(batas)] == [200] * (batas - 1) + [429]
    jawaban = coba(password=SANDI)
    assert jawaban.status_code == 429
    assert "Terlalu banyak percobaan" in jawaban.content.decode() and "15 menit" in jawaban.content.decode()


def test_the_lock_reads_alike_for_a_name_that_does_not_exist(terkunci, batas):
    for _ in range(batas):
        asing = coba("tidak.ada")
    assert (asing.status_code, asing.content) == (429, coba().content)


def test_the_lock_holds_for_one_network_and_one_name(terkunci):
    assert coba(alamat="203.0.113.200", password=SANDI).status_code == 429  # the same /24
    assert coba(alamat="203.0.114.7", password=SANDI).status_code == 302
    assert coba("kabid.34.04", SANDI).status_code == 302


def test_other_headers_do_not_get_around_it(terkunci):
    for kepala in ({"HTTP_X_FORWARDED_FOR": "198.51.100.1"}, {"HTTP_USER_AGENT": "lain"}):
        jawaban = Client(REMOTE_ADDR=RUMAH, **kepala).post(
            "/masuk/", {"username": terkunci.username, "password": SANDI}
        )
        assert jawaban.status_code == 429


def test_the_lock_opens_by_itself_and_trying_on_does_not_prolong_it(pemeran, batas, settings, time_machine):
    time_machine.move_to("2026-11-25T08:00:00Z", tick=False)
    for _ in range(batas):
        coba()
    time_machine.shift(settings.AXES_COOLOFF_TIME / 2)
    assert coba(password=SANDI).status_code == 429
    time_machine.shift(settings.AXES_COOLOFF_TIME / 2)
    time_machine.shift(1)
    assert coba(password=SANDI).status_code == 302


def test_success_takes_the_count_back(pemeran, batas):
    for _ in range(batas - 1):
        coba()
    assert coba(password=SANDI).status_code == 302
    assert coba().status_code == 200


def test_passwords_asked_again_inside_count_too(masuk, pemeran, batas):
    client = masuk(pemeran["petugas.34.04"])
    isian = {"old_password": "salah", "new_password1": "Sungai-Boyong-2026", "new_password2": "Sungai-Boyong-2026"}
    assert [client.post("/akun/sandi/", isian).status_code for _ in range(batas)] == [200] * (batas - 1) + [429]
    assert client.post("/akun/sandi/", isian | {"old_password": SANDI}).status_code == 429
    assert client.post("/akun/surel/", {"surel": "", "sandi": SANDI}).status_code == 429
    assert pemeran["petugas.34.04"].check_password(SANDI)


def test_nothing_that_was_typed_is_kept(terkunci):
    coba("kabid.34.04", "rahasia-sekali")
    baris = str(list(AccessAttempt.objects.values_list("get_data", "post_data", "ip_address")))
    assert "rahasia" not in baris and "salah" not in baris and RUMAH not in baris


def test_an_admin_sees_from_where_and_until_when(terkunci, pemeran):
    (baris,) = kunci_masuk(terkunci)
    assert (baris["jaringan"], baris["kali"]) == ("203.0.113.0/24", 5) and baris["sampai"] > timezone.now()
    coba("kabid.34.04")
    assert kunci_masuk(pemeran["kabid.34.04"]) == []


def test_an_admin_of_the_region_lifts_it(terkunci, pemeran):
    buka_kunci_masuk(pengguna=terkunci, oleh=pemeran["admin.34.04"])
    assert kunci_masuk(terkunci) == []
    assert coba(password=SANDI).status_code == 302
    jejak = Jejak.objects.get(peristiwa="pengguna.kunci_dibuka")
    assert (jejak.oleh.username, jejak.wilayah.kode) == ("admin.34.04", "34.04")
    with pytest.raises(TindakanTertutup):
        buka_kunci_masuk(pengguna=terkunci, oleh=pemeran["admin.34.04"])


@pytest.mark.parametrize("username", ["admin.34.02", "kadis.34.04", "petugas.34.04"])
def test_nobody_else_lifts_it(terkunci, pemeran, username):
    with pytest.raises((PermissionDenied, Pengguna.DoesNotExist)):
        buka_kunci_masuk(pengguna=terkunci, oleh=pemeran[username])
    assert kunci_masuk(terkunci)


def test_the_command_lifts_it(terkunci):
    call_command("axes_reset_username", "petugas.34.04", verbosity=0)
    assert coba(password=SANDI).status_code == 302
