"""Databases of their own, made as Django makes those of a test suite: real data is never touched."""

import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import connection, connections

from binwas.management.contoh import skala
from kerjasama.models import KerjaSama

KECIL = "kecil"  # alias of the database with few agreements over the same regions
SKALA_KECIL = 1000


@contextmanager
def basis_ukur(banyak, wilayah, kabari):
    """The default connection leads to `banyak` agreements, the connection KECIL to SKALA_KECIL of them."""
    with tempfile.TemporaryDirectory(prefix="binwas-tolok-ukur-", ignore_cleanup_errors=True) as folder:
        asli = connection.settings_dict["NAME"]
        _beri_nama(Path(folder))
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            kabari("memuat wilayah dan acuan")
            call_command("impor_wilayah", wilayah=wilayah, verbosity=0)
            call_command("muat_acuan", verbosity=0)
            connection.close()  # SQLite copies the file: what is still in its journal would be left behind
            connection.creation.clone_test_db(KECIL, verbosity=0, autoclobber=True)
            with _pada(_nama_kecil()):
                _isi(SKALA_KECIL, kabari)
            connections.databases[KECIL] = connection.settings_dict | {"NAME": _nama_kecil()}
            _isi(banyak, kabari)
            yield
        finally:
            _hapus(asli)


def _beri_nama(folder):
    uji = connection.settings_dict["TEST"]
    nama = connection.settings_dict["NAME"]
    uji["NAME"] = folder / "tolok.sqlite3" if connection.vendor == "sqlite" else f"{nama}_tolok_ukur"


def _nama_kecil():
    return connection.creation.get_test_db_clone_settings(KECIL)["NAME"]


def _isi(banyak, kabari):
    mulai = time.monotonic()
    skala.isi(banyak, kabari)
    if connection.vendor == "postgresql":  # what autovacuum does in time: index-only scans rest on it
        with connection.cursor() as kursor:
            kursor.execute("VACUUM ANALYZE")
    kabari(f"{KerjaSama.objects.count()} kerja sama dalam {time.monotonic() - mulai:.0f} detik")


@contextmanager
def _pada(nama):
    """The default connection leads to another database for a while."""
    semula = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = nama
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = semula


def _hapus(asli):
    if KECIL in connections.databases:
        connections[KECIL].close()
        del connections.databases[KECIL]
    connection.close()
    connection.creation.destroy_test_db(suffix=KECIL, verbosity=0)
    connection.creation.destroy_test_db(asli, verbosity=0)
