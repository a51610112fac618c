"""The pages: who opens them, what stays typed, what the matrix says and to whom it says nothing."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from kerjasama.views.bagian_penetapan import tugas
from tests.pabrik.kerjasama import buat_undangan
from wilayah.models import Wilayah

from .conftest import CAMAT, CANDI, HARJO, LUAR, PURWO

HALAMAN = ("sepakat", "tanda_tangan", "pengundangan", "sampaikan")
QUERY_MATRIKS, QUERY_TUGAS_DESA, QUERY_TUGAS_KECAMATAN = 26, 10, 2


def alamat(pelaku, nama):
    return reverse(f"kerja_sama_{nama}", args=[pelaku.ks.id_publik])


def teks(jawaban):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", jawaban.content.decode()))


@pytest.mark.parametrize("nama", HALAMAN)
def test_the_acts_are_the_villages_alone(pbkd, pemeran, masuk, nama):
    url = alamat(pbkd, nama)
    assert masuk(pemeran[f"kades.{PURWO}"]).get(url).status_code == 200
    for siapa in (f"bpd.{PURWO}", CAMAT, "petugas.34.04"):
        assert masuk(pemeran[siapa]).get(url).status_code == 403
    assert masuk(pemeran[f"kades.{HARJO}"]).get(url).status_code == 404


@pytest.mark.parametrize("nama", ["matriks", "fasilitasi"])
def test_everyone_on_the_path_reads_and_nobody_beside_it(pbkd, pemeran, masuk, nama):
    url = alamat(pbkd, nama)
    for siapa in (f"bpd.{PURWO}", f"operator.{CANDI}", CAMAT, "petugas.34.04", "dinas.34", "pusat"):
        assert masuk(pemeran[siapa]).get(url).status_code == 200
    for siapa in (f"kades.{HARJO}", "petugas.34.02", "dinas.33"):
        assert masuk(pemeran[siapa]).get(url).status_code == 404


def test_a_guest_reads_no_records_of_the_offices(pbkd, pemeran, masuk):
    buat_undangan(pbkd.ks, pemeran["petugas.33.10"], pemeran["petugas.34.04"])
    tamu = masuk(pemeran["petugas.33.10"])
    assert tamu.get(alamat(pbkd, "matriks")).status_code == 200
    assert tamu.get(alamat(pbkd, "fasilitasi")).status_code == 403


def test_from_the_page_of_agreeing_to_the_receipt(pbkd, pemeran, masuk):
    """The whole way through the pages, without a script."""
    for kode in (PURWO, CANDI):
        isi = {"tindakan": "sepakati", "versi": 1, "baca": "on"}
        masuk(pemeran[f"kades.{kode}"]).post(alamat(pbkd, "sepakat"), isi)
    catatan = {"tindakan": "catat", "kantor": "34.04.16", "jenis": "saksi", "catatan": "Hadir.", "kunci_kirim": uuid4()}
    catatan["tanggal"] = pbkd.ks.desa_pendaftar.hari_ini().isoformat()
    masuk(pemeran[CAMAT]).post(alamat(pbkd, "fasilitasi"), catatan)
    for kode in (PURWO, CANDI):
        masuk(pemeran[f"kades.{kode}"]).post(
            alamat(pbkd, "tanda_tangan"), pbkd.isi_tanda() | {"tindakan": "tandatangani"}
        )
    pbkd.pindai()
    for kode in (PURWO, CANDI):
        klien = masuk(pemeran[f"operator.{kode}"])
        jawaban = klien.post(alamat(pbkd, "pengundangan"), pbkd.isi_undang() | {"tindakan": "undangkan"}, follow=True)
    assert "berlaku penuh" in teks(jawaban)
    klien = masuk(pemeran[f"operator.{PURWO}"])
    jawaban = klien.post(alamat(pbkd, "sampaikan"), {"tindakan": "sampaikan", "kunci_kirim": uuid4()}, follow=True)
    assert "Penyampaian Peraturan Bersama" in teks(jawaban)


def test_what_was_typed_stays_beside_its_error(pbkd, pemeran, masuk):
    pbkd.sampai_disepakati().catat_camat()
    isi = pbkd.isi_tanda(nomor="", nama="Nama yang diketik") | {"tindakan": "tandatangani"}
    jawaban = masuk(pemeran[f"kades.{PURWO}"]).post(alamat(pbkd, "tanda_tangan"), isi)
    assert jawaban.status_code == 422
    assert "Nama yang diketik" in jawaban.content.decode() and "Setiap pihak memakai nomor sendiri" in teks(jawaban)


def test_an_old_page_is_told_of_the_newer_version(buat, pemeran, masuk):
    pelaku = buat(versi=2)
    isi = {"tindakan": "sepakati", "versi": 1, "baca": "on"}
    jawaban = masuk(pemeran[f"kades.{PURWO}"]).post(alamat(pelaku, "sepakat"), isi)
    assert jawaban.status_code == 409 and "kini versi 2" in teks(jawaban)
    assert not pelaku.pihak(PURWO).disepakati_pada


def test_a_shut_gate_is_shown_with_its_reason(pbkd, pemeran, masuk):
    pbkd.sampai_disepakati()
    isi = teks(masuk(pemeran[f"kades.{PURWO}"]).get(reverse("kerja_sama_rinci", args=[pbkd.ks.id_publik])))
    assert "Camat belum tercatat terlibat" in isi and "Catat tanda tangan" in isi


class TestMatriks:
    def test_says_in_one_sentence_who_holds_everyone_up(self, buat, pemeran, masuk):
        pelaku = buat(PURWO, CANDI, HARJO)
        pelaku.sampai_ditandatangani().pindai()
        for kode in (PURWO, HARJO):
            pelaku.undangkan(kode)
        isi = teks(masuk(pemeran[f"bpd.{PURWO}"]).get(alamat(pelaku, "matriks")))
        assert "Kalurahan Candibinangun menahan 2 pihak lain" in isi
        assert "Belum mengundangkan: Kalurahan Candibinangun." in isi
        assert "Diundangkan 2 dari 3" in isi and "belum waktunya" in isi

    @pytest.mark.parametrize("nada", ["ajakan", "pengingat"])
    def test_the_text_to_copy_holds_no_personal_data(self, pbkd, pemeran, masuk, nada):
        pbkd.sampai_disepakati().catat_camat()
        pbkd.tandatangani(PURWO, nama="Wening Rahayu", nomor="81 Tahun 2026")
        halaman = masuk(pemeran[f"kades.{CANDI}"]).get(alamat(pbkd, "matriks"), {"nada": nada})
        pesan = halaman.context["teks"]
        assert "Kalurahan Candibinangun" in pesan and f"/kerja-sama/{pbkd.ks.id_publik}/matriks/" in pesan
        for rahasia in ("Wening", "81 Tahun", "Nama kades", "Nama operator"):
            assert rahasia not in pesan

    def test_the_two_tones_differ(self, pbkd, pemeran, masuk):
        klien = masuk(pemeran[f"kades.{PURWO}"])
        pesan = {n: klien.get(alamat(pbkd, "matriks"), {"nada": n}).context["teks"] for n in ("ajakan", "pengingat")}
        assert pesan["ajakan"].startswith("Bapak/Ibu lurah") and pesan["pengingat"].startswith("Pengingat:")

    def test_the_one_who_lags_comes_first_when_asked(self, buat, pemeran, masuk):
        pelaku = buat(PURWO, CANDI, HARJO)
        pelaku.sepakati(PURWO)
        pelaku.sepakati(HARJO)
        baris = masuk(pemeran[f"kades.{PURWO}"]).get(alamat(pelaku, "matriks"), {"urut": "tertinggal"}).context["baris"]
        assert [b.pihak.desa.kode for b in baris] == [CANDI, PURWO, HARJO]

    @pytest.mark.parametrize("banyak", [2, 30])
    def test_costs_the_same_for_two_parties_and_for_thirty(
        self, buat, pemeran, masuk, django_assert_num_queries, banyak
    ):
        induk = Wilayah.objects.get(kode="34.04.14")
        kode = [f"34.04.14.2{n + 100}" for n in range(banyak - 2)]
        Wilayah.objects.bulk_create(
            Wilayah(kode=k, nama=f"Desa {k}", jenis="desa", tingkat=4, induk=induk) for k in kode
        )
        pelaku = buat(PURWO, CANDI, *kode)
        klien = masuk(pemeran[f"bpd.{PURWO}"])
        klien.get(alamat(pelaku, "matriks"))
        with django_assert_num_queries(QUERY_MATRIKS):
            isi = klien.get(alamat(pelaku, "matriks"))
        assert len(isi.context["baris"]) == banyak

    def test_a_registered_one_shows_what_is_known(self, pemeran, masuk, pbkd):
        ks = pbkd.ks
        type(ks).objects.filter(pk=ks.pk).update(asal="didaftarkan", status="berlaku", tanggal_ditetapkan="2026-01-05")
        isi = teks(masuk(pemeran[f"bpd.{PURWO}"]).get(alamat(pbkd, "matriks")))
        assert "didaftarkan sesudah jadi" in isi and "Tidak ada yang sedang ditunggu" in isi


class TestTugas:
    def judul(self, orang):
        return [t.judul.partition(":")[0] for t in tugas(orang)]

    def test_what_waits_for_each_at_each_stage(self, pbkd, pemeran):
        kades, operator = (lambda: pemeran[f"kades.{CANDI}"]), (lambda: pemeran[f"operator.{PURWO}"])
        assert self.judul(kades()) == ["Sepakati naskah"] and self.judul(operator()) == []
        pbkd.sampai_disepakati()
        assert self.judul(pemeran[CAMAT]) == ["Catat keterlibatan camat"]
        pbkd.catat_camat()
        assert self.judul(pemeran[CAMAT]) == [] and self.judul(kades()) == ["Catat tanda tangan"]
        for kode in (PURWO, CANDI):
            pbkd.tandatangani(kode)
        assert self.judul(operator()) == ["Unggah naskah bertanda tangan"]
        pbkd.pindai()
        pbkd.undangkan(PURWO)
        assert self.judul(kades()) == ["Catat pengundangan"] and self.judul(operator()) == []
        pbkd.undangkan(CANDI)
        assert self.judul(operator()) == ["Sampaikan ke bupati melalui camat"] and self.judul(kades()) == []

    def test_never_the_neighbours(self, buat, pemeran):
        buat(HARJO, LUAR)
        assert self.judul(pemeran[f"kades.{PURWO}"]) == []

    @pytest.mark.parametrize("banyak", [1, 3])
    @pytest.mark.parametrize(("siapa", "query"), [(f"kades.{CANDI}", QUERY_TUGAS_DESA), (CAMAT, QUERY_TUGAS_KECAMATAN)])
    def test_same_number_of_queries(self, buat, pemeran, django_assert_num_queries, banyak, siapa, query):
        for _ in range(banyak):
            pelaku = buat().sampai_disepakati()
            if siapa != CAMAT:
                pelaku.catat_camat()
        orang = pemeran[siapa]
        with django_assert_num_queries(query):
            assert len(tugas(orang)) == banyak

    def test_home_and_queue_show_them(self, pbkd, pemeran, masuk):
        pbkd.sampai_disepakati()
        assert "Catat keterlibatan camat" in teks(masuk(pemeran[CAMAT]).get("/antrean/"))
        pbkd.catat_camat()
        assert "Catat tanda tangan: Pengelolaan sampah" in teks(masuk(pemeran[f"kades.{CANDI}"]).get("/"))
