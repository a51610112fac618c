"""Thousands of rows: the good are in, the bad come back marked, a second run adds nothing, and memory is bounded."""

import tempfile
import tracemalloc
from datetime import date

import pytest
from django.db import connection
from openpyxl import Workbook, load_workbook

from kerjasama import triggers
from kerjasama.models import Cakupan, KerjaSama, PihakKetiga
from kerjasama.rules.impor import KOLOM
from kerjasama.services.impor import jalankan_impor, mulai_impor
from tests.pabrik.lembar import BAIK, MITRA
from wilayah.models import Pemberitahuan

RAGAM = [
    {"judul": ""},
    {"judul": "Emoji \U0001f600"},
    {"judul": "Arah\u202e"},
    {"bentuk": "Entah"},
    {"urusan": "Entah"},
    {"desa": "34.04.16.9999"},
    {"desa": "34.02.08.2001"},
    {"lain_1": "34.04.14.1009"},
    {"lain_1": "34.04.16.2001"},
    {"nomor": ""},
    {"tanggal_ditetapkan": "31-02-2022"},
    {"tanggal_ditetapkan": date(2190, 1, 1)},
    {"jatuh_tempo": date(2000, 1, 1)},
    {"nilai": "banyak"},
    {"ruang_lingkup": "=1+1"},
]


def lembar_besar(jumlah, salah):
    """`jumlah` rows, `salah` of them faulty in turn, the last of each hundred with one of ten third parties."""
    buku = Workbook(write_only=True)
    satu = buku.create_sheet("Kerja sama")
    satu.append([k.judul for k in KOLOM])
    jarak = jumlah // salah
    for n in range(jumlah):
        isi = (
            MITRA | {"ketiga_nama": f"PT Mitra {n // 100 % 10}"}
            if n % 100 == 99
            else BAIK | {"nomor": f"{n} Tahun 2022"}
        )
        isi = isi | {"judul": f"Kerja sama {n}", "ruang_lingkup": f"Pengelolaan nomor {n}"}
        if n % jarak == 0 and n // jarak < salah:
            isi = BAIK | isi | RAGAM[n // jarak % len(RAGAM)]
        satu.append([isi.get(k.bidang) or None for k in KOLOM])
    berkas = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the test
    buku.save(berkas)
    return berkas


def impor(berkas, petugas, kantor, *, uji=False):
    satu = mulai_impor(kantor=kantor, lembar=berkas, nama="arsip.xlsx", oleh=petugas, uji=uji)
    langkah = []
    return jalankan_impor(impor=satu, oleh=petugas, kabar=lambda i: langkah.append(i.terbaca)), langkah


@pytest.mark.django_db
def test_five_thousand_rows_with_three_hundred_faults(pemeran):
    petugas, kantor = pemeran["petugas.34.04"], pemeran.wilayah("34.04")
    with lembar_besar(5000, 300) as berkas:
        hasil, langkah = impor(berkas, petugas, kantor)
        periksa_pertama(hasil, langkah, kantor)
        ulang, _ = impor(berkas, petugas, kantor)
    assert (ulang.masuk, ulang.sudah_ada, ulang.ditolak) == (0, 4700, 300)
    assert KerjaSama.objects.count() == 4700


def periksa_pertama(hasil, langkah, kantor):
    assert (hasil.masuk, hasil.sudah_ada, hasil.ditolak) == (4700, 0, 300)
    assert langkah == list(range(250, 5001, 250))
    assert KerjaSama.objects.count() == 4700
    assert PihakKetiga.objects.count() == 10
    assert Cakupan.objects.filter(wilayah=kantor).count() == 4700
    assert triggers.selisih(connection) == (0, 0)
    assert Pemberitahuan.objects.filter(penerima__username="kades.34.04.16.2001").count() == 1
    with hasil.hasil.buka() as isi:
        kolom = load_workbook(isi, read_only=True)["Kerja sama"].iter_rows(min_row=2, max_col=1, values_only=True)
        kata = [b[0].split(" ")[0] for b in kolom]
    assert (kata.count("Masuk:"), kata.count("Ditolak.")) == (4700, 300)


@pytest.mark.django_db
def test_memory_does_not_follow_the_sheet(pemeran, monkeypatch):
    """Five times the rows; what grows is one short line for each, not the rows themselves."""
    monkeypatch.setattr("kerjasama.rules.impor.POTONGAN", 25)
    petugas, kantor = pemeran["petugas.34.04"], pemeran.wilayah("34.04")
    puncak = []
    for jumlah in (25, 50, 250):  # the first warms what is kept anyway
        with lembar_besar(jumlah, 10) as berkas:
            tracemalloc.start()
            impor(berkas, petugas, kantor, uji=True)
            puncak.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert puncak[2] < 2 * puncak[1], puncak
