"""Pages of a letter: who sees what at which state, forms that keep what was typed, exact bytes, verification."""

import csv
import io
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from binwas.management.tolok_ukur.angka import rekam
from binwas.surat.models import PenerimaSurat, Surat
from binwas.surat.pendaftaran import panel_surat
from binwas.surat.services import cetakan
from binwas.surat.views import rinci
from binwas.surat.views.daftar import DaftarSurat
from tests.pabrik.berkas import pdf_contoh
from tests.pabrik.kerjasama import buat_tanda_terima
from tests.pemeran import SANDI
from tests.wilayah.cetak import bacapdf
from wilayah.berkas.queries import berkas_rusak
from wilayah.models import Pemberitahuan
from wilayah.pengguna.services import tetapkan_sakelar
from wilayah.tampilan import views

from . import contoh

QUERY_DAFTAR = {"petugas.34.04": 11, "kades.34.04.16.2001": 9}


def alamat(surat, nama="surat_rinci"):
    return reverse(nama, kwargs={"id_publik": surat.id_publik})


@pytest.fixture
def halaman(masuk, pemeran):
    def _halaman(oleh, url, **isian):
        client = masuk(pemeran[oleh])
        respons = client.post(url, isian, follow=True) if isian else client.get(url)
        respons.isi = respons.getvalue() if respons.streaming else respons.content
        return respons

    return _halaman


BUKAN_KANTOR = ("pusat", "dinas.34", "kades.34.04.16.2001", "bpd.34.04.16.2001", "kecamatan.34.04.16")
ORANG_LUAR = ("petugas.34.02", "kadis.34.02", "kades.34.02.08.2001", "petugas.33.10", "dinas.33")


@pytest.mark.parametrize("keadaan", ["konsep", "siap", "basah"])
def test_konsep_hanya_terlihat_kantor_penangani(kantor, halaman, keadaan):
    surat = getattr(kantor, keadaan)()
    for oleh in ("petugas.34.04", "kabid.34.04", "kadis.34.04"):
        assert halaman(oleh, alamat(surat)).status_code == 200
        assert halaman(oleh, alamat(surat, "surat_pdf")).status_code == 200
        assert surat.hal in halaman(oleh, "/surat/").text
    for oleh in (*BUKAN_KANTOR, *ORANG_LUAR):
        assert halaman(oleh, alamat(surat)).status_code == 404
        assert halaman(oleh, alamat(surat, "surat_pdf")).status_code == 404
        assert surat.hal not in halaman(oleh, "/surat/").text
        assert str(surat.id_publik) not in halaman(oleh, "/surat/?ekspor=csv").isi.decode()


def test_pratinjau_bertanda_konsep_sampai_bernomor(kantor, halaman):
    for surat in (kantor.konsep(), kantor.siap()):
        teks = bacapdf.halaman(halaman("kadis.34.04", alamat(surat, "surat_pdf")).isi)
        assert all("KONSEP" in satu for satu in teks) and "verifikasi" not in "".join(teks)
    for surat in (kantor.basah(), kantor.terbit()):
        teks = bacapdf.halaman(halaman("kadis.34.04", alamat(surat, "surat_pdf")).isi)
        assert not any("KONSEP" in satu for satu in teks) and surat.nomor in "".join(teks)


def test_surat_terbit_terlihat_sampai_pusat_dan_tidak_di_luar(kantor, halaman):
    surat = kantor.terbit()
    for oleh in BUKAN_KANTOR:
        assert halaman(oleh, alamat(surat)).status_code == 200
        respons = halaman(oleh, alamat(surat, "surat_pdf"))
        assert respons.isi == surat.berkas.baca()
    for oleh in ORANG_LUAR:
        assert halaman(oleh, alamat(surat)).status_code == 404
        assert halaman(oleh, alamat(surat, "surat_pdf")).status_code == 404


