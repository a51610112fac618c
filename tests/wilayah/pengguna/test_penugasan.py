"""Giving, lengthening, correcting and ending assignments: what an admin may do, and the instants at which it counts."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from wilayah.models import Jejak, Pengguna, Penugasan, Wilayah
from wilayah.pengguna.services import (
    akhiri_penugasan,
    beri_penugasan,
    buat_pengguna,
    perbaiki_penugasan,
    perpanjang_penugasan,
)

DESA = "34.04.16.2001"
LIHAT = "wilayah.lihat_kerja_sama"
HARI = timedelta(days=1)


@pytest.fixture
def beri(pemeran):
    def _beri(oleh="admin.34.04", orang="operator.34.04.16.2003", kode=DESA, peran="operator_desa", **isian):
        bawaan = {"jabatan": "Carik", "sk": "SK 9/2026", "mulai": pemeran.wilayah(kode).hari_ini()}
        return beri_penugasan(
            pengguna=pemeran[orang],
            wilayah=pemeran.wilayah(kode),
            peran=peran,
            oleh=pemeran[oleh],
            **(bawaan | isian),
        )

    return _beri


def tugas(pemeran, username):
    return pemeran[username].penugasan.get()


def test_an_admin_gives_an_office_below(pemeran, beri):
    satu = beri()
    assert pemeran["operator.34.04.16.2003"].has_perm(LIHAT, pemeran.wilayah(DESA))
    jejak = Jejak.objects.get(peristiwa="penugasan.diberikan", objek__endswith=str(satu.id_publik))
    assert (jejak.oleh, jejak.izin) == (pemeran["admin.34.04"], "kelola_pengguna")


@pytest.mark.parametrize(
    ("oleh", "orang", "kode", "peran"),
    [
        ("admin.34.04", "operator.34.02.08.2001", DESA, "operator_desa"),  # someone of elsewhere
        ("admin.34.04", "operator.34.04.16.2003", "34.02.08.2001", "operator_desa"),  # beside
        ("admin.34.04", "petugas.34.04", "34", "petugas_provinsi"),  # above
        ("admin.34.04", "petugas.34.04", "34", "admin_provinsi"),
        ("admin.34.04", "admin.34.04", "34.04", "kepala_dinas_kabupaten"),  # oneself
        ("admin.34.04", "admin.34.04", DESA, "operator_desa"),
        ("admin.34", "kades.34.04.16.2001", DESA, "operator_desa"),  # below, but not a role to give
        ("petugas.34.04", "operator.34.04.16.2003", DESA, "operator_desa"),  # no admin
        ("kades.34.04.16.2001", "operator.34.04.16.2003", DESA, "operator_desa"),
    ],
)
def test_nobody_gives_what_is_not_theirs_to_give(pemeran, beri, oleh, orang, kode, peran):
    sebelum = Penugasan.objects.count()
    with pytest.raises(PermissionDenied):
        beri(oleh=oleh, orang=orang, kode=kode, peran=peran)
    assert Penugasan.objects.count() == sebelum


def test_no_assignment_in_a_region_that_is_no_more(pemeran, beri):
    Wilayah.objects.filter(kode=DESA).update(aktif=False)
    with pytest.raises((ValidationError, PermissionDenied)):
        beri()
    with pytest.raises(ValidationError) as galat:
        beri_penugasan(
            pengguna=pemeran["bpd.34.04.16.2001"],
            wilayah=pemeran.wilayah(DESA),
            peran="bkad",
            jabatan="J",
            sk="SK",
            mulai=date(2026, 1, 1),
        )
    assert "wilayah" in galat.value.message_dict


def test_a_role_of_another_level_is_refused(pemeran, beri):
    with pytest.raises(PermissionDenied):
        beri(peran="camat")
    with pytest.raises(ValidationError):
        beri_penugasan(
            pengguna=pemeran["bpd.34.04.16.2001"],
            wilayah=pemeran.wilayah(DESA),
            peran="camat",
            jabatan="J",
            sk="SK",
            mulai=date(2026, 1, 1),
        )


@pytest.mark.parametrize("sk", ["", "   "])
def test_every_assignment_has_a_decree(beri, sk):
    with pytest.raises(ValidationError) as galat:
        beri(sk=sk)
    assert "sk" in galat.value.message_dict


def test_an_office_of_one_person_has_one_holder_and_says_who(pemeran, beri):
    with pytest.raises(ValidationError) as galat:
        beri(peran="kepala_desa")
    pesan = galat.value.message_dict["peran"][0]
    assert "Nama kades.34.04.16.2001" in pesan and "1 Januari 2020" in pesan
    assert "Akhiri" in pesan and "Plt." in pesan


def test_the_successor_begins_where_the_holder_ends(pemeran, beri):
    lama = tugas(pemeran, "kades.34.04.16.2001")
    besok = pemeran.wilayah(DESA).hari_ini() + HARI
    akhiri_penugasan(penugasan=lama, selesai=besok - HARI, oleh=pemeran["admin.34.04"])
    with pytest.raises(ValidationError):
        beri(peran="kepala_desa", mulai=besok - HARI)
    baru = beri(peran="kepala_desa", mulai=besok)
    assert baru.dari == Penugasan.objects.get(pk=lama.pk).sebelum


def test_one_person_holds_an_assignment_once(beri):
    beri(selesai=date(2090, 1, 1))
    with pytest.raises(ValidationError) as galat:
        beri(mulai=date(2089, 12, 31))
    assert "mulai" in galat.value.message_dict
    assert beri(mulai=date(2090, 1, 2)).pk


class TestPelaksana:
    """Plt. and Plh.: someone else in the same office, for named days."""

    @pytest.fixture
    def plh(self, pemeran, beri):
        def _plh(**isian):
            hari = pemeran.wilayah(DESA).hari_ini()
            bawaan = {
                "peran": "kepala_desa",
                "sifat": "plh",
                "menggantikan": tugas(pemeran, "kades.34.04.16.2001"),
                "selesai": hari + 3 * HARI,
            }
            return beri(**(bawaan | isian))

        return _plh

    def test_stands_in_beside_the_holder_with_the_same_powers(self, pemeran, plh):
        satu = plh()
        orang = pemeran["operator.34.04.16.2003"]
        assert orang.has_perm("wilayah.tanggapi_pendaftaran", pemeran.wilayah(DESA))
        assert pemeran["kades.34.04.16.2001"].has_perm("wilayah.tanggapi_pendaftaran", pemeran.wilayah(DESA))
        assert (satu.sebutan_peran, satu.sebutan_jabatan) == ("Plh. Kepala desa", "Plh. Carik")

    def test_needs_an_end_and_someone_to_stand_in_for(self, pemeran, plh):
        for isian, bidang in (
            ({"selesai": None}, "selesai"),
            ({"menggantikan": None}, "menggantikan"),
            ({"menggantikan": tugas(pemeran, "bpd.34.04.16.2001")}, "menggantikan"),
            ({"menggantikan": tugas(pemeran, "kades.34.04.16.2002")}, "menggantikan"),
        ):
            with pytest.raises(ValidationError) as galat:
                plh(**isian)
            assert bidang in galat.value.message_dict

    def test_there_is_one_stand_in_at_a_time(self, pemeran, plh):
        satu = plh()
        with pytest.raises(ValidationError) as galat:
            plh(orang="operator.34.04.16.2001", sifat="plt")
        assert "Nama operator.34.04.16.2003" in galat.value.message_dict["peran"][0]
        akhiri_penugasan(penugasan=satu, oleh=pemeran["admin.34.04"])
        assert plh(orang="operator.34.04.16.2001", sifat="plt").sebutan_peran == "Plt. Kepala desa"

    def test_a_delegation_is_not_an_admins_to_give(self, plh):
        with pytest.raises(PermissionDenied):
            plh(sifat="limpahan")


def test_lengthening_asks_for_a_later_day_and_a_decree(pemeran, beri):
    hari = pemeran.wilayah(DESA).hari_ini()
    satu, admin = beri(selesai=hari + 5 * HARI), pemeran["admin.34.04"]
    for selesai in (hari, hari + 5 * HARI):
        with pytest.raises(ValidationError):
            perpanjang_penugasan(penugasan=satu, selesai=selesai, sk="SK 10", oleh=admin)
    with pytest.raises(ValidationError):
        perpanjang_penugasan(penugasan=satu, selesai=hari + 9 * HARI, sk=" ", oleh=admin)
    satu = perpanjang_penugasan(penugasan=satu, selesai=hari + 9 * HARI, sk="SK 10", oleh=admin)
    assert (satu.sk, satu.sebelum - satu.dari) == ("SK 10", 10 * HARI)


def test_lengthening_does_not_push_into_a_successor(pemeran, beri):
    hari, admin = pemeran.wilayah(DESA).hari_ini(), pemeran["admin.34.04"]
    lama = akhiri_penugasan(penugasan=tugas(pemeran, "kades.34.04.16.2001"), selesai=hari, oleh=admin)
    beri(peran="kepala_desa", mulai=hari + HARI)
    with pytest.raises(ValidationError) as galat:
        perpanjang_penugasan(penugasan=lama, selesai=hari + 5 * HARI, sk="SK", oleh=admin)
    assert "Nama operator.34.04.16.2003" in galat.value.message_dict["peran"][0]


def test_what_has_ended_is_not_revived(pemeran, beri):
    hari, admin = pemeran.wilayah(DESA).hari_ini(), pemeran["admin.34.04"]
    satu = beri(mulai=hari - 9 * HARI, selesai=hari - HARI)
    with pytest.raises(ValidationError):
        perpanjang_penugasan(penugasan=satu, selesai=hari + HARI, sk="SK", oleh=admin)
    with pytest.raises(ValidationError):
        akhiri_penugasan(penugasan=satu, selesai=hari + HARI, oleh=admin)


def test_ending_is_not_a_way_to_lengthen(pemeran, beri):
    hari = pemeran.wilayah(DESA).hari_ini()
    satu = beri(selesai=hari + HARI)
    with pytest.raises(ValidationError):
        akhiri_penugasan(penugasan=satu, selesai=hari + 5 * HARI, oleh=pemeran["admin.34.04"])


def test_at_once_means_now(pemeran, beri):
    satu = beri()
    assert pemeran["operator.34.04.16.2003"].has_perm(LIHAT, pemeran.wilayah(DESA))
    akhiri_penugasan(penugasan=satu, alasan="Pindah tugas.", oleh=pemeran["admin.34.04"])
    assert not pemeran["operator.34.04.16.2003"].has_perm(LIHAT, pemeran.wilayah(DESA))
    assert Jejak.objects.get(peristiwa="penugasan.diakhiri").keterangan == "Pindah tugas."


def test_what_has_not_begun_is_struck(pemeran, beri):
    satu = beri(mulai=pemeran.wilayah(DESA).hari_ini() + 9 * HARI)
    akhiri_penugasan(penugasan=satu, oleh=pemeran["admin.34.04"])
    assert not Penugasan.objects.filter(pk=satu.pk).exists()
    assert Jejak.objects.filter(peristiwa="penugasan.dibatalkan", objek__endswith=str(satu.id_publik)).exists()


def test_correcting_changes_the_writing_only(pemeran):
    lama = tugas(pemeran, "kades.34.04.16.2001")
    perbaiki_penugasan(penugasan=lama, jabatan="Lurah", sk="SK 61/2018", oleh=pemeran["admin.34.04"])
    baru = Penugasan.objects.get(pk=lama.pk)
    assert (baru.jabatan, baru.sk) == ("Lurah", "SK 61/2018")
    assert (baru.dari, baru.sebelum, baru.peran) == (lama.dari, lama.sebelum, lama.peran)


@pytest.mark.parametrize(
    ("oleh", "orang"),
    [
        ("admin.34.04", "admin.34.04"),
        ("admin.34.04", "admin.34"),
        ("admin.34.04", "kades.34.02.08.2001"),
        ("admin.34", "kades.34.04.16.2001"),
        ("kades.34.04.16.2001", "operator.34.04.16.2001"),
        ("admin", "admin"),
    ],
)
def test_nobody_touches_an_assignment_that_is_not_theirs_to_touch(pemeran, oleh, orang):
    satu, oleh = tugas(pemeran, orang), pemeran[oleh]
    hari = satu.wilayah.hari_ini()
    for perbuatan in (
        lambda: akhiri_penugasan(penugasan=satu, selesai=hari, oleh=oleh),
        lambda: akhiri_penugasan(penugasan=satu, oleh=oleh),
        lambda: perpanjang_penugasan(penugasan=satu, selesai=date(2090, 1, 1), sk="SK", oleh=oleh),
        lambda: perbaiki_penugasan(penugasan=satu, jabatan="J", sk="SK", oleh=oleh),
    ):
        with pytest.raises(PermissionDenied):
            perbuatan()
    kini = Penugasan.objects.get(pk=satu.pk)
    assert (kini.sebelum, kini.sk, kini.jabatan) == (satu.sebelum, satu.sk, satu.jabatan)


@pytest.mark.parametrize(
    ("zona", "jam_utc"),
    [("Asia/Jakarta", 17), ("Asia/Makassar", 16), ("Asia/Jayapura", 15)],
    ids=["WIB", "WITA", "WIT"],
)
def test_an_assignment_holds_to_the_last_second_of_its_last_local_day(pemeran, time_machine, zona, jam_utc):
    """No job runs: the request after midnight, of the region and not of the server, finds nothing."""
    Wilayah.objects.filter(kode="34").update(zona_waktu=zona)
    satu = buat_pengguna(username="batas.uji", nama="Batas", password="x", wilayah=pemeran.wilayah(DESA))
    beri_penugasan(
        pengguna=satu,
        wilayah=pemeran.wilayah(DESA),
        peran="bkad",
        jabatan="J",
        sk="SK",
        mulai=date(2026, 11, 10),
        selesai=date(2026, 11, 20),
    )
    mulai, akhir = datetime(2026, 11, 9, jam_utc, tzinfo=UTC), datetime(2026, 11, 20, jam_utc, tzinfo=UTC)
    sesaat = timedelta(seconds=1)
    for saat, berlaku in ((mulai - sesaat, False), (mulai, True), (akhir - sesaat, True), (akhir, False)):
        time_machine.move_to(saat, tick=False)
        assert Pengguna.objects.get(pk=satu.pk).has_perm(LIHAT, pemeran.wilayah(DESA)) is berlaku, saat
