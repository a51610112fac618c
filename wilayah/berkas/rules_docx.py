"""Whether a DOCX may be stored and read: a plain Word document, judged by content, that holds nothing which acts by
itself or unfolds into gigabytes. No database."""

import io
import re
import zipfile
import zlib

from django.core.exceptions import ValidationError

from .rules import DOCX, nama_tampil, periksa_ukuran

MAKS_BAGIAN = 2_000
MAKS_URAI = 64 * 1024 * 1024
MAKS_BAGIAN_XML = 24 * 1024 * 1024
BADAN, JENIS = "word/document.xml", "[Content_Types].xml"
INDUK = f"{DOCX}.main+xml".encode()
AKTIF = re.compile(r"(vbaproject|vbadata|activex|embeddings/|oleobject)", re.IGNORECASE)
# What is fetched from elsewhere as the document opens; a link that a person clicks is none of that.
LUAR = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>", re.IGNORECASE)
TAUTAN = re.compile(rb"\bType\s*=\s*[\"'][^\"']*/hyperlink[\"']")
TANDA_ZIP, TANDA_OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

PESAN_JENIS = "hanya dokumen Word (.docx) yang diterima. Simpan naskahnya sebagai DOCX, lalu unggah lagi."
PESAN_LAMA = "dokumen Word lama atau berkata sandi. Simpan sebagai DOCX tanpa kata sandi, lalu unggah lagi."
PESAN_RUSAK = "dokumen rusak atau terpotong. Buka berkas aslinya, simpan ulang sebagai DOCX, lalu unggah lagi."
PESAN_BESAR = "isi dokumen terlalu besar untuk diperiksa. Hapus gambar di dalamnya, lalu unggah lagi."
PESAN_AKTIF = "dokumen memuat makro atau objek sisipan. Simpan sebagai DOCX biasa tanpa makro, lalu unggah lagi."
PESAN_LUAR = "dokumen mengambil isi dari luar. Simpan sebagai DOCX baru tanpa templat dan gambar tertaut."


def periksa_docx(isi: bytes, nama: str) -> str:
    """The media type of `isi`, or a ValidationError that tells the person what to do."""
    periksa_ukuran(len(isi), nama)
    if isi.startswith(TANDA_OLE):
        raise _tolak("lama", nama, PESAN_LAMA)
    if not isi.startswith(TANDA_ZIP):
        raise _tolak("jenis", nama, PESAN_JENIS)
    try:
        with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
            _periksa_arsip(arsip, nama)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, KeyError, OSError):
        raise _tolak("rusak", nama, PESAN_RUSAK) from None
    return DOCX


def _periksa_arsip(arsip: zipfile.ZipFile, nama: str) -> None:
    isi = {bagian.filename: bagian for bagian in arsip.infolist()}
    if JENIS not in isi or BADAN not in isi:
        raise _tolak("jenis", nama, PESAN_JENIS)
    if len(arsip.infolist()) > MAKS_BAGIAN or sum(b.file_size for b in isi.values()) > MAKS_URAI:
        raise _tolak("bom", nama, PESAN_BESAR)
    if len(isi) != len(arsip.infolist()) or any(b.flag_bits & 1 for b in isi.values()):
        raise _tolak("rusak", nama, PESAN_RUSAK)
    jenis = _baca(arsip, isi[JENIS], nama)
    if any(AKTIF.search(satu) for satu in isi) or b"macroEnabled" in jenis:
        raise _tolak("aktif", nama, PESAN_AKTIF)
    if INDUK not in jenis:
        raise _tolak("jenis", nama, PESAN_JENIS)
    for satu in isi.values():
        _periksa_bagian(_baca(arsip, satu, nama), satu.filename, nama)


def _periksa_bagian(isi: bytes, bagian: str, nama: str) -> None:
    if bagian.endswith((".xml", ".rels")) and b"<!DOCTYPE" in isi[:4096].replace(b"\0", b""):
        raise _tolak("rusak", nama, PESAN_RUSAK)
    if bagian.endswith(".rels") and any(not TAUTAN.search(luar) for luar in LUAR.findall(isi)):
        raise _tolak("luar", nama, PESAN_LUAR)


def _baca(arsip: zipfile.ZipFile, bagian: zipfile.ZipInfo, nama: str) -> bytes:
    """What the directory promises is not believed: no more is unfolded than is allowed, and the checksum is asked."""
    batas = MAKS_BAGIAN_XML if bagian.filename.endswith((".xml", ".rels")) else MAKS_URAI
    with arsip.open(bagian) as f:
        isi = f.read(batas + 1)
    if len(isi) > batas:
        raise _tolak("bom", nama, PESAN_BESAR)
    return isi


def _tolak(kode: str, nama: str, sebab: str) -> ValidationError:
    return ValidationError(f"{nama_tampil(nama)}: {sebab}", code=kode)
