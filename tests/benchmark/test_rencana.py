"""Plans on which the speed rests: which index answers, and that nothing is sorted that an index holds in order."""

import pytest
from django.db import connection

from binwas.management.contoh import skala
from binwas.penilaian.queries import menunggu_kecamatan
from binwas.surat.models import Surat
from kerjasama.enums import MenurutWilayah
from kerjasama.models import KerjaSama
from kerjasama.queries.angka import angka_per_anak, angka_wilayah, jumlah_per_status
from kerjasama.queries.kerja_sama import LIHAT
from kerjasama.queries.publik import register
from wilayah.models import Pengguna, Wilayah

SETINGKAT = ("provinsi", "kabupaten", "kecamatan", "desa")


@pytest.fixture
def berskala(pemeran):
    skala.isi(200)
    _tanpa("seqscan", "bitmapscan", "hashjoin", "mergejoin")  # a handful of rows would be scanned and sorted
    yield
    if connection.vendor == "postgresql":  # the check of all foreign keys at the end of the test wants its indexes
        with connection.cursor() as kursor:
            for satu in ("seqscan", "bitmapscan", "hashjoin", "mergejoin"):
                kursor.execute(f"RESET enable_{satu}")


def _tanpa(*cara):
    """PostgreSQL plans without these where it can."""
    if connection.vendor == "postgresql":
        with connection.cursor() as kursor:
            for satu in cara:
                kursor.execute(f"SET LOCAL enable_{satu} = off")


def orang(nama):
    return Pengguna.objects.get(username=f"skala.{nama}")


def rencana(jalan):
    """The plan of the last query that `jalan` sends."""
    terkirim = []

    def catat(execute, sql, params, many, context):
        terkirim.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(catat):
        jalan()
    awalan = "EXPLAIN " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN "
    with connection.cursor() as kursor:
        kursor.execute(awalan + terkirim[-1][0], terkirim[-1][1])
        return "\n".join(str(baris[-1]) for baris in kursor.fetchall())


def hanya_indeks(jalan):
    """Whether an index of Cakupan holds all that is asked. PostgreSQL chooses by how many rows there are and what of
    them is vacuumed, and here are few and nothing is: there it must at least read no other table."""
    teks = rencana(jalan)
    if connection.vendor == "sqlite":
        return "COVERING INDEX cakupan_" in teks
    return "kerjasama_cakupan" in teks and "kerjasama_kerjasama" not in teks and "wilayah_wilayah" not in teks


@pytest.mark.parametrize("nama", SETINGKAT)
def test_a_page_of_the_list_is_one_range_in_order(berskala, nama):
    hari_ini = Wilayah.objects.get(kode="0").hari_ini()
    daftar = KerjaSama.objects.dalam_cakupan(orang(nama), LIHAT).berlaku_pada(hari_ini)
    teks = daftar.order_by("c_jatuh_tempo", "c_id")[:25].explain()
    assert "cakupan_" in teks
    assert "Sort" not in teks and "TEMP B-TREE" not in teks


@pytest.mark.parametrize("nama", SETINGKAT)
def test_tabs_are_counted_by_an_index_alone(berskala, nama):
    hari_ini = Wilayah.objects.get(kode="0").hari_ini()
    assert hanya_indeks(lambda: jumlah_per_status(orang(nama), hari_ini))


@pytest.mark.parametrize("menurut", MenurutWilayah)
@pytest.mark.parametrize("kode", ["0", "34", "34.04"])
def test_a_dashboard_is_counted_by_an_index_alone_by_either_map(berskala, kode, menurut):
    wilayah = Wilayah.objects.get(kode=kode)
    assert hanya_indeks(lambda: angka_per_anak(orang("pusat"), wilayah, wilayah.hari_ini(), menurut=menurut))


@pytest.mark.parametrize("menurut", MenurutWilayah)
@pytest.mark.parametrize("kode", ["34", "34.04"])  # of the whole nation no map is asked
def test_a_region_is_counted_by_an_index_alone_by_either_map(berskala, kode, menurut):
    wilayah = Wilayah.objects.get(kode=kode)
    hari_ini = wilayah.hari_ini()
    assert hanya_indeks(lambda: angka_wilayah(orang("pusat"), wilayah, hari_ini, menurut=menurut))
    assert hanya_indeks(lambda: jumlah_per_status(orang("pusat"), hari_ini, wilayah, menurut=menurut))


def test_inbox_of_a_kecamatan_reads_its_own_part(berskala):
    teks = rencana(lambda: list(menunggu_kecamatan(orang("kecamatan"))[:300]))
    if connection.vendor == "sqlite":  # PostgreSQL chooses by how many rows there are, and here are few
        assert "cakupan_mutu" in teks
    assert "kerja_sama_mutu" not in teks  # the whole nation's


def test_letters_of_an_office_are_found_by_their_indexes(berskala):
    surat = Surat.objects.dalam_cakupan(orang("kabupaten"), LIHAT, "wilayah.lihat_konsep_surat")
    teks = surat.order_by("-dibuat_pada", "-pk")[:25].explain()
    assert "surat_kerja_sama" in teks and ("surat_kantor" in teks)
    assert "SCAN binwas_surat" not in teks and "Seq Scan on binwas_surat" not in teks


def test_the_public_register_is_read_in_its_order(berskala):
    """On PostgreSQL, on which it is meant to be large: SQLite prefers the index of states, and sorts."""
    _tanpa("sort")
    teks = rencana(lambda: list(register().prefetch_related(None)[:20]))
    if connection.vendor == "postgresql":
        assert "kerja_sama_mulai" in teks and "Sort" not in teks, teks
    else:
        assert "SEARCH kerjasama_kerjasama USING INDEX" in teks, teks
