"""A person is invited, opens the account on a telephone, works, and is shut out; then a kecamatan's desa get slips."""

from urllib.parse import urlsplit

from playwright.sync_api import expect

from wilayah.models import Pengguna

from .conftest import HP
from .test_aksesibilitas import jelajahi, periksa

SANDI_BARU = "Sungai-Boyong-2026"
AKUN = "kades.34.04.16.2004"


def undang(admin):
    admin.goto("/pengguna/")
    admin.get_by_role("link", name="Undang orang").click()
    admin.get_by_label("Nama lengkap").fill("Sri Rejeki")
    admin.get_by_label("Wilayah", exact=True).fill("34.04.16.2004")
    admin.get_by_label("Peran").select_option("kepala_desa")
    admin.get_by_label("Jabatan").fill("Lurah")
    admin.get_by_label("Surat keputusan").fill("SK 1/2026")
    admin.get_by_role("button", name="Buat akun dan tautan").click()
    expect(admin.get_by_text("hanya tampil sekarang")).to_be_visible()
    return urlsplit(admin.locator("#alamat-tautan").inner_text()).path


def buka(orang, tautan):
    orang.goto(tautan)
    orang.get_by_label("Nama lengkap").fill("Sri Rejeki Handayani")
    orang.get_by_label("Kata sandi", exact=True).fill(SANDI_BARU)
    orang.get_by_label("Ulangi kata sandi").fill(SANDI_BARU)
    orang.get_by_role("button", name="Tetapkan kata sandi").click()
    orang.wait_for_url("**/masuk/")
    orang.get_by_label("Nama pengguna").fill(AKUN)
    orang.get_by_label("Kata sandi", exact=True).fill(SANDI_BARU)
    orang.get_by_role("button", name="Masuk").click()
    expect(orang.get_by_role("heading", level=1)).to_be_visible()


def nonaktifkan(admin):
    admin.goto(f"/pengguna/?q={AKUN}")
    admin.get_by_role("link", name="Sri Rejeki Handayani").click()
    admin.get_by_text("Nonaktifkan akun").first.click()
    admin.get_by_label("Alasan").last.fill("Keliru orang")
    admin.get_by_role("button", name="Nonaktifkan akun").click()
    expect(admin.get_by_text("dinonaktifkan. Semua sesinya")).to_be_visible()


def test_undangan_dibuka_dipakai_dan_ditutup(ruang, pemeran):
    admin, orang = ruang.masuk("admin.34.04"), ruang.layar(HP)
    tautan = undang(admin)
    temuan = periksa(admin, "tautan")
    buka(orang, tautan)
    nonaktifkan(admin)
    temuan += jelajahi(admin, admin.url, "/pengguna/", "/pengguna/baru/", "/pengguna/impor/", "/pengguna/massal/")
    orang.goto("/akun/")
    expect(orang.get_by_role("heading", name="Masuk")).to_be_visible()
    temuan += jelajahi(orang, "/aktivasi/", tautan)
    assert not temuan, "\n".join(temuan)


def test_akun_desa_dan_slipnya(ruang, pemeran):
    admin = ruang.masuk("admin.34.04")
    admin.goto("/pengguna/massal/")
    admin.get_by_label("Wilayah", exact=True).select_option("34.04.16")
    admin.get_by_role("button", name="Lanjut").click()
    admin.get_by_label("BKAD").check()
    admin.get_by_role("button", name="Tampilkan").click()
    admin.get_by_label("Surat keputusan").fill("SK 1/2026")
    admin.get_by_role("button", name="Buat 3 akun").click()
    expect(admin.get_by_text("3 akun dibuat")).to_be_visible()
    admin.get_by_text("Cetak 3 slip").click()
    with admin.expect_download() as unduhan:
        admin.get_by_role("button", name="Unduh PDF slip").click()
    assert unduhan.value.suggested_filename == "slip-34.04.16.pdf"
    temuan = periksa(admin, "massal")
    assert not temuan, "\n".join(temuan)
    assert Pengguna.objects.filter(username__startswith="bkad.34.04.16").count() == 4
