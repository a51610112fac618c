"""Numbers of a region: right, each the length of the list behind it, and nobody's but one's own."""

import csv
import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.utils import timezone

from kerjasama.models import KerjaSama, Pihak
from tests.pabrik.binwas import buat_pemeriksaan
from tests.pabrik.kerjasama import buat_kerja_sama
from wilayah.models import Wilayah
from wilayah.pengguna.services import beri_penugasan, buat_pengguna

PURWO, CANDI, PALBAPANG, TEMPEL, TLOGO = (
    "34.04.16.2001",
    "34.04.16.2002",
    "34.02.08.2001",
    "34.04.14.2001",
    "33.10.01.2006",
)
QUERY = {"34": 12, "34.04.16": 14}
DASBOR = {
    "pusat": ["0", "33", "34", "34.04", "34.04.16", PURWO, "33.10.01"],
    "dinas.34": ["34", "34.02", "34.04", "34.04.14", PURWO],
    "petugas.34.04": ["34.04", "34.04.16", CANDI],
    "kadis.34.04": ["34.04"],
    "kecamatan.34.04.16": ["34.04.16", PURWO],
    f"kades.{PURWO}": [PURWO],
}


@pytest.fixture
def berkas(pemeran):
    """A bit of everything: within a kecamatan, across kabupaten and provinsi, past its last day, withdrawn."""
    hari_ini = timezone.localdate()
    lewat = {"jatuh_tempo": hari_ini - timedelta(1)}
    jelas, cek = {"mutu_data": "diklarifikasi"}, {"mutu_data": "diperiksa_kecamatan"}
    resep = [
        ([PURWO], {}, None),
        ([PURWO, CANDI], cek, {"status": "ditelaah", "tenggat": hari_ini - timedelta(1)}),
        ([CANDI, TEMPEL], cek, {"status": "ditelaah", "tenggat": hari_ini}),
        ([TEMPEL], cek, {"status": "diteruskan"}),
        ([PURWO, PALBAPANG], {"lintas_kabupaten": True}, None),
        ([PALBAPANG], cek, {"status": "diusulkan", "tenggat": hari_ini - timedelta(5)}),
        ([PURWO, CANDI], jelas, {"status": "selesai", "tenggat": hari_ini - timedelta(30)}),
        ([PURWO], jelas | lewat, {"status": "selesai", "tenggat": hari_ini - timedelta(30)}),
        ([CANDI], lewat, None),
        ([CANDI], cek, {"status": "ditelaah", "tenggat": hari_ini - timedelta(1), "menunggu_desa": True}),
        ([PURWO], cek | {"status": "ditarik"}, {"status": "ditelaah", "tenggat": hari_ini - timedelta(2)}),
        ([TLOGO, PURWO], {"lintas_kabupaten": True}, None),
    ]
    oleh = pemeran[f"operator.{PURWO}"]
    for n, (kode, isian, tinjau) in enumerate(resep):
        ks = buat_kerja_sama(desa=[pemeran.wilayah(k) for k in kode], oleh=oleh, judul=f"KS {n}", **isian)
        if tinjau:
            buat_pemeriksaan(ks, oleh, **tinjau)
    return hari_ini


def hitung_sendiri(kode, hari_ini):
    """The numbers from the parties alone, in Python: nothing of the closure table, nothing of the scope."""
    semua = [
        k
        for k in KerjaSama.objects.exclude(status="ditarik")
        if kode == "0"
        or any(
            p.desa.kode == kode or p.desa.kode.startswith(f"{kode}.")
            for p in Pihak.objects.filter(kerja_sama=k).select_related("desa")
        )
    ]
    berlaku = [k for k in semua if k.status == "berlaku" and k.jatuh_tempo >= hari_ini]
    tinjau = [p for k in semua for p in k.pemeriksaan.all()]
    jalan = [p for p in tinjau if p.status != "selesai" and not p.menunggu_desa]
    return {
        "berlaku": len(berlaku),
        "habis_masa": sum(k.status == "berlaku" and k.jatuh_tempo < hari_ini for k in semua),
        "diklarifikasi": sum(k.mutu_data == "diklarifikasi" for k in berlaku),
        "belum_diperiksa": sum(k.mutu_data == "belum_diperiksa" for k in semua),
        "lewat": len([p for p in jalan if p.tenggat and p.tenggat < hari_ini]),
        **{s: sum(p.status == s for p in tinjau) for s in ("diteruskan", "ditelaah", "diusulkan", "selesai")},
    }


