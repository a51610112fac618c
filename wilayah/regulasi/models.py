"""Law as data: what was in force when, and how many days it gives. A document cites what held on its date."""

from datetime import time

from django.conf import settings
from django.db import models
from django.db.models import Q


class Kepastian(models.TextChoices):
    """How sure the row is; what is not read from its source stays configurable."""

    SUMBER = "sumber", "Dibaca dari sumber"
    DIINGAT = "diingat", "Belum dicocokkan dengan sumber"
    TAFSIR = "tafsir", "Tafsir, perlu persetujuan Bagian Hukum"


class BerlakuQuerySet(models.QuerySet):
    def pada(self, tanggal):
        """Rows in force on the local date `tanggal`, last day inclusive."""
        return self.filter(berlaku_sejak__lte=tanggal).filter(
            Q(berlaku_sampai__isnull=True) | Q(berlaku_sampai__gte=tanggal)
        )


class DasarHukum(models.Model):
    kode = models.CharField("kode", max_length=40)
    nama = models.CharField("nama", max_length=300)
    pasal = models.CharField("pasal", max_length=60, blank=True)
    ringkasan = models.CharField("ringkasan", max_length=400, blank=True)
    berlaku_sejak = models.DateField("berlaku sejak")
    berlaku_sampai = models.DateField("berlaku sampai", null=True, blank=True)
    menggantikan = models.CharField("menggantikan", max_length=40, blank=True)
    kepastian = models.CharField("kepastian", max_length=8, choices=Kepastian)
    sumber = models.CharField("sumber", max_length=200, blank=True)

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        verbose_name = "dasar hukum"
        verbose_name_plural = "dasar hukum"
        ordering = ["kode", "pasal"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["kode", "pasal", "berlaku_sejak"], name="dasar_hukum_unik")]

    def __str__(self):
        return f"{self.nama} {self.pasal}".strip()


class AturanTenggat(models.Model):
    """How long an act may take. A kabupaten's own row wins over the national one while it holds. `oleh` is who last
    decided the row here: the files that come with the application leave it alone from then on."""

    class Satuan(models.TextChoices):
        KERJA = "hari_kerja", "hari kerja"
        KALENDER = "hari_kalender", "hari"

    kode = models.CharField("kode", max_length=40)
    wilayah = models.ForeignKey(
        "wilayah.Wilayah", models.CASCADE, null=True, blank=True, related_name="+", verbose_name="wilayah"
    )
    nama = models.CharField("nama", max_length=120)
    nilai = models.PositiveSmallIntegerField("jumlah hari")
    satuan = models.CharField("satuan", max_length=14, choices=Satuan)
    titik_mulai = models.CharField("titik mulai", max_length=200)
    batas_jam = models.TimeField("batas jam pencatatan", default=time(16))
    geser_ke_hari_kerja = models.BooleanField("geser hari terakhir ke hari kerja", default=False)
    dasar = models.CharField("dasar", max_length=300)
    kepastian = models.CharField("kepastian", max_length=8, choices=Kepastian)
    berlaku_sejak = models.DateField("berlaku sejak")
    berlaku_sampai = models.DateField("berlaku sampai", null=True, blank=True)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="oleh")

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        verbose_name = "aturan tenggat"
        verbose_name_plural = "aturan tenggat"
        ordering = ["kode", "wilayah", "berlaku_sejak"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["kode", "wilayah", "berlaku_sejak"], name="aturan_tenggat_wilayah"),
            models.UniqueConstraint(
                fields=["kode", "berlaku_sejak"],
                condition=Q(wilayah__isnull=True),
                name="aturan_tenggat_nasional",
            ),
        ]

    def __str__(self):
        return f"{self.nama}: {self.nilai} {self.get_satuan_display()}"
