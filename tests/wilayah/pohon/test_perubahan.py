"""Changes of the map by law: what keeps its identity, what ends, who goes on reading, and what is refused."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone

from kerjasama import triggers
from kerjasama.models import KerjaSama, TugasPerubahan
from kerjasama.queries.angka import angka_wilayah, jumlah_per_status
from tests.pabrik.kerjasama import buat_kerja_sama
from wilayah.jejak.models import Jejak
from wilayah.models import PerubahanWilayah, RiwayatWilayah, Wilayah
from wilayah.pohon import dampak
from wilayah.pohon.queries_perubahan import susun, temukan
from wilayah.pohon.services_perubahan import (
    gabung,
    ganti_kode,
    ganti_nama,
    hapus,
    mekar,
    pindah_induk,
    selesaikan_hilang,
    ubah_status,
)

LIHAT = "wilayah.lihat_kerja_sama"
TETAP = {"tanggal": date(2026, 1, 1), "dasar_hukum": "Perda 1 Tahun 2026"}
PURWO, CANDI, PALBA = "34.04.16.2001", "34.04.16.2002", "34.02.08.2001"


@pytest.fixture
def peta(pemeran):
    """The cast's tree with the periods that an import gives it."""
    for w in Wilayah.objects.exclude(kode="0"):
        RiwayatWilayah.objects.create(
            wilayah=w, kode=w.kode, nama=w.nama, jenis=w.jenis, induk=w.induk,
            berlaku_sejak=date(2000, 1, 1), dasar_hukum="UU", edisi="uji",
        )  # fmt: skip
    yield pemeran
    assert triggers.selisih(connection) == (0, 0)


@pytest.fixture
def ks(peta):
    desa = [peta.wilayah(PURWO), peta.wilayah(CANDI)]
    buat_kerja_sama(desa=[peta.wilayah(PALBA)], oleh=peta["operator.34.02.08.2001"], judul="Milik Bantul")
    return buat_kerja_sama(desa=desa, oleh=peta["operator.34.04.16.2001"], judul="Milik Pakem")


def _terbaca(orang):
    return set(KerjaSama.objects.dalam_cakupan(orang, LIHAT).values_list("judul", flat=True))


def test_a_kecamatan_that_moves_takes_its_agreements_along_and_the_old_office_goes_on_reading(peta, ks):
    pakem = peta.wilayah("34.04.16")
    pindah_induk(wilayah=pakem, kode="34.02.16", oleh=peta["admin"], **TETAP)
    pindah = Wilayah.objects.get(pk=pakem.pk)
    assert (pindah.kode, pindah.induk.kode) == ("34.02.16", "34.02")
    assert temukan(PURWO).kode == "34.02.16.2001"
    assert _terbaca(peta["petugas.34.04"]) == {"Milik Pakem"}
    assert _terbaca(peta["petugas.34.02"]) == {"Milik Pakem", "Milik Bantul"}
    assert _terbaca(peta["petugas.33.10"]) == set()
    assert _terbaca(peta["kades.34.04.16.2001"]) == {"Milik Pakem"}
    hari = timezone.localdate()
    sleman, bantul, pusat = peta.wilayah("34.04"), peta.wilayah("34.02"), peta["pusat"]
    for menurut, harap in (("kini", [0, 2]), ("saat_itu", [1, 1])):
        assert [angka_wilayah(pusat, w, hari, menurut=menurut).berlaku for w in (sleman, bantul)] == harap
        assert [jumlah_per_status(pusat, hari, w, menurut=menurut).get("berlaku", 0) for w in (sleman, bantul)] == harap
        assert [
            KerjaSama.objects.dalam_cakupan(pusat, LIHAT).di_wilayah(w, menurut).count() for w in (sleman, bantul)
        ] == harap