@pytest.mark.parametrize(("username", "kode"), [(u, k) for u, daftar in DASBOR.items() for k in daftar])
def test_numbers_are_those_of_an_independent_count(masuk, pemeran, berkas, username, kode):
    isi = masuk(pemeran[username]).get(f"/dasbor/{kode}/").context
    harus = hitung_sendiri(kode, berkas)
    assert isi["angka"]._asdict() == {n: harus[n] for n in ("berlaku", "habis_masa", "diklarifikasi")}
    assert isi["lewat"].jumlah == harus["lewat"]
    tahap = {t.saringan.partition("=")[2]: t.jumlah for t in isi["tahap"]}
    assert {n: tahap[n] for n in harus if n in tahap} == {n: v for n, v in harus.items() if n in tahap}
    for baris in isi["anak"]:
        anak = hitung_sendiri(baris["wilayah"].kode, berkas)
        assert (*baris["angka"], baris["lewat"]) == (
            anak["berlaku"],
            anak["habis_masa"],
            anak["diklarifikasi"],
            anak["lewat"],
        )


def angka_bertautan(halaman):
    """[(address, number)] of every link to a list whose text, or whose row, is a number."""
    ubin = re.findall(r'<span class="nilai"><a href="([^"]+)">([\d.]+)</a>', halaman)
    tahap = re.findall(
        r'<li><a href="([^"]+)">[^<]+</a>.*?<span class="angka">([\d.]+)</span></li>', halaman, re.DOTALL
    )
    sel = re.findall(r'<td class="num[^>]*><a href="([^"]+)">([\d.]+)</a>', halaman)
    return [(unescape(url), int(n.replace(".", ""))) for url, n in ubin + tahap + sel]


@pytest.mark.parametrize(
    ("username", "kode"),
    [
        ("pusat", "0"),
        ("dinas.34", "34"),
        ("petugas.34.04", "34.04"),
        ("kecamatan.34.04.16", "34.04.16"),
        (f"kades.{PURWO}", PURWO),
    ],
)
def test_every_number_leads_to_a_list_that_counts_the_same(masuk, pemeran, berkas, username, kode):
    client = masuk(pemeran[username])
    tautan = angka_bertautan(client.get(f"/dasbor/{kode}/").content.decode())
    anak = Wilayah.objects.filter(induk__kode=kode).count()
    assert len(tautan) == 4 + 6 + 4 * anak
    for url, angka in tautan:
        assert client.get(url).context["page_obj"].paginator.count == angka, url


def test_a_neighbours_agreement_changes_no_number(masuk, pemeran, berkas):
    client = masuk(pemeran["petugas.34.02"])
    sebelum = angka_bertautan(client.get("/dasbor/34.02/").content.decode())
    buat_kerja_sama(desa=[pemeran.wilayah(PURWO)], oleh=pemeran[f"operator.{PURWO}"])
    assert angka_bertautan(client.get("/dasbor/34.02/").content.decode()) == sebelum


DI_LUAR = [
    ("dinas.34", "0"),
    ("dinas.34", "33"),
    ("dinas.34", "33.10"),
    ("petugas.34.04", "34"),
    ("petugas.34.04", "34.02"),
    ("petugas.34.04", "34.02.08"),
    ("kecamatan.34.04.16", "34.04"),
    ("kecamatan.34.04.16", "34.04.14"),
    (f"kades.{PURWO}", "34.04.16"),
    (f"kades.{PURWO}", CANDI),
    (f"bpd.{PURWO}", PURWO),
    ("pusat", "99"),
    ("pusat", "x'y"),
]


@pytest.mark.parametrize(("username", "kode"), DI_LUAR)
def test_sideways_upward_and_absent_regions_are_not_there(masuk, pemeran, berkas, username, kode):
    client = masuk(pemeran[username])
    assert client.get(f"/dasbor/{kode}/").status_code == 404
    assert client.get(f"/dasbor/{kode}/?ekspor=csv").status_code == 404


