"""Holidays decided here: by Pusat for the nation, by a region for itself; what loading the files again leaves alone."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.urls import reverse

from wilayah.kalender import services as layanan
from wilayah.kalender.queries import libur_untuk, pekan_untuk, tahun_diketahui
from wilayah.kalender.rules import HARI_KERJA, Aturan, Peristiwa, hari_kerja, hitung_jam
from wilayah.kalender.usulan import usulkan
from wilayah.models import HariLibur, Jejak, KeputusanLibur
from wilayah.pengguna.services import tetapkan_sakelar

SKB = "SKB 1/2027, 2/2027, 3/2027"
NATAL = {"tanggal": date(2028, 12, 25), "nama": "Natal", "jenis": "libur"}
SENIN = date(2026, 12, 7)


def enam_hari(pemeran, kode, nyala=True, sejak=date(2026, 1, 1), sampai=None):
    tetapkan_sakelar(
        kantor=pemeran.wilayah(kode),
        kunci="enam_hari",
        nyala=nyala,
        dasar="Pergub 1/2026",
        berlaku_sejak=sejak,
        berlaku_sampai=sampai,
    )


def nasional(pemeran, tahun=2028, hari=(NATAL,), siapa="admin"):
    return layanan.tetapkan_libur_nasional(tahun=tahun, dasar=SKB, hari=list(hari), oleh=pemeran[siapa])


def test_a_six_day_week_is_inherited_and_the_nearest_choice_wins(pemeran):
    sabtu = date(2026, 11, 14)
    enam_hari(pemeran, "34")
    sleman, bantul, klaten = (pemeran.wilayah(k) for k in ("34.04", "34.02", "33.10"))
    enam_hari(pemeran, "34.02", nyala=False)
    assert [hari_kerja(sabtu, {}, pekan_untuk(w)) for w in (sleman, bantul, klaten)] == [True, False, False]
    assert hari_kerja(sabtu, {}, pekan_untuk(pemeran.wilayah("34.04.16.2001")))


def test_a_six_day_week_holds_for_its_days_only(pemeran):
    enam_hari(pemeran, "34.04", sejak=date(2026, 11, 10), sampai=date(2026, 11, 20))
    pekan = pekan_untuk(pemeran.wilayah("34.04"))
    assert [pekan.hari(date(2026, 11, h)) for h in (7, 14, 21)] == [5, 6, 5]


def test_the_nations_days_are_confirmed_by_pusat_alone(pemeran):
    for siapa in ("admin.34", "admin.34.04", "pusat"):
        with pytest.raises(PermissionDenied):
            nasional(pemeran, siapa=siapa)
    assert 2028 not in tahun_diketahui()
    nasional(pemeran)
    assert 2028 in tahun_diketahui() and KeputusanLibur.objects.get().dasar == SKB
    assert libur_untuk(pemeran.wilayah("34.04"))[date(2028, 12, 25)].dasar == SKB
    assert Jejak.objects.filter(peristiwa="libur_nasional.ditetapkan").get().sesudah_nya["dasar"] == SKB


@pytest.mark.parametrize("hari", [[], [NATAL, NATAL], [NATAL | {"tanggal": date(2027, 12, 25)}]])
def test_days_are_told_once_and_in_their_year(pemeran, hari):
    with pytest.raises(ValidationError):
        nasional(pemeran, hari=hari)


def test_loading_the_files_again_leaves_a_decided_year_alone(pemeran):
    tetap = [
        {"tanggal": b.tanggal, "nama": b.nama, "jenis": b.jenis}
        for b in HariLibur.objects.filter(tanggal__year=2027, wilayah=None).exclude(tanggal=date(2027, 2, 5))
    ]
    tambahan = {"tanggal": date(2027, 11, 2), "nama": "Pemilihan", "jenis": "libur"}
    nasional(pemeran, tahun=2027, hari=[*tetap, tambahan])
    HariLibur.objects.filter(tanggal=date(2026, 12, 25)).delete()
    call_command("muat_acuan", verbosity=0)
    libur = libur_untuk(pemeran.wilayah("34.04"))
    assert date(2027, 2, 5) not in libur and date(2027, 11, 2) in libur  # decided here
    assert date(2026, 12, 25) in libur  # not decided here: mended from the file
    assert {b.dasar for b in HariLibur.objects.filter(tanggal__year=2027)} == {SKB}


def test_loading_the_files_again_leaves_regional_days_alone(pemeran):
    layanan.tetapkan_libur_daerah(
        wilayah=pemeran.wilayah("34.04"), tanggal=SENIN, nama="Hari Jadi", dasar="Kepbup", oleh=pemeran["admin.34.04"]
    )
    call_command("muat_acuan", verbosity=0)
    assert SENIN in libur_untuk(pemeran.wilayah("34.04.16"))
    assert SENIN not in libur_untuk(pemeran.wilayah("34.02"))


def test_a_region_decides_and_takes_back_its_own_day(pemeran):
    sleman, oleh = pemeran.wilayah("34.04"), pemeran["admin.34.04"]
    isi = {"wilayah": sleman, "tanggal": SENIN, "nama": "Hari Jadi", "dasar": "Kepbup 5/2026"}
    for siapa in ("admin.34.02", "admin.34", "petugas.34.04"):
        with pytest.raises(PermissionDenied):
            layanan.tetapkan_libur_daerah(**isi, oleh=pemeran[siapa])
    libur = layanan.tetapkan_libur_daerah(**isi, oleh=oleh)
    with pytest.raises(ValidationError):
        layanan.tetapkan_libur_daerah(**isi, oleh=oleh)
    with pytest.raises(PermissionDenied):
        layanan.hapus_libur_daerah(libur=libur, alasan="Salah", oleh=pemeran["admin.34.02"])
    layanan.hapus_libur_daerah(libur=libur, alasan="Salah catat", oleh=oleh)
    assert SENIN not in libur_untuk(sleman)
    jejak = Jejak.objects.filter(peristiwa="libur_daerah.dihapus").get()
    assert jejak.sebelum_nya["nama"] == "Hari Jadi" and jejak.sesudah_nya == {"alasan": "Salah catat"}


@pytest.mark.parametrize(("kode", "siapa"), [("0", "admin"), ("34.04.16", "admin.34.04")])
def test_no_other_tier_has_days_of_its_own(pemeran, kode, siapa):
    with pytest.raises(PermissionDenied):
        layanan.tetapkan_libur_daerah(
            wilayah=pemeran.wilayah(kode), tanggal=SENIN, nama="Hari Jadi", dasar="Kep 1", oleh=pemeran[siapa]
        )


def test_a_trial_leaves_nothing(pemeran):
    isi = {"wilayah": pemeran.wilayah("34.04"), "tanggal": SENIN, "nama": "Hari Jadi", "dasar": "Kepbup"}
    assert layanan.akibat_libur_daerah(**isi, oleh=pemeran["admin.34.04"])
    assert layanan.akibat_libur_nasional(tahun=2028, dasar=SKB, hari=[NATAL], oleh=pemeran["admin"])
    assert not HariLibur.objects.filter(tanggal__in=[SENIN, NATAL["tanggal"]]).exists()
    assert not KeputusanLibur.objects.exists() and not Jejak.objects.filter(peristiwa__contains="libur").exists()


def test_a_clock_names_the_years_it_knows_nothing_of(pemeran):
    libur = libur_untuk(pemeran.wilayah("34.04"))
    mulai = [Peristiwa("mulai", date(2027, 12, 20))]
    zona = pemeran.wilayah("34.04").zona
    assert hitung_jam(mulai, Aturan(30, HARI_KERJA), libur, zona).tahun_tanpa_libur == (2028,)
    assert hitung_jam(mulai, Aturan(5, HARI_KERJA), libur, zona).tahun_tanpa_libur == ()
    assert hitung_jam(mulai, Aturan(30), libur, zona).tahun_tanpa_libur == ()  # calendar days ask no holidays
    assert hitung_jam([Peristiwa("mulai", date(2028, 1, 3))], Aturan(30), libur, zona).tahun_tanpa_libur == (2028,)


def test_the_library_proposes_holidays_and_cuti_bersama_and_marks_guesses():
    usulan = {u.tanggal: u for u in usulkan(2026)}
    assert usulan[date(2026, 12, 25)].jenis == "libur" and usulan[date(2026, 12, 24)].jenis == "cuti_bersama"
    tebakan = {u.nama for u in usulkan(2028) if u.perkiraan}
    assert any("Idul Fitri" in nama for nama in tebakan) and not any("Natal" in nama for nama in tebakan)
    assert not any("perkiraan" in u.nama for u in usulkan(2028))


def test_everyone_reads_the_calendar_and_few_see_a_form(masuk, pemeran):
    for siapa, tambah in (("kades.34.04.16.2001", False), ("petugas.34.04", False), ("admin.34.04", True)):
        isi = masuk(pemeran[siapa]).get("/kalender/?tahun=2026").content.decode()
        assert "1497 Tahun 2025" in isi and ("Tambah libur daerah" in isi) is tambah
    assert "belum dicatat" in masuk(pemeran["bpd.34.04.16.2001"]).get("/kalender/?tahun=2028").content.decode()


@pytest.mark.parametrize("banyak", [1, 3])
def test_the_calendar_costs_the_same_however_many_days(masuk, pemeran, django_assert_num_queries, banyak):
    for n in range(banyak):
        HariLibur.objects.create(
            wilayah=pemeran.wilayah("34.04"), tanggal=SENIN + timedelta(n), nama="X", jenis="daerah", dasar="Kepbup"
        )
    klien = masuk(pemeran["kades.34.04.16.2001"])
    klien.get("/kalender/")
    with django_assert_num_queries(11):
        klien.get("/kalender/?tahun=2026")


def test_a_regional_day_is_asked_twice(masuk, pemeran):
    klien, alamat = masuk(pemeran["admin.34.04"]), reverse("libur_daerah", args=["34.04"])
    isi = {"tanggal": "2026-12-07", "nama": "Hari Jadi", "dasar": "Kepbup 5/2026"}
    assert "Belum ada yang berubah" in klien.post(alamat, isi).content.decode()
    assert not HariLibur.objects.filter(tanggal=SENIN).exists()
    klien.post(alamat, isi | {"yakin": "1"})
    libur = HariLibur.objects.get(tanggal=SENIN)
    klien.post(alamat, {"hapus": libur.pk, "alasan": "Salah", "yakin": "1"})
    assert not HariLibur.objects.filter(tanggal=SENIN).exists()


def test_a_neighbours_day_is_out_of_reach(masuk, pemeran):
    bantul = HariLibur.objects.create(
        wilayah=pemeran.wilayah("34.02"), tanggal=SENIN, nama="X", jenis="daerah", dasar="Kepbup"
    )
    klien = masuk(pemeran["admin.34.04"])
    hapus = {"hapus": bantul.pk, "alasan": "Salah", "yakin": "1"}
    assert klien.post(reverse("libur_daerah", args=["34.04"]), hapus).status_code == 404
    assert klien.post(reverse("libur_daerah", args=["34.02"]), hapus).status_code == 404
    assert HariLibur.objects.filter(pk=bantul.pk).exists()


def borang(tahun, hari, dasar=SKB):
    isi = {"dasar": dasar, "hari-TOTAL_FORMS": len(hari), "hari-INITIAL_FORMS": 0}
    for n, satu in enumerate(hari):
        isi |= {f"hari-{n}-{nama}": nilai for nama, nilai in satu.items()}
    return isi


def test_a_year_is_confirmed_row_by_row(masuk, pemeran):
    klien, alamat = masuk(pemeran["admin"]), reverse("kalender_nasional", args=[2028])
    assert "usulan (perkiraan)" in klien.get(alamat).content.decode()
    isi = borang(2028, [NATAL | {"pakai": "on"}, NATAL | {"tanggal": "2028-02-27", "nama": "Lebaran"}])
    tanya = klien.post(alamat, isi)
    assert "1 hari" in tanya.content.decode() and not KeputusanLibur.objects.exists()
    assert klien.post(alamat, isi | {"yakin": "1"}).status_code == 302
    assert [b.nama for b in HariLibur.objects.filter(tanggal__year=2028)] == ["Natal"]


def test_a_wrong_year_keeps_what_was_typed(masuk, pemeran):
    isi = borang(2028, [NATAL | {"pakai": "on", "tanggal": "2027-12-25"}], dasar="")
    jawaban = masuk(pemeran["admin"]).post(reverse("kalender_nasional", args=[2028]), isi)
    assert jawaban.status_code == 422
    assert "harus jatuh pada tahun 2028" in jawaban.content.decode() and "Tulis nomor" in jawaban.content.decode()


@pytest.mark.parametrize("siapa", ["admin.34", "admin.34.04", "petugas.34.04", "pusat"])
def test_the_nations_page_is_not_for_others(masuk, pemeran, siapa):
    klien, alamat = masuk(pemeran[siapa]), reverse("kalender_nasional", args=[2028])
    assert klien.get(alamat).status_code == 403
    assert klien.post(alamat, borang(2028, [NATAL | {"pakai": "on"}]) | {"yakin": "1"}).status_code == 403


@pytest.mark.parametrize(
    ("alamat", "isi"),
    [
        ("/kalender/nasional/2028/", {}),
        ("/kalender/nasional/2028/", {"hari-TOTAL_FORMS": "9999", "hari-INITIAL_FORMS": "0"}),
        ("/kantor/34.04/penanda-tangan/", {"tindakan": "akhiri", "aturan": "²"}),
        ("/kantor/34.04/sakelar/", {"kunci": "bukan ini"}),
        ("/kalender/34.04/libur/", {"hapus": "9" * 40}),
        ("/aturan-tenggat/34.04/klarifikasi/", {"tindakan": "akhiri", "aturan": "x"}),
    ],
)
def test_crooked_posts_are_refused_and_not_tripped_over(masuk, pemeran, alamat, isi):
    siapa = "admin" if "nasional" in alamat else "admin.34.04"
    assert masuk(pemeran[siapa]).post(alamat, isi | {"yakin": "1"}).status_code in (404, 422)


@pytest.mark.parametrize("tanya", ["wilayah=%00", "wilayah=99.99", "tahun=1", "tahun=99999"])
def test_crooked_addresses_lead_nowhere(masuk, pemeran, tanya):
    assert masuk(pemeran["petugas.34.04"]).get(f"/kalender/?{tanya}").status_code == 404


def test_a_year_that_is_no_number_is_this_year(masuk, pemeran):
    jawaban = masuk(pemeran["petugas.34.04"]).get("/kalender/?tahun=abc")
    assert jawaban.context["tahun"] == pemeran.wilayah("34.04").hari_ini().year
