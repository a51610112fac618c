import pytest
from django.urls import reverse

from kerjasama.models import Naskah, VersiNaskah
from kerjasama.queries.perubahan import naskah_berlaku
from kerjasama.services.adendum import buka_perubahan, terapkan_perubahan
from tests.pabrik.kerjasama import buat_undangan

from .conftest import berlakukan

POKOK = [
    ("lingkup", "Kerja sama meliputi pengangkutan sampah."),
    ("dana", "Biaya ditanggung bersama menurut [[pasal:lingkup]]."),
    ("waktu", "Berlaku lima tahun."),
    ("penutup", "Peraturan ini mulai berlaku."),
]


def tulis(ks, oleh, pasal):
    naskah = Naskah.objects.create(kerja_sama=ks)
    isi = {
        "jenis": "pbkd",
        "judul": ks.judul,
        "bab": [{"judul": "ISI", "pasal": [{"kunci": k, "judul": "", "isi": t, "muatan": ""} for k, t in pasal]}],
    }
    VersiNaskah.objects.create(naskah=naskah, nomor=1, isi=isi, sha256="0" * 64, oleh=oleh)


def alamat(ks):
    return reverse("kerja_sama_berlaku_saat_ini", args=[ks.id_publik])


def ubah(pemeran, ks, pasal, kunci, hari=0):
    oleh = pemeran["operator.34.04.16.2001"]
    baru = buka_perubahan(kerja_sama=ks, jenis="adendum", isi={"alasan": "Perlu"}, kunci=kunci, oleh=oleh)
    tulis(baru, oleh, pasal)
    return baru, hari


def berlaku(baru):
    terapkan_perubahan(berlakukan(baru))


@pytest.fixture
def pokok(pemeran, ks):
    tulis(ks, pemeran["operator.34.04.16.2001"], POKOK)
    return ks


def teks(naskah):
    return {p["nomor"]: p["isi"] for p in naskah.pasal}


def test_changes_in_force_replace_by_article_and_say_where_they_come_from(pemeran, pokok):
    baru, _ = ubah(
        pemeran, pokok, [("pembuka-perubahan", "Beberapa ketentuan diubah."), ("dana", "Dua banding satu.")], "k1-12345"
    )
    assert teks(naskah_berlaku(pokok))["2"].startswith("Biaya ditanggung")
    berlaku(baru)
    naskah = naskah_berlaku(pokok)
    assert teks(naskah) == {
        "1": "Kerja sama meliputi pengangkutan sampah.",
        "2": "Dua banding satu.",
        "3": "Berlaku lima tahun.",
        "4": "Peraturan ini mulai berlaku.",
    }
    assert naskah.sumber["dana"] == baru
    assert naskah.sumber["waktu"] == pokok


def test_article_put_in_between_keeps_the_others_numbers(pemeran, pokok):
    baru, _ = ubah(pemeran, pokok, [("dana", POKOK[1][1]), ("denda", "Yang lalai didenda.")], "k1-12345")
    berlaku(baru)
    naskah = naskah_berlaku(pokok)
    assert [p["nomor"] for p in naskah.pasal] == ["1", "2", "2A", "3", "4"]
    assert naskah.sumber["dana"] == pokok
    lagi, _ = ubah(pemeran, pokok, [("denda", "Yang lalai ditegur."), ("tegur", "Teguran tertulis.")], "k2-12345")
    berlaku(lagi)
    naskah = naskah_berlaku(pokok)
    assert [(p["nomor"], p["isi"]) for p in naskah.pasal][2:4] == [
        ("2A", "Yang lalai ditegur."),
        ("2B", "Teguran tertulis."),
    ]


def test_change_written_elsewhere_stands_beside_the_text(pemeran, pokok, masuk):
    baru, _ = ubah(pemeran, pokok, [("impor-1", "Pasal 2 diubah sehingga berbunyi lain.")], "k1-12345")
    berlaku(baru)
    naskah = naskah_berlaku(pokok)
    assert len(naskah.pasal) == 4 and [satu for satu, _ in naskah.terpisah] == [baru]
    halaman = masuk(pemeran["operator.34.04.16.2001"]).get(alamat(pokok)).content.decode()
    assert "Pasal 2 diubah sehingga berbunyi lain." in halaman


def test_page_marks_sources_and_resolves_references(pemeran, pokok, masuk):
    baru, _ = ubah(pemeran, pokok, [("waktu", "Berlaku sepuluh tahun.")], "k1-12345")
    berlaku(baru)
    halaman = masuk(pemeran["petugas.34.04"]).get(alamat(pokok)).content.decode()
    assert "menurut Pasal 1." in halaman
    assert "Berlaku sepuluh tahun." in halaman and "Berlaku lima tahun." not in halaman
    assert f'Menurut <a href="{reverse("kerja_sama_rinci", args=[baru.id_publik])}">' in halaman


def test_registered_agreement_has_no_text_and_says_so(pemeran, ks, masuk):
    client = masuk(pemeran["operator.34.04.16.2001"])
    assert "Teksnya tidak ada dalam sistem." in client.get(alamat(ks)).content.decode()
    assert client.get(reverse("kerja_sama_berlaku_saat_ini_pdf", args=[ks.id_publik])).status_code == 404


def test_guest_and_party_that_left_read_only_what_they_see(pemeran, pokok, masuk):
    pokok.pihak.filter(urut=3).update(mundur_pada=pokok.tanggal_mulai)
    baru, _ = ubah(pemeran, pokok, [("dana", "Dana rahasia baru.")], "k1-12345")
    berlaku(baru)
    buat_undangan(pokok, pemeran["petugas.33.10"], pemeran["petugas.34.04"])
    for username in ("petugas.33.10", "kades.34.04.14.2001"):
        halaman = masuk(pemeran[username]).get(alamat(pokok)).content.decode()
        assert "Biaya ditanggung bersama" in halaman and "Dana rahasia baru." not in halaman
    for username in ("kades.34.04.16.2003", "petugas.34.02"):
        client = masuk(pemeran[username])
        assert client.get(alamat(pokok)).status_code == 404
        assert client.get(f"{alamat(pokok)}pdf/").status_code == 404
