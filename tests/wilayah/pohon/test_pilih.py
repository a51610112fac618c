"""The search as a page, as options while one types, and as a field of a form."""

import pytest
from django import forms

from wilayah.models import Wilayah
from wilayah.pohon.forms import PilihWilayah

CEPAT = {"headers": {"HX-Request": "true"}}
QUERY_CEPAT = 6


class Formulir(forms.Form):
    wilayah = PilihWilayah(label="Wilayah")
    desa = PilihWilayah(label="Desa", hanya_desa=True, required=False)


def _isi(**isi):
    formulir = Formulir(isi)
    formulir.is_valid()
    return formulir


def test_the_page_shows_kind_and_place(masuk, pemeran):
    halaman = masuk(pemeran["bpd.34.04.16.2001"]).get("/wilayah/", {"q": "purwobinangun sleman"}).content.decode()
    assert "Kalurahan Purwobinangun" in halaman
    assert "Kapanewon Pakem, Kabupaten Sleman, Daerah Istimewa Yogyakarta" in halaman


def test_without_the_script_the_quick_search_is_the_page(masuk, pemeran):
    klien = masuk(pemeran["bpd.34.04.16.2001"])
    assert "<h1>Wilayah</h1>" in klien.get("/wilayah/cari/", {"q": "pakem"}).content.decode()
    cepat = klien.get("/wilayah/cari/", {"q": "pakem"}, **CEPAT).content.decode()
    assert "<html" not in cepat
    assert cepat.count('role="option"') == 2
    assert "Kapanewon Pakem" in cepat and "Kecamatan · Kabupaten Sleman" in cepat


@pytest.mark.parametrize(
    ("saring", "kode"),
    [
        ({"tingkat": "3"}, ["34.04.14"]),
        ({"tingkat": "4"}, []),
        ({"q": "contoh"}, ["34.04.14.1009"]),
        ({"hanya": "desa", "q": "contoh"}, []),
        ({"hanya": "desa", "q": "banyurejo"}, ["34.04.14.2001"]),
        ({"tingkat": "99"}, ["34.04.14"]),
    ],
)
def test_it_can_be_narrowed(masuk, pemeran, saring, kode):
    jawaban = masuk(pemeran["pusat"]).get("/wilayah/cari/", {"q": "tempel"} | saring, **CEPAT)
    assert [w.kode for w in jawaban.context["object_list"]] == kode


def test_only_active_regions_are_offered(masuk, pemeran):
    Wilayah.objects.filter(kode="34.04.16.2001").update(aktif=False)
    klien = masuk(pemeran["pusat"])
    assert not klien.get("/wilayah/cari/", {"q": "purwobinangun"}, **CEPAT).context["object_list"]
    assert "Tidak aktif" in klien.get("/wilayah/", {"q": "purwobinangun"}).content.decode()


def test_the_quick_search_asks_the_same_for_one_and_for_many(masuk, pemeran, django_assert_num_queries):
    klien = masuk(pemeran["kades.34.04.16.2001"])
    klien.get("/wilayah/cari/", {"q": "pakem"}, **CEPAT)
    for kata in ("purwobinangun", "34.04"):
        with django_assert_num_queries(QUERY_CEPAT):
            klien.get("/wilayah/cari/", {"q": kata}, **CEPAT)


@pytest.mark.parametrize("kata", ["34.04.16", "kec pakem", "kapanewon pakem"])
def test_a_code_or_a_name_that_fits_one_region(pemeran, kata):
    assert _isi(wilayah=kata).cleaned_data["wilayah"].kode == "34.04.16"


def test_several_are_named_with_their_codes(pemeran):
    (pesan,) = _isi(wilayah="pakem").errors["wilayah"]
    assert "34.04.16 Kapanewon Pakem, Kabupaten Sleman" in pesan and "34.04.16.2004" in pesan


def test_none_says_how_to_go_on(pemeran):
    (pesan,) = _isi(wilayah="entah").errors["wilayah"]
    assert "Tidak ada wilayah «entah»" in pesan and "34.04.16" in pesan


def test_a_kelurahan_is_no_party(pemeran):
    assert "Tidak ada wilayah" in _isi(wilayah="34", desa="34.04.14.1009").errors["desa"][0]
    assert _isi(wilayah="34", desa="34.04.14.2001").cleaned_data["desa"].nama == "Banyurejo"
    assert _isi(wilayah="34", desa="").cleaned_data["desa"] is None


def test_the_field_says_where_to_ask(pemeran):
    assert 'data-pilih-wilayah="/wilayah/cari/?hanya=desa"' in str(Formulir()["desa"])
