"""Inviting somebody without an account: it is made without an office, opened by a link, and its owner's alone."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from kerjasama.models import KerjaSama, Undangan
from kerjasama.services.undangan import batalkan_tautan_undangan, cabut_undangan, kirim_tautan_undangan, undang
from tests.pabrik.kerjasama import buat_kerja_sama, buat_undangan
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.models import Jejak, Pengguna, Penugasan
from wilayah.pengguna.queries import alasan_tertutup, tautan_terbuka
from wilayah.pengguna.services import beri_penugasan, kirim_tautan, pakai_tautan
from wilayah.pengguna.services.tamu import batalkan_tautan_tamu, buat_akun_tamu, kirim_tautan_tamu

LIHAT = "wilayah.lihat_kerja_sama"
SANDI = "embung-tirta-arga-7"
KODE = re.compile(r"/aktivasi/([0-9A-Z]{20})/")


@pytest.fixture
def bantul(pemeran):
    desa = [pemeran.wilayah("34.02.08.2001"), pemeran.wilayah("34.02.08.2002")]
    return buat_kerja_sama(desa=desa, oleh=pemeran["operator.34.02.08.2001"], judul="Milik Bantul")


@pytest.fixture
def ks(pemeran, bantul, cakupan_cocok):
    desa = [pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.04.16.2002")]
    return buat_kerja_sama(desa=desa, oleh=pemeran["operator.34.04.16.2001"], judul="Sampah bersama")


def isian(ks, **lain):
    hari_ini = ks.desa_pendaftar.hari_ini()
    isi = {"nama": "Nurul Fadhilah", "sebagai": "ahli", "alasan": "Menghitung timbulan.", "kunci_kirim": "k1" * 6}
    return isi | {"mulai": str(hari_ini), "selesai": str(hari_ini + timedelta(30))} | lain


def kirim(klien, ks, **lain):
    return klien.post(reverse("kerja_sama_undangan", args=[ks.id_publik]) + "?akun=belum", isian(ks, **lain))


@pytest.fixture
def tamu(pemeran, masuk, ks):
    """The guest, and the code of the link that their inviter was shown."""
    jawaban = kirim(masuk(pemeran["petugas.34.04"]), ks)
    assert jawaban.status_code == 200
    return Pengguna.objects.get(username="tamu.nurul.fadhilah"), KODE.search(jawaban.content.decode())[1]


def bersama(ks, username, petugas, sebagai="ahli"):
    """Invites an account that exists, from another office."""
    hari_ini = ks.desa_pendaftar.hari_ini()
    isi = {"sebagai": sebagai, "alasan": "Sama.", "mulai": hari_ini, "selesai": hari_ini + timedelta(9)}
    return undang(kerja_sama=ks, username=username, kunci="lain", oleh=petugas, **isi)


def test_a_guest_opens_the_account_and_sees_the_one_agreement(pemeran, ks, bantul, tamu, client):
    orang, kode = tamu
    assert not orang.penugasan.exists() and not orang.has_usable_password()
    sandi = {"nama": "Dr. Nurul Fadhilah", "new_password1": SANDI, "new_password2": SANDI}
    assert client.post(reverse("aktivasi", args=[kode]), sandi).status_code == 302
    assert client.post(reverse("masuk"), {"username": orang.username, "password": SANDI}).status_code == 302
    assert client.get(reverse("kerja_sama_rinci", args=[ks.id_publik])).status_code == 200
    assert client.get(reverse("kerja_sama_rinci", args=[bantul.id_publik])).status_code == 404
    assert client.get(reverse("pengguna_daftar")).status_code in (403, 404)
    assert client.get(reverse("aktivasi", args=[kode])).status_code == 404


def test_a_double_click_makes_one_account_and_every_act_is_in_the_trail(pemeran, masuk, ks, tamu):
    klien = masuk(pemeran["petugas.34.04"])
    assert kirim(klien, ks).status_code == 302
    assert kirim(klien, ks, username="tamu.nurul.fadhilah").status_code == 302
    assert Pengguna.objects.filter(username__startswith="tamu.").count() == 1 == Undangan.objects.count()
    satu = Undangan.objects.get()
    kirim_tautan_undangan(undangan=satu, oleh=pemeran["petugas.34.04"])
    batalkan_tautan_undangan(undangan=satu, oleh=pemeran["petugas.34.04"])
    jejak = Jejak.objects.filter(oleh=pemeran["petugas.34.04"]).order_by("urut")
    assert list(jejak.values_list("peristiwa", flat=True)) == [
        "pengguna.dibuat",
        "undangan.diberikan",
        "pengguna.tautan_undangan",
        "pengguna.tautan_dibatalkan",
    ]
    assert set(jejak.values_list("izin", flat=True)) == {"undang_pihak"} and all(b.penugasan_id for b in jejak)


def test_a_namesake_gets_a_number_and_no_guest_looks_like_an_office(pemeran, masuk, ks, tamu):
    klien = masuk(pemeran["petugas.34.04"])
    assert kirim(klien, ks, kunci_kirim="k2" * 6).status_code == 200
    assert Pengguna.objects.filter(username="tamu.nurul.fadhilah.2").exists()
    for buruk in ("kades.34.04.16.2009", "tamu.nurul.fadhilah", "tamu.", "tamu.\x00", "tamu." + "a" * 9000):
        assert kirim(klien, ks, kunci_kirim=buruk[:20], username=buruk).status_code == 422, buruk[:20]
    assert (
        kirim(klien, ks, kunci_kirim="k3" * 6, nama="«…»").status_code == 200
    )  # nothing of it can stand in a user name
    assert set(Pengguna.objects.filter(username__startswith="tamu").values_list("username", flat=True)) == {
        "tamu.nurul.fadhilah",
        "tamu.nurul.fadhilah.2",
        "tamu.baru",
    }


@pytest.mark.parametrize("akun", ["petugas.34.02", "admin.34.04", "operator.34.04.16.2001", "kecamatan.34.04.16"])
def test_nobody_else_invites_or_touches_the_link(pemeran, masuk, ks, tamu, akun):
    klien, satu = masuk(pemeran[akun]), Undangan.objects.get()
    harap = 404 if akun in ("petugas.34.02", "admin.34.04") else 403
    assert kirim(klien, ks, kunci_kirim="k2" * 6).status_code == harap
    alamat = reverse("kerja_sama_undangan_tautan", args=[ks.id_publik, satu.id_publik])
    for tindakan in ("kirim", "batalkan"):
        assert klien.post(alamat, {"tindakan": tindakan}).status_code == harap
    assert tautan_terbuka(tamu[1]) and Pengguna.objects.filter(username__startswith="tamu.").count() == 1


def test_an_invitation_of_another_agreement_is_not_found_under_this_one(pemeran, masuk, ks, bantul, tamu):
    lain = buat_undangan(bantul, pemeran["petugas.33.10"], pemeran["petugas.34.02"])
    alamat = reverse("kerja_sama_undangan_tautan", args=[ks.id_publik, lain.id_publik])
    assert masuk(pemeran["petugas.34.04"]).post(alamat, {"tindakan": "kirim"}).status_code == 404


def test_the_link_of_an_official_is_not_the_inviters(pemeran, masuk, ks):
    """Else an officer would invite whoever has not opened the account yet, and open it."""
    belum = Pengguna.objects.create_user("kades.baru", nama="Kades Baru")
    beri_penugasan(
        pengguna=belum,
        wilayah=pemeran.wilayah("34.02.08.2001"),
        peran="kepala_desa",
        jabatan="Kepala desa",
        sk="SK",
        mulai=date(2020, 1, 1),
    )
    klien = masuk(pemeran["petugas.34.04"])
    for orang in (belum, pemeran["kades.34.02.08.2001"]):
        satu = buat_undangan(ks, orang, pemeran["petugas.34.04"])
        alamat = reverse("kerja_sama_undangan_tautan", args=[ks.id_publik, satu.id_publik])
        jawaban = klien.post(alamat, {"tindakan": "kirim"})
        assert jawaban.status_code == 302 and not orang.tautan.exists()
    Undangan.objects.all().delete()
    jawaban = klien.post(
        reverse("kerja_sama_undangan", args=[ks.id_publik]), isian(ks, username="kades.baru", kunci_kirim="k9" * 6)
    )
    assert jawaban.status_code == 422 and "belum diaktifkan pemiliknya" in jawaban.content.decode()


def test_whoever_invites_a_guest_resets_the_lost_password(pemeran, masuk, ks, bantul, tamu):
    orang, kode = tamu
    pakai_tautan(kode=kode, sandi=SANDI, nama="Dr. Nurul")
    klien, satu = masuk(pemeran["petugas.34.04"]), Undangan.objects.get()
    alamat = reverse("kerja_sama_undangan_tautan", args=[ks.id_publik, satu.id_publik])
    assert alamat in klien.get(reverse("kerja_sama_undangan", args=[ks.id_publik])).content.decode()
    baru = KODE.search(klien.post(alamat, {"tindakan": "kirim"}).content.decode())[1]
    assert tautan_terbuka(baru).tujuan == "atur_ulang"
    bersama(bantul, orang.username, pemeran["petugas.34.02"])
    assert tautan_terbuka(baru) is None  # it would show what Bantul shows
    jawaban = klien.post(alamat, {"tindakan": "kirim"}, follow=True).content.decode()
    assert "diundang kantor lain juga" in jawaban and orang.tautan.filter(dipakai_pada=None).count() == 1
    cabut_undangan(undangan=Undangan.objects.get(kerja_sama=bantul), oleh=pemeran["petugas.34.02"])
    assert pakai_tautan(kode=baru, sandi="tirta-arga-embung-8", nama="Orang Lain").nama == "Dr. Nurul"
    assert Jejak.objects.filter(peristiwa="pengguna.tautan_atur_ulang", izin="undang_pihak").count() == 1


def test_an_opened_account_that_is_invited_to_nothing_is_nobodys(pemeran, ks, tamu):
    orang, kode = tamu
    pakai_tautan(kode=kode, sandi=SANDI)
    cabut_undangan(undangan=Undangan.objects.get(), oleh=pemeran["petugas.34.04"])
    with pytest.raises(TindakanTertutup):
        kirim_tautan_tamu(tamu=orang, oleh=pemeran["petugas.34.04"], wilayah=ks.desa_pendaftar)


@pytest.mark.parametrize("akun", ["petugas.34.02", "admin.34.04", "kadis.34.04", "operator.34.04.16.2001"])
def test_the_services_of_guests_ask_who_may_invite_there(pemeran, ks, tamu, akun):
    isi = {"oleh": pemeran[akun], "wilayah": ks.desa_pendaftar}
    with pytest.raises(PermissionDenied):
        buat_akun_tamu(username="tamu.lain", nama="Lain", surel="", **isi)
    for layanan in (kirim_tautan_tamu, batalkan_tautan_tamu):
        with pytest.raises(PermissionDenied):
            layanan(tamu=tamu[0], **isi)
    assert tautan_terbuka(tamu[1]) and not Pengguna.objects.filter(username="tamu.lain").exists()


def test_two_offices_do_not_share_an_account_that_is_not_open_yet(pemeran, masuk, ks, bantul, tamu):
    orang, kode = tamu
    jawaban = masuk(pemeran["petugas.34.02"]).post(
        reverse("kerja_sama_undangan", args=[bantul.id_publik]), isian(bantul, username=orang.username)
    )
    assert jawaban.status_code == 422 and not Undangan.objects.filter(kerja_sama=bantul).exists()
    buat_undangan(bantul, orang, pemeran["petugas.34.02"])  # as from before the account was closed to it
    assert tautan_terbuka(kode) is None


def test_a_link_opens_nothing_once_its_maker_may_invite_no_more(pemeran, ks, tamu):
    Penugasan.objects.filter(pengguna=pemeran["petugas.34.04"]).update(
        sebelum="2021-01-01T00:00Z", dari="2020-01-01T00:00Z"
    )
    assert tautan_terbuka(tamu[1]) is None


def test_after_the_withdrawal_another_office_may_take_the_account_over(pemeran, ks, bantul, tamu):
    orang, kode = tamu
    cabut_undangan(undangan=Undangan.objects.get(), oleh=pemeran["petugas.34.04"])
    satu = bersama(bantul, orang.username, pemeran["petugas.34.02"])
    assert tautan_terbuka(kode) is None
    assert tautan_terbuka(kirim_tautan_undangan(undangan=satu, oleh=pemeran["petugas.34.02"])).pengguna == orang


def test_the_password_of_whoever_is_invited_elsewhere_is_not_the_admins_to_set(pemeran, masuk, ks, bantul):
    """The admin would read through the account what no account of their own region shows."""
    orang, admin = pemeran["kades.34.02.08.2001"], "admin.34.02"
    kode = kirim_tautan(pengguna=orang, oleh=pemeran[admin])
    satu = bersama(ks, orang.username, pemeran["petugas.34.04"], "kabupaten")
    assert "Mintalah Kabupaten Sleman mencabut" in alasan_tertutup(pemeran[admin], orang)
    assert tautan_terbuka(kode) is None
    klien = masuk(pemeran[admin])
    assert "Mintalah Kabupaten Sleman" in klien.get(reverse("pengguna_rinci", args=[orang.id_publik])).content.decode()
    for nama in ("pengguna_tautan", "pengguna_atur_ulang_kode"):
        assert klien.post(reverse(nama, args=[orang.id_publik])).status_code == 403
    assert not alasan_tertutup(pemeran["admin.34"], pemeran["admin.34.04"])
    cabut_undangan(undangan=satu, oleh=pemeran["petugas.34.04"])
    assert klien.post(reverse("pengguna_tautan", args=[orang.id_publik])).status_code == 200


def test_an_invitation_elsewhere_does_not_keep_an_account_open(pemeran, masuk, ks):
    """What takes access away needs no leave of the office that invited; what could give the password does."""
    orang, admin = pemeran["kades.34.02.08.2001"], pemeran["admin.34.02"]
    kirim_tautan(pengguna=orang, oleh=admin)
    satu = bersama(ks, orang.username, pemeran["petugas.34.04"], "kabupaten")
    klien, rinci = masuk(admin), reverse("pengguna_rinci", args=[orang.id_publik])
    halaman = klien.get(rinci).content.decode()
    assert "Nonaktifkan akun" in halaman and "Batalkan tautan" in halaman
    assert reverse("pengguna_tautan", args=[orang.id_publik]) + '"' not in halaman
    ubah, isi = reverse("pengguna_ubah", args=[orang.id_publik]), {"nama": "Nama Betul", "surel": ""}
    jawaban = klien.post(ubah, isi | {"surel": "admin@jahat.example"})
    assert jawaban.status_code == 422 and "Mintalah Kabupaten Sleman" in jawaban.content.decode()
    assert klien.post(ubah, isi).status_code == 302
    assert klien.post(reverse("pengguna_tautan_batal", args=[orang.id_publik])).status_code == 302
    assert not orang.tautan.terbuka().exists()
    keaktifan = reverse("pengguna_keaktifan", args=[orang.id_publik])
    klien.post(keaktifan, {"tindakan": "nonaktifkan", "alasan": "Akun dibobol"})
    orang.refresh_from_db()
    assert (orang.nama, orang.surel, orang.is_active) == ("Nama Betul", "", False)
    assert klien.post(keaktifan, {"tindakan": "aktifkan", "alasan": "x"}).status_code == 403
    assert reverse("pengguna_keaktifan", args=[orang.id_publik]) not in klien.get(rinci).content.decode()
    cabut_undangan(undangan=satu, oleh=pemeran["petugas.34.04"])
    assert klien.post(keaktifan, {"tindakan": "aktifkan", "alasan": "x"}).status_code == 302


def test_an_invitation_within_the_admins_region_shuts_nothing(pemeran, ks, cakupan_cocok):
    """There is no agreement in it that an account of theirs does not show."""
    kades = pemeran["bpd.34.04.16.2001"]
    lain = buat_kerja_sama(
        desa=[pemeran.wilayah("34.04.16.2002"), pemeran.wilayah("34.04.16.2003")],
        oleh=pemeran["operator.34.04.16.2001"],
    )
    buat_undangan(lain, kades, pemeran["petugas.34.04"])
    assert not alasan_tertutup(pemeran["admin.34.04"], kades)
    assert KerjaSama.objects.dalam_cakupan(pemeran["bpd.34.04.16.2001"], LIHAT).filter(pk=lain.pk).exists()
