import csv
import io
import json
import lzma
from collections import Counter
from datetime import date, timedelta

import pikepdf
import pytest
from django.conf import settings

from binwas.management.contoh.jalannya import WIB, hari_langkah
from binwas.management.contoh.konteks_naskah import html_naskah
from kerjasama.enums import Bentuk, Bidang, JenisPihakKetiga, Prakarsa, Urusan
from wilayah.cetak.mesin import html_ke_pdf
from wilayah.kalender.rules import Aturan, Libur, Peristiwa, hitung_jam, sisa_hari
from wilayah.models import Wilayah

FIXTURES = settings.AKAR / "fixtures"
CONTOH = json.loads((FIXTURES / "contoh" / "kerja_sama.json").read_text())
LIBUR = {
    date.fromisoformat(h["tanggal"]): Libur(date.fromisoformat(h["tanggal"]), h["nama"])
    for h in json.loads((FIXTURES / "hari_libur.json").read_text())["hari"]
}
ATURAN = next(
    Aturan(a["nilai"], a["satuan"])
    for a in json.loads((FIXTURES / "aturan_tenggat.json").read_text())
    if a["kode"] == "klarifikasi"
)
INSTRUMEN = json.loads((FIXTURES / "instrumen" / "klarifikasi_pbkd.json").read_text())
HARI_INI = date(2026, 11, 25)
URUTAN = "daftar tanggapan teruskan periksa catat kembalikan jawab telaah usul paraf nomor terbit".split()
KLARIFIKASI_TERBUKA = ("34.04", "34.02", "33.10")
PERLU_KLARIFIKASI = {
    "diteruskan",
    "dikembalikan_kabupaten",
    "dicatat_lengkap",
    "ditelaah",
    "diusulkan",
    "siap_ttd",
    "bernomor_basah",
    "selesai",
    "bertentangan",
}


def test_the_agreements_are_many_and_varied():
    assert len(CONTOH) == 60
    assert len({isi["judul"] for isi in CONTOH}) >= 45
    assert len({isi["kunci"] for isi in CONTOH}) == 60
    assert len({isi["urusan"] for isi in CONTOH}) >= 8
    assert Counter(isi["bentuk"] for isi in CONTOH) == {
        "antar_desa": 46,
        "pihak_ketiga": 10,
        "pihak_ketiga_multi_desa": 4,
    }
    assert sum(isi["pihak"][0]["desa"].startswith("34.04.16.") for isi in CONTOH) >= 8


def test_every_party_is_a_village_of_the_shipped_regions():
    teks = lzma.decompress((FIXTURES / "wilayah.csv.xz").read_bytes()).decode()
    desa = {b["kode"] for b in csv.DictReader(io.StringIO(teks)) if b["jenis"] == "desa"}
    assert {p["desa"] for isi in CONTOH for p in isi["pihak"]} <= desa


@pytest.mark.parametrize("isi", CONTOH, ids=lambda isi: isi["kunci"])
def test_an_entry_can_be_registered(isi):
    assert isi["bidang"] in Bidang.values
    assert isi["urusan"] in Urusan.values
    assert isi["prakarsa"] in Prakarsa.values
    assert all(mitra["jenis"] in JenisPihakKetiga.values for mitra in isi["pihak_ketiga"])
    desa = [p["desa"] for p in isi["pihak"]]
    assert len(set(desa)) == len(desa)
    assert (len(desa) > 1) == (isi["bentuk"] != Bentuk.PIHAK_KETIGA)
    assert bool(isi["pihak_ketiga"]) == (isi["bentuk"] != Bentuk.ANTAR_DESA)
    assert (len({kode[:5] for kode in desa}) > 1) == isi["lintas_kabupaten"]
    assert isi["pihak"][0]["nomor"]


@pytest.mark.parametrize("isi", CONTOH, ids=lambda isi: isi["kunci"])
def test_the_days_of_an_entry_follow_one_another(isi):
    hari = [isi["hari_lalu"][langkah] for langkah in URUTAN if langkah in isi["hari_lalu"]]
    assert hari == sorted(hari, reverse=True)
    assert len(hari) == len(isi["hari_lalu"])
    assert hari[0] == isi["umur_hari"]
    diundangkan = isi["ditetapkan_hari_lalu"] - max(p["selang"] or 0 for p in isi["pihak"])
    assert diundangkan > isi["umur_hari"]
    if isi["masa_bulan"]:
        habis = isi["ditetapkan_hari_lalu"] > isi["masa_bulan"] * 30.6
        assert habis == (isi["skenario"] == "habis_masa")


