"""Inviting a person, opening the account, and what an admin may do to it, over the pages."""

import re
from datetime import date

import pytest
from django.core import mail
from django.test import Client

from tests.pemeran import SANDI
from wilayah.models import Jejak, Pengguna, Penugasan
from wilayah.pengguna.services import beri_penugasan, kirim_tautan

BARU = "Sungai-Boyong-2026"
ISIAN = {
    "nama": "Sri Rejeki",
    "wilayah": "34.04.16.2004",
    "peran": "kepala_desa",
    "jabatan": "Lurah",
    "sk": "SK 1/2026",
    "mulai": "2026-01-01",
    "kunci_kirim": "kunci-undangan-1",
}
SANDI_BARU = {"nama": "Sri Rejeki", "new_password1": BARU, "new_password2": BARU}


@pytest.fixture
def admin(masuk, pemeran):
    return masuk(pemeran["admin.34.04"])


def kode_dari(jawaban):
    return re.search(r"/aktivasi/([0-9A-Z]{20})/", jawaban.content.decode())[1]


def alamat(orang, tambahan=""):
    return f"/pengguna/{orang.id_publik}/{tambahan}"


def test_from_invitation_to_sign_in(admin, pemeran):
    jawaban = admin.post("/pengguna/baru/", ISIAN)
    isi = jawaban.content.decode()
    assert "kades.34.04.16.2004" in isi and "hanya tampil sekarang" in isi
    kode, tamu = kode_dari(jawaban), Client()
    assert "kades.34.04.16.2004" in tamu.get(f"/aktivasi/{kode}/").content.decode()
    jawaban = tamu.post(f"/aktivasi/{kode}/", SANDI_BARU)
    assert jawaban.headers["Location"] == "/masuk/"
    assert tamu.get("/akun/").status_code == 302
    tamu.post("/masuk/", {"username": "kades.34.04.16.2004", "password": BARU})
    assert tamu.get("/akun/").status_code == 200
    assert tamu.get(f"/aktivasi/{kode}/").status_code == 404


def test_the_link_is_shown_once(admin):
    admin.post("/pengguna/baru/", ISIAN)
    lagi = admin.post("/pengguna/baru/", ISIAN, follow=True)
    assert "/aktivasi/" not in lagi.content.decode() and "sudah dibuat" in lagi.content.decode()
    assert Pengguna.objects.filter(nama="Sri Rejeki").count() == 1
    orang = Pengguna.objects.get(nama="Sri Rejeki")
    assert "/aktivasi/" not in admin.get(alamat(orang)).content.decode()


def test_an_invitation_that_is_sent_again_replaces_the_first(admin):
    pertama = kode_dari(admin.post("/pengguna/baru/", ISIAN))
    orang = Pengguna.objects.get(nama="Sri Rejeki")
    kedua = kode_dari(admin.post(alamat(orang, "tautan/")))
    assert Client().get(f"/aktivasi/{pertama}/").status_code == 404
    assert Client().get(f"/aktivasi/{kedua}/").status_code == 200
    admin.post(alamat(orang, "tautan/batal/"))
    assert Client().get(f"/aktivasi/{kedua}/").status_code == 404


def test_wrong_used_and_cancelled_get_one_and_the_same_answer(admin, pemeran):
    dibatalkan = kode_dari(admin.post("/pengguna/baru/", ISIAN))
    admin.post(alamat(Pengguna.objects.get(nama="Sri Rejeki"), "tautan/batal/"))
    dipakai = kirim_tautan(pengguna=pemeran["kades.34.04.16.2001"], oleh=pemeran["admin.34.04"])
    tamu = Client()
    tamu.post(f"/aktivasi/{dipakai}/", SANDI_BARU)
    jawaban = [Client().get(f"/aktivasi/{k}/") for k in (dibatalkan, dipakai, "SALAH", "²" * 20)]
    assert {j.status_code for j in jawaban} == {404} and len({j.content for j in jawaban}) == 1


