"""The stepper over HTTP as a browser without JavaScript uses it, with the scope guard on."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kerjasama.models import DrafPendaftaran, KerjaSama
from kerjasama.rules import pendaftaran as rules
from tests.pabrik.berkas import foto_contoh, pdf_contoh
from tests.pabrik.draf import buat_draf_lengkap, isi_draf
from tests.wilayah.berkas import buruk
from wilayah.models import Wilayah

PURWO, CANDI, HARJO, KELURAHAN = "34.04.16.2001", "34.04.16.2002", "34.04.16.2003", "34.04.14.1009"
DAFTARKAN = "/kerja-sama/daftarkan/"
NASKAH = {"judul": "Pengelolaan air baku", "bentuk": "antar_desa", "bidang": "pembangunan", "urusan": "air"}


@pytest.fixture
def operator(pemeran):
    return pemeran[f"operator.{PURWO}"]


@pytest.fixture
def peramban(masuk, operator):
    return masuk(operator)


@pytest.fixture
def draf(peramban):
    peramban.post(DAFTARKAN, {"desa": PURWO})
    return DrafPendaftaran.objects.get()


def alamat(draf, langkah):
    return f"{DAFTARKAN}{draf.id_publik}/{langkah}/"


def kirim(peramban, draf, langkah, **isi):
    draf.refresh_from_db()
    return peramban.post(alamat(draf, langkah), {"versi_awal": draf.versi, "aksi": "lanjut"} | isi)


def test_dari_awal_sampai_tanda_terima(peramban, draf):
    assert kirim(peramban, draf, "naskah", **NASKAH, nilai="Rp300.000.000").url == alamat(draf, "pihak")
    cari = kirim(peramban, draf, "pihak", aksi="cari", cari="candi pakem")
    hasil = peramban.get(cari.url.split("#")[0]).content.decode()
    assert f'name="tambah" value="{CANDI}"' in hasil and "Kapanewon Pakem, Kabupaten Sleman" in hasil
    kirim(peramban, draf, "pihak", tambah=CANDI)
    assert kirim(peramban, draf, "pihak").url == alamat(draf, "waktu")
    isi = isi_draf(draf.desa)
    waktu = {n: isi[n] for n in ("tanggal_ditetapkan", "masa", "jatuh_tempo", "nomor", "tanggal", "berita_desa")}
    waktu["belum_34-04-16-2002"] = "on"
    assert kirim(peramban, draf, "waktu", **waktu, camat="ada").url == alamat(draf, "berkas")
    foto = [SimpleUploadedFile(f"{n}.jpg", foto_contoh()) for n in (1, 2)]
    assert kirim(peramban, draf, "berkas", berkas=foto).url == alamat(draf, "periksa")
    halaman = peramban.get(alamat(draf, "periksa")).content.decode()
    assert "Rp300.000.000" in halaman and "Daftarkan kerja sama</button>" in halaman
    kunci = {"kunci_kirim": "satu"}
    terima = [peramban.post(alamat(draf, "periksa"), kunci).url for _ in range(2)]
    assert terima[0] == terima[1] and terima[0].startswith("/tanda-terima/")
    assert KerjaSama.objects.get().nilai == 300_000_000
    assert peramban.get(alamat(draf, "naskah")).url == terima[0]
    assert peramban.get(terima[0]).status_code == 200
    assert not peramban.get(DAFTARKAN).context["draf"]


def test_isian_salah_tersimpan_dan_galat_di_isiannya(peramban, draf):
    jawab = kirim(peramban, draf, "naskah", judul="", bentuk="antar_desa", nilai="banyak")
    teks = jawab.content.decode()
    assert jawab.status_code == 422
    for bidang in ("judul", "bidang", "urusan", "nilai"):
        assert f'id="id_{bidang}_error"' in teks
        assert f'href="#id_{bidang}' in teks
    draf.refresh_from_db()
    assert draf.isi["bentuk"] == "antar_desa" and draf.isi["nilai"] == "banyak"
    assert 'value="banyak"' in peramban.get(alamat(draf, "naskah")).content.decode()


@pytest.mark.parametrize(
    ("kode", "kata"), [(KELURAHAN, "adalah kelurahan"), (HARJO, "tidak aktif"), ("34.04.16", "bukan kode desa")]
)
def test_pihak_yang_tidak_boleh(peramban, draf, kode, kata):
    Wilayah.objects.filter(kode=HARJO).update(aktif=False)
    kirim(peramban, draf, "naskah", **NASKAH)
    kirim(peramban, draf, "pihak", tambah=kode)
    jawab = kirim(peramban, draf, "pihak")
    assert jawab.status_code == 422 and kata in jawab.content.decode()
    kirim(peramban, draf, "pihak", hapus=kode)
    draf.refresh_from_db()
    assert draf.isi["pihak"] == []


def test_desa_yang_sama_dua_kali_dan_desa_sendiri(peramban, draf):
    kirim(peramban, draf, "naskah", **NASKAH)
    for _ in range(2):
        kirim(peramban, draf, "pihak", tambah=CANDI)
    draf.refresh_from_db()
    assert draf.isi["pihak"] == [CANDI], "a second press adds nothing"
    kirim(peramban, draf, "pihak", tambah=PURWO)
    jawab = kirim(peramban, draf, "pihak")
    teks = jawab.content.decode()
    assert jawab.status_code == 422 and 'href="#id_pihak"' in teks and "dua kali" in teks
    draf.refresh_from_db()
    assert draf.isi["pihak"] == [CANDI, PURWO] and not KerjaSama.objects.exists()


def test_tanggal_yang_tidak_boleh(peramban, draf):
    """In the future, or ending before it begins: told at each field, and what was typed stays."""
    kirim(peramban, draf, "naskah", **NASKAH)
    kirim(peramban, draf, "pihak", tambah=CANDI)
    besok = (draf.desa.hari_ini() + timedelta(days=1)).isoformat()
    kemarin = (draf.desa.hari_ini() - timedelta(days=1)).isoformat()
    isi = {"tanggal_ditetapkan": besok, "tanggal": besok, "masa": "tanggal", "nomor": "4 Tahun 2026"}
    isi |= {"tanggal_mulai": besok, "jatuh_tempo": kemarin, "belum_34-04-16-2002": "on"}
    jawab = kirim(peramban, draf, "waktu", **isi)
    teks = jawab.content.decode()
    assert jawab.status_code == 422
    assert set(re.findall(r'id="id_(\w+)_error"', teks)) == {"tanggal_ditetapkan", "tanggal", "jatuh_tempo"}
    assert "Tanggal ini belum tiba." in teks and "mendahului tanggal mulai berlaku" in teks
    draf.refresh_from_db()
    assert (draf.isi["tanggal_ditetapkan"], draf.isi["jatuh_tempo"]) == (besok, kemarin)
    assert f'value="{kemarin}"' in peramban.get(alamat(draf, "waktu")).content.decode()


def test_kelurahan_dicari_dijelaskan(peramban, draf):
    teks = peramban.get(alamat(draf, "pihak") + "?cari=Contoh").content.decode()
    assert "adalah kelurahan, bukan desa" in teks and f'value="{KELURAHAN}"' not in teks


def test_enter_mencari_bila_ada_kata_baru(peramban, draf):
    assert "cari=harjo" in kirim(peramban, draf, "pihak", aksi="bawaan", cari="harjo").url
    assert kirim(peramban, draf, "pihak", aksi="bawaan", cari="harjo", cari_lama="harjo").status_code == 422


def test_lintas_kabupaten_dijelaskan_bukan_ditolak(peramban, draf):
    kirim(peramban, draf, "naskah", **NASKAH)
    kirim(peramban, draf, "pihak", tambah="34.02.08.2001")
    assert "Lintas kabupaten." in peramban.get(alamat(draf, "pihak")).content.decode()
    assert kirim(peramban, draf, "pihak").status_code == 302


def test_pihak_ketiga_ditambah_dan_dihapus(peramban, draf):
    kirim(peramban, draf, "naskah", **(NASKAH | {"bentuk": "pihak_ketiga"}))
    satu = {"ketiga_0_nama": "PT Satu", "ketiga_0_jenis": "swasta"}
    kirim(peramban, draf, "pihak", **satu, aksi="tambah_ketiga")
    dua = {"ketiga_1_nama": "PT Dua", "ketiga_1_jenis": ""}
    jawab = kirim(peramban, draf, "pihak", **satu, **dua)
    assert jawab.status_code == 422 and 'id="id_ketiga_1_jenis_error"' in jawab.content.decode()
    kirim(peramban, draf, "pihak", **satu, **dua, hapus_ketiga="1")
    draf.refresh_from_db()
    assert [p["nama"] for p in draf.isi["pihak_ketiga"]] == ["PT Satu"]
    assert kirim(peramban, draf, "pihak", **satu).status_code == 302


def test_ini_yang_sama_dijawab_dahulu(peramban, operator, draf, pemeran):
    lama = buat_draf_lengkap(oleh=operator, desa=pemeran.wilayah(PURWO), lain=[CANDI])
    peramban.post(alamat(lama, "periksa"), {"kunci_kirim": "a"})
    ada = KerjaSama.objects.get()
    kirim(peramban, draf, "naskah", **NASKAH)
    kirim(peramban, draf, "pihak", tambah=CANDI)
    jawab = kirim(peramban, draf, "pihak")
    assert jawab.status_code == 422 and "Ini yang sama?" in jawab.content.decode()
    sama = kirim(peramban, draf, "pihak", sama_dengan=str(ada.id_publik), sama_untuk=str(ada.id_publik))
    assert "sudah terdaftar" in sama.content.decode()
    assert kirim(peramban, draf, "pihak", sama_dengan="bukan", sama_untuk=str(ada.id_publik)).status_code == 302


def test_versi_basi_menunjukkan_keduanya(peramban, draf):
    versi = draf.versi
    kirim(peramban, draf, "naskah", **(NASKAH | {"judul": "Judul dari tab satu"}))
    jawab = peramban.post(alamat(draf, "naskah"), NASKAH | {"judul": "Judul dari tab dua", "versi_awal": versi})
    teks = jawab.content.decode()
    assert jawab.status_code == 409
    assert "Judul dari tab satu" in teks and "Judul dari tab dua" in teks
    draf.refresh_from_db()
    assert draf.isi["judul"] == "Judul dari tab satu"
    otomatis = peramban.post(alamat(draf, "naskah") + "?otomatis", {"judul": "X", "versi": versi})
    assert otomatis.status_code == 409 and otomatis.json()["judul"] == "Judul dari tab satu"


def test_simpan_otomatis_dan_tombol_dari_halaman_yang_sama(peramban, draf):
    isi = NASKAH | {"halaman": "h1", "versi": draf.versi}
    assert peramban.post(alamat(draf, "naskah") + "?otomatis", isi).json()["versi"] == draf.versi + 1
    tekan = NASKAH | {"halaman": "h1", "versi_awal": draf.versi, "aksi": "lanjut"}
    assert peramban.post(alamat(draf, "naskah"), tekan).status_code == 302
    draf.refresh_from_db()
    terlambat = peramban.post(alamat(draf, "naskah") + "?otomatis", isi)
    assert terlambat.status_code == 409, "the next page is open: it must not become stale"
    assert DrafPendaftaran.objects.get().versi == draf.versi


@pytest.mark.parametrize(
    ("isi", "nama", "kata"),
    [
        (b"bukan apa-apa", "a.pdf", "hanya PDF, JPG, dan PNG"),
        (pdf_contoh()[:-60], "b.pdf", "rusak atau terpotong"),
        (b"%PDF-" + b"0" * (20 * 1024 * 1024), "c.pdf", "melebihi batas 20 MB"),
        (b"", "d.pdf", "kosong"),
        (buruk.bersandi(), "e.pdf", "sandi"),
    ],
)
def test_berkas_buruk_ditolak_yang_baik_tetap(peramban, draf, isi, nama, kata):
    berkas = [SimpleUploadedFile("baik.jpg", foto_contoh()), SimpleUploadedFile(nama, isi)]
    jawab = kirim(peramban, draf, "berkas", berkas=berkas)
    teks = jawab.content.decode()
    assert jawab.status_code == 422 and 'id="id_berkas_error"' in teks
    assert kata in teks and "baik.jpg" in teks


def test_urutan_foto_dan_hapus(peramban, draf):
    foto = [SimpleUploadedFile(f"{n}.jpg", foto_contoh()) for n in (1, 2)]
    kirim(peramban, draf, "berkas", berkas=foto, aksi="unggah")
    kedua = draf.berkas.order_by("urut").last()
    kirim(peramban, draf, "berkas", naik=str(kedua.id_publik))
    assert [b.berkas.nama_asli for b in draf.berkas.order_by("urut")] == ["2.jpg", "1.jpg"]
    isi = peramban.get(f"{alamat(draf, 'berkas')}{kedua.id_publik}/")
    assert isi["Content-Disposition"].startswith("attachment")
    assert b"".join(isi.streaming_content) == foto_contoh()
    kirim(peramban, draf, "berkas", lepas=str(kedua.id_publik))
    assert draf.berkas.count() == 1
    assert kirim(peramban, draf, "berkas", naik="bukan-uuid").status_code == 404


def test_periksa_menyebut_yang_kurang_dengan_tautan(peramban, draf):
    teks = peramban.get(alamat(draf, "periksa")).content.decode()
    assert f"{alamat(draf, 'naskah')}?periksa=#galat" in teks and "Unggah naskahnya" in teks
    jawab = peramban.post(alamat(draf, "periksa"), {"kunci_kirim": "x"})
    assert jawab.status_code == 422 and not KerjaSama.objects.exists()


def test_lanjutkan_nanti_dan_hapus(peramban, draf):
    assert kirim(peramban, draf, "naskah", judul="Setengah jadi", aksi="nanti").url == DAFTARKAN
    assert "Setengah jadi" in peramban.get(DAFTARKAN).content.decode()
    peramban.post(f"{DAFTARKAN}{draf.id_publik}/hapus/")
    assert not DrafPendaftaran.objects.exists()


def test_petugas_memilih_desa_dahulu(pemeran, masuk):
    peramban = masuk(pemeran["kecamatan.34.04.16"])
    teks = peramban.get(DAFTARKAN + "?cari=candi").content.decode()
    assert f'value="{CANDI}"' in teks
    assert "Banyurejo" not in peramban.get(DAFTARKAN + "?cari=banyu").content.decode()
    tujuan = peramban.post(DAFTARKAN, {"desa": CANDI}).url
    assert "atas nama Kalurahan Candibinangun" in peramban.get(tujuan).content.decode()
    assert peramban.post(DAFTARKAN, {"desa": "34.04.14.2001"}).status_code == 404


@pytest.mark.parametrize(
    ("akun", "status"),
    [
        (f"kades.{PURWO}", 200),
        (f"operator.{CANDI}", 404),
        ("petugas.34.04", 404),
        ("kecamatan.34.04.16", 404),
        ("petugas.34.02", 404),
        (f"bpd.{PURWO}", 404),
        ("pusat", 404),
    ],
)
def test_draf_hanya_terlihat_oleh_desanya(draf, pemeran, masuk, akun, status):
    lain = masuk(pemeran[akun])
    for langkah in ("naskah", "pihak", "waktu", "berkas", "periksa"):
        assert lain.get(alamat(draf, langkah)).status_code == status
    if status == 404:
        assert lain.post(alamat(draf, "naskah"), NASKAH).status_code == 404
        assert lain.post(f"{DAFTARKAN}{draf.id_publik}/hapus/").status_code == 404


def test_yang_tidak_mendaftar_mendapat_403(pemeran, masuk):
    assert masuk(pemeran[f"bpd.{PURWO}"]).get(DAFTARKAN).status_code == 403


def test_tombol_mulai_ditekan_dua_kali_satu_draf(peramban):
    kunci = uuid4().hex
    tujuan = {peramban.post(DAFTARKAN, {"desa": PURWO, "kunci_kirim": kunci}).url for _ in range(2)}
    assert len(tujuan) == DrafPendaftaran.objects.count() == 1


TEKS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
NAMA_ISIAN = st.sampled_from(
    "judul bentuk bidang urusan nilai ruang_lingkup cari tambah hapus aksi sama_dengan sama_untuk prakarsa nomor "
    "tanggal tanggal_ditetapkan tanggal_mulai masa jatuh_tempo camat naik turun lepas versi_awal halaman "
    "ketiga_0_nama ketiga_0_jenis hapus_ketiga kunci_kirim dari_periksa nomor_34-04-16-2002".split()
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(langkah=st.sampled_from(rules.LANGKAH), isi=st.dictionaries(NAMA_ISIAN, TEKS, max_size=8), cari=TEKS)
def test_isian_apa_pun_tidak_menggagalkan_server(peramban, draf, langkah, isi, cari):
    draf.refresh_from_db()
    jawab = peramban.post(alamat(draf, langkah), {"versi_awal": draf.versi} | isi)
    assert jawab.status_code in (200, 302, 404, 409, 422)
    assert peramban.get(alamat(draf, langkah), {"cari": cari, "periksa": ""}).status_code == 200
    assert peramban.get(DAFTARKAN, {"cari": cari}).status_code == 200


@pytest.mark.parametrize("kode", ["%00", "a%00b", "x" * 300, "'", "%E2%80%AE"])
def test_kode_tanda_terima_yang_aneh_404(peramban, kode):
    assert peramban.get(f"/tanda-terima/{kode}/").status_code == 404
    assert peramban.get(f"/tanda-terima/{kode}/pdf/").status_code == 404
