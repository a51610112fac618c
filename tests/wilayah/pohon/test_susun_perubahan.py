"""Two editions compared: what the names leave no doubt about, and what is left to a person."""

import csv
import hashlib
import io
import zipfile

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from wilayah.pohon import services_susun_perubahan as susun
from wilayah.pohon.rules import Baris, jenis_kode
from wilayah.pohon.services_berkas_perubahan import baca_perubahan
from wilayah.pohon.services_susun_perubahan import baca_lama, susun_perubahan, tulis_sisa

ATAS = {"91": "Papua", "91.01": "Kabupaten Merauke", "91.03": "Kabupaten Jayapura"}
BARU = {"91": "Papua", "93": "Papua Selatan", "93.01": "Kabupaten Merauke", "91.03": "Kabupaten Jayapura"}
UU, KEPMEN = "UU 14 Tahun 2022", "Kepmendagri 300.2.2-2138 Tahun 2025"


def _baris(isi):
    return [Baris(kode, nama, jenis_kode(kode).value) for kode, nama in sorted(isi.items())]


def _susun(lama, baru):
    baris, sisa = susun_perubahan(_baris(ATAS | lama), _baris(BARU | baru))
    return [tuple(b[1:4]) for b in baris], {s.kode_lama: s for s in sisa}


def test_a_kabupaten_under_a_new_province_moves_on_the_day_of_the_law_and_carries_all_along():
    lama = {"91.01.01": "Kimaam", "91.01.01.2001": "Mambum"}
    baris, sisa = susun_perubahan(_baris(ATAS | lama), _baris(BARU | {"93.01.01": "Kimaam", "93.01.01.2001": "Mambum"}))
    assert baris == [["2022-07-25", "mekar", "91", "93", UU], ["2022-07-25", "pindah_induk", "91.01", "93.01", UU]]
    assert sisa == []


def test_codes_that_follow_the_name_are_written_and_what_is_below_goes_along_unsaid():
    lama = {"91.03.02": "Sentani", "91.03.02.2001": "Ifar", "91.03.02.2003": "Yobeh"}
    baris, sisa = _susun(lama, {"91.03.01": "SENTANI", "91.03.01.2001": "I'far", "91.03.01.2002": "Yobeh"})
    assert baris[2:] == [("ganti_kode", "91.03.02", "91.03.01"), ("ganti_kode", "91.03.02.2003", "91.03.01.2002")]
    assert sisa == {}


def test_two_that_change_places_are_sure():
    lama = {"91.03.01": "Satu", "91.03.02": "Dua"}
    baris, sisa = _susun(lama, {"91.03.01": "Dua", "91.03.02": "Satu"})
    assert baris[2:] == [("ganti_kode", "91.03.01", "91.03.02"), ("ganti_kode", "91.03.02", "91.03.01")]
    assert sisa == {}


def test_names_that_are_gone_doubled_or_of_another_kind_are_left_to_a_person():
    induk = {"91.03.01": "Sentani"}
    lama = induk | {f"91.03.01.{n}": nama for n, nama in (("2001", "Ayip"), ("2002", "Dua"), ("2003", "Lama"))}
    baru = induk | {f"91.03.01.{n}": nama for n, nama in (("2001", "Ayib"), ("2002", "Dua"), ("2004", "Dua"))}
    baris, sisa = _susun(lama, baru | {"91.03.01.1003": "Lama"})
    assert len(baris) == 2
    assert {kode: (s.alasan, [c.nama for c in s.calon]) for kode, s in sisa.items()} == {
        "91.03.01.2001": (susun.TANPA_NAMA, ["Ayib"]),
        "91.03.01.2002": (susun.NAMA_GANDA, ["Dua", "Dua"]),
        "91.03.01.2003": (susun.TANPA_NAMA, []),
    }


def test_who_stays_stands_in_the_way_of_the_next_and_nothing_below_is_guessed():
    lama = {"91.03.01": "Hilang", "91.03.02": "Dua", "91.03.03": "Tiga", "91.03.03.2001": "Desa"}
    baris, sisa = _susun(lama, {"91.03.01": "Dua", "91.03.02": "Tiga", "91.03.02.2001": "Desa"})
    assert len(baris) == 2
    assert {kode: s.alasan for kode, s in sisa.items()} == {
        "91.03.01": susun.TANPA_NAMA,
        "91.03.02": "kode 91.03.01 masih dipegang 91.03.01",
        "91.03.03": "kode 91.03.02 masih dipegang 91.03.02",
        "91.03.03.2001": susun.INDUK_BELUM,
    }
    assert "91.03.01,Hilang,91.03.01,,," in tulis_sisa(sisa.values())


def test_the_old_package_is_known_by_its_bytes_and_read_in_its_own_way(monkeypatch, tmp_path):
    wadah = io.BytesIO()
    with zipfile.ZipFile(wadah, "w") as arsip:
        arsip.writestr(susun.ISI_LAMA, "91,PAPUA\n91.12,KAB PEGUNUNGAN BINTANG\n11.01,KAB. ACEH SELATAN\n")
    isi = wadah.getvalue()
    (tmp_path / "lama.whl").write_bytes(isi)
    with pytest.raises(CommandError, match="SHA-256 arsip lama"):
        call_command("susun_perubahan", tmp_path / "lama.whl", tmp_path / "baru.tgz", wilayah="91")
    monkeypatch.setattr(susun, "ARSIP_LAMA", hashlib.sha256(isi).hexdigest())
    assert baca_lama(isi, ["91"]) == [
        Baris("91", "PAPUA", "provinsi"),
        Baris("91.12", "Kabupaten PEGUNUNGAN BINTANG", "kabupaten"),
    ]


def test_the_shipped_files_leave_no_region_both_sure_and_open():
    perubahan = baca_perubahan(settings.AKAR / "fixtures" / "wilayah.perubahan.csv")
    with (settings.AKAR / "fixtures" / "wilayah.perubahan.sisa.csv").open(encoding="utf-8") as berkas:
        sisa = list(csv.DictReader(berkas))
    assert list(sisa[0]) == susun.KEPALA_SISA
    sure = {b.kode_lama for b in perubahan if b.jenis == "ganti_kode"}
    assert not sure & {s["kode_kini"] for s in sisa}
    assert sum("masih dipegang" in s["alasan"] for s in sisa) == 47
