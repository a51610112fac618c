"""A letter's way through the office: initials in order, four eyes, returning, signing, delivering."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError

from binwas.surat import services
from binwas.surat.enums import StatusSurat
from binwas.surat.models import Paraf, PenerimaSurat, Surat
from binwas.surat.services import penerbitan
from tests.pabrik.berkas import foto_contoh, pdf_contoh
from wilayah.cakupan.transisi import TindakanTertutup, VersiBasi
from wilayah.models import AturanTandaTangan, Jejak, Pemberitahuan
from wilayah.pengguna.services import beri_penugasan, tetapkan_sakelar

from . import contoh


def peristiwa(surat):
    return list(
        Jejak.objects.filter(objek=f"binwas.surat:{surat.id_publik}").order_by("pk").values_list("peristiwa", flat=True)
    )


def test_elektronik_dari_konsep_sampai_disampaikan(kantor):
    surat = kantor.konsep()
    assert surat.status == StatusSurat.KONSEP and not surat.nomor
    surat = kantor.paraf(surat)
    assert surat.status == StatusSurat.SIAP_TTD
    surat = kantor.tandatangani(surat)
    surat.refresh_from_db()
    assert surat.status == StatusSurat.DISAMPAIKAN
    assert surat.nomor.startswith("400.10.2/1/") and surat.urut == 1
    assert surat.penanda_tangan.username == "kadis.34.04" and surat.a_n == "BUPATI SLEMAN"
    assert surat.ditandatangani_pada and surat.terbit_pada and surat.berkas.utuh()
    assert [(surat.pk, StatusSurat.DISAMPAIKAN)] == contoh.TERBIT
    assert peristiwa(surat) == ["surat.diparaf", "surat.terbit"]


def test_semua_pihak_diberi_tahu_dan_orang_lain_tidak(kantor):
    surat = kantor.terbit()
    diberi = set(
        Pemberitahuan.objects.filter(judul__startswith="Surat terbit").values_list("penerima__username", flat=True)
    )
    desa = [f"{p}.34.04.16.200{n}" for p in ("kades", "operator", "bpd") for n in (1, 2, 3)]
    assert diberi == {*desa, "kecamatan.34.04.16", "camat.34.04.16", "petugas.34.04", "petugas2.34.04"}
    assert Pemberitahuan.objects.filter(tautan=f"/surat/{surat.id_publik}/").exists()


def test_sandi_salah_tidak_mengubah_apa_pun(kantor):
    surat = kantor.siap()
    with pytest.raises(ValidationError) as galat:
        kantor.tandatangani(surat, sandi="salah")
    assert "sandi" in galat.value.error_dict
    surat.refresh_from_db()
    assert surat.status == StatusSurat.SIAP_TTD and not surat.nomor
    assert kantor.tandatangani(surat).nomor


def test_kirim_ulang_dengan_kunci_sama_menghasilkan_surat_yang_sama(kantor):
    surat = kantor.siap()
    pertama, kedua = kantor.tandatangani(surat), kantor.tandatangani(surat)
    assert (pertama.pk, pertama.nomor) == (kedua.pk, kedua.nomor)
    with pytest.raises(TindakanTertutup):
        kantor.tandatangani(surat, kunci="lain")


def test_paraf_berurutan(kantor, pemeran):
    contoh.siapkan(pemeran, urutan_paraf=("pemaraf_kabupaten", "petugas_kabupaten"))
    surat = kantor.konsep(oleh="petugas2.34.04")
    surat = kantor.paraf(surat)
    assert surat.status == StatusSurat.DIPARAF
    with pytest.raises(TindakanTertutup, match="Petugas Dinas PMD"):
        kantor.paraf(surat)


def test_di_luar_lingkup_surat_tidak_ada(kantor, pemeran):
    surat = kantor.konsep()
    with pytest.raises(Surat.DoesNotExist):
        kantor.paraf(surat, oleh="kabid.34.02")
    with pytest.raises(Surat.DoesNotExist):
        services.tandatangani_surat(surat=surat, sandi="binwas-demo", kunci="x", oleh=pemeran["kadis.34.02"])


def rangkap(pemeran, username, peran):
    beri_penugasan(
        pengguna=pemeran[username],
        wilayah=pemeran.wilayah("34.04"),
        peran=peran,
        jabatan="Pelaksana Harian",
        sk="SK contoh",
        mulai=date(2020, 1, 1),
    )


def test_empat_mata_per_orang(kantor, pemeran):
    rangkap(pemeran, "petugas.34.04", "pemaraf_kabupaten")
    rangkap(pemeran, "petugas.34.04", "kepala_dinas_kabupaten")
    rangkap(pemeran, "kabid.34.04", "kepala_dinas_kabupaten")
    surat = kantor.konsep()
    with pytest.raises(TindakanTertutup, match="mengusulkan"):
        kantor.paraf(surat, oleh="petugas.34.04")
    surat = kantor.paraf(surat)
    with pytest.raises(TindakanTertutup, match="mengusulkan"):
        kantor.tandatangani(surat, oleh="petugas.34.04")
    with pytest.raises(TindakanTertutup, match="memaraf"):
        kantor.tandatangani(surat, oleh="kabid.34.04")
    assert kantor.tandatangani(surat).nomor


def test_empat_mata_dapat_dimatikan_kantor(kantor, pemeran):
    rangkap(pemeran, "petugas.34.04", "pemaraf_kabupaten")
    tetapkan_sakelar(
        kantor=pemeran.wilayah("34.04"),
        kunci="empat_mata",
        nyala=False,
        dasar="Keputusan contoh",
        berlaku_sejak=date(2020, 1, 1),
    )
    assert kantor.paraf(kantor.konsep(), oleh="petugas.34.04").status == StatusSurat.SIAP_TTD


def test_tanpa_pelimpahan_tombol_menjelaskan_yang_kurang(kantor):
    surat = kantor.siap()
    AturanTandaTangan.objects.filter(jenis_surat=contoh.KODE).update(sebelum=date(2021, 1, 1))
    with pytest.raises(TindakanTertutup, match=r"Belum ada aturan penanda tangan.*dasar pelimpahannya"):
        kantor.tandatangani(surat)
    with pytest.raises(TindakanTertutup, match="Belum ada aturan"):
        kantor.paraf(kantor.konsep())


def test_kantor_tanpa_paraf_langsung_siap(kantor, pemeran):
    contoh.siapkan(pemeran, urutan_paraf=())
    assert kantor.konsep().status == StatusSurat.SIAP_TTD


@pytest.mark.parametrize("oleh", ["kabid.34.04", "kadis.34.04"])
def test_kembalikan_lalu_isi_ulang_surat_yang_sama(kantor, pemeran, oleh):
    surat = kantor.siap()
    with pytest.raises(ValidationError):
        services.kembalikan_konsep(surat=surat, alasan=" ", oleh=pemeran[oleh])
    surat = services.kembalikan_konsep(surat=surat, alasan="Perbaiki pasal 7.", oleh=pemeran[oleh])
    assert surat.status == StatusSurat.KONSEP
    assert [(surat.pk, StatusSurat.KONSEP)] == contoh.KEMBALI
    assert not Paraf.objects.filter(surat=surat, oleh__isnull=False).exists()
    assert Pemberitahuan.objects.filter(penerima=pemeran["petugas.34.04"], isi="Perbaiki pasal 7.").exists()
    with pytest.raises(TindakanTertutup, match="dikembalikan"):
        kantor.paraf(surat)
    ulang = kantor.konsep(kerja_sama=surat.kerja_sama, oleh="petugas2.34.04", surat=surat)
    assert ulang.pk == surat.pk and not ulang.alasan_kembali
    assert ulang.konseptor.username == "petugas2.34.04"
    assert kantor.paraf(ulang).status == StatusSurat.SIAP_TTD


def test_surat_yang_berjalan_tidak_dapat_diisi_ulang(kantor):
    surat = kantor.siap()
    with pytest.raises(ValidationError):
        kantor.konsep(kerja_sama=surat.kerja_sama, surat=surat)


def test_konsep_basi_menunjukkan_yang_tersimpan(kantor, pemeran):
    surat = kantor.konsep()
    isian = {"surat": surat, "isi": {"penutup": "Sekian."}, "oleh": pemeran["petugas.34.04"]}
    services.ubah_konsep(hal="Hal pertama", versi=surat.versi, **isian)
    with pytest.raises(VersiBasi) as galat:
        services.ubah_konsep(hal="Hal kedua", versi=surat.versi, **isian)
    assert galat.value.kini.hal == "Hal pertama"
    assert galat.value.kini.isi["matriks"] == contoh.MATRIKS


def test_basah_bernomor_dahulu_lalu_terbit_dengan_pindaian(kantor, pemeran):
    surat = kantor.basah()
    assert surat.status == StatusSurat.BERNOMOR and surat.urut == 1
    assert surat.penanda_tangan.username == "kadis.34.04" and surat.berkas is None
    cetakan = surat.cetakan.sha256
    with pytest.raises(ValidationError):
        services.unggah_pindaian(surat=surat, isi=b"bukan pdf", nama="x.pdf", oleh=pemeran["petugas.34.04"])
    pindaian = pdf_contoh(2)
    surat = services.unggah_pindaian(surat=surat, isi=pindaian, nama="pindai.pdf", oleh=pemeran["petugas.34.04"])
    assert surat.status == StatusSurat.DISAMPAIKAN
    assert surat.berkas.baca() == pindaian and surat.berkas.sha256 != cetakan
    assert Pemberitahuan.objects.filter(penerima=pemeran["kadis.34.04"], judul__startswith="Surat terbit").exists()
    assert peristiwa(surat) == ["surat.diparaf", "surat.bernomor", "surat.terbit"]


def test_foto_surat_menjadi_pdf(kantor, pemeran):
    surat = services.unggah_pindaian(
        surat=kantor.basah(), isi=foto_contoh(), nama="surat.jpg", oleh=pemeran["petugas.34.04"]
    )
    assert surat.berkas.jenis_media == "application/pdf" and surat.berkas.baca().startswith(b"%PDF")


def test_nomor_batal_tetap_tercatat_dan_surat_berikutnya_baru(kantor, pemeran):
    surat = services.batalkan_nomor(surat=kantor.basah(), alasan="Salah cetak.", oleh=pemeran["petugas.34.04"])
    assert surat.status == StatusSurat.BATAL_NOMOR and [(surat.pk, StatusSurat.BATAL_NOMOR)] == contoh.KEMBALI
    baru = kantor.konsep(kerja_sama=surat.kerja_sama, surat=surat)
    assert baru.pk != surat.pk
    assert kantor.tandatangani(kantor.paraf(baru)).urut == 2


def test_tetap_terbit_sampai_diantar_bila_kantor_penerima_tanpa_akun(kantor, pemeran):
    luar = {"wilayah": pemeran.wilayah("34.04.16.2004"), "jabatan": "Lurah Pakembinangun", "tembusan": False}
    surat = kantor.terbit(tambahan=[luar])
    assert surat.status == StatusSurat.TERBIT
    baris = PenerimaSurat.objects.get(surat=surat, jabatan="Lurah Pakembinangun")
    surat = services.catat_pengantaran(
        penerima=baris, catatan="25 November, diterima carik.", oleh=pemeran["petugas.34.04"]
    )
    assert surat.status == StatusSurat.DISAMPAIKAN
    assert peristiwa(surat)[-1] == "surat.diantar"


def test_tanggal_surat_adalah_hari_setempat_kantor(kantor):
    surat = kantor.siap()
    with time_machine.travel(datetime(2026, 12, 31, 17, 30, tzinfo=UTC), tick=False):
        surat = kantor.tandatangani(surat)
    assert surat.tanggal == date(2027, 1, 1) and surat.tahun == 2027
    assert surat.nomor == "400.10.2/1/I/2027"


def test_nomor_per_kantor_tahun_dan_klasifikasi(kantor):
    assert [kantor.terbit().urut for _ in range(3)] == [1, 2, 3]


def test_gagal_di_tengah_tidak_memakai_nomor(kantor, monkeypatch):
    surat = kantor.siap()
    asli = penerbitan.simpan_berkas
    monkeypatch.setattr(penerbitan, "simpan_berkas", lambda **_: (_ for _ in ()).throw(OSError("penuh")))
    with pytest.raises(OSError, match="penuh"):
        kantor.tandatangani(surat)
    monkeypatch.setattr(penerbitan, "simpan_berkas", asli)
    surat.refresh_from_db()
    assert surat.status == StatusSurat.SIAP_TTD and not surat.nomor
    assert kantor.tandatangani(surat).urut == 1


def test_penerima_membaca_dan_penggantinya_melihat(kantor, pemeran):
    surat = kantor.terbit()
    services.catat_dibaca(surat=surat, oleh=pemeran["bpd.34.04.16.2001"])
    services.catat_dibaca(surat=surat, oleh=pemeran["operator.34.04.16.2001"])
    services.catat_dibaca(surat=surat, oleh=pemeran["kades.34.04.16.2001"])
    services.catat_dibaca(surat=surat, oleh=pemeran["petugas.34.04"])
    dibaca = {
        p.jabatan: p.dibaca_oleh.username for p in PenerimaSurat.objects.filter(surat=surat, dibaca_pada__isnull=False)
    }
    assert dibaca == {
        "Ketua BPD Purwobinangun": "bpd.34.04.16.2001",
        "Lurah Purwobinangun": "operator.34.04.16.2001",
    }
    sisa = Pemberitahuan.objects.filter(tautan=f"/surat/{surat.id_publik}/", dibaca_pada__isnull=True)
    assert not sisa.filter(penerima__username__in=["kades.34.04.16.2001", "bpd.34.04.16.2001"]).exists()
