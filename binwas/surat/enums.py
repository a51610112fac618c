"""Words of an official letter (Permendagri 1/2023)."""

from django.db import models


class StatusSurat(models.TextChoices):
    KONSEP = "konsep", "Konsep"
    DIPARAF = "diparaf", "Diparaf sebagian"
    SIAP_TTD = "siap_ttd", "Siap ditandatangani"
    BERNOMOR = "bernomor", "Bernomor, menunggu tanda tangan basah"
    TERBIT = "terbit", "Terbit"
    DISAMPAIKAN = "disampaikan", "Disampaikan"
    DICABUT = "dicabut", "Dicabut"
    BATAL_NOMOR = "batal_nomor", "Batal, nomor tidak dipakai"


TERBUKA_BAGI_PENERIMA = (StatusSurat.TERBIT, StatusSurat.DISAMPAIKAN, StatusSurat.DICABUT)


class Sifat(models.TextChoices):
    BIASA = "biasa", "Biasa"
    PENTING = "penting", "Penting"
    RAHASIA = "rahasia", "Rahasia"


class CaraTandaTangan(models.TextChoices):
    ELEKTRONIK = "elektronik", "Elektronik sederhana"
    BASAH = "basah", "Basah, dengan pindaian"
