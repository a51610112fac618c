import json
import shutil
from dataclasses import replace
from datetime import date

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from binwas.penilaian.models import Instrumen
from tests.pabrik.binwas import buat_pemeriksaan
from tests.pabrik.kerjasama import buat_kerja_sama
from wilayah.cakupan.queries import punya_di_mana_saja
from wilayah.cakupan.roles import PERAN
from wilayah.kalender.queries import libur_untuk
from wilayah.models import AturanTenggat, DasarHukum, HariLibur, Jejak, Sebutan, Wilayah
from wilayah.regulasi.queries import aturan_tenggat, dasar_hukum

FIXTURES = settings.AKAR / "fixtures"
HARI = date(2026, 11, 25)


@pytest.fixture
def acuan(pemeran):
    call_command("muat_acuan", verbosity=0)
    return pemeran


@pytest.fixture
def salinan(acuan, tmp_path):
    """A copy of the files that a test may change."""
    for berkas in ("hari_libur", "dasar_hukum", "aturan_tenggat", "sebutan"):
        shutil.copy(FIXTURES / f"{berkas}.json", tmp_path)
    shutil.copytree(FIXTURES / "instrumen", tmp_path / "instrumen")
    return tmp_path


def _ubah(berkas, ubahan):
    isi = json.loads(berkas.read_text())
    ubahan(isi)
    berkas.write_text(json.dumps(isi))


def _semua():
    model = (HariLibur, DasarHukum, AturanTenggat, Sebutan, Instrumen)
    return [list(m.objects.order_by("pk").values()) for m in model]


def test_a_second_run_writes_nothing(acuan):
    sebelum = _semua()
    jejak = Jejak.objects.count()
    call_command("muat_acuan", verbosity=0)
    assert _semua() == sebelum
    assert Jejak.objects.count() == jejak


def test_the_decrees_of_2026_and_2027_stand_whole(acuan):
    jumlah = {
        tahun: {j: HariLibur.objects.filter(tanggal__year=tahun, jenis=j).count() for j in ("libur", "cuti_bersama")}
        for tahun in (2026, 2027)
    }
    assert jumlah == {2026: {"libur": 17, "cuti_bersama": 8}, 2027: {"libur": 18, "cuti_bersama": 8}}
    libur = libur_untuk(acuan.wilayah("34.04"))
    assert "1497 Tahun 2025" in libur[date(2026, 12, 25)].dasar
    assert "nomor belum tercatat" in libur[date(2027, 1, 5)].dasar
    assert "tafsir" in libur[date(2027, 3, 9)].dasar
    assert "tafsir" not in libur[date(2027, 2, 5)].dasar


def test_a_day_taken_out_of_a_decree_goes(salinan):
    _ubah(salinan / "hari_libur.json", lambda isi: isi["hari"].pop(0))
    call_command("muat_acuan", dari=salinan, verbosity=0)
    assert not HariLibur.objects.filter(tanggal=date(2026, 1, 1)).exists()
    assert HariLibur.objects.filter(tanggal=date(2026, 1, 16)).exists()


def test_the_basis_in_force_follows_the_date_of_the_document(acuan):
    assert dasar_hukum("pp-43-2014", date(2026, 3, 26)).exists()
    assert not dasar_hukum("pp-43-2014", date(2026, 3, 27)).exists()
    assert not dasar_hukum("pp-16-2026", date(2026, 3, 26)).exists()
    assert dasar_hukum("pp-16-2026", date(2026, 3, 27)).filter(pasal="Pasal 165 ayat (5)").exists()
    assert "Nomor 3 Tahun 2024" not in dasar_hukum("uu-6-2014", date(2024, 4, 24)).get(pasal="").nama
    assert "Nomor 3 Tahun 2024" in dasar_hukum("uu-6-2014", date(2024, 4, 25)).get(pasal="").nama


def test_rules_of_deadlines(acuan):
    kabupaten = acuan.wilayah("34.04")
    aturan = aturan_tenggat("klarifikasi", kabupaten, date(2026, 11, 25))
    assert (aturan.nilai, aturan.satuan, aturan.geser_ke_hari_kerja, aturan.batas_jam.hour) == (
        30,
        "hari_kalender",
        False,
        16,
    )
    assert "16/2026" in aturan_tenggat("kirim_peraturan", kabupaten, date(2026, 3, 27)).dasar


