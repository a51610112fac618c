"""Browser tests: people at their own screens sign in at /masuk/ and click; nothing is done behind their back."""

import os
from datetime import datetime, time, timedelta
from urllib.parse import urlsplit

import pytest
import time_machine

from siapkan.sistem import cari_peramban
from tests.pemeran import SANDI

HP = {"width": 390, "height": 844}
MEJA = {"width": 1440, "height": 900}
TIDAK_ADA = "NOT RUN: the browser tests need Debian's chromium (apt-get install chromium)"
ARGUMEN = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
SABAR = 30_000


def _chromium():
    jalan = cari_peramban()
    if not jalan and os.environ.get("CI") == "true":
        pytest.fail(TIDAK_ADA)
    return jalan or pytest.skip(TIDAK_ADA)


@pytest.fixture(scope="package")
def peramban():
    """One browser for all; closed with this package, as its event loop must not be seen by other tests."""
    from playwright.sync_api import expect, sync_playwright

    jalan = _chromium()
    with pytest.MonkeyPatch.context() as tambal, sync_playwright() as playwright:
        # Playwright's loop runs in this thread; Django would take each query beside it for a mistake.
        tambal.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        expect.set_options(timeout=SABAR)
        peramban = playwright.chromium.launch(executable_path=jalan, args=ARGUMEN)
        yield peramban
        peramban.close()


class Ruang:
    """Every screen of one test, and what their consoles complained of."""

    def __init__(self, peramban, alamat, **isian):
        self.peramban, self.alamat, self.isian = peramban, alamat, isian
        self.keluhan, self.konteks = [], []

    def layar(self, ukuran=MEJA):
        """A fresh browser profile: no cookies, nobody signed in."""
        konteks = self.peramban.new_context(
            base_url=self.alamat, viewport=ukuran, locale="id-ID", timezone_id="Asia/Jakarta", **self.isian
        )
        konteks.set_default_timeout(SABAR)
        konteks.on("console", self._konsol)
        konteks.on("weberror", lambda galat: self.keluhan.append(f"{galat.page.url}: {galat.error}"))
        konteks.on("response", self._jawaban)
        self.konteks.append(konteks)
        return konteks.new_page()

    def masuk(self, akun, ukuran=MEJA):
        halaman = self.layar(ukuran)
        halaman.goto("/masuk/")
        halaman.get_by_label("Nama pengguna").fill(akun)
        halaman.get_by_label("Kata sandi", exact=True).fill(SANDI)
        halaman.get_by_role("button", name="Masuk", exact=True).click()
        halaman.wait_for_url(lambda url: urlsplit(url).path != "/masuk/")
        return halaman

    def tutup(self):
        for konteks in self.konteks:
            konteks.close()
        assert not self.keluhan, self.keluhan

    def _konsol(self, pesan):
        # Chromium also writes every refusal that a page meant to get to the console; `_jawaban` tells them apart.
        if pesan.type == "error" and not pesan.text.startswith("Failed to load resource"):
            self.keluhan.append(f"{pesan.page and pesan.page.url}: {pesan.text}")

    def _jawaban(self, jawaban):
        if jawaban.status >= 400 and not (jawaban.status < 500 and _disengaja(jawaban.request)):
            self.keluhan.append(f"{jawaban.status} {jawaban.url}")


def _disengaja(permintaan):
    """An autosave that found another version, a page that is not there for this person, a form with errors."""
    jenis = permintaan.resource_type
    return jenis == "fetch" or (jenis == "document" and permintaan.frame.parent_frame is None)


@pytest.fixture
def ruang(peramban, live_server, settings, pemeran):
    settings.BINWAS_ALAMAT = live_server.url
    ruang = Ruang(peramban, live_server.url)
    yield ruang
    ruang.tutup()


class Jam:
    """The clock of everyone: it goes on by itself, and sleeps some days where a journey says so."""

    def __init__(self, pelancong, pagi):
        self.pelancong, self.kini = pelancong, pagi

    def maju(self, hari):
        self.kini += timedelta(days=hari)
        self.pelancong.move_to(self.kini)

    def tanggal(self, hari=0):
        return (self.kini + timedelta(days=hari)).date().isoformat()


@pytest.fixture
def jam(pemeran):
    """Ten in the morning of today, and on from there; `maju` sleeps some days."""
    desa = pemeran.wilayah("34.04.16.2001")
    pagi = datetime.combine(desa.hari_ini(), time(10), tzinfo=desa.zona)
    with time_machine.travel(pagi, tick=True) as pelancong:
        yield Jam(pelancong, pagi)
