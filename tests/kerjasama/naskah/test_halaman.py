"""The pages of the workspace, as people use them without JavaScript, and its autosave."""

import pytest
from django.test import Client
from django.urls import reverse

from kerjasama.models import KerjaSama, Pasal
from kerjasama.queries.sekali import ingat_bacaan
from kerjasama.queries.siklus import versi_terakhir
from kerjasama.services.komentar import komentari
from kerjasama.services.naskah import buat_versi, hapus_pasal, kunci_pasal, tambah_pasal
from tests.pabrik.siklus import buat_siklus
from wilayah.models import Jejak, Wilayah


def alamat(nama, ks, *lain):
    return reverse(nama, args=[ks.id_publik, *lain])


def sesi(orang):
    client = Client()
    client.force_login(orang, backend="wilayah.pengguna.backend.PenggunaBackend")
    return client


def isian(isi, versi, **lain):
    return {"isi": isi, "versi": versi, "muatan": "pendanaan"} | lain


def test_two_people_at_one_article_lose_nobodys_words(ks, pendanaan, siti, tutik):
    """Both opened it before either saved. The second sees both texts, keeps hers in the form, and saves knowingly."""
    url = alamat("naskah_pasal", ks, "pendanaan")
    satu, dua = sesi(siti), sesi(tutik)
    assert satu.get(url).context["form"].initial["versi"] == dua.get(url).context["form"].initial["versi"] == 1
    assert satu.post(url, isian("Ditanggung bersama menurut Siti.", 1, tindakan="selesai")).status_code == 302
    telat = dua.post(url, isian("Ditanggung bersama menurut Tutik.", 1, tindakan="selesai"))
    halaman = telat.content.decode()
    assert telat.status_code == 409
    assert "menurut Siti." in halaman and "menurut Tutik." in halaman and "baru saja diubah Nama operator" in halaman
    assert telat.context["form"]["isi"].value() == "Ditanggung bersama menurut Tutik."
    baru = isian("Menurut Siti dan Tutik.", telat.context["form"]["versi"].value(), tindakan="selesai")
    assert dua.post(url, baru).status_code == 302
    pendanaan.refresh_from_db()
    assert (pendanaan.isi, pendanaan.versi) == ("Menurut Siti dan Tutik.", 3)


def test_autosave_answers_with_the_new_version_or_with_the_others_words(ks, siti, tutik):
    url = alamat("naskah_pasal", ks, "pendanaan")
    otomatis = {"headers": {"X-Requested-With": "fetch"}}
    jawab = sesi(siti).post(url, isian("Siti mengetik", 1), **otomatis)
    assert jawab.status_code == 200 and jawab.json()["versi"] == 2
    jawab = sesi(tutik).post(url, isian("Tutik mengetik", 1), **otomatis)
    assert jawab.status_code == 409
    assert jawab.json() == {"versi": 2, "oleh": siti.nama, "isi": "Siti mengetik", "muatan": "pendanaan"}
    jawab = sesi(siti).post(url, isian("x" * 10_001, 2), **otomatis)
    assert jawab.status_code == 400 and "10.000 huruf" in jawab.json()["galat"]
    assert not Jejak.objects.filter(peristiwa__startswith="naskah.").exists()


def test_a_text_that_is_too_long_comes_back_with_its_error_at_the_field(ks, siti):
    jawab = sesi(siti).post(alamat("naskah_pasal", ks, "pendanaan"), isian("x" * 10_001, 1))
    assert jawab.status_code == 422
    assert jawab.context["form"].errors["isi"] and len(jawab.context["form"]["isi"].value()) == 10_001


def test_words_for_an_article_that_was_taken_out_come_back_and_can_be_added(ks, pendanaan, siti, tutik):
    hapus_pasal(pasal=pendanaan, versi=1, oleh=siti)
    client = sesi(tutik)
    jawab = client.post(alamat("naskah_pasal", ks, "pendanaan"), isian("Sudah lama ditulis.", 1))
    assert jawab.status_code == 409 and "Sudah lama ditulis." in jawab.content.decode()
    assert client.post(alamat("naskah_pasal_baru", ks), {"isi": "Sudah lama ditulis."}).status_code == 302
    assert Pasal.objects.filter(naskah__kerja_sama=ks, isi="Sudah lama ditulis.").exists()


