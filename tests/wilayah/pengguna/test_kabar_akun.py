"""What an admin does to the way into an account: its owner hears of it, and of a signatory nobody does it alone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.pemeran import SANDI
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.models import Pemberitahuan
from wilayah.pengguna.kode_kedua import punya_kode_kedua
from wilayah.pengguna.services import batalkan_tautan, kirim_tautan, ubah_data_pengguna
from wilayah.pengguna.services.kode_kedua import atur_ulang_kode_kedua

from .test_kode_kedua import kode, pasang

KADES, ADMIN = "kades.34.04.16.2001", "admin.34.04"


@pytest.fixture
def kadis(pemeran):
    return pasang(pemeran["kadis.34.04"])


def kabar(orang):
    return list(Pemberitahuan.objects.milik(orang).values_list("judul", flat=True))


def test_the_owner_hears_of_it_in_the_inbox_and_at_the_address_of_before(
    pemeran, settings, mailoutbox, django_capture_on_commit_callbacks
):
    settings.EMAIL_HOST = "surel.uji"
    orang, admin = pasang(pemeran["petugas.34.04"]), pemeran[ADMIN]
    orang.surel = "lama@contoh.test"
    orang.save()
    with django_capture_on_commit_callbacks(execute=True):
        ubah_data_pengguna(pengguna=orang, oleh=admin, surel="baru@contoh.test")
        kirim_tautan(pengguna=orang, oleh=admin)
        atur_ulang_kode_kedua(pengguna=orang, oleh=admin)
    assert [s.to for s in mailoutbox] == [["lama@contoh.test"], ["baru@contoh.test"], ["baru@contoh.test"]]
    assert all("Nama admin.34.04" in s.body and "WIB" in s.body for s in mailoutbox)
    assert sorted(kabar(orang)) == [
        "Alamat surel akun Anda diubah",
        "Kode kedua Anda diatur ulang",
        "Tautan atur ulang kata sandi Anda dibuat",
    ]


def test_without_mail_and_before_the_account_is_opened_nothing_is_sent(
    pemeran, mailoutbox, django_capture_on_commit_callbacks
):
    orang = pemeran[KADES]
    orang.surel = "kades@contoh.test"
    orang.set_unusable_password()
    orang.save()
    with django_capture_on_commit_callbacks(execute=True):
        kirim_tautan(pengguna=orang, oleh=pemeran[ADMIN])
        ubah_data_pengguna(pengguna=orang, oleh=pemeran[ADMIN], surel="lain@contoh.test")
    assert mailoutbox == [] and kabar(orang) == ["Alamat surel akun Anda diubah"]


def test_the_next_sign_in_shows_it_until_it_is_read(pemeran, client):
    kirim_tautan(pengguna=pemeran[KADES], oleh=pemeran[ADMIN])
    for terlihat in (True, False):
        jawaban = client.post("/masuk/", {"username": KADES, "password": SANDI}, follow=True).content.decode()
        assert ("Tautan atur ulang kata sandi Anda dibuat. Oleh Nama admin.34.04" in jawaban) is terlihat
        Pemberitahuan.objects.milik(pemeran[KADES]).update(dibaca_pada=timezone.now())
        client.post("/keluar/")


def test_after_the_second_step_too(pemeran, client):
    orang = pasang(pemeran["petugas.34.04"])
    kirim_tautan(pengguna=orang, oleh=pemeran[ADMIN])
    client.post("/masuk/", {"username": orang.username, "password": SANDI})
    jawaban = client.post("/masuk/kode/", {"kode": kode()}, follow=True).content.decode()
    assert "Tautan atur ulang kata sandi Anda dibuat. Oleh" in jawaban


def _sandi(orang, oleh):
    kirim_tautan(pengguna=orang, oleh=oleh)


def _kode(orang, oleh):
    atur_ulang_kode_kedua(pengguna=orang, oleh=oleh)
    pasang(orang)


@pytest.mark.parametrize(("dahulu", "kemudian"), [(_sandi, _kode), (_kode, _sandi)])
def test_one_admin_alone_does_not_take_over_who_signs(pemeran, kadis, dahulu, kemudian, time_machine):
    dahulu(kadis, pemeran[ADMIN])
    with pytest.raises(TindakanTertutup, match="24 jam terakhir"):
        kemudian(kadis, pemeran[ADMIN])
    assert punya_kode_kedua(kadis)
    kemudian(kadis, pemeran["admin.34"])
    time_machine.move_to(timezone.now() + timedelta(hours=25))
    kemudian(kadis, pemeran[ADMIN])


def test_of_who_signs_nothing_one_admin_does_both(pemeran):
    orang = pasang(pemeran["petugas.34.04"])
    _sandi(orang, pemeran[ADMIN])
    _kode(orang, pemeran[ADMIN])
    _sandi(orang, pemeran[ADMIN])


def test_a_link_that_was_cancelled_unused_bars_nothing(pemeran, kadis):
    _sandi(kadis, pemeran[ADMIN])
    batalkan_tautan(pengguna=kadis, oleh=pemeran[ADMIN])
    _kode(kadis, pemeran[ADMIN])


def test_the_page_says_why(pemeran, masuk, kadis):
    _sandi(kadis, pemeran[ADMIN])
    alamat = reverse("pengguna_atur_ulang_kode", args=[kadis.id_publik])
    jawaban = masuk(pemeran[ADMIN]).post(alamat, follow=True).content.decode()
    assert "Anda sendiri yang membuat tautan kata sandinya dalam 24 jam terakhir" in jawaban


def test_the_page_of_the_other_order_says_why_too(pemeran, masuk, kadis):
    _kode(kadis, pemeran[ADMIN])
    alamat = reverse("pengguna_tautan", args=[kadis.id_publik])
    jawaban = masuk(pemeran[ADMIN]).post(alamat, follow=True).content.decode()
    assert "Anda sendiri yang melepas kode keduanya dalam 24 jam terakhir" in jawaban
    assert not kadis.tautan.exists()
