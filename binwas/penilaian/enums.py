"""Words of a review (UU 6/2014 Ps 112, 115; PP 12/2017 Ps 19; Permendagri 111/2014 Ps 19–20)."""

from django.db import models


class JenisPemeriksaan(models.TextChoices):
    EVALUASI_RANCANGAN = "evaluasi_rancangan", "Evaluasi rancangan"
    KLARIFIKASI = "klarifikasi", "Klarifikasi"
    TELAAH_PERJANJIAN = "telaah_perjanjian", "Telaah perjanjian"
    EVALUASI_PELAKSANAAN = "evaluasi_pelaksanaan", "Evaluasi pelaksanaan"


class StatusPemeriksaan(models.TextChoices):
    DITERUSKAN = "diteruskan", "Diteruskan kecamatan"
    DICATAT_LENGKAP = "dicatat_lengkap", "Dicatat lengkap"
    DITELAAH = "ditelaah", "Ditelaah"
    DIUSULKAN = "diusulkan", "Hasil diusulkan"
    SELESAI = "selesai", "Selesai"


class Hasil(models.TextChoices):
    SESUAI = "sesuai", "Sesuai"
    SESUAI_DENGAN_CATATAN = "sesuai_dengan_catatan", "Sesuai dengan catatan"
    PERLU_PERBAIKAN = "perlu_perbaikan", "Perlu perbaikan"
    BERTENTANGAN = "bertentangan", "Bertentangan"


HASIL_KLARIFIKASI = (Hasil.SESUAI, Hasil.SESUAI_DENGAN_CATATAN, Hasil.BERTENTANGAN)


class Nilai(models.TextChoices):
    SESUAI = "sesuai", "Sesuai"
    PERLU_PERBAIKAN = "perlu_perbaikan", "Perlu perbaikan"
    BERTENTANGAN = "bertentangan", "Bertentangan"


class JenisPeristiwa(models.TextChoices):
    MULAI = "mulai", "Mulai"
    JEDA = "jeda", "Jeda"
    LANJUT = "lanjut", "Lanjut"
    HENTI = "henti", "Berhenti"
