import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kerjasama.enums import KesimpulanUji
from kerjasama.models import Pihak, PihakKetiga
from kerjasama.queries.pihak_ketiga import serupa
from kerjasama.queries.uji_tuntas import butir_uji
from kerjasama.rules.pihak_ketiga import galat_nomor, kunci_nama, samarkan
from kerjasama.services.pihak_ketiga import (
    catat_pihak_ketiga,
    catat_uji_tuntas,
    gabungkan_pihak_ketiga,
    perbarui_pihak_ketiga,
)
from tests.pabrik.kerjasama import buat_kerja_sama
from wilayah.cakupan.transisi import VersiBasi
from wilayah.jejak.models import Jejak

ISI = {
    "nama": "PT Sumber Air Jernih",
    "jenis": "swasta",
    "bentuk_hukum": "Perseroan Terbatas",
    "nib": "9120.0012.34567",
    "npwp": "01.234.567.8-542.000",
    "alamat": "Jalan Kaliurang 20",
    "penanda_tangan": "Siti Aminah",
    "jabatan_penanda_tangan": "Direktur",
}


@pytest.fixture
def operator(pemeran):
    return pemeran["operator.34.04.16.2001"]


@pytest.fixture
def desa(pemeran):
    return pemeran.wilayah("34.04.16.2001")


@pytest.mark.parametrize(
    "nama",
    ["PT. Sumber Air", "pt sumber-air", "SUMBER AIR (Persero) Tbk.", "CV Sumber  Air", "P.T. Súmber Air"],
)
def test_one_body_is_known_under_its_spellings(nama):
    assert kunci_nama(nama) == "sumber air"


def test_names_that_differ_stay_apart():
    assert len({kunci_nama(n) for n in ("PT Sumber Air", "PT Sumber Api", "Koperasi", "Yayasan", "CV")}) == 5


@pytest.mark.parametrize(
    ("isi", "salah"),
    [
        ({"nib": "9120001234567", "npwp": "0123456785420001"}, set()),
        ({"nib": "9120 0012 34567", "npwp": "01.234.567.8-542.000"}, set()),
        ({}, set()),
        ({"nib": "123"}, {"nib"}),
        ({"nib": "912000123456A"}, {"nib"}),
        ({"npwp": "12345678901234"}, {"npwp"}),
        ({"nib": "٩١٢٠٠٠١٢٣٤٥٦٧"}, {"nib"}),
    ],
)
def test_shape_of_numbers(isi, salah):
    assert set(galat_nomor(isi)) == salah


def test_masked_number_shows_its_end_only():
    assert samarkan("0123456785420001") == "•••• 0001"
    assert samarkan("") == ""


def test_entry_is_written_with_digits_and_one_row_of_trail(operator, desa):
    ketiga = catat_pihak_ketiga(isi=ISI, pencatat=desa, oleh=operator)
    assert (ketiga.nib, ketiga.npwp, ketiga.pencatat) == ("9120001234567", "012345678542000", desa)
    jejak = Jejak.objects.tanpa_batas(alasan="the test looks at the whole trail").get(peristiwa="pihak_ketiga.dicatat")
    assert "012345678542000" not in str(jejak.sesudah_nya)


@pytest.mark.parametrize(
    ("ganti", "bidang"),
    [
        ({"nama": ""}, "nama"),
        ({"jenis": "entah"}, "jenis"),
        ({"nib": "12"}, "nib"),
        ({"npwp": "12"}, "npwp"),
        ({"nama": "x" * 201}, "nama"),
    ],
)
def test_refusal_is_told_at_its_field(operator, desa, ganti, bidang):
    with pytest.raises(ValidationError) as galat:
        catat_pihak_ketiga(isi=ISI | ganti, pencatat=desa, oleh=operator)
    assert set(galat.value.message_dict) == {bidang}
    assert not PihakKetiga.objects.exists()


