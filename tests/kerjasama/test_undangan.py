"""Invitations: one agreement, for a time, for reading; and the page that says who sees an agreement, and why."""

from datetime import datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from binwas.models import Pemeriksaan, Pengembalian, Surat
from kerjasama.models import Dokumen, KerjaSama, Pihak, TandaTerima, Undangan, VersiDokumen
from kerjasama.queries.akses import pelihat
from kerjasama.queries.angka import angka_wilayah, jumlah_per_status
from kerjasama.queries.kerja_sama import boleh_membaca_alasan, hanya_diundang
from kerjasama.services.undangan import cabut_undangan, undang
from tests.pabrik.binwas import buat_pemeriksaan, buat_surat
from tests.pabrik.kerjasama import buat_kerja_sama, buat_tanda_terima
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.models import Jejak, Pemberitahuan, Pengguna

LIHAT = "wilayah.lihat_kerja_sama"
TAMU = "petugas.34.02"
PETUGAS = "petugas.34.04"


@pytest.fixture
def ks(pemeran, cakupan_cocok):
    desa = [pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.04.16.2002")]
    return buat_kerja_sama(desa=desa, oleh=pemeran["operator.34.04.16.2001"], judul="Sampah bersama")


@pytest.fixture
def lain(pemeran, ks):
    """Another agreement of the same villages, to which nobody is invited, and one of the guest's own kabupaten."""
    desa = [pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.04.16.2002")]
    sendiri = [pemeran.wilayah("34.02.08.2001"), pemeran.wilayah("34.02.08.2002")]
    return (
        buat_kerja_sama(desa=desa, oleh=pemeran["operator.34.04.16.2001"], judul="Bukan untuk tamu"),
        buat_kerja_sama(desa=sendiri, oleh=pemeran["operator.34.02.08.2001"], judul="Milik Bantul"),
    )


@pytest.fixture
def undang_tamu(pemeran, ks):
    def _undang(username=TAMU, mulai=0, selesai=30, oleh=PETUGAS, **isian):
        hari_ini = ks.desa_pendaftar.hari_ini()
        isi = {"sebagai": "kabupaten", "alasan": "TPS dipakai bersama.", "kunci": f"{username}-{mulai}-{selesai}"}
        isi |= {"mulai": hari_ini + timedelta(mulai), "selesai": hari_ini + timedelta(selesai)}
        return undang(kerja_sama=ks, username=username, oleh=pemeran[oleh], **isi | isian)

    return _undang


@pytest.fixture
def ahli(db):
    return Pengguna.objects.create_user("ahli.sampah", "x", nama="Nurul Fadhilah")


def terlihat(orang):
    return set(KerjaSama.objects.dalam_cakupan(orang, LIHAT))


def jam_sembilan(ks, hari):
    return timezone.make_aware(datetime.combine(ks.desa_pendaftar.hari_ini() + timedelta(hari), time(9)))


def test_an_invitation_adds_one_agreement_to_what_a_person_sees(pemeran, ks, lain, undang_tamu):
    assert terlihat(pemeran[TAMU]) == {lain[1]}
    undang_tamu()
    tamu = pemeran[TAMU]
    assert terlihat(tamu) == {ks, lain[1]} == {k for k in (ks, *lain) if tamu.has_perm(LIHAT, k)}
    assert sum(jumlah_per_status(tamu, timezone.localdate()).values()) == 2
    assert set(Pihak.objects.dalam_cakupan(tamu, LIHAT).values_list("kerja_sama", flat=True)) == {ks.pk, lain[1].pk}
    assert Dokumen.objects.dalam_cakupan(tamu, LIHAT).filter(kerja_sama=ks).count() == 1
    assert VersiDokumen.objects.dalam_cakupan(tamu, LIHAT).filter(dokumen__kerja_sama=ks).count() == 1


def test_a_person_without_any_office_sees_what_they_are_invited_to(pemeran, ks, lain, undang_tamu, ahli):
    assert not terlihat(ahli)
    undang_tamu("ahli.sampah", sebagai="ahli")
    assert terlihat(pemeran["ahli.sampah"]) == {ks}
    assert sum(jumlah_per_status(pemeran["ahli.sampah"], timezone.localdate()).values()) == 1


def test_an_invitation_gives_no_region_no_figure_and_no_act(pemeran, ks, undang_tamu):
    undang_tamu()
    tamu, pakem = pemeran[TAMU], pemeran.wilayah("34.04.16")
    pemeriksaan = buat_pemeriksaan(ks, pemeran["kecamatan.34.04.16"])
    assert not tamu.has_perm(LIHAT, pakem) and not tamu.has_perm("wilayah.lihat_dasbor", ks)
    assert angka_wilayah(tamu, pakem, timezone.localdate()) == (0, 0, 0)
    assert angka_wilayah(tamu, pemeran.wilayah("34.02"), timezone.localdate()) == (0, 0, 0)
    for izin in ("daftarkan_kerja_sama", "teruskan_kerja_sama", "telaah_kerja_sama", "undang_pihak"):
        assert not tamu.has_perm(f"wilayah.{izin}", ks), izin
    assert tamu.has_perm(LIHAT, pemeriksaan)
    for izin in ("lihat_pemeriksaan", "telaah_kerja_sama", "usulkan_hasil"):
        assert not tamu.has_perm(f"wilayah.{izin}", pemeriksaan), izin


def test_of_letters_a_guest_sees_those_that_are_out_and_not_secret(pemeran, ks, undang_tamu):
    undang_tamu()
    petugas = pemeran[PETUGAS]
    buat_surat(ks, petugas)
    terbit = buat_surat(ks, petugas, status="disampaikan")
    buat_surat(ks, petugas, status="disampaikan", sifat="rahasia")
    for izin in (LIHAT, "wilayah.lihat_konsep_surat"):
        terlihat_ = set(Surat.objects.dalam_cakupan(pemeran[TAMU], izin))
        assert terlihat_ == ({terbit} if izin == LIHAT else set())


def test_what_the_offices_and_the_parties_write_to_one_another_is_not_for_guests(pemeran, ks, undang_tamu, masuk):
    undang_tamu()
    terima = buat_tanda_terima(ks, pemeran["operator.34.04.16.2001"])
    pihak = ks.pihak.get(desa__kode="34.04.16.2002")
    pihak.tanggapan, pihak.alasan = "keberatan", "Alasan yang tertutup"
    pihak.save()
    kecamatan = pemeran["kecamatan.34.04.16"]
    pemeriksaan = buat_pemeriksaan(ks, kecamatan, catatan_kecamatan="Catatan yang tertutup")
    Pengembalian.objects.create(
        kerja_sama=ks,
        pemeriksaan=pemeriksaan,
        dari_kantor=pemeran.wilayah("34.04"),
        butir=["Butir yang tertutup"],
        oleh=pemeran[PETUGAS],
    )
    tamu = pemeran[TAMU]
    assert hanya_diundang(tamu, ks) and not boleh_membaca_alasan(tamu, list(ks.pihak.all()))
    for model in (TandaTerima, Undangan):
        assert not model.objects.dalam_cakupan(tamu, LIHAT).exists()
    assert not Pengembalian.objects.dalam_cakupan(tamu, LIHAT).exists()
    klien = masuk(tamu)
    assert klien.get(reverse("tanda_terima", args=[terima.kode])).status_code == 404
    for nama, objek in (("kerja_sama_rinci", ks), ("pemeriksaan_rinci", pemeriksaan)):
        isi = klien.get(reverse(nama, args=[objek.id_publik])).content.decode()
        assert "Sampah bersama" in isi and "tertutup</" not in isi and "yang tertutup" not in isi
        assert "j-riwayat" not in isi
    klien = masuk(pemeran["kades.34.04.16.2002"])
    isi = klien.get(reverse("kerja_sama_rinci", args=[ks.id_publik])).content.decode()
    assert "Alasan yang tertutup" in isi and "Butir yang tertutup" in isi and "j-riwayat" in isi


def test_it_opens_on_its_first_day_and_closes_after_its_last(pemeran, ks, undang_tamu, time_machine):
    undang_tamu(mulai=3, selesai=5)
    saat = {hari: jam_sembilan(ks, hari) for hari in (0, 2, 3, 5, 6)}
    for hari, harap in ((0, 0), (2, 0), (3, 1), (5, 1), (6, 0)):
        time_machine.move_to(saat[hari])
        assert len(terlihat(pemeran[TAMU])) == harap, hari


def test_withdrawing_closes_it_at_once_and_tells_the_parties(pemeran, ks, undang_tamu):
    satu = undang_tamu()
    cabut_undangan(undangan=satu, oleh=pemeran[PETUGAS])
    assert not terlihat(pemeran[TAMU])
    cabut_undangan(undangan=satu, oleh=pemeran[PETUGAS])
    assert list(Jejak.objects.filter(peristiwa__startswith="undangan").values_list("peristiwa", flat=True)) == [
        "undangan.diberikan",
        "undangan.dicabut",
    ]
    judul = set(Pemberitahuan.objects.filter(penerima=pemeran["kades.34.04.16.2002"]).values_list("judul", flat=True))
    assert judul == {"Akses undangan diberikan: Sampah bersama", "Akses undangan dicabut: Sampah bersama"}
    assert undang_tamu(kunci="lagi-sesudah-dicabut").dicabut_pada is None


def test_an_account_that_is_switched_off_sees_nothing(pemeran, ks, undang_tamu, ahli):
    undang_tamu("ahli.sampah")
    ahli.is_active = False
    ahli.save()
    assert not terlihat(pemeran["ahli.sampah"])
    assert "ahli.sampah" not in {a.nama for a in pelihat(ks)}


@pytest.mark.parametrize(
    ("isian", "bidang"),
    [
        ({"username": "tidak.ada"}, "username"),
        ({"username": "mati"}, "username"),
        ({"username": "kades.34.04.16.2002"}, "username"),
        ({"mulai": -1}, "mulai"),
        ({"mulai": 3, "selesai": 2}, "selesai"),
        ({"selesai": 367}, "selesai"),
    ],
)
def test_what_no_invitation_may_be(undang_tamu, isian, bidang):
    Pengguna.objects.create_user("mati", "x", nama="Tidak Aktif", is_active=False)
    with pytest.raises(ValidationError) as galat:
        undang_tamu(**isian)
    assert list(galat.value.message_dict) == [bidang]
    assert not Undangan.objects.exists()


def test_an_account_that_is_off_and_one_that_is_not_are_answered_alike(undang_tamu):
    Pengguna.objects.create_user("mati", "x", nama="Tidak Aktif", is_active=False)
    pesan = []
    for username in ("mati", "tidak.ada"):
        with pytest.raises(ValidationError) as galat:
            undang_tamu(username)
        pesan.append(galat.value.message_dict["username"])
    assert pesan[0] == pesan[1]


def test_nobody_is_invited_twice_and_a_second_press_makes_one(undang_tamu):
    satu = undang_tamu(mulai=2)
    assert undang_tamu(mulai=2) == satu
    with pytest.raises(ValidationError, match="sudah diundang"):
        undang_tamu(mulai=3)


@pytest.mark.parametrize("oleh", ["petugas.34.02", "kades.34.04.16.2001", "kadis.34.04", "admin.34.04", "pusat"])
def test_only_the_officer_of_the_handling_kabupaten_invites(undang_tamu, oleh, ahli):
    with pytest.raises(KerjaSama.DoesNotExist):
        undang_tamu("ahli.sampah", oleh=oleh)


def test_a_withdrawn_registration_is_shown_to_nobody_new(ks, undang_tamu):
    ks.status = "ditarik"
    ks.save()
    with pytest.raises(TindakanTertutup):
        undang_tamu()


def test_the_invited_land_on_their_list_and_find_it_in_the_menu(pemeran, ks, lain, undang_tamu, ahli, masuk):
    undang_tamu("ahli.sampah", sebagai="ahli")
    klien = masuk(pemeran["ahli.sampah"])
    jawaban = klien.get("/", follow=True)
    assert jawaban.redirect_chain == [("/kerja-sama/", 302)]
    assert [k.judul for k in jawaban.context["object_list"]] == ["Sampah bersama"]
    assert {b["url"] for b in jawaban.context["menu"]} >= {"/kerja-sama/", "/surat/"}
    assert "/antrean/" not in {b["url"] for b in jawaban.context["menu"]}
    isi = klien.get(f"/kerja-sama/{ks.id_publik}/").content.decode()
    assert "karena diundang Nama petugas.34.04 sebagai ahli" in isi
    assert klien.get("/dasbor/").status_code == 404
    assert klien.get(f"/kerja-sama/{lain[0].id_publik}/").status_code == 404
    assert klien.get("/kotak-masuk/").status_code == 200


def test_inviting_and_withdrawing_in_the_browser(pemeran, ks, masuk, ahli):
    klien = masuk(pemeran[PETUGAS])
    alamat = reverse("kerja_sama_undangan", args=[ks.id_publik])
    formulir = klien.get(alamat).context["form"]
    isi = {"username": "ahli.sampah", "sebagai": "ahli", "alasan": "Menilai teknologi.", "kunci_kirim": "a" * 12}
    isi |= {n: f"{formulir.initial[n]:%Y-%m-%d}" for n in ("mulai", "selesai")}
    assert formulir.initial["selesai"] - formulir.initial["mulai"] == timedelta(days=30)
    salah = klien.post(alamat, isi | {"username": "tidak.ada"})
    assert salah.status_code == 422 and "tidak ditemukan" in salah.content.decode()
    assert klien.post(alamat, isi).status_code == klien.post(alamat, isi).status_code == 302
    satu = Undangan.objects.get()
    assert satu.pengguna == ahli
    halaman = masuk(pemeran["kades.34.04.16.2002"]).get(reverse("kerja_sama_rinci", args=[ks.id_publik]))
    assert "Nurul Fadhilah" in halaman.content.decode() and "Menilai teknologi." in halaman.content.decode()
    klien = masuk(pemeran[PETUGAS])
    cabut = reverse("kerja_sama_undangan_cabut", args=[ks.id_publik, satu.id_publik])
    assert "Nurul Fadhilah" in klien.get(cabut).content.decode()
    assert klien.post(cabut).status_code == 302
    assert klien.get(cabut).status_code == 404
    assert not terlihat(pemeran["ahli.sampah"])


@pytest.mark.parametrize("username", ["kades.34.04.16.2001", "dinas.34", TAMU])
def test_whoever_only_reads_may_not_invite(pemeran, ks, undang_tamu, masuk, username):
    satu = undang_tamu()
    klien = masuk(pemeran[username])
    for nama, kunci in (
        ("kerja_sama_undangan", [ks.id_publik]),
        ("kerja_sama_undangan_cabut", [ks.id_publik, satu.id_publik]),
    ):
        alamat = reverse(nama, args=kunci)
        assert klien.get(alamat).status_code == klien.post(alamat, {"username": username}).status_code == 403
    assert Undangan.objects.get().dicabut_pada is None


def test_an_invitation_is_withdrawn_through_its_own_agreement_only(pemeran, ks, lain, undang_tamu, masuk):
    satu = undang_tamu()
    klien = masuk(pemeran[PETUGAS])
    asing = reverse("kerja_sama_undangan_cabut", args=[lain[0].id_publik, satu.id_publik])
    assert klien.post(asing).status_code == 404
    assert Undangan.objects.get().dicabut_pada is None


def test_the_page_of_access_lists_exactly_those_who_see_it(pemeran, ks, lain, undang_tamu, ahli, masuk):
    undang_tamu("ahli.sampah", sebagai="ahli")
    buat_pemeriksaan(ks, pemeran["kecamatan.34.04.16"])
    harap = {u.pk for u in Pengguna.objects.all() if u.has_perm(LIHAT, ks)}
    assert {a.pengguna_id for a in pelihat(ks)} == harap
    halaman = masuk(pemeran[PETUGAS]).get(reverse("kerja_sama_akses", args=[ks.id_publik]))
    assert halaman.context["jumlah"] == len(harap)
    assert {a.pengguna_id for a in halaman.context["halaman"]} == harap
    isi = halaman.content.decode()
    assert "Nama kades.34.04.16.2002" in isi and "Nurul Fadhilah" in isi and "34.02" not in isi


def lintas(pemeran):
    return buat_kerja_sama(
        desa=[pemeran.wilayah("34.04.16.2001"), pemeran.wilayah("34.02.08.2001")],
        oleh=pemeran["operator.34.04.16.2001"],
        lintas_kabupaten=True,
    )


def test_a_desa_learns_the_parties_and_the_offices_above_itself_by_name(pemeran, undang_tamu, ahli, masuk):
    ks = lintas(pemeran)
    nama = {}
    for username in ("kades.34.04.16.2001", "kecamatan.34.04.16", PETUGAS, "dinas.34"):
        halaman = masuk(pemeran[username]).get(reverse("kerja_sama_akses", args=[ks.id_publik]))
        nama[username] = {a.nama for a in halaman.context["halaman"] if a.nama}
        assert halaman.context["jumlah"] == len({a.pengguna_id for a in pelihat(ks)})
    for username in ("kades.34.04.16.2001", "kecamatan.34.04.16"):
        assert nama[username] >= {"Nama kadis.34.04", "Nama kades.34.02.08.2001", "Nama pusat"}, username
        assert not nama[username] & {"Nama kadis.34.02", "Nama kecamatan.34.02.08"}, username
    assert nama[PETUGAS] == nama["dinas.34"] >= {"Nama kadis.34.02", "Nama kecamatan.34.02.08"}
    klien = masuk(pemeran["kades.34.04.16.2001"])
    dicari = klien.get(reverse("kerja_sama_akses", args=[ks.id_publik]), {"q": "kadis.34.02"})
    assert not list(dicari.context["halaman"])
    kantor = klien.get(reverse("kerja_sama_akses", args=[ks.id_publik]), {"q": "bantul"})
    assert ("Kabupaten Bantul", "", 3) in {(a.kantor, a.nama, a.banyak) for a in kantor.context["halaman"]}


def test_a_guest_learns_offices_and_numbers_and_themself(pemeran, ks, undang_tamu, ahli, masuk):
    undang_tamu()
    undang_tamu("ahli.sampah")
    halaman = masuk(pemeran["ahli.sampah"]).get(reverse("kerja_sama_akses", args=[ks.id_publik]))
    assert [a.nama for a in halaman.context["halaman"] if a.nama] == ["Nurul Fadhilah"]
    assert "Nama kades" not in halaman.content.decode()


def test_no_number_of_a_civil_servant_is_shown(pemeran, ks, masuk):
    orang = pemeran["kadis.34.04"]
    orang.nip = "197001011990031001"
    orang.save()
    isi = masuk(pemeran[PETUGAS]).get(reverse("kerja_sama_akses", args=[ks.id_publik])).content.decode()
    assert "Nama kadis.34.04" in isi and "19700101" not in isi


def test_the_page_costs_the_same_however_many_see_it(pemeran, ks, masuk, django_assert_num_queries):
    klien = masuk(pemeran["kades.34.04.16.2001"])
    klien.get(reverse("kerja_sama_akses", args=[ks.id_publik]))
    lebih = buat_kerja_sama(
        desa=[pemeran.wilayah(f"34.04.16.200{n}") for n in (1, 2, 3)], oleh=pemeran["operator.34.04.16.2001"]
    )
    for satu in (ks, lebih):
        with django_assert_num_queries(12):
            klien.get(reverse("kerja_sama_akses", args=[satu.id_publik]))


def test_a_review_is_seen_by_the_guest_as_a_stage(pemeran, ks, undang_tamu):
    undang_tamu()
    buat_pemeriksaan(ks, pemeran["kecamatan.34.04.16"])
    assert Pemeriksaan.objects.dalam_cakupan(pemeran[TAMU], LIHAT).count() == 1
