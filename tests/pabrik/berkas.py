"""Small real files."""

import io

import pikepdf
from PIL import Image

from wilayah.berkas.services import simpan_berkas


def pdf_contoh(halaman=1):
    pdf = pikepdf.new()
    for _ in range(halaman):
        pdf.add_blank_page(page_size=(595, 842))
    keluaran = io.BytesIO()
    pdf.save(keluaran)
    return keluaran.getvalue()


def foto_contoh(warna="white", ukuran=(400, 600)):
    keluaran = io.BytesIO()
    Image.new("RGB", ukuran, warna).save(keluaran, "JPEG")
    return keluaran.getvalue()


def buat_berkas(oleh, isi=None, nama="naskah.pdf"):
    return simpan_berkas(isi=isi or pdf_contoh(), nama=nama, jenis_media="application/pdf", oleh=oleh)
