"""What an office may write down of its part in an agreement."""

from kerjasama.enums import JenisFasilitasi, Status
from wilayah.pohon.enums import Tingkat

from .isian import galat_tanggal_perbuatan

DICATAT = (JenisFasilitasi.FASILITASI, JenisFasilitasi.KONSULTASI, JenisFasilitasi.SAKSI)
MAKS_CATATAN = 2000
SEBELUM_SEPAKAT = (Status.PERSIAPAN, Status.PENAWARAN, Status.PENYUSUNAN)


def pilihan_jenis(kantor):
    """A witness of the signing is the camat (Permendagri 96/2017 Ps 13(5))."""
    return [j for j in DICATAT if j != JenisFasilitasi.SAKSI or kantor.tingkat == Tingkat.KECAMATAN]


def galat_fasilitasi(isi, *, kantor, status, hari_ini):
    galat = {}
    if isi.get("jenis") not in pilihan_jenis(kantor):
        galat["jenis"] = "Pilih apa yang dilakukan kantor ini."
    elif isi["jenis"] == JenisFasilitasi.SAKSI and status in SEBELUM_SEPAKAT:
        galat["jenis"] = "Naskah belum disepakati, sehingga belum ada penandatanganan yang disaksikan."
    if not isi.get("catatan"):
        galat["catatan"] = "Tulis singkat apa yang dibahas atau disaksikan."
    elif len(isi["catatan"]) > MAKS_CATATAN:
        galat["catatan"] = f"Paling banyak {MAKS_CATATAN} huruf."
    return galat | galat_tanggal_perbuatan(isi.get("tanggal"), hari_ini)
