"""Pages of the map's changes: the history and its filters, what an edition no longer lists, and the command."""

from datetime import date

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.urls import reverse

from tests.pabrik.kerjasama import buat_kerja_sama
from wilayah.jejak.models import Jejak
from wilayah.models import PerubahanWilayah, RiwayatWilayah, Wilayah
from wilayah.pohon.rules import Baris
from wilayah.pohon.services_perubahan import ganti_nama, pindah_induk
from wilayah.pohon.services_riwayat import nonaktifkan, tambah_wilayah

PURWO, CANDI = "34.04.16.2001", "34.04.16.2002"
EDISI = {"tanggal": date(2026, 2, 1), "dasar_hukum": "Kepmendagri", "edisi": "uji"}
ALAMAT = "/wilayah/rekonsiliasi/"


@pytest.fixture
def peta(pemeran):
    for w in Wilayah.objects.exclude(kode="0"):
        RiwayatWilayah.objects.create(
            wilayah=w, kode=w.kode, nama=w.nama, jenis=w.jenis, induk=w.induk,
            berlaku_sejak=date(2000, 1, 1), dasar_hukum="UU", edisi="uji",
        )  # fmt: skip
    return pemeran


@pytest.fixture
def hilang(peta):
    """Purwobinangun, which the edition lists no more, while one of the same name has come."""
    desa = peta.wilayah(PURWO)
    buat_kerja_sama(desa=[desa, peta.wilayah(CANDI)], oleh=peta[f"operator.{PURWO}"], judul="Milik Pakem")
    nonaktifkan(wilayah=desa, tanggal=EDISI["tanggal"])
    tambah_wilayah(baris=[Baris("34.04.16.2099", "Purwobinangun", "desa")], **EDISI)
    return Wilayah.objects.get(pk=desa.pk)


def _kirim(klien, hilang, **isian):
    return klien.post(ALAMAT, {"wilayah": hilang.pk, "dasar_hukum": "Perda 2 Tahun 2026"} | isian, follow=True)


# --- what an edition no longer lists -------------------------------------------------------------------------------


def test_the_same_name_is_offered_and_nothing_is_done_by_itself(masuk, peta, hilang):
    isi = masuk(peta["admin"]).get(ALAMAT).content.decode()
    assert "Dugaan menurut nama: 34.04.16.2099" in isi
    hilang.refresh_from_db()
    assert (hilang.kode, hilang.aktif, hilang.diteruskan_oleh) == (PURWO, False, None)
    assert not PerubahanWilayah.objects.exists()


def test_the_same_region_goes_on_under_the_new_code(masuk, peta, hilang):
    isi = _kirim(masuk(peta["admin"]), hilang, keputusan="sama", penerus="34.04.16.2099").content.decode()
    assert "Keputusan dicatat" in isi and "Tidak ada yang perlu diputuskan" in isi
    hilang.refresh_from_db()
    assert (hilang.kode, hilang.aktif) == ("34.04.16.2099", True)
    assert hilang.pihak.get().kerja_sama.judul == "Milik Pakem"
    assert Jejak.objects.get(peristiwa="wilayah.diubah").oleh == peta["admin"]


@pytest.mark.parametrize(("keputusan", "penerus"), [("gabung", CANDI), ("tetap", "")])
def test_one_that_has_ended_stays_so_with_or_without_a_successor(masuk, peta, hilang, keputusan, penerus):
    _kirim(masuk(peta["admin"]), hilang, keputusan=keputusan, penerus=penerus)
    hilang.refresh_from_db()
    assert not hilang.aktif
    assert (hilang.diteruskan_oleh and hilang.diteruskan_oleh.kode) == (penerus or None)
    assert PerubahanWilayah.objects.get().dasar_hukum == "Perda 2 Tahun 2026"


@pytest.mark.parametrize(
    ("isian", "pesan"),
    [
        ({"keputusan": "sama", "penerus": ""}, "Pilih wilayah aktif yang setingkat"),
        ({"keputusan": "gabung", "penerus": "34.04"}, "Pilih wilayah aktif yang setingkat"),
        ({"keputusan": "sama", "penerus": CANDI}, "sudah ada sebelum"),
        ({"keputusan": "gabung", "penerus": CANDI, "dasar_hukum": ""}, "Tulis dasarnya"),
    ],
)
def test_a_decision_that_cannot_be_is_refused_in_words(masuk, peta, hilang, isian, pesan):
    assert pesan in _kirim(masuk(peta["admin"]), hilang, **isian).content.decode()
    assert not PerubahanWilayah.objects.exists()


@pytest.mark.parametrize("siapa", ["admin.34", "admin.34.04", "admin.34.02", "petugas.34.04", f"kades.{PURWO}"])
def test_no_other_admin_sees_or_decides_it(masuk, peta, hilang, siapa):
    klien = masuk(peta[siapa])
    assert klien.get(ALAMAT).status_code == 403
    assert _kirim(klien, hilang, keputusan="tetap").status_code == 403
    assert klien.get(reverse("perubahan_baru")).status_code == 403
    assert not PerubahanWilayah.objects.exists()


# --- the history -----------------------------------------------------------------------------------------------------


@pytest.fixture
def sejarah(peta):
    admin = peta["admin"]
    ganti_nama(wilayah=peta.wilayah(PURWO), nama="Purwo", oleh=admin, tanggal=date(2025, 1, 1), dasar_hukum="Perda 1")
    tetap = {"tanggal": date(2026, 1, 1), "dasar_hukum": "UU 2"}
    pindah_induk(wilayah=peta.wilayah("34.04.14"), kode="34.02.18", oleh=admin, **tetap)
    return peta


