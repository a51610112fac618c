import pytest
from django.urls import reverse

from kerjasama.models import DrafPendaftaran, Pihak, PihakKetiga, UjiTuntas
from kerjasama.queries.uji_tuntas import butir_uji
from kerjasama.services.pendaftaran import buat_draf, simpan_draf
from kerjasama.services.pihak_ketiga import catat_pihak_ketiga
from tests.pabrik.kerjasama import buat_kerja_sama

DAFTAR = reverse("pihak_ketiga_daftar")
BARU = reverse("pihak_ketiga_baru")
ISI = {"nama": "PT Sumber Air", "jenis": "swasta", "nib": "9120001234567", "npwp": "0123456785420001"}


def catat(pemeran, kode="34.04.16.2001", **isi):
    return catat_pihak_ketiga(isi=ISI | isi, pencatat=pemeran.wilayah(kode), oleh=pemeran[f"operator.{kode}"])


def pakai(ketiga, desa, oleh, judul="Air bersih", **isian):
    ks = buat_kerja_sama(desa=desa, oleh=oleh, judul=judul, bentuk="pihak_ketiga", **isian)
    Pihak.objects.create(kerja_sama=ks, pihak_ketiga=ketiga, urut=9, nama_saat_itu=ketiga.nama)
    return ks


def nama(response):
    return [p.nama for p in response.context["object_list"]]


@pytest.fixture
def dunia(pemeran, cakupan_cocok):
    """An entry of the desa, one of its neighbour that both have agreements with, and one of the neighbour alone."""
    desa, tetangga = pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.04.16.2002")
    bersama = catat(pemeran, nama="PT Bersama", nib="1000000000001", npwp="")
    operator, lain = pemeran["operator.34.04.16.2001"], pemeran["operator.34.04.16.2002"]
    milik_tetangga = catat(pemeran, "34.04.16.2002", nama="CV Rahasia", nib="1000000000002", npwp="")
    return {
        "bersama": bersama,
        "rahasia": milik_tetangga,
        "ks": pakai(bersama, [desa], operator),
        "ks_tetangga": pakai(bersama, [tetangga], lain, judul="Judul tetangga"),
        "ks_rahasia": pakai(milik_tetangga, [tetangga], lain, judul="Rahasia tetangga"),
    }


def test_nothing_leaks_sideways_not_even_a_count(pemeran, dunia, masuk):
    client = masuk(pemeran["operator.34.04.16.2001"])
    response = client.get(DAFTAR)
    assert [(p.nama, p.jumlah) for p in response.context["object_list"]] == [("PT Bersama", 1)]
    rinci = client.get(reverse("pihak_ketiga_rinci", args=[dunia["bersama"].id_publik])).content.decode()
    assert "Air bersih" in rinci
    assert "Judul tetangga" not in rinci
    assert client.get(reverse("pihak_ketiga_rinci", args=[dunia["rahasia"].id_publik])).status_code == 404
    ekspor = b"".join(client.get(DAFTAR, {"ekspor": "csv"}).streaming_content).decode()
    assert "Rahasia" not in ekspor
    assert client.post(reverse("pihak_ketiga_serupa"), {"nama": "rahasia"}).content.strip() == b""
    assert client.post(reverse("pihak_ketiga_serupa"), {"nomor": "1", "desa": "34\0.04"}).status_code == 404
    assert nama(client.get(DAFTAR, {"wilayah": "34.04.16.2002"})) == []


def test_office_above_sees_both_with_their_counts(pemeran, dunia, masuk):
    response = masuk(pemeran["petugas.34.04"]).get(DAFTAR, {"urut": "-jumlah"})
    assert [(p.nama, p.jumlah) for p in response.context["object_list"]] == [("PT Bersama", 2), ("CV Rahasia", 1)]
    assert nama(masuk(pemeran["petugas.34.02"]).get(DAFTAR)) == []


def test_party_is_not_told_who_wrote_the_entry_down(pemeran, dunia, masuk):
    client = masuk(pemeran["operator.34.04.16.2002"])
    isi = client.get(reverse("pihak_ketiga_rinci", args=[dunia["bersama"].id_publik])).content.decode()
    assert "Purwobinangun" not in isi
    assert "Ubah data" not in isi
    assert client.get(reverse("pihak_ketiga_ubah", args=[dunia["bersama"].id_publik])).status_code == 403


