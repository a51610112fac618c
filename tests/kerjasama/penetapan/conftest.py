"""Agreements in the making at the stage that a test needs, led there by the services of signing."""

from uuid import uuid4

import pytest

from kerjasama.models import Fasilitasi, KerjaSama, Pihak, VersiNaskah
from kerjasama.services import penetapan as layanan
from tests.pabrik.berkas import pdf_contoh
from tests.pabrik.siklus import buat_musyawarah, buat_naskah, buat_siklus

PURWO, CANDI, HARJO, LUAR = "34.04.16.2001", "34.04.16.2002", "34.04.16.2003", "34.02.08.2001"
CAMAT = "camat.34.04.16"


class Pelaku:
    """Drives one agreement; people and rows are fetched anew, as a request would."""

    def __init__(self, pemeran, ks):
        self.pemeran, self.kunci = pemeran, ks.pk

    @property
    def ks(self):
        return KerjaSama.objects.dengan_pendaftar().get(pk=self.kunci)

    def sidik(self):
        return VersiNaskah.objects.get(naskah__kerja_sama_id=self.kunci).sha256

    def pihak(self, kode=""):
        semua = Pihak.objects.filter(kerja_sama_id=self.kunci)
        return semua.get(desa__kode=kode) if kode else semua.get(desa__isnull=True)

    def desa(self):
        return [
            p.desa.kode for p in Pihak.objects.filter(kerja_sama_id=self.kunci, desa__isnull=False).order_by("urut")
        ]

    def sepakati(self, kode=PURWO, versi=1, oleh=None):
        orang = self.pemeran[oleh or f"kades.{kode}"]
        return layanan.sepakati(kerja_sama=self.ks, pihak=self.pihak(kode), versi=versi, oleh=orang)

    def catat_camat(self, jenis="fasilitasi"):
        kantor = self.pemeran.wilayah("34.04.16")
        return Fasilitasi.objects.create(
            kerja_sama=self.ks, kantor=kantor, jenis=jenis, tanggal=kantor.hari_ini(), oleh=self.pemeran[CAMAT]
        )

    def isi_tanda(self, **ubah):
        hari = self.ks.desa_pendaftar.hari_ini().isoformat()
        return {
            "tempat": "Pakem",
            "tanggal": hari,
            "nama": "Wening",
            "jabatan": "Lurah",
            "nomor": "3 Tahun 2026",
        } | ubah

    def tandatangani(self, kode=PURWO, oleh=None, **ubah):
        orang = self.pemeran[oleh or f"kades.{kode}"]
        pihak = self.pihak(kode)
        return layanan.tandatangani(kerja_sama=self.ks, pihak=pihak, isi=self.isi_tanda(**ubah), oleh=orang)

    def pindai(self, oleh=f"operator.{PURWO}", kunci="", berkas=None):
        return layanan.simpan_naskah_bertanda_tangan(
            kerja_sama=self.ks,
            berkas=berkas or [(pdf_contoh(), "naskah.pdf")],
            kunci=kunci or str(uuid4()),
            oleh=self.pemeran[oleh],
        )

    def isi_undang(self, **ubah):
        hari = self.ks.desa_pendaftar.hari_ini().isoformat()
        return {"tanggal": hari, "berita_desa": "7 Tahun 2026", "sekretaris": "Eko"} | ubah

    def undangkan(self, kode=PURWO, oleh=None, **ubah):
        orang = self.pemeran[oleh or f"operator.{kode}"]
        return layanan.undangkan(kerja_sama=self.ks, pihak=self.pihak(kode), isi=self.isi_undang(**ubah), oleh=orang)

    def sampaikan(self, oleh=f"operator.{PURWO}", kunci=""):
        return layanan.sampaikan(kerja_sama=self.ks, kunci=kunci or str(uuid4()), oleh=self.pemeran[oleh])

    def sampai_disepakati(self):
        for kode in self.desa():
            self.sepakati(kode)
        return self

    def sampai_ditandatangani(self):
        self.sampai_disepakati().catat_camat()
        for kode in self.desa():
            self.tandatangani(kode, nomor=f"{kode[-1]} Tahun 2026")
        return self

    def sampai_berlaku(self):
        self.sampai_ditandatangani().pindai()
        for kode in self.desa():
            self.undangkan(kode)
        return self


@pytest.fixture
def buat(pemeran, cakupan_cocok):
    """An agreement whose text has a version and whose musyawarah have agreed, at «penyusunan»."""

    def _buat(*kode, versi=1, **isian):
        desa = [pemeran.wilayah(k) for k in kode or (PURWO, CANDI)]
        oleh = pemeran[f"operator.{desa[0].kode}"]
        ks = buat_siklus(desa=desa, oleh=oleh, status="penyusunan", **isian)
        buat_naskah(ks, oleh, versi=versi)
        buat_musyawarah(ks, desa[0], oleh, jenis="antar_desa")
        return Pelaku(pemeran, ks)

    return _buat


@pytest.fixture
def pbkd(buat):
    return buat()


@pytest.fixture
def perjanjian(buat):
    return buat(PURWO, pihak_ketiga="PT Contoh", bentuk="pihak_ketiga")