def test_a_new_code_or_name_moves_nothing(peta, ks):
    desa = peta.wilayah(PURWO)
    ganti_kode(wilayah=desa, kode="34.04.16.2009", oleh=peta["admin"], **TETAP)
    ganti_nama(wilayah=desa, nama="Purwo Baru", oleh=peta["admin"], **TETAP | {"tanggal": date(2026, 2, 1)})
    kini = Wilayah.objects.get(pk=desa.pk)
    assert (kini.kode, kini.nama) == ("34.04.16.2009", "Purwo Baru") and temukan(PURWO) == kini
    assert not ks.pihak.filter(saat_itu__isnull=False).exists()
    pihak = ks.pihak.get(desa=desa)
    assert (pihak.kode_saat_itu, pihak.kini.kode) == (PURWO, "34.04.16.2009")
    assert [p.jenis for p in PerubahanWilayah.objects.all()] == ["ganti_nama", "ganti_kode"]
    assert Jejak.objects.filter(peristiwa="wilayah.diubah").count() == 2


def test_a_merger_ends_both_and_names_who_acts(peta, ks):
    asal = [peta.wilayah(PURWO), peta.wilayah(CANDI)]
    gabung(asal=asal, kode=PURWO, nama="Purwocandi", oleh=peta["admin"], **TETAP)
    baru = Wilayah.objects.get(kode=PURWO)
    assert baru.pk not in {w.pk for w in asal} and baru.nama == "Purwocandi"
    for w in asal:
        w.refresh_from_db()
        assert (w.aktif, w.diteruskan_oleh, w.nonaktif_sejak) == (False, baru, date(2026, 1, 1))
    assert ks.cakupan.filter(wilayah=baru, masa=1).exists()
    assert _terbaca(peta["kades.34.04.16.2001"]) == {"Milik Pakem"}


def test_a_split_leaves_the_agreements_with_the_mother_and_a_question(peta, ks):
    perubahan = mekar(wilayah=peta.wilayah(PURWO), baru=[("34.04.16.2010", "Turgo")], oleh=peta["admin"], **TETAP)
    assert Wilayah.objects.get(kode="34.04.16.2010").dapat_menjadi_pihak
    assert Wilayah.objects.get(kode=PURWO).aktif
    tugas = TugasPerubahan.objects.get(perubahan=perubahan)
    assert tugas.kerja_sama == ks and "Turgo" in tugas.perihal
    assert list(ks.cakupan.values_list("masa", flat=True).distinct()) == [3]


def test_a_kabupaten_splits_and_only_what_moves_is_touched(peta, ks):
    isian = {"baru": [("34.05", "Kabupaten Merapi")], "pindah": [(peta.wilayah("34.04.16"), "34.05.01")]}
    mekar(wilayah=peta.wilayah("34.04"), **isian, oleh=peta["admin"], **TETAP)
    assert Wilayah.objects.get(kode="34.05.01.2001").nama == "Purwobinangun"
    assert Wilayah.objects.get(kode="34.04.14").aktif
    assert _terbaca(peta["petugas.34.04"]) == {"Milik Pakem"}


@pytest.mark.parametrize("siapa", ["admin.34", "admin.34.04", "pusat"])
def test_only_the_admin_of_pusat_changes_the_map(peta, siapa):
    with pytest.raises(PermissionDenied):
        ganti_nama(wilayah=peta.wilayah(PURWO), nama="X", oleh=peta[siapa], **TETAP)
    assert Wilayah.objects.get(kode=PURWO).nama == "Purwobinangun"


BURUK = {
    "kode dipakai": ("ganti_kode", {"kode": CANDI}, "kode"),
    "bukan pola": ("ganti_kode", {"kode": "34041601"}, "kode"),
    "jenis lain": ("ganti_kode", {"kode": "34.04.16.1001"}, "kode"),
    "induk lain": ("ganti_kode", {"kode": "34.04.14.2007"}, "kode"),
    "tingkat lain": ("pindah_induk", {"kode": "34.02.17"}, "kode"),
    "tanpa induk": ("pindah_induk", {"kode": "34.09.01.2001"}, "kode"),
    "nama sama": ("ganti_nama", {"nama": "Purwobinangun"}, "nama"),
    "tanpa anak": ("mekar", {"baru": []}, "baru"),
    "status tetap": ("ubah_status", {"kode": "34.04.16.2011"}, "kode"),
}


