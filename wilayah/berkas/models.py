"""Stored files: exact bytes under the name of their SHA-256, never changed. A file is reached only through the row
that owns it (a version of a document, a letter), and that row through its scope."""

import hashlib
import uuid

from django.conf import settings
from django.core.files.storage import storages
from django.db import models

from wilayah.cakupan.queries import CakupanQuerySet


class Berkas(models.Model):
    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    ukuran = models.PositiveBigIntegerField("ukuran (bita)")
    jenis_media = models.CharField("jenis media", max_length=100)
    nama_asli = models.CharField("nama asli", max_length=200)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="oleh")
    dibuat_pada = models.DateTimeField("dibuat pada", auto_now_add=True)

    objects = CakupanQuerySet.as_manager()
    jalur_cakupan = {}

    class Meta:
        verbose_name = "berkas"
        verbose_name_plural = "berkas"
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self):
        return self.nama_asli

    @property
    def lokasi(self):
        """Place in the store, two levels deep so that no folder grows too large."""
        return f"{self.sha256[:2]}/{self.sha256[2:4]}/{self.sha256}"

    def buka(self):
        return storages["berkas"].open(self.lokasi, "rb")

    def baca(self):
        with self.buka() as f:
            return f.read()

    def utuh(self):
        """Whether the stored bytes are still those that were written."""
        try:
            with self.buka() as f:
                return hashlib.file_digest(f, "sha256").hexdigest() == self.sha256
        except OSError:
            return False