@pytest.mark.parametrize(
    ("tanya", "harapan"),
    [
        ("q=pt+bersama", {"PT Bersama"}),
        ("q=1000000000002", {"CV Rahasia"}),
        ("jenis=donor", set()),
        ("wilayah=34.04.16.2002", {"PT Bersama", "CV Rahasia"}),
        ("wilayah=34.04.16.2001", {"PT Bersama"}),
        ("wilayah=34.02", set()),
    ],
)
def test_filters(pemeran, dunia, masuk, tanya, harapan):
    assert set(nama(masuk(pemeran["petugas.34.04"]).get(f"{DAFTAR}?{tanya}"))) == harapan


def test_npwp_is_masked_but_for_those_who_keep_it(pemeran, masuk):
    ketiga = catat(pemeran)
    pakai(ketiga, [pemeran.wilayah("34.04.16.2001")], pemeran["operator.34.04.16.2001"])
    rinci = reverse("pihak_ketiga_rinci", args=[ketiga.id_publik])
    client = masuk(pemeran["operator.34.04.16.2001"])
    assert ISI["npwp"] not in client.get(DAFTAR).content.decode()
    assert ISI["npwp"] not in b"".join(client.get(DAFTAR, {"ekspor": "csv"}).streaming_content).decode()
    assert ISI["npwp"] in client.get(rinci).content.decode()
    for siapa in ("bpd.34.04.16.2001", "camat.34.04.16", "dinas.34"):
        isi = masuk(pemeran[siapa]).get(rinci).content.decode()
        assert ISI["npwp"] not in isi
        assert "•••• 0001" in isi


@pytest.mark.parametrize("banyak", [1, 3])
def test_queries_of_the_list_do_not_grow(pemeran, masuk, django_assert_num_queries, banyak):
    for n in range(banyak):
        catat(pemeran, nama=f"PT Nomor {n}", nib=f"{n:013}", npwp="")
    client = masuk(pemeran["operator.34.04.16.2001"])
    client.get(DAFTAR)
    with django_assert_num_queries(8):
        client.get(DAFTAR)


def test_new_entry_asks_once_about_its_double(pemeran, masuk):
    catat(pemeran, nib="", npwp="")
    client = masuk(pemeran["operator.34.04.16.2001"])
    isi = {"nama": "pt. sumber-air", "jenis": "swasta", "alamat": "Jalan Baru"}
    response = client.post(BARU, isi)
    assert response.status_code == 422
    assert "Pakai yang sudah ada" in response.content.decode()
    assert response.context["form"].data["alamat"] == "Jalan Baru"
    assert client.post(BARU, isi | {"bukan_sama": "on"}).status_code == 302
    assert PihakKetiga.objects.count() == 2


def test_refusal_keeps_what_was_typed(pemeran, masuk):
    client = masuk(pemeran["operator.34.04.16.2001"])
    response = client.post(BARU, {"nama": "PT Baru", "jenis": "swasta", "nib": "12"})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["nib"]
    assert response.context["form"].data["nib"] == "12"


def test_stale_correction_shows_both(pemeran, masuk):
    ketiga = catat(pemeran)
    client, alamat = masuk(pemeran["kades.34.04.16.2001"]), reverse("pihak_ketiga_ubah", args=[ketiga.id_publik])
    assert client.post(alamat, ISI | {"versi": 1, "alamat": "Jalan Satu"}).status_code == 302
    response = client.post(alamat, ISI | {"versi": 1, "alamat": "Jalan Dua"})
    assert response.status_code == 409
    isi = response.content.decode()
    assert "Jalan Satu" in isi
    assert "Jalan Dua" in isi
    assert client.post(alamat, ISI | {"versi": 2, "alamat": "Jalan Dua"}).status_code == 302
    ketiga.refresh_from_db()
    assert ketiga.alamat == "Jalan Dua"


