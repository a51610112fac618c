"""Registration of an agreement that exists already: its draft, and the receipt."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from wilayah.berkas.models import Berkas
from wilayah.cakupan.queries import CakupanQuerySet
from wilayah.pengguna.rules import kode_acak
from wilayah.pohon.models import Wilayah

from .kerja_sama import BagiKantorQuerySet, KerjaSama


def kode_tanda_terima():
    """26 characters, 130 random bits: a receipt can't be guessed."""
    return kode_acak(26)


class DrafPendaftaran(models.Model):
    """A registration that is being filled in. Not yet an agreement: counted nowhere, seen by the desa alone."""

    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    desa = models.ForeignKey(Wilayah, models.PROTECT, related_name="draf_pendaftaran", verbose_name="desa")
    pembuat = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="pembuat")
    isi = models.JSONField("isi", default=dict)
    langkah = models.CharField("langkah", max_length=20)
    versi = models.PositiveIntegerField("versi", default=1)
    dibuat_pada = models.DateTimeField("dibuat pada", auto_now_add=True)
    diubah_pada = models.DateTimeField("diubah pada", auto_now=True)
    kerja_sama = models.OneToOneField(
        KerjaSama, models.CASCADE, null=True, blank=True, related_name="draf", verbose_name="kerja sama"
    )

    objects = CakupanQuerySet.as_manager()
    jalur_cakupan = {"daftarkan_kerja_sama": "desa"}

    class Meta:
        verbose_name = "draf pendaftaran"
        verbose_name_plural = "draf pendaftaran"
        ordering = ["-diubah_pada"]
        default_permissions = ()


class BerkasDraf(models.Model):
    """A file attached to a draft, in the order in which the person put it."""

    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    draf = models.ForeignKey(DrafPendaftaran, models.CASCADE, related_name="berkas", verbose_name="draf")
    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="+", verbose_name="berkas")
    urut = models.PositiveSmallIntegerField("urut")

    objects = CakupanQuerySet.as_manager()
    jalur_cakupan = {"daftarkan_kerja_sama": "draf"}

    class Meta:
        verbose_name = "berkas draf"
        verbose_name_plural = "berkas draf"
        ordering = ["draf", "urut"]
        default_permissions = ()


class TandaTerima(models.Model):
    """Proof that something was received: when, from whom, and the SHA-256 of each file."""

    kode = models.CharField("kode", max_length=26, unique=True, default=kode_tanda_terima, editable=False)
    kerja_sama = models.ForeignKey(KerjaSama, models.CASCADE, related_name="tanda_terima", verbose_name="kerja sama")
    perihal = models.CharField("perihal", max_length=200)
    penerima = models.ForeignKey(Wilayah, models.PROTECT, related_name="+", verbose_name="kantor penerima")
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="oleh")
    pada = models.DateTimeField("pada", default=timezone.now)
    berkas = models.ForeignKey(Berkas, models.PROTECT, null=True, related_name="+", verbose_name="berkas tanda terima")
    rincian = models.JSONField("berkas yang diterima", default=list)

    objects = BagiKantorQuerySet.as_manager()
    jalur_cakupan = {"lihat_kerja_sama": "kerja_sama"}

    class Meta:
        verbose_name = "tanda terima"
        verbose_name_plural = "tanda terima"
        ordering = ["-pada"]
        default_permissions = ()

    def __str__(self):
        return self.kode