def test_number_belongs_to_one_entry_of_an_office(operator, desa, pemeran):
    catat_pihak_ketiga(isi=ISI, pencatat=desa, oleh=operator)
    with pytest.raises(ValidationError, match="sudah tercatat atas nama PT Sumber Air Jernih"):
        catat_pihak_ketiga(isi=ISI | {"nama": "Lain", "npwp": ""}, pencatat=desa, oleh=operator)
    tetangga = pemeran["operator.34.04.16.2002"]
    catat_pihak_ketiga(isi=ISI, pencatat=pemeran.wilayah("34.04.16.2002"), oleh=tetangga)  # says nothing of the first


@pytest.mark.parametrize("siapa", ["bpd.34.04.16.2001", "camat.34.04.16", "operator.34.04.16.2002"])
def test_only_the_office_itself_writes(pemeran, desa, siapa):
    with pytest.raises(PermissionDenied):
        catat_pihak_ketiga(isi=ISI, pencatat=desa, oleh=pemeran[siapa])


def test_correction_leaves_what_agreements_call_their_party(operator, desa):
    ks = buat_kerja_sama(desa=[desa], oleh=operator, pihak_ketiga="PT Lama")
    ketiga = PihakKetiga.objects.get(nama="PT Lama")
    ketiga.pencatat = desa
    ketiga.save()
    baru = perbarui_pihak_ketiga(pihak_ketiga=ketiga, isi={"nama": "PT Baru"}, versi=1, oleh=operator)
    assert (baru.nama, baru.kunci_nama, baru.versi) == ("PT Baru", "baru", 2)
    assert ks.pihak.get(pihak_ketiga=baru).nama_saat_itu == "PT Lama"
    with pytest.raises(VersiBasi):
        perbarui_pihak_ketiga(pihak_ketiga=ketiga, isi={"nama": "PT Lain"}, versi=1, oleh=operator)


def test_party_that_only_reads_the_entry_can_not_correct_it(pemeran, operator, desa):
    ketiga = catat_pihak_ketiga(isi=ISI, pencatat=desa, oleh=operator)
    ks = buat_kerja_sama(desa=[desa, pemeran.wilayah("34.04.16.2002")], oleh=operator)
    Pihak.objects.create(kerja_sama=ks, pihak_ketiga=ketiga, urut=3, nama_saat_itu=ketiga.nama)
    with pytest.raises(PermissionDenied):
        perbarui_pihak_ketiga(pihak_ketiga=ketiga, isi={"nama": "X"}, versi=1, oleh=pemeran["operator.34.04.16.2002"])


def jawaban(jenis="swasta", **ganti):
    return {kode: {"nilai": "ya", "catatan": ""} | ganti.get(kode, {}) for kode in butir_uji(jenis)}


def test_due_diligence_keeps_what_was_asked(operator, desa):
    ketiga = catat_pihak_ketiga(isi=ISI, pencatat=desa, oleh=operator)
    isi = {"jawaban": jawaban(), "kesimpulan": KesimpulanUji.LAYAK, "catatan": ""}
    uji = catat_uji_tuntas(pihak_ketiga=ketiga, kantor=desa, isi=isi, oleh=operator)
    assert set(uji.jawaban) == set(butir_uji("swasta"))
    assert uji.jawaban["nib"]["butir"] == butir_uji()["nib"].butir
    assert "nib" not in butir_uji("ormas")


def test_sent_twice_is_written_once(operator, desa):
    satu, dua = (catat_pihak_ketiga(isi=ISI, pencatat=desa, kunci="a" * 32, oleh=operator) for _ in range(2))
    assert satu == dua
    isi = {"jawaban": jawaban(), "kesimpulan": KesimpulanUji.LAYAK, "catatan": ""}
    uji = [catat_uji_tuntas(pihak_ketiga=satu, kantor=desa, isi=isi, kunci="b" * 32, oleh=operator) for _ in range(2)]
    assert uji[0] == uji[1]
    baris = Jejak.objects.tanpa_batas(alasan="the test looks at the whole trail").order_by("pk")
    peristiwa = baris.filter(peristiwa__startswith="pihak_ketiga.").values_list("peristiwa", flat=True)
    assert list(peristiwa) == ["pihak_ketiga.dicatat", "pihak_ketiga.diuji_tuntas"]