def test_surat_rahasia_hanya_untuk_alamat_dan_kantor(kantor, halaman):
    surat = kantor.terbit()
    Surat.objects.filter(pk=surat.pk).update(sifat="rahasia")
    for oleh in ("kades.34.04.16.2001", "petugas.34.04"):
        assert halaman(oleh, alamat(surat)).status_code == 200
    for oleh in ("kecamatan.34.04.16", "dinas.34", "pusat"):
        assert halaman(oleh, alamat(surat)).status_code == 404
    assert surat.hal not in halaman("pusat", f"/verifikasi/{surat.kode_verifikasi}/").text


def test_bertindak_tanpa_wewenang_403(kantor, halaman):
    surat = kantor.konsep()
    assert halaman("petugas.34.04", alamat(surat), tindakan="paraf").status_code == 403
    assert halaman("kabid.34.04", alamat(surat), tindakan="tandatangani", sandi=SANDI).status_code == 403
    assert halaman("kabid.34.04", alamat(surat), tindakan="terbang").status_code == 400
    assert halaman("kabid.34.02", alamat(surat), tindakan="paraf").status_code == 404


def test_paraf_lalu_tanda_tangan_di_halaman(kantor, halaman):
    surat = kantor.konsep()
    assert "Surat diparaf." in halaman("kabid.34.04", alamat(surat), tindakan="paraf").text
    salah = halaman("kadis.34.04", alamat(surat), tindakan="tandatangani", sandi="bukan", kunci_kirim="k1")
    assert "Kata sandi tidak cocok" in salah.text
    surat.refresh_from_db()
    assert surat.status == "siap_ttd"
    benar = halaman("kadis.34.04", alamat(surat), tindakan="tandatangani", sandi=SANDI, kunci_kirim="k2")
    assert "Surat ditandatangani dan terbit." in benar.text
    ulang = halaman("kadis.34.04", alamat(surat), tindakan="tandatangani", sandi=SANDI, kunci_kirim="k2")
    assert ulang.status_code == 200 and Surat.objects.filter(urut__isnull=False).count() == 1


def test_tombol_tertutup_menyebut_sebabnya(kantor, halaman, pemeran):
    contoh.siapkan(pemeran, urutan_paraf=("kepala_dinas_kabupaten", "pemaraf_kabupaten"))
    assert "Menunggu paraf Kepala Dinas PMD" in halaman("kabid.34.04", alamat(kantor.konsep())).text


def test_konsep_basi_menunjukkan_keduanya(kantor, halaman, pemeran):
    surat = kantor.konsep()
    isian = {"tindakan": "ubah", "penutup": "Sekian.", "versi": surat.versi}
    halaman("petugas.34.04", alamat(surat), hal="Hal si pertama", **isian)
    respons = halaman("petugas2.34.04", alamat(surat), hal="Hal si kedua", **isian)
    assert "Hal si pertama" in respons.text and "Hal si kedua" in respons.text
    versi_kini = Surat.objects.get(pk=surat.pk).versi
    halaman("petugas2.34.04", alamat(surat), hal="Hal si kedua", **(isian | {"versi": versi_kini}))
    surat.refresh_from_db()
    assert surat.hal == "Hal si kedua"


def test_isian_kosong_dijelaskan_di_bidangnya(kantor, halaman):
    surat = kantor.siap()
    kosong = halaman("kadis.34.04", alamat(surat), tindakan="kembalikan", alasan=" ")
    assert "Tulis apa yang perlu diperbaiki." in kosong.text
    tanpa_sandi = halaman("kadis.34.04", alamat(surat), tindakan="tandatangani", sandi="")
    assert "Isi kata sandi untuk menandatangani." in tanpa_sandi.text


