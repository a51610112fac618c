"""Numbers under pressure, by real processes on a database of their own (the engine of this run)."""

import json
import os
import subprocess
import sys

import psycopg2
import pytest
from django.conf import settings
from django.db import connection

from .balapan import GANDA, PER_PROSES, PROSES

NAMA = f"binwas_balapan_{os.getpid()}"
JUMLAH = PROSES * PER_PROSES


@pytest.fixture(scope="module")
def lomba(request):
    lingkungan = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.test", "PYTHONPATH": str(settings.AKAR)}
    lingkungan.pop("DATABASE_URL", None)
    if connection.vendor == "postgresql":
        lingkungan["DATABASE_URL"] = _basis_data_sendiri(request)
    hasil = subprocess.run(
        [sys.executable, "-m", "tests.binwas.surat.balapan"],
        env=lingkungan,
        cwd=settings.AKAR,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert hasil.returncode == 0, hasil.stderr[-4000:]
    return json.loads(hasil.stdout)


def _basis_data_sendiri(request):
    s = connection.settings_dict
    akun = {"user": s["USER"], "password": s["PASSWORD"], "host": s["HOST"], "port": s["PORT"] or 5432}
    _jalankan(akun, f'CREATE DATABASE "{NAMA}"')
    request.addfinalizer(lambda: _jalankan(akun, f'DROP DATABASE "{NAMA}" WITH (FORCE)'))
    sandi = f":{akun['password']}" if akun["password"] else ""
    return f"postgres://{akun['user']}{sandi}@{akun['host']}:{akun['port']}/{NAMA}"


def _jalankan(akun, perintah):
    sambungan = psycopg2.connect(dbname="postgres", **akun)
    sambungan.autocommit = True
    with sambungan.cursor() as kursor:
        kursor.execute(perintah)
    sambungan.close()


def test_enam_belas_proses_mendapat_nomor_berurutan(lomba):
    assert lomba["nomor"] == list(range(1, JUMLAH + 1))


def test_kirim_ganda_dari_dua_sambungan_membuat_satu_surat(lomba):
    assert lomba["ganda"] == list(range(JUMLAH + 1, JUMLAH + GANDA + 1))


def test_mati_di_tengah_tidak_meninggalkan_nomor(lomba):
    assert lomba["terbunuh"] == []
    assert lomba["sesudahnya"] == [JUMLAH + GANDA + 1]


def test_tidak_ada_surat_bernomor_tanpa_berkas_dan_jejak(lomba):
    assert lomba["pencacah"] == lomba["jejak_terbit"] == JUMLAH + GANDA + 1
    assert lomba["tanpa_berkas"] == lomba["rusak"] == 0
    assert lomba["rantai"] == []
