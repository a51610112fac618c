"""The permission matrix: every address and method, for every kind of person, in one table that a person can read.

`matriks_izin.csv` opens in a spreadsheet. After a change that is meant, write it anew and read what changed:
`python -m pytest tests/arsitektur/test_matriks.py --tulis-matriks`.
"""

import pytest
from django.test import Client

from .matriks import (
    ANONIM,
    BELUM,
    BERAKHIR,
    BESERTA,
    CARA,
    ISI_DULU,
    KEPALA,
    MASUK,
    SAMPAI,
    UNDANGAN,
    baca,
    kolom,
    masuk,
    semua_alamat,
    tanya,
    tulis,
)
from .test_sapuan_url import PUBLIK, SIAPA_SAJA, TANPA_OBJEK, alamat

ORANG = kolom()
LUAR = [k for k in ORANG if k.endswith(BESERTA)] + [BERAKHIR, BELUM]


@pytest.mark.parametrize("judul", ORANG)
def test_every_cell_is_what_the_table_says(contoh, judul, request):
    orang, klien = ORANG[judul](), Client()
    if orang is not None:
        masuk(klien, orang)
    ada = {(n, c): tanya(klien, orang, n, alamat(n, contoh), c) for n in semua_alamat() for c in CARA}
    if request.config.getoption("--tulis-matriks", False):
        tulis(judul, ada)
    tertulis = {kunci: baris.get(judul) for kunci, baris in baca().items()}
    beda = {kunci: f"{tertulis.get(kunci)} -> {kata}" for kunci, kata in ada.items() if tertulis.get(kunci) != kata}
    assert not beda, f"column «{judul}»: table -> application"


def test_the_table_has_these_people_and_addresses_and_no_others():
    tabel, ada = baca(), semua_alamat()
    assert set(tabel) == {(nama, cara) for nama in ada for cara in CARA}
    for (nama, _), baris in tabel.items():
        assert list(baris) == [*KEPALA, *ORANG]
        assert baris["alamat"] == ada[nama]


def berobjek():
    return {kunci: baris for kunci, baris in baca().items() if kunci[0] not in PUBLIK | SIAPA_SAJA | TANPA_OBJEK}


def test_whoever_stands_beside_or_whose_time_is_not_now_reaches_no_object():
    bocor = {(*kunci, k) for kunci, baris in berobjek().items() for k in LUAR if baris[k] in SAMPAI}
    assert not bocor


def test_nobody_signed_in_gets_beyond_what_is_public():
    for (nama, cara), baris in baca().items():
        assert (baris[ANONIM] == MASUK) == (nama not in PUBLIK), (nama, cara)


def test_every_address_is_of_use_to_somebody():
    untuk_pihak_lain = {"kerja_sama_tanggapan"}  # the other party answers; the table's desa is the one that registered
    tabel = baca()
    for nama in semua_alamat().keys() - untuk_pihak_lain:
        kata = {tabel[nama, cara][k] for cara in CARA for k in ORANG}
        assert kata & set(SAMPAI), nama


def test_the_invited_read_and_do_nothing():
    for (nama, cara), baris in berobjek().items():
        assert cara == "GET" or baris[UNDANGAN] not in SAMPAI, nama


def test_no_answer_is_an_error():
    kata = {baris[k] for baris in baca().values() for k in ORANG}
    assert kata <= {*SAMPAI, MASUK, ISI_DULU, "tidak ada", "tidak boleh", "tidak berlaku"}
