"""What may be stored: PDF, JPG and PNG, judged by content and never by name. No database.

A PDF that opens only after repair is refused: repair drops pages silently, and these are legal documents.
"""

import io
import re
import struct
import unicodedata
import warnings
from pathlib import PurePosixPath

import pikepdf
from django.core.exceptions import ValidationError
from pikepdf.settings import set_qpdf_limits
from PIL import Image, ImageOps

PDF, JPG, PNG, CSV = "application/pdf", "image/jpeg", "image/png", "text/csv"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP = "application/zip"
AKHIRAN = {PDF: ".pdf", JPG: ".jpg", PNG: ".png", CSV: ".csv", DOCX: ".docx", XLSX: ".xlsx", ZIP: ".zip"}
AKHIRAN_DIKENAL = {".pdf", ".jpg", ".jpeg", ".png", ".csv"}
MAKS_UKURAN = 20 * 1024 * 1024
MAKS_HALAMAN = 300
# Common phones take up to 50 megapixels; each pixel costs three bytes of memory once decoded.
MAKS_PIKSEL = 64_000_000
# What the reader of a camera's notes raises when they are broken: they are a small TIFF of their own.
EXIF_RUSAK = (SyntaxError, ValueError, TypeError, KeyError, IndexError, OSError, EOFError, struct.error)
MAKS_OBJEK = 250_000
MAKS_DALAM = 40
EKOR_PDF = 1024
MAKS_NAMA = 180

# A megabyte of PDF can inflate to gigabytes as its objects are read. These limits hold for the whole process.
MAKS_MEMORI_PDF = 64 * 1024 * 1024
set_qpdf_limits(
    flate_max_memory=MAKS_MEMORI_PDF,
    png_max_memory=MAKS_MEMORI_PDF,
    run_length_max_memory=MAKS_MEMORI_PDF,
    tiff_max_memory=MAKS_MEMORI_PDF,
    parser_max_container_size=MAKS_OBJEK,
)

TANDA = ((b"%PDF-", PDF), (b"\xff\xd8\xff", JPG), (b"\x89PNG\r\n\x1a\n", PNG))
AKHIR_PNG = b"IEND\xaeB`\x82"
KUNCI_AKTIF = {"/JS", "/EmbeddedFiles", "/EF", "/XFA", "/RichMediaContent"}
TINDAKAN_AKTIF = {
    "/JavaScript",
    "/Launch",
    "/SubmitForm",
    "/ImportData",
    "/GoToE",
    "/GoToR",  # a file elsewhere: on Windows a network path gives away who opens it
    "/Rendition",
    "/Movie",
    "/Sound",
    "/RichMediaExecute",
}


def periksa_unggahan(isi: bytes, nama: str) -> str:
    """Media type of `isi`, or a ValidationError that tells the person what to do."""
    periksa_ukuran(len(isi), nama)
    jenis = _jenis_media(isi, nama)
    if jenis == PDF:
        _periksa_pdf(isi, nama)
    else:
        _periksa_gambar(isi, nama, jenis)
    return jenis


def periksa_ukuran(ukuran: int, nama: str) -> None:
    """Ask this of `UploadedFile.size` first, so that an oversized file is never read into memory."""
    if ukuran == 0:
        raise _tolak("kosong", nama, "berkas kosong. Pilih berkas lain.")
    if ukuran > MAKS_UKURAN:
        besar = f"{ukuran / 1024 / 1024:.1f}".replace(".", ",")
        raise _tolak("ukuran", nama, f"ukuran {besar} MB melebihi batas 20 MB. Perkecil atau bagi berkasnya.")


def nama_aman(nama: str, jenis_media: str) -> str:
    """The name people gave, without path or control characters, ending as its content does."""
    bersih = _nama_bersih(nama)
    if PurePosixPath(bersih).suffix.lower() in {*AKHIRAN_DIKENAL, AKHIRAN[jenis_media]}:
        bersih = bersih.rsplit(".", 1)[0].rstrip(" .")
    return f"{bersih[:MAKS_NAMA].rstrip(' .') or 'berkas'}{AKHIRAN[jenis_media]}"


def _nama_bersih(nama: str) -> str:
    bersih = unicodedata.normalize("NFC", nama.replace("\\", "/")).rsplit("/", 1)[-1]
    # Category C holds control, format (bidi overrides), surrogate and unassigned characters.
    bersih = "".join(" " if unicodedata.category(c).startswith(("C", "Z")) else c for c in bersih)
    return re.sub(r'[<>:"|?*;]', "_", " ".join(bersih.split())).strip(" .")


