"""The letter of offer as it prints."""

from kerjasama.services.persiapan import simpan_persiapan
from tests.wilayah.cetak.bacapdf import halaman

from .bahan import CANDI, HARJO, PURWO, kirim, siap


def test_letter_says_what_the_law_asks_for(pemeran):
    ks = siap(pemeran)
    simpan_persiapan(
        kerja_sama=ks, isi={"latar_belakang": "Sampah belum terolah."}, versi=2, oleh=pemeran[f"operator.{PURWO}"]
    )
    (penawaran, *_) = kirim(pemeran, ks, CANDI, HARJO)
    isi = "".join(" ".join(halaman(penawaran.surat.baca())).split())
    for kata in (
        "PEMERINTAH KABUPATEN SLEMAN",
        "KALURAHAN PURWOBINANGUN",
        "145/12/XI/2026",
        "Lurah Candibinangun",
        "Lurah Harjobinangun",
        "Bidang kerja sama",
        "Pengangkutan dan pengolahan sampah.",
        "5 tahun",
        "Purwobinangun menyediakan lahan.",
        f"Nama kades.{PURWO}",
    ):
        assert kata.replace(" ", "") in isi, kata
