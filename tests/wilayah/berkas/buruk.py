"""Good and bad uploads, made here so that no hostile file lies in the repository."""

import io
import struct
import zlib

import pikepdf
from PIL import Image


def pdf(halaman=1, ubah=None, **simpan):
    with pikepdf.new() as dokumen:
        for _ in range(halaman):
            dokumen.add_blank_page(page_size=(595, 842))
        if ubah:
            ubah(dokumen)
        isi = io.BytesIO()
        dokumen.save(isi, deterministic_id="encryption" not in simpan, **simpan)
    return isi.getvalue()


def gambar(ukuran=(60, 40), format_="JPEG", warna="red", mode="RGB", **simpan):
    isi = io.BytesIO()
    Image.new(mode, ukuran, warna).save(isi, format_, **simpan)
    return isi.getvalue()


def png_bom(lebar=30_000, tinggi=30_000):
    """A few kilobytes that would decode to gigabytes."""

    def potongan(nama, data):
        return struct.pack(">I", len(data)) + nama + data + struct.pack(">I", zlib.crc32(nama + data))

    kepala = struct.pack(">IIBBBBB", lebar, tinggi, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 100_000)
    tanda = b"\x89PNG\r\n\x1a\n"
    return tanda + potongan(b"IHDR", kepala) + potongan(b"IDAT", data) + potongan(b"IEND", b"")


def pdf_bom(megabita=200):
    """Some two hundred kilobytes whose first object inflates to hundreds of megabytes."""
    kepala = b"1 0 3 30 "
    pemampat = zlib.compressobj(9)
    isi = pemampat.compress(kepala + b"<< /Type /Catalog /Pages 3 0 R>> ")
    isi += b"".join(pemampat.compress(b" " * 1024 * 1024) for _ in range(megabita)) + pemampat.flush()
    bungkus = b"<< /Type /ObjStm /N 1 /First %d /Filter /FlateDecode /Length %d >>\nstream\n"
    objek = {
        2: bungkus % (len(kepala), len(isi)) + isi + b"\nendstream",
        3: b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        4: b"<< /Type /Page /Parent 3 0 R /MediaBox [0 0 9 9] >>",
    }
    hasil, letak = b"%PDF-1.7\n", {}
    for nomor, badan in objek.items():
        letak[nomor] = len(hasil)
        hasil += b"%d 0 obj\n" % nomor + badan + b"\nendobj\n"
    tabel = [(0, 0, 65535), (2, 2, 0), *((1, letak[n], 0) for n in objek), (1, len(hasil), 0)]
    xref = b"".join(struct.pack(">BIH", *baris) for baris in tabel)
    bungkus = b"5 0 obj\n<< /Type /XRef /Size 6 /W [1 4 2] /Root 1 0 R /Length %d >>\nstream\n"
    akhir = b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(hasil)
    return hasil + bungkus % len(xref) + xref + akhir


def bersandi(pemilik="rahasia", pengguna="rahasia"):
    return pdf(encryption=pikepdf.Encryption(owner=pemilik, user=pengguna))


def dengan_javascript(dokumen):
    dokumen.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def dengan_peluncur(dokumen):
    tindakan = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")
    catatan = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=tindakan)
    dokumen.pages[0].Annots = pikepdf.Array([catatan])


def dengan_berkas_jauh(dokumen):
    tujuan = pikepdf.Array([0, pikepdf.Name.Fit])
    dokumen.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.GoToR, F=r"\\jahat.test\a.pdf", D=tujuan)


def dengan_lampiran(dokumen):
    dokumen.attachments["a.exe"] = pikepdf.AttachedFileSpec(dokumen, b"MZ")


def dengan_tautan(dokumen):
    tindakan = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://contoh.test")
    catatan = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=tindakan)
    dokumen.pages[0].Annots = pikepdf.Array([catatan])


def tanpa_xref():
    """Readers repair this one by guessing; what they guess may lack pages."""
    return pdf().replace(b"startxref\n", b"startxref\n9")


BURUK = {
    "kosong": (b"", "kosong"),
    "terlalu besar": (b"%PDF-1.7\n" + b"0" * (20 * 1024 * 1024), "ukuran"),
    "teks": (b"Peraturan bersama", "jenis"),
    "docx": (b"PK\x03\x04" + b"0" * 64, "jenis"),
    "html": (b"<html><script>alert(1)</script></html>", "jenis"),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "jenis"),
    "gif": (b"GIF89a" + b"0" * 64, "jenis"),
    "heic": (b"\0\0\0\x18ftypheic" + b"0" * 64, "jenis"),
    "pdf hanya kepala": (b"%PDF-1.7\n%%EOF", "rusak"),
    "pdf terpotong": (pdf(3)[:-200], "rusak"),
    "pdf tanpa tabel": (tanpa_xref(), "rusak"),
    "pdf tanpa halaman": (pdf(0), "tanpa_halaman"),
    "pdf 301 halaman": (pdf(301), "halaman"),
    "pdf bersandi": (bersandi(), "terkunci"),
    "pdf dibatasi pemilik": (bersandi(pengguna=""), "terkunci"),
    "pdf dengan skrip": (pdf(ubah=dengan_javascript), "aktif"),
    "pdf dengan peluncur": (pdf(ubah=dengan_peluncur), "aktif"),
    "pdf dengan berkas jauh": (pdf(ubah=dengan_berkas_jauh), "aktif"),
    "pdf dengan peluncur tersembunyi": (
        pdf(ubah=dengan_peluncur, object_stream_mode=pikepdf.ObjectStreamMode.generate),
        "aktif",
    ),
    "pdf dengan lampiran": (pdf(ubah=dengan_lampiran), "aktif"),
    "pdf bom": (pdf_bom(), "rusak"),
    "pdf dan zip": (pdf() + b"PK\x05\x06" + b"\0" * 18, "rusak"),
    "jpg dan pdf": (gambar(comment=b"%PDF-1.7"), "ganda"),
    "jpg terpotong": (gambar((400, 400))[:-400], "rusak"),
    "jpg hanya kepala": (b"\xff\xd8\xff\xe0", "rusak"),
    "png terpotong": (gambar(format_="PNG")[:-20], "rusak"),
    "png dan zip": (gambar(format_="PNG") + b"PK\x05\x06" + b"\0" * 18, "rusak"),
    "png bom": (png_bom(), "piksel"),
}
