"""What was typed into a registration is never lost: not to haste, not to a second tab, not to a dead connection."""

import pytest
from playwright.sync_api import expect

from kerjasama.models import DrafPendaftaran

from .conftest import HP

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def hp(ruang):
    halaman = ruang.masuk("operator.34.04.16.2003", HP)
    halaman.goto("/kerja-sama/daftarkan/")
    halaman.get_by_role("button", name="Mulai pendaftaran").click()
    halaman.wait_for_url("**/naskah/")
    return halaman


def judul(halaman):
    return halaman.get_by_role("textbox", name="Judul")


def tersimpan(halaman):
    expect(halaman.locator("[data-simpan-status]")).to_contain_text("Tersimpan")


def test_tergesa_gesa_lalu_kembali_tanpa_pertengkaran_dengan_diri_sendiri(hp):
    alamat = hp.url
    hp.get_by_label("Antar-desa").check()
    hp.get_by_label("Pembangunan desa").check()
    hp.get_by_label("Urusan").select_option("air")
    judul(hp).fill("Judul akhir")
    hp.get_by_role("button", name="Lanjut ke").click()
    hp.wait_for_url("**/pihak/")
    hp.goto(alamat)
    expect(judul(hp)).to_have_value("Judul akhir")
    judul(hp).fill("")
    hp.get_by_role("button", name="Lanjut ke").click()
    expect(hp.locator(".galat-ringkas")).to_contain_text("Isi judul")
    judul(hp).fill("Sudah benar")
    hp.get_by_role("button", name="Lanjut ke").click()
    hp.wait_for_url("**/pihak/")
    assert DrafPendaftaran.objects.get().isi["judul"] == "Sudah benar"


def test_enter_di_pencarian_tidak_menghapus_pihak(hp):
    hp.goto(hp.url.replace("/naskah/", "/pihak/"))
    for satu in ("Candibinangun", "Pakembinangun"):
        hp.get_by_label("Cari desa lain").fill(satu)
        hp.keyboard.press("Enter")
        hp.get_by_role("button", name=f"Tambahkan Kalurahan {satu}").click()
        expect(hp.locator("#para-pihak ol")).to_contain_text(satu)
    expect(hp.locator("#para-pihak ol")).to_contain_text("Candibinangun")


def test_dua_tab_menunjukkan_dua_versi(hp):
    dua = hp.context.new_page()
    dua.goto(hp.url)
    judul(hp).fill("Dari tab satu")
    tersimpan(hp)
    judul(dua).fill("Dari tab dua")
    konflik = dua.locator("[data-konflik]")
    expect(konflik).to_contain_text("Dari tab satu")
    expect(konflik).to_contain_text("Dari tab dua")
    dua.get_by_role("button", name="Pakai punya saya").click()
    tersimpan(dua)
    assert DrafPendaftaran.objects.get().isi["judul"] == "Dari tab dua"


def test_tanpa_sinyal_isian_bertahan_dan_terkirim(hp):
    hp.context.set_offline(True)
    judul(hp).fill("Ditulis tanpa sinyal")
    expect(hp.locator("#pita-belum")).to_contain_text("BELUM TERKIRIM")
    assert "judul" not in DrafPendaftaran.objects.get().isi
    hp.context.set_offline(False)
    tersimpan(hp)
    assert DrafPendaftaran.objects.get().isi["judul"] == "Ditulis tanpa sinyal"
