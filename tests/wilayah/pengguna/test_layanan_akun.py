"""Accounts and links: what each service does, and whom it refuses whatever page it is called from."""

from datetime import date, timedelta
from threading import Thread

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone

from tests.wilayah.jejak.test_kunci_kirim import bersamaan
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.models import Jejak, Pengguna, Penugasan, TautanAkun
from wilayah.pengguna import services
from wilayah.pengguna.queries import tautan_terbuka

BARU = "Sungai-Boyong-2026"


def tugas(pemeran, kode="34.04.16.2004", peran="kepala_desa", **isian):
    dasar = {"wilayah": pemeran.wilayah(kode), "peran": peran, "jabatan": "Lurah", "sk": "SK 1"}
    return dasar | {"mulai": date(2026, 1, 1), "selesai": None} | isian


def undang(pemeran, oleh="admin.34.04", username="kades.34.04.16.2004", kunci="kunci-undang-1", **isian):
    akun = {"username": username, "nama": "Sri Rejeki", "nip": "", "nik": "3404161234567890"}
    return services.undang_pengguna(oleh=pemeran[oleh], akun=akun, tugas=tugas(pemeran, **isian), kunci=kunci)


def test_an_invited_account_has_its_office_and_no_way_in(pemeran, rf):
    orang, kode = undang(pemeran)
    assert orang.penugasan.get().peran == "kepala_desa" and not orang.has_usable_password()
    assert authenticate(rf.post("/masuk/"), username=orang.username, password="") is None
    tautan = orang.tautan.get()
    assert kode not in tautan.hash_kode and tautan_terbuka(kode) == tautan
    assert timedelta(days=6) < tautan.kedaluwarsa - timezone.now() <= timedelta(days=7)


def test_the_trail_keeps_no_number_and_no_code(pemeran):
    orang, kode = undang(pemeran)
    services.kirim_tautan(pengguna=orang, oleh=pemeran["admin.34.04"])
    services.pakai_tautan(kode=services.kirim_tautan(pengguna=orang, oleh=pemeran["admin.34.04"]), sandi=BARU)
    baris = str([vars(j) for j in Jejak.objects.filter(objek__contains="pengguna")])
    assert orang.username in baris
    assert orang.nik not in baris and kode not in baris and BARU not in baris


def test_the_same_submit_twice_makes_one_account(pemeran):
    orang, kode = undang(pemeran)
    lagi, tanpa_kode = undang(pemeran)
    assert (lagi, tanpa_kode) == (orang, "") and kode
    assert Pengguna.objects.filter(username=orang.username).count() == 1


@pytest.mark.parametrize(
    ("oleh", "kode", "peran"),
    [
        ("admin.34.04", "34", "admin_provinsi"),  # above
        ("admin.34.04", "34.02", "petugas_kabupaten"),  # beside
        ("admin.34.04", "34.02.08.2001", "kepala_desa"),  # below the neighbour
        ("admin.34.04", "34.04.16.2001", "admin_kabupaten"),  # not a role of this level
        ("admin.34", "34.04.16", "camat"),  # below, but not for this admin to give
        ("admin", "34.04", "admin_kabupaten"),
        ("petugas.34.04", "34.04.16.2001", "kepala_desa"),
        ("admin.34.04", "34.04", "superadmin"),
    ],
)
def test_nobody_gives_what_they_may_not(pemeran, oleh, kode, peran):
    with pytest.raises(PermissionDenied):
        undang(pemeran, oleh=oleh, username="baru.1", kode=kode, peran=peran)
    with pytest.raises(PermissionDenied):
        daftar = [({"username": "baru.1", "nama": "N"}, tugas(pemeran, kode, peran))]
        services.buat_banyak_akun(oleh=pemeran[oleh], daftar=daftar, kunci="banyak-1")
    assert not Pengguna.objects.filter(username="baru.1").exists()


def _semua_tindakan(orang, oleh):
    yield lambda: services.kirim_tautan(pengguna=orang, oleh=oleh)
    yield lambda: services.batalkan_tautan(pengguna=orang, oleh=oleh)
    yield lambda: services.nonaktifkan_pengguna(pengguna=orang, oleh=oleh, alasan="x")
    yield lambda: services.aktifkan_pengguna(pengguna=orang, oleh=oleh, alasan="x")
    yield lambda: services.ubah_data_pengguna(pengguna=orang, oleh=oleh, nama="x")


