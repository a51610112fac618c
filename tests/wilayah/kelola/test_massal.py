"""Accounts for all desa of a kecamatan, and the slips that open them."""

import re
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests.wilayah.cetak.bacapdf import halaman
from wilayah.kelola.massal import jabatan_baku
from wilayah.kelola.slip import cetak_slip
from wilayah.models import Pengguna, Penugasan
from wilayah.pengguna.services import akhiri_penugasan, beri_penugasan, buat_pengguna, siapkan_slip

MASSAL = "/pengguna/massal/"
DASAR = {"sk": "SK 1/2026", "mulai": "2026-01-01"}
BARU = "Sungai-Boyong-2026"


@pytest.fixture
def admin(masuk, pemeran):
    return masuk(pemeran["admin.34.04"])


def test_the_preview_says_who_has_one(admin):
    jawaban = admin.get(MASSAL, {"wilayah": "34.04.16", "peran": ["kepala_desa", "bkad"]})
    baris = {b["wilayah"].kode: [bool(s["tugas"]) for s in b["sel"]] for b in jawaban.context["baris"]}
    assert baris == {
        "34.04.16.2001": [True, True],
        "34.04.16.2002": [True, False],
        "34.04.16.2003": [True, False],
        "34.04.16.2004": [False, False],
    }
    assert jawaban.context["baru"] == 4 and not Pengguna.objects.filter(username__startswith="bkad.34.04.16.2002")


def test_only_what_is_missing_is_made_and_a_second_press_makes_nothing(admin):
    alamat = f"{MASSAL}?wilayah=34.04.16&peran=kepala_desa&peran=bkad"
    for _ in range(2):
        assert admin.post(alamat, DASAR).status_code == 302
    baru = Pengguna.objects.filter(password__startswith="!")
    assert {p.username for p in baru} == {"kades.34.04.16.2004"} | {f"bkad.34.04.16.200{n}" for n in (2, 3, 4)}
    assert {t.sk for p in baru for t in p.penugasan.all()} == {"SK 1/2026"}


def test_the_second_answer_to_one_press_is_the_first(admin):
    alamat, isi = f"{MASSAL}?wilayah=34.04.16&peran=bkad", DASAR | {"kunci_kirim": "tekan-sekali"}
    assert 'name="kunci_kirim"' in admin.get(alamat).content.decode()
    jawaban = [admin.post(alamat, isi, follow=True).content.decode() for _ in range(2)]
    assert all("3 akun dibuat" in satu for satu in jawaban)
    assert Pengguna.objects.filter(password__startswith="!").count() == 3


def test_a_kelurahan_gets_none_and_a_former_user_name_is_not_given_twice(admin, pemeran):
    lama = buat_pengguna(username="bpd.34.04.14.2001x", nama="L", password=None, wilayah=pemeran.wilayah("34.04"))
    Pengguna.objects.filter(username="bkad.34.04.14.2001").delete()
    Pengguna.objects.filter(pk=lama.pk).update(username="bkad.34.04.14.2001")
    admin.post(f"{MASSAL}?wilayah=34.04.14&peran=bkad", DASAR)
    baru = Penugasan.objects.filter(peran="bkad", wilayah__kode__startswith="34.04.14")
    assert [t.pengguna.username for t in baru] == ["bkad2.34.04.14.2001"]


@pytest.mark.parametrize(
    "tanya",
    ["wilayah=34.02.08&peran=bkad", "wilayah=34&peran=petugas_kabupaten", "wilayah=34.04.16&peran=camat", "wilayah="],
)
def test_another_region_or_role_is_no_choice(admin, tanya):
    banyak = Pengguna.objects.count()
    assert admin.post(f"{MASSAL}?{tanya}", DASAR).status_code in (302, 422)
    assert Pengguna.objects.count() == banyak


def test_an_admin_of_a_provinsi_makes_accounts_of_kabupaten(masuk, pemeran):
    client = masuk(pemeran["admin.34"])
    client.post(f"{MASSAL}?wilayah=34&peran=admin_kabupaten&peran=bagian_hukum", DASAR)
    assert {p.username for p in Pengguna.objects.filter(password__startswith="!")} == {"hukum.34.02"}


def test_without_a_letter_nothing_is_made(admin):
    jawaban = admin.post(f"{MASSAL}?wilayah=34.04.16&peran=bkad", DASAR | {"sk": ""})
    assert jawaban.status_code == 422 and not Pengguna.objects.filter(password__startswith="!").exists()


