"""Who carries an agreement out, what each party brings, and what it owes by when (PP 16/2026 Ps 166)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from kerjasama.enums import JenisKelamin, JenisKontribusi, StatusKewajiban, UnsurBkad
from wilayah.cakupan.queries import CakupanQuerySet
from wilayah.pohon.models import Wilayah

from .kerja_sama import KerjaSama
from .pihak import Pihak


class Bkad(models.Model):
    """The Badan Kerja Sama Antar-Desa of an agreement; its make-up and procedure are set by the PBKD itself."""

    kerja_sama = models.OneToOneField(KerjaSama, models.CASCADE, related_name="bkad", verbose_name="kerja sama")
    nama = models.CharField("nama", max_length=160)
    sekretariat = models.CharField("sekretariat", max_length=200, blank=True)
    dasar = models.CharField("dasar pembentukan", max_length=200, blank=True)
    tata_kerja = models.TextField("tata kerja", blank=True)

    objects = CakupanQuerySet.as_manager()
    jalur_cakupan = {"lihat_kerja_sama": "kerja_sama", "susun_kerja_sama": "kerja_sama"}

    class Meta:
        verbose_name = "BKAD"
        verbose_name_plural = "BKAD"
        default_permissions = ()


class AnggotaBkad(models.Model):
    bkad = models.ForeignKey(Bkad, models.CASCADE, related_name="anggota", verbose_name="BKAD")
    urut = models.PositiveSmallIntegerField("urut")
    nama = models.CharField("nama", max_length=120)
    desa = models.ForeignKey(Wilayah, models.PROTECT, related_name="+", verbose_name="desa")
    unsur = models.CharField("unsur", max_length=16, choices=UnsurBkad)
    jenis_kelamin = models.CharField("jenis kelamin", max_length=1, choices=JenisKelamin)
    jabatan = models.CharField("jabatan", max_length=80, blank=True)

    objects = CakupanQuerySet.as_manager()
    jalur_cakupan = {"lihat_kerja_sama": "bkad", "susun_kerja_sama": "bkad"}

    class Meta:
        verbose_name = "anggota BKAD"
        verbose_name_plural = "anggota BKAD"
        ordering = ["bkad", "urut"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["bkad", "urut"], name="anggota_bkad_urut")]


class Kontribusi(models.Model):
    """What a party brings in. `nilai` in rupiah, from which the shares are computed; empty where it has no price."""

    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    pihak = models.ForeignKey(Pihak, models.CASCADE, related_name="kontribusi", verbose_name="pihak")
    jenis = models.CharField("jenis", max_length=10, choices=JenisKontribusi)
    uraian = models.CharField("uraian", max_length=300)
    nilai = models.PositiveBigIntegerField("nilai (rupiah)", null=True, blank=True)

    objects = CakupanQuerySet.as_manager()
    jalur_cakupan = {"lihat_kerja_sama": "pihak", "susun_kerja_sama": "pihak"}

    class Meta:
        verbose_name = "kontribusi"
        verbose_name_plural = "kontribusi"
        ordering = ["pihak", "pk"]
        default_permissions = ()


class Kewajiban(models.Model):
    """What one party owes by `tenggat` (local date, last day inclusive). Met by a report that says how, and when."""

    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    kerja_sama = models.ForeignKey(KerjaSama, models.CASCADE, related_name="kewajiban", verbose_name="kerja sama")
    pihak = models.ForeignKey(Pihak, models.CASCADE, related_name="kewajiban", verbose_name="pihak")
    uraian = models.CharField("uraian", max_length=300)
    pasal = models.CharField("kunci pasal", max_length=40, blank=True)
    tenggat = models.DateField("tenggat")
    nilai = models.PositiveBigIntegerField("nilai (rupiah)", null=True, blank=True)
    status = models.CharField("status", max_length=10, choices=StatusKewajiban, default=StatusKewajiban.TERBUKA)
    laporan = models.TextField("laporan pemenuhan", blank=True)
    dipenuhi_pada = models.DateField("dipenuhi pada", null=True, blank=True)
    dilaporkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="dilaporkan oleh"
    )

    objects = CakupanQuerySet.as_manager()
    jalur_cakupan = {"lihat_kerja_sama": "kerja_sama", "susun_kerja_sama": "pihak"}

    class Meta:
        verbose_name = "kewajiban"
        verbose_name_plural = "kewajiban"
        ordering = ["tenggat", "pk"]
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["tenggat", "id"], name="kewajiban_terbuka", condition=Q(status=StatusKewajiban.TERBUKA)
            )
        ]