@pytest.mark.parametrize("username", ["admin.34", "admin", "admin.34.02", "kades.34.02.08.2001"])
def test_an_account_above_or_beside_does_not_exist_for_the_admin(pemeran, username):
    for tindakan in _semua_tindakan(pemeran[username], pemeran["admin.34.04"]):
        with pytest.raises(Pengguna.DoesNotExist):
            tindakan()


def test_own_account_and_accounts_of_greater_offices_are_shut(pemeran):
    services.beri_penugasan(
        pengguna=pemeran["kabid.34.04"],
        wilayah=pemeran.wilayah("34"),
        peran="petugas_provinsi",
        jabatan="J",
        sk="SK",
        mulai=date(2026, 1, 1),
    )
    for username in ("admin.34.04", "kabid.34.04"):
        for tindakan in _semua_tindakan(pemeran[username], pemeran["admin.34.04"]):
            with pytest.raises(PermissionDenied):
                tindakan()
        assert pemeran[username].nama == f"Nama {username}" and pemeran[username].is_active


def test_a_link_is_used_once_and_sets_name_and_password(pemeran):
    orang, kode = undang(pemeran)
    services.pakai_tautan(kode=f"{kode[:4]}-{kode[4:]}".lower(), sandi=BARU, nama="Sri Rejeki Handayani")
    orang = pemeran[orang.username]
    assert orang.check_password(BARU) and orang.nama == "Sri Rejeki Handayani"
    with pytest.raises(TindakanTertutup):
        services.pakai_tautan(kode=kode, sandi="Lain-sekali-2026")
    assert pemeran[orang.username].check_password(BARU)


def test_a_reset_does_not_rename(pemeran):
    kode = services.kirim_tautan(pengguna=pemeran["kades.34.04.16.2001"], oleh=pemeran["admin.34.04"])
    services.pakai_tautan(kode=kode, sandi=BARU, nama="Nama Lain")
    orang = pemeran["kades.34.04.16.2001"]
    assert orang.check_password(BARU) and orang.nama == "Nama kades.34.04.16.2001"


def _kedaluwarsa(pemeran, orang):
    orang.tautan.update(kedaluwarsa=timezone.now() - timedelta(seconds=1))


def _dibatalkan(pemeran, orang):
    services.batalkan_tautan(pengguna=orang, oleh=pemeran["admin.34.04"])


def _diganti(pemeran, orang):
    services.kirim_tautan(pengguna=orang, oleh=pemeran["admin.34.04"])


def _nonaktif(pemeran, orang):
    services.nonaktifkan_pengguna(pengguna=orang, oleh=pemeran["admin.34.04"], alasan="x")
    services.aktifkan_pengguna(pengguna=orang, oleh=pemeran["admin.34.04"], alasan="x")


def _naik(pemeran, orang):
    services.beri_penugasan(
        pengguna=orang,
        wilayah=pemeran.wilayah("34"),
        peran="admin_provinsi",
        jabatan="J",
        sk="SK",
        mulai=date(2026, 1, 1),
    )


@pytest.mark.parametrize("sebab", [_kedaluwarsa, _dibatalkan, _diganti, _nonaktif, _naik])
def test_a_link_that_opens_nothing(pemeran, sebab):
    """Expired, cancelled, replaced, of an account that was shut, or sent by one who could not touch it any more."""
    orang, kode = undang(pemeran)
    assert tautan_terbuka(kode)
    sebab(pemeran, orang)
    with pytest.raises(TindakanTertutup):
        services.pakai_tautan(kode=kode, sandi=BARU)
    assert not pemeran[orang.username].has_usable_password()


def test_a_shut_account_can_do_nothing_and_comes_back_as_it_was(pemeran, masuk):
    orang, admin = pemeran["kades.34.04.16.2001"], pemeran["admin.34.04"]
    client = masuk(orang)
    assert client.get("/akun/").status_code == 200
    services.nonaktifkan_pengguna(pengguna=orang, oleh=admin, alasan="Cuti panjang")
    assert client.get("/akun/").status_code == 302
    assert not pemeran[orang.username].has_perm("wilayah.lihat_kerja_sama", pemeran.wilayah("34.04.16.2001"))
    with pytest.raises(TindakanTertutup):
        services.kirim_tautan(pengguna=orang, oleh=admin)
    services.aktifkan_pengguna(pengguna=orang, oleh=admin, alasan="Selesai cuti")
    assert pemeran[orang.username].has_perm("wilayah.lihat_kerja_sama", pemeran.wilayah("34.04.16.2001"))
    assert [j.keterangan for j in Jejak.objects.filter(peristiwa="pengguna.dinonaktifkan")] == ["Cuti panjang"]


