"""`manage.py uji`: the suite on SQLite, then the same on PostgreSQL; what was not run is said plainly."""

import os
import subprocess
import sys

from .lingkungan import AKAR
from .postgresql import basis_data_uji
from .sistem import cari_peramban

# Without arguments the whole suite runs, on all cores; an idle one takes over what waits for the other.
BAWAAN = ["-n", "auto", "--dist", "worksteal"]


def uji(argumen: list[str]) -> int:
    if argumen == ["--tanpa-uji"]:
        print("Lingkungan uji siap.")
        return 0
    argumen = argumen or BAWAAN
    hasil = {"SQLite": _pytest("SQLite", None, argumen), "PostgreSQL": _pytest_postgresql(argumen)}
    print("\n" + "\n".join(f"{nama}: {_kata(kode)}" for nama, kode in hasil.items()))
    return next((kode for kode in hasil.values() if kode), 0)


def _pytest_postgresql(argumen: list[str]) -> int | None:
    with basis_data_uji() as alamat:
        if alamat:
            return _pytest("PostgreSQL", alamat, argumen)
    print("\nPostgreSQL tidak ditemukan.")
    return 1 if os.environ.get("CI") == "true" else None


def _pytest(nama: str, alamat: str | None, argumen: list[str]) -> int:
    print(f"\n== Uji pada {nama} ==", flush=True)
    lingkungan = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    if alamat:
        lingkungan["DATABASE_URL"] = alamat
    if peramban := cari_peramban():
        lingkungan["BINWAS_CHROMIUM"] = peramban
    perintah = [sys.executable, "-m", "pytest", *argumen]
    return subprocess.run(perintah, check=False, cwd=AKAR, env=lingkungan).returncode


def _kata(kode: int | None) -> str:
    if kode is None:
        return "TIDAK dijalankan (lihat README, «Tests»)"
    return "lulus" if kode == 0 else "GAGAL"
