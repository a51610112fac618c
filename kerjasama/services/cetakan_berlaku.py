"""The text in force on paper: to read, not to sign."""

from wilayah.cetak.mesin import cetak_pdf
from wilayah.tampilan.format import tanggal

from .cetakan_naskah import TEPI


def pdf_berlaku_saat_ini(kerja_sama, bab, terpisah) -> bytes:
    konteks = {
        "s": {"pbkd": kerja_sama.adalah_pbkd},
        "judul": kerja_sama.judul,
        "nama_naskah": kerja_sama.nama_naskah,
        "pada": tanggal(kerja_sama.desa_pendaftar.hari_ini(), hari=False),
        "bab": bab,
        "terpisah": terpisah,
    }
    return cetak_pdf("cetak/berlaku_saat_ini.html", konteks, huruf="bookman", tepi=TEPI)
