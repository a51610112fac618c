"""An office's own choices: who decides them, that a decision ends the one before and never overwrites it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from wilayah.models import AturanTandaTangan, Jejak, Penugasan, PolaNomor, ProfilKantor, SakelarKantor
from wilayah.pengguna.queries import aturan_tanda_tangan, sakelar
from wilayah.pengguna.queries_kantor import boleh_mengelola_kantor, kantor_terlihat, pengelola_kantor, pola_nomor
from wilayah.pengguna.services import kantor as layanan

SATU_HARI = timedelta(days=1)


def tanpa_admin(pemeran, kode):
    """The kabupaten's admin leaves; the provinsi's is the nearest one then."""
    Penugasan.objects.filter(wilayah__kode=kode, peran="admin_kabupaten").update(
        sebelum=datetime(2021, 1, 1, tzinfo=UTC)
    )


def isian_sakelar(pemeran, **lain):
    sleman = pemeran.wilayah("34.04")
    isi = {"kantor": sleman, "kunci": "empat_mata", "nyala": False, "dasar": "Keputusan 1/2026"}
    return isi | {"berlaku_sejak": sleman.hari_ini(), "oleh": pemeran["admin.34.04"]} | lain


@pytest.mark.parametrize(
    ("siapa", "boleh"),
    [
        ("admin.34.04", True),
        ("admin.34", False),  # holds the power here too, but the office has its own admin
        ("admin", False),
        ("admin.34.02", False),
        ("petugas.34.04", False),
        ("kadis.34.04", False),
    ],
)
def test_the_offices_own_admin_decides(pemeran, siapa, boleh):
    assert boleh_mengelola_kantor(pemeran[siapa], pemeran.wilayah("34.04")) is boleh


def test_where_an_office_has_no_admin_the_nearest_one_above_decides(pemeran):
    tanpa_admin(pemeran, "34.04")
    sleman = pemeran.wilayah("34.04")
    assert boleh_mengelola_kantor(pemeran["admin.34"], sleman)
    assert not boleh_mengelola_kantor(pemeran["admin"], sleman)
    assert not boleh_mengelola_kantor(pemeran["admin.34.02"], sleman)
    assert [t.pengguna.username for t in pengelola_kantor(sleman)] == ["admin.34"]


def test_a_kecamatan_without_admin_is_its_kabupatens(pemeran):
    pakem = pemeran.wilayah("34.04.16")
    assert boleh_mengelola_kantor(pemeran["admin.34.04"], pakem)
    assert not boleh_mengelola_kantor(pemeran["camat.34.04.16"], pakem)


@pytest.mark.parametrize(
    ("siapa", "terlihat"),
    [
        ("petugas.34.04", {"34.04"}),
        ("camat.34.04.16", {"34.04.16"}),
        ("admin.34.04", {"34.04", "34.04.14", "34.04.16"}),
        ("kades.34.04.16.2001", set()),
        ("petugas.34.02", {"34.02"}),
    ],
)
def test_an_office_is_read_by_who_serves_there_and_who_manages_above(pemeran, siapa, terlihat):
    semua = ("0", "34", "34.02", "34.04", "34.04.14", "34.04.16", "34.04.16.2001")
    ada = {kode for kode in semua if kantor_terlihat(pemeran[siapa], pemeran.wilayah(kode))}
    assert ada == terlihat


@pytest.mark.parametrize("siapa", ["admin.34.02", "admin.34", "petugas.34.04"])
def test_services_check_the_power_themselves(pemeran, siapa):
    oleh, sleman, hari_ini = pemeran[siapa], pemeran.wilayah("34.04"), pemeran.wilayah("34.04").hari_ini()
    with pytest.raises(PermissionDenied):
        layanan.tetapkan_profil_kantor(wilayah=sleman, oleh=oleh, nama_kantor="X")
    with pytest.raises(PermissionDenied):
        layanan.tetapkan_sakelar(**isian_sakelar(pemeran, oleh=oleh))
    with pytest.raises(PermissionDenied):
        layanan.tetapkan_aturan_tanda_tangan(kantor=sleman, jenis_surat="hasil_klarifikasi", dari=hari_ini, oleh=oleh)
    with pytest.raises(PermissionDenied):
        layanan.tetapkan_pola_nomor(
            kantor=sleman, jenis_surat="x", klasifikasi="1", pola="{urut}/{tahun}", berlaku_sejak=hari_ini, oleh=oleh
        )
    aturan = AturanTandaTangan.objects.get(kantor=sleman)
    with pytest.raises(PermissionDenied):
        layanan.akhiri_aturan_tanda_tangan(aturan=aturan, terakhir=hari_ini, oleh=oleh)


def test_a_new_choice_ends_the_one_before_and_keeps_it(pemeran):
    sleman = pemeran.wilayah("34.04")
    hari_ini = sleman.hari_ini()
    layanan.tetapkan_sakelar(**isian_sakelar(pemeran, kunci="klarifikasi"))
    lama, baru = SakelarKantor.objects.filter(kantor=sleman, kunci="klarifikasi").order_by("berlaku_sejak")
    assert (lama.nyala, lama.berlaku_sampai) == (True, hari_ini - SATU_HARI)
    assert (baru.nyala, baru.berlaku_sampai) == (False, None)
    assert sakelar(sleman, "klarifikasi", hari_ini - SATU_HARI) == lama
    jejak = Jejak.objects.filter(peristiwa="sakelar.ditetapkan").order_by("pk").last()
    assert jejak.oleh.username == "admin.34.04" and jejak.sesudah_nya["dasar"] == "Keputusan 1/2026"


def test_a_choice_with_an_end_lets_the_one_before_come_back(pemeran):
    sleman = pemeran.wilayah("34.04")
    hari_ini = sleman.hari_ini()
    layanan.tetapkan_sakelar(**isian_sakelar(pemeran, kunci="klarifikasi", berlaku_sampai=hari_ini))
    assert not sakelar(sleman, "klarifikasi", hari_ini).nyala
    assert sakelar(sleman, "klarifikasi", hari_ini + SATU_HARI).nyala


def test_what_holds_already_is_not_overwritten_but_what_is_to_come_may_be(pemeran):
    hari_ini = pemeran.wilayah("34.04").hari_ini()
    layanan.tetapkan_sakelar(**isian_sakelar(pemeran))
    with pytest.raises(ValidationError, match="Sudah ada keputusan"):
        layanan.tetapkan_sakelar(**isian_sakelar(pemeran, nyala=True))
    besok = {"berlaku_sejak": hari_ini + SATU_HARI}
    layanan.tetapkan_sakelar(**isian_sakelar(pemeran, nyala=True, **besok))
    layanan.tetapkan_sakelar(**isian_sakelar(pemeran, nyala=False, **besok))
    assert [s.nyala for s in SakelarKantor.objects.filter(kunci="empat_mata").order_by("berlaku_sejak")] == [False] * 2


def test_a_signatory_rule_ends_on_the_day_the_next_begins(pemeran):
    sleman = pemeran.wilayah("34.04")
    besok = sleman.hari_ini() + SATU_HARI
    layanan.tetapkan_aturan_tanda_tangan(
        kantor=sleman,
        jenis_surat="hasil_klarifikasi",
        dari=besok,
        oleh=pemeran["admin.34.04"],
        peran_penanda="kepala_dinas_kabupaten",
        jabatan="Kepala Dinas",
        a_n="",
        urutan_paraf=[],
        dasar="Keputusan Bupati 9/2026",
    )
    assert aturan_tanda_tangan(sleman, "hasil_klarifikasi", besok - SATU_HARI).a_n == "BUPATI SLEMAN"
    assert aturan_tanda_tangan(sleman, "hasil_klarifikasi", besok).dasar == "Keputusan Bupati 9/2026"
    assert AturanTandaTangan.objects.filter(kantor=sleman).count() == 2


def test_a_rule_is_ended_and_not_before_today(pemeran):
    sleman = pemeran.wilayah("34.04")
    aturan, hari_ini = AturanTandaTangan.objects.get(kantor=sleman), sleman.hari_ini()
    oleh = pemeran["admin.34.04"]
    with pytest.raises(ValidationError):
        layanan.akhiri_aturan_tanda_tangan(aturan=aturan, terakhir=hari_ini - SATU_HARI, oleh=oleh)
    layanan.akhiri_aturan_tanda_tangan(aturan=aturan, terakhir=hari_ini, oleh=oleh)
    assert aturan_tanda_tangan(sleman, "hasil_klarifikasi", hari_ini) == aturan
    assert aturan_tanda_tangan(sleman, "hasil_klarifikasi", hari_ini + SATU_HARI) is None
    with pytest.raises(ValidationError, match="sudah berakhir"):
        layanan.akhiri_aturan_tanda_tangan(aturan=aturan, terakhir=hari_ini + SATU_HARI, oleh=oleh)


def test_a_pattern_never_reaches_back(pemeran):
    sleman = pemeran.wilayah("34.04")
    hari_ini = sleman.hari_ini()
    isi = {"kantor": sleman, "jenis_surat": "hasil_klarifikasi", "klasifikasi": "400.10.2.2", "oleh": None}
    isi |= {"pola": "{urut:03}/DPMK/{tahun}", "oleh": pemeran["admin.34.04"]}
    with pytest.raises(ValidationError):
        layanan.tetapkan_pola_nomor(berlaku_sejak=hari_ini - SATU_HARI, **isi)
    layanan.tetapkan_pola_nomor(berlaku_sejak=hari_ini + SATU_HARI, **isi)
    assert pola_nomor(sleman, "hasil_klarifikasi", hari_ini) is None
    assert pola_nomor(sleman, "hasil_klarifikasi", hari_ini + SATU_HARI) == PolaNomor.objects.get()


def test_the_profile_of_any_tier_can_be_filled_in(pemeran):
    isi = {"nama_pemda": "PEMERINTAH DIY", "nama_kantor": "BIRO", "alamat": "Jalan", "kota_surat": "Yogyakarta"}
    for kode, siapa in (("34", "admin.34"), ("0", "admin"), ("34.04.16", "admin.34.04")):
        layanan.tetapkan_profil_kantor(
            wilayah=pemeran.wilayah(kode), oleh=pemeran[siapa], kepala_daerah="GUBERNUR", **isi
        )
    assert ProfilKantor.objects.filter(nama_kantor="BIRO").count() == 3
