"""Documents of an agreement: immutable versions with the bytes behind them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from kerjasama.enums import JenisDokumen
from wilayah.berkas.models import Berkas
from wilayah.cakupan.queries import CakupanQuerySet, undangan

from .kerja_sama import KerjaSama


class DokumenQuerySet(CakupanQuerySet):
    def _syarat_jalur(self, user, izin, jalur, simpul_):
        """A record of a meeting names people: no invitation opens it, nor its versions and files."""
        syarat = super()._syarat_jalur(user, izin, jalur, simpul_)
        if not undangan(user, izin):
            return syarat
        lewat_penugasan = KerjaSama.objects.lewat_penugasan(user, izin).values("pk")
        return syarat & (~Q(jenis=JenisDokumen.BERITA_ACARA) | Q(kerja_sama__in=lewat_penugasan))


class Dokumen(models.Model):
    """A document of an agreement; what it says is in its versions, which never change."""

    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    kerja_sama = models.ForeignKey(KerjaSama, models.CASCADE, related_name="dokumen", verbose_name="kerja sama")
    jenis = models.CharField("jenis", max_length=20, choices=JenisDokumen)
    judul = models.CharField("judul", max_length=200)
    dibuat_pada = models.DateTimeField("dibuat pada", default=timezone.now)

    objects = DokumenQuerySet.as_manager()
    jalur_cakupan = {"lihat_kerja_sama": "kerja_sama"}

    class Meta:
        verbose_name = "dokumen"
        verbose_name_plural = "dokumen"
        ordering = ["kerja_sama", "pk"]
        default_permissions = ()

    def __str__(self):
        return self.judul


class VersiDokumen(models.Model):
    """One version. `berkas` is what people read; `asli` are the bytes as they were sent, in order (several photos
    make one PDF), kept for their hashes and served only as a download."""

    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    dokumen = models.ForeignKey(Dokumen, models.CASCADE, related_name="versi", verbose_name="dokumen")
    nomor = models.PositiveSmallIntegerField("versi")
    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="+", verbose_name="berkas")
    keterangan = models.CharField("keterangan", max_length=300, blank=True)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="oleh")
    dibuat_pada = models.DateTimeField("dibuat pada", default=timezone.now)

    objects = CakupanQuerySet.as_manager()
    jalur_cakupan = {"lihat_kerja_sama": "dokumen"}

    class Meta:
        verbose_name = "versi dokumen"
        verbose_name_plural = "versi dokumen"
        ordering = ["dokumen", "-nomor"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["dokumen", "nomor"], name="versi_dokumen_unik")]


class BerkasAsli(models.Model):
    """The original bytes behind a version, in the order in which they were sent."""

    versi = models.ForeignKey(VersiDokumen, models.CASCADE, related_name="asli", verbose_name="versi")
    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="+", verbose_name="berkas")
    urut = models.PositiveSmallIntegerField("urut")

    objects = CakupanQuerySet.as_manager()
    jalur_cakupan = {"lihat_kerja_sama": "versi"}

    class Meta:
        verbose_name = "berkas asli"
        verbose_name_plural = "berkas asli"
        ordering = ["versi", "urut"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["versi", "urut"], name="berkas_asli_unik")]
