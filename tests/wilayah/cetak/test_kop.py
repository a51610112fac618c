"""The letterhead as it prints: paper, typeface and logo of the office, embedded."""

import io

import pikepdf
import pytest
from PIL import Image

from tests.wilayah.cetak.bacapdf import huruf
from wilayah.cetak.kop import kop_kantor
from wilayah.cetak.mesin import cetak_pdf
from wilayah.cetak.naskah import Naskah, TandaTangan
from wilayah.models import ProfilKantor

PROFIL = {"nama_pemda": "PEMERINTAH", "nama_kantor": "DINAS", "alamat": "Jalan 1", "kode_pos": "55511"}


def logo():
    isi = io.BytesIO()
    Image.new("RGBA", (40, 50), (200, 0, 0, 128)).save(isi, "PNG")
    return isi.getvalue()


def cetak(kertas, huruf_, logo_):
    profil = ProfilKantor(kertas=kertas, huruf=huruf_, telepon="0274", **PROFIL)
    naskah = Naskah(
        kop=kop_kantor(profil, logo_),
        tempat="Sleman",
        tanggal="25 November 2026",
        nomor="1",
        sifat="Biasa",
        hal="Contoh",
        yth=("Lurah Contoh",),
        ttd=TandaTangan(jabatan="Kepala", nama="Nama"),
    )
    return cetak_pdf("cetak/surat.html", {"naskah": naskah}, kertas=profil.kertas, huruf=profil.huruf)


@pytest.mark.parametrize(("kertas", "ukuran"), [("A4", (210, 297)), ("F4", (215, 330))])
@pytest.mark.parametrize(("huruf_", "nama"), [("arial", "Liberation-Sans"), ("bookman", "URW-Bookman")])
@pytest.mark.parametrize("logo_", [None, logo()], ids=["tanpa logo", "dengan logo"])
def test_paper_typeface_and_logo_are_those_of_the_office(kertas, ukuran, huruf_, nama, logo_):
    isi = cetak(kertas, huruf_, logo_)
    assert all(satu.startswith(nama) for satu in huruf(isi))
    with pikepdf.open(io.BytesIO(isi)) as pdf:
        halaman = pdf.pages[0]
        assert [round(float(n) / 72 * 25.4) for n in halaman.mediabox[2:]] == list(ukuran)
        assert len(halaman.get_images()) == (1 if logo_ else 0)


def test_the_lines_under_the_name_leave_out_what_is_empty():
    kop = kop_kantor(ProfilKantor(telepon="0274", **PROFIL))
    assert kop.alamat == ("Jalan 1 55511", "Telepon 0274") and kop.logo == ""
