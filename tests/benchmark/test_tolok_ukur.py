"""The benchmark runs, on either engine, and what no machine changes holds at any scale. Its times are for the command
to judge (`manage.py tolok_ukur cakupan`), never for the suite."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

from binwas.management.tolok_ukur.hasil import Hasil, Jam, banding

TETAP = ("kueri: ", "daftar: satu rentang indeks")
UKURAN = (
    *("daftar: SQL ÷ tulisan tangan", "daftar: pemanggilan ÷ objek", "daftar: skala ini ÷ 1.000"),
    *("jumlah per status: SQL ÷ indeks", "dasbor ÷ hitungan datar", "mendaftar: dengan ÷ tanpa cakupan"),
    *("/kerja-sama/ ÷ pusat", "/pemeriksaan/ ÷ pusat", "/surat/ ÷ pusat", "/pengguna/ ÷ pusat"),
    *("/antrean/ ÷ pemegang nasional", "ekspor CSV: memori puncak, MB", "ekspor XLSX: memori puncak, MB"),
    *("guardian ÷ cakupan: halaman", "guardian ÷ cakupan: jumlah", "guardian ÷ cakupan: has_perm"),
    "guardian ÷ cakupan: dasbor",
)


def test_runs_on_a_database_of_its_own(tmp_path):
    berkas = tmp_path / "hasil.json"
    perintah = ["-m", "django", "tolok_ukur", "cakupan", "--skala", "400", "--putaran", "1", "--wilayah", "34,33.10"]
    jalan = subprocess.run(
        [sys.executable, *perintah, "--simpan", str(berkas)],
        cwd=settings.AKAR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.dev", "BINWAS_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert jalan.returncode in (0, 1) and berkas.exists(), jalan.stdout + jalan.stderr
    print(jalan.stdout)
    hasil = json.loads(berkas.read_text())
    assert set(UKURAN) <= {satu["ukuran"] for satu in hasil}
    tetap = [satu for satu in hasil if satu["ukuran"].startswith(TETAP)]
    assert len(tetap) == 18 and not [satu for satu in tetap if not satu["lulus"]]
    assert not list(tmp_path.glob("*.sqlite3"))


@pytest.mark.parametrize(("nilai", "naik", "lulus"), [(1.2, False, True), (1.4, False, False), (40, True, True)])
def test_a_ratio_is_held_against_its_target(nilai, naik, lulus):
    assert banding("daftar", "desa", nilai * 2, 2, 30 if naik else 1.3, naik=naik).lulus is lulus


def test_a_target_for_the_whole_nation_does_not_judge_a_part():
    assert Hasil("dasbor", "pusat", 9, ("≤", 3), berlaku=False).lulus is None


def test_candidates_are_measured_in_turns():
    urutan = []
    Jam(3).ukur(satu=lambda: urutan.append(1), dua=lambda: urutan.append(2))
    assert urutan.count(1) == urutan.count(2) >= 4
    assert all({*urutan[n : n + 2]} == {1, 2} for n in range(0, len(urutan), 2))
