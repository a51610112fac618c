"""Where each role lands, and what waits for a desa: its own tasks and never the neighbour's."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from binwas.models import PenerimaSurat, Pengembalian
from kerjasama.models import KerjaSama, Pihak
from kerjasama.services.pendaftaran import buat_draf, simpan_draf
from tests.pabrik.binwas import buat_surat
from tests.pabrik.draf import isi_draf
from tests.pabrik.kerjasama import buat_kerja_sama
from wilayah.models import Pengguna
from wilayah.pengguna.services import beri_penugasan, buat_pengguna

PURWO, CANDI, HARJO, PALBAPANG = "34.04.16.2001", "34.04.16.2002", "34.04.16.2003", "34.02.08.2001"
QUERY_BERANDA = 13
TUJUAN = {
    "pusat": "/dasbor/0/",
    "dinas.34": "/dasbor/34/",
    "petugas.34.04": "/antrean/",
    "kabid.34.04": "/antrean/",
    "kadis.34.04": "/antrean/",
    "kecamatan.34.04.16": "/antrean/",
    f"bpd.{PURWO}": "/musyawarah/",
}


@pytest.mark.parametrize("username", TUJUAN)
def test_each_role_lands_where_its_work_is(masuk, pemeran, username):
    jawaban = masuk(pemeran[username]).get("/", follow=True)
    assert jawaban.redirect_chain == [(TUJUAN[username], 302)]
    assert jawaban.status_code == 200


@pytest.mark.parametrize("username", [f"kades.{PURWO}", f"operator.{PURWO}"])
def test_a_desa_lands_on_its_own_page(masuk, pemeran, username):
    jawaban = masuk(pemeran[username]).get("/")
    assert jawaban.status_code == 200
    assert "binwas/antrean/beranda_desa.html" in [t.name for t in jawaban.templates]


def test_camat_and_admin_land_somewhere_useful(masuk, pemeran):
    for peran, kode, tujuan in (("camat", "34.04.16", "/antrean/"), ("admin_kabupaten", "34.04", "/pengguna/")):
        orang = _orang(pemeran, peran, kode)
        assert masuk(orang).get("/").headers["Location"] == tujuan


def test_the_hat_decides_not_the_sum_of_hats(masuk, pemeran):
    orang = pemeran["petugas.34.04"]
    provinsi = _tugaskan(orang, pemeran.wilayah("34"), "petugas_provinsi")
    client = masuk(orang)
    assert client.get("/").headers["Location"] == "/dasbor/34/"  # the highest is worn first
    lama = orang.penugasan.exclude(pk=provinsi.pk).get()
    client.post("/ganti-topi/", {"penugasan": lama.pk})
    assert client.get("/").headers["Location"] == "/antrean/"


def test_without_an_assignment_the_page_says_so(masuk, pemeran):
    orang = buat_pengguna(username="tanpa", nama="Tanpa", password="x", wilayah=pemeran.wilayah("34.04"))
    client = masuk(orang)
    assert "tidak lagi bertugas" in client.get("/").content.decode()
    assert client.get("/kotak-masuk/").status_code == client.get("/akun/").status_code == 200
    assert client.get("/antrean/").status_code == 403
    assert client.get("/dasbor/").status_code == 404


def test_an_ended_assignment_gives_nothing_the_day_after(masuk, pemeran):
    buat_kerja_sama(desa=[pemeran.wilayah(PURWO)], oleh=pemeran[f"operator.{PURWO}"], judul="Embung Tirta Arga")
    orang = _orang(pemeran, "kepala_desa", PURWO, selesai=pemeran.wilayah(PURWO).hari_ini() - timedelta(days=1))
    client = masuk(orang)
    assert "Embung Tirta Arga" not in client.get("/").content.decode()
    assert client.get("/dasbor/34.04.16.2001/").status_code == 404
    assert client.get("/antrean/").status_code == 403


def _orang(pemeran, peran, kode, **masa):
    wilayah = pemeran.wilayah(kode)
    orang = buat_pengguna(username=f"{peran.replace('_', '.')}.uji", nama="Uji", password="x", wilayah=wilayah)
    _tugaskan(orang, wilayah, peran, **masa)
    return orang


def _tugaskan(orang, wilayah, peran, selesai=None):
    return beri_penugasan(
        pengguna=orang, wilayah=wilayah, peran=peran, jabatan="J", sk="SK", mulai=date(2020, 1, 1), selesai=selesai
    )


@pytest.fixture
def tugas(pemeran):
    """One task of each kind for Candibinangun, and the same kinds for the neighbour Palbapang."""
    hasil = {}
    for kode, pemilik in ((CANDI, PURWO), (PALBAPANG, PALBAPANG)):
        oleh = pemeran[f"operator.{pemilik}"]
        desa = [pemeran.wilayah(PURWO if kode == CANDI else "34.02.08.2002"), pemeran.wilayah(kode)]
        hasil[kode] = {
            "kembali": buat_kerja_sama(desa=desa[::-1], oleh=oleh, judul=f"Kembali {kode}"),
            "tanggapi": buat_kerja_sama(desa=desa, oleh=oleh, judul=f"Tanggapi {kode}"),
            "nomor": buat_kerja_sama(desa=desa, oleh=oleh, judul=f"Nomor {kode}"),
            "surat": buat_kerja_sama(desa=desa, oleh=oleh, judul=f"Surat {kode}"),
        }
        kantor = pemeran.wilayah(kode).leluhur(3)
        Pengembalian.objects.create(
            kerja_sama=hasil[kode]["kembali"], dari_kantor=kantor, butir=["Halaman 2 tidak terbaca"], oleh=oleh
        )
        Pihak.objects.filter(desa=desa[1], kerja_sama=hasil[kode]["nomor"]).update(tanggapan="benar")
        Pihak.objects.filter(desa=desa[1], kerja_sama=hasil[kode]["surat"]).update(tanggapan="benar", nomor="7")
        Pihak.objects.filter(kerja_sama=hasil[kode]["kembali"]).update(tanggapan="benar", nomor="7")
        buat_surat(
            hasil[kode]["surat"],
            oleh,
            status="disampaikan",
            nomor=f"400/{kode}",
            tanggal=date(2026, 11, 20),
            terbit_pada=timezone.now(),
        )
        draf = buat_draf(desa=pemeran.wilayah(kode), oleh=pemeran[f"operator.{kode}"])
        simpan_draf(
            draf=draf,
            langkah="pihak",
            isi=isi_draf(pemeran.wilayah(kode), judul=f"Draf {kode}"),
            versi=draf.versi,
            oleh=pemeran[f"operator.{kode}"],
        )
    return hasil


@pytest.mark.parametrize("jenis", ["pengembalian", "surat", "tanggapan", "nomor", "draf"])
def test_each_kind_of_task_shows_to_its_own_desa(masuk, pemeran, tugas, jenis):
    isi = getattr(masuk(pemeran[f"operator.{CANDI}"]).get("/").context["tugas"], jenis)
    judul = {
        "pengembalian": lambda t: t.kerja_sama.judul,
        "surat": lambda t: t.surat.kerja_sama.judul,
        "tanggapan": lambda t: t.kerja_sama.judul,
        "nomor": lambda t: t.kerja_sama.judul,
        "draf": lambda t: t.isi["judul"],
    }[jenis]
    awal = {"pengembalian": "Kembali", "surat": "Surat", "tanggapan": "Tanggapi", "nomor": "Nomor", "draf": "Draf"}
    assert [judul(t) for t in isi] == [f"{awal[jenis]} {CANDI}"]


def test_the_page_names_its_tasks_and_not_the_neighbours(masuk, pemeran, tugas):
    halaman = masuk(pemeran[f"kades.{CANDI}"]).get("/").content.decode()
    assert "5 hal perlu Anda kerjakan" in halaman
    for awal in ("Kembali", "Tanggapi", "Nomor", "Surat", "Draf"):
        assert f"{awal} {CANDI}" in halaman and f"{awal} {PALBAPANG}" not in halaman


def test_a_desa_beside_them_has_nothing_to_do(masuk, pemeran, tugas):
    jawaban = masuk(pemeran[f"kades.{HARJO}"]).get("/")
    assert jawaban.context["tugas"].jumlah == 0
    halaman = jawaban.content.decode()
    assert "Tidak ada yang menunggu Anda" in halaman and "Belum ada kerja sama tercatat" in halaman
    assert CANDI not in halaman and PALBAPANG not in halaman


def test_the_desa_that_registered_is_not_asked_to_answer_itself(masuk, pemeran, tugas):
    isi = masuk(pemeran[f"operator.{PURWO}"]).get("/").context["tugas"]
    assert not isi.tanggapan and not isi.nomor and not isi.draf
    assert [s.surat.kerja_sama.judul for s in isi.surat] == [f"Surat {CANDI}"]


def test_a_task_that_is_done_is_gone(masuk, pemeran, tugas):
    Pihak.objects.filter(desa__kode=CANDI).update(tanggapan="benar", nomor="9")
    Pengembalian.objects.update(dijawab_pada=timezone.now())
    PenerimaSurat.objects.update(dibaca_pada=timezone.now())
    isi = masuk(pemeran[f"operator.{CANDI}"]).get("/").context["tugas"]
    assert (isi.jumlah, len(isi.draf)) == (1, 1)


def test_who_objects_is_not_asked_for_a_number(masuk, pemeran, tugas):
    Pihak.objects.filter(desa__kode=CANDI, kerja_sama=tugas[CANDI]["nomor"]).update(tanggapan="keberatan")
    assert not masuk(pemeran[f"operator.{CANDI}"]).get("/").context["tugas"].nomor


def test_withdrawn_agreements_are_no_tasks(masuk, pemeran, tugas):
    KerjaSama.objects.filter(judul__startswith="Tanggapi").update(status="ditarik")
    jawaban = masuk(pemeran[f"operator.{CANDI}"]).get("/")
    assert not jawaban.context["tugas"].tanggapan
    assert "Tanggapi" not in "".join(k.judul for k in jawaban.context["terbaru"])


def test_count_of_agreements_is_that_of_the_list(masuk, pemeran, tugas):
    client = masuk(pemeran[f"operator.{CANDI}"])
    beranda = client.get("/")
    daftar = client.get(reverse("kerja_sama_daftar"))
    assert beranda.context["banyak"] == daftar.context["page_obj"].paginator.count == 4


@pytest.mark.parametrize("banyak", [1, 3])
def test_same_number_of_queries_whatever_the_number_of_tasks(
    masuk, pemeran, tanpa_tugas, django_assert_num_queries, banyak
):
    desa = [pemeran.wilayah(PURWO), pemeran.wilayah(CANDI)]
    oleh = pemeran[f"operator.{PURWO}"]
    for n in range(banyak):
        ks = buat_kerja_sama(desa=desa, oleh=oleh, judul=f"Tanggapi {n}")
        surat = buat_kerja_sama(desa=desa, oleh=oleh, judul=f"Surat {n}")
        buat_surat(surat, oleh, status="disampaikan", nomor=f"{n}", tanggal=date(2026, 11, 20))
        Pengembalian.objects.create(kerja_sama=ks, dari_kantor=desa[0].induk, butir=["x"], oleh=oleh)
        buat_draf(desa=desa[1], oleh=pemeran[f"operator.{CANDI}"])
    client = masuk(Pengguna.objects.get(username=f"operator.{CANDI}"))
    client.get("/")
    with django_assert_num_queries(QUERY_BERANDA):
        client.get("/")
