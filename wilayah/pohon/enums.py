"""Levels and kinds of region, after Kepmendagri 300.2.2-2138 Tahun 2025 (codes PP.KK.CC.DDDD)."""

from django.db import models


class Tingkat(models.IntegerChoices):
    PUSAT = 0, "Pusat"
    PROVINSI = 1, "Provinsi"
    KABUPATEN = 2, "Kabupaten/Kota"
    KECAMATAN = 3, "Kecamatan"
    DESA = 4, "Desa/Kelurahan"


class Jenis(models.TextChoices):
    PUSAT = "pusat", "Pusat"
    PROVINSI = "provinsi", "Provinsi"
    KABUPATEN = "kabupaten", "Kabupaten"
    KOTA = "kota", "Kota"
    KECAMATAN = "kecamatan", "Kecamatan"
    DESA = "desa", "Desa"
    KELURAHAN = "kelurahan", "Kelurahan"
    DESA_ADAT = "desa_adat", "Desa Adat"


class JenisPerubahan(models.TextChoices):
    GANTI_KODE = "ganti_kode", "Ganti kode"
    GANTI_NAMA = "ganti_nama", "Ganti nama"
    PINDAH_INDUK = "pindah_induk", "Pindah induk"
    MEKAR = "mekar", "Pemekaran"
    GABUNG = "gabung", "Penggabungan"
    UBAH_STATUS = "ubah_status", "Perubahan status desa/kelurahan"
    HAPUS = "hapus", "Penghapusan"
