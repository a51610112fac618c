from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from kerjasama import panels
from kerjasama.enums import AlasanBerakhir
from kerjasama.models import KerjaSama, Kewajiban, Pengakhiran
from kerjasama.services.adendum import buka_perubahan
from kerjasama.services.pengakhiran import ajukan_pengakhiran, tetapkan_pengakhiran, urungkan_pengakhiran
from tests.pabrik.kerjasama import buat_undangan
from tests.pabrik.siklus import buat_musyawarah
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.models import Jejak, Pemberitahuan

from .conftest import berlakukan

KADES, KADES_LAIN = "kades.34.04.16.2001", "kades.34.04.16.2002"


def alamat(ks):
    return reverse("kerja_sama_pengakhiran", args=[ks.id_publik])


def isi(**ganti):
    return {
        "jenis": "pengakhiran",
        "alasan": "kesepakatan",
        "uraian": "Tujuannya sudah tercapai",
        "berlaku_pada": timezone.localdate(),
        "penyelesaian_keuangan": "Sisa kas dibagi rata",
        "penyelesaian_aset": "Truk kembali ke Purwobinangun",
        "penyelesaian_kewajiban": "tidak ada",
    } | ganti


def ajukan(pemeran, ks, oleh=KADES, kunci="kunci-usul", **ganti):
    return ajukan_pengakhiran(kerja_sama=ks, isi=isi(**ganti), kunci=kunci, oleh=pemeran[oleh])


def musyawarah(pemeran, ks, tujuan="pengakhiran", **lain):
    desa = pemeran.wilayah("34.04.16.2001")
    return buat_musyawarah(ks, desa, pemeran["operator.34.04.16.2001"], jenis="antar_desa", tujuan=tujuan, **lain)


def kini(ks):
    return KerjaSama.objects.get(pk=ks.pk)


@pytest.mark.parametrize("alasan", [a for a in AlasanBerakhir if a != "habis"])
def test_every_ground_ends_it_after_a_musyawarah(pemeran, ks, alasan):
    ajukan(pemeran, ks, alasan=alasan)
    with pytest.raises(TindakanTertutup, match="Musyawarah antar-desa belum menyepakatinya"):
        tetapkan_pengakhiran(kerja_sama=ks, oleh=pemeran[KADES_LAIN])
    rapat = musyawarah(pemeran, ks)
    tetapkan_pengakhiran(kerja_sama=ks, oleh=pemeran[KADES_LAIN])
    usul = Pengakhiran.objects.get()
    assert (kini(ks).status, usul.status, usul.musyawarah) == ("berakhir", "ditetapkan", rapat)
    assert Jejak.objects.filter(pokok__contains=str(ks.id_publik)).count() == 2


def test_meeting_before_the_proposal_or_about_something_else_does_not_count(pemeran, ks):
    musyawarah(pemeran, ks)
    ajukan(pemeran, ks)
    musyawarah(pemeran, ks, tujuan="perubahan")
    with pytest.raises(TindakanTertutup):
        tetapkan_pengakhiran(kerja_sama=ks, oleh=pemeran[KADES])


def test_villages_meet_each_for_itself_where_a_bum_desa_is_concerned(pemeran, ks):
    KerjaSama.objects.filter(pk=ks.pk).update(bum_desa=True)
    ajukan(pemeran, ks)
    for p in ks.pihak.order_by("urut"):
        with pytest.raises(TindakanTertutup, match="Musyawarah desa belum menyepakati"):
            tetapkan_pengakhiran(kerja_sama=ks, oleh=pemeran[KADES])
        buat_musyawarah(ks, p.desa, pemeran[KADES], tujuan="pengakhiran")
    assert tetapkan_pengakhiran(kerja_sama=ks, oleh=pemeran[KADES]).status == "berakhir"


def test_past_its_last_day_the_parties_only_settle(pemeran, ks):
    KerjaSama.objects.filter(pk=ks.pk).update(jatuh_tempo=timezone.localdate() - timedelta(days=2))
    ajukan(pemeran, ks, alasan="habis")
    assert tetapkan_pengakhiran(kerja_sama=ks, oleh=pemeran[KADES]).status == "berakhir"


def test_end_that_is_agreed_for_later_waits_for_its_day(pemeran, ks):
    ajukan(pemeran, ks, berlaku_pada=timezone.localdate() + timedelta(days=5))
    musyawarah(pemeran, ks)
    with pytest.raises(TindakanTertutup, match="Tetapkan pada hari itu"):
        tetapkan_pengakhiran(kerja_sama=ks, oleh=pemeran[KADES])


