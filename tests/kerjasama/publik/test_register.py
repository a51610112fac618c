"""The public register: what anyone reads, and what nobody does."""

import json
from datetime import date, timedelta

import pytest
from django.db import DatabaseError
from django.urls import reverse
from django.utils import timezone

from kerjasama.enums import Asal, MutuData, Status
from kerjasama.models import KerjaSama
from kerjasama.queries import publik as queries
from kerjasama.rules.publik import boleh_terbit
from tests.pabrik.kerjasama import buat_kerja_sama
from tests.pabrik.siklus import buat_naskah, buat_siklus
from wilayah.models import Jejak

pytestmark = pytest.mark.django_db
RAHASIA = ("Rahasia Sekali", "9120001234567", "Jalan Sunyi 7", "Budi Penanda", "777000111", "berkas/", "Nama operator")


@pytest.fixture
def terbit(pemeran):
    """One of each kind that is published, and one of each that is not, all with things that could leak."""
    operator = pemeran["operator.34.04.16.2001"]
    desa = [pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.04.16.2002")]
    baku = {"mutu_data": MutuData.DIPERIKSA_KECAMATAN, "nilai": 777_000_111}
    ada = {
        "berlaku": buat_kerja_sama(desa=desa, oleh=operator, judul="Embung terbuka", **baku),
        "habis": buat_kerja_sama(
            desa=desa, oleh=operator, judul="Pasar lama", jatuh_tempo=timezone.localdate() - timedelta(days=1), **baku
        ),
        "akhir": buat_kerja_sama(desa=desa, oleh=operator, judul="Jalan usai", status=Status.BERAKHIR, **baku),
        "janji": buat_kerja_sama(desa=desa[:1], oleh=operator, judul="Sewa gudang", pihak_ketiga="PT Gudang", **baku),
    }
    mitra = ada["janji"].pihak.get(pihak_ketiga__isnull=False).pihak_ketiga
    mitra.nib, mitra.alamat, mitra.penanda_tangan = "9120001234567", "Jalan Sunyi 7", "Budi Penanda"
    mitra.save()
    ada["janji"].pihak.filter(desa__isnull=False).update(nomor="Rahasia Sekali/1")
    ada["janji"].ruang_lingkup = "Rahasia Sekali: isi perjanjian"
    ada["janji"].save()
    tutup = [
        buat_kerja_sama(desa=desa, oleh=operator, judul="Rahasia Sekali belum diperiksa"),
        buat_kerja_sama(desa=desa, oleh=operator, judul="Rahasia Sekali ditutup", tertutup_publik=True, **baku),
        buat_kerja_sama(desa=desa, oleh=operator, judul="Rahasia Sekali ditarik", status=Status.DITARIK, **baku),
        buat_siklus(desa=desa, oleh=operator, judul="Rahasia Sekali disusun", status=Status.PENYUSUNAN),
    ]
    return ada, tutup


def isi(respons):
    return (b"".join(respons.streaming_content) if respons.streaming else respons.content).decode()


def test_everyone_reads_what_is_published_and_nothing_else(client, terbit):
    ada, tutup = terbit
    halaman = isi(client.get("/publik/"))
    for ks in ada.values():
        assert ks.judul in halaman and f"/publik/{ks.id_publik}/" in halaman
    alamat = ["/publik/", "/publik/data.csv", "/publik/data.json", "/publik/feed/document.json"]
    alamat += [f"/publik/{ks.id_publik}/" for ks in ada.values()]
    for satu in alamat:
        teks = isi(client.get(satu))
        assert not [r for r in RAHASIA if r in teks], satu
    for ks in tutup:
        assert client.get(f"/publik/{ks.id_publik}/").status_code == 404


def test_numbers_belong_to_a_peraturan_only(client, terbit):
    ada, _ = terbit
    assert "3 Tahun 2026" in isi(client.get(f"/publik/{ada['berlaku'].id_publik}/"))
    assert not json.loads(isi(client.get("/publik/data.json?q=Rahasia")))
    assert [r["judul"] for r in json.loads(isi(client.get("/publik/data.json?q=PT+Gudang")))] == ["Sewa gudang"]


def test_the_text_of_a_peraturan_made_here_is_read_whole(client, pemeran):
    operator = pemeran["operator.34.04.16.2001"]
    desa = [pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.04.16.2002")]
    for bentuk, tampak in (("antar_desa", True), ("pihak_ketiga_multi_desa", False)):
        ks = buat_siklus(
            desa=desa, oleh=operator, status=Status.BERLAKU, tanggal_mulai=date(2026, 1, 5), bentuk=bentuk, judul=bentuk
        )
        naskah = buat_naskah(ks, operator)
        pasal = {"kunci": "a", "judul": "", "isi": "Air dibagi rata.", "muatan": ""}
        naskah.riwayat.update(isi={"jenis": "pbkd", "bab": [{"judul": "UMUM", "pasal": [pasal]}]})
        assert ("Air dibagi rata." in isi(client.get(f"/publik/{ks.id_publik}/"))) is tampak


def test_search_and_filters_narrow(client, terbit):
    ada, _ = terbit
    for kueri, harap in (
        ("q=embung", {"berlaku"}),
        ("keadaan=habis", {"habis"}),
        ("keadaan=berakhir", {"akhir"}),
        ("naskah=perjanjian", {"janji"}),
        ("wilayah=34.04.16", set(ada)),
        ("wilayah=33.10", set()),
        ("wilayah=99", set()),
        ("bidang=zzz", set(ada)),
    ):
        terlihat = {r["judul"] for r in json.loads(isi(client.get(f"/publik/data.json?{kueri}")))}
        assert terlihat == {ada[n].judul for n in harap}, kueri


def test_a_few_questions_however_many_rows(client, terbit, django_assert_num_queries, pemeran):
    ada, _ = terbit
    with django_assert_num_queries(4):  # provinces, count, rows, their parties
        client.get("/publik/?keadaan=berakhir")
    desa = [pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.04.16.2002")]
    for n in range(2):
        buat_kerja_sama(
            desa=desa,
            oleh=pemeran["operator.34.04.16.2001"],
            status=Status.BERAKHIR,
            judul=f"Lagi {n}",
            mutu_data=MutuData.DIPERIKSA_KECAMATAN,
        )
    with django_assert_num_queries(4):
        assert "Lagi 1" in isi(client.get("/publik/?keadaan=berakhir&urusan=sampah"))


def test_feed_has_the_keys_of_jdihn_and_no_invented_date(client, terbit):
    ada, _ = terbit
    respons = client.get("/publik/feed/document.json")
    rekaman = json.loads(isi(respons))
    assert {r["judul"].rpartition("tentang ")[2] for r in rekaman} == {"Embung terbuka", "Pasar lama", "Jalan usai"}
    satu = next(r for r in rekaman if r["judul"].endswith("Embung terbuka"))
    assert satu["noPeraturan"] == "3 Tahun 2026" and satu["tanggal_pengundangan"] == "2026-09-01"
    assert satu["status"] == "Berlaku" and satu["display"] == "1" and satu["operasi"] == "4"
    assert {r["status"] for r in rekaman if not r["judul"].endswith("Embung terbuka")} == {"Tidak Berlaku"}
    assert client.get("/publik/feed/document.json", headers={"If-None-Match": respons["ETag"]}).status_code == 304
    KerjaSama.objects.filter(pk=ada["berlaku"].pk).update(versi=9)
    assert client.get("/publik/feed/document.json", headers={"If-None-Match": respons["ETag"]}).status_code == 200
    assert client.get("/publik/feed/document.json?sejak=kemarin").status_code == 400
    assert json.loads(isi(client.get("/publik/feed/document.json?sejak=2190-01-01"))) == []


def test_a_register_that_cannot_be_read_is_never_an_empty_one(client, monkeypatch):
    def rusak():
        raise DatabaseError

    monkeypatch.setattr("kerjasama.views.publik.tanda_perubahan", rusak)
    assert client.get("/publik/feed/document.json").status_code == 503


def test_every_published_field_has_a_rule(terbit):
    ada, _ = terbit
    with pytest.raises(KeyError):
        boleh_terbit("nik", ada["berlaku"])
    hari_ini = queries.hari_ini_publik()
    baris = {ks.judul: queries.baris_publik(ks, hari_ini) for ks in queries.register()}
    assert "nomor" in baris["Embung terbuka"] and "ruang_lingkup" not in baris["Sewa gudang"]


def test_imported_rows_wait_for_an_office_too(client, pemeran):
    ks = buat_kerja_sama(
        desa=[pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.04.16.2002")],
        oleh=pemeran["petugas.34.04"],
        asal=Asal.DIIMPOR,
    )
    assert client.get(reverse("publik_rinci", args=[ks.id_publik])).status_code == 404
    KerjaSama.objects.filter(pk=ks.pk).update(mutu_data=MutuData.DIPERIKSA_KECAMATAN)
    assert client.get(reverse("publik_rinci", args=[ks.id_publik])).status_code == 200


def test_the_kabupaten_withholds_with_a_reason_and_nobody_else(client, masuk, pemeran, terbit):
    ks = terbit[0]["berlaku"]
    alamat, publik = f"/kerja-sama/{ks.id_publik}/publik/", f"/publik/{ks.id_publik}/"
    assert (
        masuk(pemeran["operator.34.04.16.2001"]).post(alamat, {"tindakan": "tutup", "alasan": "x"}).status_code == 403
    )
    assert masuk(pemeran["petugas.34.02"]).post(alamat, {"tindakan": "tutup", "alasan": "x"}).status_code == 404
    petugas = masuk(pemeran["petugas.34.04"])
    petugas.post(alamat, {"tindakan": "tutup", "alasan": ""})
    assert client.get(publik).status_code == 200
    petugas.post(alamat, {"tindakan": "tutup", "alasan": "Hasil uji konsekuensi"})
    petugas.post(alamat, {"tindakan": "tutup", "alasan": "Dua kali"})
    assert client.get(publik + "?segar").status_code == 404
    assert Jejak.objects.filter(peristiwa="kerja_sama.ditutup_publik").count() == 1
    assert "Terbitkan" in petugas.get(f"/kerja-sama/{ks.id_publik}/").content.decode()
