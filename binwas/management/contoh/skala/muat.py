"""Many rows at once, as each engine takes them fastest: COPY on PostgreSQL, one prepared INSERT on SQLite."""

import io
import json

from django.core.management.color import no_style
from django.db import connection, models

DIUBAH = (models.UUIDField, models.DateField, models.BooleanField)  # the driver of SQLite knows no such values


def muat(model, kolom, baris):
    """Inserts `baris` (tuples in the order of `kolom`, attribute names) in the caller's transaction; a column that is
    not named and must not be empty gets what its model says."""
    if not baris:
        return
    bidang = [model._meta.get_field(nama.removesuffix("_id")) for nama in kolom]
    lain = [b for b in model._meta.concrete_fields if not (b.null or b.primary_key or b.attname in kolom)]
    baris, bidang = [(*satu, *(b.get_default() for b in lain)) for satu in baris], bidang + lain
    tabel, nama = model._meta.db_table, [b.column for b in bidang]
    if connection.vendor == "postgresql":
        _salin(tabel, nama, baris)
    else:
        _sisipkan(tabel, nama, [_pengubah(b) for b in bidang], baris)


def lanjutkan_urutan(*model):
    """The next row that PostgreSQL numbers itself comes after those that were loaded with a number."""
    with connection.cursor() as kursor:
        for perintah in connection.ops.sequence_reset_sql(no_style(), model):
            kursor.execute(perintah)


def _sisipkan(tabel, kolom, pengubah, baris):
    isi = [tuple(u(n) if u and n is not None else n for u, n in zip(pengubah, satu, strict=True)) for satu in baris]
    tempat = ", ".join(["%s"] * len(kolom))
    with connection.cursor() as kursor:
        kursor.executemany(f"INSERT INTO {tabel} ({', '.join(kolom)}) VALUES ({tempat})", isi)


def _pengubah(bidang):
    if isinstance(bidang, models.JSONField):
        return json.dumps
    if isinstance(bidang, DIUBAH):
        return lambda nilai: bidang.get_db_prep_save(nilai, connection)
    return None


def _salin(tabel, kolom, baris):
    teks = io.StringIO("".join("\t".join(map(_sel, satu)) + "\n" for satu in baris))
    with connection.cursor() as kursor:
        kursor.copy_expert(f"COPY {tabel} ({', '.join(kolom)}) FROM STDIN", teks)


def _sel(nilai):
    if nilai is None:
        return r"\N"
    if isinstance(nilai, dict | list):
        nilai = json.dumps(nilai)
    return str(nilai).replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