def test_a_region_s_own_rule_stands_in_the_same_file(salinan):
    def tambah(isi):
        klarifikasi = next(a for a in isi if a["kode"] == "klarifikasi")
        isi.append(klarifikasi | {"wilayah": "34.04", "nilai": 20, "satuan": "hari_kerja"})
        isi.append(klarifikasi | {"wilayah": "99.99", "nilai": 5})  # not among the regions loaded here

    _ubah(salinan / "aturan_tenggat.json", tambah)
    call_command("muat_acuan", dari=salinan, verbosity=0)
    sleman, bantul = (aturan_tenggat("klarifikasi", Wilayah.objects.get(kode=k), HARI) for k in ("34.04", "34.02"))
    assert (sleman.nilai, sleman.satuan) == (20, "hari_kerja")
    assert (bantul.nilai, bantul.satuan) == (30, "hari_kalender")


def test_a_changed_role_reaches_the_offices_that_exist(acuan, monkeypatch):
    """Offices are given their powers once; without this a new power of a role would hold in new offices only."""
    provinsi, izin = PERAN["petugas_provinsi"], "wilayah.lihat_pemeriksaan"
    assert not punya_di_mana_saja(acuan["dinas.34"], izin)
    monkeypatch.setitem(PERAN, "petugas_provinsi", replace(provinsi, izin=("lihat_kerja_sama", "lihat_pemeriksaan")))
    call_command("muat_acuan", verbosity=0)
    assert punya_di_mana_saja(acuan["dinas.34"], izin)
    assert not punya_di_mana_saja(acuan["dinas.34"], "wilayah.lihat_dasbor")
    assert punya_di_mana_saja(acuan["pusat"], "wilayah.lihat_dasbor")
    assert Jejak.objects.latest("pk").sesudah_nya["izin_peran"]["baru"] == 2  # dinas.34 and dinas.33


def test_words_of_diy(acuan):
    desa, kelurahan = acuan.wilayah("34.04.16.2001"), acuan.wilayah("34.04.14.1009")
    assert (desa.sebutan("wilayah"), desa.sebutan("kepala"), desa.sebutan("bpd_singkat")) == (
        "Kalurahan",
        "Lurah",
        "Bamuskal",
    )
    assert (kelurahan.sebutan("wilayah"), kelurahan.sebutan("kepala")) == ("Kelurahan", "Lurah")
    assert acuan.wilayah("34.04.16").sebutan("kepala") == "Panewu"
    luar = acuan.wilayah("33.10.01.2006")
    assert (luar.sebutan("wilayah"), luar.sebutan("kepala"), luar.sebutan("bpd_singkat")) == (
        "Desa",
        "Kepala Desa",
        "BPD",
    )


def test_the_instrument_has_guidance_and_a_source_for_every_item(acuan):
    instrumen = Instrumen.objects.get(jenis="klarifikasi", versi=1)
    butir = list(instrumen.butir.order_by("urut"))
    assert len(butir) >= 14
    assert [b.urut for b in butir] == list(range(1, len(butir) + 1))
    assert all(b.pertanyaan and b.panduan and b.sumber for b in butir)
    assert len({b.kelompok for b in butir}) == 7


def _ganti_pertanyaan(isi):
    isi["butir"][0]["pertanyaan"] = "Pertanyaan lain."


def test_an_unused_version_may_be_mended(salinan):
    _ubah(salinan / "instrumen" / "klarifikasi_pbkd.json", _ganti_pertanyaan)
    call_command("muat_acuan", dari=salinan, verbosity=0)
    assert Instrumen.objects.get(versi=1).butir.get(kode="A1").pertanyaan == "Pertanyaan lain."


@pytest.fixture
def terpakai(acuan):
    """Version 1 of the instrument, in use by a review."""
    instrumen = Instrumen.objects.get(jenis="klarifikasi", versi=1)
    desa = [acuan.wilayah("34.04.16.2001"), acuan.wilayah("34.04.16.2002")]
    kerja_sama = buat_kerja_sama(desa=desa, oleh=acuan["operator.34.04.16.2001"])
    buat_pemeriksaan(kerja_sama, acuan["kecamatan.34.04.16"], instrumen=instrumen)
    return instrumen


def test_a_used_version_never_changes(salinan, terpakai):
    _ubah(salinan / "instrumen" / "klarifikasi_pbkd.json", _ganti_pertanyaan)
    with pytest.raises(CommandError, match="sudah dipakai"):
        call_command("muat_acuan", dari=salinan, verbosity=0)
    assert terpakai.butir.get(kode="A1").pertanyaan != "Pertanyaan lain."


def test_a_new_version_stands_beside_the_used_one(salinan, terpakai):
    _ubah(salinan / "instrumen" / "klarifikasi_pbkd.json", lambda isi: isi.update(versi=2))
    call_command("muat_acuan", dari=salinan, verbosity=0)
    assert list(Instrumen.objects.order_by("versi").values_list("versi", flat=True)) == [1, 2]
