from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kerjasama.enums import TANPA_JATUH_TEMPO, Status, Tanggapan
from kerjasama.models import BerkasDraf, DrafPendaftaran, KerjaSama, TandaTerima
from kerjasama.services.pendaftaran import (
    batalkan_pendaftaran,
    buat_draf,
    daftarkan_kerja_sama,
    galat_draf,
    geser_berkas,
    hapus_draf,
    lampirkan_berkas,
    lepas_berkas,
    simpan_draf,
)
from kerjasama.transitions import daftarkan_gerbang
from kerjasama.transitions.gerbang import _terdaftar
from tests.pabrik.berkas import foto_contoh, pdf_contoh
from tests.pabrik.draf import buat_draf_lengkap
from wilayah.cakupan.transisi import TindakanTertutup, VersiBasi
from wilayah.models import Jejak, KunciKirim, Pemberitahuan

PURWO, CANDI, HARJO, PALBAPANG = "34.04.16.2001", "34.04.16.2002", "34.04.16.2003", "34.02.08.2001"


@pytest.fixture
def operator(pemeran):
    return pemeran[f"operator.{PURWO}"]


@pytest.fixture
def purwo(pemeran):
    return pemeran.wilayah(PURWO)


def daftarkan(draf, oleh, kunci="k1"):
    return daftarkan_kerja_sama(draf=draf, kunci=kunci, oleh=oleh)


def test_draf_menjadi_kerja_sama_berlaku(operator, purwo, cakupan_cocok):
    ks = daftarkan(buat_draf_lengkap(oleh=operator, desa=purwo, lain=[CANDI, HARJO]), operator)
    assert (ks.status, ks.mutu_data, ks.atas_nama, ks.lintas_kabupaten) == ("berlaku", "belum_diperiksa", False, False)
    pihak = list(ks.pihak.order_by("urut"))
    assert [p.kode_saat_itu for p in pihak] == [PURWO, CANDI, HARJO]
    assert [p.tanggapan for p in pihak] == [Tanggapan.BENAR, Tanggapan.BELUM, Tanggapan.BELUM]
    assert pihak[0].nama_saat_itu == "Kalurahan Purwobinangun, Kapanewon Pakem, Kabupaten Sleman"
    assert pihak[1].nomor_belum_diketahui
    assert ks.tanggal_mulai == pihak[0].tanggal
    assert Jejak.objects.tentang(ks).get().peristiwa == "kerja_sama.didaftarkan"


def test_tanda_terima_memuat_sidik_setiap_berkas_asli(operator, purwo):
    ks = daftarkan(buat_draf_lengkap(oleh=operator, desa=purwo, lain=[CANDI]), operator)
    terima, versi = ks.tanda_terima.get(), ks.dokumen.get().versi.get()
    assert [b["sha256"] for b in terima.rincian] == [a.berkas.sha256 for a in versi.asli.all()]
    assert versi.berkas == versi.asli.get().berkas
    assert terima.berkas.baca().startswith(b"%PDF-") and terima.berkas.utuh()


def test_foto_disimpan_asli_dan_digabung_menurut_urutan(operator, purwo):
    foto = [(foto_contoh(w), f"{w}.jpg") for w in ("white", "gray", "black")]
    draf = buat_draf_lengkap(oleh=operator, desa=purwo, lain=[CANDI], berkas=foto)
    hitam = BerkasDraf.objects.get(draf=draf, urut=3)
    geser_berkas(draf=draf, id_publik=hitam.id_publik, langkah=-1, oleh=operator)
    versi = daftarkan(draf, operator).dokumen.get().versi.get()
    assert [a.berkas.nama_asli for a in versi.asli.all()] == ["white.jpg", "black.jpg", "gray.jpg"]
    assert versi.berkas.jenis_media == "application/pdf"
    assert versi.berkas.sha256 not in {a.berkas.sha256 for a in versi.asli.all()}


def test_yang_diberi_tahu(operator, purwo):
    ks = daftarkan(buat_draf_lengkap(oleh=operator, desa=purwo, lain=[CANDI, HARJO]), operator)
    pesan = {
        (p.penerima.username, p.tautan.split("/")[-2])
        for p in Pemberitahuan.objects.filter(tautan__contains=ks.id_publik)
    }
    desa = {(f"{peran}.{kode}", "tanggapan") for peran in ("kades", "operator") for kode in (CANDI, HARJO)}
    assert pesan == desa | {("kecamatan.34.04.16", "periksa"), ("camat.34.04.16", "periksa")}


def test_kiriman_sama_dan_draf_sama_hanya_satu(operator, purwo):
    draf = buat_draf_lengkap(oleh=operator, desa=purwo, lain=[CANDI])
    hasil = {daftarkan(draf, operator, k).pk for k in ("k1", "k1", "k2")}
    assert len(hasil) == KerjaSama.objects.count() == TandaTerima.objects.count() == 1


