"""`isi_contoh --skala`: rows written directly must be as right as those that came through the services."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import Count

from binwas.models import Pemeriksaan, PencacahNomor, Surat
from kerjasama import triggers
from kerjasama.enums import Bentuk, MutuData
from kerjasama.models import Cakupan, KerjaSama, Pihak
from tests.pabrik.kerjasama import buat_kerja_sama
from wilayah.models import Pengguna

BANYAK = 150


@pytest.fixture
def skala(pemeran, cakupan_cocok):
    keluaran = io.StringIO()
    call_command("isi_contoh", skala=BANYAK, stdout=keluaran)
    return keluaran.getvalue()


def test_agreements_over_the_tree_with_coverage_as_the_triggers_would_have_it(skala):
    assert KerjaSama.objects.count() == BANYAK
    assert f"{BANYAK} dari {BANYAK}" in skala and "Cakupan cocok" in skala
    assert set(Cakupan.objects.values_list("masa", flat=True)) == {Cakupan.KEDUANYA}


def test_shapes_follow_their_form(skala):
    per_bentuk = {bentuk: KerjaSama.objects.filter(bentuk=bentuk) for bentuk in Bentuk.values}
    assert all(per_bentuk.values())
    for bentuk, daftar in per_bentuk.items():
        ketiga = Pihak.objects.filter(kerja_sama__in=daftar, pihak_ketiga__isnull=False).count()
        assert ketiga == (0 if bentuk == Bentuk.ANTAR_DESA else daftar.count())
    jumlah = Pihak.objects.values_list("kerja_sama").annotate(n=Count("pk")).values_list("n", flat=True)
    assert max(jumlah) <= 8


def test_reviews_and_letters_fit_what_the_agreement_says(skala):
    assert not Pemeriksaan.objects.filter(kerja_sama__mutu_data=MutuData.BELUM_DIPERIKSA).exists()
    selesai = Pemeriksaan.objects.filter(status="selesai")
    assert selesai.exists() and not selesai.exclude(surat__status__in=["terbit", "disampaikan"]).exists()
    for pencacah in PencacahNomor.objects.all():
        nomor = Surat.objects.filter(kantor=pencacah.kantor, tahun=pencacah.tahun, klasifikasi=pencacah.klasifikasi)
        assert pencacah.terakhir == nomor.count()


def test_people_of_five_tiers_see_their_part(skala):
    lihat = "wilayah.lihat_kerja_sama"
    terlihat = {
        nama: KerjaSama.objects.dalam_cakupan(Pengguna.objects.get(username=f"skala.{nama}"), lihat).count()
        for nama in ("pusat", "provinsi", "kabupaten", "kecamatan", "desa")
    }
    assert list(terlihat.values()) == sorted(terlihat.values(), reverse=True)
    assert terlihat["pusat"] == BANYAK and terlihat["desa"] > 0


def test_life_goes_on_after_it(skala, pemeran):
    """The next row numbers itself behind the loaded ones, and the triggers are back."""
    baru = buat_kerja_sama(desa=[pemeran.wilayah("34.04.16.2001")], oleh=pemeran["operator.34.04.16.2001"])
    assert baru.pk > BANYAK and baru.cakupan.count() == 4
    assert not triggers.yang_hilang(connection)


def test_same_seed_same_rows(pemeran):
    gambar = []
    for _ in range(2):
        with transaction.atomic():
            call_command("isi_contoh", skala=20, stdout=io.StringIO())
            gambar.append(
                list(KerjaSama.objects.order_by("pk").values_list("id_publik", "kode_ucap", "judul", "status"))
            )
            transaction.set_rollback(True)
    assert [baris[:2] for baris in gambar[0]] == [baris[:2] for baris in gambar[1]]
    assert len(gambar[0]) == 20


def test_is_not_mixed_with_real_agreements(pemeran):
    buat_kerja_sama(desa=[pemeran.wilayah("34.04.16.2001")], oleh=pemeran["operator.34.04.16.2001"])
    with pytest.raises(CommandError, match="data nyata"):
        call_command("isi_contoh", skala=5)
    assert KerjaSama.objects.count() == 1


def test_is_done_once(skala):
    with pytest.raises(CommandError, match="sudah ada"):
        call_command("isi_contoh", skala=5)
    assert KerjaSama.objects.count() == BANYAK
