"""A change made like any other agreement, from its opening to its effect; then the end of what it changed."""

from datetime import timedelta

import pytest

from kerjasama.models import KerjaSama, Pasal
from kerjasama.queries.perubahan import naskah_berlaku
from kerjasama.rules.pelaksanaan import akhir_perpanjangan
from kerjasama.services.adendum import buka_perubahan
from kerjasama.services.naskah import buat_versi, simpan_pasal
from kerjasama.services.pengakhiran import ajukan_pengakhiran, tetapkan_pengakhiran
from kerjasama.services.persiapan import mulai_penyusunan
from tests.kerjasama.penetapan.conftest import CANDI, PURWO, Pelaku
from tests.pabrik.kerjasama import buat_kerja_sama
from tests.pabrik.siklus import buat_musyawarah
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.models import Jejak

from .test_berlaku_saat_ini import POKOK, tulis

OPERATOR, KADES = f"operator.{PURWO}", f"kades.{PURWO}"


@pytest.fixture
def pokok(pemeran, cakupan_cocok):
    desa = [pemeran.wilayah(PURWO), pemeran.wilayah(CANDI)]
    akhir = desa[0].hari_ini() + timedelta(days=40)
    ks = buat_kerja_sama(desa=desa, oleh=pemeran[OPERATOR], judul="Sampah bersama", jatuh_tempo=akhir)
    waktu = [(k, t, "jangka_waktu" if k == "waktu" else "") for k, t in POKOK]
    tulis(ks, pemeran[OPERATOR], [(k, t) for k, t, _ in waktu])
    versi = ks.naskah.riwayat.get()
    for p in versi.isi["bab"][0]["pasal"]:
        p["muatan"] = "jangka_waktu" if p["kunci"] == "waktu" else ""
    versi.save()
    return ks


def jalankan(pemeran, pokok, jenis, pasal, teks, **isi):
    """Through every stage; leaves one row of the trail for every act."""
    oleh = pemeran[OPERATOR]
    baru = buka_perubahan(
        kerja_sama=pokok, jenis=jenis, isi={"alasan": "Masih diperlukan"} | isi, kunci="kunci-ubah", oleh=oleh
    )
    with pytest.raises(TindakanTertutup, match="Musyawarah desa belum menyepakati"):
        mulai_penyusunan(kerja_sama=baru, oleh=pemeran[OPERATOR])
    for kode in (PURWO, CANDI):
        buat_musyawarah(baru, pemeran.wilayah(kode), pemeran[f"bpd.{kode}"])
    mulai_penyusunan(kerja_sama=baru, oleh=pemeran[OPERATOR])
    p = Pasal.objects.get(naskah__kerja_sama=baru, kunci=pasal)
    simpan_pasal(pasal=p, isi=teks, judul="", muatan=p.muatan, versi=p.versi, oleh=pemeran[OPERATOR])
    buat_versi(kerja_sama=baru, keterangan="Siap", oleh=pemeran[OPERATOR])
    buat_musyawarah(baru, pemeran.wilayah(PURWO), pemeran[OPERATOR], jenis="antar_desa")
    Pelaku(pemeran, baru).sampai_berlaku()
    return KerjaSama.objects.get(pk=baru.pk)


def test_extension_then_end(pemeran, pokok):
    lama = pokok.jatuh_tempo
    baru = jalankan(pemeran, pokok, "perpanjangan", "waktu", "Berlaku tujuh tahun.", bulan=24)
    pokok.refresh_from_db()
    assert baru.status == "berlaku"
    assert pokok.jatuh_tempo == baru.jatuh_tempo == akhir_perpanjangan(lama, 24)
    naskah = naskah_berlaku(pokok)
    assert naskah.sumber["waktu"] == baru and naskah.sumber["dana"] == pokok
    assert [p["nomor"] for p in naskah.pasal] == ["1", "2", "3", "4"]
    isi = {
        "jenis": "pengakhiran",
        "alasan": "kesepakatan",
        "uraian": "Selesai",
        "berlaku_pada": pemeran.wilayah(PURWO).hari_ini(),
        "penyelesaian_keuangan": "tidak ada",
        "penyelesaian_aset": "tidak ada",
        "penyelesaian_kewajiban": "tidak ada",
    }
    ajukan_pengakhiran(kerja_sama=pokok, isi=isi, kunci="kunci-akhir", oleh=pemeran[KADES])
    buat_musyawarah(pokok, pemeran.wilayah(PURWO), pemeran[OPERATOR], jenis="antar_desa", tujuan="pengakhiran")
    tetapkan_pengakhiran(kerja_sama=pokok, oleh=pemeran[f"kades.{CANDI}"])
    assert set(KerjaSama.objects.filter(pk__in=(pokok.pk, baru.pk)).values_list("status", flat=True)) == {"berakhir"}
    assert Jejak.objects.filter(peristiwa="kerja_sama.perubahan_dibuka").count() == 1