@pytest.mark.parametrize(
    ("ganti", "bidang"),
    [
        ({"jenis": ""}, "jenis"),
        ({"alasan": ""}, "alasan"),
        ({"alasan": "habis"}, "alasan"),
        ({"jenis": "penangguhan", "alasan": "tujuan"}, "alasan"),
        ({"uraian": ""}, "uraian"),
        ({"penyelesaian_keuangan": ""}, "penyelesaian_keuangan"),
        ({"penyelesaian_aset": " "}, "penyelesaian_aset"),
        ({"berlaku_pada": ""}, "berlaku_pada"),
        ({"berlaku_pada": "2001-01-01"}, "berlaku_pada"),
    ],
)
def test_refusals_stand_at_their_field_and_nothing_is_lost(pemeran, ks, masuk, ganti, bidang):
    kiriman = {"tindakan": "ajukan"} | isi(penyelesaian_kewajiban="Upah dua petugas") | ganti
    response = masuk(pemeran[KADES]).post(alamat(ks), kiriman)
    assert response.status_code == 422
    assert bidang in response.context["form"].errors
    assert "Upah dua petugas" in response.content.decode()
    assert not Pengakhiran.objects.exists()


def test_suspension_and_going_on(pemeran, ks, masuk):
    client = masuk(pemeran[KADES])
    kiriman = {"tindakan": "ajukan"} | isi(jenis="penangguhan", alasan="kahar", penyelesaian_aset="")
    assert client.post(alamat(ks), kiriman).status_code == 302
    musyawarah(pemeran, ks, tujuan="perubahan")
    assert client.post(alamat(ks), {"tindakan": "tetapkan"}).status_code == 302
    assert kini(ks).status == "ditangguhkan"
    assert "Pelaksanaan ditangguhkan" in client.get(reverse("kerja_sama_rinci", args=[ks.id_publik])).content.decode()
    assert client.post(alamat(ks), {"tindakan": "lanjutkan", "alasan": ""}).status_code == 422
    client.post(alamat(ks), {"tindakan": "lanjutkan", "alasan": "Banjir sudah surut"})
    assert kini(ks).status == "berlaku"
    baris = Jejak.objects.filter(pokok__contains=str(ks.id_publik)).order_by("pk")
    assert list(baris.values_list("peristiwa", flat=True)) == [
        "pengakhiran.diajukan",
        "kerja_sama.ditangguhkan",
        "kerja_sama.dilanjutkan",
    ]


def test_open_duties_fall_away_or_stay_by_choice(pemeran, ks, masuk):
    hari = timezone.localdate() + timedelta(days=9)
    pihak = ks.pihak.get(urut=2)
    gugur, tinggal = (
        Kewajiban.objects.create(kerja_sama=ks, pihak=pihak, uraian=u, tenggat=hari) for u in ("Gugur", "Tinggal")
    )
    ajukan(pemeran, ks)
    musyawarah(pemeran, ks)
    client = masuk(pemeran[KADES])
    halaman = client.get(alamat(ks)).content.decode()
    assert "Gugur" in halaman and "Tinggal" in halaman and "Truk kembali ke Purwobinangun" in halaman
    client.post(alamat(ks), {"tindakan": "tetapkan", "hapus": [str(gugur.id_publik)]})
    gugur.refresh_from_db()
    tinggal.refresh_from_db()
    assert (gugur.status, tinggal.status, kini(ks).status) == ("dihapus", "terbuka", "berakhir")


def test_parties_kecamatan_and_kabupaten_are_told_of_the_end_only_then(pemeran, ks):
    ajukan(pemeran, ks)
    sebelum = set(Pemberitahuan.objects.values_list("penerima__username", flat=True))
    assert {"bpd.34.04.16.2001", "kades.34.04.14.2001"} <= sebelum and "petugas.34.04" not in sebelum
    musyawarah(pemeran, ks)
    tetapkan_pengakhiran(kerja_sama=ks, oleh=pemeran[KADES])
    sesudah = set(
        Pemberitahuan.objects.filter(judul__startswith="Kerja sama berakhir").values_list(
            "penerima__username", flat=True
        )
    )
    assert {"kecamatan.34.04.16", "kecamatan.34.04.14", "petugas.34.04", "kades.34.04.14.2001"} <= sesudah
    assert not {u for u in sesudah if "34.02" in u or u == KADES}


def test_only_the_village_that_asked_takes_it_back(pemeran, ks, masuk):
    ajukan(pemeran, ks)
    with pytest.raises(PermissionDenied):
        urungkan_pengakhiran(kerja_sama=ks, alasan="Tidak jadi", oleh=pemeran[KADES_LAIN])
    client = masuk(pemeran[KADES])
    assert client.post(alamat(ks), {"tindakan": "urungkan", "alasan": ""}).status_code == 422
    assert client.post(alamat(ks), {"tindakan": "urungkan", "alasan": "Tidak jadi"}).status_code == 302
    assert Pengakhiran.objects.get().status == "diurungkan"
    with pytest.raises(TindakanTertutup):
        tetapkan_pengakhiran(kerja_sama=ks, oleh=pemeran[KADES])
    ajukan(pemeran, ks, kunci="kunci-kedua")