@pytest.mark.parametrize(
    ("username", "kode"),
    [("pusat", "0"), ("dinas.34", "34"), ("kadis.34.04", "34.04"), (f"kades.{PURWO}", PURWO)],
)
def test_the_menu_leads_to_ones_own(masuk, pemeran, username, kode):
    assert masuk(pemeran[username]).get("/dasbor/").headers["Location"] == f"/dasbor/{kode}/"


def test_who_has_no_dashboard_is_told_nothing(masuk, pemeran):
    assert masuk(pemeran[f"bpd.{PURWO}"]).get("/dasbor/").status_code == 404


@pytest.mark.parametrize("masa", [{"selesai": -1}, {"mulai": 1}])
def test_an_expired_or_future_assignment_gives_nothing(masuk, pemeran, berkas, masa):
    wilayah = pemeran.wilayah("34.04")
    orang = buat_pengguna(username="sementara", nama="Sementara", password="x", wilayah=wilayah)
    beri_penugasan(
        pengguna=orang,
        wilayah=wilayah,
        peran="petugas_kabupaten",
        jabatan="J",
        sk="SK",
        mulai=wilayah.hari_ini() + timedelta(masa["mulai"]) if "mulai" in masa else date(2020, 1, 1),
        selesai=wilayah.hari_ini() + timedelta(masa["selesai"]) if "selesai" in masa else None,
    )
    client = masuk(orang)
    assert client.get("/dasbor/").status_code == client.get("/dasbor/34.04/").status_code == 404
    assert client.get("/kerja-sama/").context["page_obj"].paginator.count == 0


def test_one_walks_down_from_the_nation_to_an_agreement(masuk, pemeran, berkas):
    client = masuk(pemeran["pusat"])
    for kode, berikut in (("0", "34"), ("34", "34.04"), ("34.04", "34.04.16"), ("34.04.16", PURWO)):
        assert f'href="/dasbor/{berikut}/"' in client.get(f"/dasbor/{kode}/").content.decode()
    ks = KerjaSama.objects.get(judul="KS 0")
    assert f'href="/kerja-sama/{ks.id_publik}/"' in client.get(f"/dasbor/{PURWO}/").content.decode()
    assert client.get(f"/kerja-sama/{ks.id_publik}/").status_code == 200


def test_the_path_is_linked_only_where_one_may_go(masuk, pemeran):
    halaman = masuk(pemeran["petugas.34.04"]).get("/dasbor/34.04.16/").content.decode()
    assert 'href="/dasbor/34.04/"' in halaman
    assert 'href="/dasbor/34/"' not in halaman and 'href="/dasbor/0/"' not in halaman


def test_export_is_the_table(masuk, pemeran, berkas):
    jawaban = masuk(pemeran["dinas.34"]).get("/dasbor/34/?ekspor=csv")
    baris = list(csv.reader(b"".join(jawaban.streaming_content).decode("utf-8-sig").splitlines()))
    assert baris[0] == ["kode", "wilayah", "berlaku", "habis masa", "diklarifikasi", "pemeriksaan terlambat", "menurut"]
    for kode, _, *angka, peta in baris[1:]:
        assert peta == "kini"
        harus = hitung_sendiri(kode, berkas)
        assert [int(n) for n in angka] == [harus[n] for n in ("berlaku", "habis_masa", "diklarifikasi", "lewat")]
    assert [b[0] for b in baris[1:]] == ["34.02", "34.04"]


@pytest.mark.parametrize("kode", QUERY)
@pytest.mark.parametrize("banyak", [1, 3])
def test_same_number_of_queries_whatever_the_number_of_rows(masuk, pemeran, django_assert_num_queries, kode, banyak):
    for n in range(banyak):
        ks = buat_kerja_sama(desa=[pemeran.wilayah(PURWO)], oleh=pemeran[f"operator.{PURWO}"], judul=f"KS {n}")
        buat_pemeriksaan(ks, pemeran["kecamatan.34.04.16"], status="ditelaah", tenggat=date(2026, 1, 5))
    client = masuk(pemeran["dinas.34" if kode == "34" else "kecamatan.34.04.16"])
    client.get(f"/dasbor/{kode}/")
    with django_assert_num_queries(QUERY[kode]):
        client.get(f"/dasbor/{kode}/")
