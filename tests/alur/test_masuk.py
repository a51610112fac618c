"""Signing in, as people do it: with a code, with a first password, on two devices, and too often wrong."""

import re
import time
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import expect

from tests.pemeran import SANDI
from wilayah.models import Pengguna

from .conftest import HP, MEJA

pytestmark = pytest.mark.django_db(transaction=True)
BARU = "Sungai-Boyong-2026"


def isi_masuk(halaman, akun, sandi=SANDI):
    halaman.goto("/masuk/")
    halaman.get_by_label("Nama pengguna").fill(akun)
    halaman.get_by_label("Kata sandi", exact=True).fill(sandi)
    halaman.get_by_role("button", name="Masuk", exact=True).click()


def kode(rahasia, langkah=0):
    return format_hotp_value(hotp_value(rahasia, int(time.time()) // 30 + langkah))


def pasang_kode(halaman):
    """Through the page, with the code of the step before, not at its last moment. Returns the secret and a recovery
    code."""
    sisa = 30 - time.time() % 30
    time.sleep(sisa if sisa < 5 else 0)
    halaman.get_by_role("link", name="Pasang kode kedua").click()
    rahasia = halaman.locator("#kunci-aplikasi").inner_text().replace(" ", "")
    halaman.get_by_label("Kode dari aplikasi").fill(kode(rahasia, -1))
    halaman.get_by_label("Kata sandi Anda").fill(SANDI)
    halaman.get_by_role("button", name="Pasang kode kedua").click()
    cadangan = halaman.locator(".kode-cadangan li").all_inner_texts()
    assert len(cadangan) == 10
    halaman.get_by_role("link", name="Sudah saya simpan, lanjutkan").click()
    expect(halaman.get_by_role("heading", name="Akun saya")).to_be_visible()
    return rahasia, cadangan[0]


@pytest.mark.parametrize("ukuran", [MEJA, HP])
def test_kode_kedua(ruang, ukuran):
    pertama = ruang.masuk("petugas.34.04", ukuran)
    pertama.goto("/akun/")
    rahasia, cadangan = pasang_kode(pertama)

    kedua = ruang.layar(ukuran)
    isi_masuk(kedua, "petugas.34.04")
    expect(kedua.get_by_role("heading", name="Ketik kode kedua")).to_be_visible()
    kedua.goto("/kerja-sama/")
    assert urlsplit(kedua.url).path == "/masuk/"  # the password alone opens nothing
    isi_masuk(kedua, "petugas.34.04")
    kedua.get_by_label("Kode kedua").fill(kode(rahasia))
    kedua.get_by_role("button", name="Masuk", exact=True).click()
    expect(kedua).to_have_url(re.compile("/antrean/$"))

    ketiga = ruang.layar(ukuran)
    isi_masuk(ketiga, "petugas.34.04")
    ketiga.get_by_label("Kode kedua").fill(cadangan)
    ketiga.get_by_role("button", name="Masuk", exact=True).click()
    expect(ketiga.get_by_text("Anda masuk dengan kode cadangan. Sisa 9")).to_be_visible()


def test_kata_sandi_pertama(ruang, pemeran):
    Pengguna.objects.filter(username="kades.34.04.16.2001").update(harus_ganti_sandi=True)
    halaman = ruang.layar(HP)
    isi_masuk(halaman, "kades.34.04.16.2001")
    expect(halaman.get_by_role("heading", name="Ganti kata sandi")).to_be_visible()
    halaman.goto("/kerja-sama/")
    expect(halaman).to_have_url(re.compile("/akun/sandi/$"))
    halaman.get_by_label("Kata sandi lama").fill(SANDI)
    halaman.get_by_label("Kata sandi baru", exact=True).fill(BARU)
    halaman.get_by_label("Ulangi kata sandi baru").fill(BARU)
    halaman.get_by_role("button", name="Ganti kata sandi").click()
    expect(halaman).to_have_url(re.compile("/kerja-sama/$"))


def test_perangkat_lain_dikeluarkan(ruang):
    ini, lain = ruang.masuk("petugas.34.04"), ruang.masuk("petugas.34.04", HP)
    ini.goto("/akun/")
    perangkat = ini.locator(".daftar-perangkat li")
    expect(perangkat).to_have_count(2)
    ini.get_by_role("button", name=re.compile("^Keluarkan Chrome")).click()
    expect(ini.get_by_text("1 perangkat dikeluarkan.")).to_be_visible()
    expect(perangkat).to_have_count(1)
    lain.goto("/kerja-sama/")
    assert urlsplit(lain.url).path == "/masuk/"


def test_terkunci_lalu_dibuka_admin(ruang, pemeran, settings):
    halaman = ruang.layar()
    for _ in range(settings.AXES_FAILURE_LIMIT):
        isi_masuk(halaman, "petugas.34.04", "salah-ketik")
    expect(halaman.get_by_role("heading", name="Terlalu banyak percobaan")).to_be_visible()
    isi_masuk(halaman, "petugas.34.04")
    expect(halaman.get_by_text("Tunggu 15 menit")).to_be_visible()

    admin = ruang.masuk("admin.34.04")
    admin.goto("/pengguna/?q=petugas.34.04")
    admin.get_by_role("link", name="Nama petugas.34.04").first.click()
    expect(admin.get_by_text(re.compile("Terkunci sampai"))).to_be_visible()
    admin.locator("summary", has_text="Buka kunci masuk").click()
    admin.get_by_role("button", name="Buka kunci masuk").click()
    expect(admin.get_by_text("dapat mencoba masuk lagi")).to_be_visible()

    isi_masuk(halaman, "petugas.34.04")
    expect(halaman).to_have_url(re.compile("/antrean/$"))