@pytest.mark.parametrize(
    ("isian", "pesan"),
    [
        ({"new_password2": "lain"}, "tulisan yang sama"),
        ({"new_password1": "12345", "new_password2": "12345"}, "terlalu pendek"),
        ({"nama": ""}, "Isi nama lengkap"),
    ],
)
def test_a_refused_password_leaves_the_link_open(admin, isian, pesan):
    kode = kode_dari(admin.post("/pengguna/baru/", ISIAN))
    jawaban = Client().post(f"/aktivasi/{kode}/", SANDI_BARU | isian)
    assert pesan.lower() in jawaban.content.decode().lower()
    assert Client().get(f"/aktivasi/{kode}/").status_code == 200


def test_the_code_of_a_slip_can_be_typed(db):
    jawaban = Client().get("/aktivasi/", {"kode": "7nk0-ba4t-lrmr-olg2-hy7a"})
    assert jawaban.headers["Location"] == "/aktivasi/7NK0BA4T1RMR01G2HY7A/"
    assert Client().get("/aktivasi/", {"kode": "//jahat.test"}).status_code == 200


def test_the_link_goes_by_mail_where_there_is_a_mail_server(admin, settings):
    settings.EMAIL_HOST = "surat.contoh.test"
    jawaban = admin.post("/pengguna/baru/", ISIAN | {"surel": "sri@contoh.test"})
    assert mail.outbox[0].to == ["sri@contoh.test"] and kode_dari(jawaban) in mail.outbox[0].body
    assert "dikirim ke sri@contoh.test" in jawaban.content.decode()


def test_without_a_mail_server_nothing_is_sent(admin, settings):
    settings.EMAIL_HOST = ""
    assert "dikirim ke" not in admin.post("/pengguna/baru/", ISIAN | {"surel": "sri@contoh.test"}).content.decode()
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("isian", "bidang", "pesan"),
    [
        ({"wilayah": "34.02.08.2001"}, "wilayah", "tidak ada dalam cakupan"),
        ({"wilayah": "34"}, "wilayah", "tidak ada dalam cakupan"),
        ({"wilayah": "99.99"}, "wilayah", "Tidak ada wilayah"),
        ({"peran": "admin_provinsi"}, "peran", ""),
        ({"peran": "admin_kabupaten"}, "peran", "tidak dapat Anda beri"),
        ({"peran": "petugas_kabupaten"}, "peran", "tidak dapat Anda beri"),
        ({"selesai": "2025-01-01"}, "selesai", "mendahului"),
        ({"nip": "12"}, "nip", "18 angka"),
        ({"username": "kades.34.04.16.2001"}, "username", "sudah dipakai"),
        ({"username": "Huruf Besar"}, "username", "huruf kecil"),
        ({"nama": "A\x00B"}, "nama", ""),
    ],
)
def test_a_crafted_or_mistaken_form_makes_nobody(admin, isian, bidang, pesan):
    banyak = Pengguna.objects.count()
    jawaban = admin.post("/pengguna/baru/", ISIAN | isian)
    assert jawaban.status_code == 422
    assert pesan in " ".join(jawaban.context["form"].errors[bidang])
    assert Pengguna.objects.count() == banyak


TINDAKAN = ["tautan/", "tautan/batal/", "keaktifan/", "ubah/"]


@pytest.mark.parametrize("username", ["admin.34", "admin", "admin.34.02", "kades.34.02.08.2001"])
@pytest.mark.parametrize("tambahan", ["", *TINDAKAN])
def test_people_above_and_beside_are_not_there(admin, pemeran, username, tambahan):
    orang = pemeran[username]
    assert admin.get(alamat(orang, tambahan)).status_code in (404, 405)
    assert admin.post(alamat(orang, tambahan), {"alasan": "x", "nama": "x"}).status_code in (404, 405)
    assert pemeran[username].is_active and not orang.tautan.exists()


