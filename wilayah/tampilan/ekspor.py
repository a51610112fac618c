"""Lists as files: streamed row by row, so that a province's list needs no more memory than a page."""

import csv

from django.http import StreamingHttpResponse
from django.utils import timezone

BERBAHAYA = ("=", "+", "-", "@", "\t", "\r", "\n")
POTONGAN = 2000


class _Gema:
    """A file that gives back what is written to it."""

    def write(self, teks):
        return teks


def jinakkan(nilai):
    """A cell that a spreadsheet would run as a formula gets an apostrophe in front."""
    teks = "" if nilai is None else str(nilai)
    return f"'{teks}" if teks.startswith(BERBAHAYA) and not isinstance(nilai, int | float) else teks


def kirim_csv(nama, kolom, queryset):
    """A list as a file; `kolom`: (heading, function of a row)."""
    isi = ([ambil(objek) for _, ambil in kolom] for objek in queryset.iterator(chunk_size=POTONGAN))
    return kirim_csv_baris(nama, [judul for judul, _ in kolom], isi)


def kirim_csv_baris(nama, judul, isi):
    """UTF-8 with a BOM, so that a spreadsheet reads the letters right."""
    penulis = csv.writer(_Gema())

    def baris():
        yield "\ufeff" + penulis.writerow(judul)
        for sel in isi:
            yield penulis.writerow([jinakkan(nilai) for nilai in sel])

    tanggal = timezone.localdate().isoformat()
    return StreamingHttpResponse(
        baris(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{nama}-{tanggal}.csv"'},
    )
