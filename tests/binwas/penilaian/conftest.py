"""Reviews brought to each status by the services themselves."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
import time_machine

from binwas.models import ButirInstrumen
from binwas.penilaian import services
from tests.pabrik.kerjasama import buat_kerja_sama

JUMAT_PAGI = datetime(2026, 11, 13, 3, 0, tzinfo=UTC)  # 10.00 WIB
DESA = ("34.04.16.2001", "34.04.16.2002", "34.04.16.2003")
KECAMATAN, PETUGAS, LAIN = "kecamatan.34.04.16", "petugas.34.04", "petugas2.34.04"


@pytest.fixture
def waktu():
    """The clock of the tests: begins on Friday 13 Nov 2026 10.00 WIB and is moved by hand."""
    with time_machine.travel(JUMAT_PAGI, tick=False) as pelancong:
        yield pelancong


@pytest.fixture
def pbkd(pemeran, waktu):
    desa = [pemeran.wilayah(kode) for kode in DESA]
    return buat_kerja_sama(desa=desa, oleh=pemeran["operator.34.04.16.2001"], judul="Jalur trekking bersama")


@pytest.fixture
def perjanjian(pemeran, waktu):
    return buat_kerja_sama(
        desa=[pemeran.wilayah(DESA[0])],
        oleh=pemeran["operator.34.04.16.2001"],
        judul="Sewa lahan parkir",
        pihak_ketiga="PT Contoh",
    )


class Jalan:
    """Drives a review; every person is fetched anew, as a request would."""

    def __init__(self, pemeran, kerja_sama):
        self.pemeran, self.kerja_sama = pemeran, kerja_sama

    def teruskan(self, oleh=KECAMATAN, kunci=None):
        return services.teruskan_ke_kabupaten(
            kerja_sama=self.kerja_sama, catatan="Cocok", kunci=kunci or str(uuid4()), oleh=self.pemeran[oleh]
        )

    def catat(self, p=None, oleh=PETUGAS):
        return services.catat_lengkap(pemeriksaan=p or self.teruskan(), oleh=self.pemeran[oleh])

    def telaah(self, p=None):
        return services.mulai_telaah(pemeriksaan=p or self.catat(), oleh=self.pemeran[PETUGAS])

    def isi(self, p, kecuali=None):
        """Every item sesuai, but for `kecuali`: {kode: (nilai, catatan)}."""
        for butir in ButirInstrumen.objects.filter(instrumen=p.instrumen).order_by("urut"):
            nilai, catatan = (kecuali or {}).get(butir.kode, ("sesuai", ""))
            self.jawab(p, butir.kode, nilai, catatan)
        return p

    def jawab(self, p, butir, nilai="sesuai", catatan="", versi=0, oleh=PETUGAS):
        return services.simpan_jawaban(
            pemeriksaan=p, butir=butir, nilai=nilai, catatan=catatan, pasal="", versi=versi, oleh=self.pemeran[oleh]
        )

    def usulkan(self, p, hasil="sesuai", alasan="", kunci=None):
        return services.usulkan_hasil(
            pemeriksaan=p, hasil=hasil, alasan=alasan, kunci=kunci or str(uuid4()), oleh=self.pemeran[PETUGAS]
        )

    def kembalikan(self, p, butir=("Halaman 2 tidak terbaca",)):
        return services.kembalikan_ke_desa(pemeriksaan=p, butir=list(butir), oleh=self.pemeran[PETUGAS])

    def jawab_pengembalian(self, pengembalian, oleh="operator.34.04.16.2001", berkas=()):
        return services.jawab_pengembalian(
            pengembalian=pengembalian, jawaban="Sudah dipindai ulang.", berkas=berkas, oleh=self.pemeran[oleh]
        )


@pytest.fixture
def jalan(pemeran, pbkd):
    return Jalan(pemeran, pbkd)
