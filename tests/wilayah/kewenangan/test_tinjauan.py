"""The yearly review: each assignment by an admin who could give it, none by its own holder, none out of sight."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.pemeran import PERAN_AKUN
from wilayah.cakupan.roles import DESA, KABUPATEN, KECAMATAN
from wilayah.kewenangan.queries import kemajuan_tinjauan, untuk_ditinjau
from wilayah.kewenangan.rules import batas_tinjauan, tahun_terlambat
from wilayah.kewenangan.services import tinjau_penugasan
from wilayah.models import Jejak, Penugasan, TinjauanAkses, Wilayah
from wilayah.pengguna.services import beri_penugasan

QUERY_DAFTAR = 11
ALAMAT = "/tinjauan-akses/"


def tugas(pemeran, username):
    return pemeran[username].penugasan.get()


def tinjau(pemeran, username, oleh="admin.34.04", keputusan="tetap", **isian):
    return tinjau_penugasan(penugasan=tugas(pemeran, username), keputusan=keputusan, oleh=pemeran[oleh], **isian)


def terlihat(orang):
    return {t.pengguna.username for t in untuk_ditinjau(orang)}


@pytest.mark.parametrize(
    ("admin", "awalan", "peran"),
    [
        ("admin.34.04", "34.04", {*KABUPATEN, *KECAMATAN, *DESA}),
        ("admin.34.02", "34.02", {*KABUPATEN, *KECAMATAN, *DESA}),
    ],
)
def test_each_admin_reviews_the_own_region_and_never_oneself(pemeran, admin, awalan, peran):
    harap = {u for u, (kode, p, _) in PERAN_AKUN.items() if kode.startswith(awalan) and p in peran} - {admin}
    assert terlihat(pemeran[admin]) == harap and harap


def test_the_tier_above_reviews_the_admins(pemeran):
    assert "admin.34.04" in terlihat(pemeran["admin.34"]) and "admin.34" not in terlihat(pemeran["admin.34"])
    assert "admin.34" in terlihat(pemeran["admin"]) and "kades.34.04.16.2001" not in terlihat(pemeran["admin.34"])
    assert not terlihat(pemeran["petugas.34.04"])


@pytest.mark.parametrize(
    ("oleh", "orang"),
    [
        ("admin.34.04", "admin.34.04"),
        ("admin.34.04", "admin.34"),
        ("admin.34.04", "kades.34.02.08.2001"),
        ("admin.34", "kades.34.04.16.2001"),
        ("petugas.34.04", "kades.34.04.16.2001"),
    ],
)
@pytest.mark.parametrize("keputusan", ["tetap", "cabut"])
def test_nobody_reviews_what_is_not_theirs(pemeran, oleh, orang, keputusan):
    with pytest.raises(PermissionDenied):
        tinjau(pemeran, orang, oleh=oleh, keputusan=keputusan, alasan="A")
    assert not TinjauanAkses.objects.exists() and not Penugasan.objects.exclude(tanggal_selesai=None).exists()


def test_confirmed_once_a_year_and_on_record(pemeran, time_machine):
    tinjau(pemeran, "kades.34.04.16.2001")
    pertama = TinjauanAkses.objects.get().pada
    time_machine.move_to(pertama + timedelta(minutes=5), tick=False)
    tinjau(pemeran, "kades.34.04.16.2001")
    satu = TinjauanAkses.objects.get()
    assert satu.pada > pertama  # when the answer that stands was given
    assert (satu.keputusan, satu.tahun) == ("tetap", pemeran.wilayah("34.04").hari_ini().year)
    assert Jejak.objects.filter(peristiwa="tinjauan_akses.tetap").count() == 2


def test_the_years_last_night_counts_for_the_year_of_the_list(pemeran, time_machine):
    Wilayah.objects.filter(kode="34").update(zona_waktu="Asia/Jayapura")
    time_machine.move_to(datetime(2026, 12, 31, 16, 30, tzinfo=UTC), tick=False)  # half past one of 2027 in Jayapura
    tinjau(pemeran, "kades.34.04.16.2001")
    kades = untuk_ditinjau(pemeran["admin.34.04"]).get(pengguna__username="kades.34.04.16.2001")
    assert (kades.keputusan, TinjauanAkses.objects.get().tahun) == ("tetap", 2026)


def test_withdrawn_needs_a_reason_and_ends_with_the_day(pemeran, time_machine):
    with pytest.raises(ValidationError):
        tinjau(pemeran, "bpd.34.04.16.2001", keputusan="cabut", alasan=" ")
    tinjau(pemeran, "bpd.34.04.16.2001", keputusan="cabut", alasan="Tidak lagi anggota.")
    satu, desa = tugas(pemeran, "bpd.34.04.16.2001"), pemeran.wilayah("34.04.16.2001")
    assert satu.tanggal_selesai == desa.hari_ini() and not satu.berakhir
    assert pemeran["bpd.34.04.16.2001"].has_perm("wilayah.lihat_kerja_sama", desa)
    time_machine.move_to(satu.sebelum, tick=False)
    assert not pemeran["bpd.34.04.16.2001"].has_perm("wilayah.lihat_kerja_sama", desa)
    assert Jejak.objects.filter(peristiwa="penugasan.diakhiri", keterangan="Tidak lagi anggota.").exists()


def test_withdrawn_at_once(pemeran):
    tinjau(pemeran, "bpd.34.04.16.2001", keputusan="cabut", alasan="Akun disalahgunakan.", seketika=True)
    assert not pemeran["bpd.34.04.16.2001"].has_perm("wilayah.lihat_kerja_sama", pemeran.wilayah("34.04.16.2001"))
    with pytest.raises(ValidationError):
        tinjau(pemeran, "bpd.34.04.16.2001")


@pytest.mark.parametrize(
    ("hari_ini", "bulan", "tahun", "batas"),
    [
        (date(2026, 11, 25), 12, 2024, date(2026, 12, 31)),
        (date(2026, 6, 30), 6, 2024, date(2026, 6, 30)),
        (date(2026, 7, 1), 6, 2025, date(2026, 6, 30)),
        (date(2027, 1, 1), 12, 2025, date(2027, 12, 31)),
        (date(2028, 2, 1), 2, 2026, date(2028, 2, 29)),
    ],
)
def test_when_a_review_is_late(hari_ini, bulan, tahun, batas):
    assert tahun_terlambat(hari_ini, bulan) == tahun and batas_tinjauan(hari_ini, bulan) == batas


def test_late_is_what_nobody_answered_in_the_year_after_it_was_given(pemeran, settings, time_machine):
    time_machine.move_to(date(2026, 11, 25))
    baru = beri_penugasan(
        pengguna=pemeran["bpd.34.04.16.2002"],
        wilayah=pemeran.wilayah("34.04.16.2002"),
        peran="bkad",
        jabatan="J",
        sk="SK",
        mulai=date(2025, 6, 1),
    )

    def terlambat():
        return set(untuk_ditinjau(pemeran["admin.34.04"]).filter(terlambat=True))

    lama = tugas(pemeran, "kades.34.04.16.2001")
    assert lama in terlambat() and baru not in terlambat()
    settings.BINWAS_BULAN_TINJAUAN = 10
    assert baru in terlambat()
    tinjau_penugasan(penugasan=baru, keputusan="tetap", oleh=pemeran["admin.34.04"])
    tinjau(pemeran, "kades.34.04.16.2001")
    assert not {lama, baru} & terlambat()


def test_progress_counts_the_own_scope_only(pemeran):
    sebelum = kemajuan_tinjauan(pemeran["admin.34.04"])
    tinjau(pemeran, "kades.34.02.08.2001", oleh="admin.34.02")
    assert kemajuan_tinjauan(pemeran["admin.34.04"]) == sebelum
    tinjau(pemeran, "kades.34.04.16.2001")
    kini = kemajuan_tinjauan(pemeran["admin.34.04"])
    assert (kini["sudah"], kini["belum"]) == (1, sebelum["belum"] - 1)
    assert sebelum["terlambat"] == sebelum["jumlah"] and kini["terlambat"] == sebelum["terlambat"] - 1
    assert kini["jumlah"] == len(terlihat(pemeran["admin.34.04"]))


class TestHalaman:
    def test_shows_the_scope_and_nothing_beside_it(self, masuk, pemeran):
        halaman = masuk(pemeran["admin.34.04"]).get(ALAMAT, {"q": "kades"}).content.decode()
        assert "kades.34.04.16.2001" in halaman and "kades.34.02" not in halaman
        assert masuk(pemeran["petugas.34.04"]).get(ALAMAT).status_code == 403

    @pytest.mark.parametrize(
        ("saring", "ada"),
        [
            ({"wilayah": "34.04.16.2002"}, {"kades.34.04.16.2002", "operator.34.04.16.2002", "bpd.34.04.16.2002"}),
            ({"wilayah": "34.02"}, set()),
            ({"peran": "camat"}, {"camat.34.04.16"}),
            ({"keadaan": "sudah"}, {"kades.34.04.16.2001"}),
            ({"q": "operator.34.04.14"}, {"operator.34.04.14.2001"}),
        ],
    )
    def test_filters(self, masuk, pemeran, saring, ada):
        tinjau(pemeran, "kades.34.04.16.2001")
        konteks = masuk(pemeran["admin.34.04"]).get(ALAMAT, saring).context
        assert {t.pengguna.username for t in konteks["object_list"]} == ada

    @pytest.mark.parametrize("jumlah", [1, 3])
    def test_costs_the_same_whatever_its_length(self, masuk, pemeran, jumlah, django_assert_num_queries):
        desa = pemeran.wilayah("34.04.16.2004")
        for n, peran in enumerate(("bkad", "bpd", "lembaga_desa")[:jumlah]):
            beri_penugasan(
                pengguna=pemeran[f"operator.34.04.16.200{n + 1}"],
                wilayah=desa,
                peran=peran,
                jabatan="J",
                sk="SK",
                mulai=date(2026, 1, 1),
            )
        klien = masuk(pemeran["admin.34.04"])
        klien.get(ALAMAT)
        with django_assert_num_queries(QUERY_DAFTAR):
            assert len(klien.get(ALAMAT, {"wilayah": desa.kode}).context["object_list"]) == jumlah

    def test_many_are_confirmed_after_a_look(self, masuk, pemeran):
        klien = masuk(pemeran["admin.34.04"])
        pilih = [tugas(pemeran, f"kades.34.04.16.200{n}").pk for n in (1, 2)]
        asing = [tugas(pemeran, u).pk for u in ("kades.34.02.08.2001", "admin.34.04", "admin.34")]
        halaman = klien.post(ALAMAT, {"tindakan": "pratinjau", "pilih": [*pilih, *asing, "x"]}).content.decode()
        assert "Nama kades.34.04.16.2001" in halaman and "34.02" not in halaman and "Tegaskan 2 penugasan" in halaman
        assert not TinjauanAkses.objects.exists()
        klien.post(ALAMAT, {"tindakan": "tegaskan", "pilih": [*pilih, *asing]})
        assert set(TinjauanAkses.objects.values_list("penugasan_id", flat=True)) == set(pilih)

    def test_a_crafted_post_for_what_is_not_yours_changes_nothing(self, masuk, pemeran):
        klien = masuk(pemeran["admin.34.04"])
        for asing in ("kades.34.02.08.2001", "admin.34", "admin.34.04"):
            isi = {"penugasan": tugas(pemeran, asing).pk, "keputusan": "cabut", "alasan": "A", "seketika": "on"}
            assert klien.post(ALAMAT, isi).status_code in (302, 403)
            assert not tugas(pemeran, asing).berakhir
        assert not TinjauanAkses.objects.exists()
        assert masuk(pemeran["kades.34.04.16.2001"]).post(ALAMAT, isi).status_code == 403

    def test_withdrawing_leads_to_the_hand_over(self, masuk, pemeran):
        satu = tugas(pemeran, "kades.34.04.16.2001")
        isi = {"penugasan": satu.pk, "keputusan": "cabut", "alasan": "Mengundurkan diri."}
        jawaban = masuk(pemeran["admin.34.04"]).post(ALAMAT, isi)
        assert jawaban.headers["Location"] == f"/penugasan/{satu.id_publik}/serah-terima/"
        assert tugas(pemeran, "kades.34.04.16.2001").tanggal_selesai == satu.wilayah.hari_ini()

    def test_the_people_page_says_what_is_left(self, masuk, pemeran):
        sisa = kemajuan_tinjauan(pemeran["admin.34.04"])["belum"]
        assert f"Tinjau {sisa} penugasan" in masuk(pemeran["admin.34.04"]).get("/pengguna/").content.decode()


def test_ended_and_coming_assignments_are_not_reviewed(pemeran):
    desa = pemeran.wilayah("34.04.16.2004")
    for mulai, selesai in ((-9, -1), (5, None)):
        beri_penugasan(
            pengguna=pemeran["operator.34.04.16.2001"],
            wilayah=desa,
            peran="bkad",
            jabatan="J",
            sk="SK",
            mulai=desa.hari_ini() + timedelta(mulai),
            selesai=selesai and desa.hari_ini() + timedelta(selesai),
        )
    assert not untuk_ditinjau(pemeran["admin.34.04"]).filter(wilayah=desa).exists()