def buka_gambar(isi: bytes) -> Image.Image:
    """A decoded photo as it should be seen: upright, within the pixel limit. Raises ValueError or OSError."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        gambar = Image.open(io.BytesIO(isi), formats=("JPEG", "PNG"))
    if gambar.width * gambar.height > MAKS_PIKSEL:
        raise GambarTerlaluBesar
    gambar.load()
    try:
        return ImageOps.exif_transpose(gambar)
    except EXIF_RUSAK:
        return gambar  # the picture is whole; only what says how to turn it is not


class GambarTerlaluBesar(ValueError):
    pass


def nama_tampil(nama: str) -> str:
    """The name of a file as a message says it."""
    return _nama_bersih(nama)[:MAKS_NAMA] or "Berkas"


def _tolak(kode: str, nama: str, sebab: str) -> ValidationError:
    return ValidationError(f"{nama_tampil(nama)}: {sebab}", code=kode)


def _jenis_media(isi: bytes, nama: str) -> str:
    for awalan, jenis in TANDA:
        if isi.startswith(awalan):
            # A reader that looks for the PDF header further in would open this as another document.
            if jenis != PDF and b"%PDF-" in isi[:EKOR_PDF]:
                raise _tolak("ganda", nama, "berkas ini menyamar sebagai gambar dan PDF sekaligus.")
            return jenis
    if isi[4:8] == b"ftyp" and isi[8:12] in (b"heic", b"heix", b"mif1", b"hevc"):
        raise _tolak("jenis", nama, "foto HEIC belum dapat dibaca. Simpan sebagai JPG, lalu unggah lagi.")
    raise _tolak("jenis", nama, "hanya PDF, JPG, dan PNG yang diterima. Simpan dokumen sebagai PDF.")


def _periksa_pdf(isi: bytes, nama: str) -> None:
    # Bytes behind the last end mark would be another document to another program.
    if isi[isi.rfind(b"%%EOF") :].rstrip(b"\r\n\t \0") != b"%%EOF":
        raise _tolak("rusak", nama, PESAN_PDF_RUSAK)
    try:
        with pikepdf.open(io.BytesIO(isi), attempt_recovery=False, suppress_warnings=True) as pdf:
            _periksa_isi_pdf(pdf, nama)
    except pikepdf.PasswordError:
        raise _tolak("terkunci", nama, PESAN_TERKUNCI) from None
    except (pikepdf.PdfError, RuntimeError, TypeError, KeyError, AttributeError):
        raise _tolak("rusak", nama, PESAN_PDF_RUSAK) from None


PESAN_PDF_RUSAK = "PDF rusak atau terpotong. Buka berkas aslinya, simpan ulang sebagai PDF, lalu unggah lagi."
PESAN_TERKUNCI = "PDF terkunci kata sandi atau dibatasi. Unggah salinan tanpa kunci."
PESAN_AKTIF = "PDF memuat skrip, lampiran, atau formulir aktif. Cetak ulang sebagai PDF, lalu unggah lagi."


def _periksa_isi_pdf(pdf: pikepdf.Pdf, nama: str) -> None:
    if pdf.is_encrypted:
        raise _tolak("terkunci", nama, PESAN_TERKUNCI)
    halaman = len(pdf.pages)
    if halaman == 0:
        raise _tolak("tanpa_halaman", nama, "PDF tidak memuat halaman.")
    if halaman > MAKS_HALAMAN:
        raise _tolak("halaman", nama, f"PDF {halaman} halaman melebihi batas {MAKS_HALAMAN} halaman.")
    if len(pdf.objects) > MAKS_OBJEK:
        raise _tolak("rumit", nama, "PDF terlalu rumit untuk diperiksa. Cetak ulang sebagai PDF.")
    if any(_aktif(objek) for objek in pdf.objects):
        raise _tolak("aktif", nama, PESAN_AKTIF)


def _aktif(objek, dalam: int = 0) -> bool:
    """Whether an object, or one written inside it, acts by itself. Indirect objects are met on their own."""
    if dalam > MAKS_DALAM:
        return True
    if isinstance(objek, pikepdf.Array):
        return any(_aktif(anak, dalam + 1) for anak in objek if not _berdiri_sendiri(anak))
    if not isinstance(objek, (pikepdf.Dictionary, pikepdf.Stream)):
        return False
    if KUNCI_AKTIF & set(objek.keys()) or str(objek.get("/S", "")) in TINDAKAN_AKTIF:
        return True
    return any(_aktif(anak, dalam + 1) for _, anak in objek.items() if not _berdiri_sendiri(anak))


def _berdiri_sendiri(objek) -> bool:
    return getattr(objek, "is_indirect", False)


def _periksa_gambar(isi: bytes, nama: str, jenis: str) -> None:
    if jenis == PNG and AKHIR_PNG not in isi[-len(AKHIR_PNG) :]:
        raise _tolak("rusak", nama, "gambar terpotong atau memuat sisipan. Ambil ulang fotonya.")
    try:
        buka_gambar(isi)
    except (GambarTerlaluBesar, Image.DecompressionBombError):
        raise _tolak("piksel", nama, "gambar lebih dari 64 megapiksel. Perkecil, lalu unggah lagi.") from None
    except (OSError, ValueError, SyntaxError, EOFError, IndexError):
        raise _tolak("rusak", nama, "gambar rusak atau terpotong. Ambil ulang fotonya.") from None
