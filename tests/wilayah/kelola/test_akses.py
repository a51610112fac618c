"""What one person may do, and by which assignment, as the admin of their region reads it."""

from datetime import timedelta

from django.urls import reverse

from wilayah.cakupan.enums import KALIMAT_IZIN
from wilayah.cakupan.roles import PERAN
from wilayah.pengguna.services import beri_penugasan


def halaman(klien, orang):
    return klien.get(reverse("pengguna_akses", args=[orang.id_publik]))


def test_each_assignment_that_holds_says_what_it_gives(pemeran, masuk):
    orang = pemeran["bpd.34.04.16.2001"]
    for kode, mulai in (("34.04.16.2002", 0), ("34.04.16.2003", 3), ("34.02.08.2001", 0)):
        desa = pemeran.wilayah(kode)
        hari = desa.hari_ini() + timedelta(days=mulai)
        beri_penugasan(pengguna=orang, wilayah=desa, peran="bpd", jabatan="BPD", sk=f"SK {kode}", mulai=hari)
    akses = halaman(masuk(pemeran["admin.34.04"]), orang).context["akses"]
    assert [a["di"] for a in akses] == ["Kalurahan Purwobinangun", "Kalurahan Candibinangun"]
    assert [a["izin"] for a in akses] == [[KALIMAT_IZIN[k] for k in PERAN["bpd"].izin]] * 2
    semua = halaman(masuk(pemeran["admin"]), orang).content.decode()
    assert "SK 34.02.08.2001" in semua and "SK 34.04.16.2003" not in semua


def test_an_office_above_villages_names_what_lies_below(pemeran, masuk):
    isi = halaman(masuk(pemeran["admin.34.04"]), pemeran["kadis.34.04"]).content.decode()
    assert "Kabupaten Sleman dan semua wilayah di bawahnya" in isi
    assert KALIMAT_IZIN["tandatangani_surat"] in isi and KALIMAT_IZIN["kelola_pengguna"] not in isi


def test_an_account_that_is_off_can_do_nothing(pemeran, masuk):
    orang = pemeran["bpd.34.04.16.2001"]
    orang.is_active = False
    orang.save()
    jawaban = halaman(masuk(pemeran["admin.34.04"]), orang)
    assert jawaban.context["akses"] == [] and "Akun ini nonaktif" in jawaban.content.decode()


def test_it_is_no_page_for_the_neighbour_and_none_for_the_person(pemeran, masuk):
    for username in ("admin.34.02", "petugas.34.04", "bpd.34.04.16.2001"):
        assert halaman(masuk(pemeran[username]), pemeran["bpd.34.04.16.2001"]).status_code == 404
