import shlex
import stat
import sys

import pytest

import siapkan
from siapkan import lingkungan, postgresql, sistem, uji


@pytest.fixture
def venv(tmp_path, monkeypatch):
    """A stand-in for `.venv` whose python is the running one."""
    monkeypatch.setattr(lingkungan, "VENV", tmp_path)
    monkeypatch.setattr(lingkungan, "SENDIRI", tmp_path / "bin" / "python")
    (tmp_path / "bin").mkdir()
    return tmp_path


@pytest.fixture
def perintah_dijalankan(monkeypatch):
    jalan = []
    monkeypatch.setattr(lingkungan, "_jalankan", lambda perintah, gagal: jalan.append(perintah))
    return jalan


def test_an_ordinary_user_gets_exactly_one_line_to_run(monkeypatch, capsys):
    monkeypatch.setattr(sistem, "_hilang", lambda perintah: ["python3-venv", "fonts-liberation"])
    monkeypatch.setattr(sistem, "_awalan_root", lambda: None)
    monkeypatch.setattr(sistem.shutil, "which", lambda nama: f"/usr/bin/{nama}")
    with pytest.raises(SystemExit) as keluar:
        sistem.lengkapi_paket("mulai")
    assert keluar.value.code == 1
    (baris,) = capsys.readouterr().out.splitlines()
    sudo, sh, c, isi = shlex.split(baris)
    assert (sudo, sh, c) == ("sudo", "sh", "-c")
    assert isi.startswith("apt-get update")
    assert isi.endswith("python3-venv fonts-liberation")


def test_nothing_is_asked_of_the_system_when_nothing_is_missing(monkeypatch):
    monkeypatch.setattr(sistem, "_hilang", lambda perintah: [])
    monkeypatch.setattr(sistem, "_diam", lambda *a, **k: pytest.fail("apt was called"))
    sistem.lengkapi_paket("mulai")


def test_ci_wants_postgresql_and_a_stranger_does_not(monkeypatch):
    monkeypatch.setattr(sistem, "ada_peladen", lambda: False)
    monkeypatch.setenv("CI", "true")
    assert "postgresql" in sistem._hilang("uji")
    monkeypatch.delenv("CI")
    assert "postgresql" not in sistem._hilang("uji")


def test_ubuntu_calls_chromium_by_its_own_name(monkeypatch):
    monkeypatch.setattr(sistem, "cari_peramban", lambda: None)
    monkeypatch.setattr(sistem.platform, "freedesktop_os_release", lambda: {"ID": "ubuntu"})
    assert "chromium-browser" in sistem._hilang("uji")


def test_the_tests_want_libreoffice_and_the_product_does_not(monkeypatch):
    monkeypatch.setattr(sistem, "cari_pengolah_kata", lambda: None)
    assert "libreoffice-writer-nogui" in sistem._hilang("uji")
    assert "libreoffice-writer-nogui" not in sistem._hilang("mulai")


def test_a_venv_without_pip_is_made_anew(venv, perintah_dijalankan):
    (venv / "bin" / "python").write_text("#!/bin/sh\nexit 1\n")
    (venv / "bin" / "python").chmod(0o755)
    lingkungan.pasang_kunci("mulai")
    buat, pasang = perintah_dijalankan
    assert buat[1:] == ["-m", "venv", "--clear", str(venv)]
    assert "--require-hashes" in pasang
    assert pasang[-1].endswith("requirements.txt")


def test_an_unchanged_lock_is_not_installed_again(venv, perintah_dijalankan, monkeypatch):
    monkeypatch.setattr(lingkungan, "lingkungan_siap", lambda: True)
    lingkungan.pasang_kunci("uji")
    lingkungan.pasang_kunci("uji")
    lingkungan.pasang_kunci("mulai")  # the test lock contains the product's
    assert len(perintah_dijalankan) == 1


def test_a_changed_lock_is_installed_again(venv, perintah_dijalankan, monkeypatch):
    monkeypatch.setattr(lingkungan, "lingkungan_siap", lambda: True)
    lingkungan.pasang_kunci("mulai")
    (venv / "kunci-mulai").write_text("the hash of an older lock")
    lingkungan.pasang_kunci("mulai")
    assert len(perintah_dijalankan) == 2


def test_another_virtualenv_serves_only_with_the_same_versions(monkeypatch):
    monkeypatch.setattr(sys, "base_prefix", "/usr")
    assert lingkungan._terpasang_langsung("uji")
    monkeypatch.setattr(lingkungan, "_versi", lambda nama: "0.1")
    assert not lingkungan._terpasang_langsung("mulai")


def test_the_secret_key_is_made_once_for_its_owner_only(tmp_path, monkeypatch):
    monkeypatch.setenv("BINWAS_DATA", str(tmp_path / "data"))
    kunci = siapkan.kunci_rahasia()
    assert len(kunci) >= 50
    assert siapkan.kunci_rahasia() == kunci
    assert stat.S_IMODE((tmp_path / "data" / "kunci_rahasia").stat().st_mode) == 0o600


def test_the_environment_goes_before_what_mulai_would_choose(tmp_path, monkeypatch):
    monkeypatch.setenv("BINWAS_DATA", str(tmp_path))
    monkeypatch.setenv("BINWAS_CONTOH", "0")
    monkeypatch.delenv("BINWAS_ALAMAT", raising=False)
    siapkan.atur_contoh(["--port", "8123", "--verbosity", "0"])
    assert siapkan.os.environ["BINWAS_CONTOH"] == "0"
    assert siapkan.os.environ["BINWAS_ALAMAT"] == "http://127.0.0.1:8123"


@pytest.mark.parametrize(("ci", "kode"), [("true", 1), ("", 0)])
def test_a_missing_postgresql_fails_only_in_ci(ci, kode, monkeypatch, capsys):
    monkeypatch.setenv("CI", ci)
    monkeypatch.delenv("DATABASE_URL_UJI", raising=False)
    monkeypatch.setattr(postgresql, "_mendengar", lambda: False)
    monkeypatch.setattr(postgresql, "_program", lambda: None)
    monkeypatch.setattr(uji, "_pytest", lambda nama, alamat, argumen: 0)
    assert uji.uji([]) == kode
    assert "PostgreSQL: lulus" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("argumen", "bagi_pytest"),
    [([], uji.BAWAAN), (["tests/wilayah", "-x"], ["tests/wilayah", "-x"]), (["--tanpa-uji"], None)],
)
def test_arguments_go_to_pytest_on_both_databases(argumen, bagi_pytest, monkeypatch):
    jalan = []
    monkeypatch.setenv("DATABASE_URL_UJI", "postgres://uji@127.0.0.1/uji")
    monkeypatch.setattr(uji, "_pytest", lambda nama, alamat, argumen: jalan.append((nama, alamat, argumen)) or 0)
    assert uji.uji(argumen) == 0
    basis_data = [("SQLite", None), ("PostgreSQL", "postgres://uji@127.0.0.1/uji")]
    assert jalan == ([(*satu, bagi_pytest) for satu in basis_data] if bagi_pytest else [])


@pytest.mark.parametrize("gagal", ["SQLite", "PostgreSQL"])
def test_a_failure_on_either_database_is_a_failure(gagal, monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL_UJI", "postgres://uji@127.0.0.1/uji")
    monkeypatch.setattr(uji, "_pytest", lambda nama, alamat, argumen: int(nama == gagal))
    assert uji.uji([]) == 1
    assert f"{gagal}: GAGAL" in capsys.readouterr().out
