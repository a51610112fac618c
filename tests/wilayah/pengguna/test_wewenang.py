"""Which roles an admin may give where, and whose account an admin may touch."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from wilayah.cakupan.roles import DESA, KABUPATEN, KECAMATAN, PERAN, PROVINSI, PUSAT
from wilayah.kewenangan.queries import boleh_ditindak, dapat_ditindak
from wilayah.models import Pengguna, Penugasan
from wilayah.pengguna.queries import (
    alasan_tertutup,
    pastikan_dapat_memberi,
    peran_dalam_wewenang,
    peran_yang_dapat_diberi,
)
from wilayah.pengguna.rules import AWALAN_AKUN, samarkan, usul_nama_pengguna
from wilayah.pengguna.services import akhiri_penugasan, beri_penugasan, perbaiki_penugasan, perpanjang_penugasan


def tugaskan(orang, wilayah, peran, **isian):
    return beri_penugasan(
        pengguna=orang, wilayah=wilayah, peran=peran, jabatan="J", sk="SK", **({"mulai": date(2020, 1, 1)} | isian)
    )


@pytest.mark.parametrize(
    ("admin", "kode", "peran"),
    [
        ("admin", "0", PUSAT),
        ("admin", "34", PROVINSI),
        ("admin", "34.04", ()),
        ("admin.34", "0", ()),
        ("admin.34", "33", ()),
        ("admin.34", "34", PROVINSI),
        ("admin.34", "34.02", KABUPATEN),
        ("admin.34", "33.10", ()),
        ("admin.34", "34.04.16", ()),
        ("admin.34.04", "34", ()),
        ("admin.34.04", "34.04", KABUPATEN),
        ("admin.34.04", "34.02", ()),
        ("admin.34.04", "34.04.16", KECAMATAN),
        ("admin.34.04", "34.02.08", ()),
        ("admin.34.04", "34.04.16.2001", DESA),
        ("admin.34.04", "34.02.08.2001", ()),
        ("admin.34.04", "34.04.14.1009", ()),
        ("kadis.34.04", "34.04", ()),
        ("kades.34.04.16.2001", "34.04.16.2001", ()),
    ],
)
def test_roles_that_may_be_given(pemeran, admin, kode, peran):
    assert set(peran_yang_dapat_diberi(pemeran[admin], pemeran.wilayah(kode))) == set(peran)


def test_no_role_is_given_at_another_level_of_region(pemeran):
    for kode in ("0", "34", "34.04", "34.04.16", "34.04.16.2001"):
        wilayah = pemeran.wilayah(kode)
        for admin in ("admin", "admin.34", "admin.34.04"):
            assert {PERAN[p].tingkat for p in peran_yang_dapat_diberi(pemeran[admin], wilayah)} <= {wilayah.tingkat}


def test_powers_of_two_assignments_do_not_mix(pemeran):
    """Admin of one kabupaten and clerk of another: the second gives nothing to give."""
    tugaskan(pemeran["admin.34.04"], pemeran.wilayah("34.02"), "petugas_kabupaten")
    orang = pemeran["admin.34.04"]
    assert peran_yang_dapat_diberi(orang, pemeran.wilayah("34.02")) == []
    with pytest.raises(PermissionDenied):
        pastikan_dapat_memberi(orang, pemeran.wilayah("34.02"), "petugas_kabupaten")


def test_what_the_list_offers_to_end_is_what_the_service_ends(pemeran):
    """Two ways to ask: rows of the database for lists, a region and a role for services."""
    semua = list(Penugasan.objects.select_related("wilayah", "pengguna"))
    for username in ("admin", "admin.34", "admin.34.04", "admin.34.02", "petugas.34.04"):
        admin = pemeran[username]
        boleh = {t.pk for t in semua if t.peran in peran_dalam_wewenang(admin, t.wilayah) and t.pengguna != admin}
        assert set(dapat_ditindak(admin).values_list("pk", flat=True)) == boleh, username


def test_in_a_desa_that_became_a_kelurahan_offices_still_end(pemeran):
    kades, admin = pemeran["kades.34.04.16.2001"], pemeran["admin.34.04"]
    satu = kades.penugasan.get()
    type(satu.wilayah).objects.filter(pk=satu.wilayah_id).update(jenis="kelurahan")
    assert boleh_ditindak(admin, satu) and not peran_yang_dapat_diberi(admin, pemeran.wilayah("34.04.16.2001"))
    assert alasan_tertutup(admin, kades) == ""
    perbaiki_penugasan(penugasan=satu, jabatan="Lurah", sk="SK 2", oleh=admin)
    akhiri_penugasan(penugasan=satu, alasan="Menjadi kelurahan", oleh=admin)
    satu.refresh_from_db()
    assert satu.berakhir


def test_in_a_desa_that_became_a_kelurahan_no_office_is_lengthened(pemeran):
    bpd, admin = pemeran["bpd.34.04.16.2001"].penugasan.get(), pemeran["admin.34.04"]
    hari = bpd.wilayah.hari_ini()
    akhiri_penugasan(penugasan=bpd, selesai=hari + timedelta(1))
    type(bpd.wilayah).objects.filter(pk=bpd.wilayah_id).update(jenis="kelurahan")
    with pytest.raises(ValidationError):
        perpanjang_penugasan(penugasan=bpd, selesai=None, sk="SK 2", oleh=admin)


def test_an_admin_whose_term_ended_gives_nothing(pemeran):
    tugas = pemeran["admin.34.04"].penugasan.get()
    akhiri_penugasan(penugasan=tugas, selesai=pemeran.wilayah("34.04").hari_ini() - timedelta(1))
    admin = pemeran["admin.34.04"]
    assert peran_yang_dapat_diberi(admin, pemeran.wilayah("34.04.16")) == []
    assert not Pengguna.objects.terkelola(admin).exists()


@pytest.mark.parametrize(
    ("admin", "orang", "terbuka"),
    [
        ("admin.34.04", "admin.34.04", False),
        ("admin.34.04", "kades.34.04.16.2001", True),
        ("admin.34.04", "kadis.34.04", True),
        ("admin.34.04", "admin.34", False),
        ("admin.34.04", "admin", False),
        ("admin.34.04", "admin.34.02", False),
        ("admin.34.04", "kades.34.02.08.2001", False),
        ("admin.34", "admin.34.04", True),
        ("admin.34", "kades.34.04.16.2001", False),
        ("admin", "dinas.34", True),
        ("admin", "petugas.34.04", False),
        ("petugas.34.04", "kades.34.04.16.2001", False),
    ],
)
def test_whose_account_may_be_touched(pemeran, admin, orang, terbuka):
    assert (alasan_tertutup(pemeran[admin], pemeran[orang]) == "") is terbuka


@pytest.mark.parametrize(("kode", "peran"), [("34.02", "petugas_kabupaten"), ("34", "admin_provinsi")])
@pytest.mark.parametrize("mulai", [date(2020, 1, 1), date(2090, 1, 1)])
def test_an_account_that_serves_elsewhere_too_is_shut(pemeran, kode, peran, mulai):
    """Its password would open the other office: now, or on the day it begins."""
    tugaskan(pemeran["petugas.34.04"], pemeran.wilayah(kode), peran, mulai=mulai)
    assert alasan_tertutup(pemeran["admin.34.04"], pemeran["petugas.34.04"])


def test_what_an_account_was_elsewhere_shuts_nothing(pemeran):
    tugaskan(pemeran["petugas.34.04"], pemeran.wilayah("34.02"), "petugas_kabupaten", selesai=date(2021, 1, 1))
    assert alasan_tertutup(pemeran["admin.34.04"], pemeran["petugas.34.04"]) == ""


@pytest.mark.parametrize(("admin", "awalan"), [("admin.34.04", "34.04"), ("admin.34", "34"), ("admin.34.02", "34.02")])
def test_people_in_scope_are_those_of_the_region_and_below(pemeran, admin, awalan):
    orang = {p.username for p in Pengguna.objects.terkelola(pemeran[admin])}
    harap = Penugasan.objects.filter(wilayah__kode__startswith=awalan).values_list("pengguna__username", flat=True)
    assert orang == set(harap) and orang
    assert len(orang) == Pengguna.objects.terkelola(pemeran[admin]).count()


def test_pusat_sees_everyone_and_a_clerk_nobody(pemeran):
    assert Pengguna.objects.terkelola(pemeran["admin"]).count() == Penugasan.objects.count()
    assert not Pengguna.objects.terkelola(pemeran["petugas.34.04"]).exists()
    assert not Penugasan.objects.terkelola(pemeran["kades.34.04.16.2001"]).exists()


def test_a_region_whose_code_only_begins_alike_is_not_below(pemeran):
    sleman = pemeran.wilayah("34.04")
    lain = type(sleman).objects.create(
        kode="34.049", nama="Kabupaten Serupa", jenis="kabupaten", tingkat=2, induk=sleman.induk
    )
    tugaskan(pemeran["dinas.33"], lain, "petugas_kabupaten")
    assert not Pengguna.objects.terkelola(pemeran["admin.34.04"]).filter(username="dinas.33").exists()


def test_every_role_has_a_pattern_for_user_names():
    assert set(AWALAN_AKUN) == set(PERAN)
    assert usul_nama_pengguna("kepala_desa", "34.04.16.2001", set()) == "kades.34.04.16.2001"
    dipakai = {"petugas.34.04", "petugas2.34.04"}
    assert usul_nama_pengguna("petugas_kabupaten", "34.04", dipakai) == "petugas3.34.04"


def test_every_role_of_a_desa_is_of_its_government_or_of_another_body_and_can_be_given():
    """In neither list it would read the letters that are addressed to the kepala desa."""
    desa = [kunci for kunci, peran in PERAN.items() if peran.tingkat == 4]
    assert sorted(desa) == sorted(DESA)
    assert set(PERAN) == {satu for peran in PERAN.values() for satu in peran.memberi}


def test_of_a_number_only_the_end_is_shown():
    assert samarkan("196903151990031001") == "••••1001" and samarkan("") == ""
