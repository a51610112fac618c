"""An office lent while its holder is away: by the holder alone, as it is held, and never further."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from wilayah.cakupan.roles import PERAN
from wilayah.kewenangan.queries import calon_pengganti
from wilayah.kewenangan.services import limpahkan_penugasan, tarik_limpahan
from wilayah.models import Jejak, Pemberitahuan, Penugasan
from wilayah.pengguna.services import akhiri_penugasan, beri_penugasan, nonaktifkan_pengguna, perpanjang_penugasan

TTD = "wilayah.tandatangani_surat"
HARI = timedelta(days=1)


def tugas(pemeran, username, **syarat):
    return pemeran[username].penugasan.get(**({"sifat": "definitif"} | syarat))


@pytest.fixture
def limpahkan(pemeran):
    def _limpahkan(oleh="kadis.34.04", kepada="kabid.34.04", asal=None, asal_rekan=None, **isian):
        hari = pemeran.wilayah("34.04").hari_ini()
        bawaan = {"mulai": hari, "selesai": hari + 4 * HARI, "sk": "Nota 12/2026"}
        return limpahkan_penugasan(
            penugasan=asal or tugas(pemeran, oleh),
            kepada=tugas(pemeran, kepada, **({"peran": asal_rekan} if asal_rekan else {})),
            oleh=pemeran[oleh],
            **(bawaan | isian),
        )

    return _limpahkan


def test_the_colleague_holds_exactly_that_role_for_those_days(pemeran, limpahkan):
    sleman = pemeran.wilayah("34.04")
    assert not pemeran["kabid.34.04"].has_perm(TTD, sleman)
    satu = limpahkan()
    assert (satu.peran, satu.jabatan, satu.sebutan_peran) == (
        "kepala_dinas_kabupaten",
        "Kepala Bidang",
        "a.n. Kepala Dinas PMD",
    )
    assert pemeran["kabid.34.04"].has_perm(TTD, sleman)
    assert not pemeran["kabid.34.04"].has_perm(TTD, pemeran.wilayah("34.02"))
    assert satu.sebelum - satu.dari == 5 * HARI
    jejak = Jejak.objects.get(peristiwa="penugasan.dilimpahkan")
    assert jejak.oleh == pemeran["kadis.34.04"]
    assert Pemberitahuan.objects.filter(penerima=pemeran["kabid.34.04"], judul__contains="Pelimpahan").exists()


def test_it_ends_by_itself(pemeran, limpahkan, time_machine):
    satu = limpahkan()
    time_machine.move_to(satu.sebelum, tick=False)
    assert not pemeran["kabid.34.04"].has_perm(TTD, pemeran.wilayah("34.04"))


@pytest.mark.parametrize("oleh", ["kabid.34.04", "admin.34.04", "petugas.34.04", "kadis.34.02"])
def test_nobody_lends_the_office_of_another(pemeran, limpahkan, oleh):
    with pytest.raises(PermissionDenied):
        limpahkan(oleh=oleh, kepada="petugas2.34.04", asal=tugas(pemeran, "kadis.34.04"))
    assert not Penugasan.objects.filter(sifat="limpahan").exists()


def test_there_is_no_chain(pemeran, limpahkan):
    pinjaman = limpahkan()
    with pytest.raises(PermissionDenied):
        limpahkan(oleh="kabid.34.04", kepada="petugas2.34.04", asal=pinjaman)


def test_a_stand_in_lends_nothing(pemeran, limpahkan):
    hari = pemeran.wilayah("34.04").hari_ini()
    plh = beri_penugasan(
        pengguna=pemeran["kabid.34.04"],
        wilayah=pemeran.wilayah("34.04"),
        peran="kepala_dinas_kabupaten",
        jabatan="Kepala Dinas",
        sk="SP 1",
        sifat="plh",
        menggantikan=tugas(pemeran, "kadis.34.04"),
        mulai=hari,
        selesai=hari + HARI,
        oleh=pemeran["admin.34.04"],
    )
    with pytest.raises(PermissionDenied):
        limpahkan(oleh="kabid.34.04", kepada="petugas2.34.04", asal=plh)


def test_an_admin_does_not_lend_the_power_to_give_roles(limpahkan):
    with pytest.raises(PermissionDenied):
        limpahkan(oleh="admin.34.04", kepada="petugas.34.04")


@pytest.mark.parametrize("kepada", ["kabid.34.02", "dinas.34", "kecamatan.34.04.16", "kadis.34.04"])
def test_only_to_a_colleague_of_the_same_region(limpahkan, kepada):
    with pytest.raises(ValidationError) as galat:
        limpahkan(kepada=kepada)
    assert "kepada" in galat.value.message_dict


def test_not_to_a_closed_account(pemeran, limpahkan):
    type(pemeran["kabid.34.04"]).objects.filter(username="kabid.34.04").update(is_active=False)
    with pytest.raises(ValidationError):
        limpahkan()


def test_not_backwards_and_not_beyond_the_own_term(pemeran, limpahkan):
    hari = pemeran.wilayah("34.04").hari_ini()
    with pytest.raises(ValidationError):
        limpahkan(mulai=hari - HARI)
    with pytest.raises(ValidationError):
        limpahkan(selesai=hari - HARI, mulai=hari)
    akhiri_penugasan(penugasan=tugas(pemeran, "kadis.34.04"), selesai=hari + HARI)
    with pytest.raises(ValidationError) as galat:
        limpahkan()
    assert "selesai" in galat.value.message_dict


def test_one_delegate_at_a_time(pemeran, limpahkan):
    beri_penugasan(
        pengguna=pemeran["hukum.34.04"],
        wilayah=pemeran.wilayah("34.04"),
        peran="pemaraf_kabupaten",
        jabatan="Kepala Bidang",
        sk="SK 9",
        mulai=pemeran.wilayah("34.04").hari_ini(),
    )
    limpahkan()
    with pytest.raises(ValidationError) as galat:
        limpahkan(kepada="hukum.34.04", asal_rekan="pemaraf_kabupaten")
    assert "peran" in galat.value.message_dict


LURAH = "kades.34.04.16.2001"
SEKANTOR = {
    (LURAH, "operator.34.04.16.2001"): True,
    (LURAH, "bpd.34.04.16.2001"): False,
    (LURAH, "bkad.34.04.16.2001"): False,
    ("operator.34.04.16.2001", LURAH): False,
    ("camat.34.04.16", "kecamatan.34.04.16"): True,
    ("kecamatan.34.04.16", "camat.34.04.16"): False,
    ("kadis.34.04", "kabid.34.04"): True,
    ("kadis.34.04", "admin.34.04"): False,
    ("kadis.34.04", "petugas.34.04"): False,
    ("kadis.34.04", "hukum.34.04"): False,
    ("kabid.34.04", "petugas.34.04"): True,
    ("kabid.34.04", "kadis.34.04"): False,
    ("hukum.34.04", "petugas.34.04"): False,
    ("petugas.34.04", "petugas2.34.04"): False,  # holds the same already
}


@pytest.mark.parametrize(("oleh", "kepada"), SEKANTOR)
def test_an_office_is_lent_within_the_office_and_not_across_the_region(pemeran, limpahkan, oleh, kepada):
    if SEKANTOR[oleh, kepada]:
        assert limpahkan(oleh=oleh, kepada=kepada).pengguna == pemeran[kepada]
        return
    with pytest.raises((ValidationError, PermissionDenied)):
        limpahkan(oleh=oleh, kepada=kepada)
    assert not Penugasan.objects.filter(sifat="limpahan").exists()


def test_the_page_offers_the_own_office_only(masuk, pemeran):
    form = masuk(pemeran[LURAH]).get("/penugasan/limpahkan/").context["form"]
    assert {t.peran for t in form.fields["kepada"].queryset} == {"operator_desa"}


def test_every_role_is_lent_to_one_of_its_own_tier_that_gives_no_roles():
    for kunci, peran in PERAN.items():
        for satu in peran.dapat_dilimpahkan_kepada:
            assert satu != kunci and PERAN[satu].tingkat == peran.tingkat and not PERAN[satu].memberi


def test_the_holder_takes_it_back_at_once_and_nobody_else_does(pemeran, limpahkan):
    satu = limpahkan()
    for lain in ("kabid.34.04", "petugas.34.04", "kadis.34.02"):
        with pytest.raises(PermissionDenied):
            tarik_limpahan(penugasan=satu, oleh=pemeran[lain])
    tarik_limpahan(penugasan=satu, oleh=pemeran["kadis.34.04"])
    assert not pemeran["kabid.34.04"].has_perm(TTD, pemeran.wilayah("34.04"))


def test_it_falls_with_the_office_it_comes_from(pemeran, limpahkan):
    hari = pemeran.wilayah("34.04").hari_ini()
    kini, nanti = limpahkan(), limpahkan(mulai=hari + 9 * HARI, selesai=hari + 12 * HARI)
    akhiri_penugasan(penugasan=tugas(pemeran, "kadis.34.04"), oleh=pemeran["admin.34.04"])
    assert not pemeran["kabid.34.04"].has_perm(TTD, pemeran.wilayah("34.04"))
    assert Penugasan.objects.filter(pk=kini.pk).exists() and not Penugasan.objects.filter(pk=nanti.pk).exists()
    jejak = Jejak.objects.get(peristiwa="penugasan.diakhiri")
    assert jejak.sesudah_nya["limpahan_gugur"] == ["kabid.34.04", "kabid.34.04"]


def test_it_falls_when_the_account_of_who_lent_it_is_shut(pemeran, limpahkan):
    hari = pemeran.wilayah("34.04").hari_ini()
    kini, nanti = limpahkan(), limpahkan(mulai=hari + 9 * HARI, selesai=hari + 12 * HARI)
    nonaktifkan_pengguna(pengguna=pemeran["kadis.34.04"], oleh=pemeran["admin.34.04"], alasan="Akun dibobol")
    kini.refresh_from_db()
    assert kini.berakhir and not pemeran["kabid.34.04"].has_perm(TTD, pemeran.wilayah("34.04"))
    assert not Penugasan.objects.filter(pk=nanti.pk).exists() and not tugas(pemeran, "kadis.34.04").berakhir
    jejak = Jejak.objects.get(peristiwa="pengguna.dinonaktifkan")
    assert jejak.sesudah_nya["limpahan_gugur"] == ["kabid.34.04", "kabid.34.04"]


def test_it_falls_when_the_colleague_leaves_the_office(pemeran, limpahkan):
    satu, hari = limpahkan(), pemeran.wilayah("34.04").hari_ini()
    kedua = beri_penugasan(
        pengguna=pemeran["kabid.34.04"],
        wilayah=pemeran.wilayah("34.04"),
        peran="petugas_kabupaten",
        jabatan="Petugas",
        sk="SK 9",
        mulai=hari,
        oleh=pemeran["admin.34.04"],
    )
    akhiri_penugasan(penugasan=kedua, oleh=pemeran["admin.34.04"])
    assert pemeran["kabid.34.04"].has_perm(TTD, pemeran.wilayah("34.04"))  # by the assignment it was lent to
    kedua = beri_penugasan(
        pengguna=pemeran["kabid.34.04"],
        wilayah=pemeran.wilayah("34.04"),
        peran="petugas_kabupaten",
        jabatan="Petugas",
        sk="SK 9",
        mulai=hari,
        oleh=pemeran["admin.34.04"],
    )
    akhiri_penugasan(penugasan=tugas(pemeran, "kabid.34.04", peran="pemaraf_kabupaten"), oleh=pemeran["admin.34.04"])
    satu.refresh_from_db()
    assert satu.berakhir and not pemeran["kabid.34.04"].has_perm(TTD, pemeran.wilayah("34.04"))


def test_not_beyond_the_term_of_the_colleague(pemeran, limpahkan):
    hari = pemeran.wilayah("34.04").hari_ini()
    akhiri_penugasan(penugasan=tugas(pemeran, "kabid.34.04"), selesai=hari + HARI)
    with pytest.raises(ValidationError) as galat:
        limpahkan()
    assert "selesai" in galat.value.message_dict
    assert limpahkan(selesai=hari + HARI).pk


def test_an_admin_does_not_lengthen_it_and_nobody_hands_over_to_it(pemeran, limpahkan):
    satu = limpahkan()
    with pytest.raises(ValidationError):
        perpanjang_penugasan(
            penugasan=satu, selesai=satu.tanggal_selesai + 30 * HARI, sk="SK 3", oleh=pemeran["admin.34.04"]
        )
    assert not calon_pengganti(tugas(pemeran, "kadis.34.04")).exists()


def test_on_the_page_by_hand_and_by_crafted_post(masuk, pemeran, limpahkan):
    hari = pemeran.wilayah("34.04").hari_ini()
    klien = masuk(pemeran["kadis.34.04"])
    isi = {
        "penugasan": tugas(pemeran, "kadis.34.04").pk,
        "kepada": tugas(pemeran, "kabid.34.04").pk,
        "mulai": hari,
        "selesai": hari + HARI,
        "sk": "Nota 1",
    }
    for ganti in (
        {"penugasan": tugas(pemeran, "kadis.34.02").pk},
        {"kepada": tugas(pemeran, "kabid.34.02").pk},
        {"selesai": ""},
        {"sk": ""},
    ):
        assert klien.post("/penugasan/limpahkan/", isi | ganti).status_code == 422
    assert klien.post("/penugasan/limpahkan/", isi).status_code == 302
    pinjaman = Penugasan.objects.get(sifat="limpahan")
    assert "Nama kabid.34.04" in klien.get("/penugasan/limpahkan/").content.decode()
    assert (
        masuk(pemeran["petugas.34.04"])
        .post("/penugasan/limpahkan/", {"tindakan": "tarik", "penugasan": pinjaman.pk})
        .status_code
        == 403
    )
    klien = masuk(pemeran["kadis.34.04"])
    assert klien.post("/penugasan/limpahkan/", {"tindakan": "tarik", "penugasan": pinjaman.pk}).status_code == 302
    assert Penugasan.objects.get(pk=pinjaman.pk).berakhir


def test_the_delegates_hat_names_itself_and_its_last_day(masuk, pemeran, limpahkan):
    limpahkan()
    halaman = masuk(pemeran["kabid.34.04"]).get("/peran/").content.decode()
    assert "a.n. Kepala Dinas PMD" in halaman and "sampai" in halaman
