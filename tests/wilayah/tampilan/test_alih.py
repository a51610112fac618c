"""The region switcher keeps the kind of page and offers one's own regions only."""

import pytest

from wilayah.models import Wilayah


def pilihan(klien, **kueri):
    halaman = klien.get("/alih-wilayah/", kueri)
    return {w.kode: url for w, url in halaman.context["pilihan"]}


@pytest.mark.parametrize(
    ("dari", "tujuan"),
    [
        ("/dasbor/34/", "/dasbor/34.04/"),
        ("/kerja-sama/?bidang=pembangunan&wilayah=34.02&page=4", "/kerja-sama/?bidang=pembangunan&wilayah=34.04"),
        ("/pemeriksaan/?tenggat=lewat", "/pemeriksaan/?tenggat=lewat&wilayah=34.04"),
        ("/surat/", "/surat/?wilayah=34.04"),
        ("/kerja-sama/3f0c6a52-5c3b-4f3e-9a53-0f7f6f6f3f10/", "/kerja-sama/?wilayah=34.04"),
        ("/panduan/", "/dasbor/34.04/"),
        ("https://jahat.test/kerja-sama/?x=1", "/kerja-sama/?x=1&wilayah=34.04"),
        ("/tiada/", "/dasbor/34.04/"),
    ],
)
def test_every_choice_keeps_the_kind_of_page(masuk, pemeran, dari, tujuan):
    assert pilihan(masuk(pemeran["dinas.34"]), dari=dari, di="34")["34.04"] == tujuan


def test_one_walks_down_from_ones_own_region(masuk, pemeran):
    klien = masuk(pemeran["dinas.34"])
    assert list(pilihan(klien)) == ["34"]
    assert list(pilihan(klien, di="34")) == ["34.02", "34.04"]
    assert list(pilihan(klien, di="34.04")) == ["34.04.14", "34.04.16"]


@pytest.mark.parametrize("kueri", [{"di": "33"}, {"q": "Klaten"}, {"q": "33.10"}, {"di": "33.10.01"}])
def test_a_region_outside_the_scope_is_not_offered(masuk, pemeran, kueri):
    assert Wilayah.objects.filter(kode="33.10").exists()
    assert not {k for k in pilihan(masuk(pemeran["dinas.34"]), **kueri) if k.startswith("33")}


def test_search_finds_by_name_inside_the_scope(masuk, pemeran):
    assert list(pilihan(masuk(pemeran["petugas.34.04"]), q="pakem", dari="/surat/")) == ["34.04.16", "34.04.16.2004"]


def test_the_chosen_list_shows_that_region_only(masuk, pemeran):
    klien = masuk(pemeran["dinas.34"])
    assert klien.get("/surat/?wilayah=33.10").context["page_obj"].paginator.count == 0
    assert "tidak ada dalam cakupan" in klien.get("/surat/?wilayah=33.10").content.decode()


def test_a_desa_has_nothing_to_switch_to(masuk, pemeran):
    assert not masuk(pemeran["kades.34.04.16.2001"]).get("/panduan/").context["bisa_alih"]
    assert masuk(pemeran["kecamatan.34.04.16"]).get("/panduan/").context["bisa_alih"]


def test_the_page_costs_the_same_for_one_row_and_for_many(masuk, pemeran, django_assert_num_queries):
    klien = masuk(pemeran["dinas.34"])
    for kueri in ({}, {"di": "34.04"}):  # the words of the region are remembered
        klien.get("/alih-wilayah/", kueri)
    with django_assert_num_queries(8):
        klien.get("/alih-wilayah/", {"di": "34.04"})
    with django_assert_num_queries(8):
        klien.get("/alih-wilayah/", {"di": "34.04.16"})