@pytest.mark.parametrize("tambahan", TINDAKAN)
def test_own_account_is_shown_and_can_not_be_touched(admin, pemeran, tambahan):
    orang = pemeran["admin.34.04"]
    assert "akun Anda sendiri" in admin.get(alamat(orang)).content.decode()
    assert admin.post(alamat(orang, tambahan), {"alasan": "x", "nama": "x"}).status_code == 403
    assert pemeran["admin.34.04"].is_active and pemeran["admin.34.04"].check_password(SANDI)


def test_shut_and_reopened_with_a_reason(admin, pemeran):
    orang, layar = pemeran["kades.34.04.16.2001"], Client()
    layar.post("/masuk/", {"username": orang.username, "password": SANDI})
    assert layar.get("/akun/").status_code == 200
    admin.post(alamat(orang, "keaktifan/"), {"tindakan": "nonaktifkan", "alasan": ""})
    assert pemeran[orang.username].is_active
    admin.post(alamat(orang, "keaktifan/"), {"tindakan": "nonaktifkan", "alasan": "Diberhentikan"})
    assert layar.get("/akun/").status_code == 302
    assert "Diberhentikan" in admin.get(alamat(orang)).content.decode()
    admin.post(alamat(orang, "keaktifan/"), {"tindakan": "aktifkan", "alasan": "Keliru"})
    assert layar.get("/akun/").status_code == 302
    assert Client().post("/masuk/", {"username": orang.username, "password": SANDI}).status_code == 302


def test_data_are_corrected_and_an_empty_nik_keeps_what_is_stored(admin, pemeran):
    orang = pemeran["kadis.34.04"]
    orang.nik = "3404010101690001"
    orang.save()
    isian = {"nama": "Nama Baru", "nip": "19690315 199003 1 001", "pangkat": "Pembina", "surel": "", "nik": ""}
    assert admin.post(alamat(orang, "ubah/"), isian).status_code == 302
    orang = pemeran["kadis.34.04"]
    assert (orang.nama, orang.nip, orang.nik) == ("Nama Baru", "196903151990031001", "3404010101690001")
    admin.post(alamat(orang, "ubah/"), isian | {"hapus_nik": "on"})
    assert pemeran["kadis.34.04"].nik == ""


def test_the_history_is_that_of_the_readers_region(masuk, pemeran):
    kirim_tautan(pengguna=pemeran["kades.34.04.16.2001"], oleh=pemeran["admin.34.04"])
    orang = pemeran["kades.34.04.16.2001"]
    assert "Tautan atur ulang" in masuk(pemeran["admin.34"]).get(alamat(orang)).content.decode()
    assert Jejak.objects.filter(peristiwa="pengguna.tautan_atur_ulang").count() == 1


def test_the_history_tells_of_the_assignments_here_and_not_of_those_elsewhere(admin, pemeran):
    for kode, jabatan in (("34.04.16", "Plt. Kasi"), ("34.02", "Tetangga")):
        beri_penugasan(
            pengguna=pemeran["petugas.34.04"],
            wilayah=pemeran.wilayah(kode),
            peran="petugas_kecamatan" if kode == "34.04.16" else "petugas_kabupaten",
            jabatan=jabatan,
            sk="SK",
            mulai=date(2026, 1, 1),
        )
    riwayat = admin.get(alamat(pemeran["petugas.34.04"])).context["riwayat"]
    assert [b["judul"] for b in riwayat].count("Penugasan diberikan") == 2  # his own of the cast, and Pakem


def test_an_admin_above_sees_and_does_not_touch(masuk, pemeran):
    client, orang = masuk(pemeran["admin.34"]), pemeran["kades.34.04.16.2001"]
    assert "Mintalah admin" in client.get(alamat(orang)).content.decode()
    assert client.post(alamat(orang, "tautan/")).status_code == 403
    assert not Penugasan.objects.filter(pengguna=orang, wilayah__kode="34").exists()
