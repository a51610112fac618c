"""Days that are no working days, as decided by the yearly SKB of three ministers or by a region."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class JenisLibur(models.TextChoices):
    LIBUR = "libur", "Libur nasional"
    CUTI_BERSAMA = "cuti_bersama", "Cuti bersama"
    DAERAH = "daerah", "Libur daerah"


class HariLibur(models.Model):
    """`dasar` names the decree behind the day; `wilayah` is empty for the whole nation."""

    tanggal = models.DateField("tanggal")
    nama = models.CharField("nama", max_length=120)
    jenis = models.CharField("jenis", max_length=12, choices=JenisLibur)
    dasar = models.CharField("dasar", max_length=200)
    wilayah = models.ForeignKey(
        "wilayah.Wilayah", models.CASCADE, null=True, blank=True, related_name="+", verbose_name="wilayah"
    )

    class Meta:
        verbose_name = "hari libur"
        verbose_name_plural = "hari libur"
        ordering = ["tanggal"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["tanggal", "wilayah"], name="hari_libur_satu_per_wilayah"),
            models.UniqueConstraint(
                fields=["tanggal"], condition=models.Q(wilayah__isnull=True), name="hari_libur_satu_nasional"
            ),
        ]

    def __str__(self):
        return f"{self.nama} ({self.tanggal})"


class KeputusanLibur(models.Model):
    """The nation's calendar of one year, as an admin confirmed it row by row against the decree. From then on the
    files that come with the application leave that year alone."""

    tahun = models.PositiveSmallIntegerField("tahun", unique=True)
    dasar = models.CharField("keputusan", max_length=200)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="oleh")
    pada = models.DateTimeField("pada", default=timezone.now)

    class Meta:
        verbose_name = "keputusan libur"
        verbose_name_plural = "keputusan libur"
        ordering = ["tahun"]
        default_permissions = ()

    def __str__(self):
        return f"{self.tahun}: {self.dasar}"
