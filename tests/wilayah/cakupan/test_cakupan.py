from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from kerjasama.models import KerjaSama, Pihak
from tests.pabrik.binwas import buat_pemeriksaan, buat_surat
from tests.pabrik.kerjasama import buat_kerja_sama
from wilayah.cakupan.queries import meliputi, punya_di_mana_saja, simpul
from wilayah.cakupan.roles import PERAN, IzinTidakDikenal
from wilayah.models import Pengguna, Wilayah
from wilayah.pengguna.services import akhiri_penugasan, beri_penugasan

LIHAT = "wilayah.lihat_kerja_sama"
PELIHAT = {
    "dalam": [
        "pusat",
        "dinas.34",
        "petugas.34.04",
        "kecamatan.34.04.16",
        "kades.34.04.16.2001",
        "bpd.34.04.16.2002",
    ],
    "luar": ["dinas.33", "petugas.34.02", "kecamatan.34.04.14", "kades.34.04.16.2003", "kades.34.02.08.2001"],
}


def _pukul_sembilan(tanggal):
    return timezone.make_aware(datetime.combine(tanggal, time(9)))


@pytest.fixture
def kerja_sama(pemeran, cakupan_cocok):
    desa = [pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.04.16.2002")]
    return buat_kerja_sama(desa=desa, oleh=pemeran["operator.34.04.16.2001"])


@pytest.fixture
def tetangga(pemeran):
    return buat_kerja_sama(
        desa=[pemeran.wilayah("34.02.08.2001"), pemeran.wilayah("34.02.08.2002")],
        oleh=pemeran["operator.34.02.08.2001"],
        judul="Rahasia tetangga",
    )


@pytest.mark.parametrize("username", PELIHAT["dalam"])
def test_whoever_is_above_a_party_sees_the_agreement(pemeran, kerja_sama, tetangga, username):
    terlihat = set(KerjaSama.objects.dalam_cakupan(pemeran[username], LIHAT))
    assert kerja_sama in terlihat
    assert (tetangga in terlihat) == (username in ("pusat", "dinas.34"))


@pytest.mark.parametrize("username", PELIHAT["luar"])
def test_whoever_is_not_sees_nothing_of_it(pemeran, kerja_sama, tetangga, username):
    orang = pemeran[username]
    assert kerja_sama not in KerjaSama.objects.dalam_cakupan(orang, LIHAT)
    assert not orang.has_perm(LIHAT, kerja_sama)
    assert not Pihak.objects.dalam_cakupan(orang, LIHAT).filter(kerja_sama=kerja_sama).exists()


def test_detail_check_is_the_list(pemeran, kerja_sama, tetangga):
    for username in PELIHAT["dalam"] + PELIHAT["luar"]:
        orang = pemeran[username]
        daftar = set(KerjaSama.objects.dalam_cakupan(orang, LIHAT))
        assert daftar == {k for k in (kerja_sama, tetangga) if orang.has_perm(LIHAT, k)}


def test_power_without_an_object_is_no_power(pemeran):
    petugas = pemeran["petugas.34.04"]
    assert not petugas.has_perm(LIHAT)
    assert punya_di_mana_saja(petugas, LIHAT)


@pytest.mark.parametrize("izin", ["lihat_kerja_sama", "wilayah.lihat_semua", "wilayah.view_wilayah", ""])
def test_power_spelled_wrongly_raises(pemeran, izin):
    with pytest.raises(IzinTidakDikenal):
        KerjaSama.objects.dalam_cakupan(pemeran["pusat"], izin)
    with pytest.raises(IzinTidakDikenal):
        pemeran["pusat"].has_perm(izin, pemeran.wilayah("34"))


def test_a_flag_on_the_row_is_no_power(pemeran, kerja_sama):
    orang = Pengguna.objects.create(username="tanpa.tugas", nama="Tanpa Tugas", is_superuser=True)
    assert not orang.has_perm(LIHAT) and not orang.has_perm(LIHAT, kerja_sama)
    assert not orang.has_perm(LIHAT, pemeran.wilayah("34"))
    assert not KerjaSama.objects.dalam_cakupan(orang, LIHAT).exists()


def test_power_that_a_model_does_not_list_raises(pemeran):
    with pytest.raises(IzinTidakDikenal):
        KerjaSama.objects.dalam_cakupan(pemeran["kadis.34.04"], "wilayah.tandatangani_surat")


def test_code_that_begins_alike_is_not_below():
    class S:
        tingkat, kode = 2, "34.1"

    assert not meliputi(S, "34.10") and meliputi(S, "34.1.02")


def test_grants_cost_one_query_a_user(pemeran, django_assert_num_queries):
    orang = pemeran["petugas.34.04"]
    with django_assert_num_queries(1):
        for izin in PERAN["petugas_kabupaten"].izin:
            assert simpul(orang, f"wilayah.{izin}")


def test_nobody_is_in_a_group(pemeran):
    assert not Pengguna.objects.filter(groups__isnull=False).exists()
    assert not Pengguna.objects.filter(user_permissions__isnull=False).exists()


def test_assignment_counts_from_its_first_to_its_last_day(pemeran, kerja_sama, time_machine):
    desa = pemeran.wilayah("34.04.16.2001")
    baru = Pengguna.objects.create_user("baru", "x", nama="Baru")
    hari_ini = desa.hari_ini()
    tugas = beri_penugasan(
        pengguna=baru,
        wilayah=desa,
        peran="bpd",
        jabatan="Ketua BPD",
        sk="SK",
        mulai=hari_ini + timedelta(days=3),
        selesai=hari_ini + timedelta(days=5),
    )
    for hari, terlihat in ((0, 0), (2, 0), (3, 1), (5, 1), (6, 0)):
        time_machine.move_to(_pukul_sembilan(hari_ini + timedelta(hari)))
        assert KerjaSama.objects.dalam_cakupan(pemeran["baru"], LIHAT).count() == terlihat, hari
    time_machine.move_to(_pukul_sembilan(hari_ini + timedelta(4)))
    akhiri_penugasan(penugasan=tugas, selesai=hari_ini + timedelta(3))
    assert not KerjaSama.objects.dalam_cakupan(pemeran["baru"], LIHAT).exists()


def test_two_assignments_are_a_union_without_repeats(pemeran, kerja_sama, tetangga):
    orang = pemeran["bpd.34.04.16.2001"]
    for kode in ("34.04.16.2002", "34.02.08.2001"):
        beri_penugasan(
            pengguna=orang,
            wilayah=pemeran.wilayah(kode),
            peran="bpd",
            jabatan="BPD",
            sk="SK",
            mulai=timezone.localdate(),
        )
    terlihat = list(KerjaSama.objects.dalam_cakupan(pemeran["bpd.34.04.16.2001"], LIHAT).order_by("pk"))
    assert terlihat == [kerja_sama, tetangga]


def test_letters_follow_their_second_axis(pemeran, kerja_sama):
    petugas = pemeran["petugas.34.04"]
    konsep = buat_surat(kerja_sama, petugas)
    terbit = buat_surat(kerja_sama, petugas, status="disampaikan")
    rahasia = buat_surat(kerja_sama, petugas, status="disampaikan", sifat="rahasia")
    surat = type(konsep).objects
    for username in ("dinas.34", "pusat", "kecamatan.34.04.16"):
        assert set(surat.dalam_cakupan(pemeran[username], LIHAT)) == {terbit}, username
    tertuju = pemeran["kades.34.04.16.2001"]
    assert set(surat.dalam_cakupan(tertuju, LIHAT)) == {terbit, rahasia}
    for username in ("kades.34.04.16.2001", "dinas.34", "pusat", "kecamatan.34.04.16"):
        assert not surat.dalam_cakupan(pemeran[username], "wilayah.lihat_konsep_surat")
    assert set(surat.dalam_cakupan(petugas, "wilayah.lihat_konsep_surat")) == {konsep, terbit, rahasia}
    camat = pemeran["kecamatan.34.04.16"]
    desa = pemeran.wilayah("34.04.16.2001")
    beri_penugasan(pengguna=camat, wilayah=desa, peran="kepala_desa", jabatan="Pj.", sk="SK", mulai=desa.hari_ini())
    assert set(surat.dalam_cakupan(camat, LIHAT)) == {terbit, rahasia}, "an office below another of one person"


def test_who_may_act_is_the_handling_office_not_everyone_on_the_path(pemeran):
    lintas = buat_kerja_sama(
        desa=[pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.02.08.2001")],
        oleh=pemeran["operator.34.04.16.2001"],
        lintas_kabupaten=True,
    )
    pemeriksaan = buat_pemeriksaan(lintas, pemeran["kecamatan.34.04.16"])
    assert pemeran["petugas.34.02"].has_perm(LIHAT, lintas)
    assert not pemeran["petugas.34.02"].has_perm("wilayah.telaah_kerja_sama", pemeriksaan)
    assert not pemeran["petugas.34.02"].has_perm("wilayah.lihat_pemeriksaan", pemeriksaan)
    assert pemeran["petugas.34.04"].has_perm("wilayah.telaah_kerja_sama", pemeriksaan)


def test_closure_holds_provinsi_to_desa_of_every_party(pemeran, kerja_sama):
    kode = set(Wilayah.objects.filter(cakupan__kerja_sama=kerja_sama).values_list("kode", flat=True))
    assert kode == {"34", "34.04", "34.04.16", "34.04.16.2001", "34.04.16.2002"}


def test_unmarked_queryset_widens_nothing():
    with pytest.raises(ValueError, match="dalam_cakupan"):
        Pihak.objects.milik(KerjaSama.objects.all())