@pytest.mark.parametrize("akun", ["petugas.34.04", "kecamatan.34.04.16"])
def test_petugas_mendaftarkan_atas_nama(pemeran, purwo, akun):
    ks = daftarkan(buat_draf_lengkap(oleh=pemeran[akun], desa=purwo, lain=[CANDI]), pemeran[akun])
    assert ks.atas_nama
    assert ks.pihak.get(urut=1).tanggapan == Tanggapan.BELUM
    assert Pemberitahuan.objects.filter(penerima__username=f"kades.{PURWO}", tautan__endswith="tanggapan/").exists()


@pytest.mark.parametrize(
    "akun", [f"operator.{CANDI}", "petugas.34.02", "kecamatan.34.04.14", f"bpd.{PURWO}", "dinas.34"]
)
def test_orang_lain_tidak_membuat_draf(pemeran, purwo, akun):
    with pytest.raises(PermissionDenied):
        buat_draf(desa=purwo, oleh=pemeran[akun])


def test_kelurahan_tidak_dapat_mendaftar(pemeran):
    with pytest.raises(ValidationError, match="kelurahan"):
        buat_draf(desa=pemeran.wilayah("34.04.14.1009"), oleh=pemeran["petugas.34.04"])


def test_beda_kabupaten_ditandai(operator, purwo):
    ks = daftarkan(buat_draf_lengkap(oleh=operator, desa=purwo, lain=[PALBAPANG]), operator)
    assert ks.lintas_kabupaten
    diminta = Pemberitahuan.objects.filter(judul="Kerja sama lintas kabupaten terdaftar")
    assert [p.penerima.username for p in diminta.order_by("pk")] == ["dinas.34"]


def test_pihak_ketiga_dengan_beberapa_desa(operator, purwo):
    mitra = {"nama": "Universitas Contoh", "jenis": "perguruan_tinggi", "penanda_tangan": "Rektor"}
    draf = buat_draf_lengkap(
        oleh=operator,
        desa=purwo,
        lain=[CANDI],
        bentuk="pihak_ketiga_multi_desa",
        pihak_ketiga=[mitra],
        masa="tidak_ditentukan",
        nomor_pihak={},
    )
    ks = daftarkan(draf, operator)
    assert [p.nama_saat_itu for p in ks.pihak.filter(desa=None)] == ["Universitas Contoh"]
    assert ks.jatuh_tempo == TANPA_JATUH_TEMPO


def test_draf_tidak_sah_ditolak_dan_tetap_ada(operator, purwo):
    draf = buat_draf_lengkap(oleh=operator, desa=purwo, lain=[CANDI, CANDI], judul="", jatuh_tempo="2000-01-01")
    with pytest.raises(ValidationError) as galat:
        daftarkan(draf, operator)
    assert set(galat.value.message_dict) == {"judul", "pihak", "jatuh_tempo"}
    assert DrafPendaftaran.objects.get().isi["pihak"] == [CANDI, CANDI]
    assert not KerjaSama.objects.exists()


def test_kerja_sama_yang_sama_ditanyakan(operator, purwo, pemeran):
    lama = daftarkan(buat_draf_lengkap(oleh=operator, desa=purwo, lain=[CANDI, HARJO]), operator)
    baru = {"nomor": "9 Tahun 2026"}
    draf = buat_draf_lengkap(oleh=operator, desa=purwo, lain=[HARJO], **baru)
    assert "sama_dengan" in galat_draf(draf, operator)["pihak"]
    draf = simpan_draf(
        draf=draf, langkah="pihak", isi={"sama_dengan": str(lama.id_publik)}, versi=draf.versi, oleh=operator
    )
    assert "sudah terdaftar" in galat_draf(draf, operator)["pihak"]["sama_dengan"]
    draf = simpan_draf(draf=draf, langkah="pihak", isi={"sama_dengan": "bukan"}, versi=draf.versi, oleh=operator)
    assert galat_draf(draf, operator) == {}
    # The other village begins its own registration of the same agreement: it is asked too.
    lurah = pemeran[f"operator.{HARJO}"]
    tetangga = buat_draf_lengkap(oleh=lurah, desa=pemeran.wilayah(HARJO), lain=[PURWO], **baru)
    assert "sama_dengan" in galat_draf(tetangga, lurah)["pihak"]


def test_simpan_basi_ditolak_dengan_isi_terkini(operator, purwo):
    draf = buat_draf(desa=purwo, oleh=operator)
    simpan_draf(draf=draf, langkah="naskah", isi={"judul": "Pertama"}, versi=1, oleh=operator)
    with pytest.raises(VersiBasi) as galat:
        simpan_draf(draf=draf, langkah="naskah", isi={"judul": "Kedua"}, versi=1, oleh=operator)
    assert galat.value.kini.isi["judul"] == "Pertama"


