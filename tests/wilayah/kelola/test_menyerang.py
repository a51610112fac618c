"""Crafted requests of people who want more than they have: whatever is posted where, nothing is given above, beside
or to oneself. What may be given is said here anew, not read from the table that decides."""

import pytest
from django.db import transaction
from django.urls import reverse

from wilayah.cakupan.roles import DESA, KABUPATEN, KECAMATAN, PERAN, PROVINSI, PUSAT
from wilayah.models import Jejak, Pengguna, Penugasan, TautanAkun, Wilayah

BOLEH = {
    "admin": ("0", PUSAT + PROVINSI),
    "admin.34": ("34", PROVINSI + KABUPATEN),
    "admin.34.04": ("34.04", KABUPATEN + KECAMATAN + DESA),
}
BUKAN_ADMIN = ("petugas.34.04", "kadis.34.04", "camat.34.04.16", "kades.34.04.16.2001", "dinas.34", "pimpinan")
ORANG_LAIN = {
    "admin.34.04": ("admin.34.04", "admin.34", "kadis.34", "admin", "admin.34.02", "petugas.34.02", "petugas.33.10"),
    "admin.34": ("admin.34", "admin", "pimpinan", "dinas.33", "petugas.33.10", "kades.34.04.16.2001"),
    "admin": ("admin", "petugas.34.04", "kades.34.04.16.2001"),
}
ATAS_AKUN = (
    ("pengguna_ubah", {"nama": "Diubah", "nip": "1" * 18}),
    ("pengguna_tautan", {}),
    ("pengguna_tautan_batal", {}),
    ("pengguna_keaktifan", {"tindakan": "nonaktifkan", "alasan": "x"}),
    ("pengguna_buka_kunci", {}),
    ("pengguna_atur_ulang_kode", {}),
)
ATAS_PENUGASAN = (
    ("penugasan_akhiri", {"kapan": "seketika", "saat": "seketika", "selesai": "2026-11-25", "alasan": "x", "sk": "x"}),
    ("penugasan_rinci", {"tindakan": "perpanjang", "perpanjang-selesai": "2030-01-01", "perpanjang-sk": "x"}),
    ("penugasan_rinci", {"tindakan": "perbaiki", "perbaiki-jabatan": "Raja", "perbaiki-sk": "x"}),
)


def di_dalam(kode, puncak):
    return puncak == "0" or kode == puncak or kode.startswith(f"{puncak}.")


def pasangan():
    """Every role in every region of its tier."""
    wilayah = list(Wilayah.objects.order_by("kode").values_list("kode", "tingkat", "jenis"))
    return [(p, k, jenis) for p, peran in PERAN.items() for k, tingkat, jenis in wilayah if tingkat == peran.tingkat]


def isian(peran, kode, **lain):
    isi = {"wilayah": kode, "peran": peran, "jabatan": "J", "sk": "SK", "mulai": "2027-03-01", "sifat": "definitif"}
    return isi | {"selesai": "2027-03-02"} | lain


def keadaan():
    """Everything that an attack could have changed, but what was merely read or refused."""
    return (
        list(Penugasan.objects.order_by("pk").values_list("pk", "pengguna", "peran", "wilayah", "sebelum", "jabatan")),
        list(Pengguna.objects.order_by("pk").values_list("pk", "nama", "nip", "is_active", "password")),
        list(TautanAkun.objects.order_by("pk").values_list("pk", "dibatalkan_pada", "dipakai_pada")),
        Jejak.objects.count(),
    )


def kirim(klien, alamat, isi):
    """Whether the request changed anything; what it changed is undone."""
    with transaction.atomic():
        semula = keadaan()
        klien.post(alamat, isi)
        berubah = keadaan() != semula
        transaction.set_rollback(True)
    return berubah


