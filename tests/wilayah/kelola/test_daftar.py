"""The list of people: whom it shows, how it narrows, what it costs."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.utils import timezone

from wilayah.kelola.keadaan import Keadaan, berkeadaan, dengan_akhir, keadaan_akun
from wilayah.models import Pengguna, Penugasan
from wilayah.pengguna.services import akhiri_penugasan, beri_penugasan, buat_pengguna, nonaktifkan_pengguna

DAFTAR = "/pengguna/"


def nama_pengguna(jawaban):
    return {o.username for o in jawaban.context["object_list"]}


def semua(client, **saring):
    jawaban = client.get(DAFTAR, {"ekspor": "csv", **saring})
    baris = list(csv.DictReader(io.StringIO(b"".join(jawaban.streaming_content).decode("utf-8-sig"))))
    return {b["Nama pengguna"] for b in baris}


@pytest.fixture
def admin(masuk, pemeran):
    return masuk(pemeran["admin.34.04"])


def test_it_shows_the_region_and_below_and_no_neighbour(admin):
    harap = set(
        Penugasan.objects.filter(wilayah__kode__startswith="34.04").values_list("pengguna__username", flat=True)
    )
    assert semua(admin) == harap
    jawaban = admin.get(DAFTAR)
    assert jawaban.context["page_obj"].paginator.count == len(harap)
    assert {t["label"]: t["jumlah"] for t in jawaban.context["tab"][1:]} == {
        "Kabupaten/Kota": 6,
        "Kecamatan": 3,
        "Desa/Kelurahan": 14,
    }


@pytest.mark.parametrize("username", ["petugas.34.04", "kades.34.04.16.2001", "camat.34.04.16", "dinas.34", "pusat"])
def test_only_for_who_manages_people(masuk, pemeran, username):
    client = masuk(pemeran[username])
    for alamat in (DAFTAR, "/pengguna/baru/", "/pengguna/impor/", "/pengguna/impor/templat/", "/pengguna/massal/"):
        assert client.get(alamat).status_code == 403
    assert 'href="/pengguna/"' not in client.get("/panduan/").content.decode()


@pytest.mark.parametrize("username", ["admin", "admin.34", "admin.34.04"])
def test_an_admin_lands_here_and_has_it_in_the_menu(masuk, pemeran, username):
    client = masuk(pemeran[username])
    assert client.get("/").headers["Location"] == DAFTAR
    assert 'href="/pengguna/"' in client.get("/panduan/").content.decode()


def test_search_and_filters(admin):
    assert semua(admin, q="Purwobinangun") == {
        f"{n}.34.04.16.2001" for n in ("kades", "operator", "bpd", "bkad", "lembaga")
    }
    assert semua(admin, q="kabid") == {"kabid.34.04"}
    assert semua(admin, peran="camat") == {"camat.34.04.16"}
    assert semua(admin, wilayah="34.04.14") == {
        "kecamatan.34.04.14",
        "kades.34.04.14.2001",
        "operator.34.04.14.2001",
        "bpd.34.04.14.2001",
    }
    assert semua(admin, tingkat="3", wilayah="34.04.16") == {"camat.34.04.16", "kecamatan.34.04.16"}
    assert semua(admin, wilayah="34.02") == semua(admin, wilayah="99") == set()


def test_role_and_region_speak_of_one_assignment(admin, pemeran):
    """Kades of one desa and BPD of another is not «BPD of the first»."""
    beri_penugasan(
        pengguna=pemeran["kades.34.04.16.2001"],
        wilayah=pemeran.wilayah("34.04.16.2004"),
        peran="bkad",
        jabatan="J",
        sk="SK",
        mulai=date(2026, 1, 1),
    )
    assert semua(admin, peran="bkad", wilayah="34.04.16.2001") == {"bkad.34.04.16.2001"}


def test_of_a_person_who_serves_elsewhere_too_only_the_part_here(admin, pemeran):
    beri_penugasan(
        pengguna=pemeran["petugas.34.04"],
        wilayah=pemeran.wilayah("34.02"),
        peran="petugas_kabupaten",
        jabatan="Jabatan Tetangga",
        sk="SK Tetangga",
        mulai=date(2026, 1, 1),
    )
    orang = pemeran["petugas.34.04"]
    for alamat in (f"{DAFTAR}?q=petugas.34.04", f"{DAFTAR}{orang.id_publik}/"):
        isi = admin.get(alamat).content.decode()
        assert "petugas.34.04" in isi and "Tetangga" not in isi and "Bantul" not in isi


def test_numbers_are_masked(admin, pemeran):
    orang = pemeran["kadis.34.04"]
    orang.nip, orang.nik = "196903151990031001", "3404010101690001"
    orang.save()
    halaman = admin.get(DAFTAR, {"q": "kadis.34.04"}).content.decode()
    ekspor = b"".join(admin.get(DAFTAR, {"ekspor": "csv"}).streaming_content).decode()
    rinci = admin.get(f"{DAFTAR}{orang.id_publik}/").content.decode()
    ubah = admin.get(f"{DAFTAR}{orang.id_publik}/ubah/").content.decode()
    for isi in (halaman, ekspor):
        assert "1001" in isi and orang.nip not in isi
    for isi in (halaman, ekspor, rinci, ubah):
        assert orang.nik not in isi
    assert orang.nip in rinci and "••••0001" in rinci


def test_the_state_of_a_row_is_the_state_it_is_filtered_by(admin, pemeran):
    hari_ini = pemeran.wilayah("34.04").hari_ini()
    akhiri_penugasan(penugasan=pemeran["bkad.34.04.16.2001"].penugasan.get(), selesai=hari_ini - timedelta(1))
    akhiri_penugasan(penugasan=pemeran["bpd.34.04.16.2001"].penugasan.get(), selesai=hari_ini + timedelta(10))
    nonaktifkan_pengguna(pengguna=pemeran["camat.34.04.16"], oleh=pemeran["admin.34.04"], alasan="x")
    baru = buat_pengguna(username="baru.1", nama="Baru", password=None, wilayah=pemeran.wilayah("34.04"))
    beri_penugasan(
        pengguna=baru,
        wilayah=pemeran.wilayah("34.04.16.2004"),
        peran="bpd",
        jabatan="J",
        sk="SK",
        mulai=date(2026, 1, 1),
    )
    tugas = Penugasan.objects.terkelola(pemeran["admin.34.04"])
    orang = dengan_akhir(Pengguna.objects.terkelola(pemeran["admin.34.04"]), tugas)
    per_keadaan = {k: {o.username for o in berkeadaan(orang, k)} for k in Keadaan}
    assert per_keadaan[Keadaan.BERAKHIR] == {"bkad.34.04.16.2001"}
    assert per_keadaan[Keadaan.SEGERA] == {"bpd.34.04.16.2001"}
    assert per_keadaan[Keadaan.NONAKTIF] == {"camat.34.04.16"}
    assert per_keadaan[Keadaan.MENUNGGU] == {"baru.1"}
    for satu in orang:
        assert satu.username in per_keadaan[keadaan_akun(satu, list(tugas.filter(pengguna=satu)))]
    assert sum(len(s) for s in per_keadaan.values()) == orang.count()
    assert semua(admin, keadaan="segera") == {"bpd.34.04.16.2001"}
    assert timezone.now() < satu.akhir_di_sini


@pytest.mark.parametrize("urut", ["nama", "-nama", "wilayah", "-akhir", "apa saja"])
def test_it_sorts_and_any_address_is_answered(admin, urut):
    assert admin.get(DAFTAR, {"urut": urut}).status_code == 200
    assert (
        admin.get(DAFTAR, {"urut": urut, "keadaan": "x", "peran": "y", "tingkat": "z", "page": "q"}).status_code == 200
    )


def test_order_by_name_runs_both_ways(admin):
    naik = [o.nama for o in admin.get(DAFTAR, {"urut": "nama"}).context["object_list"]]
    turun = [o.nama for o in admin.get(DAFTAR, {"urut": "-nama"}).context["object_list"]]
    assert naik == sorted(naik) and turun == sorted(turun, reverse=True) and naik[0] != turun[0]


@pytest.mark.parametrize(("cari", "baris"), [("kabid.34.04", 1), ("34.04.16.2002", 3)])
def test_one_row_and_three_cost_the_same_queries(admin, django_assert_num_queries, cari, baris):
    admin.get(DAFTAR)
    with django_assert_num_queries(12):
        jawaban = admin.get(DAFTAR, {"q": cari})
    assert len(jawaban.context["object_list"]) == baris
