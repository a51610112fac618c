"""The part of camat, kabupaten and provinsi: who records what, and when the kabupaten's evaluation holds signing up."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from kerjasama.models import Fasilitasi
from kerjasama.services import fasilitasi as layanan
from kerjasama.services.naskah import buat_versi, simpan_pasal
from kerjasama.services.penetapan import buka_kembali
from tests.pabrik.kerjasama import buat_pihak
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.models import Pemberitahuan
from wilayah.pengguna.akibat_sakelar import akibat_dari
from wilayah.pengguna.services import tetapkan_sakelar

from .conftest import CANDI, LUAR, PURWO

PETUGAS = "petugas.34.04"


def catat(pelaku, oleh="camat.34.04.16", kode="34.04.16", jenis="fasilitasi", kunci="", **ubah):
    kantor = pelaku.pemeran.wilayah(kode)
    isi = {"jenis": jenis, "tanggal": kantor.hari_ini().isoformat(), "catatan": "Membahas pasal pendanaan."} | ubah
    return layanan.catat_fasilitasi(
        kerja_sama=pelaku.ks, kantor=kantor, isi=isi, kunci=kunci or str(uuid4()), oleh=pelaku.pemeran[oleh]
    )


@pytest.fixture
def bersakelar(pbkd):
    tetapkan_sakelar(
        kantor=pbkd.pemeran.wilayah("34.04"),
        kunci="evaluasi_rancangan",
        nyala=True,
        dasar="Peraturan Bupati (contoh)",
        berlaku_sejak=date(2020, 1, 1),
    )
    pbkd.sampai_disepakati().catat_camat()
    return pbkd


def minta(pelaku):
    return layanan.minta_evaluasi(kerja_sama=pelaku.ks, oleh=pelaku.pemeran[f"operator.{PURWO}"])


def jawab(pelaku, hasil="sesuai", catatan="", oleh=PETUGAS):
    return layanan.jawab_evaluasi(kerja_sama=pelaku.ks, hasil=hasil, catatan=catatan, oleh=pelaku.pemeran[oleh])


class TestCatat:
    def test_the_camats_record_opens_signing(self, pbkd):
        pbkd.sampai_disepakati()
        catat(pbkd, jenis="saksi")
        pbkd.tandatangani(PURWO)
        assert pbkd.ks.status == "ditandatangani"

    def test_the_kabupatens_does_not_stand_for_the_camats(self, pbkd):
        pbkd.sampai_disepakati()
        catat(pbkd, PETUGAS, "34.04")
        with pytest.raises(TindakanTertutup, match="Camat belum tercatat"):
            pbkd.tandatangani(PURWO)

    def test_each_office_writes_for_itself(self, pbkd):
        with pytest.raises(PermissionDenied):
            catat(pbkd, "camat.34.04.16", "34.04")
        with pytest.raises(PermissionDenied):
            catat(pbkd, f"kades.{PURWO}")
        assert not Fasilitasi.objects.exists()

    def test_the_provinsi_only_across_kabupaten(self, buat):
        dalam = buat(PURWO, CANDI)
        with pytest.raises(TindakanTertutup, match="lintas kabupaten"):
            catat(dalam, "dinas.34", "34")
        luar = buat(PURWO, LUAR, lintas_kabupaten=True)
        luar.sampai_disepakati()
        asal = Pemberitahuan.objects.filter(penerima__username="dinas.34")
        assert asal.get().tautan == f"/kerja-sama/{luar.ks.id_publik}/fasilitasi/"
        assert catat(luar, "dinas.34", "34").kantor.kode == "34"

    @pytest.mark.parametrize(
        ("ubah", "bidang"),
        [
            ({"jenis": "evaluasi"}, "jenis"),
            ({"jenis": "saksi"}, "jenis"),
            ({"catatan": ""}, "catatan"),
            ({"tanggal": (timezone.localdate() + timedelta(days=2)).isoformat()}, "tanggal"),
        ],
    )
    def test_what_is_wrong_is_said_at_its_field(self, pbkd, ubah, bidang):
        with pytest.raises(ValidationError) as galat:
            catat(pbkd, **ubah)
        assert list(galat.value.message_dict) == [bidang]

    def test_a_double_submit_writes_it_once(self, pbkd):
        assert catat(pbkd, kunci="catat-satu") == catat(pbkd, kunci="catat-satu")
        assert Fasilitasi.objects.count() == 1


class TestEvaluasi:
    def test_nobody_waits_where_the_kabupaten_asks_for_none(self, pbkd):
        pbkd.sampai_disepakati().catat_camat()
        with pytest.raises(TindakanTertutup, match="tidak meminta evaluasi"):
            minta(pbkd)
        pbkd.tandatangani(PURWO)

    def test_a_return_is_mended_agreed_and_asked_again(self, bersakelar, pemeran):
        p, kades, operator = bersakelar, pemeran[f"kades.{PURWO}"], pemeran[f"operator.{PURWO}"]
        with pytest.raises(TindakanTertutup, match="Ajukan dahulu"):
            p.tandatangani(PURWO)
        assert minta(p).versi_naskah == 1
        with pytest.raises(TindakanTertutup, match="sedang dievaluasi"):
            p.tandatangani(PURWO)
        with pytest.raises(TindakanTertutup, match="sudah diminta"):
            minta(p)
        with pytest.raises(ValidationError):
            jawab(p, "perlu_perbaikan")
        jawab(p, "perlu_perbaikan", "Pasal pendanaan belum menyebut APB Desa.")
        with pytest.raises(TindakanTertutup, match="meminta perbaikan"):
            p.tandatangani(PURWO)
        with pytest.raises(TindakanTertutup, match="sudah dinilai"):
            minta(p)
        buka_kembali(kerja_sama=p.ks, alasan="Menurut evaluasi", oleh=kades)
        pasal = p.ks.naskah.pasal.get(kunci="pendanaan")
        simpan_pasal(pasal=pasal, isi="Dibiayai APB Desa.", judul="", muatan="pendanaan", versi=1, oleh=operator)
        buat_versi(kerja_sama=p.ks, keterangan="", oleh=operator)
        for kode in p.desa():
            p.sepakati(kode, versi=2)
        assert minta(p).versi_naskah == 2
        jawab(p)
        p.tandatangani(PURWO)

    def test_silence_beyond_the_term_holds_nothing_up(self, bersakelar):
        tenggat = minta(bersakelar).tenggat
        with time_machine.travel(timezone.now() + (tenggat - timezone.localdate()) + timedelta(days=1)):
            bersakelar.tandatangani(PURWO)
        assert bersakelar.ks.status == "ditandatangani"

    def test_opening_again_takes_the_request_back(self, bersakelar, pemeran):
        minta(bersakelar)
        buka_kembali(kerja_sama=bersakelar.ks, alasan="Salah ketik", oleh=pemeran[f"kades.{CANDI}"])
        assert not Fasilitasi.objects.filter(jenis="evaluasi").exists()

    @pytest.mark.parametrize("siapa", ["camat.34.04.16", f"kades.{PURWO}"])
    def test_only_the_kabupaten_answers(self, bersakelar, siapa):
        minta(bersakelar)
        with pytest.raises((PermissionDenied, TindakanTertutup)):
            jawab(bersakelar, oleh=siapa)
        assert Fasilitasi.objects.get(jenis="evaluasi").hasil == ""

    def test_the_kabupaten_of_another_party_does_not_answer(self, bersakelar, pemeran):
        buat_pihak(bersakelar.ks, pemeran.wilayah(LUAR), 3)
        minta(bersakelar)
        with pytest.raises(TindakanTertutup, match="kabupaten pemrakarsa"):
            jawab(bersakelar, oleh="petugas.34.02")


def test_the_switch_says_what_it_does_to_texts_in_the_making(bersakelar, buat):
    minta(bersakelar)
    buat()
    kalimat = akibat_dari("evaluasi_rancangan")[0].kalimat(bersakelar.pemeran.wilayah("34.04"))
    assert kalimat[0].startswith("1 kerja sama sedang disusun dan 1 sudah disepakati.")
    assert kalimat[1].startswith("1 rancangan sedang menunggu jawaban kabupaten.")
