"""Storing bytes, and joining photographed pages into the document that people read."""

import hashlib
import io
from collections.abc import Iterable

import pikepdf
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import storages
from PIL import Image

from .models import Berkas
from .rules import MAKS_HALAMAN, GambarTerlaluBesar, buka_gambar, nama_aman

# A4 in points, and its size at 300 dots per inch: more detail than a scanner of an office gives.
A4 = (595.276, 841.89)
A4_PIKSEL = (2480, 3508)
TEPI = 14.0
MUTU_JPG = 82
FOTO_PIKSEL = (1920, 1920)
LOGO_PIKSEL = (480, 580)  # more than a printer shows on the 19 × 23 mm of a letterhead


def simpan_berkas(*, isi: bytes, nama: str, jenis_media: str, oleh) -> Berkas:
    """The bytes go to the store first: if the caller's transaction fails, an orphan file is harmless, while a
    row without its bytes would not be."""
    berkas = Berkas(
        sha256=hashlib.sha256(isi).hexdigest(),
        ukuran=len(isi),
        jenis_media=jenis_media,
        nama_asli=nama_aman(nama, jenis_media),
        oleh=oleh,
    )
    if not berkas.utuh():
        storages["berkas"].save(berkas.lokasi, ContentFile(isi))
    berkas.save(force_insert=True)
    return berkas


def simpan_aliran(*, berkas, nama: str, jenis_media: str, oleh) -> Berkas:
    """As `simpan_berkas`, of an open file that is too large to hold in memory."""
    berkas.seek(0)
    sidik = hashlib.file_digest(berkas, "sha256").hexdigest()
    baris = Berkas(
        sha256=sidik,
        ukuran=berkas.tell(),
        jenis_media=jenis_media,
        nama_asli=nama_aman(nama, jenis_media),
        oleh=oleh,
    )
    if not baris.utuh():
        berkas.seek(0)
        storages["berkas"].save(baris.lokasi, File(berkas))
    baris.save(force_insert=True)
    return baris


def gabung_foto(daftar: Iterable[bytes]) -> bytes:
    """Ordered photos as one A4 PDF, a photo a page: upright, re-encoded, without any metadata. Each is let go before
    the next is taken: sixty of them at once would be a gigabyte."""
    with pikepdf.new() as pdf:
        for nomor, isi in enumerate(daftar, start=1):
            if nomor > MAKS_HALAMAN:
                raise _jumlah_salah()
            _tambah_halaman(pdf, _lembar(isi, nomor))
        if not pdf.pages:
            raise _jumlah_salah()
        hasil = io.BytesIO()
        pdf.save(hasil, deterministic_id=True)
    return hasil.getvalue()


def rapikan_gambar(isi: bytes, batas: tuple[int, int] = LOGO_PIKSEL) -> bytes:
    """A picture as a fresh PNG within `batas`: its dots and nothing else of the file. Raises ValueError or OSError."""
    gambar = buka_gambar(isi)
    gambar = gambar.convert("RGBA" if gambar.has_transparency_data else "RGB")
    gambar.thumbnail(batas, Image.Resampling.LANCZOS)
    hasil = io.BytesIO()
    Image.frombytes(gambar.mode, gambar.size, gambar.tobytes()).save(hasil, "PNG", optimize=True)
    return hasil.getvalue()


def foto_bersih(gambar: Image.Image) -> bytes:
    """A photo from `buka_gambar` as a JPG for the screen: its dots and nothing that the camera wrote beside them."""
    gambar = _ratakan(gambar)
    gambar.thumbnail(FOTO_PIKSEL, Image.Resampling.LANCZOS)
    return _jpg(gambar)


def _jumlah_salah():
    return ValidationError(f"Pilih 1 sampai {MAKS_HALAMAN} foto.", code="halaman")


def _lembar(isi: bytes, nomor: int) -> Image.Image:
    try:
        gambar = buka_gambar(isi)
    except (GambarTerlaluBesar, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as galat:
        raise ValidationError(f"Foto ke-{nomor} tidak dapat dibaca. Ambil ulang fotonya.", code="rusak") from galat
    lebar = gambar.width > gambar.height
    gambar = _ratakan(gambar)
    gambar.thumbnail(A4_PIKSEL[::-1] if lebar else A4_PIKSEL, Image.Resampling.LANCZOS)
    return gambar


def _ratakan(gambar: Image.Image) -> Image.Image:
    """Opaque grey or RGB; what is transparent becomes paper white."""
    if gambar.mode in ("L", "1"):
        return gambar.convert("L")
    if gambar.has_transparency_data:
        kertas = Image.new("RGB", gambar.size, "white")
        lapisan = gambar.convert("RGBA")
        kertas.paste(lapisan, mask=lapisan.getchannel("A"))
        return kertas
    if gambar.mode.startswith("I"):
        return gambar.point(lambda nilai: nilai / 257).convert("L")
    return gambar.convert("RGB")


def _jpg(gambar: Image.Image) -> bytes:
    jpg = io.BytesIO()
    # A fresh image carries no EXIF, place or colour profile of the camera.
    Image.frombytes(gambar.mode, gambar.size, gambar.tobytes()).save(jpg, "JPEG", quality=MUTU_JPG, optimize=True)
    return jpg.getvalue()


def _tambah_halaman(pdf: pikepdf.Pdf, gambar: Image.Image) -> None:
    lebar, tinggi = A4[::-1] if gambar.width > gambar.height else A4
    skala = min((lebar - 2 * TEPI) / gambar.width, (tinggi - 2 * TEPI) / gambar.height)
    w, h = gambar.width * skala, gambar.height * skala
    halaman = pdf.add_blank_page(page_size=(lebar, tinggi))
    foto = pikepdf.Stream(
        pdf,
        _jpg(gambar),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=gambar.width,
        Height=gambar.height,
        ColorSpace=pikepdf.Name.DeviceGray if gambar.mode == "L" else pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    halaman.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Foto=pdf.make_indirect(foto)))
    gambarkan = f"q {w:.3f} 0 0 {h:.3f} {(lebar - w) / 2:.3f} {(tinggi - h) / 2:.3f} cm /Foto Do Q"
    halaman.Contents = pdf.make_stream(gambarkan.encode())
