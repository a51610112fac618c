"""The clause library: what a drafter picks must be usable as it is, in every urusan and both kinds of text."""

import re
import string

import pytest

from kerjasama.enums import Bentuk, Muatan, Urusan
from kerjasama.queries.klausul import ISIAN, TITIK, isi_teks, isian_klausul, klausul_untuk, semua_klausul
from kerjasama.rules.naskah import muatan_tercakup, urai
from tests.pabrik.siklus import buat_siklus

LENGKAP = "air sampah wisata pasar bum_desa pertanian jalan kesehatan keamanan bencana lingkungan".split()
JENIS = ("pbkd", "perjanjian")


def test_every_clause_can_be_used_as_it_is():
    assert len(semua_klausul()) > 250
    assert [(k.kode, sebab) for k in semua_klausul() for sebab in _cela(k)] == []


def _cela(k):
    medan = {nama for _, nama, _, _ in string.Formatter().parse(k.isi + k.judul) if nama is not None}
    if not medan <= set(ISIAN):
        yield f"unknown fields {medan - set(ISIAN)}"
    if k.muatan not in ("", *Muatan.values) or not k.judul or not k.bab:
        yield "no matter, title or chapter"
    # Articles are numbered by their order: a number written by hand would soon be another article's.
    if re.search(r"\b[Pp]asal \d", k.isi):
        yield "article number"
    # PP 43/2014 is no law any more (PP 16/2026 Ps 187).
    if re.search(r"\b43\b", k.isi):
        yield "revoked law"
    for baris in k.isi.split("\n"):
        if baris != " ".join(baris.split()) or not baris.endswith((".", ";", ":", "; dan", "; atau", "; dan/atau")):
            yield f"end of line: {baris[-20:]}"


def test_a_lettered_list_ends_as_a_sentence_does():
    salah = []
    for k in semua_klausul():
        for ayat in urai(k.isi):
            butir = [b["teks"] for b in ayat["huruf"]]
            if butir and (ayat["teks"][-1] != ":" or butir[-1][-1] != "."):
                salah.append((k.kode, ayat["teks"][:40]))
    assert salah == []


def test_codes_name_one_clause_of_each_kind():
    kode = [(k.kode, k.bentuk) for k in semua_klausul()]
    assert len(kode) == len(set(kode))


@pytest.mark.parametrize("jenis", JENIS)
@pytest.mark.parametrize("urusan", Urusan.values)
def test_every_matter_is_at_hand_for_every_urusan(urusan, jenis):
    ada = {k.muatan for k in klausul_untuk(urusan=urusan, bentuk=jenis)}
    assert set(Muatan.values) <= ada


@pytest.mark.parametrize("jenis", JENIS)
@pytest.mark.parametrize("urusan", LENGKAP)
def test_these_have_clauses_of_their_own_for_every_matter(urusan, jenis):
    milik = [k for k in klausul_untuk(urusan=urusan, bentuk=jenis) if k.urusan]
    assert {k.muatan for k in milik} == set(Muatan.values)
    isi = {"jenis": jenis, "bab": [{"judul": "", "pasal": [{"kunci": k.kode, **_pasal(k)} for k in milik]}]}
    assert [m["muatan"] for m in muatan_tercakup(isi) if m["status"] != "ada"] == []


def _pasal(klausul):
    return {"judul": klausul.judul, "isi": klausul.isi, "muatan": klausul.muatan}


def test_clauses_of_the_urusan_come_before_the_general_ones():
    hasil = klausul_untuk(urusan="sampah", bentuk=Bentuk.ANTAR_DESA, muatan="pendanaan")
    assert [k.urusan for k in hasil][:2] == ["sampah", "sampah"]
    assert {k.urusan for k in hasil} == {"sampah", ""}
    assert {k.bentuk for k in hasil} == {"pbkd"}
    ketiga = klausul_untuk(urusan="sampah", bentuk=Bentuk.PIHAK_KETIGA_MULTI_DESA, muatan="pendanaan")
    assert {k.bentuk for k in ketiga} == {"perjanjian"}


def test_what_the_agreement_does_not_say_is_left_to_write_on(pemeran):
    assert isi_teks("Selama {jangka_waktu} di {kabupaten}.", {"kabupaten": "Kabupaten Sleman", "jangka_waktu": ""}) == (
        f"Selama {TITIK} di Kabupaten Sleman."
    )


def _isian(pemeran, *kode, **lain):
    desa = [pemeran.wilayah(k) for k in kode]
    return isian_klausul(buat_siklus(desa=desa, oleh=pemeran["operator.34.04.16.2001"], **lain))


def test_regional_words_parties_and_term_come_from_the_agreement(pemeran):
    isian = _isian(pemeran, "34.04.16.2001", "34.04.16.2002", nilai=180_000_000)
    assert set(isian) == set(ISIAN)
    assert isian["para_desa"] == "Kalurahan Purwobinangun dan Kalurahan Candibinangun"
    assert (isian["kepala_desa"], isian["bkad_singkat"], isian["pelaksana"]) == ("Lurah", "BKAK", "BKAK")
    assert isian["jangka_waktu"] == "5 (lima) tahun"
    assert isian["nilai"] == "Rp180.000.000,00 (seratus delapan puluh juta rupiah)"


def test_the_office_that_settles_follows_where_the_villages_lie(pemeran):
    assert _isian(pemeran, "34.04.16.2001", "34.04.16.2002")["penyelesai"] == "Panewu Pakem"
    assert _isian(pemeran, "34.04.16.2001", "34.04.14.2001")["penyelesai"] == "Bupati Sleman"
    lintas = _isian(pemeran, "34.04.16.2001", "34.02.08.2001", lintas_kabupaten=True)["penyelesai"]
    assert lintas == "Bupati Sleman dan Bupati Bantul dengan fasilitasi Gubernur Daerah Istimewa Yogyakarta"


def test_parties_of_a_perjanjian_are_named_by_their_turn(pemeran):
    satu = _isian(pemeran, "34.04.16.2001", pihak_ketiga="PT Tirta")
    assert (satu["pihak_desa"], satu["pihak_mitra"], satu["pihak_ketiga"]) == (
        "PIHAK KESATU",
        "PIHAK KEDUA",
        "PT Tirta",
    )
    dua = _isian(pemeran, "34.04.16.2001", "34.04.16.2002", pihak_ketiga="PT Tirta", bentuk="pihak_ketiga_multi_desa")
    assert (dua["pihak_desa"], dua["pihak_mitra"]) == ("PIHAK KESATU dan PIHAK KEDUA", "PIHAK KETIGA")
