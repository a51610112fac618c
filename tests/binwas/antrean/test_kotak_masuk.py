"""A person's messages are theirs alone; letters belong to the office and stay when people change."""

import uuid
from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.pabrik.binwas import buat_surat
from tests.pabrik.kerjasama import buat_kerja_sama
from wilayah.models import Pemberitahuan
from wilayah.pemberitahuan.services import beri_tahu
from wilayah.pengguna.services import akhiri_penugasan, beri_penugasan, buat_pengguna

PURWO, CANDI = "34.04.16.2001", "34.04.16.2002"
QUERY = 9


@pytest.fixture
def pesan(pemeran):
    satu, lain = pemeran[f"operator.{PURWO}"], pemeran[f"operator.{CANDI}"]
    beri_tahu(penerima=[lain], judul="Rahasia tetangga", tautan="/wilayah/")
    beri_tahu(penerima=[satu], judul="Perlu tanggapan", isi="Isi pesan", tautan="/panduan/", penting=True)
    beri_tahu(penerima=[satu], judul="Sekadar kabar", tautan="/alur/")
    return {p.judul: p for p in Pemberitahuan.objects.all()}


def judul(jawaban):
    return [p.judul for p in jawaban.context["object_list"]]


def test_only_ones_own_messages_newest_first(masuk, pemeran, pesan):
    jawaban = masuk(pemeran[f"operator.{PURWO}"]).get("/kotak-masuk/")
    assert sorted(judul(jawaban)) == ["Perlu tanggapan", "Sekadar kabar"]
    halaman = jawaban.content.decode()
    assert "Rahasia tetangga" not in halaman
    assert "2 pesan belum dibaca, 1 di antaranya meminta tindakan Anda." in halaman


def test_who_holds_no_office_now_reads_none(masuk, pemeran, pesan):
    tugas = pemeran[f"operator.{PURWO}"].penugasan.get()
    client = masuk(tugas.pengguna)
    kemarin = timezone.now() - timedelta(days=1)
    type(tugas).objects.filter(pk=tugas.pk).update(sebelum=kemarin)
    assert judul(client.get("/kotak-masuk/")) == []
    assert client.get(f"/kotak-masuk/{pesan['Perlu tanggapan'].id_publik}/").status_code == 404


def test_messages_narrow_to_unread_and_to_those_that_ask_for_something(masuk, pemeran, pesan):
    client = masuk(pemeran[f"operator.{PURWO}"])
    assert judul(client.get("/kotak-masuk/", {"saring": "tindakan"})) == ["Perlu tanggapan"]
    client.get(f"/kotak-masuk/{pesan['Perlu tanggapan'].id_publik}/")
    assert judul(client.get("/kotak-masuk/", {"saring": "belum"})) == ["Sekadar kabar"]
    assert len(judul(client.get("/kotak-masuk/", {"saring": "apa saja"}))) == 2


def test_opening_a_message_leads_to_its_matter_and_marks_it_read(masuk, pemeran, pesan):
    client = masuk(pemeran[f"operator.{PURWO}"])
    jawaban = client.get(f"/kotak-masuk/{pesan['Perlu tanggapan'].id_publik}/")
    assert (jawaban.status_code, jawaban.headers["Location"]) == (302, "/panduan/")
    dibaca = {p.judul for p in Pemberitahuan.objects.filter(dibaca_pada__isnull=False)}
    assert dibaca == {"Perlu tanggapan"}


def test_anothers_message_is_not_there(masuk, pemeran, pesan):
    client = masuk(pemeran[f"operator.{PURWO}"])
    lain = pesan["Rahasia tetangga"]
    asing, tiada = (client.get(f"/kotak-masuk/{i}/") for i in (lain.id_publik, uuid.uuid4()))
    assert (asing.status_code, asing.content) == (404, tiada.content)
    lain.refresh_from_db()
    assert lain.dibaca_pada is None


