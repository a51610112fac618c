"""Words of the calendar. Month and day names are spelled out here because deadlines and letters must read the
same whatever language or locale the process runs in."""

from django.db import models

HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
BULAN = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


class JenisPeristiwa(models.TextChoices):
    MULAI = "mulai", "Waktu mulai"
    JEDA = "jeda", "Waktu berhenti"
    LANJUT = "lanjut", "Waktu berjalan lagi"
    HENTI = "henti", "Selesai"


class JenisBaris(models.TextChoices):
    """What one line of «Mengapa tanggal ini?» tells; pages choose an icon and a colour by it."""

    MULAI = "mulai", "Mulai"
    GESER = "geser", "Dianggap dicatat"
    HITUNG = "hitung", "Dihitung"
    LIBUR = "libur", "Libur"
    JEDA = "jeda", "Jeda"
    LANJUT = "lanjut", "Lanjut"
    JATUH = "jatuh", "Tenggat"
    HENTI = "henti", "Selesai"


class StatusTenggat(models.TextChoices):
    TANPA = "tanpa", "Tanpa tenggat"
    TERJEDA = "terjeda", "Waktu berhenti"
    TERLAMBAT = "terlambat", "Lewat tenggat"
    HARI_INI = "hari_ini", "Hari ini"
    MINGGU_INI = "minggu_ini", "Minggu ini"
    NANTI = "nanti", "Nanti"
    SELESAI = "selesai", "Selesai tepat waktu"
    SELESAI_TERLAMBAT = "selesai_terlambat", "Selesai sesudah tenggat"
