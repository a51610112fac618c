"""System packages of Debian and Ubuntu: which are missing, and who may install them."""

import ctypes
import os
import platform
import shlex
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from .lingkungan import lingkungan_siap
from .postgresql import ada_peladen

HURUF = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
PERAMBAN = ("chromium", "chromium-browser", "chromium-headless-shell", "google-chrome")


def lengkapi_paket(perintah: str) -> None:
    """Install what is missing where that is allowed; elsewhere print the one line that does it, and stop."""
    if not (hilang := _hilang(perintah)):
        return
    if shutil.which("apt-get") is None:
        sys.exit(f"Belum terpasang (nama paket Debian): {' '.join(hilang)}. Pasanglah dengan cara sistem Anda.")
    if (awalan := _awalan_root()) is None:
        _berhenti(hilang)
    print(f"Memasang paket sistem: {' '.join(hilang)} …", flush=True)
    for baris in _baris_apt(hilang):
        if not _diam([*awalan, *baris]):
            sys.exit(f"Gagal: {shlex.join(baris)}")


def cari_peramban() -> str | None:
    """The Chromium for the browser tests; BINWAS_CHROMIUM names another."""
    calon = [os.environ["BINWAS_CHROMIUM"]] if os.environ.get("BINWAS_CHROMIUM") else PERAMBAN
    return next((jalur for nama in calon if (jalur := shutil.which(nama))), None)


def cari_pengolah_kata() -> str | None:
    """LibreOffice, which the tests ask whether it opens the documents that are given out."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def _hilang(perintah: str) -> list[str]:
    perlu = {
        "python3-venv": lambda: lingkungan_siap() or find_spec("ensurepip"),
        "libpangoft2-1.0-0": lambda: _termuat("libpangoft2-1.0.so.0"),
        "libharfbuzz-subset0": lambda: _termuat("libharfbuzz-subset.so.0"),
        "fonts-liberation": lambda: _ada_huruf("LiberationSans-Regular"),
        "fonts-urw-base35": lambda: _ada_huruf("URWBookman-Light"),
    }
    if perintah == "uji":
        perlu["libatomic1"] = lambda: _termuat("libatomic.so.1")
        perlu["chromium-browser" if _sistem() == "ubuntu" else "chromium"] = cari_peramban
        perlu["libreoffice-writer-nogui"] = cari_pengolah_kata
        perlu["poppler-utils"] = lambda: shutil.which("pdftotext")
        if os.environ.get("CI") == "true":
            perlu["postgresql"] = ada_peladen
    return [paket for paket, ada in perlu.items() if not ada()]


def _sistem() -> str:
    """Ubuntu has Chromium under another name; the other packages are called alike."""
    try:
        return platform.freedesktop_os_release()["ID"]
    except OSError:
        return ""


def _termuat(pustaka: str) -> bool:
    try:
        return bool(ctypes.CDLL(pustaka))
    except OSError:
        return False


def _ada_huruf(nama: str) -> bool:
    return any(next(Path(folder).expanduser().rglob(f"{nama}.*"), None) for folder in HURUF)


def _awalan_root() -> list[str] | None:
    if os.geteuid() == 0:
        return ["env", "DEBIAN_FRONTEND=noninteractive"]
    if shutil.which("sudo") and _diam(["sudo", "-n", "true"], stderr=subprocess.DEVNULL):
        return ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"]
    return None


def _diam(perintah: list[str], **lain) -> bool:
    tenang = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, **lain}
    return subprocess.run(perintah, check=False, **tenang).returncode == 0


def _baris_apt(paket: list[str]) -> list[list[str]]:
    return [
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-qqy", "--no-install-recommends", *paket],
    ]


def _berhenti(hilang: list[str]) -> None:
    """The line alone goes to standard output: it can be copied, or piped."""
    print("Paket sistem berikut belum ada. Jalankan baris ini, lalu ulangi perintah Anda:", file=sys.stderr, flush=True)
    print("sudo sh -c " + shlex.quote(" && ".join(shlex.join(baris) for baris in _baris_apt(hilang))))
    sys.exit(1)
