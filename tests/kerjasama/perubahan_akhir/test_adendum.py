from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from kerjasama.enums import TANPA_JATUH_TEMPO
from kerjasama.models import KerjaSama, Persiapan, Pihak
from kerjasama.rules.pelaksanaan import tambah_bulan
from kerjasama.services.adendum import buka_perubahan, terapkan_perubahan
from kerjasama.services.persiapan import mulai_penyusunan, mundur
from tests.pabrik.kerjasama import buat_kerja_sama, buat_pihak, buat_undangan
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.models import Jejak, Pemberitahuan

from .conftest import berlakukan


def alamat(ks):
    return reverse("kerja_sama_ubah", args=[ks.id_publik])


def rinci(ks):
    return reverse("kerja_sama_rinci", args=[ks.id_publik])


def buka(pemeran, ks, jenis, oleh="operator.34.04.16.2001", **isi):
    isi = {"alasan": "Keadaan berubah"} | isi
    return buka_perubahan(kerja_sama=ks, jenis=jenis, isi=isi, kunci=f"kunci-{jenis}", oleh=pemeran[oleh])


def test_extension_is_filled_in_and_opens_an_agreement_of_the_same_parties(pemeran, ks, masuk):
    client = masuk(pemeran["operator.34.04.16.2002"])
    halaman = client.get(f"{alamat(ks)}?jenis=perpanjangan")
    assert halaman.context["form"].initial["bulan"] >= 5
    isi = {"jenis": "perpanjangan", "bulan": "24", "alasan": "Masih diperlukan"}
    assert client.post(alamat(ks), isi).status_code == 302
    baru = KerjaSama.objects.get(mengubah=ks)
    assert (baru.status, baru.asal, baru.disampaikan_pada) == ("persiapan", "disusun", None)
    assert baru.judul == "Perpanjangan Sampah bersama"
    assert [p.desa.kode for p in baru.pihak.order_by("urut")] == [p.desa.kode for p in ks.pihak.order_by("urut")]
    assert baru.desa_pendaftar.kode == "34.04.16.2002"
    assert Persiapan.objects.get(kerja_sama=baru).jangka_waktu_bulan == 24
    assert Jejak.objects.filter(peristiwa="kerja_sama.perubahan_dibuka").count() == 1
    assert "bpd.34.04.14.2001" in set(Pemberitahuan.objects.values_list("penerima__username", flat=True))


def test_extension_in_force_moves_the_last_day_of_the_first(pemeran, ks):
    lama = ks.jatuh_tempo
    baru = berlakukan(buka(pemeran, ks, "perpanjangan", bulan=12))
    jejak = Jejak.objects.count()
    terapkan_perubahan(baru)
    ks.refresh_from_db()
    baru.refresh_from_db()
    assert ks.jatuh_tempo == baru.jatuh_tempo == tambah_bulan(lama + timedelta(days=1), 12) - timedelta(days=1)
    assert Jejak.objects.count() == jejak


@pytest.mark.parametrize(
    ("isi", "bidang"),
    [
        ({"jenis": "", "alasan": "x"}, "jenis"),
        ({"jenis": "perpanjangan", "bulan": "", "alasan": "x"}, "bulan"),
        ({"jenis": "perpanjangan", "bulan": "9999", "alasan": "x"}, "bulan"),
        ({"jenis": "pengunduran", "alasan": "x"}, "keluar"),
        ({"jenis": "adendum", "alasan": " "}, "alasan"),
    ],
)
def test_refusals_stand_at_their_field(pemeran, ks, masuk, isi, bidang):
    response = masuk(pemeran["operator.34.04.16.2001"]).post(alamat(ks), isi)
    assert response.status_code == 422
    assert bidang in response.context["form"].errors
    assert not KerjaSama.objects.filter(mengubah=ks).exists()


def test_no_extension_without_or_after_the_last_day(pemeran, ks):
    KerjaSama.objects.filter(pk=ks.pk).update(jatuh_tempo=TANPA_JATUH_TEMPO)
    with pytest.raises(ValidationError):
        buka(pemeran, ks, "perpanjangan", bulan=12)
    KerjaSama.objects.filter(pk=ks.pk).update(jatuh_tempo=ks.desa_pendaftar.hari_ini() - timedelta(days=1))
    with pytest.raises(ValidationError):
        buka(pemeran, ks, "perpanjangan", bulan=12)


def test_double_submit_opens_one_and_only_one_is_open_at_a_time(pemeran, ks):
    assert buka(pemeran, ks, "adendum") == buka(pemeran, ks, "adendum")
    with pytest.raises(TindakanTertutup, match="Perubahan lain sedang disusun"):
        buka(pemeran, ks, "perpanjangan", bulan=12)


def test_second_addendum_is_called_so_and_a_change_is_not_changed(pemeran, ks):
    pertama = buka(pemeran, ks, "adendum")
    assert pertama.judul == "Perubahan atas Sampah bersama"
    terapkan_perubahan(berlakukan(pertama))
    kedua = buka_perubahan(
        kerja_sama=ks,
        jenis="adendum",
        isi={"alasan": "Lagi"},
        kunci="kunci-kedua",
        oleh=pemeran["operator.34.04.16.2001"],
    )
    assert kedua.judul == "Perubahan Kedua atas Sampah bersama"
    with pytest.raises(TindakanTertutup, match="kerja sama pokoknya"):
        buka(pemeran, pertama, "adendum")


