import hashlib

import pytest
from django.core.exceptions import PermissionDenied

from kerjasama.services.dokumen import tambah_versi
from kerjasama.services.pendaftaran import daftarkan_kerja_sama
from tests.pabrik.berkas import foto_contoh, pdf_contoh
from tests.pabrik.draf import buat_draf_lengkap

PURWO, CANDI = "34.04.16.2001", "34.04.16.2002"
FOTO = [(foto_contoh("white"), "satu.jpg"), (foto_contoh("gray"), "dua.jpg")]


@pytest.fixture
def operator(pemeran):
    return pemeran[f"operator.{PURWO}"]


@pytest.fixture
def ks(operator, pemeran):
    draf = buat_draf_lengkap(oleh=operator, desa=pemeran.wilayah(PURWO), lain=[CANDI], berkas=FOTO)
    return daftarkan_kerja_sama(draf=draf, kunci="k", oleh=operator)


def isi(jawab):
    """The bytes of a streamed answer; read to the end, it closes its file."""
    return b"".join(jawab.streaming_content)


def status(peramban, alamat):
    jawab = peramban.get(alamat)
    if jawab.streaming:
        isi(jawab)
    return jawab.status_code


def alamat_dokumen(ks):
    dokumen = ks.dokumen.get()
    return f"/kerja-sama/{ks.id_publik}/dokumen/{dokumen.id_publik}/"


def test_tanda_terima_menyebut_waktu_sidik_dan_alamat_periksa(ks, operator, masuk):
    terima = ks.tanda_terima.get()
    teks = masuk(operator).get(f"/tanda-terima/{terima.kode}/").content.decode()
    for bita, nama in FOTO:
        assert nama in teks and hashlib.sha256(bita).hexdigest() in teks
    assert "WIB" in teks and f"https://binwas.contoh.test/verifikasi/{terima.kode}/" in teks
    assert "Kapanewon Pakem memeriksa" in teks and "Klarifikasi Kabupaten Sleman" in teks


def test_pdf_tanda_terima_adalah_bita_yang_diterbitkan(ks, operator, masuk):
    terima = ks.tanda_terima.get()
    jawab = masuk(operator).get(f"/tanda-terima/{terima.kode}/pdf/")
    assert hashlib.sha256(isi(jawab)).hexdigest() == terima.berkas.sha256
    assert jawab["Content-Type"] == "application/pdf"


def test_dokumen_memuat_kedua_sidik(ks, operator, masuk):
    versi = ks.dokumen.get().versi.get()
    teks = masuk(operator).get(alamat_dokumen(ks)).content.decode()
    for berkas in [versi.berkas, *(a.berkas for a in versi.asli.all())]:
        assert berkas.sha256 in teks
    assert operator.nama in teks and "WIB" in teks


def test_yang_dibaca_tampil_yang_asli_hanya_diunduh(ks, operator, masuk):
    peramban = masuk(operator)
    versi = ks.dokumen.get().versi.get()
    baca = f"{alamat_dokumen(ks)}{versi.id_publik}/berkas/"
    tampil = peramban.get(baca)
    assert tampil["Content-Type"] == "application/pdf" and tampil["Content-Disposition"].startswith("inline")
    assert isi(tampil).startswith(b"%PDF-")
    for urut, (bita, nama) in enumerate(FOTO, 1):
        asli = peramban.get(f"{baca}?asli={urut}")
        assert isi(asli) == bita
        assert asli["Content-Disposition"] == f'attachment; filename="{nama}"'
    for salah in ("3", "0", "x", "-1", ""):
        assert peramban.get(f"{baca}?asli={salah}").status_code == 404


@pytest.mark.parametrize("akun", [f"bpd.{CANDI}", "petugas.34.04", "dinas.34", "pusat"])
def test_yang_berhak_membaca(ks, pemeran, masuk, akun):
    assert {status(masuk(pemeran[akun]), a) for a in _semua(ks)} == {200}


@pytest.mark.parametrize("akun", ["operator.34.04.16.2003", "petugas.34.02", "dinas.33", "kecamatan.34.04.14"])
def test_di_luar_cakupan_404(ks, pemeran, masuk, akun):
    assert {status(masuk(pemeran[akun]), a) for a in _semua(ks)} == {404}


def test_belum_masuk_diarahkan(ks, client):
    assert all(client.get(a).url.startswith("/masuk/?next=") for a in _semua(ks))


def test_versi_baru_menyisakan_yang_lama(ks, operator, pemeran):
    dokumen = ks.dokumen.get()
    berkas = [(pdf_contoh(2), "perbaikan.pdf")]
    versi = tambah_versi(dokumen=dokumen, berkas=berkas, keterangan="Pindaian ulang", oleh=operator)
    assert versi.nomor == 2 and dokumen.versi.count() == 2
    with pytest.raises(PermissionDenied):
        tambah_versi(dokumen=dokumen, berkas=berkas, keterangan="", oleh=pemeran[f"operator.{CANDI}"])


def _semua(ks):
    terima, versi = ks.tanda_terima.get(), ks.dokumen.get().versi.first()
    return [
        f"/tanda-terima/{terima.kode}/",
        f"/tanda-terima/{terima.kode}/pdf/",
        alamat_dokumen(ks),
        f"{alamat_dokumen(ks)}{versi.id_publik}/berkas/",
        f"{alamat_dokumen(ks)}{versi.id_publik}/berkas/?asli=1",
    ]


def test_peramban_bertanya_lagi_sebelum_menampilkan_simpanannya(ks, operator, pemeran, masuk):
    alamat = f"/tanda-terima/{ks.tanda_terima.get().kode}/pdf/"
    peramban = masuk(operator)
    jawab = peramban.get(alamat)
    isi(jawab)
    simpanan = {"If-None-Match": jawab["ETag"]}
    assert jawab["Cache-Control"] == "private, no-cache"
    assert peramban.get(alamat, headers=simpanan).status_code == 304
    peramban.logout()
    assert peramban.get(alamat, headers=simpanan).status_code == 302
    assert masuk(pemeran["operator.34.02.08.2001"]).get(alamat, headers=simpanan).status_code == 404
