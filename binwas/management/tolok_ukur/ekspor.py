"""An export must need no more memory for ten thousand rows than for a few thousand."""

import tracemalloc

from django.test import RequestFactory

from kerjasama.views.daftar import DaftarKerjaSama
from wilayah.tampilan.ekspor import BATAS_XLSX, BENTUK, baris_ekspor

from .hasil import Hasil

BANYAK = 10_000
SEPOTONG = 4_000  # two chunks: what one export holds at a time
MB = 1024 * 1024
PUNCAK = 48  # MB


def ukur(medan):
    for jenis, kirim in BENTUK.items():
        pusat = medan.pembaca["pusat"]
        _puncak(kirim, pusat, 50)  # what is imported or cached once is not the export's
        sedikit, banyak = _puncak(kirim, pusat, SEPOTONG), _puncak(kirim, pusat, BANYAK)
        catatan = f"{banyak[1]} baris; {sedikit[0]:.1f} MB untuk {sedikit[1]}"
        yield Hasil(
            f"ekspor {jenis.upper()}: memori puncak, MB", pusat.nama, round(banyak[0], 1), ("≤", PUNCAK), catatan
        )
        yield Hasil(
            f"ekspor {jenis.upper()}: {banyak[1]} ÷ {sedikit[1]} baris",
            pusat.nama,
            round(banyak[0] / sedikit[0], 2),
            ("≤", 1.25) if jenis == "csv" else None,
            "memori puncak" if jenis == "csv" else f"tabel teks buku kerja tumbuh, sampai {BATAS_XLSX} baris",
        )


def _puncak(kirim, pembaca, banyak):
    """(peak in MB, rows) of sending the first `banyak` rows."""
    permintaan = RequestFactory().get("/")
    permintaan.user = pembaca.user
    tampilan = DaftarKerjaSama()
    tampilan.setup(permintaan)
    baris = tampilan.get_queryset()[:banyak]
    tracemalloc.start()
    judul, kolom = [nama for nama, _ in tampilan.kolom_ekspor], tampilan.kolom_ekspor
    jawaban = kirim(tampilan.nama_ekspor, judul, baris_ekspor(kolom, baris))
    terkirim = sum(len(potongan) for potongan in jawaban.streaming_content)
    puncak = tracemalloc.get_traced_memory()[1] / MB
    tracemalloc.stop()
    return puncak, min(banyak, baris.count()) if terkirim else 0
