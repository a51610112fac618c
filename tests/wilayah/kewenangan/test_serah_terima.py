"""What is open passes to the successor: all of it, of that office only, and with a record."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from binwas.models import Pemeriksaan
from kerjasama.models import DrafPendaftaran
from kerjasama.services.pendaftaran import buat_draf
from tests.pabrik.binwas import buat_pemeriksaan, buat_surat
from tests.pabrik.kerjasama import buat_kerja_sama
from tests.wilayah.cetak.bacapdf import halaman
from wilayah.kewenangan.pekerjaan import pekerjaan_terbuka
from wilayah.kewenangan.services import serahkan_pekerjaan
from wilayah.models import Jejak, Pemberitahuan, SerahTerima
from wilayah.pengguna.services import akhiri_penugasan, beri_penugasan

DESA, LAMA, BARU = "34.04.16.2001", "operator.34.04.16.2001", "operator.34.04.16.2003"
HARI = timedelta(days=1)


def tugas(pemeran, username, kode):
    return pemeran[username].penugasan.get(wilayah__kode=kode)


@pytest.fixture
def draf(pemeran):
    """One of the office, one of a colleague in it, one of the neighbour."""
    milik = buat_draf(desa=pemeran.wilayah(DESA), oleh=pemeran[LAMA])
    buat_draf(desa=pemeran.wilayah(DESA), oleh=pemeran[f"kades.{DESA}"])
    buat_draf(desa=pemeran.wilayah("34.04.16.2002"), oleh=pemeran["operator.34.04.16.2002"])
    return milik


@pytest.fixture
def ganti(pemeran):
    """The operator's last day is today, the successor begins tomorrow."""
    hari, admin = pemeran.wilayah(DESA).hari_ini(), pemeran["admin.34.04"]
    akhiri_penugasan(penugasan=tugas(pemeran, LAMA, DESA), selesai=hari, oleh=admin)
    baru = beri_penugasan(
        pengguna=pemeran[BARU],
        wilayah=pemeran.wilayah(DESA),
        peran="operator_desa",
        jabatan="Carik",
        sk="SK 2",
        mulai=hari + HARI,
        menggantikan=tugas(pemeran, LAMA, DESA),
        oleh=admin,
    )
    return tugas(pemeran, LAMA, DESA), baru


def serahkan(pemeran, dari, kepada, oleh="admin.34.04", **isian):
    bawaan = {"catatan": "", "kunci": str(uuid4())}
    return serahkan_pekerjaan(dari=dari, kepada=kepada, oleh=pemeran[oleh], **(bawaan | isian))


def banyak(tugas):
    return {t.jenis.kunci: len(t.butir) for t in pekerjaan_terbuka(tugas)}


def test_work_is_that_of_the_office_whoever_asks_and_whenever(pemeran, draf, ganti, time_machine):
    lama, baru = ganti
    assert banyak(lama) == {"draf": 1}
    time_machine.move_to(lama.sebelum + HARI, tick=False)
    assert banyak(lama) == {"draf": 1} and banyak(baru) == {}


def test_a_person_with_two_offices_hands_over_one(pemeran, draf, ganti):
    lama, baru = ganti
    kedua = pemeran.wilayah("34.04.16.2004")
    beri_penugasan(
        pengguna=pemeran[LAMA], wilayah=kedua, peran="operator_desa", jabatan="J", sk="SK", mulai=kedua.hari_ini()
    )
    lain = buat_draf(desa=kedua, oleh=pemeran[LAMA])
    serahkan(pemeran, lama, baru)
    assert DrafPendaftaran.objects.get(pk=draf.pk).pembuat == pemeran[BARU]
    assert DrafPendaftaran.objects.get(pk=lain.pk).pembuat == pemeran[LAMA]