def test_due_diligence_page(pemeran, masuk):
    ketiga = catat(pemeran)
    client, alamat = masuk(pemeran["operator.34.04.16.2001"]), reverse("pihak_ketiga_uji", args=[ketiga.id_publik])
    isi = {f"butir_{kode}": "ya" for kode in butir_uji("swasta")}
    response = client.post(alamat, isi | {"kesimpulan": "tidak_layak"})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["catatan"]
    assert client.post(alamat, isi | {"kesimpulan": "layak", "catatan_nib": "Diperiksa hari ini"}).status_code == 302
    rinci = client.get(reverse("pihak_ketiga_rinci", args=[ketiga.id_publik])).content.decode()
    assert "Diperiksa hari ini" in rinci
    assert masuk(pemeran["bpd.34.04.16.2001"]).get(alamat).status_code == 404


def test_due_diligence_stays_with_its_office(pemeran, dunia, masuk):
    UjiTuntas.objects.create(
        pihak_ketiga=dunia["bersama"],
        kantor=pemeran.wilayah("34.04.16.2002"),
        kesimpulan="tidak_layak",
        catatan="Temuan tetangga",
        oleh=pemeran["operator.34.04.16.2002"],
    )
    alamat = reverse("pihak_ketiga_rinci", args=[dunia["bersama"].id_publik])
    assert "Temuan tetangga" not in masuk(pemeran["operator.34.04.16.2001"]).get(alamat).content.decode()
    assert "Temuan tetangga" in masuk(pemeran["petugas.34.04"]).get(alamat).content.decode()


def test_double_is_joined_from_its_page(pemeran, masuk):
    satu = catat(pemeran)
    dua = catat(pemeran, nama="PT. SUMBER AIR", nib="", npwp="")
    client, rinci = masuk(pemeran["operator.34.04.16.2001"]), reverse("pihak_ketiga_rinci", args=[satu.id_publik])
    gabung = reverse("pihak_ketiga_gabung", args=[satu.id_publik, dua.id_publik])
    assert gabung in client.get(rinci).content.decode()
    assert client.post(gabung).status_code == 302
    assert list(PihakKetiga.objects.all()) == [satu]
    assert client.post(gabung).status_code == 404


@pytest.fixture
def draf(pemeran):
    operator = pemeran["operator.34.04.16.2001"]
    draf = buat_draf(desa=pemeran.wilayah("34.04.16.2001"), oleh=operator)
    isi = {"bentuk": "pihak_ketiga", "judul": "Air", "bidang": "pembangunan", "urusan": "air"}
    return simpan_draf(draf=draf, langkah="naskah", isi=isi, versi=draf.versi, oleh=operator)


def test_registration_offers_the_entry_that_is_there(pemeran, masuk, draf):
    ketiga = catat(pemeran)
    catat(pemeran, "34.04.16.2002", nama="PT Sumber Air Tetangga", nib="", npwp="")
    client = masuk(pemeran["operator.34.04.16.2001"])
    alamat = reverse("kerja_sama_langkah", args=[draf.id_publik, "pihak"])
    isi = {"ketiga_0_nama": "sumber air", "ketiga_0_jenis": "swasta", "versi_awal": draf.versi}
    cari = {"nomor": "0", "desa": "34.04.16.2001", "ketiga_0_nama": "sumber air"}
    potongan = client.post(reverse("pihak_ketiga_serupa"), cari).content.decode()
    assert f'value="0:{ketiga.id_publik}"' in potongan
    assert "Tetangga" not in potongan
    assert client.post(alamat, isi | {"pakai_ketiga": f"0:{ketiga.id_publik}"}).status_code == 302
    satu = DrafPendaftaran.objects.get().isi["pihak_ketiga"][0]
    assert (satu["nama"], satu["id"], satu["nib"]) == (ketiga.nama, str(ketiga.id_publik), ketiga.nib)
    assert "Memakai entri yang sudah ada" in client.get(alamat).content.decode()


def test_officer_on_behalf_is_not_offered_the_neighbours_entry(pemeran, masuk, draf):
    catat(pemeran, "34.04.16.2002")
    client = masuk(pemeran["petugas.34.04"])
    cari = {"nomor": "0", "desa": "34.04.16.2001", "ketiga_0_nama": "sumber air"}
    assert client.post(reverse("pihak_ketiga_serupa"), cari).content.strip() == b""
