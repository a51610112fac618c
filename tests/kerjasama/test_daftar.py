import csv
import io
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kerjasama.enums import TANPA_JATUH_TEMPO, MutuData, Status, Tanggapan
from kerjasama.queries.angka import angka_wilayah
from kerjasama.views.daftar import DaftarKerjaSama
from tests.pabrik.kerjasama import buat_kerja_sama

ALAMAT = reverse("kerja_sama_daftar")


@pytest.fixture
def isi(pemeran, cakupan_cocok):
    oleh = pemeran["operator.34.04.16.2001"]
    pakem = [pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.04.16.2002")]
    hari_ini = timezone.localdate()
    bantul = [pemeran.wilayah("34.02.08.2001"), pemeran.wilayah("34.02.08.2002")]
    return {
        "sampah": buat_kerja_sama(desa=pakem, oleh=oleh, judul="Sampah bersama", mutu_data=MutuData.DIKLARIFIKASI),
        "pasar": buat_kerja_sama(
            desa=[pakem[0], pemeran.wilayah("34.04.14.2001")],
            oleh=oleh,
            judul="Pasar wisata",
            urusan="pasar",
            jatuh_tempo=TANPA_JATUH_TEMPO,
        ),
        "lama": buat_kerja_sama(desa=pakem, oleh=oleh, judul="Air lama", jatuh_tempo=hari_ini - timedelta(days=1)),
        "mitra": buat_kerja_sama(desa=pakem[:1], oleh=oleh, judul="Jalan usaha", pihak_ketiga="PT Sumber Air"),
        "ditarik": buat_kerja_sama(desa=pakem, oleh=oleh, judul="Salah daftar", status=Status.DITARIK),
        "tetangga": buat_kerja_sama(
            desa=bantul, oleh=pemeran["operator.34.02.08.2001"], judul="Rahasia tetangga", jatuh_tempo=hari_ini
        ),
    }


def judul(response):
    return [k.judul for k in response.context["object_list"]]


def test_list_shows_what_is_in_scope_soonest_first(pemeran, isi, masuk):
    response = masuk(pemeran["petugas.34.04"]).get(ALAMAT)
    assert judul(response) == ["Air lama", "Sampah bersama", "Jalan usaha", "Pasar wisata"]
    assert "Rahasia tetangga" not in response.content.decode()
    assert response.context["page_obj"].paginator.count == 4


@pytest.mark.parametrize(
    ("tanya", "harapan"),
    [
        ("status=berlaku", {"Sampah bersama", "Pasar wisata", "Jalan usaha"}),
        ("status=habis_masa", {"Air lama"}),
        ("status=ditarik", {"Salah daftar"}),
        ("mutu=diklarifikasi&status=berlaku", {"Sampah bersama"}),
        ("urusan=pasar", {"Pasar wisata"}),
        ("bentuk=pihak_ketiga", {"Jalan usaha"}),
        ("bidang=pembangunan", {"Sampah bersama", "Pasar wisata", "Jalan usaha", "Air lama"}),
        ("wilayah=34.04.14", {"Pasar wisata"}),
        ("wilayah=34.04.14.2001&status=berlaku", {"Pasar wisata"}),
        ("q=sampah", {"Sampah bersama"}),
        ("q=banyurejo", {"Pasar wisata"}),
        ("q=sumber+air", {"Jalan usaha"}),
        ("q=sampah+candibinangun", {"Sampah bersama"}),
        ("q=34.04.14.2001", {"Pasar wisata"}),
        ("q=3+Tahun+2026", {"Sampah bersama", "Pasar wisata", "Jalan usaha", "Air lama"}),
        ("q=tetangga", set()),
        ("q=palbapang", set()),
        ("tanggapan=keberatan", set()),
        ("status=entah", {"Sampah bersama", "Pasar wisata", "Jalan usaha", "Air lama"}),
        ("wilayah=34.02", set()),
        ("wilayah=34", set()),
        ("wilayah=99.99", set()),
    ],
)
def test_filters(pemeran, isi, masuk, tanya, harapan):
    response = masuk(pemeran["petugas.34.04"]).get(f"{ALAMAT}?{tanya}")
    assert set(judul(response)) == harapan
    assert response.context["page_obj"].paginator.count == len(harapan)


def test_code_said_on_the_phone_finds_the_agreement(pemeran, isi, masuk):
    response = masuk(pemeran["petugas.34.04"]).get(ALAMAT, {"q": isi["pasar"].kode_ucap.lower()})
    assert judul(response) == ["Pasar wisata"]
    response = masuk(pemeran["petugas.34.02"]).get(ALAMAT, {"q": isi["pasar"].kode_ucap})
    assert judul(response) == []


def test_objection_can_be_listed(pemeran, isi, masuk):
    isi["sampah"].pihak.filter(urut=2).update(tanggapan=Tanggapan.KEBERATAN, alasan="Luasnya keliru")
    response = masuk(pemeran["petugas.34.04"]).get(f"{ALAMAT}?tanggapan=keberatan")
    assert judul(response) == ["Sampah bersama"]
    assert "Luasnya keliru" not in response.content.decode()


@pytest.mark.parametrize(
    "username", ["pusat", "dinas.34", "petugas.34.04", "kecamatan.34.04.16", "kades.34.04.16.2001"]
)
@pytest.mark.parametrize("kode", ["0", "34", "34.04", "34.04.16", "34.04.16.2001", "34.02"])
def test_number_on_a_dashboard_is_the_length_of_its_list(pemeran, isi, masuk, username, kode):
    orang, wilayah = pemeran[username], pemeran.wilayah(kode)
    if not orang.has_perm("wilayah.lihat_dasbor", wilayah):
        return
    angka, client = angka_wilayah(orang, wilayah, wilayah.hari_ini()), masuk(orang)
    for tanya, harapan in (
        ("status=berlaku", angka.berlaku),
        ("status=habis_masa", angka.habis_masa),
        ("status=berlaku&mutu=diklarifikasi", angka.diklarifikasi),
    ):
        response = client.get(f"{ALAMAT}?{tanya}&wilayah={kode}")
        assert len(response.context["object_list"]) == response.context["page_obj"].paginator.count == harapan


def test_tabs_count_with_the_other_filters(pemeran, isi, masuk):
    tab = {t["label"]: t["jumlah"] for t in masuk(pemeran["petugas.34.04"]).get(ALAMAT).context["tab"]}
    assert tab == {"Semua": 4, "Berlaku": 3, "Habis masa": 1, "Pendaftaran ditarik": 1}
    response = masuk(pemeran["petugas.34.04"]).get(f"{ALAMAT}?q=lama&status=berlaku")
    assert {t["label"]: t["jumlah"] for t in response.context["tab"]} == {"Semua": 1, "Berlaku": 0, "Habis masa": 1}


def test_export_is_the_list(pemeran, isi, masuk):
    response = masuk(pemeran["petugas.34.04"]).get(f"{ALAMAT}?ekspor=csv&urut=judul")
    teks = b"".join(response.streaming_content).decode("utf-8-sig")
    baris = list(csv.DictReader(io.StringIO(teks)))
    assert next(iter(baris[0])) == "id_publik"
    assert [b["judul"] for b in baris] == ["Air lama", "Jalan usaha", "Pasar wisata", "Sampah bersama"]
    assert baris[0]["status"] == "habis_masa"
    assert baris[2]["berlaku_sampai"] == ""
    assert baris[1]["para_pihak"] == "Kalurahan Purwobinangun; PT Sumber Air"


def test_pages_divide_the_list_and_keep_filter_and_order(pemeran, isi, masuk, monkeypatch):
    monkeypatch.setattr(DaftarKerjaSama, "paginate_by", 2)
    client = masuk(pemeran["petugas.34.04"])
    satu, dua = (client.get(f"{ALAMAT}?bidang=pembangunan&urut=-judul&page={n}") for n in (1, 2))
    assert judul(satu) + judul(dua) == ["Sampah bersama", "Pasar wisata", "Jalan usaha", "Air lama"]
    assert "bidang=pembangunan&amp;urut=-judul&amp;page=2" in satu.content.decode()


def test_pusat_may_not_sort_the_nation_by_title(pemeran, isi, masuk):
    di_pusat = masuk(pemeran["pusat"]).get(f"{ALAMAT}?urut=judul")
    assert judul(di_pusat)[0] == "Air lama"
    assert 'aria-sort="none"><a href="?urut=judul"' not in di_pusat.content.decode()
    assert judul(masuk(pemeran["dinas.34"]).get(f"{ALAMAT}?urut=-judul"))[0] == "Sampah bersama"


def test_region_choices_end_at_the_own_scope(pemeran, isi, masuk):
    isi_halaman = masuk(pemeran["petugas.34.04"]).get(ALAMAT).content.decode()
    assert "Kapanewon Pakem (34.04.16)" in isi_halaman
    assert "34.02" not in isi_halaman


def test_empty_list_says_what_to_do(pemeran, masuk):
    assert "Daftarkan kerja sama" in masuk(pemeran["operator.34.04.16.2001"]).get(ALAMAT).content.decode()
    isi_halaman = masuk(pemeran["bpd.34.04.16.2001"]).get(ALAMAT).content.decode()
    assert "Belum ada kerja sama terdaftar" in isi_halaman
    assert "Daftarkan kerja sama" not in isi_halaman


TEKS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
NAMA = st.sampled_from(
    ["q", "status", "bentuk", "bidang", "urusan", "mutu", "wilayah", "tanggapan", "urut", "page", "ekspor", "lain"]
)
NILAI = TEKS | st.sampled_from(
    [
        "berlaku",
        "habis_masa",
        "ditarik",
        "judul",
        "-judul",
        "-",
        "0",
        "34.04",
        "34.04.16",
        "-1",
        "999999",
        "csv",
        "\x00",
        "%",
    ]
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tanya=st.lists(st.tuples(NAMA, NILAI), max_size=6))
def test_any_query_string_gives_a_page(pemeran, isi, masuk, tanya):
    response = masuk(pemeran["petugas.34.04"]).get(f"{ALAMAT}?{urlencode(tanya)}")
    assert response.status_code == 200
    if response.streaming:
        b"".join(response.streaming_content)
    else:
        assert len(response.context["object_list"]) <= response.context["page_obj"].paginator.count


@pytest.mark.parametrize("jumlah", [1, 3])
def test_list_costs_the_same_whatever_its_length(pemeran, masuk, jumlah, django_assert_num_queries):
    desa = [pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.04.16.2002")]
    for _ in range(jumlah):
        buat_kerja_sama(desa=desa, oleh=pemeran["operator.34.04.16.2001"])
    client = masuk(pemeran["petugas.34.04"])
    client.get(ALAMAT)
    with django_assert_num_queries(10):
        client.get(ALAMAT)


@pytest.mark.parametrize("tanya", ["", "?status=berlaku", "?status=habis_masa"])
def test_list_is_read_in_order_from_the_closure_table(pemeran, isi, masuk, tanya):
    """Kinerja rests on this plan: one index range, already in the order of the list, whatever the region's size."""
    daftar = masuk(pemeran["petugas.34.04"]).get(f"{ALAMAT}{tanya}").context["page_obj"].paginator.object_list
    with connection.cursor() as kursor:
        if connection.vendor == "postgresql":  # a handful of rows would be scanned and sorted
            kursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
            kursor.execute("SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off")
        rencana = daftar[:25].explain()
    assert "cakupan_" in rencana
    assert "Sort" not in rencana and "TEMP B-TREE" not in rencana