def test_accession_adds_the_party_and_only_then_it_sees_the_first(pemeran, ks, masuk):
    baru = buka(pemeran, ks, "aksesi")
    buat_pihak(baru, pemeran.wilayah("34.04.16.2003"), 9)
    Pihak.objects.filter(kerja_sama=baru, urut=9).update(nomor="8 Tahun 2026", berita_desa="Nomor 8")
    client = masuk(pemeran["kades.34.04.16.2003"])
    assert client.get(rinci(baru)).status_code == 200
    assert client.get(rinci(ks)).status_code == 404
    terapkan_perubahan(berlakukan(baru))
    p = Pihak.objects.get(kerja_sama=ks, desa__kode="34.04.16.2003")
    assert (p.nomor, p.berita_desa, p.bergabung_pada) == ("8 Tahun 2026", "Nomor 8", baru.tanggal_mulai)
    assert masuk(pemeran["kades.34.04.16.2003"]).get(rinci(ks)).status_code == 200


def test_withdrawal_ends_what_the_party_may_do_not_what_it_reads(pemeran, ks, masuk):
    keluar = ks.pihak.get(urut=3)
    baru = buka(pemeran, ks, "pengunduran", keluar=[keluar])
    assert [p.desa.kode for p in baru.pihak.filter(keluar=True)] == ["34.04.14.2001"]
    terapkan_perubahan(berlakukan(baru))
    keluar.refresh_from_db()
    assert keluar.mundur_pada == baru.tanggal_mulai
    client = masuk(pemeran["kades.34.04.14.2001"])
    assert client.get(rinci(ks)).status_code == 200
    assert "Ubah atau perpanjang" not in client.get(rinci(ks)).content.decode()
    with pytest.raises(TindakanTertutup, match="tidak menjadi pihak"):
        buka(pemeran, ks, "adendum", oleh="kades.34.04.14.2001")
    lanjutan = buka(pemeran, ks, "adendum")
    assert client.get(rinci(lanjutan)).status_code == 404
    assert lanjutan.judul not in client.get(rinci(ks)).content.decode()


def test_too_few_would_stay(pemeran, ks):
    with pytest.raises(ValidationError) as galat:
        buka(pemeran, ks, "pengunduran", keluar=list(ks.pihak.filter(urut__in=(2, 3))))
    assert "Akhiri saja" in str(galat.value)


def test_change_of_an_agreement_that_ended_takes_no_effect(pemeran, ks):
    baru = berlakukan(buka(pemeran, ks, "adendum"))
    KerjaSama.objects.filter(pk=ks.pk).update(status="berakhir")
    with pytest.raises(TindakanTertutup):
        terapkan_perubahan(baru)


@pytest.mark.parametrize(
    ("username", "kode"),
    [
        ("bpd.34.04.16.2001", 403),
        ("kecamatan.34.04.16", 403),
        ("petugas.34.04", 403),
        ("kades.34.04.16.2003", 404),
        ("petugas.34.02", 404),
    ],
)
def test_who_may_not_open_a_change(pemeran, ks, masuk, username, kode):
    client = masuk(pemeran[username])
    isi = {"jenis": "adendum", "alasan": "Ingin tahu"}
    assert client.get(alamat(ks)).status_code == client.post(alamat(ks), isi).status_code == kode
    with pytest.raises((PermissionDenied, KerjaSama.DoesNotExist)):
        buka(pemeran, ks, "adendum", oleh=username)


def test_relations_stand_on_both_pages_as_far_as_they_are_seen(pemeran, ks, masuk):
    baru = buka(pemeran, ks, "adendum")
    client = masuk(pemeran["operator.34.04.16.2001"])
    assert baru.judul in client.get(rinci(ks)).content.decode()
    assert f'href="{rinci(ks)}"' in client.get(rinci(baru)).content.decode()
    buat_undangan(ks, pemeran["petugas.33.10"], pemeran["petugas.34.04"])
    tamu = masuk(pemeran["petugas.33.10"])
    assert baru.judul not in tamu.get(rinci(ks)).content.decode()
    assert tamu.get(rinci(baru)).status_code == 404


def test_third_party_leaves_too(pemeran):
    desa = [pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.04.16.2002")]
    ks = buat_kerja_sama(
        desa=desa, oleh=pemeran["operator.34.04.16.2001"], pihak_ketiga="PT A", bentuk="pihak_ketiga_multi_desa"
    )
    with pytest.raises(ValidationError):
        buka(pemeran, ks, "pengunduran", keluar=[ks.pihak.get(urut=3)])
    Pihak.objects.create(
        kerja_sama=ks,
        urut=4,
        nama_saat_itu="PT B",
        pihak_ketiga=ks.pihak.get(urut=3).pihak_ketiga.__class__.objects.create(nama="PT B", jenis="swasta"),
    )
    terapkan_perubahan(berlakukan(buka(pemeran, ks, "pengunduran", keluar=[ks.pihak.get(urut=3)])))
    assert [p.urut for p in ks.pihak.filter(mundur_pada__isnull=False)] == [3]


def test_no_party_steps_out_of_a_change_but_who_was_offered_to_join_does(pemeran, ks):
    baru = buka(pemeran, ks, "aksesi")
    buat_pihak(baru, pemeran.wilayah("34.04.16.2003"), 9)
    KerjaSama.objects.filter(pk=baru.pk).update(status="penyusunan")
    baru.refresh_from_db()
    with pytest.raises(TindakanTertutup, match="disepakati semua pihak"):
        mundur(kerja_sama=baru, alasan="Tidak sepakat", oleh=pemeran["kades.34.04.16.2002"])
    mundur(kerja_sama=baru, alasan="Tidak jadi", oleh=pemeran["kades.34.04.16.2003"])


def test_accession_waits_until_somebody_was_offered_to(pemeran, ks):
    baru = buka(pemeran, ks, "aksesi")
    with pytest.raises(TindakanTertutup, match="Tawarkan dahulu"):
        mulai_penyusunan(kerja_sama=baru, oleh=pemeran["operator.34.04.16.2001"])
