"""People are named in a musyawarah: who is no party, and who is only invited, sees nothing of it, nor of its files."""

import pytest
from django.urls import reverse

from kerjasama.models import Dokumen, FotoMusyawarah, Musyawarah, PesertaMusyawarah, VersiDokumen
from kerjasama.services.musyawarah import putuskan_musyawarah, simpan_pindaian, tambah_foto
from tests.pabrik.berkas import foto_contoh, pdf_contoh
from tests.pabrik.kerjasama import buat_dokumen, buat_undangan

from .conftest import CANDI, HARJO, PURWO, PUTUSAN, hadirkan, undang

LIHAT = "wilayah.lihat_kerja_sama"
TAHU = [
    f"bpd.{PURWO}",
    f"kades.{PURWO}",
    f"operator.{CANDI}",
    f"bpd.{CANDI}",
    "kecamatan.34.04.16",
    "petugas.34.04",
    "dinas.34",
    "pusat",
]
ASING = [f"bpd.{HARJO}", f"kades.{HARJO}", "bpd.34.04.14.2001", "kecamatan.34.04.14", "petugas.34.02", "dinas.33"]
TAMU = "petugas.33.10"


@pytest.fixture
def m(pemeran, ks):
    bpd = pemeran[f"bpd.{PURWO}"]
    satu = hadirkan(undang(ks, pemeran), bpd)
    tambah_foto(musyawarah=satu, isi=foto_contoh(), nama="hadir.jpg", oleh=bpd, daftar_hadir=True)
    satu = putuskan_musyawarah(musyawarah=satu, isi=PUTUSAN, kunci="kunci-putus", oleh=bpd)
    buat_dokumen(ks, bpd)
    buat_undangan(ks, pemeran[TAMU], pemeran["petugas.34.04"])
    return simpan_pindaian(musyawarah=satu, berkas=[(pdf_contoh(), "ba.pdf")], oleh=bpd)


def alamat_baca(m):
    foto = m.foto.get()
    kunci, ks = m.id_publik, m.kerja_sama.id_publik
    versi = m.pindaian.versi.get()
    return [
        reverse("musyawarah_rinci", args=[kunci]),
        reverse("musyawarah_berkas", args=[kunci, "undangan"]),
        reverse("musyawarah_berkas", args=[kunci, "berita-acara"]),
        reverse("musyawarah_foto", args=[kunci, foto.id_publik]),
        reverse("dokumen_rinci", args=[ks, m.pindaian.id_publik]),
        reverse("dokumen_berkas", args=[ks, m.pindaian.id_publik, versi.id_publik]),
        reverse("dokumen_berkas", args=[ks, m.pindaian.id_publik, versi.id_publik]) + "?asli=1",
    ]


def kode(client, url):
    jawaban = client.get(url)
    if jawaban.streaming:
        b"".join(jawaban.streaming_content)
    return jawaban.status_code


@pytest.mark.parametrize("akun", TAHU)
def test_parties_and_offices_read_it(pemeran, m, masuk, akun):
    client = masuk(pemeran[akun])
    assert {kode(client, url) for url in alamat_baca(m)} == {200}
    assert "Sampah bersama" in client.get("/musyawarah/").content.decode()


@pytest.mark.parametrize("akun", [*ASING, TAMU])
def test_neighbours_and_the_invited_see_nothing(pemeran, m, masuk, akun):
    client = masuk(pemeran[akun])
    langkah = ("undangan", "kehadiran", "keputusan", "periksa", "pindaian", "batal")
    urls = [*alamat_baca(m), *(reverse(f"musyawarah_{n}", args=[m.id_publik]) for n in langkah)]
    assert {kode(client, url) for url in urls} == {404}
    assert {client.post(url).status_code for url in urls[-len(langkah) :]} == {404}
    halaman = client.get("/musyawarah/").content.decode()
    assert "0 musyawarah" in halaman
    assert "Sampah bersama" not in halaman
    csv = b"".join(client.get("/musyawarah/", {"ekspor": "csv"}).streaming_content).decode()
    assert len(csv.splitlines()) == 1


def test_the_invited_read_the_agreement_without_its_musyawarah(pemeran, m, masuk):
    client = masuk(pemeran[TAMU])
    halaman = client.get(f"/kerja-sama/{m.kerja_sama.id_publik}/").content.decode()
    assert "Naskah" in halaman
    for kata in ("Berita acara", "Sri Lestari", "Menyelenggarakan musyawarah", "/musyawarah/baru/"):
        assert kata not in halaman
    tamu = pemeran[TAMU]
    for model in (Musyawarah, PesertaMusyawarah, FotoMusyawarah):
        assert not model.objects.dalam_cakupan(tamu, LIHAT).exists()
    assert [d.jenis for d in Dokumen.objects.dalam_cakupan(tamu, LIHAT)] == ["naskah"]
    assert VersiDokumen.objects.dalam_cakupan(tamu, LIHAT).count() == 1


def test_invited_who_also_serve_there_read_it(pemeran, m):
    petugas = pemeran["petugas.34.04"]
    buat_undangan(m.kerja_sama, petugas, petugas)
    assert Dokumen.objects.dalam_cakupan(pemeran["petugas.34.04"], LIHAT).count() == 2


@pytest.mark.parametrize("akun", [f"kades.{PURWO}", f"bpd.{CANDI}", "kecamatan.34.04.16"])
def test_readers_get_no_screen_to_work_on(pemeran, m, masuk, akun):
    client = masuk(pemeran[akun])
    for nama in ("undangan", "kehadiran", "keputusan", "periksa", "pindaian", "batal"):
        url = reverse(f"musyawarah_{nama}", args=[m.id_publik])
        assert (client.get(url).status_code, client.post(url).status_code) == (403, 403)
    assert "Batalkan musyawarah" not in client.get(reverse("musyawarah_rinci", args=[m.id_publik])).content.decode()


def test_photo_of_another_musyawarah_has_no_address_here(pemeran, ks, m, masuk):
    lain = hadirkan(undang(ks, pemeran, CANDI, kunci="kunci-candi"), pemeran[f"bpd.{CANDI}"])
    client = masuk(pemeran[f"bpd.{CANDI}"])
    assert client.get(reverse("musyawarah_foto", args=[lain.id_publik, m.foto.get().id_publik])).status_code == 404
    respons = client.post(
        reverse("musyawarah_kehadiran", args=[lain.id_publik]),
        {"versi_awal": lain.versi, "hapus_foto": str(m.foto.get().id_publik), "bpd_L": "5"},
    )
    assert respons.status_code in (404, 409)
    assert m.foto.exists()
