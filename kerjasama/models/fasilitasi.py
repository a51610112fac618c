"""What the offices above did for an agreement in the making."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from kerjasama.enums import HasilEvaluasi, JenisFasilitasi
from wilayah.berkas.models import Berkas
from wilayah.pohon.models import Wilayah

from .kerja_sama import BagiKantorQuerySet, KerjaSama


class Fasilitasi(models.Model):
    """One recorded act of the camat on behalf of the bupati (PP 16/2026 Ps 165(5), 180(2) n), of the provinsi where the
    parties lie in several kabupaten, or the kabupaten's evaluation of a draft where its Perbup asks for one.

    An evaluation is asked for first (`diminta_pada`) and answered later (`pada`, `hasil`); `tenggat` is a local date,
    last day inclusive, after which silence holds the parties up no longer.
    """

    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    kerja_sama = models.ForeignKey(KerjaSama, models.CASCADE, related_name="fasilitasi", verbose_name="kerja sama")
    kantor = models.ForeignKey(Wilayah, models.PROTECT, related_name="+", verbose_name="kantor")
    jenis = models.CharField("jenis", max_length=12, choices=JenisFasilitasi)
    tanggal = models.DateField("tanggal", null=True, blank=True)
    catatan = models.TextField("catatan", blank=True)
    hasil = models.CharField("hasil", max_length=16, choices=HasilEvaluasi, blank=True)
    versi_naskah = models.PositiveSmallIntegerField("versi naskah", null=True, blank=True)
    berkas = models.ForeignKey(Berkas, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="berkas")
    diminta_pada = models.DateTimeField("diminta pada", null=True, blank=True)
    diminta_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="diminta oleh"
    )
    tenggat = models.DateField("tenggat", null=True, blank=True)
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="dicatat oleh"
    )
    pada = models.DateTimeField("dicatat pada", null=True, blank=True, default=timezone.now)

    objects = BagiKantorQuerySet.as_manager()
    jalur_cakupan = {"lihat_kerja_sama": "kerja_sama", "fasilitasi_kerja_sama": "kantor"}

    class Meta:
        verbose_name = "fasilitasi"
        verbose_name_plural = "fasilitasi"
        ordering = ["kerja_sama", "tanggal", "pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["kantor", "jenis", "pada"], name="fasilitasi_kantor")]
