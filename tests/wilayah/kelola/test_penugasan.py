"""Pages of one assignment: who reaches them, what a form or a crafted post may do."""

from datetime import timedelta

import pytest
from django.urls import reverse

from wilayah.models import Penugasan
from wilayah.pengguna.services import akhiri_penugasan, beri_penugasan

BARU = "/penugasan/baru/"
DESA = "34.04.16.2001"
HARI = timedelta(days=1)


@pytest.fixture
def hari(pemeran):
    return pemeran.wilayah(DESA).hari_ini()


@pytest.fixture
def isian(hari):
    return {
        "username": "operator.34.04.16.2003",
        "wilayah": DESA,
        "peran": "operator_desa",
        "sifat": "definitif",
        "jabatan": "Carik",
        "sk": "SK 9/2026",
        "mulai": hari,
        "selesai": "",
    }


def tugas(pemeran, username):
    return pemeran[username].penugasan.get()


def alamat(tugas, nama="penugasan_rinci"):
    return reverse(nama, args=[tugas.id_publik])


def galat(jawaban):
    assert jawaban.status_code == 422
    return jawaban.context["form"].errors


def test_given_on_the_page(masuk, pemeran, isian):
    jawaban = masuk(pemeran["admin.34.04"]).post(BARU, isian)
    satu = Penugasan.objects.get(pengguna=pemeran[isian["username"]], wilayah__kode=DESA)
    assert jawaban.headers["Location"] == alamat(satu)
    assert (satu.sifat, satu.tanggal_selesai) == ("definitif", None)


@pytest.mark.parametrize(
    ("ganti", "bidang"),
    [
        ({"username": "operator.34.02.08.2001"}, "username"),
        ({"username": "admin.34.04"}, "username"),
        ({"username": "tidak.ada"}, "username"),
        ({"wilayah": "34.02.08.2001"}, "wilayah"),
        ({"wilayah": "34", "peran": "petugas_provinsi"}, "peran"),
        ({"peran": "admin_provinsi"}, "peran"),
        ({"peran": "camat"}, "peran"),
        ({"peran": "kepala_desa"}, "peran"),
        ({"sifat": "limpahan"}, "sifat"),
        ({"sk": ""}, "sk"),
        ({"selesai": "2001-01-01"}, "selesai"),
    ],
)
def test_a_crafted_post_is_refused_at_its_field(masuk, pemeran, isian, ganti, bidang):
    sebelum = Penugasan.objects.count()
    assert bidang in galat(masuk(pemeran["admin.34.04"]).post(BARU, isian | ganti))
    assert Penugasan.objects.count() == sebelum


def test_names_of_elsewhere_and_names_of_nobody_get_one_answer(masuk, pemeran, isian):
    klien = masuk(pemeran["admin.34.04"])
    pesan = {str(galat(klien.post(BARU, isian | {"username": u}))["username"]) for u in ("kades.34.02.08.2001", "x.y")}
    assert len(pesan) == 1


def test_who_holds_the_office_is_named_with_the_way_out(masuk, pemeran, isian):
    pesan = galat(masuk(pemeran["admin.34.04"]).post(BARU, isian | {"peran": "kepala_desa"}))["peran"][0]
    assert f"Nama kades.{DESA}" in pesan and "Plt." in pesan


@pytest.mark.parametrize(("sifat", "lama"), [("plt", 90), ("plh", 14)])
def test_a_stand_in_gets_an_end_and_whom_it_stands_in_for(masuk, pemeran, isian, hari, sifat, lama):
    masuk(pemeran["admin.34.04"]).post(BARU, isian | {"peran": "kepala_desa", "sifat": sifat})
    satu = Penugasan.objects.get(sifat=sifat)
    assert satu.menggantikan == tugas(pemeran, f"kades.{DESA}")
    assert satu.tanggal_selesai == hari + (lama - 1) * HARI


def test_nobody_stands_in_where_nobody_stood(masuk, pemeran, isian):
    isi = isian | {"wilayah": "34.04.14", "peran": "camat", "sifat": "plt"}
    assert "sifat" in galat(masuk(pemeran["admin.34.04"]).post(BARU, isi))