def test_only_what_was_theirs_moves_and_the_record_says_what(pemeran, draf, ganti):
    serah = serahkan(pemeran, *ganti, catatan="Kunci lemari di meja.")
    pembuat = dict(DrafPendaftaran.objects.values_list("desa__kode", "pembuat__username").order_by("pk")[:1])
    assert pembuat == {DESA: BARU}
    assert DrafPendaftaran.objects.filter(pembuat=pemeran[BARU]).count() == 1
    (satu,) = serah.rincian["pekerjaan"]
    assert (satu["nama"], satu["jumlah"], satu["bernama"]) == ("Draf pendaftaran", 1, True)
    assert Jejak.objects.get(peristiwa="penugasan.serah_terima").sesudah_nya["jumlah"] == {"draf": 1}
    pesan = Pemberitahuan.objects.get(penerima=pemeran[BARU], judul__startswith="Serah terima")
    assert pesan.tautan == f"/serah-terima/{serah.id_publik}/" and "1 pekerjaan" in pesan.isi


def test_reviews_move_with_their_officer(pemeran):
    ks = [
        buat_kerja_sama(desa=[pemeran.wilayah(DESA)], oleh=pemeran[LAMA], judul=f"Kerja sama {n}", pihak_ketiga="PT A")
        for n in range(3)
    ]
    kecamatan, petugas = pemeran["kecamatan.34.04.16"], pemeran["petugas.34.04"]
    buka = buat_pemeriksaan(ks[0], kecamatan, status="ditelaah", petugas=petugas)
    selesai = buat_pemeriksaan(ks[1], kecamatan, status="selesai", petugas=petugas)
    rekan = buat_pemeriksaan(ks[2], kecamatan, status="ditelaah", petugas=pemeran["petugas2.34.04"])
    lama, baru = tugas(pemeran, "petugas.34.04", "34.04"), tugas(pemeran, "petugas2.34.04", "34.04")
    akhiri_penugasan(penugasan=lama, oleh=pemeran["admin.34.04"])
    serahkan(pemeran, lama, baru)
    petugas_kini = dict(Pemeriksaan.objects.values_list("pk", "petugas__username"))
    assert petugas_kini == {buka.pk: "petugas2.34.04", selesai.pk: "petugas.34.04", rekan.pk: "petugas2.34.04"}


def test_letters_of_the_office_are_counted_and_follow_it(pemeran, ganti):
    ks = buat_kerja_sama(desa=[pemeran.wilayah(DESA)], oleh=pemeran[LAMA], judul="Pasar", pihak_ketiga="PT A")
    buat_surat(ks, pemeran["petugas.34.04"], status="disampaikan")
    assert banyak(ganti[0])["surat_masuk"] == 1
    serah = serahkan(pemeran, *ganti)
    assert {p["nama"]: p["bernama"] for p in serah.rincian["pekerjaan"]}["Surat masuk belum dibaca"] is False


@pytest.mark.parametrize("oleh", ["admin.34.02", "admin.34", "petugas.34.04", LAMA, BARU])
def test_only_an_admin_of_both_hands_over(pemeran, draf, ganti, oleh):
    with pytest.raises(PermissionDenied):
        serahkan(pemeran, *ganti, oleh=oleh)
    assert DrafPendaftaran.objects.get(pk=draf.pk).pembuat == pemeran[LAMA] and not SerahTerima.objects.exists()


@pytest.mark.parametrize("penerus", ["bpd.34.04.16.2001", "operator.34.04.16.2002", LAMA])
def test_only_to_a_successor_in_the_same_office(pemeran, draf, ganti, penerus):
    kode = "34.04.16.2002" if "2002" in penerus else DESA
    with pytest.raises(ValidationError) as galat:
        serahkan(pemeran, ganti[0], tugas(pemeran, penerus, kode))
    assert "kepada" in galat.value.message_dict


def test_an_office_without_an_end_is_not_handed_over(pemeran, draf):
    rekan = beri_penugasan(
        pengguna=pemeran[BARU],
        wilayah=pemeran.wilayah(DESA),
        peran="operator_desa",
        jabatan="J",
        sk="SK",
        mulai=pemeran.wilayah(DESA).hari_ini(),
    )
    with pytest.raises(ValidationError, match="hari terakhir"):
        serahkan(pemeran, tugas(pemeran, LAMA, DESA), rekan)


