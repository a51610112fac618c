"""Spreadsheets and archives of scans, judged by content and never by name, before anything in them is unpacked: a file
of kilobytes may hold gigabytes. Files are read where they lie; nothing here holds one in memory. No database."""

import zipfile
import zlib
from xml.parsers.expat import ExpatError

from django.core.exceptions import ValidationError

from .rules import XLSX, ZIP

MAKS_LEMBAR = 10 * 1024 * 1024
MAKS_LEMBAR_TERURAI = 120 * 1024 * 1024
MAKS_TULISAN_LEMBAR = 40 * 1024 * 1024  # the table of texts is held in memory while rows are read
MAKS_BAGIAN_LEMBAR = 300
MAKS_ARSIP = 300 * 1024 * 1024
MAKS_ISI_ARSIP = 10_000
MAKS_DAFTAR_ISI = 4 * 1024 * 1024  # bytes of the directory of an archive: its reader holds all of it
TERENKRIPSI = 0x1
EKOR = 22 + 65_535
TANDA_AKHIR = b"PK\x05\x06"
BUKAN_LEMBAR = "Berkas bukan XLSX yang utuh. Simpan sebagai «Excel Workbook (.xlsx)», lalu unggah lagi."
BUKAN_ARSIP = "Berkas bukan ZIP yang utuh. Kumpulkan pindaian dalam satu folder, jadikan ZIP, lalu unggah lagi."
GALAT_BACA = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    RuntimeError,  # of a locked part; and below it, of an unknown way of packing
    AttributeError,
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    OverflowError,
    SyntaxError,
    OSError,
    EOFError,
    ExpatError,
)


def periksa_lembar(berkas) -> str:
    """Media type of an open spreadsheet, or a ValidationError that tells the person what to do."""
    _periksa_ukuran(berkas, MAKS_LEMBAR, "Lembar", "10 MB. Bagi menjadi beberapa berkas.")
    with _buka(berkas, BUKAN_LEMBAR) as arsip:
        isi = {b.filename: b for b in arsip.infolist()}
        if "[Content_Types].xml" not in isi or "xl/workbook.xml" not in isi:
            raise ValidationError(BUKAN_LEMBAR, code="jenis")
        if any(nama.casefold().endswith(("vbaproject.bin", ".exe", ".dll")) for nama in isi):
            raise ValidationError(
                "Lembar memuat makro. Simpan sebagai «Excel Workbook (.xlsx)» tanpa makro.", code="aktif"
            )
        besar = sum(b.file_size for b in isi.values())
        tulisan = sum(b.file_size for n, b in isi.items() if n.startswith("xl/sharedStrings"))
        if len(isi) > MAKS_BAGIAN_LEMBAR or besar > MAKS_LEMBAR_TERURAI or tulisan > MAKS_TULISAN_LEMBAR:
            raise ValidationError("Isi lembar terlalu besar. Salin barisnya ke templat kosong.", code="ukuran")
    return XLSX


def periksa_arsip(berkas) -> str:
    """Media type of an open archive of scans, or a ValidationError. What is in it is judged when it is taken out."""
    _periksa_ukuran(berkas, MAKS_ARSIP, "ZIP", "300 MB. Bagi menjadi beberapa ZIP.")
    with _buka(berkas, BUKAN_ARSIP) as arsip:
        isi = arsip.infolist()
        if any(b.filename == "[Content_Types].xml" for b in isi):
            raise ValidationError("Ini dokumen Office, bukan ZIP pindaian.", code="jenis")
        if len(isi) > MAKS_ISI_ARSIP:
            raise ValidationError(
                f"ZIP memuat lebih dari {MAKS_ISI_ARSIP} berkas. Bagi menjadi beberapa ZIP.", code="isi"
            )
        if any(b.flag_bits & TERENKRIPSI for b in isi):
            raise ValidationError("ZIP terkunci kata sandi. Buat ulang tanpa kata sandi.", code="terkunci")
    return ZIP


def _buka(berkas, pesan):
    """The archive, once its directory is known to be short: the reader takes all of it into memory."""
    berkas.seek(0, 2)
    besar = berkas.tell()
    berkas.seek(max(0, besar - EKOR))
    ekor = berkas.read(EKOR)
    letak = ekor.rfind(TANDA_AKHIR)
    daftar = int.from_bytes(ekor[letak + 12 : letak + 16], "little") if letak >= 0 else MAKS_DAFTAR_ISI + 1
    if daftar > MAKS_DAFTAR_ISI:  # none at all, too long, or of the kind for archives beyond four gigabytes
        raise ValidationError(pesan, code="rusak")
    berkas.seek(0)
    try:
        return zipfile.ZipFile(berkas)
    except GALAT_BACA:
        raise ValidationError(pesan, code="rusak") from None


def _periksa_ukuran(berkas, batas, apa, saran):
    berkas.seek(0, 2)
    besar = berkas.tell()
    if besar == 0:
        raise ValidationError(f"{apa} kosong. Pilih berkas lain.", code="kosong")
    if besar > batas:
        raise ValidationError(f"{apa} melebihi {saran}", code="ukuran")