@pytest.mark.parametrize("oleh", ["petugas.34.04", "kades.34.04.16.2001", "kadis.34.04"])
def test_without_the_power_there_is_no_form(masuk, pemeran, isian, oleh):
    klien = masuk(pemeran[oleh])
    assert klien.get(BARU).status_code == klien.post(BARU, isian).status_code == 403


@pytest.mark.parametrize("kunci", ["bukan-uuid", "3f0c6a52-5c3b-4f3e-9a53-0f7f6f6f3f10"])
def test_an_unknown_person_is_not_found(masuk, pemeran, kunci):
    klien = masuk(pemeran["admin.34.04"])
    for nama in ("pengguna", "menggantikan"):
        assert klien.get(BARU, {nama: kunci}).status_code == 404
    asing = pemeran["kades.34.02.08.2001"]
    assert klien.get(BARU, {"pengguna": asing.id_publik}).status_code == 404
    assert klien.get(BARU, {"menggantikan": tugas(pemeran, "kades.34.02.08.2001").id_publik}).status_code == 404


def test_the_page_of_one_shows_what_may_be_done(masuk, pemeran):
    halaman = masuk(pemeran["admin.34.04"]).get(alamat(tugas(pemeran, f"kades.{DESA}"))).content.decode()
    assert "Tetapkan pengganti" in halaman and "Perbaiki tulisan" in halaman
    halaman = masuk(pemeran["admin.34"]).get(alamat(tugas(pemeran, f"kades.{DESA}"))).content.decode()
    assert "Tetapkan pengganti" not in halaman and "admin lain" in halaman
    halaman = masuk(pemeran["admin.34.04"]).get(alamat(tugas(pemeran, "admin.34.04"))).content.decode()
    assert "penugasan Anda sendiri" in halaman and "Perbaiki tulisan" not in halaman


@pytest.mark.parametrize("nama", ["penugasan_rinci", "penugasan_akhiri", "serah_terima"])
def test_outside_scope_there_is_no_such_assignment(masuk, pemeran, nama):
    for asing, oleh in (
        ("kades.34.02.08.2001", "admin.34.04"),
        ("admin.34", "admin.34.04"),
        (f"kades.{DESA}", "petugas.34.04"),
    ):
        klien, url = masuk(pemeran[oleh]), alamat(tugas(pemeran, asing), nama)
        assert klien.get(url).status_code == klien.post(url, {"tindakan": "perbaiki"}).status_code == 404


@pytest.mark.parametrize(
    ("nama", "isi"),
    [
        ("penugasan_rinci", {"tindakan": "perbaiki", "perbaiki-jabatan": "J", "perbaiki-sk": "S"}),
        ("penugasan_rinci", {"tindakan": "perpanjang", "perpanjang-selesai": "2090-01-01", "perpanjang-sk": "S"}),
        ("penugasan_akhiri", {"kapan": "seketika"}),
    ],
)
@pytest.mark.parametrize(("oleh", "orang"), [("admin.34.04", "admin.34.04"), ("admin.34", f"kades.{DESA}")])
def test_in_sight_but_not_to_be_touched(masuk, pemeran, nama, isi, oleh, orang):
    satu = tugas(pemeran, orang)
    assert masuk(pemeran[oleh]).post(alamat(satu, nama), isi).status_code == 403
    kini = Penugasan.objects.get(pk=satu.pk)
    assert (kini.sk, kini.sebelum, kini.jabatan) == (satu.sk, satu.sebelum, satu.jabatan)


def test_corrected_lengthened_and_ended_on_the_page(masuk, pemeran, hari):
    klien, satu = masuk(pemeran["admin.34.04"]), tugas(pemeran, f"kades.{DESA}")
    isi = {"tindakan": "perbaiki", "perbaiki-jabatan": "Lurah", "perbaiki-sk": "SK 61/2018"}
    assert klien.post(alamat(satu), isi).status_code == 302
    jawaban = klien.post(alamat(satu, "penugasan_akhiri"), {"kapan": "akhir_hari", "selesai": hari + 2 * HARI})
    assert jawaban.headers["Location"] == alamat(satu, "serah_terima")
    isi = {"tindakan": "perpanjang", "perpanjang-selesai": hari + 9 * HARI, "perpanjang-sk": "SK 70"}
    assert klien.post(alamat(satu), isi).status_code == 302
    kini = Penugasan.objects.get(pk=satu.pk)
    assert (kini.jabatan, kini.sk, kini.tanggal_selesai) == ("Lurah", "SK 70", hari + 9 * HARI)
    assert klien.post(alamat(satu), {"tindakan": "hapus"}).status_code == 404


