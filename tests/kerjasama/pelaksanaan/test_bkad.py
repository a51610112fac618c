import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from kerjasama.models import AnggotaBkad, Bkad, KerjaSama, Kontribusi
from kerjasama.services.pelaksanaan import catat_kontribusi, isi_bkad, simpan_bkad, tambah_anggota
from tests.pabrik.kerjasama import buat_undangan
from wilayah.cakupan.transisi import TindakanTertutup, VersiBasi
from wilayah.models import Jejak

KOSONG = {"nama": "", "sekretariat": "", "dasar": "", "tata_kerja": ""}


def alamat(ks):
    return reverse("kerja_sama_bkad", args=[ks.id_publik])


@pytest.fixture
def bkad(pemeran, ks):
    isi = {"nama": "BKAD Pakem", "dasar": "Pasal 7"}
    return simpan_bkad(kerja_sama=ks, isi=isi, semula=KOSONG, oleh=pemeran["operator.34.04.16.2001"])


def isi_anggota(**ganti):
    return {"nama": "Sri", "desa": "34.04.16.2001", "unsur": "bpd", "jenis_kelamin": "P"} | ganti


def test_bkad_is_recorded_with_its_members(pemeran, ks, bkad, masuk):
    client = masuk(pemeran["operator.34.04.16.2002"])
    for unsur in ("perangkat_desa", "bpd", "lkd", "lembaga_lain", "tokoh"):
        desa = "34.04.16.2002" if unsur == "bpd" else "34.04.16.2001"
        isi = {"tindakan": "anggota"} | isi_anggota(nama=f"Sri {unsur}", unsur=unsur, desa=desa)
        assert client.post(alamat(ks), isi).status_code == 302
    halaman = client.get(alamat(ks)).content.decode()
    assert "Kelima unsur terisi, semua desa terwakili, dan perempuan ikut serta." in halaman
    assert "1 orang, 1 perempuan" in halaman
    assert Jejak.objects.filter(peristiwa="bkad.anggota_ditambah").count() == 5


def test_missing_elements_and_women_are_warned_of(pemeran, ks, bkad, masuk):
    client = masuk(pemeran["operator.34.04.16.2001"])
    client.post(alamat(ks), {"tindakan": "anggota"} | isi_anggota(jenis_kelamin="L"))
    halaman = client.get(alamat(ks)).content.decode()
    assert "Belum ada perempuan di antara anggotanya." in halaman
    assert "Belum ada anggota dari Kalurahan Candibinangun." in halaman
    assert "PP 16/2026 Pasal 166 ayat (4)" in halaman


def test_member_without_a_name_comes_back_with_what_was_typed(pemeran, ks, bkad, masuk):
    client = masuk(pemeran["operator.34.04.16.2001"])
    response = client.post(alamat(ks), {"tindakan": "anggota"} | isi_anggota(nama="", jabatan="Ketua"))
    assert response.status_code == 422
    assert "Tulis nama anggota." in response.content.decode()
    assert 'value="Ketua"' in response.content.decode()
    response = client.post(alamat(ks), {"tindakan": "anggota"} | isi_anggota(desa="34.04.16.2003"))
    assert response.status_code == 422
    assert not AnggotaBkad.objects.exists()


def test_same_submit_adds_one_member_and_one_row(pemeran, ks, bkad):
    oleh = pemeran["operator.34.04.16.2001"]
    isi = isi_anggota(desa=pemeran.wilayah("34.04.16.2001"))
    for _ in range(2):
        tambah_anggota(kerja_sama=ks, isi=isi, kunci="kunci-12345", oleh=oleh)
    assert AnggotaBkad.objects.count() == 1
    assert Jejak.objects.filter(peristiwa="bkad.anggota_ditambah").count() == 1


def test_member_is_taken_off_only_where_it_still_stands(pemeran, ks, bkad, masuk):
    client = masuk(pemeran["operator.34.04.16.2001"])
    client.post(alamat(ks), {"tindakan": "anggota"} | isi_anggota())
    client.post(alamat(ks), {"tindakan": "hapus_anggota", "urut": 1, "nama": "Orang lain"})
    client.post(alamat(ks), {"tindakan": "hapus_anggota", "urut": 1, "nama": "Orang\0lain"})  # which PostgreSQL refuses
    assert AnggotaBkad.objects.count() == 1
    client.post(alamat(ks), {"tindakan": "hapus_anggota", "urut": 1, "nama": "Sri"})
    assert not AnggotaBkad.objects.exists()


def test_stale_save_shows_both(pemeran, ks, bkad, masuk):
    semula = json.dumps(isi_bkad(bkad))
    simpan_bkad(
        kerja_sama=ks,
        isi=isi_bkad(bkad) | {"nama": "BKAD Baru"},
        semula=isi_bkad(bkad),
        oleh=pemeran["operator.34.04.16.2001"],
    )
    client = masuk(pemeran["operator.34.04.16.2002"])
    isi = {"tindakan": "bkad", "nama": "BKAD Saya", "dasar": "Pasal 7", "semula": semula}
    response = client.post(alamat(ks), isi)
    assert response.status_code == 409
    assert "BKAD Baru" in response.content.decode() and "BKAD Saya" in response.content.decode()
    assert Bkad.objects.get().nama == "BKAD Baru"
    with pytest.raises(VersiBasi):
        simpan_bkad(kerja_sama=ks, isi={"nama": "X"}, semula=KOSONG, oleh=pemeran["operator.34.04.16.2001"])


