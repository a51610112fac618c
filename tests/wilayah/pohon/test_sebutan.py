"""A region's own words: shipped for those that have them, decided by its admin, inherited below, used on the pages."""

import json

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command

from wilayah.models import Jejak, Sebutan, Wilayah
from wilayah.pohon.rules import ISTILAH, Baris
from wilayah.pohon.services_acuan import muat_sebutan
from wilayah.pohon.services_riwayat import tambah_wilayah
from wilayah.pohon.services_sebutan import tetapkan_sebutan

BAWAAN = json.loads((settings.AKAR / "fixtures" / "sebutan.json").read_text(encoding="utf-8"))
KEPALA = (4, "desa", "kepala")
AWAL = {"tanggal": "2020-01-01", "dasar_hukum": "uji", "edisi": "uji"}
POHON = [
    ("11", "Aceh", "provinsi", "11.01", "Kabupaten Aceh Selatan", "kabupaten"),
    ("11", "Aceh", "provinsi", "11.17", "Kabupaten Bener Meriah", "kabupaten"),
    ("13", "Sumatera Barat", "provinsi", "13.06", "Kabupaten Agam", "kabupaten"),
    ("13", "Sumatera Barat", "provinsi", "13.77", "Kota Pariaman", "kota"),
    ("18", "Lampung", "provinsi", "18.12", "Kabupaten Tulang Bawang Barat", "kabupaten"),
    ("51", "Bali", "provinsi", "51.03", "Kabupaten Badung", "kabupaten"),
    ("94", "Papua Tengah", "provinsi", "94.04", "Kabupaten Mimika", "kabupaten"),
]


@pytest.fixture
def desa(pemeran):
    """One village in each of the regions above."""
    baris = {}
    for satu in POHON:
        baris |= {satu[0]: Baris(*satu[:3]), satu[3]: Baris(*satu[3:])}
        baris[f"{satu[3]}.01"] = Baris(f"{satu[3]}.01", "Contoh", "kecamatan")
        baris[f"{satu[3]}.01.2001"] = Baris(f"{satu[3]}.01.2001", "Contoh", "desa")
    tambah_wilayah(baris=list(baris.values()), **AWAL)
    muat_sebutan(daftar=BAWAAN)
    return lambda kode: Wilayah.objects.select_related("induk").get(kode=f"{kode}.01.2001")


@pytest.mark.parametrize(
    ("kode", "desa_", "kepala", "singkat", "kecamatan", "camat"),
    [
        ("11.01", "Gampong", "Keuchik", "Tuha Peuet", "Kecamatan", "Camat"),
        ("11.17", "Kampung", "Reje", "RGM", "Kecamatan", "Camat"),
        ("13.06", "Nagari", "Wali Nagari", "Bamus Nagari", "Kecamatan", "Camat"),
        ("13.77", "Desa", "Kepala Desa", "BPD", "Kecamatan", "Camat"),
        ("18.12", "Tiyuh", "Kepalo Tiyuh", "BPT", "Kecamatan", "Camat"),
        ("51.03", "Desa", "Perbekel", "BPD", "Kecamatan", "Camat"),
        ("94.04", "Kampung", "Kepala Kampung", "Bamuskam", "Distrik", "Kepala Distrik"),
    ],
)
def test_the_shipped_words(desa, kode, desa_, kepala, singkat, kecamatan, camat):
    satu = desa(kode)
    assert [satu.sebutan(i) for i in ("wilayah", "kepala", "bpd_singkat")] == [desa_, kepala, singkat]
    assert [satu.induk.sebutan(i) for i in ("wilayah", "kepala")] == [kecamatan, camat]


def test_every_shipped_word_has_a_basis_a_known_term_and_fits():
    dikenal = {i.istilah for i in ISTILAH}
    for kelompok in BAWAAN:
        assert kelompok["dasar"] and len(kelompok["dasar"]) <= 200
        for kata in kelompok["kata"]:
            assert kata["istilah"] in dikenal and 0 < len(kata["kata"]) <= 60
    kunci = [(k["wilayah"], s["tingkat"], s.get("jenis", ""), s["istilah"]) for k in BAWAAN for s in k["kata"]]
    assert len(kunci) == len(set(kunci))
    assert {k["wilayah"] for k in BAWAAN} >= {"11", "13", "34", "51", *(str(n) for n in range(91, 97))}


