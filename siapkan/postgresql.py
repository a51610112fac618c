"""A PostgreSQL for the tests: the one named by DATABASE_URL_UJI, the machine's own, or a throw-away one."""

import getpass
import hashlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .lingkungan import AKAR

# Checkouts that share a server must not drop each other's test database.
BASIS_DATA = "binwas_" + hashlib.sha256(str(AKAR).encode()).hexdigest()[:8]


def ada_peladen() -> bool:
    """Something to try at all: a named server, a listening one, or the programs to start one."""
    return bool(os.environ.get("DATABASE_URL_UJI") or _mendengar() or _program())


@contextmanager
def basis_data_uji() -> Iterator[str | None]:
    """The address for DATABASE_URL, or None where no PostgreSQL can be had."""
    if alamat := os.environ.get("DATABASE_URL_UJI") or _peladen_setempat():
        yield alamat
    elif program := _program():
        with _klaster_sementara(program) as alamat:
            yield alamat
    else:
        yield None


def _mendengar() -> bool:
    try:
        socket.create_connection(("127.0.0.1", 5432), timeout=1).close()
    except OSError:
        return False
    return True


def _peladen_setempat() -> str | None:
    if not _mendengar():
        return None
    boleh = (nama for nama in (getpass.getuser(), "postgres") if _boleh_membuat(nama))
    return next((f"postgres://{nama}@127.0.0.1:5432/{BASIS_DATA}" for nama in boleh), None)


def _boleh_membuat(pengguna: str) -> bool:
    import psycopg2

    try:
        sambungan = psycopg2.connect(host="127.0.0.1", port=5432, user=pengguna, dbname="postgres", connect_timeout=3)
    except psycopg2.OperationalError:
        return False
    with sambungan.cursor() as kursor:
        kursor.execute("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user")
        boleh = kursor.fetchone()[0]
    sambungan.close()
    return boleh


def _program() -> Path | None:
    """The folder of initdb and pg_ctl; Debian keeps them out of PATH."""
    semua = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda jalur: int(jalur.parts[-3]))
    jalur = str(semua[-1]) if semua else shutil.which("initdb")
    return Path(jalur).parent if jalur else None


@contextmanager
def _klaster_sementara(program: Path) -> Iterator[str]:
    """A server of our own in a temporary folder; as root it runs as «postgres», for it refuses root."""
    folder = Path(tempfile.mkdtemp(prefix="binwas-pg-"))
    sebagai = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    if sebagai:
        shutil.chown(folder, "postgres", "postgres")
    pg_ctl = [str(program / "pg_ctl"), "-D", str(folder / "data"), "-s", "-w"]
    port = _port_bebas()
    siap = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    pilihan = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    try:
        _jalankan([str(program / "initdb"), "-D", str(folder / "data"), *siap], folder, sebagai)
        _jalankan([*pg_ctl, "-l", str(folder / "catatan"), "-o", pilihan, "start"], folder, sebagai)
        yield f"postgres://postgres@127.0.0.1:{port}/{BASIS_DATA}"
    finally:
        subprocess.run([*pg_ctl, "-m", "immediate", "stop"], check=False, cwd=folder, **sebagai)
        shutil.rmtree(folder, ignore_errors=True)


def _port_bebas() -> int:
    with socket.create_server(("127.0.0.1", 0)) as soket:
        return soket.getsockname()[1]


def _jalankan(perintah: list[str], folder: Path, sebagai: dict) -> None:
    if subprocess.run(perintah, check=False, cwd=folder, stdout=subprocess.DEVNULL, **sebagai).returncode:
        sys.exit(f"PostgreSQL sementara tidak dapat dijalankan: {perintah[0]}")