def test_an_office_that_was_held_on_that_day_says_so(admin, pemeran):
    lama = beri_penugasan(
        pengguna=pemeran["kades.34.04.16.2001"],
        wilayah=pemeran.wilayah("34.04.16.2004"),
        peran="kepala_desa",
        jabatan="Pj. Lurah",
        sk="SK",
        mulai=date(2025, 1, 1),
    )
    akhiri_penugasan(penugasan=lama, selesai=date(2026, 3, 31))
    jawaban = admin.post(f"{MASSAL}?wilayah=34.04.16&peran=kepala_desa", DASAR)
    assert jawaban.status_code == 422 and "Nama kades.34.04.16.2001" in jawaban.content.decode()
    assert (
        admin.post(f"{MASSAL}?wilayah=34.04.16&peran=kepala_desa", DASAR | {"mulai": "2026-04-01"}).status_code == 302
    )


def test_too_many_at_once_are_refused(admin, monkeypatch):
    monkeypatch.setattr("wilayah.kelola.views.massal.BATAS_AKUN", 1)
    jawaban = admin.post(f"{MASSAL}?wilayah=34.04.16&peran=bkad", DASAR)
    assert "Paling banyak 1 akun" in jawaban.content.decode()
    assert not Pengguna.objects.filter(password__startswith="!").exists()


def test_a_slip_opens_its_account_once(admin):
    admin.post(f"{MASSAL}?wilayah=34.04.16&peran=bkad", DASAR)
    jawaban = admin.post("/pengguna/slip/", {"wilayah": "34.04.16"})
    assert jawaban["Content-Type"] == "application/pdf" and "no-store" in jawaban["Cache-Control"]
    teks = "".join(halaman(jawaban.content))
    kode = re.findall(r"(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}", teks)
    assert len(kode) == 3 and "bkad.34.04.16.2003" in teks
    tamu = Client()
    tujuan = tamu.get("/aktivasi/", {"kode": kode[0]}).headers["Location"]
    isian = {"nama": "Pemegang Slip", "new_password1": BARU, "new_password2": BARU}
    assert tamu.post(tujuan, isian).status_code == 302
    assert Pengguna.objects.get(username="bkad.34.04.16.2002").nama == "Pemegang Slip"
    lagi = "".join(halaman(admin.post("/pengguna/slip/", {"wilayah": "34.04.16"}).content))
    assert "bkad.34.04.16.2002" not in lagi and "bkad.34.04.16.2003" in lagi
    assert Client().get("/aktivasi/", {"kode": kode[1]}, follow=True).status_code == 404


def test_eight_slips_to_a_sheet(pemeran):
    admin = pemeran["admin.34.04"]
    for n in range(9):
        orang = buat_pengguna(username=f"lembaga{n}.x", nama="L", password=None, wilayah=pemeran.wilayah("34.04"))
        beri_penugasan(
            pengguna=orang,
            wilayah=pemeran.wilayah("34.04.16.2004"),
            peran="lembaga_desa",
            jabatan="Ketua LPMK",
            sk="SK",
            mulai=date(2026, 1, 1),
        )
    siap = siapkan_slip(tugas=Penugasan.objects.filter(peran="lembaga_desa"), oleh=admin)
    assert [len(halaman(cetak_slip(siap[:n]))) for n in (8, 9)] == [1, 2]


@pytest.mark.parametrize("wilayah", ["34.02.08", "33", "", "x"])
def test_no_slip_of_another_region(admin, wilayah):
    assert admin.post("/pengguna/slip/", {"wilayah": wilayah}).status_code == 302


def test_no_slip_where_nobody_waits(admin):
    jawaban = admin.post("/pengguna/slip/", {"wilayah": "34.04.16"}, follow=True)
    assert "Tidak ada akun yang menunggu" in jawaban.content.decode()


def test_the_head_is_called_as_the_region_calls_it(pemeran):
    assert jabatan_baku(pemeran.wilayah("34.04.16.2001"), "kepala_desa") == "Lurah"
    assert jabatan_baku(pemeran.wilayah("33.10.01.2006"), "operator_desa") == "Operator desa"


def test_the_first_admin_is_made_by_a_command(pemeran, capsys):
    with pytest.raises(CommandError, match="sudah ada"):
        call_command("buat_admin", "admin.baru", nama="Pengelola")
    call_command("buat_admin", "admin.baru", nama="Pengelola", tambah=True)
    kode = re.search(r"/aktivasi/(\w+)/", capsys.readouterr().out)[1]
    assert Client().get(f"/aktivasi/{kode}/").status_code == 200
    orang = pemeran["admin.baru"]
    assert not orang.has_usable_password() and orang.penugasan.get().peran == "admin_pusat"
    with pytest.raises(CommandError, match="telah ada"):
        call_command("buat_admin", "admin.baru", nama="Lagi", tambah=True)


def test_where_there_is_no_admin_yet_none_needs_to_be_asked(pemeran, capsys):
    Penugasan.objects.filter(peran="admin_pusat").delete()
    call_command("buat_admin", "admin.satu", nama="Pengelola")
    assert "/aktivasi/" in capsys.readouterr().out