def test_teks_berbahaya_dibersihkan(operator, purwo):
    draf = buat_draf(desa=purwo, oleh=operator)
    isi = {"judul": "A\x00B\u202eC 😀\r\n D", "pihak_ketiga": [{"nama": "X\x00"}], "ruang_lingkup": "y" * 20_000}
    draf = simpan_draf(draf=draf, langkah="naskah", isi=isi, versi=1, oleh=operator)
    draf.refresh_from_db()
    assert draf.isi["judul"] == "ABC 😀 D"
    assert draf.isi["pihak_ketiga"][0]["nama"] == "X"
    assert len(draf.isi["ruang_lingkup"]) == 10_000


def test_berkas_yang_ditolak_tidak_menghapus_yang_ada(operator, purwo):
    draf = buat_draf(desa=purwo, oleh=operator)
    lampirkan_berkas(draf=draf, isi=pdf_contoh(), nama="a.pdf", oleh=operator)
    for isi, nama in ((b"bukan apa-apa", "b.pdf"), (foto_contoh(), "c.jpg"), (pdf_contoh()[:-40], "d.pdf")):
        with pytest.raises(ValidationError):
            lampirkan_berkas(draf=draf, isi=isi, nama=nama, oleh=operator)
    satu = BerkasDraf.objects.get(draf=draf)
    lepas_berkas(draf=draf, id_publik=satu.id_publik, oleh=operator)
    hapus_draf(draf=draf, oleh=operator)
    assert not DrafPendaftaran.objects.exists()


def test_pendaftar_membatalkan_sebelum_diteruskan(operator, purwo, pemeran):
    ks = daftarkan(buat_draf_lengkap(oleh=operator, desa=purwo, lain=[CANDI]), operator)
    with pytest.raises(ValidationError):
        batalkan_pendaftaran(kerja_sama=ks, alasan=" ", oleh=operator)
    ks = batalkan_pendaftaran(kerja_sama=ks, alasan="Terdaftar dua kali.", oleh=operator)
    assert ks.status == Status.DITARIK
    assert Pemberitahuan.objects.filter(penerima__username=f"kades.{CANDI}", judul__contains="dibatalkan").exists()
    with pytest.raises(TindakanTertutup):
        batalkan_pendaftaran(kerja_sama=ks, alasan="Lagi.", oleh=operator)


def test_sesudah_diteruskan_hanya_kabupaten_sampai_ada_surat(operator, purwo, pemeran):
    ks = daftarkan(buat_draf_lengkap(oleh=operator, desa=purwo, lain=[CANDI]), operator)
    KerjaSama.objects.filter(pk=ks.pk).update(mutu_data="diperiksa_kecamatan")
    with pytest.raises(PermissionDenied):
        batalkan_pendaftaran(kerja_sama=ks, alasan="Keliru.", oleh=operator)

    def gerbang(kerja_sama, oleh):
        return "Surat sudah terbit."

    daftarkan_gerbang("batalkan_pendaftaran_kabupaten", gerbang)
    try:
        with pytest.raises(TindakanTertutup, match="Surat sudah terbit"):
            batalkan_pendaftaran(kerja_sama=ks, alasan="Keliru.", oleh=pemeran["petugas.34.04"])
    finally:
        _terdaftar["batalkan_pendaftaran_kabupaten"].remove(gerbang)
    assert batalkan_pendaftaran(kerja_sama=ks, alasan="Keliru.", oleh=pemeran["petugas.34.04"]).status == "ditarik"


def test_tanggal_dan_hari_setempat(operator, purwo):
    besok = (purwo.hari_ini() + timedelta(days=1)).isoformat()
    draf = buat_draf_lengkap(oleh=operator, desa=purwo, lain=[CANDI], tanggal_ditetapkan=besok, tanggal=besok)
    assert set(galat_draf(draf, operator)["waktu"]) == {"tanggal_ditetapkan", "tanggal"}


@pytest.mark.parametrize(
    "putus",
    [
        "pendaftaran.buat_dokumen",
        "tanda_terima.cetak_pdf",
        "tanda_terima.simpan_berkas",
        "pendaftaran.selesaikan_kiriman",
        "pendaftaran.beri_tahu",
        "pendaftaran.pemegang",
        "pendaftaran.catat",
    ],
)
def test_terputus_di_tengah_tidak_meninggalkan_apa_pun(operator, purwo, monkeypatch, putus):
    draf = buat_draf_lengkap(oleh=operator, desa=purwo, lain=[CANDI])

    def gagal(*args, **kwargs):
        raise RuntimeError(putus)

    with monkeypatch.context() as m, pytest.raises(RuntimeError, match=putus):
        m.setattr(f"kerjasama.services.{putus}", gagal)
        daftarkan(draf, operator)
    assert not KerjaSama.objects.exists() and not TandaTerima.objects.exists()
    assert not KunciKirim.objects.exists() and not Pemberitahuan.objects.exists()
    assert daftarkan(draf, operator).status == "berlaku"
