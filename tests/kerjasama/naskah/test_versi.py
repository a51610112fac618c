"""Versions that never change, their comparison, and comments."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from kerjasama.models import KerjaSama, KomentarPasal, Pasal, VersiNaskah
from kerjasama.queries.naskah import berubah_sejak
from kerjasama.rules.naskah import sidik
from kerjasama.services.naskah import buat_versi, komentari, simpan_pasal, tambah_pasal, tuntaskan
from tests.pabrik.kerjasama import buat_undangan
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.models import Jejak, Pemberitahuan


def alamat(nama, ks, *lain):
    return reverse(nama, args=[ks.id_publik, *lain])


def sesi(orang):
    client = Client()
    client.force_login(orang, backend="wilayah.pengguna.backend.PenggunaBackend")
    return client


def ubah(pasal, oleh, isi, versi=1):
    return simpan_pasal(pasal=pasal, isi=isi, judul="", muatan="pendanaan", versi=versi, oleh=oleh)


def penerima():
    return set(Pemberitahuan.objects.values_list("penerima__username", flat=True))


def test_a_version_keeps_the_text_with_its_fingerprint_and_tells_the_parties(ks, pendanaan, siti):
    versi = buat_versi(kerja_sama=ks, keterangan="  Naskah pertama ", oleh=siti)
    assert (versi.nomor, versi.keterangan, versi.sha256) == (1, "Naskah pertama", sidik(versi.isi))
    baris = Jejak.objects.get(peristiwa="naskah.versi_dibuat")
    assert baris.penugasan.wilayah.kode == "34.04.16.2001" and baris.sesudah_nya["sha256"] == versi.sha256
    assert {"kades.34.04.16.2002", "bpd.34.04.16.2001", "lembaga.34.04.16.2001"} <= penerima()
    assert not any("34.02" in p or p == siti.username for p in penerima())
    ubah(pendanaan, siti, "Berubah.")
    assert VersiNaskah.objects.get(pk=versi.pk).isi == versi.isi


def test_without_a_change_there_is_no_second_version(ks, pendanaan, siti):
    satu = buat_versi(kerja_sama=ks, keterangan="", oleh=siti)
    assert buat_versi(kerja_sama=ks, keterangan="lagi", oleh=siti) == satu
    assert Jejak.objects.filter(peristiwa="naskah.versi_dibuat").count() == 1
    assert berubah_sejak(ks) is None
    ubah(pendanaan, siti, "Berubah.")
    assert berubah_sejak(ks) == satu
    assert buat_versi(kerja_sama=ks, keterangan="", oleh=siti).nomor == 2


def test_who_does_not_write_makes_no_version(pemeran, ks):
    with pytest.raises(PermissionDenied):
        buat_versi(kerja_sama=ks, keterangan="", oleh=pemeran["bpd.34.04.16.2001"])
    assert sesi(pemeran["bpd.34.04.16.2001"]).post(alamat("naskah_versi_daftar", ks)).status_code == 403


def test_the_list_saves_a_version_and_says_when_nothing_changed(ks, siti):
    client, url = sesi(siti), alamat("naskah_versi_daftar", ks)
    assert "Versi 1 tersimpan" in client.post(url, {"keterangan": "Awal"}, follow=True).content.decode()
    assert "Tidak ada perubahan" in client.post(url, {"keterangan": "Awal"}, follow=True).content.decode()
    assert client.post(url, {"keterangan": "x" * 301}).status_code == 422


def test_any_version_is_read_as_it_was(ks, pendanaan, siti):
    satu = buat_versi(kerja_sama=ks, keterangan="", oleh=siti)
    ubah(pendanaan, siti, "Iuran setiap bulan.")
    dua = buat_versi(kerja_sama=ks, keterangan="", oleh=siti)
    client = sesi(siti)
    assert "Iuran setiap bulan." not in client.get(alamat("naskah_versi", ks, satu.nomor)).content.decode()
    halaman = client.get(alamat("naskah_versi", ks, dua.nomor)).content.decode()
    assert "Iuran setiap bulan." in halaman and dua.sha256 in halaman and 'name="tindakan"' not in halaman


def test_comparison_says_what_changed_in_every_direction(ks, pendanaan, siti):
    satu = buat_versi(kerja_sama=ks, keterangan="", oleh=siti)
    ubah(pendanaan, siti, "Ketentuan baru tentang pendanaan.")
    baru = tambah_pasal(kerja_sama=ks, sesudah="bidang", isi="Sisipan.", oleh=siti)
    client = sesi(siti)
    halaman = client.get(alamat("naskah_banding", ks))
    assert [(p.kunci, p.status) for p in halaman.context["berubah"]] == [(baru.kunci, "baru"), ("pendanaan", "berubah")]
    teks = halaman.content.decode()
    assert '<ins class="beda">baru </ins>' in teks and "Kembalikan bunyi v1" in teks
    assert "6 pasal hanya berganti nomor" not in teks and "5 pasal hanya berganti nomor" in teks
    buat_versi(kerja_sama=ks, keterangan="", oleh=siti)
    balik = client.get(alamat("naskah_banding", ks), {"dari": 2, "ke": 1, "tampilan": "satu"})
    assert {p.status for p in balik.context["berubah"]} == {"dihapus", "berubah"} and balik.context["satu_kolom"]
    assert client.get(alamat("naskah_banding", ks), {"dari": "99", "ke": "ngawur"}).status_code == 200
    lama = client.get(alamat("naskah_pasal", ks, "pendanaan"), {"dari": satu.nomor})
    assert lama.context["form"]["isi"].value() == "Ketentuan tentang pendanaan."


def test_bodies_and_offices_comment_and_the_writers_are_told(pemeran, ks, pendanaan):
    komentari(kerja_sama=ks, pasal="pendanaan", isi="Terlalu kecil.", oleh=pemeran["bpd.34.04.16.2001"])
    satu = KomentarPasal.objects.get()
    assert satu.sebagai == "Ketua BPD, Kalurahan Purwobinangun"
    desa = {f"{p}.34.04.16.200{n}" for p in ("kades", "operator") for n in (1, 2)}
    assert penerima() == desa
    komentari(kerja_sama=ks, pasal="pendanaan", isi="Setuju.", oleh=pemeran["petugas.34.04"])
    assert penerima() == desa | {"bpd.34.04.16.2001"}
    assert Jejak.objects.filter(peristiwa="naskah.dikomentari").count() == 2
    for orang in ("bkad.34.04.16.2001", "lembaga.34.04.16.2001", "kecamatan.34.04.16", "hukum.34.04"):
        komentari(kerja_sama=ks, pasal="pendanaan", isi="Ikut.", oleh=pemeran[orang])


def test_who_may_not_comment_is_refused(pemeran, ks):
    for orang in ("dinas.34", "pusat", "kabid.34.04"):
        with pytest.raises(PermissionDenied):
            komentari(kerja_sama=ks, pasal="pendanaan", isi="Ikut.", oleh=pemeran[orang])
    with pytest.raises(KerjaSama.DoesNotExist):
        komentari(kerja_sama=ks, pasal="pendanaan", isi="Ikut.", oleh=pemeran["bpd.34.02.08.2001"])
    KerjaSama.objects.filter(pk=ks.pk).update(status="ditandatangani")
    with pytest.raises(TindakanTertutup):
        komentari(kerja_sama=ks, pasal="pendanaan", isi="Ikut.", oleh=pemeran["bpd.34.04.16.2001"])


def test_people_of_a_village_that_left_comment_no_more(pemeran, ks, pendanaan):
    ks.pihak.filter(desa=pemeran.wilayah("34.04.16.2002")).update(mundur_pada=ks.didaftarkan_pada)
    for orang in ("operator.34.04.16.2002", "bpd.34.04.16.2002"):
        with pytest.raises(PermissionDenied):
            komentari(kerja_sama=ks, pasal="pendanaan", isi="Ikut.", oleh=pemeran[orang])
    komentari(kerja_sama=ks, pasal="pendanaan", isi="Tetap.", oleh=pemeran["bpd.34.04.16.2001"])


def test_an_empty_or_endless_comment_comes_back_with_its_words(pemeran, ks):
    client, url = sesi(pemeran["bpd.34.04.16.2001"]), alamat("naskah_komentar", ks, "pendanaan")
    jawab = client.post(url, {"isi": "x" * 2001})
    assert jawab.status_code == 422 and "x" * 2001 in jawab.content.decode()
    assert "Tulis komentar Anda" in client.post(url, {"isi": " "}).content.decode()
    for _ in range(2):
        assert client.post(url, {"isi": "Benar", "kunci_kirim": "kunci-komentar"}).status_code == 302
    assert KomentarPasal.objects.count() == 1
    with pytest.raises(ValidationError):
        komentari(kerja_sama=ks, pasal="tiada", isi="Ikut.", oleh=pemeran["bpd.34.04.16.2001"])


def test_settling_is_for_the_author_and_the_writers(pemeran, ks, siti):
    komentar = komentari(kerja_sama=ks, pasal="pendanaan", isi="Kecil.", oleh=pemeran["bpd.34.04.16.2001"])
    with pytest.raises(PermissionDenied):
        tuntaskan(komentar=komentar, oleh=pemeran["kecamatan.34.04.16"])
    url = alamat("naskah_tuntas", ks, komentar.id_publik)
    assert sesi(siti).post(url).status_code == 302
    assert sesi(siti).post(url).status_code == 302
    komentar.refresh_from_db()
    assert komentar.tuntas_oleh == siti
    assert Jejak.objects.filter(peristiwa="naskah.komentar_dituntaskan").count() == 1
    assert Pemberitahuan.objects.filter(penerima=komentar.oleh).count() == 1


def test_the_invited_read_the_text_without_the_comments(pemeran, ks, siti):
    komentari(kerja_sama=ks, pasal="pendanaan", isi="Urusan kita saja.", oleh=siti)
    tamu = pemeran["petugas.33.10"]
    buat_undangan(ks, tamu, pemeran["petugas.34.04"])
    halaman = sesi(tamu).get(alamat("naskah", ks), {"pasal": "pendanaan"})
    assert halaman.status_code == 200 and "Urusan kita saja." not in halaman.content.decode()
    assert sesi(tamu).post(alamat("naskah_komentar", ks, "pendanaan"), {"isi": "Ikut"}).status_code == 403


def test_a_text_too_long_to_print_is_no_version(ks, pendanaan, siti):
    """Nothing that was written is lost: only the version waits."""
    Pasal.objects.filter(pk=pendanaan.pk).update(isi="a" * 400_001)
    with pytest.raises(TindakanTertutup, match="400.000 huruf"):
        buat_versi(kerja_sama=ks, keterangan="", oleh=siti)
    assert not VersiNaskah.objects.filter(naskah__kerja_sama=ks).exists()
    halaman = sesi(siti).post(alamat("naskah_versi_daftar", ks), {"keterangan": ""}, follow=True)
    assert "400.000 huruf" in halaman.content.decode()