@pytest.mark.parametrize(
    ("isi", "bidang"),
    [
        ({"jawaban": {}}, "butir_badan_hukum"),
        ({"kesimpulan": "entah"}, "kesimpulan"),
        ({"jawaban": jawaban(npwp={"nilai": "tidak"})}, "kesimpulan"),
        ({"kesimpulan": KesimpulanUji.TIDAK_LAYAK}, "catatan"),
    ],
)
def test_due_diligence_must_be_whole(operator, desa, isi, bidang):
    ketiga = catat_pihak_ketiga(isi=ISI, pencatat=desa, oleh=operator)
    lengkap = {"jawaban": jawaban(), "kesimpulan": KesimpulanUji.LAYAK, "catatan": ""}
    with pytest.raises(ValidationError) as galat:
        catat_uji_tuntas(pihak_ketiga=ketiga, kantor=desa, isi=lengkap | isi, oleh=operator)
    assert bidang in galat.value.message_dict


def test_office_that_holds_both_joins_two_entries(pemeran, operator, desa, cakupan_cocok):
    satu = catat_pihak_ketiga(isi=ISI | {"alamat": ""}, pencatat=desa, oleh=operator)
    lain_desa = pemeran.wilayah("34.04.16.2002")
    dua = catat_pihak_ketiga(
        isi=ISI | {"nama": "PT. SUMBER AIR JERNIH", "nib": ""},
        pencatat=lain_desa,
        oleh=pemeran["operator.34.04.16.2002"],
    )
    ks = buat_kerja_sama(desa=[lain_desa], oleh=operator)
    Pihak.objects.create(kerja_sama=ks, pihak_ketiga=dua, urut=2, nama_saat_itu=dua.nama)
    with pytest.raises(PermissionDenied):
        gabungkan_pihak_ketiga(dipertahankan=satu, digabung=dua, oleh=operator)
    tetap = gabungkan_pihak_ketiga(dipertahankan=satu, digabung=dua, oleh=pemeran["petugas.34.04"])
    assert tetap.alamat == ISI["alamat"]
    assert ks.pihak.get(pihak_ketiga=tetap).nama_saat_itu == "PT. SUMBER AIR JERNIH"
    assert list(PihakKetiga.objects.all()) == [tetap]


def test_two_numbers_are_two_bodies(pemeran, operator, desa):
    satu = catat_pihak_ketiga(isi=ISI, pencatat=desa, oleh=operator)
    dua = catat_pihak_ketiga(isi=ISI | {"nib": "1111111111111", "npwp": ""}, pencatat=desa, oleh=operator)
    with pytest.raises(ValidationError, match="dua badan"):
        gabungkan_pihak_ketiga(dipertahankan=satu, digabung=dua, oleh=operator)


def test_duplicates_are_looked_for_in_sight_only(pemeran, operator, desa):
    tetangga = pemeran["operator.34.04.16.2002"]
    catat_pihak_ketiga(isi=ISI, pencatat=pemeran.wilayah("34.04.16.2002"), oleh=tetangga)
    cari = {"nama": "sumber air", "nib": ISI["nib"]}
    assert serupa(operator, cari) == []
    assert [p.nama for p in serupa(tetangga, cari)] == [ISI["nama"]]
    assert [p.nama for p in serupa(pemeran["petugas.34.04"], {"nama": "pt. sumber air jernih"})] == [ISI["nama"]]
    assert serupa(pemeran["petugas.34.04"], cari, desa=desa) == []
    assert serupa(pemeran["petugas.34.02"], cari) == []
