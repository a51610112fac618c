"""The list of whoever has several nodes is put together from the first rows of each: the same rows in the same order
as the scope itself gives."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from binwas.management.tolok_ukur.angka import rekam
from kerjasama.enums import Bidang, MutuData, Status
from kerjasama.filters import SaringanKerjaSama
from kerjasama.models import KerjaSama
from kerjasama.queries import daftar
from kerjasama.queries.kerja_sama import LIHAT
from kerjasama.views.daftar import URUTAN, DaftarKerjaSama
from tests.pabrik.kerjasama import buat_kerja_sama, buat_undangan
from wilayah.pengguna.services import beri_penugasan

ALAMAT = reverse("kerja_sama_daftar")
SIMPUL = ("34.04.16.2001", "34.04.16.2002", "34.02.08.2001")
DESA = {
    "keduanya": ("34.04.16.2001", "34.04.16.2002"),
    "satu": ("34.04.16.2001", "34.04.14.2001"),
    "bantul": ("34.02.08.2001", "34.02.08.2002"),
    "asing": ("33.10.01.2006", "34.02.08.2002"),
}
SARINGAN = ("", "status=berlaku", "status=habis_masa", "status=ditarik", "mutu=diklarifikasi", "bidang=pemerintahan")
SARINGAN += ("habis=30",)
SERUPA = "bagian_"  # what only the question by parts has in it


@pytest.fixture
def orang(pemeran, cakupan_cocok):
    """A kepala desa who also stands in for two others; everybody's agreements lie beside one another."""
    oleh, hari_ini = pemeran["pusat"], timezone.localdate()
    for nama, kode in DESA.items():
        desa = [pemeran.wilayah(k) for k in kode]
        for n in range(5):
            isian = {
                "judul": f"{nama} {n % 2}",
                "jatuh_tempo": hari_ini + timedelta(days=7 * n - 7),
                "didaftarkan_pada": timezone.now() - timedelta(days=n % 3),
                "mutu_data": MutuData.DIKLARIFIKASI if n % 2 else MutuData.BELUM_DIPERIKSA,
                "bidang": Bidang.PEMERINTAHAN if n == 2 else Bidang.PEMBANGUNAN,
                "status": Status.DITARIK if n == 4 else Status.BERLAKU,
            }
            buat_kerja_sama(desa=desa, oleh=oleh, pihak_ketiga="PT Contoh" if n == 3 else "", **isian)
    _tugaskan(pemeran, SIMPUL[1:])
    return pemeran["kades.34.04.16.2001"]


def _tugaskan(pemeran, kode):
    for satu in kode:
        beri_penugasan(
            pengguna=pemeran["kades.34.04.16.2001"],
            wilayah=pemeran.wilayah(satu),
            peran="kepala_desa",
            jabatan="Penjabat",
            sk="SK",
            mulai=date(2020, 1, 1),
        )


@pytest.fixture
def diundang(pemeran, orang):
    """Also invited: to an agreement of strangers, and to one that is seen anyway."""
    for judul in ("asing 1", "keduanya 0"):
        buat_undangan(KerjaSama.objects.filter(judul=judul).earliest("pk"), orang, pemeran["petugas.34.04"])
    return pemeran["kades.34.04.16.2001"]


def _saring(orang, tanya):
    permintaan = RequestFactory().get("/")
    permintaan.user = orang
    terlihat = KerjaSama.objects.dalam_cakupan(orang, LIHAT)
    return SaringanKerjaSama(QueryDict(tanya), queryset=terlihat, request=permintaan).filter_queryset


def _urut(nama):
    bidang = URUTAN[nama.lstrip("-")]
    return [f"-{b}" for b in bidang] if nama.startswith("-") else bidang