def test_a_word_is_inherited_from_where_it_is_decided(pemeran, django_capture_on_commit_callbacks):
    admin, sleman = pemeran["admin.34.04"], pemeran.wilayah("34.04")
    assert tetapkan_sebutan(wilayah=sleman, kata={KEPALA: "Lurah Desa"}, dasar="Perda uji", oleh=admin) == 1
    assert pemeran.wilayah("34.04.16.2001").sebutan("kepala") == "Lurah Desa"
    assert pemeran.wilayah("34.02.08.2001").sebutan("kepala") == "Lurah"
    jejak = Jejak.objects.latest("pk")
    assert (jejak.peristiwa, jejak.wilayah, jejak.keterangan) == ("sebutan.ditetapkan", sleman, "Perda uji")
    assert (jejak.sebelum_nya, jejak.sesudah_nya) == ({"kepala.4": ""}, {"kepala.4": "Lurah Desa"})
    sebelum = Jejak.objects.count()
    assert tetapkan_sebutan(wilayah=sleman, kata={KEPALA: "Lurah Desa"}, dasar="Perda uji", oleh=admin) == 0
    assert Jejak.objects.count() == sebelum
    with django_capture_on_commit_callbacks(execute=True):  # the cache forgets
        tetapkan_sebutan(wilayah=sleman, kata={KEPALA: ""}, dasar="Kembali", oleh=admin)
    assert pemeran.wilayah("34.04.16.2001").sebutan("kepala") == "Lurah"


def test_a_decided_word_outlives_loading_and_gives_way_to_the_shipped_one(pemeran):
    Sebutan.objects.all().delete()
    call_command("muat_acuan", verbosity=0)
    diy, admin = pemeran.wilayah("34"), pemeran["admin.34"]
    tetapkan_sebutan(wilayah=diy, kata={KEPALA: "Kepala Kalurahan"}, dasar="Perdais uji", oleh=admin)
    call_command("muat_acuan", verbosity=0)
    satu = Sebutan.objects.get(wilayah=diy, istilah="kepala", tingkat=4)
    assert (satu.kata, satu.bawaan, satu.dasar) == ("Kepala Kalurahan", "Lurah", "Perdais uji")
    tetapkan_sebutan(wilayah=diy, kata={KEPALA: ""}, dasar="Kembali", oleh=admin)
    satu.refresh_from_db()
    assert (satu.kata, satu.dasar) == ("Lurah", satu.dasar_bawaan)


@pytest.mark.parametrize("siapa", ["petugas.34.04", "admin.34.02", "operator.34.04.16.2001"])
def test_only_the_regions_admin_decides(pemeran, siapa):
    with pytest.raises(PermissionDenied):
        tetapkan_sebutan(wilayah=pemeran.wilayah("34.04"), kata={KEPALA: "X"}, dasar="d", oleh=pemeran[siapa])
    assert not Sebutan.objects.filter(kata="X").exists()


@pytest.mark.parametrize(("kode", "kunci"), [("34.04.16", KEPALA), ("34.04", (4, "desa", "entah"))])
def test_words_are_decided_for_known_terms_by_provinsi_and_kabupaten(pemeran, kode, kunci):
    with pytest.raises(ValidationError):
        tetapkan_sebutan(wilayah=pemeran.wilayah(kode), kata={kunci: "X"}, dasar="d", oleh=pemeran["admin.34.04"])


@pytest.mark.parametrize(
    ("siapa", "kode", "status"),
    [
        ("admin.34.04", "34.04", 200),
        ("petugas.34.04", "34.04", 403),
        ("admin.34.02", "34.04", 404),
        ("operator.34.04.16.2001", "34.04", 404),
        ("admin.34.04", "34.04.16", 404),
        ("admin.34.04", "34.77", 404),
    ],
)
def test_who_gets_the_page(masuk, pemeran, siapa, kode, status):
    assert masuk(pemeran[siapa]).get(f"/wilayah/{kode}/sebutan/").status_code == status


def test_preview_save_and_reset_on_the_page(masuk, pemeran):
    klien, alamat = masuk(pemeran["admin.34.04"]), "/wilayah/34.04/sebutan/"
    call_command("muat_acuan", verbosity=0)
    awal = klien.get(alamat).content.decode()
    assert "Dasar: Perda Istimewa DIY 1/2018" in awal and "(diingat)" in awal
    assert "Bila kosong: Lurah." in awal and "Kembalikan semua" not in awal
    lihat = klien.post(alamat, {"kepala_4": " Kepala  Kalurahan ", "aksi": "pratinjau"})
    assert "Yth. Kepala Kalurahan " in lihat.content.decode() and lihat.status_code == 200
    assert not Sebutan.objects.filter(wilayah__kode="34.04").exists()
    salah = klien.post(alamat, {"kepala_4": "Kepala Kalurahan", "aksi": "simpan"})
    assert salah.status_code == 422 and "Isi peraturan yang menjadi dasarnya" in salah.content.decode()
    klien.post(alamat, {"kepala_4": "Kepala Kalurahan", "dasar": "Perda uji", "aksi": "simpan"})
    halaman = klien.get(alamat).content.decode()
    assert 'value="Kepala Kalurahan"' in halaman and "Kembalikan semua" in halaman
    klien.post(alamat, {"aksi": "kembalikan"})
    assert pemeran.wilayah("34.04.16.2001").sebutan("kepala") == "Lurah"
