"""The narrowest phone: nothing runs out of the window, and no button hides behind the bar at the bottom."""

from .adegan import DESA, OPERATOR, siapkan

SEMPIT = {"width": 360, "height": 740}
MELUBER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Reached by Tab, as the browser itself scrolls to it; then the finger must hit the button and nothing else.
TERTUTUP = """() => {
  const tombol = [...document.querySelectorAll("main button[type=submit], main a.tbl")].filter(
    (t) => t.checkVisibility() && t.tabIndex >= 0);
  return tombol.filter((t) => {
    t.focus();
    const k = t.getBoundingClientRect();
    return !t.contains(document.elementFromPoint(k.left + k.width / 2, k.top + k.height / 2));
  }).map((t) => t.textContent.trim());
}"""


def langkah(halaman):
    halaman.goto("/kerja-sama/daftarkan/")
    halaman.get_by_role("button", name="Mulai pendaftaran").click()
    halaman.wait_for_url("**/naskah/")
    return [halaman.url.replace("/naskah/", f"/{satu}/") for satu in ("naskah", "pihak", "waktu", "berkas", "periksa")]


def periksa(halaman, alamat):
    halaman.goto(alamat)
    return halaman.evaluate(MELUBER), halaman.evaluate(TERTUTUP)


def test_halaman_desa_pada_layar_360(ruang, pemeran):
    adegan = siapkan(pemeran)
    operator, kades = ruang.masuk(OPERATOR, SEMPIT), ruang.masuk(f"kades.{DESA[1]}", SEMPIT)
    jalan = [(operator, satu) for satu in langkah(operator)]
    jalan += [(operator, satu) for satu in ("/", "/kerja-sama/", "/kerja-sama/daftarkan/", "/kotak-masuk/", "/akun/")]
    jalan += [
        (operator, satu) for satu in (adegan.kerja_sama, adegan.tanda_terima, adegan.perbaikan, adegan.surat_terbit)
    ]
    jalan += [(kades, "/"), (kades, adegan.kerja_sama + "tanggapan/")]
    temuan = {alamat: periksa(halaman, alamat) for halaman, alamat in jalan}
    assert temuan == dict.fromkeys(temuan, (0, []))