def test_words_that_come_after_the_text_was_agreed_are_shown_again(ks, siti):
    KerjaSama.objects.filter(pk=ks.pk).update(status="disepakati")
    client = sesi(siti)
    for nama, data in (("naskah_pasal", isian("Terlambat.", 1)), ("naskah_konsiderans", {"menimbang": "Terlambat."})):
        kunci = ("pendanaan",) if nama == "naskah_pasal" else ()
        jawab = client.post(alamat(nama, ks, *kunci), data)
        assert jawab.status_code == 409 and "Terlambat." in jawab.content.decode()


def test_whoever_waits_sees_who_writes_and_can_ask(ks, pendanaan, siti, tutik):
    kunci_pasal(pasal=pendanaan, oleh=siti)
    client = sesi(tutik)
    halaman = client.get(alamat("naskah_pasal", ks, "pendanaan")).content.decode()
    assert f"{siti.nama} sedang menyunting" in halaman and 'name="isi"' not in halaman.split("komentar")[0]
    assert f"{siti.nama} sedang menyunting" in client.get(alamat("naskah", ks)).content.decode()
    jawab = client.post(alamat("naskah_giliran", ks, "pendanaan"), {"tindakan": "minta"}, follow=True)
    assert "sudah diberi tahu" in jawab.content.decode()
    jawab = client.post(alamat("naskah_giliran", ks, "pendanaan"), {"tindakan": "ambil"}, follow=True)
    assert "sedang menyunting pasal ini" in jawab.content.decode()


def test_references_data_and_clauses_are_put_in_without_javascript(ks, pendanaan, siti):
    client, url = sesi(siti), alamat("naskah_pasal", ks, "pendanaan")
    client.post(url, isian("Menurut", 1, sisip="[[pasal:bidang]]"))
    client.post(url, isian("Menurut [[pasal:bidang]]", 2, sisip="5 (lima) tahun"))
    pendanaan.refresh_from_db()
    assert pendanaan.isi == "Menurut [[pasal:bidang]]\n5 (lima) tahun"
    assert "Menurut Pasal 2" in client.get(alamat("naskah", ks)).content.decode()


def test_a_clause_becomes_an_article(ks, siti):
    client = sesi(siti)
    halaman = client.get(alamat("naskah_pasal_baru", ks), {"muatan": "perselisihan"})
    klausul = halaman.context["klausul"][0]
    assert client.get(alamat("naskah_pasal_baru", ks), {"muatan": "ngawur"}).status_code == 200
    kiriman = {"klausul": klausul["kode"], "sesudah": "pendanaan", "kunci_kirim": "kunci-klausul"}
    assert client.post(alamat("naskah_pasal_baru", ks), kiriman).status_code == 302
    baru = Pasal.objects.get(naskah__kerja_sama=ks, klausul=klausul["kode"])
    assert baru.muatan == "perselisihan" and "{" not in baru.isi
    assert client.post(alamat("naskah_pasal_baru", ks), {"klausul": "tidak-ada"}).status_code == 422


def test_moving_and_renaming_by_the_buttons(ks, siti):
    client = sesi(siti)
    for tindakan in ("naik", "bab_turun", "turun", "bab_naik"):
        assert client.post(alamat("naskah_susunan", ks, "pendanaan"), {"tindakan": tindakan}).status_code == 302
    assert "tidak dikenal" in client.post(alamat("naskah_susunan", ks, "pendanaan"), follow=True).content.decode()
    bab = alamat("naskah_bab", ks, "pendanaan")
    assert client.get(bab).status_code == 200
    assert client.post(bab, {"judul": ""}).status_code == 422
    assert client.post(bab, {"judul": "pembiayaan"}).status_code == 302
    assert Pasal.objects.filter(naskah__kerja_sama=ks, bab="PEMBIAYAAN").exists()