@pytest.mark.parametrize("urut", [*URUTAN, *(f"-{u}" for u in URUTAN)])
@pytest.mark.parametrize("tanya", SARINGAN)
@pytest.mark.parametrize("undangan", [False, True], ids=["simpul", "undangan"])
def test_parts_give_what_the_whole_gives(request, orang, undangan, tanya, urut):
    if undangan:
        orang = request.getfixturevalue("diundang")
    saring = _saring(orang, tanya)
    semua = list(saring(KerjaSama.objects.dalam_cakupan(orang, LIHAT)).order_by(*_urut(urut)))
    assert semua
    for awal, akhir in ((0, 2), (2, 4), (0, 50), (len(semua) - 1, len(semua)), (90, 95)):
        potong = []
        terkirim = rekam(lambda a=awal, z=akhir, p=potong: p.extend(daftar.sepotong(orang, saring, _urut(urut), a, z)))
        assert potong == semua[awal:akhir]
        assert [(k.c_status, k.c_jatuh_tempo, k.c_mutu, k.c_id) for k in potong] == [
            (k.status, k.jatuh_tempo, k.mutu_data, k.pk) for k in potong
        ]
        assert SERUPA in terkirim[-1][0]


def test_an_agreement_of_two_nodes_comes_once(orang):
    potong = list(daftar.sepotong(orang, lambda k: k, ["judul", "pk"], 0, 50))
    assert len(potong) == len(set(potong)) == 15


def test_one_node_and_an_invitation_are_two_parts(pemeran, cakupan_cocok):
    tetangga = [pemeran.wilayah("34.02.08.2001"), pemeran.wilayah("34.02.08.2002")]
    desa = [pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.04.16.2002")]
    asing = [buat_kerja_sama(desa=tetangga, oleh=pemeran["pusat"], judul=str(n)) for n in range(2)]
    milik = buat_kerja_sama(desa=desa, oleh=pemeran["pusat"])
    buat_undangan(asing[0], pemeran["petugas.34.04"], pemeran["petugas.34.02"])
    orang = pemeran["petugas.34.04"]
    terkirim = rekam(lambda: list(daftar.sepotong(orang, lambda k: k, ["pk"], 0, 50)))
    assert SERUPA in terkirim[-1][0]
    assert list(daftar.sepotong(orang, lambda k: k, ["pk"], 0, 50)) == [asing[0], milik]


@pytest.mark.parametrize("batas", ["TERDALAM", "BAGIAN_TERBANYAK"])
def test_deep_pages_and_many_nodes_are_read_as_a_whole(orang, monkeypatch, batas):
    semua = list(KerjaSama.objects.dalam_cakupan(orang, LIHAT).order_by("judul", "pk"))
    monkeypatch.setattr(daftar, batas, 2)
    terkirim = rekam(lambda: list(daftar.sepotong(orang, lambda k: k, ["judul", "pk"], 2, 4)))
    assert SERUPA not in terkirim[-1][0]
    assert list(daftar.sepotong(orang, lambda k: k, ["judul", "pk"], 2, 4)) == semua[2:4]


@pytest.mark.parametrize("username", ["pusat", "dinas.34", "kades.34.04.16.2002"])
def test_one_node_needs_no_parts(pemeran, orang, username):
    terkirim = rekam(lambda: list(daftar.sepotong(pemeran[username], lambda k: k, ["pk"], 0, 5)))
    assert SERUPA not in terkirim[-1][0]


@pytest.mark.parametrize(
    ("tanya", "sebagian"),
    [
        ("", True),
        ("status=berlaku&urut=-judul", True),
        ("page=9", True),
        ("status=ditarik&bidang=pemerintahan", False),  # no row at all
        ("q=bantul", False),
        ("wilayah=34.04.16.2002", False),
        ("wilayah=34.04.14", False),
        ("tanggapan=belum", False),
    ],
)
def test_the_page_is_what_the_whole_list_says(diundang, masuk, monkeypatch, tanya, sebagian):
    monkeypatch.setattr(DaftarKerjaSama, "paginate_by", 4)
    client = masuk(diundang)
    halaman = []
    terkirim = rekam(lambda: halaman.append(client.get(f"{ALAMAT}?{tanya}").context["page_obj"]))
    halaman = halaman[0]
    awal = (halaman.number - 1) * 4
    assert list(halaman) == list(halaman.paginator.object_list.all()[awal : awal + 4])
    assert any(SERUPA in sql for sql, _ in terkirim) is sebagian
    assert all(k.get_deferred_fields() == {"ruang_lingkup"} for k in halaman)