def test_all_or_nothing(pemeran, draf, ganti, monkeypatch):
    def gagal(**isian):
        raise RuntimeError

    monkeypatch.setattr("wilayah.kewenangan.services.serah_terima.beri_tahu", gagal)
    with pytest.raises(RuntimeError):
        serahkan(pemeran, *ganti)
    assert DrafPendaftaran.objects.get(pk=draf.pk).pembuat == pemeran[LAMA] and not SerahTerima.objects.exists()


def test_a_double_click_makes_one_record(pemeran, draf, ganti):
    satu, dua = (serahkan(pemeran, *ganti, kunci="kunci-serah-1") for _ in range(2))
    assert satu == dua and SerahTerima.objects.count() == 1


class TestHalaman:
    def test_the_admin_reads_how_much_and_not_what(self, masuk, pemeran, draf, ganti):
        draf.isi = {"judul": "Rahasia desa"}
        draf.save()
        alamat = f"/penugasan/{ganti[0].id_publik}/serah-terima/"
        klien = masuk(pemeran["admin.34.04"])
        halaman_ = klien.get(alamat).content.decode()
        assert "Draf pendaftaran" in halaman_ and "Serahkan 1 pekerjaan" in halaman_
        assert "Rahasia desa" not in halaman_
        jawaban = klien.post(alamat, {"kepada": ganti[1].pk, "kunci_kirim": str(uuid4())})
        catatan = jawaban.headers["Location"]
        assert "Rahasia desa" not in klien.get(catatan).content.decode()

    def test_the_successor_reads_what_from_the_first_day(self, masuk, pemeran, draf, ganti, time_machine):
        draf.isi = {"judul": "Embung bersama"}
        draf.save()
        serah = serahkan(pemeran, *ganti)
        alamat = f"/serah-terima/{serah.id_publik}/"
        assert "Embung bersama" not in masuk(pemeran[BARU]).get(alamat).content.decode()
        time_machine.move_to(ganti[1].dari, tick=False)
        klien = masuk(pemeran[BARU])
        assert "Embung bersama" in klien.get(alamat).content.decode()
        assert "Embungbersama" in "".join(halaman(klien.get(f"{alamat}pdf/").content))
        assert klien.get(f"/kerja-sama/daftarkan/{draf.id_publik}/naskah/").status_code == 200
        klien = masuk(pemeran[LAMA])
        assert klien.get(alamat).status_code == 404 and klien.get(f"{alamat}pdf/").status_code == 404
        assert "Embung bersama" not in klien.get("/").content.decode()

    def test_outside_there_is_no_record(self, masuk, pemeran, draf, ganti):
        alamat = f"/serah-terima/{serahkan(pemeran, *ganti).id_publik}/"
        for lain in ("admin.34.02", "petugas.34.04", "kades.34.04.16.2002"):
            assert masuk(pemeran[lain]).get(alamat).status_code == 404
        assert masuk(pemeran["admin.34"]).get(alamat).status_code == 200

    def test_the_printed_record_names_both_and_the_figures(self, masuk, pemeran, draf, ganti):
        serah = serahkan(pemeran, *ganti, catatan="Kunci di meja")
        jawaban = masuk(pemeran["admin.34.04"]).get(f"/serah-terima/{serah.id_publik}/pdf/")
        teks = "".join(halaman(jawaban.content))
        for kata in ("BERITAACARASERAHTERIMAPEKERJAAN", f"Nama{LAMA}", f"Nama{BARU}", "1(satu)", "Kuncidimeja"):
            assert kata in teks

    def test_a_crafted_successor_is_refused(self, masuk, pemeran, draf, ganti):
        alamat = f"/penugasan/{ganti[0].id_publik}/serah-terima/"
        for lain in (tugas(pemeran, "operator.34.02.08.2001", "34.02.08.2001"), tugas(pemeran, f"bpd.{DESA}", DESA)):
            assert masuk(pemeran["admin.34.04"]).post(alamat, {"kepada": lain.pk}).status_code == 422
        assert masuk(pemeran["admin.34"]).post(alamat, {"kepada": ganti[1].pk}).status_code == 403
        assert not SerahTerima.objects.exists()