def test_the_strip_names_what_is_missing_and_leads_to_its_form_or_to_a_clause(ks, naskah, siti):
    Pasal.objects.filter(naskah=naskah, kunci="perselisihan").update(isi="")
    Pasal.objects.filter(naskah=naskah, kunci="bidang").delete()
    halaman = sesi(siti).get(alamat("naskah", ks))
    assert [b["muatan"] for b in halaman.context["tercakup"].kosong] == ["bidang", "perselisihan"]
    teks = halaman.content.decode()
    assert f'{alamat("naskah_pasal", ks, "perselisihan")}">Isi Pasal 7</a>' in teks
    assert f'{alamat("naskah_pasal_baru", ks)}?muatan=bidang">Pilih klausul</a>' in teks
    assert "2 materi wajib belum diatur" in teks and "penundaan" in teks
    baru = sesi(siti).get(alamat("naskah_pasal_baru", ks), {"muatan": "bidang"})
    assert baru.context["sesudah"] == "ruang_lingkup"


def test_removing_asks_first_and_names_who_refers(ks, siti):
    client = sesi(siti)
    client.post(alamat("naskah_pasal", ks, "pendanaan"), isian("Lihat [[pasal:bidang]].", 1, tindakan="selesai"))
    url = alamat("naskah_pasal_hapus", ks, "bidang")
    assert "dirujuk Pasal 6" in client.get(url).content.decode()
    assert client.post(url, {"versi": "9"}).status_code == 409
    halaman = client.post(url, {"versi": "1"}, follow=True).content.decode()
    assert "Rujukan putus" in halaman


def test_considerations_late_show_both(ks, siti, tutik):
    url = alamat("naskah_konsiderans", ks)
    sesi(siti).post(url, {"versi": 1, "menimbang": "bahwa Siti", "mengingat": ""})
    jawab = sesi(tutik).post(url, {"versi": 1, "menimbang": "bahwa Tutik", "mengingat": ""})
    assert jawab.status_code == 409
    assert "bahwa Siti" in jawab.content.decode() and jawab.context["form"]["menimbang"].value() == "bahwa Tutik"


def test_readers_read_writers_write_and_strangers_find_nothing(pemeran, ks, lain):
    for nama, kunci in (("naskah", ()), ("naskah_pratinjau", ()), ("naskah_versi_daftar", ()), ("naskah_banding", ())):
        for orang, kode in (("bpd.34.04.16.2001", 200), ("dinas.34", 200), ("petugas.34.02", 404)):
            assert sesi(pemeran[orang]).get(alamat(nama, ks, *kunci)).status_code == kode, (nama, orang)
    for nama in ("naskah_pasal", "naskah_pasal_hapus", "naskah_bab"):
        assert sesi(pemeran["kecamatan.34.04.16"]).get(alamat(nama, ks, "pendanaan")).status_code == 403
        assert sesi(pemeran["operator.34.04.16.2003"]).get(alamat(nama, ks, "pendanaan")).status_code == 404
    milik_sendiri = sesi(pemeran["operator.34.04.16.2001"])
    assert milik_sendiri.get(alamat("naskah", lain)).status_code == 404
    assert milik_sendiri.get(alamat("naskah_versi", lain, 1)).status_code == 404
    assert milik_sendiri.get(alamat("naskah_versi", ks, 1)).status_code == 404


def test_once_agreed_the_writers_are_led_back(ks, siti):
    KerjaSama.objects.filter(pk=ks.pk).update(status="disepakati")
    jawab = sesi(siti).get(alamat("naskah_pasal", ks, "pendanaan"), follow=True)
    assert "hanya dapat diubah pada tahap penyusunan" in jawab.content.decode()
    assert jawab.context["menyusun"] is False


def test_before_there_is_a_text_the_page_says_what_comes_first(pemeran, siti):
    ks = buat_siklus(desa=[pemeran.wilayah("34.04.16.2001")], oleh=siti)
    assert "Naskah belum disusun" in sesi(siti).get(alamat("naskah", ks)).content.decode()
    assert sesi(siti).get(alamat("naskah_banding", ks)).status_code == 404


