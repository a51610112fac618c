"""Bringing in many old agreements from one spreadsheet."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from wilayah.berkas.models import Berkas
from wilayah.cakupan.queries import CakupanQuerySet
from wilayah.pohon.models import Wilayah


class ImporKerjaSama(models.Model):
    """One upload of an office: how far it has been read, and what became of each row.

    `sekaligus`: all rows or none, in one transaction; else each good row is in as soon as it is read, and a killed run
    goes on where it stood. `uji`: a dry run, which writes no agreement. `pesan` maps the number of a row to [state,
    words, {column: what is wrong}]; `per_desa` counts what came in for each village, for its one notice at the end.
    `hasil` is the sheet that is given back, each row with what was done or is wrong.
    """

    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    kantor = models.ForeignKey(Wilayah, models.PROTECT, related_name="impor_kerja_sama", verbose_name="kantor")
    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="+", verbose_name="lembar")
    pindaian = models.ForeignKey(
        Berkas, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ZIP pindaian"
    )
    sekaligus = models.BooleanField("semua atau tidak sama sekali", default=False)
    uji = models.BooleanField("hanya diperiksa", default=False)
    jumlah_baris = models.PositiveIntegerField("jumlah baris", default=0)
    terbaca = models.PositiveIntegerField("baris terbaca", default=0)
    masuk = models.PositiveIntegerField("masuk", default=0)
    sudah_ada = models.PositiveIntegerField("sudah ada", default=0)
    ditolak = models.PositiveIntegerField("ditolak", default=0)
    pesan = models.JSONField("pesan per baris", default=dict)
    per_desa = models.JSONField("masuk per desa", default=dict)
    hasil = models.ForeignKey(Berkas, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="hasil")
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="oleh")
    dibuat_pada = models.DateTimeField("dibuat pada", default=timezone.now)
    selesai_pada = models.DateTimeField("selesai pada", null=True, blank=True)

    objects = CakupanQuerySet.as_manager()
    jalur_cakupan = {"daftarkan_kerja_sama": "kantor"}

    class Meta:
        verbose_name = "impor kerja sama"
        verbose_name_plural = "impor kerja sama"
        ordering = ["-dibuat_pada", "-pk"]
        default_permissions = ()
