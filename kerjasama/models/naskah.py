"""The text of an agreement while it is written: articles with soft locks, comments, and versions that never change."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from kerjasama.enums import Muatan
from wilayah.berkas.models import Berkas
from wilayah.cakupan.queries import CakupanQuerySet

from .kerja_sama import BagiKantorQuerySet, KerjaSama


class Naskah(models.Model):
    """The working text of one agreement. `menimbang`, `mengingat` and `premis` are lists of sentences; `komparisi` says
    in whose name each party of a perjanjian acts. Its articles are numbered by their order, never by hand."""

    kerja_sama = models.OneToOneField(KerjaSama, models.CASCADE, related_name="naskah", verbose_name="kerja sama")
    menimbang = models.JSONField("menimbang", default=list)
    mengingat = models.JSONField("mengingat", default=list)
    komparisi = models.JSONField("komparisi", default=list)
    premis = models.JSONField("premis", default=list)
    versi = models.PositiveIntegerField("versi", default=1)
    dibuat_pada = models.DateTimeField("dibuat pada", default=timezone.now)

    objects = CakupanQuerySet.as_manager()
    jalur_cakupan = {
        "lihat_kerja_sama": "kerja_sama",
        "susun_kerja_sama": "kerja_sama",
        "komentari_naskah": "kerja_sama",
    }

    class Meta:
        verbose_name = "naskah"
        verbose_name_plural = "naskah"
        default_permissions = ()


class Pasal(models.Model):
    """One article. `kunci` names it for good, whatever its number becomes: comments, references (`[[pasal:kunci]]`) and
    comparisons hold on to it. `bab` is the heading of its chapter; neighbours with the same one share the chapter.

    `isi`: one line per ayat; a line that begins with «a. », «b. » … belongs to the ayat above. `disunting_oleh` until
    `disunting_sampai`: whose turn it is to write; a lock that has run out holds nobody.
    """

    naskah = models.ForeignKey(Naskah, models.CASCADE, related_name="pasal", verbose_name="naskah")
    kunci = models.CharField("kunci", max_length=40)
    urut = models.PositiveSmallIntegerField("urut")
    bab = models.CharField("bab", max_length=160)
    judul = models.CharField("judul pasal", max_length=160, blank=True)
    isi = models.TextField("isi", blank=True)
    muatan = models.CharField("materi wajib yang diatur", max_length=16, choices=Muatan, blank=True)
    klausul = models.CharField("klausul asal", max_length=40, blank=True)
    versi = models.PositiveIntegerField("versi", default=1)
    disunting_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="disunting oleh"
    )
    disunting_sampai = models.DateTimeField("disunting sampai", null=True, blank=True)
    diubah_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="diubah oleh"
    )
    diubah_pada = models.DateTimeField("diubah pada", default=timezone.now)

    objects = CakupanQuerySet.as_manager()
    jalur_cakupan = {
        "lihat_kerja_sama": "naskah",
        "susun_kerja_sama": "naskah",
        "komentari_naskah": "naskah",
    }

    class Meta:
        verbose_name = "pasal"
        verbose_name_plural = "pasal"
        ordering = ["naskah", "urut"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["naskah", "kunci"], name="pasal_kunci_unik")]


class VersiNaskah(models.Model):
    """The whole text as it stood: made once, never changed. `isi` is what is printed; `sha256` is of its canonical
    JSON; `berkas` are the bytes of a text that was written elsewhere and brought in."""

    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    naskah = models.ForeignKey(Naskah, models.CASCADE, related_name="riwayat", verbose_name="naskah")
    nomor = models.PositiveSmallIntegerField("versi")
    isi = models.JSONField("isi")
    sha256 = models.CharField("SHA-256", max_length=64)
    keterangan = models.CharField("keterangan", max_length=300, blank=True)
    berkas = models.ForeignKey(Berkas, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="berkas")
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="oleh")
    dibuat_pada = models.DateTimeField("dibuat pada", default=timezone.now)

    objects = CakupanQuerySet.as_manager()
    jalur_cakupan = {"lihat_kerja_sama": "naskah", "susun_kerja_sama": "naskah", "komentari_naskah": "naskah"}

    class Meta:
        verbose_name = "versi naskah"
        verbose_name_plural = "versi naskah"
        ordering = ["naskah", "-nomor"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["naskah", "nomor"], name="versi_naskah_unik")]


class KomentarPasal(models.Model):
    """What somebody says of an article, until somebody calls it settled; `sebagai` is the hat worn then."""

    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    kerja_sama = models.ForeignKey(KerjaSama, models.CASCADE, related_name="komentar", verbose_name="kerja sama")
    pasal = models.CharField("kunci pasal", max_length=40)
    isi = models.TextField("isi")
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="oleh")
    sebagai = models.CharField("sebagai", max_length=160, blank=True)
    dibuat_pada = models.DateTimeField("dibuat pada", default=timezone.now)
    tuntas_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="dituntaskan oleh"
    )
    tuntas_pada = models.DateTimeField("tuntas pada", null=True, blank=True)

    objects = BagiKantorQuerySet.as_manager()
    jalur_cakupan = {
        "lihat_kerja_sama": "kerja_sama",
        "susun_kerja_sama": "kerja_sama",
        "komentari_naskah": "kerja_sama",
    }

    class Meta:
        verbose_name = "komentar pasal"
        verbose_name_plural = "komentar pasal"
        ordering = ["kerja_sama", "dibuat_pada"]
        default_permissions = ()
