"""Changes to an agreement that runs: those that the map brings, suspension, the end, and who was warned of it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from kerjasama.enums import AlasanBerakhir, JenisPengakhiran, StatusPengakhiran
from wilayah.cakupan.queries import CakupanQuerySet
from wilayah.pohon.models import PerubahanWilayah, Wilayah

from .kerja_sama import BagiKantorQuerySet, KerjaSama
from .musyawarah import Musyawarah


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


class Pengakhiran(models.Model):
    """A suspension or the end of an agreement: on a ground of law, after musyawarah (PP 16/2026 Ps 167), with what
    becomes of money, assets and open duties. `berlaku_pada` is a local date; a suspension ends after `sampai`. `desa`
    is the party that asked for it, and that may take it back."""

    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    kerja_sama = models.ForeignKey(KerjaSama, models.CASCADE, related_name="pengakhiran", verbose_name="kerja sama")
    desa = models.ForeignKey(Wilayah, models.PROTECT, null=True, related_name="+", verbose_name="desa pengusul")
    jenis = models.CharField("jenis", max_length=12, choices=JenisPengakhiran)
    alasan = models.CharField("alasan", max_length=16, choices=AlasanBerakhir)
    uraian = models.TextField("uraian")
    berlaku_pada = models.DateField("berlaku pada")
    sampai = models.DateField("ditangguhkan sampai", null=True, blank=True)
    penyelesaian_keuangan = models.TextField("penyelesaian keuangan", blank=True)
    penyelesaian_aset = models.TextField("penyelesaian aset", blank=True)
    penyelesaian_kewajiban = models.TextField("penyelesaian kewajiban kepada pihak lain", blank=True)
    musyawarah = models.ForeignKey(
        Musyawarah, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="musyawarah"
    )
    status = models.CharField("status", max_length=12, choices=StatusPengakhiran, default=StatusPengakhiran.DIAJUKAN)
    diajukan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="diajukan oleh"
    )
    diajukan_pada = models.DateTimeField("diajukan pada", default=timezone.now)
    ditetapkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="ditetapkan oleh"
    )
    ditetapkan_pada = models.DateTimeField("ditetapkan pada", null=True, blank=True)

    objects = CakupanQuerySet.as_manager()
    jalur_cakupan = {"lihat_kerja_sama": "kerja_sama", "tetapkan_kerja_sama": "kerja_sama"}

    class Meta:
        verbose_name = "pengakhiran"
        verbose_name_plural = "pengakhiran"
        ordering = ["kerja_sama", "-diajukan_pada"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["kerja_sama"], condition=Q(status=StatusPengakhiran.DIAJUKAN), name="pengakhiran_satu_terbuka"
            )
        ]


class PeringatanMasa(models.Model):
    """That parties and offices were told of the last day coming in `hari` days: once for each last day."""

    kerja_sama = models.ForeignKey(KerjaSama, models.CASCADE, related_name="peringatan", verbose_name="kerja sama")
    jatuh_tempo = models.DateField("jatuh tempo")
    hari = models.PositiveSmallIntegerField("hari sebelumnya")
    dikirim_pada = models.DateTimeField("dikirim pada", default=timezone.now)

    objects = BagiKantorQuerySet.as_manager()
    jalur_cakupan = {"lihat_kerja_sama": "kerja_sama"}

    class Meta:
        verbose_name = "peringatan masa"
        verbose_name_plural = "peringatan masa"
        ordering = ["kerja_sama", "-hari"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["kerja_sama", "jatuh_tempo", "hari"], name="peringatan_masa_sekali")
        ]
