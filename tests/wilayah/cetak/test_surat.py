from dataclasses import replace

import pytest

from wilayah.cetak.mesin import cetak_pdf
from wilayah.cetak.naskah import TandaTangan

from . import bacapdf, contoh


def halaman(naskah, **opsi):
    return bacapdf.halaman(cetak_pdf("cetak/surat.html", {"naskah": naskah}, **opsi))


def test_an_ordinary_letter_is_one_page_and_its_annex():
    surat, lampiran = halaman(contoh.SURAT)
    for teks in ("400.10.2/1284/XI/2026", "a.n.BUPATISLEMAN,", "NIP196904121994031001", "Tembusan:"):
        assert teks in surat
    assert lampiran.startswith("LAMPIRAN")
    assert contoh.ALAMAT in surat


def test_page_numbers_begin_on_the_second_page():
    hasil = halaman(replace(contoh.SURAT, matriks=contoh.SURAT.matriks * 12))
    assert "Halaman1dari" not in hasil[0]
    assert all(f"Halaman{n}dari{len(hasil)}" in teks for n, teks in enumerate(hasil[1:], start=2))


@pytest.mark.parametrize("banyak", range(1, 5))
def test_the_signature_never_stands_alone(banyak):
    """The letter grows line by line over the edge of the page."""
    for baris in range(0, 12, 2):
        naskah = replace(contoh.SURAT, matriks=(), butir=contoh.SURAT.butir * banyak + ("Baris.",) * baris)
        (bertanda,) = (teks for teks in halaman(naskah) if "NIP1969" in teks)
        assert "Demikianuntukmenjadi" in bertanda
        assert "a.n.BUPATI" in bertanda


def test_a_long_matrix_repeats_its_header():
    lampiran = halaman(replace(contoh.SURAT, matriks=contoh.SURAT.matriks * 12))[1:]
    assert len(lampiran) > 2
    assert all("No.PasalCatatanDasarSaran" in teks for teks in lampiran)


def test_a_draft_is_marked_on_each_page_and_has_no_code():
    hasil = halaman(contoh.KONSEP)
    assert all("KONSEP,BUKANSURATRESMI" in teks for teks in hasil)
    assert "(belumbernomor)" in hasil[0]
    assert "verifikasi" not in "".join(hasil)


def test_a_wet_letter_carries_a_bar_code_and_no_address():
    surat = halaman(contoh.SURAT_BASAH)[0]
    assert "SR-7Q4M-2KXP-9D3A" in surat
    assert "verifikasi" not in surat
    with pytest.raises(ValueError, match="never both"):
        replace(contoh.SURAT_BASAH.ttd, alamat=contoh.ALAMAT)


def test_what_people_typed_is_text():
    jahat = '<script>alert(1)</script><img src="http://127.0.0.1/">'
    hasil = "".join(halaman(replace(contoh.SURAT, hal=jahat, isi=(jahat,), butir=(jahat,), yth=(jahat,))))
    assert hasil.count("<script>alert(1)</script>") == 4


def test_a_kepala_desa_has_no_nip():
    ttd = TandaTangan(jabatan="Lurah Purwobinangun", nama="Heri Suasana")
    hasil = halaman(replace(contoh.SURAT, ttd=ttd, matriks=()))
    assert "NIP" not in hasil[0]
    assert "a.n." not in hasil[0]


def test_receipt_names_each_file_by_its_hash():
    (hasil,) = bacapdf.halaman(cetak_pdf("cetak/tanda_terima.html", {"terima": contoh.TERIMA}))
    assert contoh.TERIMA["kode"] in hasil
    assert all(satu["sha256"] in hasil for satu in contoh.TERIMA["berkas"])
    assert "pukul14.05.22WIB" in hasil