def test_basah_di_halaman(kantor, halaman):
    surat = kantor.siap()
    halaman("petugas.34.04", alamat(surat), tindakan="cetak_basah", kunci_kirim="c1")
    surat.refresh_from_db()
    assert surat.status == "bernomor"
    cetak = halaman("petugas.34.04", alamat(surat, "surat_pdf"))
    assert cetak.isi == surat.cetakan.baca() and "no-store" in cetak["Cache-Control"]
    buruk = SimpleUploadedFile("pindai.pdf", b"GIF89a")
    assert "hanya PDF" in halaman("petugas.34.04", alamat(surat), tindakan="pindaian", berkas=buruk).text
    assert halaman("pusat", f"/verifikasi/{surat.kode_verifikasi}/").status_code == 404
    baik = SimpleUploadedFile("pindai.pdf", pdf_contoh(), content_type="application/pdf")
    halaman("petugas.34.04", alamat(surat), tindakan="pindaian", berkas=baik)
    surat.refresh_from_db()
    assert surat.status == "disampaikan"
    assert halaman("pusat", f"/verifikasi/{surat.kode_verifikasi}/").status_code == 200


def test_batal_nomor_di_halaman(kantor, halaman):
    surat = kantor.basah()
    halaman("petugas.34.04", alamat(surat), tindakan="batal_nomor", alasan="Salah cetak.")
    surat.refresh_from_db()
    assert surat.status == "batal_nomor" and surat.alasan_kembali == "Salah cetak."
    assert "Salah cetak." in halaman("petugas.34.04", alamat(surat)).text


def test_pengantaran_di_halaman(kantor, halaman, pemeran):
    luar = {"wilayah": pemeran.wilayah("34.04.16.2004"), "jabatan": "Lurah Pakembinangun", "tembusan": False}
    surat = kantor.terbit(tambahan=[luar])
    baris = PenerimaSurat.objects.get(surat=surat, jabatan="Lurah Pakembinangun")
    kosong = halaman("petugas.34.04", alamat(surat), tindakan="antar", penerima=baris.urut, catatan="")
    assert "siapa yang menerima." in kosong.text
    halaman("petugas.34.04", alamat(surat), tindakan="antar", penerima=baris.urut, catatan="Diterima carik.")
    surat.refresh_from_db()
    assert surat.status == "disampaikan"


def test_membuka_surat_menandainya_dibaca(kantor, halaman, pemeran):
    surat = kantor.terbit()
    halaman("kades.34.04.16.2002", alamat(surat))
    assert PenerimaSurat.objects.get(surat=surat, jabatan="Lurah Candibinangun").dibaca_oleh.username.startswith(
        "kades"
    )
    pesan = Pemberitahuan.objects.get(penerima=pemeran["kades.34.04.16.2002"], tautan=alamat(surat))
    assert pesan.dibaca_pada
    assert "Dibaca 1 dari 3" in halaman("petugas.34.04", "/surat/").text


def test_daftar_saring_cari_urut_dan_csv(kantor, halaman):
    terbit, konsep = kantor.terbit(), kantor.konsep(kerja_sama=kantor.kerja_sama(judul="Pasar desa bersama"))
    assert "Pasar desa bersama" in halaman("petugas.34.04", "/surat/?q=pasar").text
    assert konsep.hal not in halaman("petugas.34.04", f"/surat/?q={terbit.nomor}").text
    assert terbit.hal not in halaman("petugas.34.04", "/surat/?status=konsep&urut=-nomor").text
    assert halaman("petugas.34.04", "/surat/?tahun=abc&jenis=x&status=y&urut=z&page=99&tab=w").status_code == 200
    isi = halaman("petugas.34.04", "/surat/?ekspor=csv&tab=terbit").isi.decode("utf-8-sig")
    baris = list(csv.DictReader(io.StringIO(isi)))
    assert [b["id_publik"] for b in baris] == [str(terbit.id_publik)]


def test_tab_menunggu_saya(kantor, halaman):
    paraf, ttd = (
        kantor.konsep(kerja_sama=kantor.kerja_sama(judul="Satu")),
        kantor.siap(kerja_sama=kantor.kerja_sama(judul="Dua")),
    )
    kabid, kadis = (halaman(oleh, "/surat/?tab=menunggu").text for oleh in ("kabid.34.04", "kadis.34.04"))
    assert paraf.hal in kabid and ttd.hal not in kabid
    assert ttd.hal in kadis and paraf.hal not in kadis
    assert "Menunggu saya" not in halaman("kades.34.04.16.2001", "/surat/").text


