"""What a change of the map leaves to be decided about an agreement."""

import uuid

from django.conf import settings
from django.db import models

from wilayah.pohon.models import PerubahanWilayah

from .kerja_sama import BagiKantorQuerySet, KerjaSama


class TugasPerubahan(models.Model):
    """What a change of the map leaves to be decided about one agreement, by the kabupaten (daughter of a split named
    by an addendum, a party that is no desa any more)."""

    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    kerja_sama = models.ForeignKey(KerjaSama, models.CASCADE, related_name="tugas_perubahan", verbose_name="kerja sama")
    perubahan = models.ForeignKey(PerubahanWilayah, models.PROTECT, related_name="+", verbose_name="perubahan")
    perihal = models.CharField("perihal", max_length=300)
    keputusan = models.CharField("keputusan", max_length=300, blank=True)
    diputus_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="diputus oleh"
    )
    diputus_pada = models.DateTimeField("diputus pada", null=True, blank=True)

    objects = BagiKantorQuerySet.as_manager()
    jalur_cakupan = {"lihat_kerja_sama": "kerja_sama", "telaah_kerja_sama": "kerja_sama"}

    class Meta:
        verbose_name = "tugas perubahan wilayah"
        verbose_name_plural = "tugas perubahan wilayah"
        ordering = ["kerja_sama", "pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["kerja_sama", "perubahan"], name="tugas_perubahan_sekali")]
