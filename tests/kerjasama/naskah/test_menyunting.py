"""Writing together: turns, late saves, order, and what a change does to the parties' agreement."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from kerjasama.models import KerjaSama, Naskah, Pasal, Pihak
from kerjasama.queries.naskah import isi_kini, penyunting
from kerjasama.rules.naskah import bentuk
from kerjasama.services.naskah import (
    hapus_pasal,
    kunci_pasal,
    lepas_pasal,
    minta_giliran,
    namai_bab,
    pindah_bab,
    pindah_pasal,
    simpan_konsiderans,
    simpan_pasal,
    tambah_pasal,
)
from wilayah.cakupan.transisi import TindakanTertutup, VersiBasi
from wilayah.models import Jejak, Pemberitahuan


def simpan(pasal, oleh, isi="Dana dari APB Kalurahan.", versi=1):
    return simpan_pasal(pasal=pasal, isi=isi, judul="", muatan="pendanaan", versi=versi, oleh=oleh)


def jejak():
    return list(Jejak.objects.filter(peristiwa__startswith="naskah.").values_list("peristiwa", flat=True))


def kunci(naskah):
    return list(Pasal.objects.filter(naskah=naskah).order_by("urut").values_list("kunci", flat=True))


def test_a_turn_holds_off_the_other_until_it_is_given_back(pendanaan, siti, tutik):
    kunci_pasal(pasal=pendanaan, oleh=siti)
    with pytest.raises(TindakanTertutup, match="sedang menyunting"):
        kunci_pasal(pasal=pendanaan, oleh=tutik)
    lepas_pasal(pasal=pendanaan, oleh=tutik)
    pendanaan.refresh_from_db()
    assert penyunting(pendanaan) == siti
    lepas_pasal(pasal=pendanaan, oleh=siti)
    assert penyunting(kunci_pasal(pasal=pendanaan, oleh=tutik)) == tutik
    assert jejak() == []


def test_a_turn_runs_out_without_typing(pendanaan, siti, tutik):
    kunci_pasal(pasal=pendanaan, oleh=siti)
    Pasal.objects.filter(pk=pendanaan.pk).update(disunting_sampai=timezone.now() - timedelta(seconds=1))
    assert penyunting(kunci_pasal(pasal=pendanaan, oleh=tutik)) == tutik


def test_saving_keeps_the_turn_and_leaves_no_row_in_the_trail(pendanaan, siti):
    kini = simpan(pendanaan, siti)
    assert (kini.versi, penyunting(kini)) == (2, siti)
    assert simpan(pendanaan, siti, versi=1).versi == 2, "the same words again are no new version"
    assert jejak() == []


def test_who_saved_late_gets_both_texts_and_nothing_is_overwritten(pendanaan, siti, tutik):
    simpan(pendanaan, siti, "Tulisan Siti.")
    lepas_pasal(pasal=pendanaan, oleh=siti)
    with pytest.raises(VersiBasi) as basi:
        simpan(pendanaan, tutik, "Tulisan Tutik.")
    assert basi.value.kini.isi == "Tulisan Siti." and basi.value.kini.diubah_oleh == siti
    assert simpan(pendanaan, tutik, "Tulisan Siti dan Tutik.", versi=2).isi == "Tulisan Siti dan Tutik."


def test_nobody_saves_into_anothers_turn(pendanaan, siti, tutik):
    kunci_pasal(pasal=pendanaan, oleh=siti)
    with pytest.raises(VersiBasi):
        simpan(pendanaan, tutik, "Menyela.")
    pendanaan.refresh_from_db()
    assert pendanaan.isi == "Ketentuan tentang pendanaan."


def test_asking_for_the_turn_tells_whoever_has_it(pendanaan, siti, tutik):
    assert minta_giliran(pasal=pendanaan, oleh=tutik) is None
    kunci_pasal(pasal=pendanaan, oleh=siti)
    minta_giliran(pasal=pendanaan, oleh=tutik)
    minta_giliran(pasal=pendanaan, oleh=tutik)
    assert [p.penerima for p in Pemberitahuan.objects.all()] == [siti]


def test_only_people_of_a_party_write_and_only_while_it_is_written(pemeran, ks, pendanaan, siti, tutik):
    for orang in ("kecamatan.34.04.16", "bpd.34.04.16.2001", "petugas.34.04"):
        with pytest.raises(PermissionDenied):
            simpan(pendanaan, pemeran[orang])
    for orang in ("operator.34.04.16.2003", "operator.34.02.08.2001"):
        with pytest.raises(KerjaSama.DoesNotExist):
            simpan(pendanaan, pemeran[orang])
    Pihak.objects.filter(kerja_sama=ks, urut=2).update(mundur_pada="2026-11-01")
    with pytest.raises(PermissionDenied):
        simpan(pendanaan, tutik)
    KerjaSama.objects.filter(pk=ks.pk).update(status="disepakati")
    with pytest.raises(TindakanTertutup, match="tahap penyusunan"):
        simpan(pendanaan, siti)


def test_a_change_takes_agreement_back_and_tells_the_heads(pemeran, ks, pendanaan, siti):
    kades = pemeran["kades.34.04.16.2002"]
    Pihak.objects.filter(kerja_sama=ks, urut=2).update(disepakati_pada=timezone.now(), disepakati_oleh=kades)
    simpan(pendanaan, siti)
    pihak = Pihak.objects.get(kerja_sama=ks, urut=2)
    assert (pihak.disepakati_pada, pihak.disepakati_oleh) == (None, None)
    assert [p.penerima for p in Pemberitahuan.objects.all()] == [kades]


def test_what_is_too_long_is_refused_at_its_field_and_control_signs_go(pendanaan, siti):
    with pytest.raises(ValidationError) as galat:
        simpan_pasal(pasal=pendanaan, isi="x" * 10_001, judul="y" * 161, muatan="lain", versi=1, oleh=siti)
    assert set(galat.value.message_dict) == {"isi", "judul", "muatan"}
    assert simpan(pendanaan, siti, "satu\x00\r\ndua").isi == "satu\ndua"


def test_adding_stands_behind_an_article_and_a_double_submit_adds_one(ks, naskah, siti):
    dua = [tambah_pasal(kerja_sama=ks, sesudah="bidang", isi="Baru.", kunci="kunci-sama", oleh=siti) for _ in range(2)]
    assert dua[0].pk == dua[1].pk
    urutan = kunci(naskah)
    assert urutan[urutan.index("bidang") + 1] == dua[0].kunci and len(urutan) == 9
    assert dua[0].bab == "BIDANG KERJA SAMA"
    assert jejak() == ["naskah.pasal_ditambah"]
    assert Jejak.objects.get(peristiwa="naskah.pasal_ditambah").keterangan == "Pasal 3"


def test_a_new_chapter_stands_behind_the_whole_chapter(ks, naskah, siti):
    tambah_pasal(kerja_sama=ks, sesudah="bidang", isi="Kedua.", oleh=siti)
    baru = tambah_pasal(kerja_sama=ks, sesudah="bidang", bab="lampiran", oleh=siti)
    judul = [b["judul"] for b in isi_kini(ks, naskah)["bab"]]
    assert baru.bab == "LAMPIRAN" and judul[1:3] == ["BIDANG KERJA SAMA", "LAMPIRAN"]


def test_numbers_and_references_follow_when_articles_move(ks, naskah, siti):
    pasal = {p.kunci: p for p in Pasal.objects.filter(naskah=naskah)}
    simpan_pasal(pasal=pasal["bidang"], isi="Lihat [[pasal:pendanaan]].", judul="", muatan="bidang", versi=1, oleh=siti)
    pindah_bab(pasal=pasal["pendanaan"], arah=-1, oleh=siti)
    bab = bentuk(isi_kini(ks, naskah))["bab"]
    assert bab[1]["pasal"][0]["ayat"][0]["teks"] == "Lihat Pasal 5."
    assert jejak() == ["naskah.susunan_diubah"]


def test_over_the_edge_of_its_chapter_an_article_joins_the_next(naskah, pendanaan, siti):
    pindah_pasal(pasal=pendanaan, arah=1, oleh=siti)
    pendanaan.refresh_from_db()
    assert pendanaan.bab == "TATA CARA PERUBAHAN, PENUNDAAN, DAN PEMBATALAN"
    pindah_pasal(pasal=pendanaan, arah=1, oleh=siti)
    assert kunci(naskah)[-3:] == ["perubahan", "pendanaan", "perselisihan"]
    atas = Pasal.objects.get(naskah=naskah, kunci="ruang_lingkup")
    sebelum = kunci(naskah)
    pindah_pasal(pasal=atas, arah=-1, oleh=siti)
    assert kunci(naskah) == sebelum


def test_a_chapter_is_renamed_whole(ks, naskah, pendanaan, siti):
    tambah_pasal(kerja_sama=ks, sesudah="pendanaan", oleh=siti)
    namai_bab(pasal=pendanaan, judul="pembiayaan", oleh=siti)
    assert Pasal.objects.filter(naskah=naskah, bab="PEMBIAYAAN").count() == 2
    with pytest.raises(ValidationError):
        namai_bab(pasal=pendanaan, judul=" ", oleh=siti)


def test_taking_out_needs_the_newest_words_and_keeps_them_in_the_trail(naskah, pendanaan, siti, tutik):
    simpan(pendanaan, tutik, "Baru ditulis.")
    with pytest.raises(TindakanTertutup):
        hapus_pasal(pasal=pendanaan, versi=2, oleh=siti)
    lepas_pasal(pasal=pendanaan, oleh=tutik)
    with pytest.raises(VersiBasi):
        hapus_pasal(pasal=pendanaan, versi=1, oleh=siti)
    hapus_pasal(pasal=pendanaan, versi=2, oleh=siti)
    assert Jejak.objects.get(peristiwa="naskah.pasal_dihapus").sebelum_nya["isi"] == "Baru ditulis."
    with pytest.raises(TindakanTertutup, match="sudah dihapus"):
        simpan(pendanaan, tutik, "Masih menulis.", versi=2)


def test_considerations_saved_late_show_both_and_letters_follow(ks, naskah, siti, tutik):
    akhir = "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a, perlu menetapkan"
    isi = {"menimbang": ["bahwa satu;", " ", "bahwa dua", akhir]}
    simpan_konsiderans(kerja_sama=ks, isi=isi, versi=1, oleh=siti)
    naskah = Naskah.objects.get(pk=naskah.pk)
    assert naskah.menimbang[:2] == ["bahwa satu", "bahwa dua"] and "huruf a dan huruf b" in naskah.menimbang[-1]
    with pytest.raises(VersiBasi) as basi:
        simpan_konsiderans(kerja_sama=ks, isi={"menimbang": ["bahwa lain"]}, versi=1, oleh=tutik)
    assert basi.value.kini.menimbang == naskah.menimbang
    assert jejak() == ["naskah.konsiderans_diubah"]
