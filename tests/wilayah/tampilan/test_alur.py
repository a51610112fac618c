"""«Alur» on the page and on paper says what the tables say."""

import io

import pytest
from django.core.management import call_command

from kerjasama.transitions import TABEL
from wilayah.tampilan.panduan import ALUR


def test_every_row_of_every_table_is_printed():
    keluaran = io.StringIO()
    call_command("alur", stdout=keluaran)
    tulisan = keluaran.getvalue()
    for tabel in ALUR:
        assert f"## {tabel.nama}\n" in tulisan
        for baris in tabel.baris():
            assert f"| {baris['label']} | {baris['dari']} | {baris['ke']} |" in tulisan
            assert baris["dasar"] in tulisan
    assert TABEL in ALUR and tulisan.count("\n| ") == sum(len(t.transisi) + 2 for t in ALUR)


@pytest.mark.django_db
def test_the_page_shows_them_too(masuk, pemeran):
    halaman = masuk(pemeran["bpd.34.04.16.2001"]).get("/alur/").content.decode()
    for tabel in ALUR:
        for baris in tabel.baris():
            assert baris["label"] in halaman, baris["label"]
