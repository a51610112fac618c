"""The skeleton: the chapters of the law, the law of the date, and what earlier stages already said."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from kerjasama.enums import JenisPerubahan, Muatan
from kerjasama.models import Naskah, Pasal
from kerjasama.queries.naskah import isi_kini, kelengkapan
from kerjasama.rules.naskah import bentuk, rujukan_putus
from kerjasama.services.kerangka import dasar_pada
from kerjasama.services.naskah import ambil_pasal_lama, buat_versi, sisipkan_menimbang, susun_kerangka
from tests.pabrik.kerjasama import buat_pihak
from tests.pabrik.siklus import buat_musyawarah, buat_naskah, buat_siklus
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.models import Jejak


@pytest.fixture
def desa(pemeran):
    return [pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.04.16.2002")]


@pytest.fixture
def baru(desa, siti):
    ks = buat_siklus(desa=desa, oleh=siti, status="penyusunan", judul="Air bersama", urusan="air")
    ks.persiapan.latar_belakang = "Mata air melewati kedua kalurahan."
    ks.persiapan.hak_kewajiban = "Setiap desa berhak atas air.\nSetiap desa wajib menjaga mata air."
    ks.persiapan.save()
    return ks


def isi(ks):
    return isi_kini(ks, Naskah.objects.get(kerja_sama=ks))


def test_an_act_has_the_twelve_chapters_and_settles_the_eight_matters(baru, siti):
    susun_kerangka(kerja_sama=baru, oleh=siti)
    bab = bentuk(isi(baru))["bab"]
    assert [b["nomor"] for b in bab] == "I II III IV V VI VII VIII IX X XI XII".split()
    assert bab[0]["judul"] == "KETENTUAN UMUM" and bab[-1]["judul"] == "KETENTUAN PENUTUP"
    tercakup = kelengkapan(baru, isi(baru))
    assert tercakup.lengkap == 8
    assert [p["nomor"] for b in bab for p in b["pasal"]] == list(range(1, sum(len(b["pasal"]) for b in bab) + 1))


def test_own_words_of_the_preparation_come_first_and_fields_are_filled(baru, siti):
    susun_kerangka(kerja_sama=baru, oleh=siti)
    pasal = {p.kunci: p for p in Pasal.objects.filter(naskah__kerja_sama=baru)}
    assert pasal["hak_kewajiban"].isi.startswith("Setiap desa berhak atas air.\n")
    assert "5 (lima) tahun" in pasal["jangka_waktu"].isi
    assert not any("{" in p.isi for p in pasal.values())
    assert not Jejak.objects.filter(peristiwa__startswith="naskah.").exists()


def test_considerations_tell_of_the_meetings_and_end_in_the_right_letters(baru, desa, siti):
    buat_musyawarah(baru, desa[0], siti, isi_keputusan="Menyepakati kerja sama air.")
    naskah = susun_kerangka(kerja_sama=baru, oleh=siti)
    assert naskah.menimbang[0] == "bahwa mata air melewati kedua kalurahan"
    assert "memutuskan menyepakati kerja sama air" in naskah.menimbang[1]
    assert "huruf a sampai dengan huruf c, perlu menetapkan Peraturan Bersama" in naskah.menimbang[-1]


def test_a_later_decision_goes_before_the_conclusion_and_takes_agreement_back(ks, siti):
    ks.pihak.update(disepakati_pada="2026-11-30T00:00:00Z", disepakati_oleh=siti)
    sisipkan_menimbang(kerja_sama=ks, kalimat="bahwa musyawarah antar-desa menyepakati naskah.")
    naskah = Naskah.objects.get(kerja_sama=ks)
    assert naskah.menimbang == ["bahwa musyawarah antar-desa menyepakati naskah", "bahwa perlu bekerja sama"]
    assert not ks.pihak.filter(disepakati_pada__isnull=False).exists()


def test_a_decision_changes_nothing_once_the_text_is_written_no_more(ks):
    ks.status = "disepakati"
    ks.save(update_fields=["status"])
    assert sisipkan_menimbang(kerja_sama=ks, kalimat="bahwa terlambat") is None


@pytest.mark.parametrize(("hari", "ada", "tiada"), [("2026-03-26", "43", "16"), ("2026-03-27", "16", "43")])
def test_the_law_of_the_date_is_cited(db, hari, ada, tiada):
    dasar = " ".join(dasar_pada(date.fromisoformat(hari), pbkd=True))
    nomor = "Peraturan Pemerintah Nomor {} Tahun"
    assert nomor.format(ada) in dasar and nomor.format(tiada) not in dasar
    assert "111 Tahun 2014" in dasar and "96 Tahun 2017" in dasar


def test_a_perjanjian_names_its_parties_and_titles_its_articles(desa, siti):
    ks = buat_siklus(desa=desa[:1], oleh=siti, status="penyusunan", pihak_ketiga="PT Air Jernih", urusan="air")
    ks.pihak.get(urut=2).pihak_ketiga.__class__.objects.update(penanda_tangan="Ratna", alamat="Jalan Kaliurang 1")
    naskah = susun_kerangka(kerja_sama=ks, oleh=siti)
    assert naskah.menimbang == []
    assert naskah.komparisi[0].startswith("Nama kades.34.04.16.2001, Lurah Purwobinangun, berkedudukan di Kalurahan")
    assert naskah.komparisi[0].endswith("selanjutnya disebut PIHAK KESATU")
    assert naskah.komparisi[1].startswith("Ratna") and naskah.komparisi[1].endswith("PIHAK KEDUA")
    pasal = bentuk(isi(ks))["bab"][0]
    assert pasal["nomor"] == "" and all(p["judul"] for p in pasal["pasal"])
    assert kelengkapan(ks, isi(ks)).lengkap == 8


def test_a_skeleton_that_exists_stays(ks, siti):
    naskah = susun_kerangka(kerja_sama=ks, oleh=siti)
    assert naskah.pasal.count() == len(Muatan)


def test_an_extension_begins_with_the_article_on_time_under_its_old_key(ks, desa, siti):
    buat_versi(kerja_sama=ks, keterangan="", oleh=siti)
    ubah = buat_siklus(
        desa=desa,
        oleh=siti,
        status="penyusunan",
        mengubah=ks,
        jenis_perubahan=JenisPerubahan.PERPANJANGAN,
        judul="Perpanjangan",
    )
    susun_kerangka(kerja_sama=ubah, oleh=siti)
    kunci = list(Pasal.objects.filter(naskah__kerja_sama=ubah).order_by("urut").values_list("kunci", flat=True))
    assert kunci == ["pembuka-perubahan", "jangka_waktu", "penutup-perubahan"]
    assert [b["muatan"] for b in kelengkapan(ubah, isi(ubah)).baris] == ["jangka_waktu"]
    waktu = Pasal.objects.get(naskah__kerja_sama=ubah, kunci="jangka_waktu")
    assert waktu.isi.startswith("Jangka waktu Kerja Sama diperpanjang selama 5 (lima) tahun")
    Pasal.objects.filter(pk=waktu.pk).update(isi="Menurut [[pasal:pendanaan]] dan [[pasal:jangka_waktu]].")
    assert bentuk(isi(ubah))["bab"][1]["pasal"][0]["ayat"][0]["teks"] == "Menurut Pasal 6 dan Pasal 4."
    assert rujukan_putus(isi(ubah)) == {}
    client = Client()
    client.force_login(siti, backend="wilayah.pengguna.backend.PenggunaBackend")
    halaman = client.get(reverse("naskah_pasal_baru", args=[ubah.id_publik]))
    assert halaman.context["sesudah"] == "jangka_waktu" and "sudah diambil" in halaman.content.decode()
    kiriman = {"lama": "pendanaan", "sesudah": "jangka_waktu"}
    assert client.post(reverse("naskah_pasal_baru", args=[ubah.id_publik]), kiriman).status_code == 302
    assert [b["judul"] for b in isi(ubah)["bab"]][2] == "PERUBAHAN PASAL 6"
    with pytest.raises(TindakanTertutup):
        ambil_pasal_lama(kerja_sama=ubah, pasal="pendanaan", oleh=siti)


def test_thirty_villages_fit_the_considerations(pemeran, siti):
    from wilayah.models import Wilayah

    induk = pemeran.wilayah("34.04.16")
    desa = [pemeran.wilayah("34.04.16.2001")]
    desa += [
        Wilayah.objects.create(kode=f"34.04.16.20{n}", nama=f"Desa Contoh {n}", jenis="desa", tingkat=4, induk=induk)
        for n in range(20, 49)
    ]
    ks = buat_siklus(desa=desa[:1], oleh=siti, status="penyusunan", judul="Air tiga puluh desa")
    for urut, d in enumerate(desa[1:], 2):
        buat_pihak(ks, d, urut)
    for d in desa:
        buat_musyawarah(ks, d, siti)
    naskah = susun_kerangka(kerja_sama=ks, oleh=siti)
    assert len(naskah.menimbang) == 4 and "Desa Contoh 48" in naskah.menimbang[1]
    assert len(isi(ks)["pihak"]) == 30


def test_a_text_of_its_own_is_not_the_neighbours(lain, baru, siti):
    buat_naskah(baru, siti, versi=0)
    assert isi(baru)["judul"] == "Air bersama" and isi(lain)["judul"] == "Rahasia tetangga"
