"""Searching the nation: by name, by code and by path, in one query that an index answers. The nation is loaded once for
this file and taken back after it."""

import time

import pytest
from django.conf import settings
from django.db import connection, transaction

from wilayah.models import RiwayatWilayah, Wilayah
from wilayah.pohon.queries import HILANG, SEMUA, Pertanyaan
from wilayah.pohon.rules import baca_pencarian, batas_atas, kunci_cari
from wilayah.pohon.services_impor import baca_berkas, impor_wilayah

DETIK_MUAT = 20
# The cast has one kelurahan that no edition knows.
TERIMA = [Pertanyaan(SEMUA, "", "1 wilayah", "", HILANG)]


@pytest.fixture(scope="module")
def nasional(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        mulai = time.process_time()
        berkas = baca_berkas(settings.AKAR / "fixtures" / "wilayah.csv.xz")
        hasil = impor_wilayah(berkas=berkas, terima=TERIMA)
        # This process's own time: what others do on the machine says nothing about the import.
        lama = time.process_time() - mulai
        with connection.cursor() as kursor:
            kursor.execute("ANALYZE")
        yield {"berkas": berkas, "hasil": hasil, "lama": lama}
        transaction.set_rollback(True)


def _cari(kata, **saring):
    return [w.kode for w in Wilayah.objects.filter(**saring).cari(kata)[:12]]


def test_the_nation_loads_in_time_and_a_second_run_writes_nothing(nasional, db):
    assert nasional["lama"] < DETIK_MUAT
    assert Wilayah.objects.filter(aktif=True, tingkat=4).count() == 83_762
    assert RiwayatWilayah.objects.count() > 91_000
    assert not impor_wilayah(berkas=nasional["berkas"]).ada_perubahan


@pytest.mark.parametrize(
    ("kata", "pertama"),
    [
        ("pakem", ["34.04.16", "35.11.17"]),
        ("pakem sleman", ["34.04.16", "34.04.16.2004"]),
        ("sleman pakem", ["34.04.16", "34.04.16.2004"]),
        ("SLEMAN, Pakem", ["34.04.16"]),
        ("kec pakem", ["34.04.16", "35.11.17"]),
        ("kec. pakem kab. sleman", ["34.04.16"]),
        ("purwobinangun pakem sleman", ["34.04.16.2001"]),
        ("kokap kulon progo", ["34.01.08"]),
        ("kulon progo", ["34.01"]),
        ("34.04.16", ["34.04.16", "34.04.16.2001"]),
        ("toli toli", ["72.04"]),
        ("Toli-Toli", ["72.04"]),
        ("tolitoli", ["72.04"]),
        ("yogyakarta", ["34", "34.71"]),
        ("kota magelang", ["33.71"]),
        ("kota baru kuta alam", ["11.71.02.2005"]),
        ("kab magelang", ["33.08"]),
        ("kepulauan seribu", ["31.01"]),
        ("t'singa", ["94.04.10.2004"]),
        ("tsinga", ["94.04.10.2004"]),
        ("2 x 11 kayu tanam", ["13.05.15"]),
    ],
)
def test_a_region_is_found_as_people_write_it(nasional, db, kata, pertama):
    assert _cari(kata)[: len(pertama)] == pertama


@pytest.mark.parametrize("kata", ["", "  ", "'", "%", "_", "zzzzz", "kec", "9", "34..", "x" * 200, "ﬀ 😀", "z" * 3])
def test_any_words_are_answered(nasional, db, kata):
    assert len(_cari(kata)) <= 12


def test_active_ones_come_first_then_from_above(nasional, db):
    Wilayah.objects.filter(kode="34.04.16").update(aktif=False)
    hasil = list(Wilayah.objects.cari("pakem").values_list("aktif", "tingkat"))
    assert hasil == sorted(hasil, key=lambda satu: (not satu[0], satu[1]))
    assert hasil[-1] == (False, 3)


def test_a_kelurahan_is_never_offered_as_a_party(nasional, db):
    kelurahan = Wilayah.objects.filter(jenis="kelurahan", aktif=True)[:200]
    for satu in kelurahan:
        assert satu.kode in Wilayah.objects.cari(satu.kode).values_list("kode", flat=True)
        assert not Wilayah.objects.dapat_menjadi_pihak().cari(satu.kode).exists()
    assert {w.jenis for w in Wilayah.objects.dapat_menjadi_pihak().cari("kota")[:50]} <= {"desa", "desa_adat"}


def test_it_is_one_query_with_the_regions_above(nasional, db, django_assert_num_queries):
    "".join(
        w.letak for w in Wilayah.objects.cari("34.04.16.2001").select_related("induk__induk__induk")[:1]
    )  # words, once
    for kata in ("pakem sleman", "34.04", "sumber"):
        with django_assert_num_queries(1):
            hasil = Wilayah.objects.cari(kata).select_related("induk__induk__induk")[:12]
            assert all(w.letak or w.tingkat == 1 for w in hasil)


@pytest.mark.parametrize(
    ("kata", "indeks"),
    [("pakem", "wilayah_kunci_cari"), ("pakem sleman", "wilayah_kunci_cari"), ("kec pakem", "wilayah_kunci_cari")],
)
def test_an_index_answers_it(nasional, db, kata, indeks):
    rencana = Wilayah.objects.cari(kata).select_related("induk__induk__induk")[:12].explain()
    assert indeks in rencana
    assert "SCAN wilayah_wilayah\n" not in rencana + "\n"


def test_a_code_is_found_by_its_index(nasional, db):
    rencana = Wilayah.objects.cari("34.04.16")[:12].explain()
    assert "kode" in rencana and "Seq Scan on wilayah_wilayah" not in rencana
    assert "SCAN wilayah_wilayah" not in rencana.replace("SCAN wilayah_wilayah USING", "")


@pytest.mark.parametrize(("kunci", "batas"), [("pakem", "paken"), ("az", "b"), ("a9", "aa"), ("zz", ""), ("9z", "a")])
def test_the_end_of_a_range(kunci, batas):
    assert batas_atas(kunci) == batas


def test_words_are_read_in_every_order():
    assert {b.nama for b in baca_pencarian("kulon progo kokap")} == {
        "kulonprogokokap",
        "kulon",
        "kulonprogo",
        "progokokap",
        "kokap",
    }
    assert {(b.nama, b.jenis) for b in baca_pencarian("kampung baru")} >= {
        ("kampungbaru", ()),
        ("baru", ("desa", "desa_adat")),
    }


def test_the_kind_is_no_part_of_the_key():
    nama = ["Kabupaten Administrasi Kepulauan Seribu", "Daerah Istimewa Yogyakarta", "Kota Bima", "Ki'e"]
    assert [kunci_cari(n, 2) for n in nama] == ["kepulauanseribu", "yogyakarta", "bima", "kie"]
    assert kunci_cari("Kota Baru", 4) == "kotabaru"
