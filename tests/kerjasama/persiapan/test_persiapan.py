"""Starting, planning, stopping: who may, what is kept, what is told."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from kerjasama.enums import Pelaksana, Status
from kerjasama.models import KerjaSama, Naskah, Penawaran, Persiapan, Pihak
from kerjasama.services.penawaran import jawab_penawaran
from kerjasama.services.persiapan import (
    mulai_kerja_sama,
    mulai_penyusunan,
    mundur,
    simpan_persiapan,
    tarik_kerja_sama,
)
from kerjasama.services.potensi import tambah_potensi
from tests.pabrik.kerjasama import buat_kerja_sama
from tests.pabrik.siklus import buat_musyawarah
from wilayah.cakupan.transisi import TindakanTertutup, VersiBasi
from wilayah.models import Jejak, Pemberitahuan

from .bahan import CANDI, PURWO, RENCANA, isi_mulai, kirim, mulai, siap

OPERATOR, KADES = f"operator.{PURWO}", f"kades.{PURWO}"


def test_new_agreement_is_in_preparation_and_the_bpd_is_told(pemeran, cakupan_cocok):
    ks = mulai(pemeran)
    assert (ks.status, ks.asal, ks.disampaikan_pada) == (Status.PERSIAPAN, "disusun", None)
    assert [p.kode_saat_itu for p in ks.pihak.all()] == [PURWO]
    assert set(Pemberitahuan.objects.values_list("penerima__username", flat=True)) == {f"bpd.{PURWO}"}
    assert Jejak.objects.filter(peristiwa="kerja_sama.dimulai").count() == 1


def test_same_key_starts_once(pemeran):
    kirim_ = {"desa": pemeran.wilayah(PURWO), "isi": isi_mulai(), "kunci": "k" * 12, "oleh": pemeran[OPERATOR]}
    assert mulai_kerja_sama(**kirim_) == mulai_kerja_sama(**kirim_)
    assert KerjaSama.objects.count() == 1


@pytest.mark.parametrize("username", [f"operator.{CANDI}", f"bpd.{PURWO}", "petugas.34.04"])
def test_only_the_village_itself_starts(pemeran, username):
    with pytest.raises(PermissionDenied):
        mulai_kerja_sama(desa=pemeran.wilayah(PURWO), isi=isi_mulai(), kunci="k" * 12, oleh=pemeran[username])


@pytest.mark.parametrize(
    ("ganti", "bidang"),
    [
        ({"judul": " "}, "judul"),
        ({"judul": "x" * 301}, "judul"),
        ({"bentuk": "lain"}, "bentuk"),
        ({"urusan": ""}, "urusan"),
        ({"prakarsa": "pihak_ketiga"}, "prakarsa"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(pemeran, ganti, bidang):
    with pytest.raises(ValidationError) as galat:
        mulai(pemeran, **ganti)
    assert list(galat.value.message_dict) == [bidang]


@pytest.mark.parametrize(
    ("ganti", "pelaksana"),
    [
        ({}, Pelaksana.BKAD),
        ({"bum_desa": True}, Pelaksana.PEMERINTAH_DESA),
        ({"kawasan_perdesaan": True}, Pelaksana.PEMERINTAH_DESA),
        ({"bentuk": "pihak_ketiga"}, Pelaksana.PEMERINTAH_DESA),
        ({"bentuk": "pihak_ketiga_multi_desa"}, Pelaksana.BKAD),
    ],
)
def test_executor_follows_the_law(pemeran, ganti, pelaksana):
    ks = mulai(pemeran, **ganti)
    assert Persiapan.objects.milik(ks).get().pelaksana == pelaksana


def test_plan_is_saved_in_parts_without_a_row_of_the_trail(pemeran):
    ks, oleh = mulai(pemeran), pemeran[OPERATOR]
    sebelum = Jejak.objects.count()
    simpan_persiapan(kerja_sama=ks, isi={"tata_cara": "Satu.\nDua."}, versi=1, oleh=oleh)
    rencana = simpan_persiapan(kerja_sama=ks, isi={"ruang_lingkup": "Sampah", "nilai": 5}, versi=2, oleh=oleh)
    ks.refresh_from_db()
    assert (rencana.tata_cara, ks.ruang_lingkup, ks.nilai, rencana.versi) == ("Satu.\nDua.", "Sampah", 5, 3)
    assert Jejak.objects.count() == sebelum


def test_stale_save_brings_the_other_version_and_changes_nothing(pemeran):
    ks, oleh = siap(pemeran), pemeran[KADES]
    with pytest.raises(VersiBasi) as basi:
        simpan_persiapan(kerja_sama=ks, isi={"tata_cara": "Lain"}, versi=1, oleh=oleh)
    assert basi.value.kini.tata_cara == RENCANA["tata_cara"]
    assert Persiapan.objects.milik(ks).get().tata_cara == RENCANA["tata_cara"]


@pytest.mark.parametrize(
    "isi", [{"jangka_waktu_bulan": "lima"}, {"jangka_waktu_bulan": 0}, {"nilai": "seribu"}, {"tata_cara": "x" * 5001}]
)
def test_what_cannot_be_stored_is_refused_at_its_field(pemeran, isi):
    ks = mulai(pemeran)
    with pytest.raises(ValidationError) as galat:
        simpan_persiapan(kerja_sama=ks, isi=isi, versi=1, oleh=pemeran[OPERATOR])
    assert list(galat.value.message_dict) == list(isi)


def test_another_party_reads_the_plan_but_does_not_write_it(pemeran, masuk):
    ks = siap(pemeran)
    kirim(pemeran, ks, CANDI)
    with pytest.raises(PermissionDenied):
        simpan_persiapan(kerja_sama=ks, isi={}, versi=2, oleh=pemeran[f"operator.{CANDI}"])
    client, url = masuk(pemeran[f"operator.{CANDI}"]), reverse("kerja_sama_persiapan", args=[ks.id_publik])
    assert RENCANA["tata_cara"] in client.get(url).content.decode()
    assert client.post(url, {"tata_cara": "x"}).status_code == 403


def test_study_of_a_proposal_stays_with_the_village_and_the_offices_above(pemeran, masuk):
    ks = siap(pemeran, bentuk="pihak_ketiga_multi_desa", prakarsa="pihak_ketiga")
    simpan_persiapan(kerja_sama=ks, isi={"kajian": "Risikonya besar."}, versi=2, oleh=pemeran[OPERATOR])
    kirim(pemeran, ks, CANDI)
    url = reverse("kerja_sama_persiapan", args=[ks.id_publik])
    terbaca = {
        u
        for u in (KADES, f"bpd.{PURWO}", "petugas.34.04", "kecamatan.34.04.16", f"kades.{CANDI}")
        if "Risikonya besar." in masuk(pemeran[u]).get(url).content.decode()
    }
    assert terbaca == {KADES, f"bpd.{PURWO}", "petugas.34.04", "kecamatan.34.04.16"}


def test_page_saves_over_its_own_autosave_and_shows_both_to_another(pemeran, masuk):
    ks = siap(pemeran)
    client, url = masuk(pemeran[OPERATOR]), reverse("kerja_sama_persiapan", args=[ks.id_publik])
    isian = RENCANA | {"judul": ks.judul, "bidang": ks.bidang, "urusan": ks.urusan, "pelaksana": "bkad"}
    isian |= {"versi_awal": 2, "halaman": "a", "tata_cara": "Diketik"}
    assert client.post(f"{url}?otomatis", isian | {"versi": 2}).json()["versi"] == 3
    assert client.post(url, isian | {"tata_cara": "Diketik lagi"}).status_code == 302
    lain = client.post(url, isian | {"halaman": "b", "tata_cara": "Dari layar lain"})
    assert lain.status_code == 409
    assert "Diketik lagi" in lain.content.decode() and "Dari layar lain" in lain.content.decode()
    basi = client.post(f"{url}?otomatis", isian | {"halaman": "b", "versi": 2})
    assert (basi.status_code, basi.json()["tata_cara"]) == (409, "Diketik lagi")


def test_start_page_takes_over_a_line_of_the_inventory(pemeran, masuk):
    isi = {"bidang": "pembangunan", "urusan": "wisata", "uraian": "Tebing Breksi kecil"}
    potensi = tambah_potensi(desa=pemeran.wilayah(PURWO), isi=isi, kunci="k" * 12, oleh=pemeran[OPERATOR])
    form = masuk(pemeran[OPERATOR]).get(reverse("kerja_sama_baru"), {"potensi": potensi.id_publik}).context["form"]
    assert (form["judul"].value(), form["urusan"].value()) == ("Tebing Breksi kecil", "wisata")
    asing = masuk(pemeran[f"operator.{CANDI}"]).get(reverse("kerja_sama_baru"), {"potensi": potensi.id_publik})
    assert asing.context["form"]["judul"].value() is None


def test_start_page_keeps_what_was_typed(pemeran, masuk):
    client = masuk(pemeran[OPERATOR])
    jawab = client.post(reverse("kerja_sama_baru"), isi_mulai(judul="Embung bersama", urusan=""))
    assert jawab.status_code == 422 and "Embung bersama" in jawab.content.decode()
    jawab = client.post(reverse("kerja_sama_baru"), isi_mulai())
    assert jawab.url == reverse("kerja_sama_persiapan", args=[KerjaSama.objects.get().id_publik])


def test_withdrawal_ends_open_offers_and_tells_the_parties(pemeran):
    ks = siap(pemeran)
    kirim(pemeran, ks, CANDI)
    tarik_kerja_sama(kerja_sama=ks, alasan="Anggaran tidak tersedia", oleh=pemeran[KADES])
    ks.refresh_from_db()
    assert ks.status == Status.DITARIK
    assert Penawaran.objects.get().status == "ditarik"
    assert Pemberitahuan.objects.filter(penerima__username=f"kades.{CANDI}", judul__startswith="Kerja sama ditarik")
    assert Jejak.objects.filter(peristiwa="kerja_sama.ditarik").get().keterangan == "Anggaran tidak tersedia"


@pytest.mark.parametrize("username", [OPERATOR, f"kades.{CANDI}"])
def test_withdrawal_is_for_the_kepala_desa_who_began(pemeran, username):
    ks = siap(pemeran)
    kirim(pemeran, ks, CANDI)
    with pytest.raises((PermissionDenied, TindakanTertutup)):
        tarik_kerja_sama(kerja_sama=ks, alasan="x", oleh=pemeran[username])


def test_party_that_leaves_strikes_what_the_others_agreed_to(pemeran, cakupan_cocok):
    ks = siap(pemeran)
    (penawaran,) = kirim(pemeran, ks, CANDI)
    kades = pemeran[f"kades.{CANDI}"]
    with pytest.raises(TindakanTertutup, match="Jawab dahulu"):
        mundur(kerja_sama=ks, alasan="x", oleh=kades)
    jawab_penawaran(penawaran=penawaran, jawaban="diterima", isi={}, oleh=kades)
    Pihak.objects.filter(desa__kode=PURWO).update(disepakati_pada="2026-11-01T00:00Z")
    mundur(kerja_sama=ks, alasan="Warga menolak", oleh=kades)
    assert Pihak.objects.get(desa__kode=CANDI).mundur_pada == ks.desa_pendaftar.hari_ini()
    assert Pihak.objects.get(desa__kode=PURWO).disepakati_pada is None
    with pytest.raises(TindakanTertutup, match="bukan pihak"):
        mundur(kerja_sama=ks, alasan="x", oleh=kades)
    with pytest.raises(TindakanTertutup):
        mundur(kerja_sama=ks, alasan="x", oleh=pemeran[KADES])


def test_reason_is_asked_for(pemeran, masuk):
    ks = siap(pemeran)
    with pytest.raises(ValidationError):
        tarik_kerja_sama(kerja_sama=ks, alasan="  ", oleh=pemeran[KADES])
    url = reverse("kerja_sama_tarik", args=[ks.id_publik])
    assert masuk(pemeran[KADES]).post(url, {"alasan": ""}).status_code == 422
    assert masuk(pemeran[OPERATOR]).post(url, {"alasan": "x"}).status_code == 403


def test_text_is_begun_once_every_gate_is_open(pemeran):
    ks, oleh = siap(pemeran), pemeran[OPERATOR]
    with pytest.raises(TindakanTertutup, match="desa lain"):
        mulai_penyusunan(kerja_sama=ks, oleh=oleh)
    (penawaran,) = kirim(pemeran, ks, CANDI)
    with pytest.raises(TindakanTertutup, match="belum dijawab"):
        mulai_penyusunan(kerja_sama=ks, oleh=oleh)
    jawab_penawaran(penawaran=penawaran, jawaban="diterima", isi={}, oleh=pemeran[f"kades.{CANDI}"])
    buat_musyawarah(ks, pemeran.wilayah(PURWO), oleh)
    with pytest.raises(TindakanTertutup, match="Musyawarah desa"):
        mulai_penyusunan(kerja_sama=ks, oleh=oleh)
    buat_musyawarah(ks, pemeran.wilayah(CANDI), oleh)
    sebelum = Jejak.objects.count()
    mulai_penyusunan(kerja_sama=ks, oleh=oleh)
    ks.refresh_from_db()
    assert ks.status == Status.PENYUSUNAN and Naskah.objects.filter(kerja_sama=ks).exists()
    assert Jejak.objects.count() == sebelum + 1
    with pytest.raises(TindakanTertutup, match="sudah disusun"):
        simpan_persiapan(kerja_sama=ks, isi={}, versi=2, oleh=oleh)


def test_page_says_why_the_text_may_not_be_begun_yet(pemeran, masuk):
    ks = siap(pemeran)
    client, url = masuk(pemeran[OPERATOR]), reverse("kerja_sama_mulai_penyusunan", args=[ks.id_publik])
    assert "Belum ada desa lain" in client.post(url, follow=True).content.decode()
    assert masuk(pemeran[f"bpd.{PURWO}"]).post(url).status_code == 403


def test_registered_agreement_has_no_preparation(pemeran, masuk):
    ks = buat_kerja_sama(desa=[pemeran.wilayah(PURWO), pemeran.wilayah(CANDI)], oleh=pemeran[OPERATOR])
    assert masuk(pemeran[OPERATOR]).get(reverse("kerja_sama_persiapan", args=[ks.id_publik])).status_code == 404
