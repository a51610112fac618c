"""The whole agreements in fixtures/naskah: real enough to be signed."""

import json
import re

import pytest

from kerjasama.enums import Bentuk, Bidang, Muatan, Urusan
from kerjasama.queries.klausul import TITIK
from kerjasama.rules.naskah import PBKD, bentuk, muatan_tercakup, nomor_pasal, rujukan_putus
from wilayah.models import DasarHukum

from .conftest import NASKAH, naskah_contoh

ISI = {"jenis", "judul", "pihak", "menimbang", "mengingat", "komparisi", "premis", "bab"}


def semua():
    return [json.loads(b.read_text(encoding="utf-8")) for b in NASKAH]


def test_they_are_ten_of_different_urusan_in_all_three_forms_and_one_change():
    naskah = semua()
    utuh = [n for n in naskah if "mengubah" not in n]
    assert len(utuh) >= 10 and len({n["urusan"] for n in utuh}) >= 10
    assert {n["bentuk"] for n in utuh} == set(Bentuk.values)
    assert {n["bidang"] for n in utuh} >= {"pembangunan", "kemasyarakatan", "pemberdayaan"}
    assert [n["mengubah"] for n in naskah if "mengubah" in n] == ["air-umbul-wadon"]
    multi = [n for n in utuh if n["bentuk"] == "pihak_ketiga_multi_desa"]
    assert [len(n["isi"]["pihak"]) for n in multi] == [4]


@pytest.mark.parametrize("berkas", NASKAH, ids=lambda b: b.stem)
def test_a_text_is_whole(berkas):
    naskah = naskah_contoh(berkas.stem)
    isi = naskah["isi"]
    assert set(isi) == ISI
    assert naskah["bentuk"] in Bentuk.values and naskah["bidang"] in Bidang.values and naskah["urusan"] in Urusan.values
    pasal = [p for b in bentuk(isi)["bab"] for p in b["pasal"]]
    assert [p["nomor"] for p in pasal] == list(range(1, len(pasal) + 1))
    assert len(nomor_pasal(isi)) == len(pasal)
    assert rujukan_putus(isi) == {}
    assert any("[[pasal:" in p["isi"] for b in isi["bab"] for p in b["pasal"])
    teks = json.dumps(isi, ensure_ascii=False)
    assert TITIK not in teks and "{" not in json.dumps(isi["bab"]).replace('{"', "") and "lorem" not in teks.lower()
    assert not re.search(r"[^\]]\bPasal \d+(?! ayat \(2\) Undang)", " ".join(_bunyi(isi)))


def _bunyi(isi):
    return [p["isi"] for b in isi["bab"] for p in b["pasal"]]


@pytest.mark.parametrize("berkas", [b for b in NASKAH if "adendum" not in b.stem], ids=lambda b: b.stem)
def test_the_eight_matters_are_settled(berkas):
    isi = naskah_contoh(berkas.stem)["isi"]
    assert [(m["muatan"], m["status"]) for m in muatan_tercakup(isi)] == [(m, "ada") for m in Muatan.values]


def test_a_change_takes_up_articles_of_the_text_that_it_changes():
    lama, baru = naskah_contoh("air-umbul-wadon")["isi"], naskah_contoh("adendum-air-umbul-wadon")["isi"]
    assert {"debit", "pendanaan"} <= set(nomor_pasal(baru)) & set(nomor_pasal(lama))


@pytest.mark.parametrize("berkas", NASKAH, ids=lambda b: b.stem)
def test_the_basis_cited_is_law_in_force(berkas, pemeran):
    """What the office's own list of law knows is cited in its own words; nothing revoked is."""
    isi = naskah_contoh(berkas.stem)["isi"]
    kini = set(DasarHukum.objects.filter(berlaku_sampai__isnull=True).values_list("nama", flat=True))
    dikenal = {"uu-6-2014", "uu-23-2014", "pp-16-2026", "permendagri-96-2017"}
    wajib = set(DasarHukum.objects.filter(kode__in=dikenal, berlaku_sampai__isnull=True).values_list("nama", flat=True))
    assert len(wajib) == 4 and wajib <= set(isi["mengingat"]) and wajib <= kini
    assert "Nomor 43 Tahun 2014" not in json.dumps(isi)
    tingkat = [n.split(" Nomor ")[0] for n in isi["mengingat"]]
    urut = ["Undang-Undang", "Peraturan Pemerintah", "Peraturan Menteri Dalam Negeri"]
    assert tingkat == sorted(tingkat, key=urut.index)


@pytest.mark.parametrize("berkas", NASKAH, ids=lambda b: b.stem)
def test_shares_and_amounts_agree(berkas):
    """Percentages that divide one amount make a hundred, and the amounts make it whole."""
    for teks in _bunyi(naskah_contoh(berkas.stem)["isi"]):
        bagian = [int(n) for n in re.findall(r"^[a-z]\. .*?sebesar (\d+)%", teks, re.MULTILINE)]
        rupiah = [int(n.replace(".", "")) for n in re.findall(r"^[a-z]\. .*?atau Rp([\d.]+),00", teks, re.MULTILINE)]
        jumlah = re.search(r"(?:jumlah|sebesar) Rp([\d.]+),00", teks)
        if rupiah:
            assert sum(bagian) == 100
            assert sum(rupiah) == int(jumlah[1].replace(".", ""))
            assert rupiah == [sum(rupiah) * b // 100 for b in bagian]


def test_the_kind_of_text_follows_the_form():
    for n in semua():
        assert (n["isi"]["jenis"] == PBKD) == (n["bentuk"] == "antar_desa")
        assert bool(n["isi"]["komparisi"]) == (n["bentuk"] != "antar_desa")
