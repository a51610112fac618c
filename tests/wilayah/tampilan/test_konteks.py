"""The frame of the page: the menu of each office, and pages that nobody is signed in to."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory


def label_menu(masuk, orang):
    return [b["label"] for b in masuk(orang).get("/panduan/").context["menu"]]


@pytest.mark.parametrize(
    ("akun", "ada", "tiada"),
    [
        (
            "operator.34.04.16.2001",
            {"Beranda", "Kotak masuk", "Kerja sama", "Daftarkan"},
            {"Antrean kerja", "Klarifikasi"},
        ),
        ("bpd.34.04.16.2001", {"Kerja sama"}, {"Beranda", "Daftarkan", "Dasbor"}),
        ("kecamatan.34.04.16", {"Antrean kerja"}, {"Klarifikasi"}),
        ("petugas.34.04", {"Antrean kerja", "Klarifikasi", "Surat", "Dasbor"}, {"Beranda"}),
        ("pusat", {"Dasbor", "Kerja sama"}, {"Antrean kerja", "Daftarkan", "Beranda"}),
    ],
)
def test_menu_mengikuti_wewenang(pemeran, masuk, akun, ada, tiada):
    label = set(label_menu(masuk, pemeran[akun]))
    assert ada <= label
    assert not tiada & label


def test_satu_butir_menu_saja_yang_kini(pemeran, masuk):
    menu = masuk(pemeran["operator.34.04.16.2001"]).get("/panduan/").context["menu"]
    assert [b["label"] for b in menu if b["aktif"]] == ["Panduan"]


def test_bilah_bawah_hanya_untuk_desa(pemeran, masuk):
    assert masuk(pemeran["operator.34.04.16.2001"]).get("/panduan/").context["bilah_bawah"]
    assert not masuk(pemeran["petugas.34.04"]).get("/panduan/").context["bilah_bawah"]


def test_pilihan_tema_dari_kuki_saja(client, db):
    client.cookies["tema"] = "gelap"
    assert 'data-tema="gelap"' in client.get("/masuk/").content.decode()
    client.cookies["tema"] = '"><script>'
    assert "data-tema" not in client.get("/masuk/").content.decode()


@pytest.mark.parametrize("nama", ["403.html", "404.html", "500.html", "403_csrf.html"])
def test_halaman_galat_tidak_memerlukan_apa_pun(nama):
    assert "TIDAK-TERDEFINISI" not in render_to_string(nama)
    assert "TIDAK-TERDEFINISI" not in render_to_string(nama, request=RequestFactory().get("/x/"))
