"""What the page promises to every eye: no inline code, readable colours in both themes, a chip for every state."""

import gzip
import re
from itertools import chain
from pathlib import Path

import pytest
from django.conf import settings

from binwas.penilaian.enums import Hasil, Nilai, StatusPemeriksaan
from binwas.surat.enums import StatusSurat
from kerjasama.enums import MutuData, Status, Tanggapan
from wilayah.tampilan.chip import IKON_KELUARGA, KEADAAN, chip

AKAR = Path(settings.AKAR)
TEMPLAT = [
    p for p in AKAR.glob("templates/**/*.html") if "cetak" not in p.relative_to(AKAR).parts
]  # letters are drawn by WeasyPrint, not by a browser
TOKEN = (AKAR / "static/css/token.css").read_text()
PASANGAN = [
    *((tulisan, alas) for tulisan in ("tinta", "tinta-2", "tinta-3") for alas in ("latar", "muka", "muka-2", "cekung")),
    *((makna, f"{makna}-alas") for makna in ("nila", "kunyit", "bata", "pandan", "ungu", "abu")),
    *((makna, "muka") for makna in ("merek", "kunyit", "bata", "pandan", "ungu")),
    *(("tinta", f"{makna}-alas") for makna in ("nila", "kunyit", "bata", "pandan")),
    ("merek", "merek-lembut"),
    ("merek", "latar"),
    ("merek", "cekung"),
    ("atas-merek", "merek"),
    ("atas-merek", "merek-kuat"),
    ("atas-makna", "pandan"),
    ("atas-makna", "bata"),
    ("atas-makna", "kunyit-isi"),
    ("atas-kepala", "kepala-desa"),
    ("atas-kepala-2", "kepala-desa"),
    ("tinta-2", "ungu-alas"),
]


@pytest.mark.parametrize("berkas", TEMPLAT, ids=lambda p: str(p.relative_to(AKAR)))
def test_templat_tanpa_kode_sebaris(berkas):
    isi = berkas.read_text()
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=\"|javascript:", isi)
    assert all("src=" in tanda for tanda in re.findall(r"<script[^>]*>", isi))


@pytest.mark.parametrize(
    "keadaan", list(chain(Status, MutuData, StatusPemeriksaan, Hasil, Nilai, StatusSurat, Tanggapan))
)
def test_setiap_keadaan_punya_chip(keadaan):
    assert keadaan.value in KEADAAN


def test_keadaan_tidak_dibedakan_oleh_warna_saja():
    ikon = {k: i for k, i in IKON_KELUARGA.items() if k != "garis"}
    assert len(set(ikon.values())) == len(ikon)
    assert all(chip(nilai).ikon for nilai in KEADAAN)


def _palet(pembuka):
    badan = TOKEN.split(pembuka, 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9A-Fa-f]{6})", badan))


TERANG = _palet(":root {")
GELAP = TERANG | _palet(':root[data-tema="gelap"] {')


def test_gelap_pilihan_sama_dengan_gelap_perangkat():
    assert _palet(':root[data-tema="gelap"] {') == _palet(':root:not([data-tema="terang"]) {')


def _terang_relatif(heks):
    saluran = [int(heks[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in saluran)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@pytest.mark.parametrize("palet", [TERANG, GELAP], ids=["terang", "gelap"])
def test_kontras_tulisan(palet):
    kurang = {}
    for tulisan, alas in PASANGAN:
        a, b = sorted((_terang_relatif(palet[tulisan]), _terang_relatif(palet[alas])), reverse=True)
        if (rasio := (a + 0.05) / (b + 0.05)) < 4.5:
            kurang[tulisan, alas] = round(rasio, 2)
    assert not kurang


def test_ikon_yang_disebut_ada():
    sprite = set(re.findall(r'id="i-([\w-]+)"', (AKAR / "static/img/ikon.svg").read_text()))
    disebut = {n for p in TEMPLAT for n in re.findall(r'{% ikon "([\w-]+)"', p.read_text())}
    disebut |= {chip(nilai).ikon for nilai in KEADAAN}
    assert disebut <= sprite


def test_halaman_desa_ringan():
    """Styles, scripts and icons, compressed as production sends them, leave room for the page in 120 KB: those of every
    page, and beside them those that only some templates name."""
    semua = {
        b.relative_to(AKAR / "static").as_posix(): len(gzip.compress(b.read_bytes()))
        for b in [*AKAR.glob("static/css/*.css"), *AKAR.glob("static/js/*.js"), AKAR / "static/img/ikon.svg"]
    }
    kerangka = "".join((AKAR / "templates" / nama).read_text() for nama in ("kerangka.html", "base.html"))
    umum = {nama for nama in semua if nama in kerangka} | {"img/ikon.svg"}
    assert sum(semua[nama] for nama in umum) < 30_000
    assert max(ukuran for nama, ukuran in semua.items() if nama not in umum) < 8_000
