"""Musyawarah desa and antar-desa (UU 6/2014 Ps 92–93; PP 16/2026 Ps 89, 165): who came, and what was decided."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from kerjasama.enums import (
    JenisKelamin,
    JenisMusyawarah,
    KeputusanMusyawarah,
    StatusMusyawarah,
    TujuanMusyawarah,
    Unsur,
)
from wilayah.berkas.models import Berkas
from wilayah.cakupan.queries import CakupanQuerySet
from wilayah.pohon.models import Wilayah

from .dokumen import Dokumen
from .kerja_sama import BagiKantorQuerySet, KerjaSama


class Musyawarah(models.Model):
    """A meeting about an agreement: of one village, held by its BPD, or of all the villages, where `desa` is the host.

    `isi_keputusan` becomes a clause of «Menimbang». `hadir` counts those who came by group and sex,
    `{unsur: {"L": n, "P": n}}`; people with a task (leader, minutes, delegates) have rows of their own. No invitation
    opens it, since people are named.
    """

    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    kerja_sama = models.ForeignKey(KerjaSama, models.CASCADE, related_name="musyawarah", verbose_name="kerja sama")
    desa = models.ForeignKey(Wilayah, models.PROTECT, related_name="musyawarah", verbose_name="desa penyelenggara")
    jenis = models.CharField("jenis", max_length=12, choices=JenisMusyawarah)
    tujuan = models.CharField("tujuan", max_length=12, choices=TujuanMusyawarah, default=TujuanMusyawarah.KERJA_SAMA)
    status = models.CharField("status", max_length=12, choices=StatusMusyawarah, default=StatusMusyawarah.DIJADWALKAN)
    waktu = models.DateTimeField("waktu")
    tempat = models.CharField("tempat", max_length=200)
    agenda = models.TextField("agenda")
    nomor_undangan = models.CharField("nomor undangan", max_length=80, blank=True)
    undangan = models.ForeignKey(Berkas, models.PROTECT, null=True, related_name="+", verbose_name="surat undangan")
    pimpinan = models.CharField("pimpinan musyawarah", max_length=120, blank=True)
    notulis = models.CharField("notulis", max_length=120, blank=True)
    hadir = models.JSONField("kehadiran", default=dict)
    pembahasan = models.TextField("pokok pembahasan", blank=True)
    keputusan = models.CharField("keputusan", max_length=12, choices=KeputusanMusyawarah, blank=True)
    isi_keputusan = models.TextField("isi keputusan", blank=True)
    diputuskan_pada = models.DateTimeField("diputuskan pada", null=True, blank=True)
    berita_acara = models.ForeignKey(Berkas, models.PROTECT, null=True, related_name="+", verbose_name="berita acara")
    pindaian = models.ForeignKey(
        Dokumen, models.PROTECT, null=True, related_name="+", verbose_name="pindaian bertanda tangan"
    )
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="oleh")
    versi = models.PositiveIntegerField("versi", default=1)

    objects = BagiKantorQuerySet.as_manager()
    jalur_cakupan = {
        "lihat_kerja_sama": "kerja_sama",
        "kelola_musyawarah": "desa",
        "susun_kerja_sama": "desa",
    }

    class Meta:
        verbose_name = "musyawarah"
        verbose_name_plural = "musyawarah"
        ordering = ["-waktu", "-pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["desa", "status", "waktu"], name="musyawarah_desa")]
        constraints = [
            models.UniqueConstraint(
                fields=["kerja_sama", "desa", "jenis", "tujuan"],
                condition=~Q(status__in=[StatusMusyawarah.DIPUTUSKAN, StatusMusyawarah.DIBATALKAN]),
                name="musyawarah_satu_terbuka",
            )
        ]


class PesertaMusyawarah(models.Model):
    """Somebody named in the record: a delegate of a village, or whoever signs for a group. No number of identity."""

    musyawarah = models.ForeignKey(Musyawarah, models.CASCADE, related_name="peserta", verbose_name="musyawarah")
    urut = models.PositiveSmallIntegerField("urut")
    nama = models.CharField("nama", max_length=120)
    unsur = models.CharField("unsur", max_length=20, choices=Unsur)
    jenis_kelamin = models.CharField("jenis kelamin", max_length=1, choices=JenisKelamin)
    jabatan = models.CharField("jabatan", max_length=120, blank=True)
    utusan_dari = models.ForeignKey(
        Wilayah, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="utusan dari desa"
    )

    objects = CakupanQuerySet.as_manager()
    jalur_cakupan = {"lihat_kerja_sama": "musyawarah", "kelola_musyawarah": "musyawarah"}

    class Meta:
        verbose_name = "peserta musyawarah"
        verbose_name_plural = "peserta musyawarah"
        ordering = ["musyawarah", "urut"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["musyawarah", "urut"], name="peserta_musyawarah_urut")]


class FotoMusyawarah(models.Model):
    """A photo of the meeting, or of a page of its attendance list; where and when are what the phone said."""

    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    musyawarah = models.ForeignKey(Musyawarah, models.CASCADE, related_name="foto", verbose_name="musyawarah")
    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="+", verbose_name="berkas")
    daftar_hadir = models.BooleanField("halaman daftar hadir", default=False)
    keterangan = models.CharField("keterangan", max_length=200, blank=True)
    diambil_pada = models.DateTimeField("diambil pada", null=True, blank=True)
    lintang = models.DecimalField("lintang", max_digits=8, decimal_places=5, null=True, blank=True)
    bujur = models.DecimalField("bujur", max_digits=8, decimal_places=5, null=True, blank=True)
    urut = models.PositiveSmallIntegerField("urut", default=1)

    objects = CakupanQuerySet.as_manager()
    jalur_cakupan = {"lihat_kerja_sama": "musyawarah", "kelola_musyawarah": "musyawarah"}

    class Meta:
        verbose_name = "foto musyawarah"
        verbose_name_plural = "foto musyawarah"
        ordering = ["musyawarah", "urut", "pk"]
        default_permissions = ()
