"""The one grant on a single agreement."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from .kerja_sama import BagiKantorQuerySet, KerjaSama


class Undangan(models.Model):
    """The only grant on a single agreement: somebody from outside its regions reads it from one local day to another
    (last day inclusive; `dari` and `sebelum` are the instants). The parties see that it was given, and by whom."""

    class Sebagai(models.TextChoices):
        AHLI = "ahli", "Ahli"
        KABUPATEN_LAIN = "kabupaten", "Kabupaten/kota tetangga"
        PENENGAH = "penengah", "Penengah"
        PIHAK_KETIGA = "pihak_ketiga", "Pihak ketiga"

    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    kerja_sama = models.ForeignKey(KerjaSama, models.CASCADE, related_name="undangan", verbose_name="kerja sama")
    pengguna = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="undangan", verbose_name="pengguna"
    )
    sebagai = models.CharField("sebagai", max_length=12, choices=Sebagai)
    izin = models.CharField("izin", max_length=60, default="lihat_kerja_sama")
    alasan = models.CharField("alasan", max_length=300)
    tanggal_mulai = models.DateField("mulai")
    tanggal_selesai = models.DateField("selesai")
    dari = models.DateTimeField("dari")
    sebelum = models.DateTimeField("sebelum")
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="oleh")
    dibuat_pada = models.DateTimeField("dibuat pada", default=timezone.now)
    dicabut_pada = models.DateTimeField("dicabut pada", null=True, blank=True)
    dicabut_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="dicabut oleh"
    )

    objects = BagiKantorQuerySet.as_manager()
    jalur_cakupan = {"lihat_kerja_sama": "kerja_sama", "undang_pihak": "kerja_sama"}

    class Meta:
        verbose_name = "undangan"
        verbose_name_plural = "undangan"
        ordering = ["kerja_sama", "-dibuat_pada"]
        default_permissions = ()
        indexes = [models.Index(fields=["pengguna", "sebelum"], name="undangan_pengguna")]
        constraints = [models.CheckConstraint(condition=Q(dari__lt=F("sebelum")), name="undangan_masa_benar")]
