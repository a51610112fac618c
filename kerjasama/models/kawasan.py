"""Growth areas: agreements that belong together, and how the area does."""

import uuid

from django.db import models

from wilayah.cakupan.queries import CakupanQuerySet
from wilayah.pohon.models import Wilayah


class Kawasan(models.Model):
    """A kawasan pertumbuhan of one kabupaten. Whoever sees one of its agreements sees that it exists; `anggota` of it
    are the parties of those agreements, as far as they are seen."""

    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    nama = models.CharField("nama", max_length=160)
    kabupaten = models.ForeignKey(Wilayah, models.PROTECT, related_name="kawasan", verbose_name="kabupaten/kota")
    uraian = models.TextField("uraian", blank=True)
    dasar = models.CharField("dasar penetapan", max_length=200, blank=True)
    versi = models.PositiveIntegerField("versi", default=1)

    objects = CakupanQuerySet.as_manager()
    jalur_cakupan = {"lihat_kerja_sama": "kerja_sama", "kelola_kawasan": "kabupaten"}

    class Meta:
        verbose_name = "kawasan pertumbuhan"
        verbose_name_plural = "kawasan pertumbuhan"
        ordering = ["nama", "pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["kabupaten", "nama"], name="kawasan_nama_unik")]

    def __str__(self):
        return self.nama


class IndikatorKawasan(models.Model):
    kawasan = models.ForeignKey(Kawasan, models.CASCADE, related_name="indikator", verbose_name="kawasan")
    nama = models.CharField("indikator", max_length=120)
    satuan = models.CharField("satuan", max_length=40, blank=True)
    tahun = models.PositiveSmallIntegerField("tahun")
    nilai = models.DecimalField("nilai", max_digits=18, decimal_places=2)

    objects = CakupanQuerySet.as_manager()
    jalur_cakupan = {"lihat_kerja_sama": "kawasan", "kelola_kawasan": "kawasan"}

    class Meta:
        verbose_name = "indikator kawasan"
        verbose_name_plural = "indikator kawasan"
        ordering = ["kawasan", "nama", "tahun"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["kawasan", "nama", "tahun"], name="indikator_kawasan_unik")]
