"""A change of the map under an agreement: the path that is kept, what the record goes on saying, and the tasks."""

from datetime import date

import pytest
from django.urls import reverse

from kerjasama import panels
from kerjasama.enums import Status
from kerjasama.models import Cakupan, PihakSaatItu, TugasPerubahan
from tests.pabrik.kerjasama import buat_kerja_sama
from wilayah.models import Jejak, Pemberitahuan, Wilayah
from wilayah.pohon.services_perubahan import gabung, ganti_kode, mekar, pindah_induk, ubah_status

PURWO, CANDI = "34.04.16.2001", "34.04.16.2002"
TETAP = {"tanggal": date(2026, 1, 1), "dasar_hukum": "Perda 1 Tahun 2026"}

pytestmark = pytest.mark.usefixtures("cakupan_cocok")


@pytest.fixture
def ks(pemeran):
    desa = [pemeran.wilayah(PURWO), pemeran.wilayah(CANDI)]
    return buat_kerja_sama(desa=desa, oleh=pemeran[f"operator.{PURWO}"], judul="Milik Pakem")


@pytest.fixture
def tetangga(pemeran):
    """An agreement of Bantul, which nothing here may touch or show."""
    oleh = pemeran["operator.34.02.08.2001"]
    return buat_kerja_sama(desa=[pemeran.wilayah("34.02.08.2001")], oleh=oleh, judul="Milik Bantul")


def _saat_itu(ks):
    return set(PihakSaatItu.objects.filter(pihak__kerja_sama=ks).values_list("pihak__urut", "wilayah__nama"))


def _masa(ks):
    return dict(Cakupan.objects.filter(kerja_sama=ks).values_list("wilayah__nama", "masa"))


def _pecah(pemeran, kode=PURWO):
    return mekar(wilayah=pemeran.wilayah(kode), baru=[("34.04.16.2010", "Turgo")], oleh=pemeran["admin"], **TETAP)


# --- the path that is kept -------------------------------------------------------------------------------------------


def test_the_path_of_each_party_is_kept_once_and_goes_on_counting(pemeran, ks, tetangga):
    pindah_induk(wilayah=pemeran.wilayah("34.04.16"), kode="34.02.16", oleh=pemeran["admin"], **TETAP)
    atas = {nama for _, nama in _saat_itu(ks)}
    assert {"Pakem", "Kabupaten Sleman"} <= atas and len(_saat_itu(ks)) == 8  # two parties, four tiers
    assert _saat_itu(tetangga) == set()
    assert _masa(ks)["Kabupaten Sleman"] == 2 and _masa(ks)["Kabupaten Bantul"] == 1 and _masa(ks)["Pakem"] == 3
    pindah_induk(wilayah=pemeran.wilayah("34.02.16"), kode="33.10.29", oleh=pemeran["admin"], **TETAP)
    assert {"Kabupaten Sleman", "Kabupaten Bantul"} <= {nama for _, nama in _saat_itu(ks)}
    assert (_masa(ks)["Kabupaten Sleman"], _masa(ks)["Kabupaten Klaten"]) == (2, 1)


def test_the_record_says_what_was_signed_and_where_that_is_now(pemeran, ks, masuk):
    pindah_induk(wilayah=pemeran.wilayah("34.04.16"), kode="34.02.16", oleh=pemeran["admin"], **TETAP)
    isi = masuk(pemeran["petugas.34.04"]).get(reverse("kerja_sama_rinci", args=[ks.id_publik])).content.decode()
    assert PURWO in isi and "34.02.16.2001" in isi
    assert not TugasPerubahan.objects.exists()


def test_a_code_alone_keeps_nothing_and_asks_nothing(pemeran, ks):
    ganti_kode(wilayah=pemeran.wilayah("34.04.16"), kode="34.04.29", oleh=pemeran["admin"], **TETAP)
    assert _saat_itu(ks) == set() and set(_masa(ks).values()) == {3}
    assert not TugasPerubahan.objects.exists()


def test_a_successor_of_a_successor_still_leads_back(pemeran, ks):
    """Whoever held the region that was merged first goes on reading after its successor was merged too."""
    for asal, kode in (
        ([PURWO, "34.04.16.2003"], "34.04.16.2021"),
        (["34.04.16.2021", "34.04.16.2004"], "34.04.16.2022"),
    ):
        gabung(asal=[pemeran.wilayah(k) for k in asal], kode=kode, nama="Baru", oleh=pemeran["admin"], **TETAP)
    lama = ks.pihak.get(kode_saat_itu=PURWO)
    assert lama.desa.diteruskan_oleh == Wilayah.objects.get(kode="34.04.16.2022")
    assert Cakupan.objects.get(kerja_sama=ks, wilayah=lama.desa).masa == 2
    assert Cakupan.objects.get(kerja_sama=ks, wilayah__kode="34.04.16.2022").masa == 1


