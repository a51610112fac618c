"""What has happened before the curtain rises: agreements and a letter, brought by the services to where a page needs
them."""

from dataclasses import dataclass
from uuid import uuid4

from binwas.surat.services import paraf_surat, tandatangani_surat
from kerjasama.services.pendaftaran import daftarkan_kerja_sama
from tests.binwas.penilaian.conftest import Jalan
from tests.pabrik.draf import buat_draf_lengkap
from tests.pabrik.kerjasama import buat_kerja_sama
from tests.pemeran import SANDI

DESA = ("34.04.16.2001", "34.04.16.2002", "34.04.16.2003")
OPERATOR = f"operator.{DESA[0]}"


@dataclass
class Adegan:
    """Addresses: an agreement just registered and its receipt, one sent back, a review at work, a letter ready and
    another issued."""

    kerja_sama: str
    tanda_terima: str
    perbaikan: str
    pemeriksaan: str
    surat_siap: str
    surat_terbit: str
    verifikasi: str


def terdaftar(pemeran):
    draf = buat_draf_lengkap(oleh=pemeran[OPERATOR], desa=pemeran.wilayah(DESA[0]), lain=DESA[1:])
    return daftarkan_kerja_sama(draf=draf, kunci=str(uuid4()), oleh=pemeran[OPERATOR])


def jalan(pemeran, judul):
    desa = [pemeran.wilayah(kode) for kode in DESA]
    return Jalan(pemeran, buat_kerja_sama(desa=desa, oleh=pemeran[OPERATOR], judul=judul))


def ditelaah(pemeran):
    """A review whose instrument is open and unanswered."""
    return jalan(pemeran, "Jalur trekking bersama").telaah()


def surat_siap(pemeran, judul):
    satu = jalan(pemeran, judul)
    p = satu.isi(satu.telaah(), {"A3": ("perlu_perbaikan", "Belum memuat pembagian biaya.")})
    surat = satu.usulkan(p, "sesuai_dengan_catatan").surat
    return paraf_surat(surat=surat, oleh=pemeran["kabid.34.04"])


def dikembalikan(pemeran):
    satu = jalan(pemeran, "Ambulans desa bersama")
    satu.kembalikan(satu.catat())
    return satu.kerja_sama


def siapkan(pemeran):
    kerja_sama = terdaftar(pemeran)
    siap = surat_siap(pemeran, "Pasar desa bersama")
    terbit = tandatangani_surat(
        surat=surat_siap(pemeran, "Irigasi bersama"), sandi=SANDI, kunci=str(uuid4()), oleh=pemeran["kadis.34.04"]
    )
    return Adegan(
        kerja_sama=f"/kerja-sama/{kerja_sama.id_publik}/",
        tanda_terima=f"/tanda-terima/{kerja_sama.tanda_terima.get().kode}/",
        perbaikan=f"/kerja-sama/{dikembalikan(pemeran).id_publik}/perbaikan/",
        pemeriksaan=f"/pemeriksaan/{ditelaah(pemeran).id_publik}/",
        surat_siap=f"/surat/{siap.id_publik}/",
        surat_terbit=f"/surat/{terbit.id_publik}/",
        verifikasi=f"/verifikasi/{terbit.kode_verifikasi}/",
    )