def test_the_persons_history_tells_what_became_of_the_office(masuk, pemeran, hari):
    klien, satu = masuk(pemeran["admin.34.04"]), tugas(pemeran, f"kades.{DESA}")
    klien.post(alamat(satu, "penugasan_akhiri"), {"kapan": "akhir_hari", "selesai": hari, "alasan": "Habis masa."})
    url = reverse("pengguna_rinci", args=[satu.pengguna.id_publik])
    assert "Penugasan diakhiri" in klien.get(url).content.decode()
    assert "Habis masa." in klien.get(url).content.decode()


def test_refused_ends_keep_what_was_typed(masuk, pemeran):
    klien, satu = masuk(pemeran["admin.34.04"]), tugas(pemeran, f"kades.{DESA}")
    isi = {"kapan": "akhir_hari", "selesai": "2001-01-01", "alasan": "Berhenti"}
    jawaban = klien.post(alamat(satu, "penugasan_akhiri"), isi)
    assert "selesai" in galat(jawaban) and 'value="Berhenti"' in jawaban.content.decode()
    assert "selesai" in galat(klien.post(alamat(satu, "penugasan_akhiri"), isi | {"selesai": ""}))


def test_at_once_on_the_page(masuk, pemeran):
    satu = tugas(pemeran, f"bpd.{DESA}")
    masuk(pemeran["admin.34.04"]).post(alamat(satu, "penugasan_akhiri"), {"kapan": "seketika", "alasan": "Salah orang"})
    assert Penugasan.objects.get(pk=satu.pk).berakhir
    halaman = masuk(pemeran[f"bpd.{DESA}"]).get("/kerja-sama/")
    assert halaman.status_code in (302, 200) and not halaman.context["object_list"]


def test_a_successor_begins_the_day_after_and_leads_to_the_hand_over(masuk, pemeran, isian, hari):
    satu = tugas(pemeran, f"kades.{DESA}")
    akhiri_penugasan(penugasan=satu, selesai=hari)
    klien = masuk(pemeran["admin.34.04"])
    awal = klien.get(BARU, {"menggantikan": satu.id_publik}).context["form"].initial
    assert (awal["wilayah"], awal["peran"], awal["mulai"]) == (DESA, "kepala_desa", hari + HARI)
    isi = isian | {"peran": "kepala_desa", "mulai": hari + HARI}
    jawaban = klien.post(f"{BARU}?menggantikan={satu.id_publik}", isi)
    baru = Penugasan.objects.get(peran="kepala_desa", wilayah__kode=DESA, tanggal_mulai=hari + HARI)
    assert jawaban.headers["Location"] == f"{alamat(satu, 'serah_terima')}?kepada={baru.pk}"
    assert baru.menggantikan == satu


def test_the_header_lists_every_hat_with_its_kind_and_last_day(masuk, pemeran, hari, time_machine):
    satu = beri_penugasan(
        pengguna=pemeran["kecamatan.34.04.16"],
        wilayah=pemeran.wilayah("34.04.16"),
        peran="camat",
        jabatan="Panewu",
        sk="SP 1",
        sifat="plt",
        menggantikan=tugas(pemeran, "camat.34.04.16"),
        mulai=hari,
        selesai=hari + HARI,
    )
    klien = masuk(pemeran["kecamatan.34.04.16"])
    klien.post("/ganti-topi/", {"penugasan": satu.pk})
    jawaban = klien.get("/peran/")
    assert jawaban.context["topi"] == satu and "Plt. Camat" in jawaban.content.decode()
    time_machine.move_to(satu.sebelum, tick=False)
    klien = masuk(pemeran["kecamatan.34.04.16"])
    jawaban = klien.get("/peran/")
    assert jawaban.context["topi"].peran == "petugas_kecamatan" and "Plt. Camat" not in jawaban.content.decode()
