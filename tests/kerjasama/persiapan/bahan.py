"""Plans that are ready to be offered, without printing a letter for each test."""

import uuid

from kerjasama.enums import Bentuk
from kerjasama.models import PihakKetiga
from kerjasama.services.penawaran import tawarkan
from kerjasama.services.persiapan import mulai_kerja_sama, simpan_persiapan

PURWO, CANDI, HARJO, BANTUL = "34.04.16.2001", "34.04.16.2002", "34.04.16.2003", "34.02.08.2001"
RENCANA = {
    "ruang_lingkup": "Pengangkutan dan pengolahan sampah.",
    "tata_cara": "Satu TPS3R bersama, dijadwalkan tiap pagi.",
    "jangka_waktu_bulan": 60,
    "hak_kewajiban": "Purwobinangun menyediakan lahan.",
}


def isi_mulai(**ganti):
    return {
        "judul": "Pengelolaan sampah terpadu",
        "bentuk": Bentuk.ANTAR_DESA,
        "prakarsa": "desa",
        "bidang": "pembangunan",
        "urusan": "sampah",
    } | ganti


def mulai(pemeran, kode=PURWO, **ganti):
    oleh = pemeran[f"operator.{kode}"]
    return mulai_kerja_sama(desa=pemeran.wilayah(kode), isi=isi_mulai(**ganti), kunci=uuid.uuid4().hex, oleh=oleh)


def siap(pemeran, kode=PURWO, **ganti):
    """An agreement whose plan says what an offer must say."""
    ks = mulai(pemeran, kode, **ganti)
    simpan_persiapan(kerja_sama=ks, isi=RENCANA, versi=1, oleh=pemeran[f"operator.{kode}"])
    ks.refresh_from_db()
    return ks


def kirim(pemeran, ks, *kepada, kode=PURWO, kunci=None, nomor="145/12/XI/2026"):
    tujuan = [pemeran.wilayah(k) if isinstance(k, str) else k for k in kepada]
    return tawarkan(
        kerja_sama=ks,
        kepada=tujuan,
        isi={"nomor": nomor},
        kunci=kunci or uuid.uuid4().hex,
        oleh=pemeran[f"kades.{kode}"],
    )


def mitra(pemeran, nama="PT Olah Sampah", kode=PURWO):
    return PihakKetiga.objects.create(nama=nama, jenis="swasta", pencatat=pemeran.wilayah(kode))
