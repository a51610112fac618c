"""The house stands as it was drawn: rooms, names, the direction of keys, the doors of scope."""

import importlib
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db.models.base import ModelBase

AKAR = settings.AKAR
RUMAH = ("wilayah", "kerjasama", "binwas")
TANPA_JALUR = {
    # reference data, read by everyone
    "Wilayah",
    "RiwayatWilayah",
    "PerubahanWilayah",
    "Sebutan",
    "HariLibur",
    "KeputusanLibur",
    "DasarHukum",
    "AturanTenggat",
    "Instrumen",
    "ButirInstrumen",
    # people and offices: what scope itself is computed from
    "Pengguna",
    "Penugasan",
    "WilayahGroupObjectPermission",
    "ProfilKantor",
    "SakelarKantor",
    "AturanTandaTangan",
    "PolaNomor",
    "TautanAkun",
    "SerahTerima",
    "SesiPengguna",
    "TinjauanAkses",
    "TampilanTersimpan",
    # counters and heads without content
    "KunciKirim",
    "RantaiJejak",
    "PencacahNomor",
}
MAKS_TANPA_BATAS = 12


def berkas_py(*folder):
    return [p for f in folder for p in (AKAR / f).rglob("*.py") if "migrations" not in p.parts]


def model_kita():
    return [m for m in apps.get_models() if m._meta.app_label in RUMAH]


def test_every_region_bound_model_declares_its_path():
    tanpa = {m.__name__ for m in model_kita() if not hasattr(m, "jalur_cakupan") and not m._meta.auto_created}
    assert tanpa == TANPA_JALUR


@pytest.mark.parametrize("app", ["wilayah", "binwas"])
def test_every_model_of_a_room_stands_at_the_door(app):
    """A model that Django's door does not name would be missing from migrations without anyone noticing."""
    pintu = set(importlib.import_module(f"{app}.models").__all__)
    for berkas in (AKAR / app).rglob("*/models.py"):
        modul = importlib.import_module(".".join(berkas.relative_to(AKAR).with_suffix("").parts))
        model = {n for n, v in vars(modul).items() if isinstance(v, ModelBase) and v.__module__ == modul.__name__}
        assert model - {n for n in model if getattr(modul, n)._meta.abstract} <= pintu


def test_keys_point_down_the_line():
    urut = {nama: n for n, nama in enumerate(("contenttypes", "auth", *RUMAH))}
    for model in model_kita():
        for bidang in model._meta.get_fields():
            if bidang.is_relation and (bidang.many_to_one or bidang.one_to_one) and not bidang.auto_created:
                tujuan = bidang.related_model._meta.app_label
                assert urut[tujuan] <= urut[model._meta.app_label], f"{model.__name__}.{bidang.name}"


def test_no_room_without_a_meaning():
    buruk = {"utils", "helpers", "common", "misc"}
    assert not [p for p in berkas_py(*RUMAH, "config", "tests") if {p.stem, *p.parts} & buruk]


def test_few_reads_are_unbounded_and_each_says_why():
    pakai = []
    for p in berkas_py(*RUMAH):
        teks = p.read_text()
        konstanta = dict(re.findall(r'^([A-Z_]+) = "([^"]+)"', teks, re.MULTILINE))
        for alasan in re.findall(r"\.tanpa_batas\(alasan=([^)]*)\)", teks):
            pakai.append(konstanta.get(alasan, alasan.strip('"')))
        assert teks.count(".tanpa_batas(") == teks.count(".tanpa_batas(alasan="), p
    assert all(len(alasan) > 20 for alasan in pakai), pakai
    assert 0 < len(pakai) <= MAKS_TANPA_BATAS, pakai


def test_marks_are_set_by_doors_only():
    """`_tandai` and `_base_manager` open everything: only the rooms that define doors may name them."""
    pintu = {
        "wilayah/cakupan/queries.py",
        "wilayah/jejak/models.py",
        "wilayah/pemberitahuan/models.py",
        "kerjasama/models/kerja_sama.py",
        "kerjasama/queries/angka.py",
        "binwas/dasbor/queries.py",
        "binwas/surat/models.py",
    }
    menandai = {p.relative_to(AKAR).as_posix() for p in berkas_py(*RUMAH) if "_tandai()" in p.read_text()}
    assert menandai <= pintu
    assert not [p for p in berkas_py(*RUMAH) if re.search(r"\._base_manager\b", p.read_text())]


def test_no_business_flow_in_signals():
    pemakai = {p.relative_to(AKAR).as_posix() for p in berkas_py(*RUMAH) if "signals" in p.read_text()}
    assert pemakai == {"kerjasama/apps.py"}  # the triggers are put back after every migrate


def test_views_do_not_write():
    tulis = re.compile(r"\.(save|delete|bulk_create|bulk_update|update_or_create|get_or_create)\(")
    pelaku = [p for p in berkas_py(*RUMAH) if {"views", "views.py"} & set(p.parts) and tulis.search(p.read_text())]
    assert not pelaku


@pytest.mark.django_db
def test_migrations_are_complete():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_template_is_used():
    templat = AKAR / "templates"
    sumber = "\n".join(p.read_text() for p in [*berkas_py(*RUMAH, "config"), *templat.rglob("*.html")])
    bawaan = {"403.html", "403_csrf.html", "404.html", "500.html"}
    nama = {p.relative_to(templat).as_posix() for p in templat.rglob("*.html")} - bawaan
    dinamis = re.findall(r'f"([\w/]+)\{[^"]*\.html"', sumber)
    tak_terpakai = {n for n in nama if f'"{n}"' not in sumber and f"'{n}'" not in sumber}
    assert {n for n in tak_terpakai if not n.startswith(tuple(dinamis) or ("//",))} == set()


def test_pages_carry_no_inline_code():
    """The content policy refuses inline script and style: a page that has some is broken for everyone."""
    buruk = re.compile(r"\son\w+=\"|\sstyle=\"|<style|<script(?![^>]*\ssrc=)", re.IGNORECASE)
    halaman = [p for p in (AKAR / "templates").rglob("*.html") if "cetak" not in p.parts]
    assert not [p.name for p in halaman if buruk.search(p.read_text())]


def test_verbose_names_are_lower_case():
    for model in model_kita():
        for bidang in model._meta.local_fields:
            awal = str(bidang.verbose_name).split()[0]
            assert awal == awal.lower() or awal.upper() == awal or awal == "Berita", f"{model.__name__}.{bidang.name}"


def berkas_proyek():
    """Files that belong to the project; a stranger's machine may have no git to ask."""
    bukan = {".git", ".venv", "data", ".pytest_cache", ".ruff_cache", ".import_linter_cache", ".hypothesis"}
    for atas in sorted(p for p in AKAR.iterdir() if p.name not in bukan):
        yield from (
            [atas] if atas.is_file() else (p for p in atas.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
        )


@pytest.mark.parametrize("kata", ["/work/", "/root/", "/home/", "index-url", "registry.npmjs", "pypi.org/simple"])
def test_the_repository_names_no_machine_and_no_registry(kata):
    biner = {".xz", ".png", ".ico", ".woff2", ".pdf"}
    isi = {
        p.relative_to(AKAR).as_posix(): p.read_text(errors="replace") for p in berkas_proyek() if p.suffix not in biner
    }
    ini = Path(__file__).relative_to(AKAR).as_posix()
    assert not [n for n, teks in isi.items() if kata in teks and n != ini]
