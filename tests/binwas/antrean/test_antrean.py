"""The queues of kabupaten and kecamatan: by legal time left, by whose turn it is, and nobody else's."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from binwas.models import Paraf, Pemeriksaan, Pengembalian
from kerjasama.models import KerjaSama
from tests.pabrik.binwas import buat_pemeriksaan, buat_surat
from tests.pabrik.kerjasama import buat_kerja_sama

PURWO, CANDI = "34.04.16.2001", "34.04.16.2002"
SENIN = datetime(2026, 11, 23, 9, tzinfo=timezone.get_fixed_timezone(420))
QUERY_KABUPATEN = 10
QUERY_KECAMATAN = 7


@pytest.fixture
def berkas(pemeran, time_machine):
    """Five open reviews of Sleman on Monday 23 November 2026, one of Bantul, one done."""
    time_machine.move_to(SENIN, tick=False)
    hari_ini = SENIN.date()
    kasi, petugas = pemeran["kecamatan.34.04.16"], pemeran["petugas.34.04"]
    tenggat = {
        "Terlambat dua hari": {"tenggat": hari_ini - timedelta(3), "status": "ditelaah", "petugas": petugas},
        "Hari ini": {"tenggat": hari_ini, "status": "dicatat_lengkap"},
        "Minggu ini": {"tenggat": hari_ini + timedelta(7), "status": "ditelaah", "petugas": petugas},
        "Nanti": {"tenggat": hari_ini + timedelta(8), "status": "ditelaah"},
        "Belum dicatat": {"status": "diteruskan"},
        "Di desa": {"tenggat": hari_ini - timedelta(1), "status": "ditelaah", "menunggu_desa": True},
        "Diusulkan": {"tenggat": hari_ini + timedelta(1), "status": "diusulkan", "hasil": "sesuai"},
        "Selesai": {"tenggat": hari_ini - timedelta(9), "status": "selesai", "hasil": "sesuai"},
    }
    for judul, isian in tenggat.items():
        ks = buat_kerja_sama(desa=[pemeran.wilayah(PURWO)], oleh=pemeran[f"operator.{PURWO}"], judul=judul)
        buat_pemeriksaan(ks, kasi, **isian)
    bantul = buat_kerja_sama(
        desa=[pemeran.wilayah("34.02.08.2001")], oleh=pemeran["operator.34.02.08.2001"], judul="Rahasia Bantul"
    )
    buat_pemeriksaan(bantul, pemeran["kecamatan.34.02.08"], status="ditelaah", tenggat=hari_ini - timedelta(1))
    return hari_ini


def isi(jawaban):
    return {k.kunci: [p.kerja_sama.judul for p in k.baris] for k in jawaban.context["kelompok"]}


def test_reviews_are_grouped_by_the_time_that_is_left(masuk, pemeran, berkas):
    jawaban = masuk(pemeran["petugas.34.04"]).get("/antrean/")
    assert isi(jawaban) == {
        "lewat": ["Terlambat dua hari"],
        "hari_ini": ["Hari ini"],
        "minggu": ["Minggu ini"],
        "nanti": ["Nanti"],
        "baru": ["Belum dicatat"],
    }
    halaman = jawaban.content.decode()
    assert "Anda memegang 2 berkas; 1 terlambat; 1 jatuh tempo hari ini." in halaman
    assert "Rahasia Bantul" not in halaman and "Selesai" not in halaman


def test_groups_move_with_the_days(masuk, pemeran, berkas, time_machine):
    time_machine.move_to(SENIN + timedelta(days=1), tick=False)
    assert isi(masuk(pemeran["petugas.34.04"]).get("/antrean/"))["lewat"] == ["Terlambat dua hari", "Hari ini"]
    time_machine.move_to(SENIN + timedelta(days=8), tick=False)
    kini = isi(masuk(pemeran["petugas.34.04"]).get("/antrean/"))
    assert kini["lewat"] == ["Terlambat dua hari", "Hari ini", "Minggu ini"] and kini["hari_ini"] == ["Nanti"]


def test_the_day_ends_at_midnight_of_the_office(masuk, pemeran, berkas, time_machine):
    time_machine.move_to(datetime.combine(berkas, time(23, 59), SENIN.tzinfo), tick=False)
    client = masuk(pemeran["petugas.34.04"])
    assert isi(client.get("/antrean/"))["hari_ini"] == ["Hari ini"]
    time_machine.move_to(datetime.combine(berkas + timedelta(1), time(0, 0), SENIN.tzinfo), tick=False)
    assert "Hari ini" in isi(client.get("/antrean/"))["lewat"]


@pytest.mark.parametrize(("tab", "judul"), [("desa", ["Di desa"]), ("ttd", ["Diusulkan"])])
def test_tabs_say_whose_turn_it_is(masuk, pemeran, berkas, tab, judul):
    jawaban = masuk(pemeran["petugas.34.04"]).get("/antrean/", {"tab": tab})
    assert sum(isi(jawaban).values(), []) == judul
    assert jawaban.context["jumlah"] == {"giliran": 5, "desa": 1, "ttd": 1}


def test_the_strip_counts_working_days_and_leads_to_what_it_counts(masuk, pemeran, berkas):
    client = masuk(pemeran["petugas.34.04"])
    strip = client.get("/antrean/").context["strip"]
    assert [h.tanggal.weekday() < 5 for h in strip["hari"]] == [True] * 10
    assert strip["lewat"] == 1
    assert {h.tanggal: (h.banyak, h.milik) for h in strip["hari"] if h.banyak} == {
        berkas: (1, 0),
        berkas + timedelta(1): (1, 0),
        berkas + timedelta(7): (1, 1),
        berkas + timedelta(8): (1, 0),
    }
    for h in strip["hari"]:
        sel = client.get("/antrean/", {"tenggat": h.tanggal.isoformat()})
        assert sum(len(k.baris) for k in sel.context["kelompok"]) == h.banyak
    assert isi(client.get("/antrean/", {"tenggat": "lewat"})) == {"lewat": ["Terlambat dua hari"]}


def test_a_deadline_on_a_day_off_has_its_own_cell(masuk, pemeran, berkas):
    """A last day that is no working day is not moved, so it must not fall between two cells."""
    minggu = berkas + timedelta(6)
    Pemeriksaan.objects.filter(kerja_sama__judul="Nanti").update(tenggat=minggu)
    hari = masuk(pemeran["petugas.34.04"]).get("/antrean/").context["strip"]["hari"]
    assert [h.banyak for h in hari if h.tanggal == minggu] == [1]
    assert [h.tanggal.weekday() for h in hari if h.tanggal.weekday() >= 5] == [6]
    assert len(hari) == 10


def test_the_queue_narrows_to_a_word_and_to_ones_own(masuk, pemeran, berkas):
    client = masuk(pemeran["petugas.34.04"])
    assert isi(client.get("/antrean/", {"q": "minggu"})) == {"minggu": ["Minggu ini"]}
    assert isi(client.get("/antrean/", {"petugas": "saya"})) == {
        "lewat": ["Terlambat dua hari"],
        "minggu": ["Minggu ini"],
    }
    assert "Hapus salah satu saringan" in client.get("/antrean/", {"q": "tidak ada"}).content.decode()


@pytest.mark.parametrize("tanya", ["tab=x", "tenggat=2026-99-99", "tenggat=%00", "q=%00%27", "petugas=1", "tenggat=0"])
def test_any_address_is_answered(masuk, pemeran, berkas, tanya):
    assert masuk(pemeran["petugas.34.04"]).get(f"/antrean/?{tanya}").status_code == 200


def test_a_withdrawn_agreement_waits_for_nobody(masuk, pemeran, berkas):
    KerjaSama.objects.filter(judul="Hari ini").update(status="ditarik")
    assert "hari_ini" not in isi(masuk(pemeran["petugas.34.04"]).get("/antrean/"))


@pytest.fixture
def surat(pemeran):
    """A letter at each state, of Sleman, and one of Bantul; the line of initials has two places."""
    petugas = pemeran["petugas.34.04"]

    def baru(judul, status, diparaf=0, kabupaten="34.04", **isian):
        desa = PURWO if kabupaten == "34.04" else "34.02.08.2001"
        ks = buat_kerja_sama(desa=[pemeran.wilayah(desa)], oleh=pemeran[f"operator.{desa}"], judul=judul)
        satu = buat_surat(ks, pemeran[f"petugas.{kabupaten}"], status=status, **isian)
        for urut, peran in enumerate(("pemaraf_kabupaten", "kepala_dinas_kabupaten"), 1):
            pada = timezone.now() if urut <= diparaf else None
            Paraf.objects.create(surat=satu, urut=urut, peran=peran, oleh=petugas if pada else None, pada=pada)
        return satu

    return [
        baru("Konsep", "konsep"),
        baru("Diparaf", "diparaf", 1),
        baru("Siap", "siap_ttd", 2),
        baru("Bernomor", "bernomor", 2, nomor="400/1"),
        baru("Kembali", "konsep", alasan_kembali="Salah kutip"),
        baru("Terkirim", "disampaikan", 2, nomor="400/2"),
        baru("Konsep Bantul", "konsep", kabupaten="34.02"),
        baru("Siap Bantul", "siap_ttd", 2, kabupaten="34.02"),
    ]


MENUNGGU = {
    "kabid.34.04": {"Menunggu paraf Anda": ["Konsep"]},
    "kadis.34.04": {"Menunggu tanda tangan Anda": ["Siap"]},
    "petugas.34.04": {
        "Menunggu pindaian tanda tangan basah": ["Bernomor"],
        "Konsep dikembalikan, perlu diusulkan lagi": ["Kembali"],
    },
    "kabid.34.02": {"Menunggu paraf Anda": ["Konsep Bantul"]},
    "kadis.34.02": {"Menunggu tanda tangan Anda": ["Siap Bantul"]},
}


@pytest.mark.parametrize("username", MENUNGGU)
def test_letters_wait_for_whoever_has_the_next_act(masuk, pemeran, surat, username):
    jawaban = masuk(pemeran[username]).get("/antrean/")
    tampil = {k.judul: [s.kerja_sama.judul for s in k.baris] for k in jawaban.context["surat"]}
    assert tampil == MENUNGGU[username]


@pytest.fixture
def didaftarkan(pemeran):
    """For Pakem: two to check, one back at the desa; one of Tempel, which is another kecamatan."""
    oleh = pemeran[f"operator.{PURWO}"]
    desa = [pemeran.wilayah(PURWO), pemeran.wilayah(CANDI)]
    baru = [buat_kerja_sama(desa=desa, oleh=oleh, judul=f"Baru {n}") for n in range(2)]
    kembali = buat_kerja_sama(desa=desa, oleh=oleh, judul="Kembali")
    Pengembalian.objects.create(kerja_sama=kembali, dari_kantor=desa[0].induk, butir=["x"], oleh=oleh)
    sudah = buat_kerja_sama(desa=desa, oleh=oleh, judul="Sudah diperiksa", mutu_data="diperiksa_kecamatan")
    buat_kerja_sama(desa=desa, oleh=oleh, judul="Ditarik", status="ditarik")
    tempel = [pemeran.wilayah("34.04.14.2001"), pemeran.wilayah(PURWO)]
    buat_kerja_sama(desa=tempel, oleh=pemeran["operator.34.04.14.2001"], judul="Punya Tempel")
    return baru, kembali, sudah


def test_kecamatan_sees_its_two_piles(masuk, pemeran, didaftarkan):
    jawaban = masuk(pemeran["kecamatan.34.04.16"]).get("/antrean/")
    assert [k.judul for k in jawaban.context["periksa"]] == ["Baru 0", "Baru 1"]
    assert [k.judul for k in jawaban.context["kembali"]] == ["Kembali"]
    halaman = jawaban.content.decode()
    assert "Sudah diperiksa" not in halaman and "Ditarik" not in halaman
    assert "Punya Tempel" not in halaman  # Pakem may read it, but it is Tempel's to check


def test_a_returned_file_that_was_withdrawn_leaves_the_queue(masuk, pemeran, didaftarkan):
    KerjaSama.objects.filter(judul="Kembali").update(status="ditarik")
    assert not masuk(pemeran["kecamatan.34.04.16"]).get("/antrean/").context["kembali"]


def test_kecamatan_narrows_to_a_word(masuk, pemeran, didaftarkan):
    jawaban = masuk(pemeran["kecamatan.34.04.16"]).get("/antrean/", {"q": "baru 1"})
    assert [k.judul for k in jawaban.context["periksa"]] == ["Baru 1"]


def test_empty_queues_say_what_will_come(masuk, pemeran):
    assert "Tidak ada yang perlu diperiksa" in masuk(pemeran["kecamatan.34.04.16"]).get("/antrean/").content.decode()
    assert "Antrean kantor kosong" in masuk(pemeran["petugas.34.04"]).get("/antrean/").content.decode()


@pytest.mark.parametrize("username", ["pusat", "dinas.34", f"kades.{PURWO}", f"bpd.{PURWO}"])
def test_others_have_no_queue(masuk, pemeran, username):
    assert masuk(pemeran[username]).get("/antrean/").status_code == 403


@pytest.mark.parametrize("banyak", [1, 3])
def test_same_number_of_queries_in_the_kabupaten(masuk, pemeran, tanpa_tugas, django_assert_num_queries, banyak):
    for n in range(banyak):
        ks = buat_kerja_sama(desa=[pemeran.wilayah(PURWO)], oleh=pemeran[f"operator.{PURWO}"], judul=f"KS {n}")
        buat_pemeriksaan(ks, pemeran["kecamatan.34.04.16"], status="ditelaah", tenggat=timezone.localdate())
        surat = buat_surat(ks, pemeran["petugas.34.04"])
        Paraf.objects.create(surat=surat, urut=1, peran="pemaraf_kabupaten")
    client = masuk(pemeran["kabid.34.04"])
    client.get("/antrean/")
    with django_assert_num_queries(QUERY_KABUPATEN):
        client.get("/antrean/")


@pytest.mark.parametrize("banyak", [1, 3])
def test_same_number_of_queries_in_the_kecamatan(masuk, pemeran, tanpa_tugas, django_assert_num_queries, banyak):
    desa = pemeran.wilayah(PURWO)
    for n in range(banyak):
        oleh = pemeran[f"operator.{PURWO}"]
        buat_kerja_sama(desa=[desa], oleh=oleh, judul=f"KS {n}")
        ks = buat_kerja_sama(desa=[desa], oleh=oleh, judul=f"Kembali {n}")
        Pengembalian.objects.create(kerja_sama=ks, dari_kantor=desa.induk, butir=["x"], oleh=oleh)
    client = masuk(pemeran["kecamatan.34.04.16"])
    client.get("/antrean/")
    with django_assert_num_queries(QUERY_KECAMATAN):
        client.get("/antrean/")
