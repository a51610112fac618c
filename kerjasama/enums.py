"""Words of an agreement (UU 6/2014 Ps 91–93; PP 16/2026 Ps 165–167; Permendagri 96/2017)."""

from datetime import date

from django.db import models

TANPA_JATUH_TEMPO = date.max


class Bentuk(models.TextChoices):
    ANTAR_DESA = "antar_desa", "Antar-desa"
    PIHAK_KETIGA = "pihak_ketiga", "Desa dengan pihak ketiga"
    PIHAK_KETIGA_MULTI_DESA = "pihak_ketiga_multi_desa", "Beberapa desa dengan pihak ketiga"


class Status(models.TextChoices):
    PERSIAPAN = "persiapan", "Persiapan"
    PENAWARAN = "penawaran", "Penawaran"
    PENYUSUNAN = "penyusunan", "Penyusunan"
    DISEPAKATI = "disepakati", "Disepakati"
    DITANDATANGANI = "ditandatangani", "Ditandatangani"
    DIUNDANGKAN = "diundangkan", "Diundangkan"
    BERLAKU = "berlaku", "Berlaku"
    DITANGGUHKAN = "ditangguhkan", "Ditangguhkan"
    BERAKHIR = "berakhir", "Berakhir"
    DIBATALKAN = "dibatalkan", "Dibatalkan"
    DITARIK = "ditarik", "Pendaftaran ditarik"


class MutuData(models.TextChoices):
    BELUM_DIPERIKSA = "belum_diperiksa", "Belum diperiksa"
    DIPERIKSA_KECAMATAN = "diperiksa_kecamatan", "Diperiksa kecamatan"
    DIKLARIFIKASI = "diklarifikasi", "Diklarifikasi"


class Bidang(models.TextChoices):
    """The four fields of Permendagri 96/2017 Ps 1."""

    PEMERINTAHAN = "pemerintahan", "Pemerintahan desa"
    PEMBANGUNAN = "pembangunan", "Pembangunan desa"
    KEMASYARAKATAN = "kemasyarakatan", "Pembinaan kemasyarakatan"
    PEMBERDAYAAN = "pemberdayaan", "Pemberdayaan masyarakat"


class Urusan(models.TextChoices):
    """What an agreement is about, finer than its bidang."""

    AIR = "air", "Air bersih dan irigasi"
    SAMPAH = "sampah", "Persampahan"
    WISATA = "wisata", "Pariwisata"
    PASAR = "pasar", "Pasar dan perdagangan"
    BUM_DESA = "bum_desa", "BUM Desa bersama"
    PERTANIAN = "pertanian", "Pertanian dan peternakan"
    JALAN = "jalan", "Jalan dan jembatan"
    KESEHATAN = "kesehatan", "Kesehatan"
    PENDIDIKAN = "pendidikan", "Pendidikan dan pelatihan"
    KEAMANAN = "keamanan", "Keamanan dan ketertiban"
    BENCANA = "bencana", "Penanggulangan bencana"
    LINGKUNGAN = "lingkungan", "Lingkungan hidup"
    BUDAYA = "budaya", "Adat dan budaya"
    LAYANAN = "layanan", "Pelayanan dan data desa"
    LAINNYA = "lainnya", "Lainnya"


class Prakarsa(models.TextChoices):
    DESA = "desa", "Desa"
    PIHAK_KETIGA = "pihak_ketiga", "Pihak ketiga"


class Tanggapan(models.TextChoices):
    BELUM = "belum", "Belum menanggapi"
    BENAR = "benar", "Menyatakan benar"
    KEBERATAN = "keberatan", "Keberatan"


class JenisDokumen(models.TextChoices):
    NASKAH = "naskah", "Naskah"
    LAMPIRAN = "lampiran", "Lampiran"


class JenisPihakKetiga(models.TextChoices):
    SWASTA = "swasta", "Perusahaan swasta"
    BUMN_D = "bumn_d", "BUMN/BUMD"
    PERGURUAN_TINGGI = "perguruan_tinggi", "Perguruan tinggi"
    ORMAS = "ormas", "Organisasi kemasyarakatan"
    LEMBAGA_LAIN = "lembaga_lain", "Lembaga lain"


class MenurutWilayah(models.TextChoices):
    """By which map a region is counted: the present one, or the one when each party came in."""

    KINI = "kini", "Menurut wilayah kini"
    SAAT_ITU = "saat_itu", "Menurut wilayah saat itu"


# What `Cakupan.masa` holds for each: 1 now, 2 then, 3 both.
MASA = {MenurutWilayah.KINI: (1, 3), MenurutWilayah.SAAT_ITU: (2, 3)}


def menurut(nilai):
    """The map that an address names; the present one for anything else."""
    return MenurutWilayah(nilai) if nilai in MenurutWilayah.values else MenurutWilayah.KINI
