"""What asking costs, as literals: a person's grants once a request, a question about an object once at most."""

import pytest
from django.utils import timezone

from kerjasama.models import KerjaSama
from kerjasama.queries.angka import jumlah_per_status
from tests.pabrik.kerjasama import buat_kerja_sama, buat_undangan
from wilayah.cakupan.queries import simpul, undangan
from wilayah.cakupan.roles import PERAN
from wilayah.models import Wilayah
from wilayah.pengguna.services import beri_penugasan

LIHAT, TELAAH = "wilayah.lihat_kerja_sama", "wilayah.telaah_kerja_sama"
ORANG = ("dinas.34", "petugas.34.04", "kecamatan.34.04.16", "kades.34.04.16.2001")


@pytest.fixture
def ks(pemeran):
    desa = [pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.04.16.2002")]
    return buat_kerja_sama(desa=desa, oleh=pemeran["operator.34.04.16.2001"])


@pytest.fixture
def beserta_undangan(pemeran, ks):
    """A person with an office, a second one, a merged region that it acts for, and an invitation."""
    tetangga = pemeran["petugas.34.02"]
    buat_undangan(ks, tetangga, pemeran["petugas.34.04"])
    desa = pemeran.wilayah("34.02.08.2002")
    Wilayah.objects.filter(pk=desa.pk).update(aktif=False, diteruskan_oleh=pemeran.wilayah("34.02.08.2001"))
    lain = pemeran.wilayah("34.02.08.2001")
    beri_penugasan(pengguna=tetangga, wilayah=lain, peran="bpd", jabatan="BPD", sk="SK", mulai=lain.hari_ini())
    return pemeran["petugas.34.02"]


def test_grants_of_every_kind_come_in_one_query(beserta_undangan, ks, django_assert_num_queries):
    with django_assert_num_queries(1):
        for peran in PERAN.values():
            for kode in peran.izin:
                simpul(beserta_undangan, f"wilayah.{kode}")
        assert undangan(beserta_undangan, LIHAT) == [ks.pk]
    assert {s.kode for s in simpul(beserta_undangan, LIHAT)} == {"34.02"}


def test_a_successor_acts_for_a_merged_desa_and_its_former_neighbour_does_not(pemeran, ks):
    lama, baru = pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.04.14.2001")
    kades = pemeran["kades.34.04.14.2001"]
    assert not kades.has_perm(LIHAT, ks) and not kades.has_perm("wilayah.daftarkan_kerja_sama", ks)
    Wilayah.objects.filter(pk=lama.pk).update(aktif=False, diteruskan_oleh=baru)
    kades = pemeran["kades.34.04.14.2001"]
    assert kades.has_perm(LIHAT, ks) and kades.has_perm("wilayah.daftarkan_kerja_sama", ks)
    assert kades.has_perm("wilayah.tanggapi_pendaftaran", lama)
    assert not pemeran["kades.34.04.16.2003"].has_perm(LIHAT, ks)


@pytest.mark.parametrize("username", ORANG)
def test_one_object_costs_one_query_more(pemeran, ks, username, django_assert_num_queries):
    orang = pemeran[username]
    with django_assert_num_queries(2):
        assert orang.has_perm(LIHAT, ks)
    with django_assert_num_queries(1):
        assert orang.has_perm(LIHAT, ks)


def test_an_invitation_costs_nothing_more(beserta_undangan, ks, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert beserta_undangan.has_perm(LIHAT, ks)


def test_a_region_costs_nothing_more(pemeran, django_assert_num_queries):
    orang, wilayah = pemeran["petugas.34.04"], pemeran.wilayah("34.04.16.2001")
    with django_assert_num_queries(1):
        assert orang.has_perm(LIHAT, wilayah)
        assert not orang.has_perm(LIHAT, Wilayah(kode="34.02", tingkat=2))


def test_who_holds_nothing_is_refused_without_a_look_at_the_object(pemeran, ks, django_assert_num_queries):
    orang = pemeran["admin.34.04"]
    with django_assert_num_queries(1):
        assert not orang.has_perm(LIHAT, ks)


def test_pusat_is_answered_from_its_grants(pemeran, ks, django_assert_num_queries):
    orang = pemeran["pusat"]
    with django_assert_num_queries(1):
        assert orang.has_perm(LIHAT, ks)
    with django_assert_num_queries(0):
        assert orang.has_perm(LIHAT, ks)


def test_rights_for_a_thousand_rows_are_two_queries(pemeran, ks, django_assert_num_queries):
    orang = pemeran["petugas.34.04"]
    baris = KerjaSama.objects.bulk_create(
        KerjaSama(
            judul=f"Baris {n}",
            bentuk="antar_desa",
            bidang="pembangunan",
            urusan="sampah",
            tanggal_ditetapkan=ks.tanggal_ditetapkan,
            tanggal_mulai=ks.tanggal_mulai,
            status="berlaku",
            desa_pendaftar=ks.desa_pendaftar,
            didaftarkan_oleh=ks.didaftarkan_oleh,
        )
        for n in range(1000)
    )
    with django_assert_num_queries(2):
        boleh = KerjaSama.objects.dalam_cakupan(orang, TELAAH).filter(pk__in=[b.pk for b in baris])
        assert len(set(boleh.values_list("pk", flat=True))) == 1000


def test_counting_with_an_invitation_is_one_query(beserta_undangan, django_assert_num_queries):
    simpul(beserta_undangan, LIHAT)
    with django_assert_num_queries(1):
        assert sum(jumlah_per_status(beserta_undangan, timezone.localdate()).values()) == 1
