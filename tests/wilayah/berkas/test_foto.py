import io

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from wilayah.berkas.rules import PDF, periksa_unggahan
from wilayah.berkas.services import gabung_foto

from . import buruk


def foto_dalam(halaman):
    return pikepdf.PdfImage(halaman.Resources.XObject.Foto).as_pil_image()


def test_photos_become_pages_in_their_order():
    hasil = gabung_foto([buruk.gambar(warna="red"), buruk.gambar((40, 60), warna="blue", format_="PNG")])
    assert periksa_unggahan(hasil, "hasil.pdf") == PDF
    with pikepdf.open(io.BytesIO(hasil)) as pdf:
        lebar = [[round(float(n)) for n in halaman.mediabox] for halaman in pdf.pages]
        merah, biru = (foto_dalam(halaman).getpixel((5, 5)) for halaman in pdf.pages)
    assert lebar == [[0, 0, 842, 595], [0, 0, 595, 842]]
    assert merah[0] > 200 and merah[2] < 50
    assert biru[2] > 200 and biru[0] < 50


def test_orientation_is_honoured_and_metadata_dropped():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "MEREK-KAMERA"
    hasil = gabung_foto([buruk.gambar((80, 40), exif=exif)])
    assert b"MEREK-KAMERA" not in hasil
    assert b"Exif" not in hasil
    with pikepdf.open(io.BytesIO(hasil)) as pdf:
        assert foto_dalam(pdf.pages[0]).size == (40, 80)
        assert not pdf.docinfo


def test_large_photos_shrink_to_paper():
    hasil = gabung_foto([buruk.gambar((6000, 8000))])
    with pikepdf.open(io.BytesIO(hasil)) as pdf:
        assert max(foto_dalam(pdf.pages[0]).size) <= 3508


@pytest.mark.parametrize(
    ("mode", "warna"), [("RGBA", (0, 0, 0, 0)), ("P", 0), ("LA", (0, 0)), ("1", 1), ("I;16", 65535)]
)
def test_every_mode_of_png_is_readable(mode, warna):
    hasil = gabung_foto([buruk.gambar(format_="PNG", mode=mode, warna=warna)])
    with pikepdf.open(io.BytesIO(hasil)) as pdf:
        piksel = foto_dalam(pdf.pages[0]).convert("L").getpixel((5, 5))
    assert piksel == 0 if mode == "P" else piksel > 250


def test_same_photos_same_bytes():
    daftar = [buruk.gambar(), buruk.gambar(format_="PNG")]
    assert gabung_foto(daftar) == gabung_foto(daftar)


def test_a_photo_is_let_go_before_the_next_is_taken():
    diambil = []

    def satu_satu():
        for warna in ("red", "blue"):
            diambil.append(warna)
            yield buruk.gambar(warna=warna)

    assert gabung_foto(satu_satu())
    assert diambil == ["red", "blue"]


@pytest.mark.parametrize("daftar", [[], [b"bukan foto"], [buruk.png_bom()], [buruk.gambar()[:60]]])
def test_bad_photos_are_named(daftar):
    with pytest.raises(ValidationError):
        gabung_foto(daftar)