def test_the_agreements_page_and_the_home_page_lead_to_the_text(ks, siti, tutik):
    halaman = sesi(siti).get(reverse("kerja_sama_rinci", args=[ks.id_publik])).content.decode()
    assert f'href="{alamat("naskah", ks)}"' in halaman and "Materi wajib" in halaman
    from kerjasama.panels import tugas_terdaftar

    assert [t.judul for t in tugas_terdaftar(siti) if "naskah" in t.judul] == ["Susun naskah: Air bersama"]


def test_a_work_that_is_done_is_no_task(ks, siti):
    from kerjasama.queries.naskah import tugas_menyusun

    buat_versi(kerja_sama=ks, keterangan="", oleh=siti)
    assert tugas_menyusun(siti) == []


@pytest.mark.parametrize("banyak", [1, 3])
def test_tasks_take_a_fixed_number_of_questions(pemeran, siti, django_assert_num_queries, banyak):
    from kerjasama.queries.naskah import tugas_menyusun
    from tests.pabrik.siklus import buat_naskah

    for n in range(banyak):
        ks = buat_siklus(desa=[pemeran.wilayah("34.04.16.2001")], oleh=siti, status="penyusunan", judul=f"Ke-{n}")
        buat_naskah(ks, siti, versi=0)
    siti = pemeran["operator.34.04.16.2001"]
    with django_assert_num_queries(5):
        assert len(tugas_menyusun(siti)) == banyak


@pytest.mark.parametrize("banyak", [1, 3])
def test_the_workspace_takes_a_fixed_number_of_questions(pemeran, ks, siti, tutik, django_assert_num_queries, banyak):
    for n in range(banyak):
        baru = tambah_pasal(kerja_sama=ks, isi=f"Pasal {n}", oleh=siti)
        kunci_pasal(pasal=baru, oleh=siti)
        buat_versi(kerja_sama=ks, keterangan="", oleh=siti)
        komentari(kerja_sama=ks, pasal="pendanaan", isi=f"Ke-{n}", oleh=tutik)
    client = sesi(pemeran["bpd.34.04.16.2001"])
    client.get(alamat("naskah", ks))
    for nama, kueri in (("naskah", 16), ("naskah_versi_daftar", 16), ("naskah_banding", 12)):
        with django_assert_num_queries(kueri):
            client.get(alamat(nama, ks), {"pasal": "pendanaan"})


def test_a_text_of_thirty_villages_opens_with_its_parties_folded(pemeran, ks, siti):
    from tests.pabrik.kerjasama import buat_pihak

    induk = Wilayah.objects.get(kode="34.04.16")
    for n in range(20, 48):
        desa = Wilayah.objects.create(kode=f"34.04.16.20{n}", nama=f"Contoh {n}", jenis="desa", tingkat=4, induk=induk)
        buat_pihak(ks, desa, n)
    halaman = sesi(siti).get(alamat("naskah", ks)).content.decode()
    assert "30 pihak:" in halaman and "dan 28 lainnya" in halaman


def test_the_agreements_page_reads_the_text_once_for_all_its_cards(ks, siti, django_assert_num_queries):
    buat_versi(kerja_sama=ks, keterangan="", oleh=siti)
    client = sesi(siti)
    client.get(alamat("kerja_sama_rinci", ks))
    with django_assert_num_queries(40):
        client.get(alamat("kerja_sama_rinci", ks))


def test_only_the_object_of_a_page_keeps_what_it_read(ks, siti, django_assert_num_queries):
    ingat_bacaan(ks)
    assert versi_terakhir(ks) is None
    buat_versi(kerja_sama=ks, keterangan="", oleh=siti)
    with django_assert_num_queries(0):
        assert versi_terakhir(ks) is None
    assert versi_terakhir(KerjaSama.objects.get(pk=ks.pk)).nomor == 1
