"""The page of roles is the table of roles."""

from datetime import date

from wilayah.cakupan import roles
from wilayah.cakupan.enums import IZIN, KALIMAT_IZIN
from wilayah.cakupan.roles import EMPAT_MATA, PERAN
from wilayah.pengguna.services import tetapkan_sakelar


def halaman(masuk, orang):
    return masuk(orang).get("/peran/").content.decode()


def test_every_power_has_its_sentence():
    assert list(KALIMAT_IZIN) == [kode for kode, _ in IZIN]
    assert set(EMPAT_MATA) <= set(KALIMAT_IZIN)


def test_every_role_and_power_is_on_the_page(masuk, pemeran):
    isi = halaman(masuk, pemeran["petugas.34.04"])
    for kunci, peran in PERAN.items():
        bagian = isi[isi.index(f'<tr id="{kunci}">') :]
        bagian = bagian[: bagian.index("</tr>")]
        assert peran.nama in bagian
        for kode, nama in IZIN:
            assert (f"<b>{nama}</b>: {KALIMAT_IZIN[kode]}" in bagian) is (kode in peran.izin), (kunci, kode)
        for diberi in peran.memberi:
            assert PERAN[diberi].nama in bagian
        for penerima in peran.dapat_dilimpahkan_kepada:
            assert PERAN[penerima].nama in bagian
        assert ("dapat dilimpahkan kepada" in bagian) is bool(peran.dapat_dilimpahkan_kepada)
        for kode, larangan in EMPAT_MATA.items():
            assert (larangan in bagian) is (kode in peran.izin)


def test_ones_own_roles_are_marked(masuk, pemeran):
    isi = halaman(masuk, pemeran["petugas.34.04"])
    assert isi.count("Peran Anda") == 1
    assert "Peran Anda" in isi[isi.index('id="petugas_kabupaten"') : isi.index('id="pemaraf_kabupaten"')]


def test_it_says_where_four_eyes_are_switched_off(masuk, pemeran):
    tetapkan_sakelar(
        kantor=pemeran.wilayah("34.04"),
        kunci="empat_mata",
        nyala=False,
        dasar="Keputusan contoh",
        berlaku_sejak=date(2020, 1, 1),
    )
    for username, mati in (
        ("kecamatan.34.04.16", True),
        ("petugas.34.04", True),
        ("petugas.34.02", False),
        ("pusat", False),
    ):
        assert ("sedang dimatikan" in halaman(masuk, pemeran[username])) is mati, username


def test_the_page_follows_the_table(masuk, pemeran, monkeypatch):
    bpd = PERAN["bpd"]
    monkeypatch.setitem(roles.PERAN, "bpd", roles.Peran("Badan Uji", bpd.tingkat, (*bpd.izin, "kelola_acuan")))
    isi = halaman(masuk, pemeran["petugas.34.04"])
    bagian = isi[isi.index('id="bpd"') :]
    assert "Badan Uji" in bagian and KALIMAT_IZIN["kelola_acuan"] in bagian[: bagian.index("</tr>")]
