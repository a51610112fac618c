from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from kerjasama.enums import Status, Tanggapan
from kerjasama.models import KerjaSama, Pihak
from kerjasama.services.tanggapan import tanggapi_pendaftaran
from tests.pabrik.kerjasama import buat_kerja_sama
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.models import Jejak, Pemberitahuan


@pytest.fixture
def ks(pemeran, cakupan_cocok):
    desa = [pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.04.16.2002")]
    return buat_kerja_sama(desa=desa, oleh=pemeran["operator.34.04.16.2001"], judul="Sampah bersama")


def alamat(ks):
    return reverse("kerja_sama_tanggapan", args=[ks.id_publik])


def pihak_kedua(ks):
    return Pihak.objects.get(kerja_sama=ks, urut=2)


def penerima():
    return set(Pemberitahuan.objects.values_list("penerima__username", flat=True))


def test_party_says_right_and_fills_its_number(pemeran, ks, masuk):
    client = masuk(pemeran["kades.34.04.16.2002"])
    isian = {"tanggapan": "benar", "nomor": "4 Tahun 2026", "tanggal": "2026-09-14", "berita_desa": "Nomor 4"}
    response = client.post(alamat(ks), isian)
    assert response.status_code == 302
    pihak = pihak_kedua(ks)
    assert (pihak.tanggapan, pihak.nomor, pihak.tanggal) == (Tanggapan.BENAR, "4 Tahun 2026", date(2026, 9, 14))
    assert pihak.ditanggapi_oleh == pemeran["kades.34.04.16.2002"]
    baris = Jejak.objects.get(peristiwa="pihak.ditanggapi")
    assert baris.penugasan.wilayah == pihak.desa
    assert penerima() == {"operator.34.04.16.2001", "kades.34.04.16.2001"}


def test_objection_needs_a_reason_and_reaches_kecamatan_and_kabupaten(pemeran, ks, masuk):
    client = masuk(pemeran["operator.34.04.16.2002"])
    response = client.post(alamat(ks), {"tanggapan": "keberatan"})
    assert response.status_code == 422
    assert "Tulis apa yang keliru" in response.content.decode()
    client.post(alamat(ks), {"tanggapan": "keberatan", "alasan": "Luas lahan keliru"})
    assert pihak_kedua(ks).alasan == "Luas lahan keliru"
    assert penerima() == {
        "operator.34.04.16.2001",
        "kades.34.04.16.2001",
        "kecamatan.34.04.16",
        "camat.34.04.16",
        "petugas.34.04",
        "petugas2.34.04",
    }
    baris = Jejak.objects.get(peristiwa="pihak.ditanggapi")
    assert "Luas lahan" not in f"{baris.keterangan}{baris.sebelum_nya}{baris.sesudah_nya}"


def test_answer_may_change_at_any_time_with_a_row_each(pemeran, ks):
    oleh = pemeran["kades.34.04.16.2002"]
    KerjaSama.objects.filter(pk=ks.pk).update(mutu_data="diklarifikasi")
    tanggapi_pendaftaran(pihak=pihak_kedua(ks), tanggapan="keberatan", alasan="Keliru", oleh=oleh)
    tanggapi_pendaftaran(pihak=pihak_kedua(ks), tanggapan="benar", oleh=oleh)
    tanggapi_pendaftaran(pihak=pihak_kedua(ks), tanggapan="benar", oleh=oleh)
    assert (pihak_kedua(ks).tanggapan, pihak_kedua(ks).alasan) == ("benar", "")
    assert Jejak.objects.filter(peristiwa="pihak.ditanggapi").count() == 2


def test_known_number_is_not_overwritten(pemeran, ks, masuk):
    Pihak.objects.filter(kerja_sama=ks, urut=2).update(nomor="4 Tahun 2026")
    client = masuk(pemeran["kades.34.04.16.2002"])
    assert "Nomor peraturan milik desa Anda" not in client.get(alamat(ks)).content.decode()
    client.post(alamat(ks), {"tanggapan": "benar", "nomor": "99"})
    tanggapi_pendaftaran(pihak=pihak_kedua(ks), tanggapan="benar", nomor="99", oleh=pemeran["kades.34.04.16.2002"])
    assert pihak_kedua(ks).nomor == "4 Tahun 2026"


def test_bad_input_comes_back_at_its_field(pemeran, ks, masuk):
    client = masuk(pemeran["kades.34.04.16.2002"])
    besok = (timezone.localdate() + timedelta(days=2)).isoformat()
    response = client.post(alamat(ks), {"tanggapan": "benar", "nomor": "4", "tanggal": besok})
    assert "belum tiba" in str(response.context["form"].errors["tanggal"])
    assert 'value="4"' in response.content.decode()
    response = client.post(alamat(ks), {"tanggapan": "benar", "tanggal": "31/02/2026"})
    assert response.status_code == 422
    assert client.post(alamat(ks), {}).status_code == 422
    assert pihak_kedua(ks).tanggapan == Tanggapan.BELUM


@pytest.mark.parametrize(
    ("username", "kode"),
    [
        ("bpd.34.04.16.2002", 403),
        ("kades.34.04.16.2001", 403),
        ("kecamatan.34.04.16", 403),
        ("petugas.34.04", 403),
        ("pusat", 403),
        ("kades.34.04.16.2003", 404),
        ("petugas.34.02", 404),
        ("dinas.33", 404),
    ],
)
def test_others_may_not_answer(pemeran, ks, masuk, username, kode):
    client = masuk(pemeran[username])
    assert client.get(alamat(ks)).status_code == kode
    assert client.post(alamat(ks), {"tanggapan": "benar"}).status_code == kode


@pytest.mark.parametrize("username", ["bpd.34.04.16.2002", "kades.34.04.16.2001", "kades.34.04.16.2003"])
def test_service_refuses_whoever_is_no_party(pemeran, ks, username):
    with pytest.raises((Pihak.DoesNotExist, KerjaSama.DoesNotExist)):
        tanggapi_pendaftaran(pihak=pihak_kedua(ks), tanggapan="benar", oleh=pemeran[username])


def test_own_desa_answers_when_an_officer_registered_for_it(pemeran, ks, masuk):
    KerjaSama.objects.filter(pk=ks.pk).update(atas_nama=True, didaftarkan_oleh=pemeran["petugas.34.04"])
    assert masuk(pemeran["kades.34.04.16.2001"]).get(alamat(ks)).status_code == 200


def test_withdrawn_registration_needs_no_answer(pemeran, ks, masuk):
    KerjaSama.objects.filter(pk=ks.pk).update(status=Status.DITARIK)
    assert "sudah ditarik" in masuk(pemeran["kades.34.04.16.2002"]).get(alamat(ks)).content.decode()
    with pytest.raises(TindakanTertutup):
        tanggapi_pendaftaran(pihak=pihak_kedua(ks), tanggapan="benar", oleh=pemeran["kades.34.04.16.2002"])


def test_unknown_answer_is_refused(pemeran, ks):
    with pytest.raises(ValidationError):
        tanggapi_pendaftaran(pihak=pihak_kedua(ks), tanggapan="belum", oleh=pemeran["kades.34.04.16.2002"])


def test_agreement_with_a_third_party_has_no_promulgation_to_fill(pemeran, masuk):
    ks = buat_kerja_sama(
        desa=[pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.04.16.2002")],
        oleh=pemeran["operator.34.04.16.2001"],
        pihak_ketiga="PT Contoh",
        bentuk="pihak_ketiga_multi_desa",
    )
    response = masuk(pemeran["kades.34.04.16.2002"]).get(alamat(ks))
    assert list(response.context["form"].fields) == ["tanggapan", "alasan"]
