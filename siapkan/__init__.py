"""From a bare machine to the project's own environment: system packages, then `.venv` from the hashed lock.

Only the standard library is used here, and nothing of the project: this runs before anything is installed.
What is said to the person who runs it goes to the terminal as it happens; a step that is already done is
skipped in silence, so that a second run is quick.
"""

import argparse
import os
import secrets
import sys
from importlib.util import find_spec
from pathlib import Path

from .lingkungan import AKAR, SENDIRI, lingkungan_siap, pasang_kunci, serupa_kunci
from .sistem import lengkapi_paket

DISIAPKAN = ("mulai", "uji")


def masuk_lingkungan(perintah: str) -> None:
    """Return only inside an environment that can run `perintah`; otherwise prepare it and start again in it."""
    if perintah in DISIAPKAN:
        lengkapi_paket(perintah)
        if not serupa_kunci(perintah):
            pasang_kunci(perintah)
            _mulai_lagi()
    elif not find_spec("django"):
        if not lingkungan_siap():
            sys.exit("Lingkungan proyek belum ada. Jalankan dahulu: python3 manage.py mulai --tanpa-server")
        _mulai_lagi()


def atur_contoh(argumen: list[str]) -> None:
    """What `mulai` runs with, where the environment does not say otherwise: production settings, demo accounts."""
    port = pengurai_mulai().parse_known_args(argumen)[0].port
    for nama, nilai in {
        "DJANGO_SETTINGS_MODULE": "config.settings.base",
        "BINWAS_CONTOH": "1",
        "BINWAS_ALAMAT": f"http://127.0.0.1:{port}",
        "BINWAS_KUNCI_RAHASIA": kunci_rahasia(),
    }.items():
        os.environ.setdefault(nama, nilai)


def pengurai_mulai(pengurai: argparse.ArgumentParser | None = None) -> argparse.ArgumentParser:
    """The options of `mulai`; Django's command adds them to its own parser."""
    pengurai = pengurai or argparse.ArgumentParser(add_help=False)
    pengurai.add_argument("--port", type=int, default=8000, help="port pada 127.0.0.1 (bawaan: 8000)")
    pengurai.add_argument("--tanpa-server", action="store_true", help="siapkan semuanya, lalu selesai")
    pengurai.add_argument("--nasional", action="store_true", help="muat 91.599 wilayah Indonesia, bukan contoh saja")
    return pengurai


def kunci_rahasia() -> str:
    """The signing key of this installation, made once and readable by its owner only."""
    berkas = Path(os.environ.get("BINWAS_DATA", AKAR / "data")) / "kunci_rahasia"
    berkas.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(berkas, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as tulis:
            tulis.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return berkas.read_text().strip()


def _mulai_lagi() -> None:
    sys.stdout.flush()
    os.execv(SENDIRI, [str(SENDIRI), str(AKAR / "manage.py"), *sys.argv[1:]])