# --- what the kabupaten decides --------------------------------------------------------------------------------------


def test_a_task_for_each_agreement_of_the_desa_told_to_its_kabupaten_and_on_its_trail(pemeran, ks, tetangga):
    berakhir = buat_kerja_sama(desa=[pemeran.wilayah(PURWO)], oleh=pemeran["pusat"], status=Status.BERAKHIR)
    perubahan = _pecah(pemeran)
    assert [t.kerja_sama for t in TugasPerubahan.objects.all()] == [ks]
    assert "Turgo" in Jejak.objects.get(peristiwa="kerja_sama.pihak_berubah").keterangan
    kabar = Pemberitahuan.objects.filter(judul="Perlu diputuskan: Milik Pakem")
    assert "petugas.34.04" in kabar.values_list("penerima__username", flat=True)
    assert not kabar.filter(penerima__username="petugas.34.02").exists()
    assert perubahan.rincian["dampak"] and "Milik" not in str(perubahan.rincian)
    assert berakhir.tugas_perubahan.count() == 0


@pytest.mark.parametrize(
    ("siapa", "kode"),
    [("petugas.34.04", 302), (f"kades.{CANDI}", 403), ("kecamatan.34.04.16", 403), ("petugas.34.02", 404)],
)
def test_only_the_kabupaten_that_examines_decides(pemeran, ks, masuk, siapa, kode):
    _pecah(pemeran)
    tugas = TugasPerubahan.objects.get()
    jawab = masuk(pemeran[siapa]).post(reverse("tugas_perubahan", args=[tugas.id_publik]), {"keputusan": "Adendum"})
    tugas.refresh_from_db()
    assert jawab.status_code == kode
    assert (tugas.keputusan == "Adendum") is (kode == 302)


@pytest.mark.parametrize(("keputusan", "pesan"), [(" ", "Tulis apa yang diputuskan"), ("x" * 301, "paling banyak 300")])
def test_a_decision_says_what_was_decided(pemeran, ks, masuk, keputusan, pesan):
    _pecah(pemeran)
    tugas, klien = TugasPerubahan.objects.get(), masuk(pemeran["petugas.34.04"])
    alamat = reverse("tugas_perubahan", args=[tugas.id_publik])
    assert pesan in klien.post(alamat, {"keputusan": keputusan}, follow=True).content.decode()
    tugas.refresh_from_db()
    assert tugas.diputus_pada is None


def test_who_may_not_decide_reads_that_it_waits(pemeran, ks, masuk):
    ubah_status(wilayah=pemeran.wilayah(PURWO), kode="34.04.16.1001", oleh=pemeran["admin"], **TETAP)
    alamat = reverse("kerja_sama_rinci", args=[ks.id_publik])
    kades = masuk(pemeran[f"kades.{CANDI}"]).get(alamat).content.decode()
    assert "Menunggu keputusan kabupaten" in kades and "Catat keputusan" not in kades
    assert "pihak berubah status" in kades
    assert "Catat keputusan" in masuk(pemeran["petugas.34.04"]).get(alamat).content.decode()


@pytest.fixture
def hanya_tugas(monkeypatch):
    """The page with the card of these tasks alone: the other cards count their own."""
    monkeypatch.setattr(panels, "_panel", {"perubahan": panels._panel["perubahan"]})
    for nama in ("_tahap", "_tindakan", "_giliran"):
        monkeypatch.setattr(panels, nama, [])


@pytest.mark.parametrize("banyak", [1, 3])
def test_tasks_cost_the_page_the_same_however_many(pemeran, ks, masuk, hanya_tugas, django_assert_num_queries, banyak):
    for nomor in range(banyak):
        baru = [(f"34.04.16.20{10 + nomor}", f"Turgo {nomor}")]
        mekar(wilayah=pemeran.wilayah(PURWO), baru=baru, oleh=pemeran["admin"], **TETAP)
    klien, alamat = masuk(pemeran["petugas.34.04"]), reverse("kerja_sama_rinci", args=[ks.id_publik])
    assert klien.get(alamat).content.decode().count("dimekarkan menjadi") >= banyak
    with django_assert_num_queries(15):
        klien.get(alamat)
