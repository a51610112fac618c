import builtins
import io
from dataclasses import replace

import pikepdf
import pytest
from django.conf import settings
from PIL import ImageFile

from wilayah.cetak import mesin
from wilayah.cetak.mesin import AlamatDitolak, CetakTidakTersedia, Tepi, alamat_boleh, cetak_pdf, html_ke_pdf

from . import bacapdf, contoh

SVG_BERTAMU = (
    """<img src='data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">"""
    """<image href="file:///etc/hostname" width="9" height="9"/></svg>'>"""
)
FOLDER = (settings.AKAR / "static" / "cetak").as_uri()


@pytest.mark.parametrize(
    ("url", "boleh"),
    [
        (f"{FOLDER}/dasar.css", True),
        ("data:image/svg+xml;base64,PHN2Zy8+", True),
        (f"{FOLDER}/../../manage.py", False),
        (f"{FOLDER}/%2e%2e/%2e%2e/manage.py", False),
        ("file:///etc/passwd", False),
        ("file://server/berbagi/logo.svg", False),
        ("http://127.0.0.1/", False),
        ("https://contoh.test/logo.svg", False),
        ("ftp://contoh.test/", False),
        ("data:text/html,<b>", False),
        ("data:image/png;base64," + "A" * 2_000_001, False),
    ],
)
def test_only_the_apps_own_files_are_fetched(url, boleh):
    assert alamat_boleh(url) is boleh


@pytest.mark.parametrize(
    "html",
    [
        '<img src="http://127.0.0.1:1/a.png">',
        '<img src="file:///etc/hostname">',
        '<link rel="stylesheet" href="https://contoh.test/a.css">',
        '<p style="background:url(http://127.0.0.1:1/)">a',
        SVG_BERTAMU,
    ],
)
def test_a_print_that_asks_for_more_fails(html):
    with pytest.raises(AlamatDitolak):
        html_ke_pdf(html)


def test_same_letter_same_bytes():
    satu, dua = (cetak_pdf("cetak/surat.html", {"naskah": contoh.SURAT}) for _ in range(2))
    assert satu == dua


@pytest.mark.parametrize(
    ("huruf", "terpasang"),
    [
        ("arial", {"Liberation-Sans", "Liberation-Sans-Bold"}),
        ("bookman", {"URW-Bookman-Light", "URW-Bookman-Semi-Bold"}),
    ],
)
def test_typefaces_are_embedded(huruf, terpasang):
    assert bacapdf.huruf(cetak_pdf("cetak/surat.html", {"naskah": contoh.SURAT}, huruf=huruf)) == terpasang


def test_paper_and_margins():
    naskah = replace(contoh.SURAT, matriks=())
    lebar = cetak_pdf("cetak/surat.html", {"naskah": naskah}, kertas="F4", tepi=Tepi(10, 10, 10, 10))
    with pikepdf.open(io.BytesIO(lebar)) as pdf:
        assert [round(float(n)) for n in pdf.pages[0].mediabox] == [0, 0, 609, 935]
    assert len(bacapdf.halaman(lebar)) == 1


def test_missing_libraries_are_named(monkeypatch):
    asli = builtins.__import__

    def tanpa_weasyprint(nama, *args, **kwargs):
        if nama == "weasyprint":
            raise OSError("cannot load library 'libpangoft2-1.0-0'")
        return asli(nama, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", tanpa_weasyprint)
    with pytest.raises(CetakTidakTersedia, match=r"apt-get install .*libpangoft2-1\.0-0"):
        mesin.impor_weasyprint()


def test_printing_leaves_truncated_images_refused():
    """WeasyPrint's import switches this off for everyone; uploads would let half a photo through."""
    html_ke_pdf("<p>a")
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False
