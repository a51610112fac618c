"""Saved views: one's own, filters only, opened through the ordinary list."""

import pytest

from wilayah.models import TampilanTersimpan
from wilayah.tampilan.services import MAKS_PER_HALAMAN, simpan_tampilan

ALAMAT = "/tampilan/kerja_sama_daftar/"


def simpan(klien, nama="Segera habis", kueri="status=berlaku&urut=jatuh_tempo"):
    return klien.post(ALAMAT, {"nama": nama, "kueri": kueri}, follow=True)


def test_a_view_is_kept_and_offered_on_its_list(masuk, pemeran):
    klien = masuk(pemeran["petugas.34.04"])
    jawaban = simpan(klien, kueri="?status=berlaku&urut=jatuh_tempo&page=3&ekspor=csv")
    assert jawaban.redirect_chain == [("/kerja-sama/?status=berlaku&urut=jatuh_tempo", 302)]
    assert 'href="/kerja-sama/?status=berlaku&amp;urut=jatuh_tempo" aria-current="true">Segera habis<' in (
        jawaban.content.decode()
    )
    assert "Segera habis" not in klien.get("/surat/").content.decode()


def test_the_same_name_replaces(masuk, pemeran):
    klien = masuk(pemeran["petugas.34.04"])
    simpan(klien)
    simpan(klien, kueri="bidang=pembangunan")
    assert TampilanTersimpan.objects.get().kueri == "bidang=pembangunan"


@pytest.mark.parametrize("nama", ["", "x" * 61, "a\x00b"])
def test_a_bad_name_is_explained_and_the_list_stays_as_it_was(masuk, pemeran, nama):
    jawaban = simpan(masuk(pemeran["petugas.34.04"]), nama=nama)
    assert jawaban.redirect_chain == [("/kerja-sama/?status=berlaku&urut=jatuh_tempo", 302)]
    assert "ama tampilan" in "".join(str(p) for p in jawaban.context["messages"])
    assert not TampilanTersimpan.objects.exists()


def test_there_is_an_end_to_them(masuk, pemeran):
    orang = pemeran["petugas.34.04"]
    for n in range(MAKS_PER_HALAMAN):
        simpan_tampilan(pengguna=orang, halaman="kerja_sama_daftar", nama=f"T{n}", kueri="q=a")
    assert "Hapus satu dahulu" in simpan(masuk(orang)).content.decode()
    assert TampilanTersimpan.objects.count() == MAKS_PER_HALAMAN


def test_nobody_sees_or_removes_anothers(masuk, pemeran):
    milik = simpan_tampilan(pengguna=pemeran["kabid.34.04"], halaman="kerja_sama_daftar", nama="Rahasia", kueri="q=a")
    klien = masuk(pemeran["petugas.34.04"])
    assert "Rahasia" not in klien.get("/kerja-sama/").content.decode()
    klien.post(f"{ALAMAT}{milik.id_publik}/hapus/", {"kueri": ""})
    assert TampilanTersimpan.objects.filter(pk=milik.pk).exists()
    masuk(pemeran["kabid.34.04"]).post(f"{ALAMAT}{milik.id_publik}/hapus/", {"kueri": ""})
    assert not TampilanTersimpan.objects.exists()


def test_only_lists_have_views(masuk, pemeran):
    assert masuk(pemeran["petugas.34.04"]).post("/tampilan/akun/", {"nama": "x"}).status_code == 404
