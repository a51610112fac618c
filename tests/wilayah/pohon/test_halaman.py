"""The tree to browse: for everyone signed in, by any code a region ever had, and without counts."""

import re
from datetime import date

import pytest

from tests.pabrik.kerjasama import buat_kerja_sama
from wilayah.models import RiwayatWilayah, Wilayah

QUERY_DAFTAR, QUERY_RINCI = 7, 10


@pytest.mark.parametrize("username", ["pusat", "kades.34.04.16.2001", "bpd.34.02.08.2001"])
def test_the_tree_is_for_everyone(masuk, pemeran, username):
    client = masuk(pemeran[username])
    assert [w.kode for w in client.get("/wilayah/").context["object_list"]] == ["33", "34"]
    halaman = client.get("/wilayah/34.04.16/").content.decode()
    assert "Kapanewon Pakem" in halaman and "Kalurahan Purwobinangun" in halaman


def test_search_is_by_name_or_by_the_beginning_of_a_code(masuk, pemeran):
    client = masuk(pemeran["pusat"])

    def cari(kata):
        return [w.kode for w in client.get("/wilayah/", {"q": kata}).context["object_list"]]

    assert cari("pakem") == ["34.04.16", "34.04.16.2004"]
    assert cari("34.02.08") == ["34.02.08", "34.02.08.2001", "34.02.08.2002"]
    assert cari("  Purwo ") == ["34.04.16.2001"]
    assert cari("zzz") == []
    assert "Tidak ada wilayah yang cocok" in client.get("/wilayah/", {"q": "zzz"}).content.decode()


@pytest.mark.parametrize("kata", ["%", "_", "'", "\x00", "x" * 500, "34.04.16.2001.9999"])
def test_any_word_is_answered(masuk, pemeran, kata):
    assert masuk(pemeran["pusat"]).get("/wilayah/", {"q": kata}).status_code == 200


def test_an_old_code_leads_to_the_region_of_today(masuk, pemeran):
    desa = Wilayah.objects.get(kode="34.04.16.2001")
    RiwayatWilayah.objects.create(
        wilayah=desa,
        kode="34.04.15.2009",
        nama="Purwobinangun Lama",
        jenis="desa",
        induk=desa.induk,
        berlaku_sejak=date(1990, 1, 1),
        berlaku_sampai=date(2010, 12, 31),
        dasar_hukum="Perda contoh",
        edisi="uji",
    )
    client = masuk(pemeran["pusat"])
    halaman = client.get("/wilayah/34.04.15.2009/").content.decode()
    assert "<h1>Kalurahan Purwobinangun</h1>" in halaman
    assert "34.04.16.2001" in halaman and "Purwobinangun Lama" in halaman and "Perda contoh" in halaman
    assert [w.kode for w in client.get("/wilayah/", {"q": "34.04.15.2009"}).context["object_list"]] == ["34.04.16.2001"]


def test_a_code_in_use_now_wins_over_an_old_one(masuk, pemeran):
    lama = Wilayah.objects.get(kode="34.04.16.2001")
    RiwayatWilayah.objects.create(
        wilayah=lama,
        kode="34.04.16.2002",
        nama="X",
        jenis="desa",
        berlaku_sejak=date(1990, 1, 1),
        dasar_hukum="d",
        edisi="e",
    )
    assert "Candibinangun</h1>" in masuk(pemeran["pusat"]).get("/wilayah/34.04.16.2002/").content.decode()


def test_an_inactive_region_says_so(masuk, pemeran):
    Wilayah.objects.filter(kode="34.04.16.2004").update(aktif=False, nonaktif_sejak=date(2025, 1, 1))
    client = masuk(pemeran["pusat"])
    assert "Tidak aktif sejak 1 Januari 2025" in client.get("/wilayah/34.04.16.2004/").content.decode()
    assert "tidak aktif" in client.get("/wilayah/34.04.16/").content.decode()


@pytest.mark.parametrize("kode", ["99", "34.4", "34.04.16.9999", "x'", "0.0"])
def test_a_code_that_never_was_is_not_there(masuk, pemeran, kode):
    assert masuk(pemeran["pusat"]).get(f"/wilayah/{kode}/").status_code == 404


def test_the_tree_shows_no_counts(masuk, pemeran):
    client = masuk(pemeran["kades.34.02.08.2001"])
    sebelum = client.get("/wilayah/34.04.16.2001/").content
    buat_kerja_sama(desa=[pemeran.wilayah("34.04.16.2001")], oleh=pemeran["operator.34.04.16.2001"])
    assert tanpa_token(client.get("/wilayah/34.04.16.2001/").content) == tanpa_token(sebelum)


def tanpa_token(isi):
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", isi)


def test_queries_do_not_grow_with_the_tree(masuk, pemeran, django_assert_num_queries):
    client = masuk(pemeran["kades.34.04.16.2001"])
    client.get("/wilayah/")
    for kata in ("purwo", "pakem"):
        with django_assert_num_queries(QUERY_DAFTAR):
            client.get("/wilayah/", {"q": kata})
    for kode in ("33.10.01", "34.04.16"):
        with django_assert_num_queries(QUERY_RINCI):
            client.get(f"/wilayah/{kode}/")
