"""The inventory of a village, and what of it and of agreements reaches somebody else."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from kerjasama.models import Potensi
from kerjasama.queries.mitra import calon_mitra
from kerjasama.services.potensi import geser_potensi, hapus_potensi, tambah_potensi, ubah_potensi
from tests.pabrik.kerjasama import buat_kerja_sama, buat_undangan
from tests.pabrik.siklus import buat_siklus
from wilayah.models import Jejak

from .bahan import BANTUL, CANDI, HARJO, PURWO

OPERATOR = f"operator.{PURWO}"
BANYUREJO, RINGIN = "34.04.14.2001", "34.02.08.2002"


def tambah(pemeran, kode, uraian, kunci=None, **ganti):
    isi = {"bidang": "pembangunan", "urusan": "sampah", "uraian": uraian, "dicari": False} | ganti
    kunci = kunci or f"{kode}{uraian}"
    return tambah_potensi(desa=pemeran.wilayah(kode), isi=isi, kunci=kunci, oleh=pemeran[f"operator.{kode}"])


def urutan(kode):
    return list(Potensi.objects.filter(desa__kode=kode).order_by("prioritas").values_list("uraian", "prioritas"))


def test_lines_are_ranked_and_move(pemeran):
    satu, dua = tambah(pemeran, PURWO, "Satu"), tambah(pemeran, PURWO, "Dua")
    tambah(pemeran, CANDI, "Lain")
    tambah(pemeran, PURWO, "Tiga")
    geser_potensi(potensi=dua, langkah=-1, oleh=pemeran[OPERATOR])
    assert urutan(PURWO) == [("Dua", 1), ("Satu", 2), ("Tiga", 3)]
    hapus_potensi(potensi=dua, oleh=pemeran[OPERATOR])
    ubah_potensi(
        potensi=satu,
        isi={"bidang": "pembangunan", "urusan": "air", "uraian": "Satu jua", "dicari": True},
        oleh=pemeran[OPERATOR],
    )
    assert urutan(PURWO) == [("Satu jua", 1), ("Tiga", 2)]
    assert list(
        Jejak.objects.filter(wilayah__kode=PURWO, peristiwa__startswith="potensi")
        .order_by("pk")
        .values_list("peristiwa", flat=True)
    ) == [
        *["potensi.ditambah"] * 3,
        "potensi.diurutkan",
        "potensi.dihapus",
        "potensi.diubah",
    ]


def test_same_key_adds_once(pemeran):
    assert tambah(pemeran, PURWO, "Satu", kunci="k" * 12) == tambah(pemeran, PURWO, "Satu", kunci="k" * 12)
    assert Potensi.objects.count() == 1


@pytest.mark.parametrize(("ganti", "bidang"), [({"uraian": " "}, "uraian"), ({"urusan": "x"}, "urusan")])
def test_wrong_line_is_refused_at_its_field(pemeran, ganti, bidang):
    with pytest.raises(ValidationError) as galat:
        tambah(pemeran, PURWO, **{"uraian": "Satu"} | ganti)
    assert list(galat.value.message_dict) == [bidang]


@pytest.mark.parametrize("username", [f"operator.{CANDI}", f"bpd.{PURWO}", "petugas.34.04"])
def test_only_the_village_writes_its_inventory(pemeran, username):
    potensi = tambah(pemeran, PURWO, "Satu")
    with pytest.raises((PermissionDenied, Potensi.DoesNotExist)):
        hapus_potensi(potensi=potensi, oleh=pemeran[username])
    with pytest.raises(PermissionDenied):
        tambah_potensi(desa=pemeran.wilayah(PURWO), isi={}, kunci="k" * 12, oleh=pemeran[username])


def test_inventory_is_read_by_the_village_and_above_what_seeks_a_partner_by_all(pemeran, masuk):
    for kode in (PURWO, CANDI, BANTUL):
        tambah(pemeran, kode, f"Rahasia {kode}")
        tambah(pemeran, kode, f"Cari {kode}", dicari=True)
    url = reverse("potensi_daftar")
    terbaca = {
        u: {p.uraian for p in masuk(pemeran[u]).get(url).context["object_list"]}
        for u in (OPERATOR, f"bpd.{PURWO}", "petugas.34.04", "kecamatan.34.04.14")
    }
    sendiri = {f"Rahasia {PURWO}", f"Cari {PURWO}"}
    assert terbaca == {
        OPERATOR: sendiri,
        f"bpd.{PURWO}": sendiri,
        "petugas.34.04": sendiri | {f"Rahasia {CANDI}", f"Cari {CANDI}"},
        "kecamatan.34.04.14": set(),
    }
    mitra = masuk(pemeran[OPERATOR]).get(url, {"milik": "mitra"})
    assert {p.uraian for p in mitra.context["object_list"]} == {f"Cari {CANDI}", f"Cari {BANTUL}"}
    csv = b"".join(masuk(pemeran[OPERATOR]).get(url, {"milik": "mitra", "ekspor": "csv"}).streaming_content).decode()
    assert "Rahasia" not in csv and f"Cari {BANTUL}" in csv


def test_whoever_is_only_invited_reads_no_inventory(pemeran):
    tambah(pemeran, PURWO, "Cari", dicari=True)
    ks = buat_kerja_sama(desa=[pemeran.wilayah(PURWO), pemeran.wilayah(CANDI)], oleh=pemeran[OPERATOR])
    tamu = pemeran["admin"]  # holds no power to read
    buat_undangan(ks, tamu, pemeran["petugas.34.04"])
    assert not Potensi.objects.dalam_cakupan(pemeran["admin"], "wilayah.lihat_kerja_sama").exists()


def test_list_costs_the_same_for_one_line_and_three(pemeran, masuk, django_assert_num_queries):
    client, url = masuk(pemeran[f"bpd.{PURWO}"]), reverse("potensi_daftar")
    tambah(pemeran, PURWO, "Satu")
    client.get(url)
    for banyak in (1, 3):
        with django_assert_num_queries(8):
            assert len(client.get(url, {"q": ""}).context["object_list"]) == banyak
        if banyak == 1:
            tambah(pemeran, PURWO, "Dua")
            tambah(pemeran, PURWO, "Tiga")


def test_page_of_the_inventory_moves_and_changes(pemeran, masuk):
    satu, dua = tambah(pemeran, PURWO, "Satu"), tambah(pemeran, PURWO, "Dua")
    client = masuk(pemeran[OPERATOR])
    client.post(reverse("potensi_tindak", args=[satu.id_publik]), {"aksi": "turun"})
    assert urutan(PURWO) == [("Dua", 1), ("Satu", 2)]
    salah = client.post(reverse("potensi_ubah", args=[dua.id_publik]), {"uraian": "Diketik", "urusan": "air"})
    assert salah.status_code == 422 and "Diketik" in salah.content.decode()
    asing = masuk(pemeran[f"operator.{CANDI}"])
    assert asing.get(reverse("potensi_ubah", args=[dua.id_publik])).status_code == 404
    assert asing.post(reverse("potensi_tindak", args=[dua.id_publik]), {"aksi": "hapus"}).status_code == 404


@pytest.fixture
def tetangga(pemeran):
    """What could leak, of villages that have nothing to do with Purwobinangun's people but one."""
    w, sampah = pemeran.wilayah, {"urusan": "sampah", "mutu_data": "diklarifikasi"}
    oleh = pemeran[f"operator.{BANTUL}"]
    bantul = [w(BANTUL), w(RINGIN)]
    buat_kerja_sama(desa=bantul, oleh=oleh, judul="Umum", **sampah)
    buat_kerja_sama(desa=bantul, oleh=oleh, judul="Belum diperiksa", urusan="sampah")
    buat_kerja_sama(desa=bantul, oleh=oleh, judul="Tertutup", tertutup_publik=True, **sampah)
    buat_kerja_sama(desa=[w(BANTUL)], oleh=oleh, judul="Perjanjian", pihak_ketiga="PT Rahasia", **sampah)
    buat_kerja_sama(desa=bantul, oleh=oleh, judul="Habis", jatuh_tempo="2026-10-10", **sampah)
    buat_kerja_sama(desa=bantul, oleh=oleh, judul="Ditarik", status="ditarik", **sampah)
    buat_siklus(desa=bantul, oleh=oleh, judul="Rencana", **sampah)
    buat_kerja_sama(
        desa=[w(PURWO), w(HARJO)], oleh=pemeran[OPERATOR], judul="Punya sendiri", tertutup_publik=True, **sampah
    )
    tambah(pemeran, BANYUREJO, "Rahasia Banyurejo")
    tambah(pemeran, CANDI, "Candi mencari", dicari=True)
    tambah(pemeran, CANDI, "Candi diam")


