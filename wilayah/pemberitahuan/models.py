"""The inbox of a person. What reached an office is kept with the letter itself, so that a successor sees it."""

import uuid

from django.db import models

from wilayah.cakupan.queries import CakupanQuerySet
from wilayah.pengguna.models import Pengguna, Penugasan


class PemberitahuanQuerySet(CakupanQuerySet):
    def milik(self, induk):
        """A person's own messages; there is no other way to read them. They tell of an office's files: who holds no
        office now reads none."""
        menjabat = Penugasan.objects.berlaku().filter(pengguna=induk)
        return self.filter(models.Exists(menjabat), penerima=induk)._tandai()

    def belum_dibaca(self):
        return self.filter(dibaca_pada__isnull=True)


class Pemberitahuan(models.Model):
    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    penerima = models.ForeignKey(Pengguna, models.CASCADE, related_name="pemberitahuan", verbose_name="penerima")
    judul = models.CharField("judul", max_length=160)
    isi = models.CharField("isi", max_length=500, blank=True)
    tautan = models.CharField("tautan", max_length=200)
    penting = models.BooleanField("perlu tindakan", default=False)
    dibuat_pada = models.DateTimeField("dibuat pada")
    dibaca_pada = models.DateTimeField("dibaca pada", null=True, blank=True)

    objects = PemberitahuanQuerySet.as_manager()
    jalur_cakupan = {}

    class Meta:
        verbose_name = "pemberitahuan"
        verbose_name_plural = "pemberitahuan"
        ordering = ["-dibuat_pada", "-pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["penerima", "dibaca_pada", "-dibuat_pada"], name="pemberitahuan_kotak")]

    def __str__(self):
        return self.judul