@pytest.mark.parametrize("nama", BURUK)
def test_nonsense_is_refused_at_its_field(peta, nama):
    jenis, isian, bidang = BURUK[nama]
    with pytest.raises(ValidationError) as galat:
        susun(jenis, wilayah=peta.wilayah(PURWO), **isian, **TETAP)
    assert list(galat.value.message_dict) == [bidang]


def test_more_nonsense(peta):
    desa = peta.wilayah(PURWO)
    besok = {"tanggal": desa.hari_ini() + timedelta(days=2), "dasar_hukum": "x"}
    for jenis, isian, bidang in (
        ("ganti_nama", {"wilayah": desa, "nama": "Y"} | besok, "tanggal"),
        ("gabung", {"asal": [desa, desa], "kode": PURWO, "nama": "Z"} | TETAP, "asal"),
        ("hapus", {"wilayah": desa, "penerus": desa} | TETAP, "penerus"),
        ("hapus", {"wilayah": peta.wilayah("34.04.16")} | TETAP, "wilayah"),
    ):
        with pytest.raises(ValidationError) as galat:
            susun(jenis, **isian)
        assert list(galat.value.message_dict) == [bidang], jenis
    hapus(wilayah=desa, oleh=peta["admin"], **TETAP)
    with pytest.raises(ValidationError):
        ganti_nama(wilayah=desa, nama="Lain", oleh=peta["admin"], **TETAP)


def test_what_changed_since_the_preview_is_not_done_unseen(peta, ks):
    isian = {"wilayah": peta.wilayah("34.04.16"), "kode": "34.02.16"}
    rencana = susun("pindah_induk", **isian, **TETAP)
    sidik = dampak.sidik(rencana, dampak.hitung(rencana))
    buat_kerja_sama(desa=[peta.wilayah(PURWO)], oleh=peta["operator.34.04.16.2001"])
    with pytest.raises(ValidationError, match="sudah tidak sama"):
        pindah_induk(**isian, oleh=peta["admin"], sidik=sidik, **TETAP)
    assert temukan("34.02.16") is None


def test_the_preview_counts_what_is_there(peta, ks):
    rencana = susun("pindah_induk", wilayah=peta.wilayah("34.04.16"), kode="34.02.16", **TETAP)
    hitungan = {h.label: h.jumlah for h in dampak.hitung(rencana)}
    assert hitungan["Kerja sama"] == 1 and hitungan["Wilayah di bawahnya yang ikut"] == 4
    assert hitungan["Penugasan"] == 13


def test_a_village_becomes_another_subject(peta, ks):
    desa = peta.wilayah(PURWO)
    ubah_status(wilayah=desa, kode="34.04.16.1001", oleh=peta["admin"], **TETAP)
    lurah = Wilayah.objects.get(kode="34.04.16.1001")
    desa.refresh_from_db()
    assert (desa.aktif, desa.diteruskan_oleh, lurah.dapat_menjadi_pihak) == (False, lurah, False)
    assert ks.pihak.get(desa=desa).berubah_status
    assert "berubah status" in TugasPerubahan.objects.get().perihal


def test_a_region_that_vanished_is_decided_by_a_person(peta, ks):
    desa, candi = peta.wilayah(PURWO), peta.wilayah(CANDI)
    Wilayah.objects.filter(pk=desa.pk).update(aktif=False, nonaktif_sejak=date(2026, 1, 1))
    selesaikan_hilang(wilayah=desa, keputusan="gabung", penerus=candi, dasar_hukum="Perda", oleh=peta["admin"])
    desa.refresh_from_db()
    assert desa.diteruskan_oleh == candi
    with pytest.raises(ValidationError, match="sudah diputuskan"):
        selesaikan_hilang(wilayah=desa, keputusan="tetap", dasar_hukum="Perda", oleh=peta["admin"])