@pytest.mark.parametrize("siapa", QUERY_DAFTAR)
@pytest.mark.parametrize("banyak", [1, 3])
def test_jumlah_kueri_tidak_ikut_jumlah_surat(kantor, masuk, pemeran, django_assert_num_queries, siapa, banyak):
    for _ in range(banyak):
        kantor.terbit()
    client = masuk(pemeran[siapa])
    client.get("/surat/")
    with django_assert_num_queries(QUERY_DAFTAR[siapa]):
        assert len(client.get("/surat/").context["object_list"]) == banyak


@pytest.mark.parametrize(("terbanyak", "dihitung"), [(1, True), (3, False), (5000, False)])
def test_halaman_sama_dengan_atau_tanpa_hitungan(kantor, masuk, pemeran, monkeypatch, terbanyak, dihitung):
    """Where the keys that are read at once are not all, the rows are counted: the pages do not tell the difference."""
    surat = [kantor.terbit() for _ in range(3)]
    monkeypatch.setattr(views, "KUNCI_TERBANYAK", terbanyak)
    monkeypatch.setattr(views, "HALAMAN_TERAKHIR", 2)
    monkeypatch.setattr(DaftarSurat, "paginate_by", 1)
    client, halaman = masuk(pemeran["petugas.34.04"]), []
    terkirim = rekam(lambda: halaman.extend(client.get(f"/surat/?page={n}").context["page_obj"] for n in (1, 2, 9)))
    assert [[s.pk for s in h] for h in halaman] == [[surat[n].pk] for n in (2, 1, 1)]
    assert {h.paginator.count for h in halaman} == {3}
    hitungan = [sql for sql, _ in terkirim if sql.startswith('SELECT COUNT(*) AS "__count" FROM "binwas_surat" WHERE')]
    assert bool(hitungan) is dihitung


def test_surat_terbit_tidak_pernah_dirender_lagi(kantor, halaman, monkeypatch):
    surat = kantor.terbit()
    for modul in (cetakan, rinci):
        for nama in ("cetak", "pratinjau", "cetak_pdf"):
            monkeypatch.setattr(modul, nama, lambda *a, **k: pytest.fail("rendered again"), raising=False)
    assert halaman("petugas.34.04", alamat(surat, "surat_pdf")).status_code == 200


def test_satu_bita_berubah_ditemukan(kantor, client):
    surat = kantor.terbit()
    url = f"/verifikasi/{surat.kode_verifikasi}/"
    assert "tercatat, utuh" in client.get(url).text
    assert not list(berkas_rusak())
    _ubah_satu_bita(surat.berkas)
    assert "tidak cocok" in client.get(url).text and "tercatat, utuh" not in client.get(url).text
    assert [b.pk for b in berkas_rusak()] == [surat.berkas.pk]
    _ubah_satu_bita(surat.berkas)


