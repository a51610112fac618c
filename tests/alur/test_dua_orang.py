"""Two officers at one instrument, and one without a connection: nobody's words are overwritten or lost."""

import re

import pytest
from playwright.sync_api import expect

from .adegan import ditelaah


@pytest.fixture
def alamat(pemeran, ruang):
    return f"/pemeriksaan/{ditelaah(pemeran).id_publik}/"


def buka(ruang, akun, alamat):
    halaman = ruang.masuk(akun)
    halaman.goto(alamat)
    return halaman, halaman.locator("[data-butir]").first


def tersimpan(halaman):
    # With the time of day: the page begins with the promise that it saves by itself.
    expect(halaman.locator("[data-simpan-status]")).to_have_text(re.compile(r"^Tersimpan \d"))


def test_dua_orang_melihat_versi_masing_masing(ruang, alamat):
    satu, butir_satu = buka(ruang, "petugas.34.04", alamat)
    dua, butir_dua = buka(ruang, "petugas2.34.04", alamat)
    with satu.expect_response("**/jawaban/"):
        butir_satu.get_by_role("radiogroup").get_by_text("Perlu perbaikan").click()
    with satu.expect_response("**/jawaban/"):
        butir_satu.get_by_label("Catatan untuk desa").fill("Pembagian biaya belum ada.")
    butir_dua.get_by_role("radiogroup").get_by_text("Sesuai", exact=True).click()
    konflik = butir_dua.locator("[data-konflik]")
    expect(konflik).to_contain_text("Versi Nama petugas.34.04")
    expect(konflik).to_contain_text("Pembagian biaya belum ada.")
    expect(konflik).to_contain_text("Versi Anda")
    konflik.get_by_role("button", name="Pakai punya saya").click()
    tersimpan(dua)
    butir_satu.get_by_label("Pasal").fill("Pasal 7")
    expect(butir_satu.locator("[data-konflik]")).to_contain_text("Versi Nama petugas2.34.04")
    butir_satu.get_by_role("button", name="Pakai yang ini").click()
    expect(butir_satu.get_by_label("Sesuai", exact=True)).to_be_checked()
    satu.reload()
    expect(butir_satu.get_by_label("Sesuai", exact=True)).to_be_checked()


def test_tanpa_sinyal_jawaban_tinggal_di_perangkat_lalu_terkirim(ruang, alamat):
    halaman, butir = buka(ruang, "petugas.34.04", alamat)
    halaman.context.set_offline(True)
    butir.get_by_role("radiogroup").get_by_text("Bertentangan").click()
    expect(halaman.locator("#pita-belum")).to_contain_text("BELUM TERKIRIM")
    halaman.context.set_offline(False)
    expect(halaman.locator("#pita-belum")).to_be_hidden()
    tersimpan(halaman)
    halaman.reload()
    expect(butir.get_by_label("Bertentangan")).to_be_checked()


def test_peramban_ditutup_tanpa_sinyal_jawaban_terkirim_saat_dibuka_lagi(ruang, alamat):
    halaman, butir = buka(ruang, "petugas.34.04", alamat)
    profil = halaman.context
    profil.set_offline(True)
    butir.get_by_role("radiogroup").get_by_text("Sesuai", exact=True).click()
    butir.get_by_label("Catatan untuk desa").fill("Ditulis di jalan.")
    halaman.close()
    profil.set_offline(False)
    lagi = profil.new_page()
    with lagi.expect_response("**/jawaban/"):
        lagi.goto(alamat)
    tersimpan(lagi)
    _, butir_rekan = buka(ruang, "petugas2.34.04", alamat)
    expect(butir_rekan.get_by_label("Sesuai", exact=True)).to_be_checked()
    expect(butir_rekan.get_by_label("Catatan untuk desa")).to_have_value("Ditulis di jalan.")
