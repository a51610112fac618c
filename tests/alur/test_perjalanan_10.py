"""Journey 10: a kepala desa changes in mid-term. Everything happens on the people's own screens; between the evening
and the morning only the clock moves."""

from datetime import datetime, time, timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from playwright.sync_api import expect

from tests.pabrik.kerjasama import buat_kerja_sama

from .adegan import DESA
from .conftest import HP

JUDUL = "Ambulans desa bersama"
LAMA, BARU, ADMIN = f"kades.{DESA[1]}", f"operator.{DESA[1]}", "admin.34.04"


@pytest.fixture
def jam(pemeran):
    """Ten in the morning, and on from there: a browser does not trust a clock that stands still."""
    desa = pemeran.wilayah(DESA[1])
    pagi = datetime.combine(desa.hari_ini(), time(10), tzinfo=desa.zona)
    with time_machine.travel(pagi, tick=True) as pelancong:
        yield pelancong, pagi


@pytest.fixture
def pendaftaran(pemeran, jam):
    """A registration by the neighbour, which names the desa and waits for its answer."""
    desa = [pemeran.wilayah(kode) for kode in DESA[:2]]
    return buat_kerja_sama(desa=desa, oleh=pemeran[f"operator.{DESA[0]}"], judul=JUDUL)


def buka_penugasan(admin, akun, peran):
    admin.goto("/pengguna/")
    admin.get_by_label("Nama, nama pengguna, atau wilayah").fill(akun)
    admin.get_by_role("button", name="Saring").click()
    admin.get_by_role("link", name=f"Nama {akun}").click()
    admin.get_by_role("row").filter(has_text=peran).get_by_role("link").first.click()


def akhiri(admin):
    admin.get_by_role("link", name="Akhiri", exact=True).click()
    admin.get_by_label("Alasan").fill("Mengundurkan diri.")
    admin.get_by_role("button", name="Akhiri penugasan").click()
    expect(admin.get_by_role("heading", name="Serah terima pekerjaan")).to_be_visible()
    expect(admin.get_by_role("row").filter(has_text="Pendaftaran menunggu tanggapan")).to_contain_text("1")
    expect(admin.get_by_text(JUDUL)).to_have_count(0)


def tetapkan_pengganti(admin):
    admin.get_by_role("link", name="Tetapkan pengganti").click()
    admin.get_by_label("Nama pengguna").fill(BARU)
    admin.get_by_label("Surat keputusan").fill("Keputusan Bupati Nomor 77 Tahun 2026")
    expect(admin.get_by_label("Wilayah", exact=True)).to_have_value(DESA[1])
    admin.get_by_role("button", name="Beri penugasan").click()
    expect(admin.get_by_text(f"Nama {BARU} bertugas sebagai Kepala desa.")).to_be_visible()


def serahkan(admin):
    expect(admin.get_by_label("Diserahkan kepada")).not_to_have_value("")
    admin.get_by_role("button", name="Serahkan").click()
    expect(admin.get_by_text("Pekerjaan diserahkan dan penggantinya diberi tahu.")).to_be_visible()
    expect(admin.get_by_role("link", name="Berita acara (PDF)")).to_be_visible()


def tanggapi(halaman):
    halaman.get_by_role("link", name=f"Tanggapi {JUDUL}").click()
    halaman.get_by_label("Keberatan, ada yang keliru").check()
    halaman.get_by_label("Alasan keberatan").fill("Bagian kami belum benar.")
    halaman.get_by_role("button", name="Kirim tanggapan").click()
    expect(halaman.get_by_text("Tanggapan tercatat: keberatan")).to_be_visible()


def test_kepala_desa_berganti(ruang, pendaftaran, jam):
    pelancong, pagi = jam
    lama = ruang.masuk(LAMA, HP)
    expect(lama.get_by_role("link", name=f"Tanggapi {JUDUL}")).to_be_visible()
    alamat = urlsplit(lama.get_by_role("link", name=f"Tanggapi {JUDUL}").get_attribute("href")).path

    admin = ruang.masuk(ADMIN)
    buka_penugasan(admin, LAMA, "Kepala desa")
    akhiri(admin)
    tetapkan_pengganti(admin)
    serahkan(admin)

    lama.reload()  # today is the last day
    expect(lama.get_by_role("link", name=f"Tanggapi {JUDUL}")).to_be_visible()

    pelancong.move_to(datetime.combine(pagi.date() + timedelta(days=1), time(0, 0, 5), tzinfo=pagi.tzinfo))
    lama = ruang.masuk(LAMA, HP)
    expect(lama.get_by_text(JUDUL)).to_have_count(0)
    assert lama.goto(alamat).status == 404
    lama.goto("/kerja-sama/")
    expect(lama.get_by_text(JUDUL)).to_have_count(0)

    baru = ruang.masuk(BARU, HP)
    baru.get_by_role("group").filter(has=baru.locator("summary[aria-label^='Akun:']")).locator("summary").click()
    baru.get_by_role("button", name="Kepala desa").click()
    baru.goto("/kotak-masuk/")
    baru.get_by_role("link", name="Serah terima: Kepala desa").first.click()
    expect(baru.get_by_role("link", name=JUDUL)).to_be_visible()
    baru.goto("/")
    tanggapi(baru)
