"""The letter of a klarifikasi on paper: addressees, body, annex, signature; on A4 and F4."""

import re

import pytest

from binwas.surat import kinds
from binwas.surat.models import PenerimaSurat
from binwas.surat.services.cetakan import pratinjau
from kerjasama.models import Pihak
from tests.wilayah.cetak.bacapdf import halaman
from wilayah.models import ProfilKantor, Wilayah

from . import contoh

PARA_DESA = ("34.04.16.2001", "34.04.16.2002", "34.04.16.2003", "34.04.16.2004", "34.04.14.2001")
ISI = {
    "hasil": "sesuai",
    "dasar": ["Pasal 112 Undang-Undang Nomor 6 Tahun 2014", "Pasal 19 Peraturan Pemerintah Nomor 12 Tahun 2017"],
    "diterima": "2026-11-13",
    "mulai": "2026-11-13",
    "selesai": "2026-11-25",
    "jumlah_butir": 14,
    "jumlah_sesuai": 14,
}


@pytest.fixture
def jenis_klarifikasi(kantor, monkeypatch):
    jenis = kinds.JenisSurat(kode=contoh.KODE, nama="Surat uji", templat="cetak/hasil_klarifikasi.html")
    monkeypatch.setitem(kinds._TERDAFTAR, contoh.KODE, jenis)
    return kantor


def catatan(banyak, panjang=1):
    satu = {"catatan": "Pembagian hasil belum menyebut bagian. " * panjang, "dasar": "Ps 6", "saran": "Sebutkan."}
    return [{"pasal": f"Pasal {n}", **satu} for n in range(1, banyak + 1)]


def cetak(kantor, desa=PARA_DESA[:3], matriks=()):
    isi = ISI | {"matriks": list(matriks), "jumlah_sesuai": 14 - len(matriks)}
    kerja_sama = kantor.kerja_sama(*desa, judul="Pengelolaan Sampah Terpadu")
    return [rapat(h) for h in halaman(pratinjau(kantor.konsep(kerja_sama=kerja_sama, isi=isi)))]


def rapat(teks):
    """Without spaces and line-end hyphens, which are the typesetter's business."""
    return re.sub(r"[\s\u00ad\u2010-]", "", teks)


def test_semua_kepala_desa_lewat_camat(jenis_klarifikasi):
    satu, *_ = cetak(jenis_klarifikasi, PARA_DESA)
    for nama in ("Purwobinangun;", "Candibinangun;", "Harjobinangun;", "Pakembinangun; dan", "Banyurejo"):
        assert rapat(f"Lurah {nama}") in satu
    assert "melalui" in satu and rapat("di Kapanewon Pakem dan Kapanewon Tempel") in satu


def test_isi_menyebut_naskah_dasar_pemeriksaan_dan_hasil(jenis_klarifikasi):
    teks = "".join(cetak(jenis_klarifikasi))
    for kata in (
        "Nomor 3 Tahun 2026 tanggal 1 September 2026",
        "nomor belum diberitahukan",
        "diterima lengkap pada tanggal 13 November 2026",
        "Tahun 2014; dan",
        "14 (empat belas) butir",
        "tidak bertentangan",
        "tidak menunda berlakunya",
    ):
        assert rapat(kata) in teks, kata
    assert "lampiran" not in teks and "LAMPIRAN" not in teks


def test_catatan_menjadi_lampiran(jenis_klarifikasi):
    lembar = cetak(jenis_klarifikasi, matriks=catatan(3))
    assert rapat("1 (satu) berkas") in lembar[0] and rapat("3 (tiga) butir diberi catatan") in "".join(lembar)
    assert "LAMPIRAN" in lembar[-1] and all(f"Pasal{n}" in lembar[-1] for n in (1, 2, 3))


@pytest.mark.parametrize("banyak", [1, 3, 5])
def test_tanda_tangan_tidak_sendirian(jenis_klarifikasi, banyak):
    semua = cetak(jenis_klarifikasi, PARA_DESA[:banyak], catatan(banyak % 3))
    (lembar,) = [satu for satu in semua if "a.n.BUPATI" in satu]
    assert "Demikiandisampaikan" in lembar and "tidakmenunda" in lembar


def test_dua_belas_pihak_dan_catatan_panjang_di_kertas_f4(jenis_klarifikasi, pemeran):
    ProfilKantor.objects.filter(wilayah__kode="34.04").update(kertas="F4")
    induk = pemeran.wilayah("34.04.14")
    tambahan = [f"34.04.14.20{n}" for n in range(10, 17)]
    for kode in tambahan:
        Wilayah.objects.create(kode=kode, nama=f"Contoh {kode[-2:]}", jenis="desa", tingkat=4, induk=induk)
    lembar = cetak(jenis_klarifikasi, (*PARA_DESA, *tambahan), catatan(14, panjang=12))
    assert Pihak.objects.count() == PenerimaSurat.objects.filter(tembusan=False).count() == 12
    assert len(lembar) > 5 and all("KONSEP" in satu for satu in lembar)


def test_konsep_dapat_dibaca_sebelum_profil_dan_pelimpahan_ada(jenis_klarifikasi):
    ProfilKantor.objects.filter(wilayah__kode="34.04").delete()
    jenis_klarifikasi.orang.wilayah("34.04").aturan_tanda_tangan.all().delete()
    teks = "".join(cetak(jenis_klarifikasi))
    assert rapat("nama kantor belum diisi") in teks and rapat("penanda tangan belum ditetapkan") in teks
