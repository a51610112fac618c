"""A database of the first release, with people and agreements in it, comes up to date without losing anything."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from kerjasama import triggers
from kerjasama.rules.pihak_ketiga import kunci_nama

ALIAS = "keadaan_lama"
RILIS_PERTAMA = [("wilayah", "0001_initial"), ("kerjasama", "0002_cakupan"), ("binwas", "0001_initial")]
SEJAK = date(2025, 4, 25)


@pytest.fixture
def lama(django_db_blocker, tmp_path):
    """An empty database beside the suite's own, at the first release."""
    asal = connections["default"].settings_dict
    nama = str(tmp_path / "lama.sqlite3") if connections["default"].vendor == "sqlite" else f"lama_{tmp_path.name}"[:60]
    connections.databases[ALIAS] = {**asal, "NAME": asal["NAME"], "TEST": {**asal["TEST"], "NAME": nama}}
    koneksi = connections[ALIAS]
    with django_db_blocker.unblock():
        koneksi.creation._create_test_db(verbosity=0, autoclobber=True)
        koneksi.close()
        koneksi.settings_dict["NAME"] = nama
        for app, migrasi in RILIS_PERTAMA:
            call_command("migrate", app, migrasi, database=ALIAS, verbosity=0)
        triggers.lepas(koneksi)  # today's triggers know columns that the first release has not
        yield koneksi
        koneksi.creation.destroy_test_db(asal["NAME"], verbosity=0)
    del connections[ALIAS]
    del connections.databases[ALIAS]


def _isi(koneksi):
    apps = MigrationExecutor(koneksi).loader.project_state(RILIS_PERTAMA).apps

    def buat(label, **isian):
        return apps.get_model(label).objects.using(ALIAS).create(**isian)

    wilayah, induk = {}, None
    for tingkat, (kode, nama, jenis) in enumerate(
        (
            ("0", "Indonesia", "pusat"),
            ("34", "Daerah Istimewa Yogyakarta", "provinsi"),
            ("34.04", "Kabupaten Sleman", "kabupaten"),
            ("34.04.16", "Pakem", "kecamatan"),
            ("34.04.16.2001", "Ki'e Toli-Toli", "desa"),
        )
    ):
        induk = buat("wilayah.Wilayah", kode=kode, nama=nama, jenis=jenis, tingkat=tingkat, induk=induk)
        buat("wilayah.RiwayatWilayah", wilayah=induk, kode=kode, nama=nama, jenis=jenis, berlaku_sejak=SEJAK)
        wilayah[kode] = induk
    grup = apps.get_model("auth.Group").objects.using(ALIAS).create(name="kantor")
    orang = [buat("wilayah.Pengguna", username=f"orang{n}", nama=f"Orang {n}") for n in (1, 2)]
    for satu in orang:
        buat(
            "wilayah.Penugasan",
            pengguna=satu,
            wilayah=induk,
            peran="operator_desa",
            grup=grup,
            jabatan="Sekretaris Desa",
            sk="SK",
            tanggal_mulai=SEJAK,
            dari=datetime(2025, 4, 25, tzinfo=UTC),
        )
    ks = buat(
        "kerjasama.KerjaSama",
        judul="Air bersih",
        bentuk="antar_desa",
        bidang="pembangunan",
        urusan="air",
        status="berlaku",
        tanggal_ditetapkan=SEJAK,
        tanggal_mulai=SEJAK,
        desa_pendaftar=induk,
        didaftarkan_oleh=orang[0],
    )
    buat("kerjasama.Pihak", kerja_sama=ks, desa=induk, urut=1, nama_saat_itu="Ki'e Toli-Toli")
    ketiga = buat("kerjasama.PihakKetiga", jenis="swasta", nama="PT. Sumber Air")
    buat("kerjasama.Pihak", kerja_sama=ks, pihak_ketiga=ketiga, urut=2, nama_saat_itu="PT. Sumber Air")
    for kode in ("34", "34.04", "34.04.16", "34.04.16.2001"):
        buat(
            "kerjasama.Cakupan",
            kerja_sama=ks,
            wilayah=wilayah[kode],
            status="berlaku",
            jatuh_tempo=ks.jatuh_tempo,
            mutu_data=ks.mutu_data,
        )


def test_the_first_release_comes_up_to_date(lama):
    _isi(lama)
    call_command("migrate", database=ALIAS, verbosity=0)
    with lama.cursor() as kursor:
        kursor.execute("SELECT count(DISTINCT id_publik) FROM wilayah_pengguna")
        assert kursor.fetchone() == (2,)
        kursor.execute("SELECT count(DISTINCT id_publik) FROM wilayah_penugasan")
        assert kursor.fetchone() == (2,)
        kursor.execute("SELECT kunci_cari FROM wilayah_wilayah ORDER BY kode")
        assert [k for (k,) in kursor.fetchall()] == [
            "indonesia",
            "yogyakarta",
            "sleman",
            "pakem",
            "kietolitoli",
        ]
        kursor.execute("SELECT count(*), min(masa), max(masa) FROM kerjasama_cakupan")
        assert kursor.fetchone() == (4, 3, 3)
        kursor.execute("SELECT count(*) FROM kerjasama_kerjasama WHERE disampaikan_pada = didaftarkan_pada")
        assert kursor.fetchone() == (1,)
        kursor.execute(
            "SELECT kunci_nama, kode FROM kerjasama_pihakketiga k JOIN wilayah_wilayah w ON w.id = k.pencatat_id"
        )
        assert kursor.fetchall() == [(kunci_nama("PT. Sumber Air"), "34.04.16.2001")]
    assert triggers.selisih(lama) == (0, 0)
    assert triggers.yang_hilang(lama) == []