def test_corrected_data_are_named_in_the_trail_and_not_told(pemeran):
    orang = pemeran["kades.34.04.16.2001"]
    services.ubah_data_pengguna(pengguna=orang, oleh=pemeran["admin.34.04"], nama="Baru", nik="3404160000000001")
    jejak = Jejak.objects.get(peristiwa="pengguna.data_diubah")
    assert jejak.sesudah_nya == {"bidang": ["nama", "nik"]}
    services.ubah_data_pengguna(pengguna=orang, oleh=pemeran["admin.34.04"], nama="Baru")
    assert Jejak.objects.filter(peristiwa="pengguna.data_diubah").count() == 1
    with pytest.raises(ValidationError):
        services.ubah_data_pengguna(pengguna=orang, oleh=pemeran["admin.34.04"], surel="bukan surel")


def test_many_accounts_are_made_all_or_none(pemeran):
    daftar = [
        ({"username": "bpd.34.04.16.2004", "nama": "BPD"}, tugas(pemeran, peran="bpd")),
        ({"username": "Salah Tulis", "nama": "X"}, tugas(pemeran)),
    ]
    with pytest.raises(ValidationError):
        services.buat_banyak_akun(oleh=pemeran["admin.34.04"], daftar=daftar, kunci="banyak-1")
    assert not Pengguna.objects.filter(username="bpd.34.04.16.2004").exists()
    assert services.buat_banyak_akun(oleh=pemeran["admin.34.04"], daftar=daftar[:1], kunci="banyak-1") == 1
    orang = pemeran["bpd.34.04.16.2004"]
    assert not orang.has_usable_password() and not orang.tautan.exists()


@pytest.mark.django_db(transaction=True)
def test_a_double_click_makes_many_accounts_once(pemeran):
    admin = pemeran["admin.34.04"]
    daftar = [({"username": "bpd.34.04.16.2004", "nama": "BPD"}, tugas(pemeran, peran="bpd"))]
    hasil = bersamaan(2, lambda _: services.buat_banyak_akun(oleh=admin, daftar=daftar, kunci="klik-dua"))
    assert hasil == [1, 1]
    assert Penugasan.objects.filter(wilayah__kode="34.04.16.2004", peran="bpd").count() == 1


def test_slips_open_only_what_is_unopened_and_own(pemeran):
    orang, lama = undang(pemeran)
    services.buat_banyak_akun(
        oleh=pemeran["admin.34.02"],
        kunci="banyak-2",
        daftar=[({"username": "bpd.34.02.08.2002", "nama": "B"}, tugas(pemeran, "34.02.08.2002", "bpd"))],
    )
    semua = Penugasan.objects.filter(pengguna__in=[orang, pemeran["bpd.34.02.08.2002"], pemeran["kades.34.04.16.2001"]])
    ((satu, kode),) = services.siapkan_slip(tugas=semua, oleh=pemeran["admin.34.04"])
    assert satu.pengguna == orang and tautan_terbuka(kode) and tautan_terbuka(lama) is None
    assert TautanAkun.objects.terbuka().get().kedaluwarsa - timezone.now() > timedelta(days=29)


@pytest.mark.django_db(transaction=True)
def test_two_who_use_a_link_at_once_do_not_both(pemeran):
    """Each on a connection of its own: one sets the password, the other is told that the link opens nothing."""
    orang, kode = undang(pemeran)
    hasil = []

    def pakai(sandi):
        try:
            services.pakai_tautan(kode=kode, sandi=sandi)
            hasil.append(sandi)
        except TindakanTertutup:
            hasil.append("")
        finally:
            connection.close()

    utas = [Thread(target=pakai, args=(s,)) for s in (BARU, "Lain-sekali-2026")]
    for u in utas:
        u.start()
    for u in utas:
        u.join()
    (dipakai,) = filter(None, hasil)
    assert len(hasil) == 2 and pemeran[orang.username].check_password(dipakai)
