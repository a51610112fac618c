"""Growth areas: kept by their kabupaten, counted for each reader as far as the reader sees."""

import pytest

from kerjasama.models import IndikatorKawasan, Kawasan, KerjaSama
from kerjasama.services import kawasan as layanan
from tests.pabrik.kerjasama import buat_kerja_sama
from wilayah.cakupan.transisi import TindakanTertutup, VersiBasi
from wilayah.models import Jejak

pytestmark = pytest.mark.django_db
ISI = {"nama": "Lereng Merapi", "dasar": "", "uraian": "Wisata dan air."}


@pytest.fixture
def dua_desa(pemeran):
    return [pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.04.16.2002")]


@pytest.fixture
def kawasan(pemeran, dua_desa):
    """One agreement of two villages of Sleman, one of another village alone with a third party, both in the area."""
    petugas = pemeran["petugas.34.04"]
    baru = layanan.buat_kawasan(kabupaten=pemeran.wilayah("34.04"), isi=ISI, kunci="k-kawasan-1", oleh=petugas)
    for desa, judul, nilai in (
        (dua_desa, "Embung", 100),
        ([pemeran.wilayah("34.04.14.2001")], "Rahasia kapanewon lain", 7000),
    ):
        mitra = "" if len(desa) > 1 else "PT Air"
        ks = buat_kerja_sama(desa=desa, oleh=petugas, judul=judul, nilai=nilai, pihak_ketiga=mitra)
        KerjaSama.objects.filter(pk=ks.pk).update(kawasan=baru)
    return baru


def test_each_reader_counts_only_what_is_seen(client, masuk, pemeran, kawasan):
    alamat = f"/kawasan/{kawasan.id_publik}/"
    desa = masuk(pemeran["operator.34.04.16.2001"]).get(alamat).content.decode()
    assert "Embung" in desa and "Rahasia" not in desa and "1 kerja sama, nilai Rp100" in desa
    kabupaten = masuk(pemeran["petugas.34.04"]).get(alamat).content.decode()
    assert "Rahasia" in kabupaten and "2 kerja sama, nilai Rp7.100" in kabupaten
    baris = masuk(pemeran["operator.34.04.16.2001"]).get("/kawasan/?ekspor=csv")
    assert b"".join(baris.streaming_content).decode().splitlines()[1].endswith(",1,100")
    for orang in ("operator.34.02.08.2001", "petugas.34.02"):
        assert masuk(pemeran[orang]).get(alamat).status_code == 404
        assert "Lereng Merapi" not in client.get("/kawasan/").content.decode()


def test_only_its_kabupaten_keeps_it(client, masuk, pemeran, kawasan):
    for orang, harap in (("operator.34.04.16.2001", 403), ("kabid.34.04", 403), ("petugas.34.02", 404)):
        for akhir in ("ubah/", "anggota/"):
            assert masuk(pemeran[orang]).get(f"/kawasan/{kawasan.id_publik}/{akhir}").status_code == harap
        assert client.post(f"/kawasan/{kawasan.id_publik}/hapus/").status_code == harap
    assert masuk(pemeran["operator.34.04.16.2001"]).get("/kawasan/baru/").status_code == 403
    assert Kawasan.objects.filter(pk=kawasan.pk).exists()


def test_a_new_one_is_made_once_and_says_what_is_missing(client, masuk, pemeran):
    masuk(pemeran["petugas.34.04"])
    galat = client.post("/kawasan/baru/", {"nama": "", "kunci_kirim": "kunci-kawasan"})
    assert galat.status_code == 422 and "Isi nama kawasan." in galat.content.decode()
    for _ in range(2):
        assert client.post("/kawasan/baru/", ISI | {"kunci_kirim": "kunci-kawasan"}).status_code == 302
    assert Kawasan.objects.count() == 1
    assert Jejak.objects.filter(peristiwa="kawasan.dibuat").count() == 1
    sama = client.post("/kawasan/baru/", {"nama": "lereng merapi", "kunci_kirim": "kunci-lainnya"})
    assert "sudah mempunyai kawasan" in sama.content.decode()


def test_members_come_and_go_and_the_unseen_stay(client, masuk, pemeran, kawasan, dua_desa):
    petugas = pemeran["petugas.34.04"]
    lama = KerjaSama.objects.get(judul="Embung")
    baru = buat_kerja_sama(desa=dua_desa, oleh=petugas, judul="Jalan")
    masuk(pemeran["petugas.34.04"])
    assert "Jalan" in client.get(f"/kawasan/{kawasan.id_publik}/anggota/").content.decode()
    client.post(
        f"/kawasan/{kawasan.id_publik}/anggota/",
        {"kerja_sama": [baru.id_publik], "tampil": [baru.id_publik, lama.id_publik]},
    )
    assert set(kawasan.kerja_sama.values_list("judul", flat=True)) == {"Jalan", "Rahasia kapanewon lain"}
    assert Jejak.objects.filter(peristiwa="kawasan.anggota_diubah").count() == 1
    asing = buat_kerja_sama(desa=[pemeran.wilayah("34.02.08.2001")], oleh=petugas, pihak_ketiga="PT Lain")
    for salah in (str(asing.id_publik), "bukan-id"):
        with pytest.raises(TindakanTertutup):
            layanan.atur_anggota(kawasan=kawasan, kerja_sama=[salah], ditampilkan=[], oleh=petugas)


def test_indicators_are_numbers_of_a_year(client, masuk, pemeran, kawasan):
    masuk(pemeran["petugas.34.04"])
    alamat = f"/kawasan/{kawasan.id_publik}/"
    isi = {"nama": "Kunjungan", "satuan": "orang", "tahun": "2026", "nilai": "12.500,5"}
    for salah, pesan in (
        ({"nilai": "banyak"}, "Isi angkanya"),
        ({"tahun": "26"}, "empat angka"),
        ({"nama": ""}, "Isi nama"),
    ):
        respons = client.post(alamat, isi | salah)
        assert respons.status_code == 422 and pesan in respons.content.decode()
    client.post(alamat, isi)
    client.post(alamat, isi | {"nilai": "13.000"})
    assert [str(i.nilai) for i in IndikatorKawasan.objects.all()] == ["13000.00"]
    assert "13.000,00 orang" in client.get(alamat).content.decode()


def test_a_late_save_shows_both(client, masuk, pemeran, kawasan):
    petugas = pemeran["petugas.34.04"]
    layanan.ubah_kawasan(kawasan=kawasan, isi=ISI | {"uraian": "Lebih dulu."}, versi=1, oleh=petugas)
    with pytest.raises(VersiBasi):
        layanan.ubah_kawasan(kawasan=kawasan, isi=ISI, versi=1, oleh=petugas)
    masuk(pemeran["petugas.34.04"])
    respons = client.post(f"/kawasan/{kawasan.id_publik}/ubah/", ISI | {"uraian": "Terlambat.", "versi": 1})
    tulisan = respons.content.decode()
    assert respons.status_code == 422 and "Lebih dulu." in tulisan and "Terlambat." in tulisan


def test_one_that_still_holds_agreements_is_not_removed(pemeran, kawasan):
    petugas = pemeran["petugas.34.04"]
    with pytest.raises(TindakanTertutup):
        layanan.hapus_kawasan(kawasan=kawasan, oleh=petugas)
    KerjaSama.objects.update(kawasan=None)
    layanan.hapus_kawasan(kawasan=kawasan, oleh=petugas)
    assert not Kawasan.objects.exists()


@pytest.mark.parametrize("banyak", [1, 3])
def test_the_list_asks_the_same_however_long_it_is(
    client, masuk, pemeran, kawasan, dua_desa, banyak, django_assert_num_queries
):
    petugas, sleman = pemeran["petugas.34.04"], pemeran.wilayah("34.04")
    for n in range(banyak - 1):
        isi = ISI | {"nama": f"Kawasan {n}"}
        lain = layanan.buat_kawasan(kabupaten=sleman, isi=isi, kunci=f"k-kawasan-x{n}", oleh=petugas)
        ks = buat_kerja_sama(desa=dua_desa, oleh=petugas, judul=f"Tambahan {n}")
        KerjaSama.objects.filter(pk=ks.pk).update(kawasan=lain)
    masuk(pemeran["operator.34.04.16.2001"])
    with django_assert_num_queries(7):
        assert client.get("/kawasan/").context["page_obj"].paginator.count == banyak
