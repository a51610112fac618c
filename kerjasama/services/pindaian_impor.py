"""Scans in a ZIP, found by their name. Nothing is unpacked to disk, and one file at a time to memory."""

import unicodedata
import zipfile
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError

from wilayah.berkas.rules import periksa_ukuran, periksa_unggahan
from wilayah.berkas.rules_arsip import GALAT_BACA, periksa_arsip

AKHIRAN = (".pdf", ".jpg", ".jpeg", ".png")
GANDA = object()


class ArsipPindaian:
    """The scans of one import; without a ZIP it is empty."""

    def __init__(self, berkas=None):
        self.arsip, self.isi = None, {}
        if berkas is None:
            return
        periksa_arsip(berkas)
        berkas.seek(0)
        self.arsip = zipfile.ZipFile(berkas)
        for satu in self.arsip.infolist():
            nama = kunci_berkas(satu.filename)
            if satu.is_dir() or not nama or "__MACOSX" in satu.filename:
                continue
            self.isi[nama] = GANDA if nama in self.isi else satu

    def cari(self, nama):
        """The entry of that name, with or without its ending; None when there is none. Raises ValidationError when
        several bear it."""
        kunci = kunci_berkas(nama)
        satu = next((self.isi[k] for k in (kunci, *(f"{kunci}{a}" for a in AKHIRAN)) if k in self.isi), None)
        if satu is GANDA:
            raise ValidationError(f"Ada beberapa berkas bernama «{nama}» dalam ZIP. Beri nama yang berbeda.")
        return satu

    def ambil(self, satu):
        """(bytes, media type) of an entry. Raises ValidationError for what may not be stored."""
        nama = PurePosixPath(satu.filename.replace("\\", "/")).name
        periksa_ukuran(satu.file_size, nama)
        try:
            with self.arsip.open(satu) as aliran:
                isi = aliran.read(satu.file_size + 1)
        except GALAT_BACA:
            raise ValidationError(f"{nama}: rusak di dalam ZIP. Buat ulang ZIP-nya.") from None
        return isi, periksa_unggahan(isi, nama)


def kunci_berkas(nama):
    """A file name as it is compared: without folders, in any case and composition."""
    dasar = PurePosixPath(unicodedata.normalize("NFC", nama).replace("\\", "/")).name
    return dasar.strip().casefold()
