"""Spreadsheets of old agreements as people fill them in."""

import io
import zipfile
from datetime import date

from openpyxl import Workbook

from kerjasama.rules.impor import KOLOM

BAIK = {
    "judul": "Pengelolaan air bersih",
    "bentuk": "Antar-desa",
    "bidang": "Pembangunan desa",
    "urusan": "Air bersih dan irigasi",
    "desa": "34.04.16.2001 Purwobinangun, Pakem",
    "nomor": "4 Tahun 2022",
    "tanggal": date(2022, 9, 20),
    "lain_1": "34.04.16.2002",
    "tanggal_ditetapkan": date(2022, 9, 14),
    "jatuh_tempo": "Tidak ditentukan",
}
MITRA = BAIK | {
    "bentuk": "Desa dengan pihak ketiga",
    "lain_1": "",
    "nomor": "",
    "tanggal": "",
    "ketiga_nama": "PT Sumber Air",
    "ketiga_jenis": "Perusahaan swasta",
}


def lembar(*baris, gabung="", judul=None):
    """An open workbook of `baris`, mappings by field; `gabung` merges a range of cells."""
    buku = Workbook()
    satu = buku.active
    satu.title = "Kerja sama"
    satu.append(judul or [k.judul for k in KOLOM])
    for isi in baris:
        satu.append([isi.get(k.bidang) or None for k in KOLOM])
    if gabung:
        satu.merge_cells(gabung)
    keluar = io.BytesIO()
    buku.save(keluar)
    keluar.seek(0)
    return keluar


def arsip(**isi):
    """An open ZIP of files by name, with «__» for a dot."""
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w") as z:
        for nama, bita in isi.items():
            z.writestr(nama.replace("__", "."), bita)
    keluar.seek(0)
    return keluar