@pytest.mark.parametrize("admin", BOLEH)
def test_an_admin_gives_these_roles_in_these_regions_and_no_others(pemeran, masuk, admin):
    puncak, boleh = BOLEH[admin]
    bawahan = {"admin": "dinas.34", "admin.34": "petugas.34.04", "admin.34.04": "bpd.34.04.16.2001"}[admin]
    klien, berhasil, harap = masuk(pemeran[admin]), set(), set()
    for peran, kode, jenis in pasangan():
        if kirim(klien, reverse("penugasan_baru"), isian(peran, kode, username=bawahan)):
            berhasil.add((peran, kode))
        if peran in boleh and di_dalam(kode, puncak) and jenis != "kelurahan":
            harap.add((peran, kode))
    # What is refused for another reason: an office of one person that is held, and what the person holds already.
    dipegang = set(Penugasan.objects.filter(pengguna__username=bawahan).values_list("peran", "wilayah__kode"))
    assert berhasil <= harap and berhasil >= {(p, k) for p, k in harap if not PERAN[p].tunggal} - dipegang


@pytest.mark.parametrize("admin", BOLEH)
def test_an_admin_opens_accounts_for_no_others_either(pemeran, masuk, admin):
    puncak, boleh = BOLEH[admin]
    klien = masuk(pemeran[admin])
    dilarang = [(p, k) for p, k, _ in pasangan() if p not in boleh or not di_dalam(k, puncak)]
    alamat = reverse("pengguna_baru")
    assert not [(p, k) for p, k in dilarang if kirim(klien, alamat, isian(p, k, nama="Baru", username="orang.baru"))]
    satu = (boleh[0], puncak)
    assert kirim(klien, alamat, isian(*satu, nama="Baru", username="orang.baru"))


@pytest.mark.parametrize("admin", BOLEH)
def test_an_admin_gives_nothing_to_oneself(pemeran, masuk, admin):
    klien, alamat = masuk(pemeran[admin]), reverse("penugasan_baru")
    assert not [(p, k) for p, k, _ in pasangan() if kirim(klien, alamat, isian(p, k, username=admin))]


@pytest.mark.parametrize("username", BUKAN_ADMIN)
def test_who_is_no_admin_gives_nothing_to_anybody(pemeran, masuk, username):
    klien = masuk(pemeran[username])
    for peran, kode in (("bpd", "34.04.16.2001"), ("admin_kabupaten", "34.04"), ("admin_pusat", "0")):
        for siapa in (username, "bpd.34.04.16.2001"):
            assert not kirim(klien, reverse("penugasan_baru"), isian(peran, kode, username=siapa))
        assert not kirim(klien, reverse("pengguna_baru"), isian(peran, kode, nama="Baru", username="orang.baru"))
    for nama in ("pengguna_massal", "pengguna_impor", "pengguna_slip", "tinjauan_akses"):
        assert not kirim(klien, reverse(nama), isian("bpd", "34.04.16.2001"))


@pytest.mark.parametrize("admin", ORANG_LAIN)
def test_accounts_and_assignments_above_and_beside_are_out_of_reach(pemeran, masuk, admin):
    klien, berubah = masuk(pemeran[admin]), []
    for username in ORANG_LAIN[admin]:
        orang = pemeran[username]
        for nama, isi in ATAS_AKUN:
            if kirim(klien, reverse(nama, args=[orang.id_publik]), isi):
                berubah.append((username, nama))
        for nama, isi in ATAS_PENUGASAN:
            if kirim(klien, reverse(nama, args=[orang.penugasan.get().id_publik]), isi):
                berubah.append((username, nama))
    assert not berubah


def test_the_same_requests_do_work_where_they_may(pemeran, masuk):
    """Otherwise the test above would hold for a form that nobody can fill in."""
    klien, orang = masuk(pemeran["admin.34.04"]), pemeran["bpd.34.04.16.2001"]
    bisa = {n for n, isi in ATAS_AKUN if kirim(klien, reverse(n, args=[orang.id_publik]), isi)}
    assert bisa >= {"pengguna_ubah", "pengguna_tautan", "pengguna_keaktifan"}
    tugas = orang.penugasan.get()
    assert kirim(klien, reverse("penugasan_rinci", args=[tugas.id_publik]), ATAS_PENUGASAN[2][1])
