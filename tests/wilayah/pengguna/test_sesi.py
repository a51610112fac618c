"""Devices: the list says what holds, and what is ended is out at the next request."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from tests.pemeran import SANDI
from wilayah.models import KunciKirim, SesiPengguna, TautanAkun
from wilayah.pengguna.perangkat import alamat_klien, awalan_ip, sebut_perangkat
from wilayah.pengguna.services.sesi import JEDA_CATAT, akhiri_semua_sesi

CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36"
PONSEL = "Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36"
MULAI = "2026-11-25T08:00:00Z"


def perangkat(username="petugas.34.04", agen=CHROME, alamat="203.0.113.7"):
    client = Client(HTTP_USER_AGENT=agen, REMOTE_ADDR=alamat)
    client.post("/masuk/", {"username": username, "password": SANDI})
    return client


def didalam(client):
    return client.get("/akun/").status_code == 200


def sesi(client):
    return SesiPengguna.objects.get(pk=client.session.session_key)


@pytest.mark.parametrize(
    ("agen", "sebutan"),
    [
        (CHROME, "Chrome di Windows"),
        (PONSEL, "Chrome di Android"),
        (f"{CHROME} Edg/142.0", "Edge di Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox di Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari di iPhone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1", "Safari di macOS"),
        ("curl/8.5", "Perangkat tidak dikenal"),
        ("", "Perangkat tidak dikenal"),
    ],
)
def test_a_device_in_words(agen, sebutan):
    assert sebut_perangkat(agen) == sebutan


@pytest.mark.parametrize(
    ("alamat", "awalan"),
    [
        ("203.0.113.7", "203.0.113.0/24"),
        ("::ffff:203.0.113.7", "203.0.113.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("", "None"),
        ("unknown", "None"),
    ],
)
def test_only_the_network_of_an_address_is_kept(alamat, awalan):
    assert str(awalan_ip(alamat)) == awalan


@pytest.mark.parametrize(
    ("aman", "proksi", "kepala", "alamat"),
    [
        (False, 1, "198.51.100.1", "10.0.0.1"),  # anybody can write the header
        (True, 1, "198.51.100.1", "198.51.100.1"),
        (True, 1, "6.6.6.6, 198.51.100.1", "198.51.100.1"),  # made up by the client
        (True, 2, "6.6.6.6, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        (True, 2, "198.51.100.1", "10.0.0.1"),
        (True, 1, "", "10.0.0.1"),
    ],
)
def test_the_proxy_is_believed_only_where_there_is_one(rf, settings, aman, proksi, kepala, alamat):
    settings.BINWAS_AMAN, settings.BINWAS_PROKSI = aman, proksi
    lain = {"HTTP_X_FORWARDED_FOR": kepala} if kepala else {}
    assert alamat_klien(rf.get("/", REMOTE_ADDR="10.0.0.1", **lain)) == alamat


def test_the_list_shows_ones_own_devices_in_words(pemeran):
    ini, _, asing = perangkat(), perangkat(agen=PONSEL, alamat="198.51.100.9"), perangkat("kabid.34.04", "Firefox/1")
    halaman = ini.get("/akun/").content.decode()
    assert "Chrome di Windows" in halaman and "Chrome di Android" in halaman and "198.51.100.0/24" in halaman
    assert halaman.count("Perangkat ini") == 1
    assert "Firefox" not in halaman and str(sesi(asing).id_publik) not in halaman
    assert "203.0.113.7" not in str(SesiPengguna.objects.values_list())


def test_one_device_is_signed_out_at_its_next_request(pemeran):
    ini, lain = perangkat(), perangkat(agen=PONSEL)
    assert didalam(lain)
    ini.post(f"/akun/perangkat/{sesi(lain).id_publik}/keluarkan/")
    assert not didalam(lain) and didalam(ini)
    assert "Chrome di Android" not in ini.get("/akun/").content.decode()


def test_all_others_are_signed_out(pemeran):
    ini, *lain = perangkat(), perangkat(), perangkat()
    asing = perangkat("kabid.34.04")
    ini.post("/akun/perangkat/keluarkan/")
    assert didalam(ini) and didalam(asing)
    assert not any(didalam(c) for c in lain)


def test_nobody_signs_out_a_stranger(pemeran):
    ini, asing = perangkat(), perangkat("kabid.34.04")
    for id_publik in (sesi(asing).id_publik, uuid4()):
        jawaban = ini.post(f"/akun/perangkat/{id_publik}/keluarkan/", follow=True)
        assert "sudah tidak masuk" in jawaban.content.decode()
    assert didalam(asing)


def test_a_new_password_leaves_this_device_only(pemeran):
    ini, lain = perangkat(), perangkat()
    baru = "Sungai-Boyong-2026"
    ini.post("/akun/sandi/", {"old_password": SANDI, "new_password1": baru, "new_password2": baru})
    assert didalam(ini) and not didalam(lain)
    assert SesiPengguna.objects.filter(pengguna=pemeran["petugas.34.04"]).count() == 1


def test_all_devices_of_a_person_end_together(pemeran):
    satu, dua, asing = perangkat(), perangkat(), perangkat("kabid.34.04")
    assert akhiri_semua_sesi(pengguna=pemeran["petugas.34.04"]) == 2
    assert not didalam(satu) and not didalam(dua) and didalam(asing)


def test_use_is_written_down_now_and_then_only(pemeran, time_machine):
    time_machine.move_to(MULAI, tick=False)
    client = perangkat()
    time_machine.shift(JEDA_CATAT - timedelta(seconds=1))
    client.get("/akun/")
    assert sesi(client).terakhir.isoformat().startswith("2026-11-25T08:00:00")
    time_machine.shift(2)
    client.get("/akun/")
    baris = sesi(client)
    assert baris.terakhir.isoformat().startswith("2026-11-25T08:05:01")
    assert baris.dibuat.isoformat().startswith("2026-11-25T08:00:00")
    id_publik = baris.id_publik
    client.post("/ganti-topi/", {"penugasan": pemeran["petugas.34.04"].penugasan.get().pk})
    baris = sesi(client)
    assert (baris.id_publik, baris.dibuat.hour) == (id_publik, 8)


def test_a_session_left_alone_ends(pemeran, time_machine, settings):
    time_machine.move_to(MULAI, tick=False)
    client = perangkat()
    time_machine.shift(settings.BINWAS_SESI_DIAM - timedelta(minutes=1))
    assert didalam(client)
    time_machine.shift(settings.BINWAS_SESI_DIAM + timedelta(minutes=1))
    assert not didalam(client)


def test_a_session_in_use_ends_too(pemeran, time_machine, settings):
    time_machine.move_to(MULAI, tick=False)
    client = perangkat()
    for _ in range(settings.SESSION_COOKIE_AGE // 3600 - 1):
        time_machine.shift(timedelta(hours=1))
        assert client.get("/panduan/").status_code == 200
    time_machine.shift(timedelta(hours=1, seconds=1))
    assert not didalam(client)


def test_cleaning_takes_what_is_over_and_nothing_else(pemeran, time_machine, capsys):
    time_machine.move_to(MULAI, tick=False)
    orang = pemeran["petugas.34.04"]
    lama = perangkat()
    KunciKirim.objects.create(pengguna=orang, kunci="lama")
    TautanAkun.objects.create(
        pengguna=orang, tujuan="undangan", hash_kode="a", kedaluwarsa=timezone.now() + timedelta(days=7)
    )
    time_machine.shift(timedelta(days=38))
    baru = perangkat()
    KunciKirim.objects.create(pengguna=orang, kunci="baru")
    tautan = TautanAkun.objects.create(
        pengguna=orang, tujuan="undangan", hash_kode="b", kedaluwarsa=timezone.now() + timedelta(days=7)
    )
    for _ in range(2):  # a second run finds nothing
        call_command("bersihkan")
    assert [k.kunci for k in KunciKirim.objects.all()] == ["baru"]
    assert [t.pk for t in TautanAkun.objects.all()] == [tautan.pk]
    assert didalam(baru) and not didalam(lama)
    assert "sesi: 1 dihapus" in capsys.readouterr().out


@pytest.mark.parametrize("banyak", [1, 3])
def test_the_page_costs_the_same_for_one_device_and_three(pemeran, django_assert_num_queries, banyak):
    client = perangkat()
    for _ in range(banyak - 1):
        perangkat()
    with django_assert_num_queries(9):
        client.get("/akun/")
