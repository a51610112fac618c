"""A region keeps its identity through every change; its periods never overlap, nor do the holders of one code."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from wilayah.models import RiwayatWilayah, Wilayah
from wilayah.pohon.rules import Baris
from wilayah.pohon.services_riwayat import (
    Keadaan,
    nonaktifkan,
    tambah_wilayah,
    tetapkan_banyak,
    tetapkan_keadaan,
)

SEJAK = {"tanggal": date(2026, 1, 1), "dasar_hukum": "UU uji", "edisi": "uji"}
AWAL = SEJAK | {"tanggal": date(2020, 1, 1)}
BARIS = [
    Baris("91", "Papua", "provinsi"),
    Baris("93", "Papua Selatan", "provinsi"),
    Baris("91.01", "Kabupaten Merauke", "kabupaten"),
    Baris("91.01.01", "Merauke", "kecamatan"),
    Baris("91.01.01.2001", "Wasur", "desa"),
    Baris("91.01.01.2002", "Nasem", "desa"),
    Baris("91.01.02", "Muting", "kecamatan"),
    Baris("91.01.02.2001", "Waan", "desa"),
]


@pytest.fixture
def papua(pemeran):
    return {w.kode: w for w in tambah_wilayah(baris=BARIS, **AWAL)}


def _kode(papua):
    return {w.nama: w.kode for w in Wilayah.objects.filter(pk__in=[w.pk for w in papua.values()])}


def test_a_new_code_carries_along_what_is_below(papua):
    merauke = tetapkan_keadaan(wilayah=papua["91.01"], kode="93.01", **SEJAK)
    assert (merauke.kode, merauke.induk.kode) == ("93.01", "93")
    desa = Wilayah.objects.get(pk=papua["91.01.01.2001"].pk)
    assert (desa.kode, desa.induk.kode, desa.kode_leluhur(1)) == ("93.01.01.2001", "93.01.01", "93")
    assert list(desa.riwayat.values_list("kode", "berlaku_sejak", "berlaku_sampai")) == [
        ("91.01.01.2001", date(2020, 1, 1), date(2025, 12, 31)),
        ("93.01.01.2001", date(2026, 1, 1), None),
    ]
    assert not Wilayah.objects.filter(kode__berawal="91.01").exists()


def test_a_new_code_costs_the_same_for_one_and_for_many(papua, django_assert_max_num_queries):
    tambah_wilayah(baris=[Baris(f"91.01.01.2{n:03}", f"Kampung {n}", "desa") for n in range(100, 400)], **AWAL)
    with django_assert_max_num_queries(17):
        tetapkan_keadaan(wilayah=papua["91.01"], kode="93.01", **SEJAK)
    assert Wilayah.objects.filter(kode__berawal="93.01.01.").count() == 302


def test_two_change_codes_with_what_is_below_them(papua):
    satu, dua = papua["91.01.01"], papua["91.01.02"]
    tetapkan_banyak(
        keadaan=[Keadaan(satu, "91.01.02", satu.nama, satu.jenis), Keadaan(dua, "91.01.01", dua.nama, dua.jenis)],
        **SEJAK,
    )
    kode = _kode(papua)
    assert (kode["Merauke"], kode["Wasur"], kode["Nasem"]) == ("91.01.02", "91.01.02.2001", "91.01.02.2002")
    assert (kode["Muting"], kode["Waan"]) == ("91.01.01", "91.01.01.2001")


def test_what_is_stated_below_a_moving_region_goes_its_own_way(papua):
    merauke, wasur = papua["91.01"], papua["91.01.01.2001"]
    tetapkan_banyak(
        keadaan=[
            Keadaan(merauke, "93.01", merauke.nama, merauke.jenis),
            Keadaan(wasur, "93.01.02.2009", "Wasur Baru", "desa"),
        ],
        **SEJAK,
    )
    wasur.refresh_from_db()
    assert (wasur.kode, wasur.nama, wasur.induk.nama, wasur.kunci_cari) == (
        "93.01.02.2009",
        "Wasur Baru",
        "Muting",
        "wasurbaru",
    )


def test_a_code_in_use_is_refused_and_nothing_is_written(papua):
    sebelum = RiwayatWilayah.objects.count()
    with pytest.raises(ValidationError, match="91.01.01.2002 masih dipakai"):
        tetapkan_keadaan(wilayah=papua["91.01.01.2001"], kode="91.01.01.2002", **SEJAK)
    assert RiwayatWilayah.objects.count() == sebelum


def test_an_inactive_holder_gives_up_its_code_and_is_found_by_it_still(papua, masuk, pemeran):
    nonaktifkan(wilayah=papua["91.01.01.2002"], tanggal=date(2025, 6, 1))
    tetapkan_keadaan(wilayah=papua["91.01.01.2001"], kode="91.01.01.2002", **SEJAK)
    nasem = Wilayah.objects.get(pk=papua["91.01.01.2002"].pk)
    assert (nasem.kode, nasem.aktif, nasem.kode_leluhur(3)) == ("91.01.01.x001", False, "91.01.01")
    klien = masuk(pemeran["pusat"])
    assert "Tidak aktif sejak" in klien.get("/wilayah/91.01.01.x001/").content.decode()
    assert "Wasur</h1>" in klien.get("/wilayah/91.01.01.2002/").content.decode()
    nonaktifkan(wilayah=papua["91.01.02.2001"], tanggal=date(2025, 6, 1))
    tambah_wilayah(baris=[Baris("91.01.02.2001", "Waan Baru", "desa")], **SEJAK)
    assert Wilayah.objects.get(pk=papua["91.01.02.2001"].pk).kode == "91.01.02.x001"


def test_a_whole_kecamatan_gives_up_its_code_with_the_ended_villages(papua):
    nonaktifkan(wilayah=papua["91.01.02"], tanggal=date(2025, 6, 1))
    tambah_wilayah(baris=[Baris("91.01.02", "Lain", "kecamatan"), Baris("91.01.02.2001", "Baru", "desa")], **SEJAK)
    kode = _kode(papua)
    assert (kode["Muting"], kode["Waan"]) == ("91.01.x001", "91.01.x001.2001")


def test_an_ended_region_hands_on_to_the_last_of_the_line(papua):
    a, b, c = (papua[k] for k in ("91.01.01.2001", "91.01.01.2002", "91.01.02.2001"))
    nonaktifkan(wilayah=a, tanggal=date(2024, 1, 1), diteruskan_oleh=b)
    nonaktifkan(wilayah=b, tanggal=date(2025, 1, 1), diteruskan_oleh=c)
    a.refresh_from_db()
    assert (a.diteruskan_oleh, b.diteruskan_oleh, a.nonaktif_sejak, b.aktif) == (c, c, date(2024, 1, 1), False)
    assert b.riwayat.get().berlaku_sampai == date(2024, 12, 31)


def test_an_inactive_region_is_active_again_from_the_date(papua):
    desa = papua["91.01.01.2001"]
    nonaktifkan(wilayah=desa, tanggal=date(2024, 1, 1))
    tetapkan_keadaan(wilayah=desa, **SEJAK)
    assert (desa.aktif, desa.nonaktif_sejak) == (True, None)
    assert desa.riwayat.filter(berlaku_sampai__isnull=True).get().berlaku_sejak == date(2026, 1, 1)


def test_a_slip_of_the_same_day_leaves_no_period(papua):
    tetapkan_keadaan(wilayah=papua["91.01.01.2001"], nama="Wassur", **AWAL)
    assert list(papua["91.01.01.2001"].riwayat.values_list("nama", flat=True)) == ["Wassur"]


def test_what_is_older_than_the_present_state_is_refused(papua):
    lebih_tua = SEJAK | {"tanggal": date(2019, 1, 1)}
    with pytest.raises(ValidationError, match="lebih baru"):
        tetapkan_keadaan(wilayah=papua["91.01.01.2001"], nama="Tua", **lebih_tua)
    nonaktifkan(wilayah=papua["91.01.01.2001"], tanggal=date(2025, 1, 1))
    with pytest.raises(ValidationError, match="masih dipakai"):
        tambah_wilayah(baris=[Baris("91.01.01.2001", "Baru", "desa")], **lebih_tua)


def test_a_code_without_its_parent_is_refused(papua):
    with pytest.raises(ValidationError, match="Induk 94"):
        tetapkan_keadaan(wilayah=papua["91.01"], kode="94.01", **SEJAK)
