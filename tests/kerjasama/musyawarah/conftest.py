"""One agreement in preparation between Purwobinangun and Candibinangun, and a neighbour's beside it."""

import pytest
from django.utils import timezone

from kerjasama.services import cetakan_musyawarah
from kerjasama.services.musyawarah import catat_kehadiran, jadwalkan_musyawarah, undang_peserta
from tests.pabrik.berkas import pdf_contoh
from tests.pabrik.siklus import buat_siklus

PURWO, CANDI, HARJO, BANYU = "34.04.16.2001", "34.04.16.2002", "34.04.16.2003", "34.04.14.2001"
HADIR = {"bpd": {"L": 5, "P": 2}, "tani": {"L": "8", "P": "3"}, "perempuan": {"L": "", "P": "6"}}
PESERTA = [{"nama": "Sri Lestari", "unsur": "perempuan", "jenis_kelamin": "P", "jabatan": "Ketua KWT"}]
PUTUSAN = {
    "keputusan": "menyepakati",
    "isi_keputusan": "Menyepakati pengelolaan sampah bersama.",
    "pembahasan": "Iuran dan lokasi dibahas.",
    "pimpinan": "Nama ketua",
    "notulis": "Nama notulis",
}


@pytest.fixture(autouse=True)
def tanpa_cetak(monkeypatch):
    """Printing is the subject of one test only."""
    monkeypatch.setattr(cetakan_musyawarah, "cetak_pdf", lambda templat, isi: pdf_contoh())


@pytest.fixture
def ks(pemeran, cakupan_cocok):
    buat_siklus(
        desa=[pemeran.wilayah(HARJO), pemeran.wilayah(BANYU)],
        oleh=pemeran[f"operator.{HARJO}"],
        judul="Pasar tetangga",
    )
    desa = [pemeran.wilayah(PURWO), pemeran.wilayah(CANDI)]
    return buat_siklus(desa=desa, oleh=pemeran[f"operator.{PURWO}"], judul="Sampah bersama")


def jadwal(**isian):
    return {
        "waktu": timezone.now(),
        "tempat": "Balai kalurahan",
        "agenda": "Kerja sama sampah",
        "nomor_undangan": "005/1/BPD",
    } | isian


def undang(ks, pemeran, kode=PURWO, *, jenis="desa", tujuan="kerja_sama", oleh=None, kunci="kunci-undang", **isian):
    """A musyawarah with its invitation out."""
    oleh = oleh or pemeran[f"bpd.{kode}"]
    m = jadwalkan_musyawarah(
        kerja_sama=ks,
        desa=pemeran.wilayah(kode),
        jenis=jenis,
        tujuan=tujuan,
        isi=jadwal(**isian),
        kunci=kunci,
        oleh=oleh,
    )
    return undang_peserta(musyawarah=m, isi=jadwal(**isian), versi=m.versi, oleh=oleh)


def hadirkan(m, oleh, hadir=None, peserta=PESERTA):
    return catat_kehadiran(musyawarah=m, isi={"hadir": hadir or HADIR, "peserta": peserta}, versi=m.versi, oleh=oleh)
