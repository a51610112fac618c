"""The guard of the suite itself: what it must stop, and what it must leave alone."""

import pytest
from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Prefetch, Subquery, Sum
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from kerjasama.models import Dokumen, KerjaSama, Pihak, PihakKetiga
from tests.pabrik.binwas import buat_pemeriksaan
from tests.pabrik.kerjasama import buat_kerja_sama
from wilayah.cakupan.penjaga import PenjagaMiddleware, TanpaCakupan, berjaga, model_terjaga
from wilayah.models import Pengguna, Wilayah

LIHAT = "wilayah.lihat_kerja_sama"
TANPA_CAKUPAN = {
    "list": lambda k: list(KerjaSama.objects.all()),
    "get": lambda k: KerjaSama.objects.get(pk=k.pk),
    "get by public id": lambda k: KerjaSama.objects.get(id_publik=k.id_publik),
    "filter": lambda k: list(KerjaSama.objects.filter(judul=k.judul)),
    "first": lambda k: KerjaSama.objects.first(),
    "latest": lambda k: KerjaSama.objects.latest("pk"),
    "count": lambda k: KerjaSama.objects.count(),
    "exists": lambda k: KerjaSama.objects.filter(pk=k.pk).exists(),
    "contains": lambda k: KerjaSama.objects.contains(k),
    "aggregate": lambda k: KerjaSama.objects.aggregate(Sum("nilai")),
    "values": lambda k: list(KerjaSama.objects.values("judul")),
    "values_list": lambda k: list(KerjaSama.objects.values_list("pk", flat=True)),
    "dates": lambda k: list(KerjaSama.objects.dates("jatuh_tempo", "year")),
    "group-by count": lambda k: list(KerjaSama.objects.values("status").annotate(n=Count("pk"))),
    "distinct": lambda k: list(KerjaSama.objects.values("status").distinct()),
    "iterator": lambda k: next(KerjaSama.objects.iterator()),
    "in_bulk": lambda k: KerjaSama.objects.in_bulk([k.pk]),
    "reverse manager": lambda k: list(k.pihak.all()),
    "reverse manager's count": lambda k: k.pihak.count(),
    "reverse manager's filter": lambda k: k.pihak.filter(desa__isnull=False).first(),
    "prefetch": lambda k: list(Wilayah.objects.filter(pk=k.desa_pendaftar_id).prefetch_related("pihak")),
    "prefetch of an open queryset": lambda k: list(
        Wilayah.objects.filter(pk=k.desa_pendaftar_id).prefetch_related(Prefetch("pihak", Pihak.objects.all()))
    ),
    "union": lambda k: list(KerjaSama.objects.filter(pk=k.pk).order_by().union(KerjaSama.objects.order_by())),
    "update": lambda k: KerjaSama.objects.filter(pk=k.pk).update(judul="x"),
    "update of everything": lambda k: KerjaSama.objects.update(judul="x"),
    "delete": lambda k: Dokumen.objects.filter(kerja_sama=k).delete(),
    "delete of everything": lambda k: Pihak.objects.all().delete(),
    "get_or_create": lambda k: PihakKetiga.objects.get_or_create(nama="CV Baru"),
    "update_or_create": lambda k: PihakKetiga.objects.update_or_create(nama="CV Baru", defaults={"nib": "1"}),
    "locked": lambda k: KerjaSama.objects.select_for_update(of=("self",)).get(pk=k.pk),
    "count through a join": lambda k: list(Wilayah.objects.annotate(n=Count("pihak"))),
    "filter through a join": lambda k: list(Wilayah.objects.filter(pihak__kerja_sama=k)),
    "exclude through a join": lambda k: list(Wilayah.objects.exclude(pihak__nomor="1")),
    "exclude": lambda k: list(KerjaSama.objects.exclude(status="x")),
    "order by a join": lambda k: list(Wilayah.objects.order_by("pihak__nomor")),
    "subquery": lambda k: list(Wilayah.objects.filter(pk__in=Pihak.objects.values("desa"))),
    "exists subquery": lambda k: list(Wilayah.objects.filter(Exists(Pihak.objects.filter(desa=OuterRef("pk"))))),
    "annotated subquery": lambda k: list(
        Wilayah.objects.annotate(n=Subquery(Pihak.objects.filter(desa=OuterRef("pk")).values("nomor")[:1]))
    ),
    "open subquery in a scoped query": lambda k: list(
        Pihak.objects.milik(k).filter(kerja_sama__in=KerjaSama.objects.values("pk"))
    ),
    "select_related from elsewhere": lambda k: list(Dokumen.objects.select_related("kerja_sama")),
    "another's scope then all": lambda k: (
        KerjaSama.objects.dalam_cakupan(k.didaftarkan_oleh, LIHAT).first() and list(KerjaSama.objects.all())
    ),
}