def test_village_government_executes_where_a_bum_desa_is_concerned(pemeran, ks, masuk):
    KerjaSama.objects.filter(pk=ks.pk).update(bum_desa=True)
    halaman = masuk(pemeran["operator.34.04.16.2001"]).get(alamat(ks)).content.decode()
    assert "Dilaksanakan pemerintah desa." in halaman and "Permendagri 96/2017 Pasal 4" in halaman
    with pytest.raises(TindakanTertutup):
        simpan_bkad(kerja_sama=ks, isi={"nama": "B"}, semula=KOSONG, oleh=pemeran["operator.34.04.16.2001"])


def test_shares_are_computed_and_drawn_with_a_table(pemeran, ks, masuk):
    for akun, urut, nilai in (("2001", 1, "300.000.000"), ("2002", 2, "100.000.000")):
        client = masuk(pemeran[f"operator.34.04.16.{akun}"])
        isi = {"jenis": "uang", "uraian": "Modal", "nilai": nilai, "pihak": ks.pihak.get(urut=urut).id_publik}
        assert client.post(alamat(ks), {"tindakan": "kontribusi"} | isi).status_code == 302
    halaman = client.get(alamat(ks)).content.decode()
    assert "75,0%" in halaman and "25,0%" in halaman and "Rp300.000.000" in halaman
    assert halaman.count("<rect") == 2


def test_village_writes_its_own_share_and_a_third_partys_not_anothers(pemeran, ks, masuk):
    client = masuk(pemeran["operator.34.04.16.2002"])
    isi = {"tindakan": "kontribusi", "jenis": "lahan", "uraian": "Tanah kas desa 1.200 m²", "nilai": ""}
    assert client.post(alamat(ks), isi | {"pihak": ks.pihak.get(urut=1).id_publik}).status_code == 422
    assert client.post(alamat(ks), isi | {"pihak": ks.pihak.get(urut=3).id_publik}).status_code == 302
    assert [k.pihak.urut for k in Kontribusi.objects.all()] == [3]
    with pytest.raises(PermissionDenied):
        catat_kontribusi(
            pihak=ks.pihak.get(urut=1),
            isi={"jenis": "lahan", "uraian": "X"},
            kunci="k" * 8,
            oleh=pemeran["operator.34.04.16.2002"],
        )
    response = client.post(alamat(ks), isi | {"jenis": "uang", "pihak": ks.pihak.get(urut=2).id_publik})
    assert "Isi jumlah uangnya." in response.content.decode()


@pytest.mark.parametrize(
    ("username", "kode"),
    [
        ("bpd.34.04.16.2001", 403),
        ("kecamatan.34.04.16", 403),
        ("petugas.34.04", 403),
        ("kades.34.04.16.2003", 404),
        ("petugas.34.02", 404),
        ("dinas.33", 404),
    ],
)
def test_who_may_not_write(pemeran, ks, bkad, masuk, username, kode):
    client = masuk(pemeran[username])
    assert client.post(alamat(ks), {"tindakan": "bkad", "nama": "Milik saya"}).status_code == kode
    assert client.get(alamat(ks)).status_code == (200 if kode == 403 else 404)
    assert Bkad.objects.get().nama == "BKAD Pakem"


def test_members_are_for_the_parties_not_for_who_is_invited_or_has_left(pemeran, ks, bkad, masuk):
    buat_undangan(ks, pemeran["petugas.33.10"], pemeran["petugas.34.04"])
    client = masuk(pemeran["petugas.33.10"])
    assert client.get(alamat(ks)).status_code == 404
    assert "BKAD Pakem" not in client.get(reverse("kerja_sama_rinci", args=[ks.id_publik])).content.decode()
    ks.pihak.filter(urut=2).update(mundur_pada=ks.desa_pendaftar.hari_ini() - timedelta(days=1))
    client = masuk(pemeran["kades.34.04.16.2002"])
    assert client.get(alamat(ks)).status_code == 404
    halaman = client.get(reverse("kerja_sama_rinci", args=[ks.id_publik])).content.decode()
    assert "Sampah bersama" in halaman and "BKAD Pakem" not in halaman


def test_ended_agreement_is_carried_out_no_more(pemeran, ks, masuk):
    KerjaSama.objects.filter(pk=ks.pk).update(status="berakhir")
    with pytest.raises(TindakanTertutup):
        simpan_bkad(kerja_sama=ks, isi={"nama": "B"}, semula=KOSONG, oleh=pemeran["operator.34.04.16.2001"])
