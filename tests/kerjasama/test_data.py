from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from kerjasama.enums import TANPA_JATUH_TEMPO, MutuData, Status
from kerjasama.models import KerjaSama, Pihak
from kerjasama.services.data import catat_mutu, perbaiki_data
from kerjasama.services.tanggapan import tanggapi_pendaftaran
from tests.pabrik.kerjasama import buat_kerja_sama
from wilayah.cakupan.transisi import TindakanTertutup, VersiBasi
from wilayah.models import Jejak, Pemberitahuan


@pytest.fixture
def ks(pemeran, cakupan_cocok):
    desa = [pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.04.16.2002")]
    return buat_kerja_sama(desa=desa, oleh=pemeran["operator.34.04.16.2001"], judul="Sampah bersama")


@pytest.fixture
def diteruskan(ks):
    KerjaSama.objects.filter(pk=ks.pk).update(mutu_data=MutuData.DIPERIKSA_KECAMATAN)
    ks.refresh_from_db()
    return ks


def alamat(ks, nama="kerja_sama_data"):
    return reverse(nama, args=[ks.id_publik])


def isian(client, ks, **ubah):
    """What the form would post when only `ubah` was changed."""
    form = client.get(alamat(ks)).context["form"]
    data = {nama: form[nama].value() for nama in form.fields}
    return {n: v.isoformat() if isinstance(v, date) else "" if v is None else v for n, v in data.items()} | ubah


def test_registrar_corrects_until_forwarded(pemeran, ks, masuk):
    client = masuk(pemeran["operator.34.04.16.2001"])
    data = isian(client, ks, judul="Sampah terpadu", nilai="300.000.000", **{"nomor_34-04-16-2002": "4 Tahun 2026"})
    assert client.post(alamat(ks), data).status_code == 302
    ks.refresh_from_db()
    assert (ks.judul, ks.nilai, ks.versi) == ("Sampah terpadu", 300_000_000, 2)
    assert Pihak.objects.get(kerja_sama=ks, urut=2).nomor == "4 Tahun 2026"
    baris = Jejak.objects.get(peristiwa="kerja_sama.diperbaiki")
    assert baris.sebelum_nya == {"judul": "Sampah bersama", "nilai": None, "nomor 34.04.16.2002": ""}
    assert set(baris.sesudah_nya) == set(baris.sebelum_nya)
    assert "kades.34.04.16.2002" in set(Pemberitahuan.objects.values_list("penerima__username", flat=True))


def test_saving_without_a_change_leaves_no_row(pemeran, ks, masuk):
    client = masuk(pemeran["operator.34.04.16.2001"])
    assert client.post(alamat(ks), isian(client, ks)).status_code == 302
    assert not Jejak.objects.filter(peristiwa="kerja_sama.diperbaiki").exists()


def test_after_forwarding_the_kabupaten_needs_a_reason(pemeran, diteruskan, masuk):
    client = masuk(pemeran["petugas.34.04"])
    response = client.post(alamat(diteruskan), isian(client, diteruskan, judul="Baru"))
    assert "alasan" in response.context["form"].errors
    client.post(alamat(diteruskan), isian(client, diteruskan, judul="Baru", alasan="Salah ketik"))
    diteruskan.refresh_from_db()
    assert diteruskan.judul == "Baru"
    assert Jejak.objects.get(peristiwa="kerja_sama.diperbaiki").keterangan == "Salah ketik"


@pytest.mark.parametrize(
    ("username", "kode"),
    [
        ("kades.34.04.16.2002", 403),
        ("bpd.34.04.16.2001", 403),
        ("kecamatan.34.04.16", 403),
        ("petugas.34.04", 403),
        ("pusat", 403),
        ("kades.34.04.16.2003", 404),
        ("petugas.34.02", 404),
    ],
)
@pytest.mark.parametrize("nama", ["kerja_sama_data", "kerja_sama_batalkan"])
def test_others_may_not_change_a_registration(pemeran, ks, masuk, username, kode, nama):
    client = masuk(pemeran[username])
    assert client.get(alamat(ks, nama)).status_code == kode
    assert client.post(alamat(ks, nama), {"alasan": "x"}).status_code == kode


def test_service_tells_whose_turn_it_is(pemeran, diteruskan):
    with pytest.raises(TindakanTertutup):
        perbaiki_data(kerja_sama=diteruskan, isian={}, versi=1, alasan="", oleh=pemeran["operator.34.04.16.2001"])


def test_service_refuses_the_kecamatan(pemeran, ks):
    with pytest.raises(PermissionDenied):
        perbaiki_data(kerja_sama=ks, isian={}, versi=1, alasan="", oleh=pemeran["kecamatan.34.04.16"])


@pytest.mark.parametrize(
    ("ubah", "bidang"),
    [
        ({"judul": ""}, "judul"),
        ({"urusan": "lain_sekali"}, "urusan"),
        ({"tanggal_ditetapkan": ""}, "tanggal_ditetapkan"),
        ({"masa": "tanggal", "jatuh_tempo": "2001-01-01"}, "jatuh_tempo"),
        ({"masa": "tanggal", "jatuh_tempo": ""}, "jatuh_tempo"),
        ({"tanggal": "2099-01-01"}, "tanggal"),
        ({"nomor": ""}, "nomor"),
        ({"nilai": "banyak"}, "nilai"),
    ],
)
def test_rules_are_those_of_the_registration(pemeran, ks, masuk, ubah, bidang):
    client = masuk(pemeran["operator.34.04.16.2001"])
    response = client.post(alamat(ks), isian(client, ks, **ubah))
    assert response.status_code == 422
    assert bidang in response.context["form"].errors
    ks.refresh_from_db()
    assert ks.versi == 1


def test_end_may_become_open(pemeran, ks, masuk):
    client = masuk(pemeran["operator.34.04.16.2001"])
    client.post(alamat(ks), isian(client, ks, masa="tidak_ditentukan", jatuh_tempo=""))
    ks.refresh_from_db()
    assert ks.jatuh_tempo == TANPA_JATUH_TEMPO


def test_stale_save_shows_both_and_loses_nothing(pemeran, ks, masuk):
    client = masuk(pemeran["operator.34.04.16.2001"])
    data = isian(client, ks, judul="Judul saya")
    perbaiki_data(
        kerja_sama=ks, isian={"judul": "Judul lurah"}, versi=1, alasan="", oleh=pemeran["kades.34.04.16.2001"]
    )
    response = client.post(alamat(ks), data)
    assert response.status_code == 409
    assert [(b["tersimpan"], b["isian"]) for b in response.context["beda"]] == [("Judul lurah", "Judul saya")]
    assert response.context["form"]["judul"].value() == "Judul saya"
    ks.refresh_from_db()
    assert ks.judul == "Judul lurah"
    client.post(alamat(ks), data | {"versi": response.context["form"]["versi"].value()})
    ks.refresh_from_db()
    assert ks.judul == "Judul saya"


def test_number_that_a_party_filled_meanwhile_is_not_erased(pemeran, ks, masuk):
    client = masuk(pemeran["operator.34.04.16.2001"])
    data = isian(client, ks, judul="Judul saya")
    pihak = Pihak.objects.get(kerja_sama=ks, urut=2)
    tanggapi_pendaftaran(pihak=pihak, tanggapan="benar", nomor="4 Tahun 2026", oleh=pemeran["kades.34.04.16.2002"])
    response = client.post(alamat(ks), data)
    assert response.status_code == 409
    form = response.context["form"]
    client.post(alamat(ks), data | {n: form[n].value() for n in ("versi", "nomor_34-04-16-2002")})
    pihak.refresh_from_db()
    ks.refresh_from_db()
    assert (pihak.nomor, ks.judul) == ("4 Tahun 2026", "Judul saya")


def test_stale_version_raises(pemeran, ks):
    with pytest.raises(VersiBasi):
        perbaiki_data(kerja_sama=ks, isian={}, versi=7, alasan="", oleh=pemeran["operator.34.04.16.2001"])


def test_form_and_parties_stay(pemeran, ks):
    oleh = pemeran["operator.34.04.16.2001"]
    perbaiki_data(kerja_sama=ks, isian={"bentuk": "pihak_ketiga", "judul": "X"}, versi=1, alasan="", oleh=oleh)
    ks.refresh_from_db()
    assert (ks.bentuk, ks.judul) == ("antar_desa", "X")


def test_moved_end_moves_the_lists(pemeran, ks, cakupan_cocok):
    oleh = pemeran["operator.34.04.16.2001"]
    kemarin = timezone.localdate() - timedelta(days=1)
    perbaiki_data(kerja_sama=ks, isian={"jatuh_tempo": kemarin}, versi=1, alasan="", oleh=oleh)
    terlihat = KerjaSama.objects.dalam_cakupan(oleh, "wilayah.lihat_kerja_sama")
    assert terlihat.habis_masa_pada(timezone.localdate()).count() == 1


def test_bad_field_is_refused_by_the_service_too(pemeran, ks):
    with pytest.raises(ValidationError) as galat:
        perbaiki_data(kerja_sama=ks, isian={"judul": ""}, versi=1, alasan="", oleh=pemeran["operator.34.04.16.2001"])
    assert "judul" in galat.value.message_dict


def test_mutu_is_written_without_a_row_of_its_own(pemeran, ks):
    catat_mutu(kerja_sama=ks, mutu=MutuData.DIPERIKSA_KECAMATAN, oleh=pemeran["kecamatan.34.04.16"])
    assert KerjaSama.objects.get(pk=ks.pk).mutu_data == MutuData.DIPERIKSA_KECAMATAN
    assert not Jejak.objects.filter(pokok__endswith=str(ks.id_publik)).exists()
    with pytest.raises(KerjaSama.DoesNotExist):
        catat_mutu(kerja_sama=ks, mutu=MutuData.DIKLARIFIKASI, oleh=pemeran["petugas.34.02"])


def test_registrar_withdraws_with_a_reason(pemeran, ks, masuk):
    client = masuk(pemeran["operator.34.04.16.2001"])
    assert client.post(alamat(ks, "kerja_sama_batalkan"), {"alasan": " "}).status_code == 422
    assert client.post(alamat(ks, "kerja_sama_batalkan"), {"alasan": "Terdaftar dua kali"}).status_code == 302
    ks.refresh_from_db()
    assert ks.status == Status.DITARIK
    assert client.get(alamat(ks, "kerja_sama_batalkan")).status_code == 403