@pytest.fixture
def kerja_sama(pemeran):
    desa = [pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.04.16.2002")]
    baru = buat_kerja_sama(desa=desa, oleh=pemeran["operator.34.04.16.2001"])
    buat_pemeriksaan(baru, pemeran["kecamatan.34.04.16"])
    return baru


@pytest.mark.parametrize("bentuk", TANPA_CAKUPAN)
def test_read_without_scope_is_stopped(kerja_sama, bentuk):
    with berjaga(), pytest.raises(TanpaCakupan):
        TANPA_CAKUPAN[bentuk](kerja_sama)


@pytest.mark.parametrize("bentuk", TANPA_CAKUPAN)
def test_nothing_is_stopped_outside_a_request(kerja_sama, bentuk):
    TANPA_CAKUPAN[bentuk](kerja_sama)


def test_every_region_bound_model_is_guarded(kerja_sama):
    for model in model_terjaga():
        with berjaga(), pytest.raises(TanpaCakupan):
            model.objects.exists()


def test_a_foreign_key_of_a_row_in_hand_may_be_followed(kerja_sama):
    pihak = Pihak.objects.filter(kerja_sama=kerja_sama).first()
    with berjaga():
        assert pihak.kerja_sama == kerja_sama
        assert pihak.kerja_sama.desa_pendaftar.kode == "34.04.16.2001"


def test_a_row_in_hand_may_be_saved_refreshed_and_deleted(kerja_sama, pemeran):
    lain = buat_kerja_sama(desa=[pemeran.wilayah("34.04.16.2003")], oleh=pemeran["operator.34.04.16.2003"])
    dokumen = Dokumen.objects.filter(kerja_sama=kerja_sama).get()
    with berjaga():
        kerja_sama.judul = "Judul lain"
        kerja_sama.save()
        kerja_sama.refresh_from_db()
        baru = Dokumen.objects.create(kerja_sama=kerja_sama, jenis=dokumen.jenis, judul="Lampiran")
        baru.delete()
        dokumen.delete()  # with its versions
        lain.delete()  # with parties and documents
    assert kerja_sama.judul == "Judul lain"
    assert not KerjaSama.objects.filter(pk=lain.pk).exists()


def test_none_reads_nothing(kerja_sama):
    with berjaga():
        assert not list(KerjaSama.objects.none())
        assert KerjaSama.objects.none().count() == 0
        assert not KerjaSama.objects.none().exists()


def test_what_went_through_a_door_is_free(kerja_sama, pemeran):
    orang = pemeran["petugas.34.04"]
    with berjaga():
        terlihat = KerjaSama.objects.dalam_cakupan(orang, LIHAT)
        pihak = Pihak.objects.milik(terlihat).select_related("desa__induk", "pihak_ketiga").order_by("urut")
        baris = list(terlihat.select_related("desa_pendaftar__induk").prefetch_related(Prefetch("pihak", pihak)))
        assert [p.desa.kode for p in baris[0].pihak.all()] == ["34.04.16.2001", "34.04.16.2002"]
        assert terlihat.count() == terlihat.filter(pihak__desa__isnull=False).values("pk").distinct().count() == 1
        assert terlihat.exclude(status="ditarik").exists()
        assert list(Pihak.objects.milik(kerja_sama).values("nomor"))
        assert terlihat.aggregate(n=Count("pihak"))["n"] == 2
        assert KerjaSama.objects.tanpa_batas(alasan="kunci publik: siapa saja boleh bertanya").count() == 1


def test_the_guard_stands_in_every_request_of_the_suite(kerja_sama):
    kelas = f"{PenjagaMiddleware.__module__}.{PenjagaMiddleware.__qualname__}"
    masuk = settings.MIDDLEWARE.index("django.contrib.auth.middleware.AuthenticationMiddleware")
    assert settings.MIDDLEWARE.index(kelas) > masuk

    def lancang(request):
        return HttpResponse(KerjaSama.objects.count())

    with pytest.raises(TanpaCakupan):
        PenjagaMiddleware(lancang)(RequestFactory().get("/"))


def test_an_export_is_guarded_while_it_is_sent(kerja_sama):
    def ekspor(request):
        return StreamingHttpResponse(k.judul for k in KerjaSama.objects.iterator())

    jawaban = PenjagaMiddleware(ekspor)(RequestFactory().get("/"))
    with pytest.raises(TanpaCakupan):
        list(jawaban)


def test_people_and_regions_are_not_region_bound(pemeran):
    with berjaga():
        assert Pengguna.objects.count() and Wilayah.objects.count()
