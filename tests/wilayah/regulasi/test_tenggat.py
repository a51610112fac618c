"""Deadlines as a kabupaten or Pusat decides them, and the pages of the law."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.urls import reverse

from wilayah.models import AturanTenggat, DasarHukum, Jejak
from wilayah.regulasi.pemakaian import singkatan
from wilayah.regulasi.queries import aturan_tenggat
from wilayah.regulasi.services import akhiri_aturan_tenggat, tetapkan_aturan_tenggat

SATU_HARI = timedelta(days=1)


def isian(pemeran, kode="34.04", siapa="admin.34.04", **lain):
    wilayah = pemeran.wilayah(kode) if kode else None
    return {
        "kode": "klarifikasi",
        "wilayah": wilayah,
        "nilai": 20,
        "satuan": "hari_kerja",
        "batas_jam": time(15),
        "geser_ke_hari_kerja": False,
        "dasar": "Perbup 2/2026",
        "kepastian": "sumber",
        "berlaku_sejak": pemeran.wilayah("34.04").hari_ini() + SATU_HARI,
        "oleh": pemeran[siapa],
    } | lain


def borang(besok, **lain):
    isi = {"nilai": "20", "satuan": "hari_kerja", "batas_jam": "15:00", "dasar": "Perbup 2/2026"}
    return isi | {"kepastian": "sumber", "berlaku_sejak": besok} | lain


def test_a_kabupatens_rule_wins_from_its_day_on(pemeran):
    tetapkan_aturan_tenggat(**isian(pemeran))
    sleman, bantul = pemeran.wilayah("34.04"), pemeran.wilayah("34.02")
    besok = sleman.hari_ini() + SATU_HARI
    nilai = [aturan_tenggat("klarifikasi", w, h).nilai for w, h in ((sleman, besok), (sleman, besok - SATU_HARI))]
    assert nilai == [20, 30] and aturan_tenggat("klarifikasi", bantul, besok).nilai == 30
    assert Jejak.objects.filter(peristiwa="aturan_tenggat.ditetapkan").get().sesudah_nya["dasar"] == "Perbup 2/2026"


@pytest.mark.parametrize(
    ("kode", "siapa"),
    [
        ("34.04", "admin.34.02"),
        ("34.04", "admin.34"),
        ("34.04", "petugas.34.04"),
        ("34", "admin.34"),  # the law leaves this to the kabupaten, not to the provinsi
        (None, "admin.34.04"),
        (None, "admin.34"),
    ],
)
def test_nobody_else_decides(pemeran, kode, siapa):
    with pytest.raises(PermissionDenied):
        tetapkan_aturan_tenggat(**isian(pemeran, kode, siapa))


def test_a_rule_is_for_days_to_come(pemeran):
    with pytest.raises(ValidationError, match="paling cepat besok"):
        tetapkan_aturan_tenggat(**isian(pemeran, berlaku_sejak=pemeran.wilayah("34.04").hari_ini()))


def test_the_nations_old_row_is_ended_and_loading_the_files_does_not_open_it_again(pemeran):
    baru = tetapkan_aturan_tenggat(**isian(pemeran, None, "admin", dasar="Permendagri baru"))
    call_command("muat_acuan", verbosity=0)
    lama = AturanTenggat.objects.get(kode="klarifikasi", wilayah=None, berlaku_sejak__lt=baru.berlaku_sejak)
    assert lama.berlaku_sampai == baru.berlaku_sejak - SATU_HARI and lama.nilai == 30
    assert AturanTenggat.objects.get(pk=baru.pk).dasar == "Permendagri baru"


def test_an_own_rule_is_ended_and_the_nations_holds_again(pemeran):
    aturan = tetapkan_aturan_tenggat(**isian(pemeran))
    sleman = pemeran.wilayah("34.04")
    for siapa in ("admin.34.02", "admin.34"):
        with pytest.raises(PermissionDenied):
            akhiri_aturan_tenggat(aturan=aturan, terakhir=aturan.berlaku_sejak, oleh=pemeran[siapa])
    with pytest.raises(ValidationError):
        akhiri_aturan_tenggat(aturan=aturan, terakhir=sleman.hari_ini(), oleh=pemeran["admin.34.04"])
    akhiri_aturan_tenggat(aturan=aturan, terakhir=aturan.berlaku_sejak, oleh=pemeran["admin.34.04"])
    assert aturan_tenggat("klarifikasi", sleman, aturan.berlaku_sejak + SATU_HARI).nilai == 30


def test_a_rule_is_asked_twice(masuk, pemeran):
    klien, alamat = masuk(pemeran["admin.34.04"]), reverse("aturan_ubah", args=["34.04", "klarifikasi"])
    besok = pemeran.wilayah("34.04").hari_ini() + SATU_HARI
    tanya = klien.post(alamat, borang(besok)).content.decode()
    assert (
        "0 pemeriksaan sedang berjalan" in tanya
        and not AturanTenggat.objects.filter(kode="klarifikasi", nilai=20).exists()
    )
    assert klien.post(alamat, borang(besok, yakin="1")).status_code == 302
    assert AturanTenggat.objects.get(kode="klarifikasi", nilai=20).batas_jam == time(15)
    salah = klien.post(alamat, borang(besok - SATU_HARI, yakin="1"))
    assert salah.status_code == 422 and "berlaku_sejak" in salah.context["form"].errors


@pytest.mark.parametrize(
    ("siapa", "tempat", "status"),
    [
        ("admin.34.02", "34.04", 404),
        ("admin.34.04", "34.02", 404),
        ("petugas.34.04", "34.04", 403),
        ("admin.34.04", "nasional", 403),
        ("kades.34.04.16.2001", "34.04", 404),
    ],
)
def test_crafted_posts_write_nothing(masuk, pemeran, siapa, tempat, status):
    alamat = reverse("aturan_ubah", args=[tempat, "klarifikasi"])
    besok = pemeran.wilayah("34.04").hari_ini() + SATU_HARI
    assert masuk(pemeran[siapa]).post(alamat, borang(besok, yakin="1")).status_code == status
    assert not AturanTenggat.objects.filter(kode="klarifikasi", nilai=20).exists()


def test_everyone_reads_the_rules_of_the_own_kabupaten(masuk, pemeran):
    tetapkan_aturan_tenggat(**isian(pemeran, dasar="Perbup Sleman 2/2026"))
    tetapkan_aturan_tenggat(**isian(pemeran, "34.02", "admin.34.02", dasar="Perbup Bantul 7/2026"))
    isi = masuk(pemeran["bpd.34.04.16.2001"]).get("/aturan-tenggat/").content.decode()
    assert "Perbup Sleman" in isi and "Perbup Bantul" not in isi and "Permendagri 111/2014" in isi


def test_legal_bases_are_found_by_word_and_by_date(masuk, pemeran):
    klien = masuk(pemeran["kades.34.04.16.2001"])

    def nama(**tanya):
        return {p["kepala"].kode for p in klien.get("/dasar-hukum/", tanya).context["peraturan"]}

    assert {"pp-43-2014", "pp-16-2026"} <= nama()
    assert "pp-16-2026" not in nama(pada="2026-03-26") and "pp-43-2014" in nama(pada="2026-03-26")
    assert "pp-43-2014" not in nama(pada="2026-03-27") and "pp-16-2026" in nama(pada="2026-03-27")
    assert nama(q="Bea Meterai") == {"uu-10-2020"} and nama(q="pp-43-2014") == {"pp-43-2014"}
    assert nama(q="tidak ada yang begini") == set()
    assert nama(pada="bukan tanggal") == nama()


def test_a_legal_basis_says_what_it_replaced_how_sure_it_is_and_where_it_is_used(masuk, pemeran):
    isi = masuk(pemeran["kades.34.04.16.2001"]).get("/dasar-hukum/").context["peraturan"]
    menurut_kode = {p["kepala"].kode: p for p in isi}
    kode, nama = menurut_kode["pp-43-2014"]["penerus"]
    assert kode == "pp-16-2026" and "Nomor 16 Tahun 2026" in nama
    assert menurut_kode["pp-16-2026"]["pengganti_dari"] == "PP 43/2014"
    dipakai = " ".join(menurut_kode["pp-12-2017"]["dipakai"])
    assert "Catat lengkap" in dipakai
    assert any("Tenggat: Klarifikasi" in d for d in menurut_kode["permendagri-111-2014"]["dipakai"])


@pytest.mark.parametrize(
    ("kode", "tulisan"), [("pp-12-2017", "PP 12/2017"), ("permendagri-1-2023", "Permendagri 1/2023"), ("biasa", "")]
)
def test_a_code_as_it_is_cited(kode, tulisan):
    assert singkatan(kode) == tulisan


@pytest.mark.parametrize("banyak", [1, 3])
def test_the_page_of_the_law_costs_the_same_however_many_rows(masuk, pemeran, django_assert_num_queries, banyak):
    for n in range(banyak):
        DasarHukum.objects.create(kode=f"x-{n}", nama="X", berlaku_sejak=date(2020, 1, 1), kepastian="sumber")
    klien = masuk(pemeran["kades.34.04.16.2001"])
    klien.get("/dasar-hukum/")
    with django_assert_num_queries(8):
        klien.get("/dasar-hukum/")
