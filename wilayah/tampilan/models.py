"""What a person set up for working with a list."""

import uuid

from django.db import models

from wilayah.pengguna.models import Pengguna


class TampilanTersimpan(models.Model):
    """A named set of filters of one list. A person's own, and only words of the address: what it shows is decided
    anew by scope each time it is opened."""

    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    pengguna = models.ForeignKey(Pengguna, models.CASCADE, related_name="tampilan", verbose_name="pengguna")
    halaman = models.CharField("halaman", max_length=60)
    nama = models.CharField("nama", max_length=60)
    kueri = models.CharField("saringan", max_length=600, blank=True)
    dibuat_pada = models.DateTimeField("dibuat pada", auto_now_add=True)

    class Meta:
        verbose_name = "tampilan tersimpan"
        verbose_name_plural = "tampilan tersimpan"
        ordering = ["halaman", "nama"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["pengguna", "halaman", "nama"], name="tampilan_tersimpan_nama")]