def test_all_are_marked_read_and_only_ones_own(masuk, pemeran, pesan):
    jawaban = masuk(pemeran[f"operator.{PURWO}"]).post("/kotak-masuk/", follow=True)
    assert "Semua pesan sudah dibaca." in jawaban.content.decode()
    belum = {p.judul for p in Pemberitahuan.objects.filter(dibaca_pada__isnull=True)}
    assert belum == {"Rahasia tetangga"}


def test_the_bell_counts_what_is_unread(masuk, pemeran, pesan):
    client = masuk(pemeran[f"operator.{PURWO}"])
    assert client.get("/panduan/").context["belum_dibaca"] == 2
    assert masuk(pemeran[f"kades.{PURWO}"]).get("/panduan/").context["belum_dibaca"] == 0


@pytest.fixture
def surat(pemeran):
    desa = [pemeran.wilayah(PURWO), pemeran.wilayah(CANDI)]
    ks = buat_kerja_sama(desa=desa, oleh=pemeran[f"operator.{PURWO}"])
    isian = {"tanggal": date(2026, 11, 20), "terbit_pada": timezone.now()}
    terbit = buat_surat(ks, pemeran["petugas.34.04"], status="disampaikan", nomor="400/77", **isian)
    buat_surat(ks, pemeran["petugas.34.04"], status="konsep")
    for urut, kode in enumerate((PURWO, "34.04.16"), 8):
        terbit.penerima.create(urut=urut, wilayah=pemeran.wilayah(kode), jabatan="Tembusan", tembusan=True)
    return terbit


def surat_tampil(client):
    return [(s.surat.nomor, s.tembusan) for s in client.get("/kotak-masuk/").context["surat"]]


def test_letters_reach_the_offices_that_they_are_addressed_to(masuk, pemeran, surat):
    assert surat_tampil(masuk(pemeran[f"kades.{PURWO}"])) == [("400/77", False)]
    assert surat_tampil(masuk(pemeran[f"bpd.{PURWO}"])) == [("400/77", True)]
    assert surat_tampil(masuk(pemeran["kecamatan.34.04.16"])) == [("400/77", True)]
    for lain in ("kades.34.04.16.2003", "kades.34.02.08.2001", "dinas.34", "petugas.34.02"):
        assert surat_tampil(masuk(pemeran[lain])) == []


def test_a_successor_finds_the_letters_of_the_office(masuk, pemeran, surat, time_machine):
    """Whoever begins later sees what came before; whoever has left sees it no more."""
    desa = pemeran.wilayah(PURWO)
    lama, besok = pemeran[f"kades.{PURWO}"], desa.hari_ini() + timedelta(1)
    akhiri_penugasan(penugasan=lama.penugasan.get(), selesai=desa.hari_ini())
    baru = buat_pengguna(username="lurah.baru", nama="Lurah Baru", password="x", wilayah=desa)
    beri_penugasan(pengguna=baru, wilayah=desa, peran="kepala_desa", jabatan="Lurah", sk="SK", mulai=besok)
    assert surat_tampil(masuk(baru)) == []
    time_machine.move_to(timezone.now() + timedelta(days=1))
    assert surat_tampil(masuk(pemeran["lurah.baru"])) == [("400/77", False)]
    assert masuk(pemeran["lurah.baru"]).get(f"/surat/{surat.id_publik}/").status_code == 200
    assert surat_tampil(masuk(pemeran[f"kades.{PURWO}"])) == []


@pytest.mark.parametrize("banyak", [1, 3])
def test_same_number_of_queries_whatever_the_number_of_messages(masuk, pemeran, django_assert_num_queries, banyak):
    oleh = pemeran[f"operator.{PURWO}"]
    for n in range(banyak):
        beri_tahu(penerima=[oleh], judul=f"Pesan {n}", tautan="/panduan/")
        ks = buat_kerja_sama(desa=[pemeran.wilayah(PURWO)], oleh=oleh, judul=f"KS {n}")
        buat_surat(ks, oleh, status="disampaikan", nomor=f"400/{n}", tanggal=date(2026, 11, 20))
    client = masuk(oleh)
    client.get("/kotak-masuk/")
    with django_assert_num_queries(QUERY):
        client.get("/kotak-masuk/")