def test_same_submit_asks_once_and_one_waits_at_a_time(pemeran, ks):
    assert ajukan(pemeran, ks) == ajukan(pemeran, ks)
    with pytest.raises(TindakanTertutup):
        ajukan(pemeran, ks, oleh=KADES_LAIN, kunci="kunci-lain")
    with pytest.raises(TindakanTertutup, match="sedang diajukan"):
        buka_perubahan(kerja_sama=ks, jenis="adendum", isi={"alasan": "x"}, kunci="k" * 8, oleh=pemeran[KADES])


def test_addendum_ends_with_the_agreement_it_changes(pemeran, ks):
    baru = berlakukan(
        buka_perubahan(kerja_sama=ks, jenis="adendum", isi={"alasan": "x"}, kunci="k" * 8, oleh=pemeran[KADES])
    )
    with pytest.raises(TindakanTertutup, match="kerja sama pokoknya"):
        ajukan(pemeran, baru, kunci="kunci-anak")
    ajukan(pemeran, ks)
    musyawarah(pemeran, ks)
    tetapkan_pengakhiran(kerja_sama=ks, oleh=pemeran[KADES])
    assert kini(baru).status == "berakhir"


@pytest.mark.parametrize(
    ("username", "baca", "tulis"),
    [
        ("operator.34.04.16.2001", 200, 403),
        ("bpd.34.04.16.2001", 200, 403),
        ("kecamatan.34.04.16", 200, 403),
        ("petugas.34.04", 200, 403),
        ("kades.34.04.16.2003", 404, 404),
        ("petugas.34.02", 404, 404),
        ("dinas.33", 404, 404),
    ],
)
def test_who_may_read_and_who_may_not_ask(pemeran, ks, masuk, username, baca, tulis):
    client = masuk(pemeran[username])
    assert client.get(alamat(ks)).status_code == baca
    assert client.post(alamat(ks), {"tindakan": "ajukan"} | isi()).status_code == tulis
    assert not Pengakhiran.objects.exists()


def test_guest_and_party_that_left_read_nothing_of_it(pemeran, ks, masuk):
    ks.pihak.filter(urut=3).update(mundur_pada=ks.tanggal_mulai)
    ajukan(pemeran, ks, uraian="Rahasia para pihak")
    buat_undangan(ks, pemeran["petugas.33.10"], pemeran["petugas.34.04"])
    for username in ("petugas.33.10", "kades.34.04.14.2001"):
        client = masuk(pemeran[username])
        assert client.get(alamat(ks)).status_code == 404
        halaman = client.get(reverse("kerja_sama_rinci", args=[ks.id_publik])).content.decode()
        assert "Rahasia para pihak" not in halaman and "sedang diajukan" not in halaman
    with pytest.raises(TindakanTertutup):
        ajukan(pemeran, ks, oleh="kades.34.04.14.2001", kunci="kunci-mantan")
    assert not Pemberitahuan.objects.filter(penerima__username="kades.34.04.14.2001").exists()


def test_it_waits_for_heads_and_bpd(pemeran, ks):
    ajukan(pemeran, ks)
    for username in (KADES_LAIN, "bpd.34.04.16.2001"):
        assert any("diajukan" in t.judul for t in panels.tugas_terdaftar(pemeran[username]))
    for username in ("operator.34.04.16.2002", "kades.34.04.16.2003", "kades.34.02.08.2001"):
        assert not any("diajukan" in t.judul for t in panels.tugas_terdaftar(pemeran[username]))


def test_bad_proposal_is_refused_by_the_service_too(pemeran, ks):
    with pytest.raises(ValidationError):
        ajukan(pemeran, ks, jenis="lain")


def test_suspension_that_is_over_waits_for_the_heads(pemeran, ks, masuk):
    hari_ini = timezone.localdate()
    ajukan(pemeran, ks, jenis="penangguhan", alasan="kahar", sampai=hari_ini + timedelta(days=3))
    musyawarah(pemeran, ks, tujuan="perubahan")
    tetapkan_pengakhiran(kerja_sama=ks, oleh=pemeran[KADES])

    def menunggu(username):
        return [t.judul for t in panels.tugas_terdaftar(pemeran[username]) if t.judul.startswith("Lanjutkan")]

    assert menunggu(KADES) == []
    Pengakhiran.objects.update(berlaku_pada=hari_ini - timedelta(days=9), sampai=hari_ini - timedelta(days=2))
    assert menunggu(KADES) == menunggu(KADES_LAIN) == ["Lanjutkan atau akhiri: Sampah bersama"]
    assert menunggu("operator.34.04.16.2001") == menunggu("kades.34.04.16.2003") == []
    halaman = masuk(pemeran[KADES]).get(reverse("kerja_sama_rinci", args=[ks.id_publik])).content.decode()
    assert "Melanjutkan atau mengakhiri" in halaman
