"""Journey 11: a kecamatan goes to another kabupaten over an agreement that was just registered. Who read it
still does, whoever has the place now reads it too, and every old code and link leads to it."""

from datetime import date
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.pabrik.draf import buat_draf_lengkap
from wilayah.models import RiwayatWilayah, Wilayah

from .adegan import DESA, OPERATOR
from .conftest import HP
from .test_perjalanan_1 import angka

JUDUL = "Pengelolaan air baku Embung Tirta Arga"
BARU = "34.02.16"


@pytest.fixture
def peta(pemeran):
    """The periods that an import gives every region, and a registration ready to be sent."""
    RiwayatWilayah.objects.bulk_create(
        RiwayatWilayah(
            wilayah=w,
            kode=w.kode,
            nama=w.nama,
            jenis=w.jenis,
            induk=w.induk,
            berlaku_sejak=date(2020, 1, 1),
            dasar_hukum="Kepmendagri",
            edisi="uji",
        )
        for w in Wilayah.objects.exclude(kode="0")
    )
    return buat_draf_lengkap(oleh=pemeran[OPERATOR], desa=pemeran.wilayah(DESA[0]), lain=DESA[1:])


def daftarkan(halaman, draf):
    halaman.goto(f"/kerja-sama/daftarkan/{draf.id_publik}/periksa/")
    halaman.get_by_role("button", name="Daftarkan kerja sama").click()
    halaman.wait_for_url("**/tanda-terima/**")
    halaman.goto("/kerja-sama/")
    halaman.get_by_role("link", name=JUDUL).first.click()
    return halaman.url


def pindahkan(admin):
    admin.goto("/wilayah/perubahan/")
    admin.get_by_role("link", name="Tetapkan perubahan").click()
    admin.get_by_role("link", name="Pindah induk").click()
    admin.get_by_role("combobox", name="Wilayah").fill("34.04.16")
    admin.get_by_label("Kode baru").fill(BARU)
    admin.get_by_label("Berlaku sejak").fill("2026-01-01")
    admin.get_by_label("Dasar hukum").fill("UU 1 Tahun 2026")
    admin.get_by_role("button", name="Lihat yang terkena").click()
    baris = admin.get_by_role("row", name="Kerja sama")
    expect(baris).to_contain_text("1")
    admin.get_by_role("button", name="Tetapkan pindah induk").click()
    expect(admin.get_by_text("Pindah induk ditetapkan")).to_be_visible()


def test_perjalanan_sebelas(ruang, peta):
    operator = ruang.masuk(OPERATOR, HP)
    tautan = daftarkan(operator, peta)
    lama = ruang.masuk("petugas.34.04")
    lama.goto("/dasbor/34.04/")
    assert angka(lama, "Berlaku") == 1

    assert ruang.masuk("petugas.34.02").request.get(tautan).status == 404
    admin = ruang.masuk("admin")
    pindahkan(admin)

    lama.goto(tautan)
    expect(lama.get_by_role("heading", name=JUDUL)).to_be_visible()
    expect(lama.get_by_text(DESA[0]).first).to_be_visible()
    expect(lama.get_by_text(f"{BARU}.2001").first).to_be_visible()
    lama.goto("/dasbor/34.04/")
    assert angka(lama, "Berlaku") == 0
    lama.get_by_role("link", name="Menurut wilayah saat itu").click()
    assert angka(lama, "Berlaku") == 1

    admin.goto("/wilayah/34.04.16/")
    expect(admin.get_by_text(f"34.04.16 (kini {BARU})")).to_be_visible()
    dinas = ruang.masuk("dinas.34")
    for kode in ("34.04.16", BARU, "34.02"):
        dinas.goto(f"/dasbor/{kode}/")
        assert angka(dinas, "Berlaku") == 1, kode
    dinas.goto("/kerja-sama/?wilayah=34.04.16")
    expect(dinas.get_by_role("link", name=JUDUL).first).to_be_visible()
    operator.goto(tautan)
    expect(operator.get_by_role("heading", name=JUDUL)).to_be_visible()
    assert lama.request.get(f"/kerja-sama/{uuid4()}/").status == 404
    baru = ruang.masuk("petugas.34.02")
    baru.goto(tautan)
    expect(baru.get_by_role("heading", name=JUDUL)).to_be_visible()
    assert ruang.masuk("petugas.33.10").request.get(tautan).status == 404
