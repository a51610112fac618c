from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kerjasama import panels
from kerjasama.enums import Status, Tanggapan
from tests.pabrik.binwas import buat_pemeriksaan
from tests.pabrik.kerjasama import buat_kerja_sama
from wilayah.jejak.models import Jejak
from wilayah.jejak.services import catat


@pytest.fixture
def ks(pemeran, cakupan_cocok):
    desa = [pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.04.16.2002")]
    return buat_kerja_sama(desa=desa, oleh=pemeran["operator.34.04.16.2001"], judul="Sampah bersama")


@pytest.fixture
def diusulkan(pemeran, ks):
    buat_pemeriksaan(ks, pemeran["kecamatan.34.04.16"], status="diusulkan", hasil="sesuai")
    type(ks).objects.filter(pk=ks.pk).update(mutu_data="diperiksa_kecamatan")
    return ks


@pytest.fixture
def tanpa_panel(monkeypatch):
    """Only what the test registers: the panels of the app have their own tests."""
    for nama in ("_panel", "_tahap", "_tindakan", "_giliran"):
        monkeypatch.setattr(panels, nama, type(getattr(panels, nama))())


def alamat(ks):
    return reverse("kerja_sama_rinci", args=[ks.id_publik])


@pytest.mark.parametrize(
    "username",
    ["pusat", "dinas.34", "petugas.34.04", "kecamatan.34.04.16", "kades.34.04.16.2002", "bpd.34.04.16.2001"],
)
def test_page_opens_for_whoever_is_on_the_path(pemeran, ks, masuk, username):
    isi = masuk(pemeran[username]).get(alamat(ks)).content.decode()
    assert ks.kode_ucap in isi
    assert "Kalurahan Candibinangun" in isi


@pytest.mark.parametrize("username", ["dinas.33", "petugas.34.02", "kecamatan.34.04.14", "kades.34.04.16.2003"])
def test_page_does_not_exist_for_others(pemeran, ks, masuk, username):
    assert masuk(pemeran[username]).get(alamat(ks)).status_code == 404


@pytest.mark.parametrize(
    ("username", "terbaca"),
    [
        ("kecamatan.34.04.16", True),
        ("petugas.34.04", True),
        ("kades.34.04.16.2001", True),
        ("bpd.34.04.16.2002", True),
        ("dinas.34", False),
        ("pusat", False),
    ],
)
def test_reason_of_an_objection_stays_near(pemeran, ks, masuk, username, terbaca):
    ks.pihak.filter(urut=2).update(tanggapan=Tanggapan.KEBERATAN, alasan="Luas lahan keliru")
    isi = masuk(pemeran[username]).get(alamat(ks)).content.decode()
    assert "Keberatan" in isi
    assert ("Luas lahan keliru" in isi) == terbaca


@pytest.mark.parametrize(
    ("username", "label"),
    [
        ("operator.34.04.16.2001", {"Perbaiki data", "Batalkan pendaftaran"}),
        ("kades.34.04.16.2001", {"Perbaiki data", "Batalkan pendaftaran"}),
        ("kades.34.04.16.2002", {"Tanggapi pendaftaran"}),
        ("operator.34.04.16.2002", {"Tanggapi pendaftaran"}),
        ("bpd.34.04.16.2002", set()),
        ("kecamatan.34.04.16", set()),
        ("petugas.34.04", set()),
        ("pusat", set()),
    ],
)
def test_buttons_are_what_the_person_may_do(pemeran, ks, masuk, tanpa_panel, username, label):
    response = masuk(pemeran[username]).get(alamat(ks))
    assert {t["label"] for t in response.context["tindakan"]} == label


def test_after_forwarding_the_kabupaten_corrects(pemeran, ks, masuk, tanpa_panel):
    type(ks).objects.filter(pk=ks.pk).update(mutu_data="diperiksa_kecamatan")
    for username, boleh in (("operator.34.04.16.2001", False), ("petugas.34.04", True), ("kadis.34.04", False)):
        response = masuk(pemeran[username]).get(alamat(ks))
        assert ("Perbaiki data" in {t["label"] for t in response.context["tindakan"]}) == boleh


def test_shut_gate_takes_the_button_and_the_form_away(pemeran, diusulkan, masuk):
    client = masuk(pemeran["petugas.34.04"])
    response = client.get(alamat(diusulkan))
    assert {"Perbaiki data"} == {t["label"] for t in response.context["tindakan"]} - {"Buka pemeriksaan"}
    isi = client.get(reverse("kerja_sama_batalkan", args=[diusulkan.id_publik])).content.decode()
    assert "Hasil klarifikasi sedang diproses" in isi and "<textarea" not in isi


def test_whose_turn_names_the_parties_who_have_not_answered(pemeran, ks, masuk, tanpa_panel):
    giliran = masuk(pemeran["kades.34.04.16.2002"]).get(alamat(ks)).context["giliran"]
    assert [g["milik_anda"] for g in giliran] == [True]
    giliran = masuk(pemeran["petugas.34.04"]).get(alamat(ks)).context["giliran"]
    assert [(g["siapa"], g["milik_anda"]) for g in giliran] == [("Kalurahan Candibinangun", False)]
    ks.pihak.filter(urut=2).update(tanggapan=Tanggapan.BENAR)
    response = masuk(pemeran["petugas.34.04"]).get(alamat(ks))
    assert "Tidak ada yang sedang ditunggu" in response.content.decode()


def test_past_its_last_day_it_is_habis_masa(pemeran, masuk):
    lama = buat_kerja_sama(
        desa=[pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.04.16.2002")],
        oleh=pemeran["operator.34.04.16.2001"],
        jatuh_tempo=timezone.localdate() - timedelta(days=1),
    )
    response = masuk(pemeran["petugas.34.04"]).get(alamat(lama))
    assert [t["nama"] for t in response.context["tahap"]] == ["Ditetapkan", "Diundangkan", "Berlaku", "Habis masa"]
    assert response.context["tahap"][-1]["keadaan"] == "kini"


def test_withdrawn_registration_can_still_be_read(pemeran, ks, masuk, tanpa_panel):
    type(ks).objects.filter(pk=ks.pk).update(status=Status.DITARIK)
    response = masuk(pemeran["kades.34.04.16.2002"]).get(alamat(ks))
    assert "Pendaftaran ini sudah ditarik" in response.content.decode()
    assert response.context["tindakan"] == []


def test_cross_kabupaten_is_explained(pemeran, masuk):
    lintas = buat_kerja_sama(
        desa=[pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.02.08.2001")],
        oleh=pemeran["operator.34.04.16.2001"],
        lintas_kabupaten=True,
    )
    isi = masuk(pemeran["petugas.34.02"]).get(alamat(lintas)).content.decode()
    assert "Permendagri 96/2017 Pasal 3 ayat (2)" in isi


def test_history_shows_rows_by_what_reading_them_needs(pemeran, ks, masuk):
    desa = ks.desa_pendaftar
    oleh = pemeran["petugas.34.04"]
    for peristiwa, izin_baca, wilayah in (
        ("uji.terbuka", "wilayah.lihat_kerja_sama", desa),
        ("uji.pemeriksaan", "wilayah.lihat_pemeriksaan", desa.leluhur(2)),
        ("uji.bantul", "wilayah.lihat_pemeriksaan", pemeran.wilayah("34.02")),
    ):
        catat(peristiwa=peristiwa, objek=ks, oleh=oleh, wilayah=wilayah, izin_baca=izin_baca)

    def terbaca(username):
        return {j.peristiwa for j in Jejak.objects.terbaca(pemeran[username], ks)}

    assert terbaca("petugas.34.04") == {"uji.terbuka", "uji.pemeriksaan"}
    assert terbaca("kades.34.04.16.2001") == terbaca("dinas.34") == terbaca("pusat") == {"uji.terbuka"}
    assert "Uji pemeriksaan" not in masuk(pemeran["kades.34.04.16.2001"]).get(alamat(ks)).content.decode()


def test_registered_parts_appear_on_the_page(pemeran, ks, masuk, tanpa_panel):
    def konteks(request, kerja_sama):
        return {"butir": []} if request.user.username == "petugas.34.04" else None

    panels.daftarkan_panel(panels.Panel("uji", "Panel uji", "komponen/riwayat.html", konteks, lokasi=panels.REL))
    panels.daftarkan_tahap(lambda ks, user: [{"label": "Tahap uji", "status": "kini", "keterangan": "hari ke-3"}])
    panels.daftarkan_tindakan(lambda request, ks: [{"label": "Tindak uji", "url": "/uji/", "utama": True}])
    panels.daftarkan_giliran(
        lambda request, ks: {"siapa": "X", "apa": "Uji.", "kapan": timezone.localdate(), "milik_anda": True}
    )
    isi = masuk(pemeran["petugas.34.04"]).get(alamat(ks)).content.decode()
    for teks in ("Panel uji", "Tahap uji", "Tindak uji", "Uji, paling lambat"):
        assert teks in isi
    assert "Panel uji" not in masuk(pemeran["pusat"]).get(alamat(ks)).content.decode()


def test_page_costs_the_same_with_more_parties_and_documents(pemeran, masuk, tanpa_panel, django_assert_num_queries):
    kode = ["34.04.16.2001", "34.04.16.2002", "34.04.16.2003", "34.04.16.2004"]
    client = masuk(pemeran["petugas.34.04"])
    for jumlah in (2, 4):
        ks = buat_kerja_sama(desa=[pemeran.wilayah(k) for k in kode[:jumlah]], oleh=pemeran["operator.34.04.16.2001"])
        client.get(alamat(ks))
        with django_assert_num_queries(13):
            client.get(alamat(ks))