@pytest.mark.parametrize(
    ("tanya", "harap"),
    [
        ("", {"Perda 1", "UU 2"}),
        ("jenis=ganti_nama", {"Perda 1"}),
        ("tahun=2026", {"UU 2"}),
        ("provinsi=34", {"Perda 1", "UU 2"}),
        ("provinsi=33", set()),
        ("jenis=ganti_nama&tahun=2026", set()),
        ("tahun=0000&jenis=x&provinsi=%C2%B2%C2%B2", {"Perda 1", "UU 2"}),
    ],
)
def test_the_history_is_for_everyone_and_can_be_narrowed(masuk, sejarah, tanya, harap):
    klien = masuk(sejarah["petugas.33.10"])
    assert {p.dasar_hukum for p in klien.get(f"/wilayah/perubahan/?{tanya}").context["object_list"]} == harap
    baris = b"".join(klien.get(f"/wilayah/perubahan/?{tanya}&ekspor=csv").streaming_content).decode("utf-8-sig")
    kepala, *isi = baris.strip().splitlines()
    assert "kode_lama" in kepala and len(isi) == len(harap)
    assert all(any(dasar in satu for satu in isi) for dasar in harap)


def test_figures_of_agreements_stand_only_where_it_was_decided(masuk, sejarah):
    alamat = reverse("perubahan_rinci", args=[PerubahanWilayah.objects.first().id_publik])
    assert "Yang terkena saat ditetapkan" in masuk(sejarah["admin"]).get(alamat).content.decode()
    assert "Yang terkena saat ditetapkan" not in masuk(sejarah["petugas.33.10"]).get(alamat).content.decode()


# --- the command -----------------------------------------------------------------------------------------------------


@pytest.fixture
def berkas(tmp_path):
    def tulis(*baris):
        jalur = tmp_path / "perubahan.csv"
        jalur.write_text("\n".join(["tanggal,jenis,kode_lama,kode_baru,dasar_hukum", *baris]) + "\n")
        return jalur

    return tulis


def test_a_trial_tells_and_writes_nothing(peta, berkas, capsys):
    jalur = berkas("2026-01-01,pindah_induk,34.04.16,34.02.18,UU 2", "2026-01-01,ganti_kode,34.02.08,34.02.09,UU 2")
    call_command("terapkan_perubahan", jalur, "--uji")
    assert "2 perubahan diterapkan, 0 sudah ada. Hanya diuji: tidak ada yang ditulis." in capsys.readouterr().out
    assert Wilayah.objects.get(kode="34.04.16").aktif and not PerubahanWilayah.objects.exists()
    call_command("terapkan_perubahan", jalur)
    call_command("terapkan_perubahan", jalur)
    assert "0 perubahan diterapkan, 2 sudah ada." in capsys.readouterr().out
    assert PerubahanWilayah.objects.count() == 2 and Wilayah.objects.get(kode="34.02.18.2001").nama == "Purwobinangun"


def test_each_line_that_cannot_be_says_so_and_none_is_done(peta, berkas):
    jalur = berkas(
        "2026-01-01,pindah_induk,34.04.16,34.02.18,UU 2",
        "2026-01-02,ganti_kode,34.04.99,34.04.98,UU 2",
        "2026-01-03,ganti_kode,34.04.14,34.04.1,UU 2",
        "2026-01-04,hapus,34.04.14,,UU 2",
    )
    with pytest.raises(CommandError) as galat:
        call_command("terapkan_perubahan", jalur, verbosity=0)
    pesan = str(galat.value).splitlines()
    assert pesan[0] == "baris 3: tidak ada wilayah aktif berkode 34.04.99"
    assert pesan[1].startswith("baris 4: 34.04.14: Kode 34.04.1 bukan kode kecamatan")
    assert pesan[2].startswith("baris 5:") and "belum mendapat tempat" in pesan[2]
    assert pesan[3] == "Tidak ada yang ditulis."
    assert not PerubahanWilayah.objects.exists() and Wilayah.objects.filter(kode="34.04.16").exists()


@pytest.mark.parametrize(
    ("baris", "pesan"),
    [
        ("2026-02-30,ganti_kode,a,b,UU", "baris 2: tanggal «2026-02-30» tidak ada"),
        ("1 Jan 2026,ganti_kode,a,b,UU", "harus TTTT-BB-HH"),
        ("2026-01-01,pecah,a,b,UU", "baris 2: jenis «pecah» tidak dikenal"),
        ("2026-01-01,ganti_kode,a,b, ", "baris 2: dasar hukum kosong"),
        ("2026-01-01,ganti_kode,a", "baris 2: harus lima kolom"),
    ],
)
def test_a_line_that_is_none_is_told_by_its_number(peta, berkas, baris, pesan):
    with pytest.raises(CommandError, match=pesan):
        call_command("terapkan_perubahan", berkas(baris), verbosity=0)


def test_only_who_may_change_the_map_can_answer_for_it(peta):
    jalur = settings.AKAR / "fixtures" / "wilayah.perubahan.csv"
    with pytest.raises(CommandError, match="Tidak ada pengguna aktif"):
        call_command("terapkan_perubahan", jalur, oleh="tidak-ada", verbosity=0)


def test_an_admin_of_a_province_cannot_answer_for_it(peta, berkas):
    jalur = berkas("2026-01-01,pindah_induk,34.04.16,34.02.18,UU 2")
    with pytest.raises(CommandError, match="tidak berwenang"):
        call_command("terapkan_perubahan", jalur, oleh="admin.34", verbosity=0)
    assert Wilayah.objects.filter(kode="34.04.16").exists()
