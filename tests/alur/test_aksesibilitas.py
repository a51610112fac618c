"""axe-core on every kind of page, at both sizes, light and dark: nothing serious or critical."""

from importlib.resources import files
from itertools import product

from playwright.sync_api import expect

from .adegan import DESA, OPERATOR, siapkan
from .conftest import HP, MEJA

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text()
PERIKSA = """async () => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"], iframes: false });
  return violations.filter((v) => ["serious", "critical"].includes(v.impact))
    .map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`);
}"""


def periksa(halaman, nama=None):
    """The findings of the page as it stands, each with where and how the page was shown."""
    halaman.evaluate(AXE)
    temuan = []
    for ukuran, warna in product((MEJA, HP), ("light", "dark")):
        halaman.set_viewport_size(ukuran)
        halaman.emulate_media(color_scheme=warna, reduced_motion="reduce")
        temuan += [f"{nama or halaman.url} {ukuran['width']} {warna} {satu}" for satu in halaman.evaluate(PERIKSA)]
    return temuan


def jelajahi(halaman, *alamat):
    temuan = []
    for satu in alamat:
        halaman.goto(satu)
        temuan += periksa(halaman)
    return temuan


def langkah_dan_galatnya(halaman):
    halaman.goto("/kerja-sama/daftarkan/")
    temuan = periksa(halaman)
    halaman.get_by_role("button", name="Mulai pendaftaran").click()
    halaman.wait_for_url("**/naskah/")
    temuan += periksa(halaman)
    halaman.get_by_role("button", name="Lanjut ke").click()
    expect(halaman.locator("#galat")).to_be_visible()
    temuan += periksa(halaman, "galat langkah")
    lain = [halaman.url.replace("/naskah/", f"/{satu}/") for satu in ("pihak", "waktu", "berkas", "periksa")]
    return temuan + jelajahi(halaman, *lain)


def test_tidak_ada_temuan_berat(ruang, pemeran):
    adegan = siapkan(pemeran)
    temuan = jelajahi(ruang.layar(), "/masuk/", adegan.verifikasi)
    operator = ruang.masuk(OPERATOR)
    temuan += jelajahi(operator, "/", "/kerja-sama/", adegan.kerja_sama, adegan.tanda_terima, "/kotak-masuk/")
    temuan += jelajahi(operator, adegan.perbaikan)
    temuan += langkah_dan_galatnya(operator)
    temuan += jelajahi(ruang.masuk(f"kades.{DESA[1]}"), adegan.kerja_sama + "tanggapan/")
    temuan += jelajahi(ruang.masuk("kecamatan.34.04.16"), "/antrean/", adegan.kerja_sama + "periksa/")
    temuan += jelajahi(ruang.masuk("petugas.34.04"), "/antrean/", "/pemeriksaan/", "/surat/")
    temuan += jelajahi(ruang.masuk("petugas2.34.04"), adegan.pemeriksaan, adegan.pemeriksaan + "tenggat/")
    temuan += jelajahi(ruang.masuk("kadis.34.04"), adegan.surat_siap, adegan.surat_terbit)
    temuan += jelajahi(ruang.masuk("dinas.34"), "/dasbor/34/", "/wilayah/", "/alur/", "/panduan/", "/akun/")
    assert not temuan, "\n".join(temuan)