def cari(pemeran, username=OPERATOR, **tanya):
    return calon_mitra(pemeran[username], pemeran.wilayah(PURWO), **tanya)


def test_search_by_matter_shows_nothing_that_is_not_open(pemeran, tetangga):
    hasil = {
        c.desa.kode: ({p.uraian for p in c.potensi}, {k.judul for k in c.kerja_sama}, c.lintas)
        for c in cari(pemeran, urusan="sampah")
    }
    assert hasil == {
        CANDI: ({"Candi mencari"}, set(), False),
        HARJO: (set(), {"Punya sendiri"}, False),
        BANTUL: (set(), {"Umum"}, True),
        RINGIN: (set(), {"Umum"}, True),
    }


def test_nearest_come_first_and_the_own_village_not_at_all(pemeran, tetangga):
    assert [c.desa.kode for c in cari(pemeran, urusan="sampah")] == [CANDI, HARJO, BANTUL, RINGIN]


@pytest.mark.parametrize(
    ("kata", "kode"),
    [
        ("Harjobinangun", {HARJO}),
        ("34.04.14", {BANYUREJO}),
        ("Bantul", {BANTUL, RINGIN}),
        ("tidak ada", set()),
    ],
)
def test_search_by_place_takes_villages_and_regions(pemeran, tetangga, kata, kode):
    assert {c.desa.kode for c in cari(pemeran, kata=kata)} == kode


def test_nothing_asked_nothing_found(pemeran, tetangga):
    assert cari(pemeran) == []
    assert cari(pemeran, urusan="wisata") == []


def test_search_costs_the_same_for_one_village_and_four(pemeran, tetangga, django_assert_num_queries):
    oleh, desa = pemeran[OPERATOR], pemeran.wilayah(PURWO)
    calon_mitra(oleh, desa, kata="Harjobinangun", urusan="sampah")
    for kata in ("Harjobinangun", "34"):
        with django_assert_num_queries(4):
            calon_mitra(oleh, desa, kata=kata, urusan="sampah")


def test_page_shows_candidates_for_the_agreements_own_matter(pemeran, masuk, tetangga):
    ks = buat_siklus(desa=[pemeran.wilayah(PURWO)], oleh=pemeran[OPERATOR], urusan="sampah")
    halaman = masuk(pemeran[OPERATOR]).get(reverse("kerja_sama_tawarkan", args=[ks.id_publik])).content.decode()
    assert "Candi mencari" in halaman and "Umum" in halaman
    for rahasia in ("Candi diam", "Rahasia Banyurejo", "Tertutup", "Belum diperiksa", "PT Rahasia", "Perjanjian<"):
        assert rahasia not in halaman