@pytest.mark.parametrize("isi", CONTOH, ids=lambda isi: isi["kunci"])
def test_a_scenario_is_open_to_its_agreement(isi):
    terbuka = isi["bentuk"] == Bentuk.ANTAR_DESA and isi["pihak"][0]["desa"].startswith(KLARIFIKASI_TERBUKA)
    terbuka = terbuka and not isi["lintas_kabupaten"]
    if isi["skenario"] in PERLU_KLARIFIKASI:
        assert terbuka
    if isi["skenario"] == "diperiksa":
        assert not terbuka
    assert {c["butir"] for c in isi["catatan"]} <= {b["kode"] for b in INSTRUMEN["butir"]}
    assert bool(isi["kembali"]) == ("kembalikan" in isi["hari_lalu"])
    assert bool(isi["keberatan"]) == (isi["skenario"] == "keberatan")
    if "usul" in isi["hari_lalu"]:
        nilai = {c["nilai"] for c in isi["catatan"]}
        harus = "sesuai_dengan_catatan" if "perlu_perbaikan" in nilai else "sesuai"
        assert isi["hasil"] == ("bertentangan" if "bertentangan" in nilai else harus)


def _jatuh(isi, hari_ini):
    """In how many days the review of an example ends, by the clock itself, when the examples are made on a day."""
    hari_lalu = hari_langkah(isi, hari_ini, LIBUR)
    langkah = {"catat": "mulai", "kembalikan": "jeda", "jawab": "lanjut"}
    peristiwa = [Peristiwa(langkah[k], hari_ini - timedelta(n)) for k, n in hari_lalu.items() if k in langkah]
    return sisa_hari(hitung_jam(peristiwa, ATURAN, LIBUR, WIB).tenggat, hari_ini)


def test_queues_hold_late_due_and_near_on_whichever_day_they_are_filled():
    """Every day of two years: weekends, and the mornings after the longest holidays."""
    terbuka = [
        isi
        for isi in CONTOH
        if isi["pihak"][0]["desa"].startswith("34.04.") and isi["skenario"] in {"dicatat_lengkap", "ditelaah"}
    ]
    for n in range(670):
        hari_ini = date(2026, 3, 1) + timedelta(n)
        sisa = [_jatuh(isi, hari_ini) for isi in terbuka]
        assert min(sisa) < 0 and 0 in sisa and any(0 < s <= 7 for s in sisa), hari_ini


@pytest.mark.parametrize("isi", [i for i in CONTOH if "jatuh_dalam_hari" in i], ids=lambda isi: isi["kunci"])
def test_moved_days_still_follow_one_another(isi):
    for n in range(670):
        hari_lalu = hari_langkah(isi, date(2026, 3, 1) + timedelta(n), LIBUR)
        hari = [hari_lalu[langkah] for langkah in URUTAN if langkah in hari_lalu]
        assert hari == sorted(hari, reverse=True) and hari_lalu["jawab"] < hari_lalu["kembalikan"]
        assert isi["ditetapkan_hari_lalu"] - 60 > hari[0]
        assert _jatuh(isi, date(2026, 3, 1) + timedelta(n)) == isi["jatuh_dalam_hari"]


@pytest.fixture
def desa_contoh(pemeran):
    """The regions of the examples, made as small as the documents need them."""
    for kode in sorted({p["desa"] for isi in CONTOH for p in isi["pihak"]}):
        induk = Wilayah.objects.get(kode="0")
        bagian = kode.split(".")
        for tingkat, jenis in enumerate(("provinsi", "kabupaten", "kecamatan", "desa"), start=1):
            induk, _ = Wilayah.objects.get_or_create(
                kode=".".join(bagian[:tingkat]),
                defaults={"nama": f"Contoh {bagian[tingkat - 1]}", "jenis": jenis, "tingkat": tingkat, "induk": induk},
            )


def test_every_document_can_be_written(desa_contoh):
    for isi in CONTOH:
        naskah = html_naskah(isi, HARI_INI)
        assert "TIDAK-TERDEFINISI" not in naskah, isi["kunci"]
        lama = isi["ditetapkan_hari_lalu"] > (HARI_INI - date(2026, 3, 27)).days
        assert ("Peraturan Pemerintah Nomor 43 Tahun 2014" in naskah) == lama, isi["kunci"]
        assert ("Peraturan Pemerintah Nomor 16 Tahun 2026" in naskah) != lama, isi["kunci"]


@pytest.mark.parametrize("bentuk", [Bentuk.ANTAR_DESA, Bentuk.PIHAK_KETIGA])
def test_a_document_has_at_least_three_pages(desa_contoh, bentuk):
    isi = next(isi for isi in CONTOH if isi["bentuk"] == bentuk)
    pdf = html_ke_pdf(html_naskah(isi, HARI_INI), huruf="bookman")
    assert len(pikepdf.open(io.BytesIO(pdf)).pages) >= 3
