"""From the edition of 2022 to that of 2025, where codes were used again: 14 new names are those of a neighbour."""

import csv
from datetime import date
from pathlib import Path

import pytest

from wilayah.models import RiwayatWilayah, Wilayah
from wilayah.pohon.queries import HILANG, NAMA_BARU, SEMUA, WILAYAH_LAIN
from wilayah.pohon.rules import Baris, urut_kode
from wilayah.pohon.services_impor import BerkasWilayah, PerluKeputusan, impor_wilayah

DATA = Path(__file__).with_name("petikan")
BERGESER = {
    *"96.01.05.1007 96.01.05.1008 96.01.05.1009 96.01.05.1010 96.02.01.1002 96.03.05 96.03.23".split(),
    *"96.04.22.2005 96.04.22.2006 96.04.26.2003 96.04.26.2004 96.04.26.2005 96.04.26.2006 96.04.26.2007".split(),
}
BERBEDA = {
    *"11.02.03.2002 12.07.20 12.12.24.2010 13.05.06 32.11.02.2001 73.09.12.2006 81.08.03".split(),
}


def _edisi(tahun, tanggal, dasar):
    with (DATA / f"edisi-{tahun}.csv").open(encoding="utf-8") as berkas:
        baris = sorted((Baris(**satu) for satu in csv.DictReader(berkas)), key=urut_kode)
    return BerkasWilayah(baris, tahun, dasar, tanggal, "0" * 64, tuple(b.kode for b in baris if len(b.kode) == 2))


LAMA = _edisi("2022", date(2022, 11, 9), "Kepmendagri 100.1.1-6117 Tahun 2022")
BARU = _edisi("2025", date(2025, 4, 25), "Kepmendagri 300.2.2-2138 Tahun 2025")


@pytest.fixture
def pohon(pemeran):
    impor_wilayah(berkas=LAMA)
    return {w.kode: w.pk for w in Wilayah.objects.filter(riwayat__isnull=False)}


def _tanya():
    with pytest.raises(PerluKeputusan) as galat:
        impor_wilayah(berkas=BARU)
    return galat.value.hasil


def _putuskan(hasil, **khusus):
    """As a person who looks at the map would: a shift is another region, the two Ayau only exchanged their names."""
    jawaban = []
    for p in hasil.mencurigakan:
        bergeser = p.kode in BERGESER and len(p.kode) > 8
        pilihan = HILANG if p.kode == SEMUA else WILAYAH_LAIN if bergeser else NAMA_BARU
        jawaban.append(p._replace(keputusan=khusus.get(p.kode, pilihan)))
    return jawaban + [p._replace(keputusan=WILAYAH_LAIN) for p in hasil.dugaan]


def test_shifts_and_other_names_stop_the_import_and_nothing_else_does(pohon):
    sebelum = RiwayatWilayah.objects.count()
    hasil = _tanya()
    assert {p.kode for p in hasil.mencurigakan} == BERGESER | BERBEDA | {SEMUA}
    assert {p.kode: p.asal for p in hasil.mencurigakan}["96.01.05.1008"] == "96.01.05.1007"
    assert {p.kode for p in hasil.mencurigakan if p.asal} == BERGESER
    assert RiwayatWilayah.objects.count() == sebelum


def test_an_accepted_shift_keeps_each_identity_with_its_name(pohon):
    impor_wilayah(berkas=BARU, terima=_putuskan(_tanya()))
    klabinain = Wilayah.objects.get(pk=pohon["96.01.05.1007"])
    assert (klabinain.kode, klabinain.nama) == ("96.01.05.1008", "Klabinain")
    assert list(klabinain.riwayat.values_list("kode", "berlaku_sejak", "berlaku_sampai")) == [
        ("96.01.05.1007", date(2022, 11, 9), date(2025, 4, 24)),
        ("96.01.05.1008", date(2025, 4, 25), None),
    ]
    assert Wilayah.objects.get(pk=pohon["96.01.05.1010"]).kode == "96.01.05.1012"


def test_villages_under_a_new_kecamatan_are_the_same_where_a_person_says_so(pohon):
    impor_wilayah(berkas=BARU, terima=_putuskan(_tanya()))
    tolisu = Wilayah.objects.get(pk=pohon["72.01.09.2015"])
    assert (tolisu.kode, tolisu.induk.nama) == ("72.01.24.2001", "Toili Jaya")


def test_a_guess_that_nobody_took_up_ends_the_one_and_makes_the_other(pohon):
    jawaban = [p for p in _putuskan(_tanya()) if p.keputusan != WILAYAH_LAIN or p.kode in BERGESER]
    impor_wilayah(berkas=BARU, terima=jawaban)
    lama = Wilayah.objects.get(pk=pohon["72.01.09.2015"])
    assert (lama.aktif, lama.kode) == (False, "72.01.09.2015")
    assert Wilayah.objects.get(kode="72.01.24.2001").pk not in pohon.values()


def test_the_tree_is_the_edition_and_a_second_run_writes_nothing(pohon):
    jawaban = _putuskan(_tanya())
    impor_wilayah(berkas=BARU, terima=jawaban)
    kode = [b.kode for b in BARU.baris]
    ada = Wilayah.objects.filter(kode__in=kode, aktif=True)
    assert {(w.kode, w.nama, w.jenis) for w in ada} == set(BARU.baris)
    assert all(w.kode.rpartition(".")[0] in ("", w.induk.kode) for w in ada.select_related("induk"))
    terbuka = RiwayatWilayah.objects.filter(berlaku_sampai__isnull=True, kode__in=kode)
    assert {(r.kode, r.nama, r.jenis) for r in terbuka} == set(BARU.baris)
    assert not impor_wilayah(berkas=BARU, terima=jawaban).ada_perubahan


def test_a_kecamatan_that_is_said_to_move_takes_its_villages_along(pohon):
    """Said of the two Ayau it is wrong, and every village that does not fit shows it."""
    salah = _putuskan(_tanya(), **{"96.03.05": WILAYAH_LAIN, "96.03.23": WILAYAH_LAIN})
    with pytest.raises(PerluKeputusan) as galat:
        impor_wilayah(berkas=BARU, terima=salah)
    assert {p.kode for p in galat.value.hasil.mencurigakan} == {
        f"{kecamatan}.200{n}" for kecamatan in ("96.03.05", "96.03.23") for n in range(1, 5)
    }


def test_one_region_cannot_become_two(pohon):
    jawaban = _putuskan(_tanya())
    jawaban += [p._replace(kode="72.01.24.2002", nama_berkas="Mekar Kencana") for p in jawaban if "Tolisu" in p]
    with pytest.raises(PerluKeputusan) as galat:
        impor_wilayah(berkas=BARU, terima=jawaban)
    assert [p.kode for p in galat.value.hasil.mencurigakan] == ["72.01.24.2002"]
