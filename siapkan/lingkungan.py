"""The virtual environment `.venv` and what the lock says must be in it."""

import hashlib
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

AKAR = Path(__file__).resolve().parent.parent
VENV = AKAR / ".venv"
SENDIRI = VENV / "bin" / "python"
# The test lock contains the product's: installing it answers for both.
KUNCI = {"mulai": "requirements.txt", "uji": "requirements-uji.txt"}
DIJAWAB = {"mulai": ("mulai",), "uji": ("mulai", "uji")}


def lingkungan_siap() -> bool:
    """A `.venv` folder proves nothing: a failed `python3 -m venv` leaves one without pip."""
    return SENDIRI.exists() and _diam([str(SENDIRI), "-c", "import pip"])


def serupa_kunci(perintah: str) -> bool:
    """Already running where the lock is installed: in our `.venv`, or a virtualenv with the same versions."""
    if sys.prefix == sys.base_prefix:
        return False
    return (Path(sys.prefix) == VENV and _tercatat(perintah)) or _terpasang_langsung(perintah)


def pasang_kunci(perintah: str) -> None:
    """Make or repair `.venv` and install the lock, unless this very lock was installed before."""
    if not lingkungan_siap():
        print("Membuat lingkungan Python di .venv …", flush=True)
        _jalankan([_python_sistem(), "-m", "venv", "--clear", str(VENV)], "Lingkungan .venv tidak dapat dibuat")
    if _tercatat(perintah):
        return
    print(f"Memasang pustaka dari {KUNCI[perintah]} …", flush=True)
    pip = [str(SENDIRI), "-m", "pip", "install", "-qq", "--no-input", "--disable-pip-version-check"]
    _jalankan(
        [*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(AKAR / KUNCI[perintah])],
        "Pustaka tidak dapat dipasang; periksa sambungan internet, lalu jalankan lagi perintah yang sama",
    )
    for nama in DIJAWAB[perintah]:
        _catatan(nama).write_text(_sidik(nama))


def _catatan(perintah: str) -> Path:
    return VENV / f"kunci-{perintah}"


def _tercatat(perintah: str) -> bool:
    catatan = _catatan(perintah)
    return catatan.exists() and catatan.read_text() == _sidik(perintah)


def _sidik(perintah: str) -> str:
    return hashlib.sha256((AKAR / KUNCI[perintah]).read_bytes()).hexdigest()


def _terpasang_langsung(perintah: str) -> bool:
    proyek = tomllib.loads((AKAR / "pyproject.toml").read_text())["project"]
    langsung = proyek["dependencies"] + (proyek["optional-dependencies"]["uji"] if perintah == "uji" else [])
    return all(_versi(nama.partition("[")[0]) == versi for nama, versi in (butir.split("==") for butir in langsung))


def _versi(nama: str) -> str | None:
    try:
        return metadata.version(nama)
    except metadata.PackageNotFoundError:
        return None


def _python_sistem() -> str:
    """Built on the interpreter beneath, so that `.venv` never hangs on another environment."""
    return getattr(sys, "_base_executable", None) or sys.executable


def _diam(perintah: list[str]) -> bool:
    return subprocess.run(perintah, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def _jalankan(perintah: list[str], gagal: str) -> None:
    if subprocess.run(perintah, check=False).returncode:
        sys.exit(f"{gagal}.")