def _ubah_satu_bita(berkas):
    """Turns one bit of the stored file; a second call turns it back."""
    lokasi = Path(storages["berkas"].path(berkas.lokasi))
    lokasi.chmod(0o600)
    isi = bytearray(lokasi.read_bytes())
    isi[len(isi) // 2] ^= 1
    lokasi.write_bytes(isi)


def test_verifikasi_oleh_orang_asing(kantor, client):
    surat = kantor.terbit()
    kode = surat.kode_verifikasi
    teks = client.get(f"/verifikasi/{kode}/").text
    for isi in (surat.nomor, surat.hal, surat.berkas.sha256, surat.penanda_tangan.nama, "Kabupaten Sleman"):
        assert isi in teks
    for rahasia in ("Purwobinangun", "petugas.34.04", "kabid.34.04", "Pasal 7"):
        assert rahasia not in teks
    pisah = f"{kode[:5]}-{kode[5:]}".lower()
    assert client.get(f"/verifikasi/{pisah}/").status_code == 200
    Surat.objects.filter(pk=surat.pk).update(status="dicabut")
    assert "sudah dicabut" in client.get(f"/verifikasi/{kode}/").text


def test_verifikasi_tidak_mengenal_konsep_dan_kode_asal(kantor, client):
    for kode in (kantor.siap().kode_verifikasi, kantor.basah().kode_verifikasi, "A" * 26, "x", "%3Cscript%3E", "日本"):
        respons = client.get(f"/verifikasi/{kode}/")
        assert respons.status_code == 404 and "tidak dikenal" in respons.text
        assert "<script>" not in respons.text.replace("<script type", "")


def test_verifikasi_tanda_terima_hanya_waktu_kantor_dan_sidik(kantor, client, pemeran):
    kerja_sama = kantor.kerja_sama(judul="Judul yang tidak boleh bocor")
    terima = buat_tanda_terima(kerja_sama, pemeran["operator.34.04.16.2001"])
    teks = client.get(f"/verifikasi/{terima.kode}/").text
    assert "a" * 64 in teks and "Kabupaten Sleman" in teks and "WIB" in teks
    for rahasia in ("Judul yang tidak boleh bocor", "operator", "naskah.pdf", "Purwobinangun"):
        assert rahasia not in teks


def test_kode_batang_tanpa_alamat_pada_cetakan_basah(kantor, monkeypatch):
    html = []
    asli = cetakan.cetak_pdf

    def rekam(templat, konteks, **kw):
        html.append(konteks["naskah"])
        return asli(templat, konteks, **kw)

    monkeypatch.setattr(cetakan, "cetak_pdf", rekam)
    basah, terbit = kantor.basah(), kantor.terbit()
    naskah_basah, naskah_terbit = html
    assert naskah_basah.ttd.kode == str(basah.id_publik) and not naskah_basah.ttd.alamat and not naskah_basah.ttd.kaki
    assert naskah_terbit.ttd.alamat == f"https://binwas.contoh.test/verifikasi/{terbit.kode_verifikasi}/"
    assert "bukan tanda tangan elektronik tersertifikasi" in naskah_terbit.ttd.kaki
    assert not naskah_basah.konsep and not naskah_terbit.konsep


def test_panel_surat_pada_halaman_kerja_sama(kantor, rf, pemeran):
    surat = kantor.siap()
    permintaan = rf.get("/")
    permintaan.user = pemeran["kades.34.04.16.2001"]
    assert panel_surat(permintaan, surat.kerja_sama) is None
    permintaan.user = pemeran["kabid.34.04"]
    assert [b["surat"] for b in panel_surat(permintaan, surat.kerja_sama)["baris_surat"]] == [surat]


def test_lampiran_terlalu_besar_ditolak_sebelum_dibaca(kantor, halaman, monkeypatch):
    surat = kantor.basah()
    monkeypatch.setattr("wilayah.berkas.rules.MAKS_UKURAN", 10)
    berkas = SimpleUploadedFile("pindai.pdf", pdf_contoh(), content_type="application/pdf")
    assert "melebihi batas" in halaman("petugas.34.04", alamat(surat), tindakan="pindaian", berkas=berkas).text


def test_empat_mata_yang_dimatikan_terlihat_di_surat(kantor, halaman, pemeran):
    surat, teks = kantor.konsep(), "sedang dimatikan di kantor ini"
    assert teks not in halaman("kabid.34.04", alamat(surat)).text
    sleman = pemeran.wilayah("34.04")
    tetapkan_sakelar(kantor=sleman, kunci="empat_mata", nyala=False, dasar="Kep", berlaku_sejak=sleman.hari_ini())
    assert teks in halaman("kabid.34.04", alamat(surat)).text
