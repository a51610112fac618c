"""Lists as files, written row by row: a province's list needs no more memory than a page."""

import csv
import re
import tempfile
import uuid
from datetime import datetime

from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

BERBAHAYA = ("=", "+", "-", "@", "\t", "\r", "\n")
# What XML 1.0 knows no sign for: one of them anywhere, and the whole workbook could not be written.
TAK_TERTULIS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
POTONGAN = 500
# A workbook is whole only at its end, so nothing can be sent before: beyond this the wait is too long, and CSV streams.
BATAS_XLSX = 10_000
JENIS_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LEBAR_KOLOM = 22
SUMBER_WILAYAH = "Memuat data dari idn-area-data, tersedia di bawah Open Database License (ODbL)"


class _Gema:
    """A file that gives back what is written to it."""

    def write(self, teks):
        return teks


def jinakkan(nilai):
    """A cell that a spreadsheet would run as a formula gets an apostrophe in front."""
    teks = "" if nilai is None else str(nilai)
    return f"'{teks}" if teks.lstrip(" ").startswith(BERBAHAYA) and not isinstance(nilai, int | float) else teks


def tulisan_sel(nilai):
    """Text as a cell of a workbook takes it: without the signs that it can't hold, and then tamed, since a formula may
    stand behind one of them."""
    return jinakkan(TAK_TERTULIS.sub("", nilai) if isinstance(nilai, str) else nilai)


def baris_ekspor(kolom, queryset):
    """Rows of a list as cells; `kolom`: (heading, function of a row)."""
    return ([ambil(objek) for _, ambil in kolom] for objek in queryset.iterator(chunk_size=POTONGAN))


def kirim_csv(nama, judul, isi):
    """UTF-8 with a BOM, so that a spreadsheet reads the letters right."""
    penulis = csv.writer(_Gema())

    def baris():
        yield "\ufeff" + penulis.writerow(judul)
        for sel in isi:
            yield penulis.writerow([jinakkan(nilai) for nilai in sel])

    return StreamingHttpResponse(
        baris(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{_nama_berkas(nama, "csv")}"'},
    )


def kirim_xlsx(nama, judul, isi):
    """A workbook of two sheets: the rows, with dates and numbers as such, and where they come from."""
    buku = Workbook(write_only=True)
    lembar = buku.create_sheet("Daftar")
    lembar.freeze_panes = "A2"
    for nomor in range(1, len(judul) + 1):
        lembar.column_dimensions[get_column_letter(nomor)].width = LEBAR_KOLOM
    lembar.append([_tebal(lembar, satu) for satu in judul])
    for sel in isi:
        lembar.append([_nilai_sel(nilai) for nilai in sel])
    _lembar_keterangan(buku, nama)
    berkas = tempfile.TemporaryFile()  # noqa: SIM115 - closed by the response, once it is sent
    buku.save(berkas)
    berkas.seek(0)
    return FileResponse(berkas, as_attachment=True, filename=_nama_berkas(nama, "xlsx"), content_type=JENIS_XLSX)


BENTUK = {"csv": kirim_csv, "xlsx": kirim_xlsx}


def _nama_berkas(nama, akhiran):
    return f"{nama}-{timezone.localdate().isoformat()}.{akhiran}"


def _tebal(lembar, teks):
    sel = WriteOnlyCell(lembar, value=teks)
    sel.font = Font(bold=True)
    return sel


def _nilai_sel(nilai):
    """What a cell takes: zones and ids as text, formulas tamed, signs that a workbook can't hold left out."""
    if isinstance(nilai, datetime | uuid.UUID):
        return str(nilai)
    if not isinstance(nilai, str):
        return nilai
    return tulisan_sel(nilai)


def _lembar_keterangan(buku, nama):
    lembar = buku.create_sheet("Keterangan")
    lembar.column_dimensions["A"].width = LEBAR_KOLOM
    lembar.append(["Daftar", nama])
    lembar.append(["Diunduh pada", timezone.localtime().strftime("%Y-%m-%d %H:%M %Z")])
    lembar.append(["Isi", "Hanya yang ada dalam cakupan pengunduh, menurut saringan yang dipakai"])
    lembar.append(["Sumber data wilayah", SUMBER_WILAYAH])
