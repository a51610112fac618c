"""A review of an agreement: who handles it, how far it is, the clock, the instrument and its answers."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from binwas.surat.models import Surat
from kerjasama.models import BagiKantorQuerySet, KerjaSama
from wilayah.cakupan.queries import CakupanQuerySet
from wilayah.pohon.models import Wilayah

from .enums import Hasil, JenisPemeriksaan, JenisPeristiwa, Nilai, StatusPemeriksaan


class Instrumen(models.Model):
    """A versioned list of questions; a review keeps the version that it began with."""

    jenis = models.CharField("jenis", max_length=24, choices=JenisPemeriksaan)
    versi = models.PositiveSmallIntegerField("versi")
    judul = models.CharField("judul", max_length=160)
    berlaku_sejak = models.DateField("berlaku sejak")

    class Meta:
        verbose_name = "instrumen"
        verbose_name_plural = "instrumen"
        ordering = ["jenis", "-versi"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["jenis", "versi"], name="instrumen_versi_unik")]

    def __str__(self):
        return f"{self.judul} (versi {self.versi})"


class ButirInstrumen(models.Model):
    instrumen = models.ForeignKey(Instrumen, models.CASCADE, related_name="butir", verbose_name="instrumen")
    urut = models.PositiveSmallIntegerField("urut")
    kode = models.CharField("kode", max_length=20)
    kelompok = models.CharField("kelompok", max_length=60)
    pertanyaan = models.TextField("pertanyaan")
    panduan = models.TextField("panduan")
    sumber = models.CharField("sumber", max_length=300)
    hanya_peringatan = models.BooleanField("hanya peringatan bagi kerja sama lama", default=False)

    class Meta:
        verbose_name = "butir instrumen"
        verbose_name_plural = "butir instrumen"
        ordering = ["instrumen", "urut"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["instrumen", "kode"], name="butir_instrumen_unik")]

    def __str__(self):
        return self.pertanyaan


class Pemeriksaan(models.Model):
    """`kantor` and `kecamatan` are the handling offices, those of the registering desa, fixed when it is forwarded."""

    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    kerja_sama = models.ForeignKey(KerjaSama, models.PROTECT, related_name="pemeriksaan", verbose_name="kerja sama")
    jenis = models.CharField("jenis", max_length=24, choices=JenisPemeriksaan)
    status = models.CharField("status", max_length=16, choices=StatusPemeriksaan)
    kantor = models.ForeignKey(Wilayah, models.PROTECT, related_name="+", verbose_name="kantor")
    kecamatan = models.ForeignKey(Wilayah, models.PROTECT, related_name="+", verbose_name="kecamatan")
    instrumen = models.ForeignKey(
        Instrumen, models.PROTECT, null=True, related_name="pemeriksaan", verbose_name="instrumen"
    )
    petugas = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="petugas"
    )
    diteruskan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="diteruskan oleh"
    )
    diteruskan_pada = models.DateTimeField("diteruskan pada", default=timezone.now)
    catatan_kecamatan = models.TextField("catatan kecamatan", blank=True)
    dicatat_pada = models.DateTimeField("dicatat lengkap pada", null=True)
    tenggat = models.DateField("tenggat", null=True)
    menunggu_desa = models.BooleanField("menunggu jawaban desa", default=False)
    menunggu_putusan = models.BooleanField("menunggu putusan atas pihak yang berubah", default=False)
    hasil = models.CharField("hasil", max_length=24, choices=Hasil, blank=True)
    alasan_hasil = models.TextField("alasan hasil", blank=True)
    diusulkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="diusulkan oleh"
    )
    diusulkan_pada = models.DateTimeField("diusulkan pada", null=True)
    selesai_pada = models.DateTimeField("selesai pada", null=True)
    surat = models.OneToOneField(Surat, models.PROTECT, null=True, related_name="pemeriksaan", verbose_name="surat")
    versi = models.PositiveIntegerField("versi", default=1)

    objects = CakupanQuerySet.as_manager()
    jalur_cakupan = {
        None: "kantor",
        "lihat_kerja_sama": "kerja_sama",
        "daftarkan_kerja_sama": "kerja_sama",
        "teruskan_kerja_sama": "kecamatan",
    }

    class Meta:
        verbose_name = "pemeriksaan"
        verbose_name_plural = "pemeriksaan"
        ordering = ["tenggat", "pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["kantor", "status", "tenggat"], name="pemeriksaan_antrean")]
        constraints = [
            models.UniqueConstraint(
                fields=["kerja_sama", "jenis"],
                condition=~Q(status=StatusPemeriksaan.SELESAI),
                name="pemeriksaan_satu_terbuka",
            )
        ]

    def __str__(self):
        return f"{self.get_jenis_display()} – {self.kerja_sama}"

    @property
    def berhenti(self):
        """Whether its clock stands, for the desa's answer or for the office's own decision."""
        return self.menunggu_desa or self.menunggu_putusan


class Pengembalian(models.Model):
    """A file sent back to the desa with a list of what is missing, by the kecamatan (`pemeriksaan` empty) or by the
    kabupaten, and the answer to it."""

    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    kerja_sama = models.ForeignKey(KerjaSama, models.CASCADE, related_name="pengembalian", verbose_name="kerja sama")
    pemeriksaan = models.ForeignKey(
        Pemeriksaan, models.CASCADE, null=True, related_name="pengembalian", verbose_name="pemeriksaan"
    )
    dari_kantor = models.ForeignKey(Wilayah, models.PROTECT, related_name="+", verbose_name="dari kantor")
    butir = models.JSONField("yang perlu diperbaiki", default=list)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="oleh")
    pada = models.DateTimeField("pada", default=timezone.now)
    jawaban = models.TextField("jawaban", blank=True)
    dijawab_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="dijawab oleh"
    )
    dijawab_pada = models.DateTimeField("dijawab pada", null=True)

    objects = BagiKantorQuerySet.as_manager()
    jalur_cakupan = {None: "kerja_sama"}

    class Meta:
        verbose_name = "pengembalian"
        verbose_name_plural = "pengembalian"
        ordering = ["-pada"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["kerja_sama"],
                condition=Q(dijawab_pada__isnull=True),
                name="pengembalian_satu_terbuka",
            )
        ]


class JawabanButir(models.Model):
    """An answer to one question. `penelaah` empty is the consolidated answer, the only one in use."""

    pemeriksaan = models.ForeignKey(Pemeriksaan, models.CASCADE, related_name="jawaban", verbose_name="pemeriksaan")
    butir = models.ForeignKey(ButirInstrumen, models.PROTECT, related_name="+", verbose_name="butir")
    penelaah = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="penelaah"
    )
    nilai = models.CharField("nilai", max_length=16, choices=Nilai, blank=True)
    catatan = models.TextField("catatan", blank=True)
    pasal = models.CharField("pasal", max_length=80, blank=True)
    versi = models.PositiveIntegerField("versi", default=1)
    diubah_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="diubah oleh"
    )
    diubah_pada = models.DateTimeField("diubah pada", auto_now=True)

    objects = CakupanQuerySet.as_manager()
    jalur_cakupan = {"lihat_pemeriksaan": "pemeriksaan", "telaah_kerja_sama": "pemeriksaan"}

    class Meta:
        verbose_name = "jawaban butir"
        verbose_name_plural = "jawaban butir"
        ordering = ["pemeriksaan", "butir"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["pemeriksaan", "butir"],
                condition=Q(penelaah__isnull=True),
                name="jawaban_butir_gabungan",
            ),
            models.UniqueConstraint(
                fields=["pemeriksaan", "butir", "penelaah"],
                condition=Q(penelaah__isnull=False),
                name="jawaban_butir_penelaah",
            ),
        ]


class PeristiwaTenggat(models.Model):
    """An event of the clock; the deadline is always computed from all of them and never edited."""

    pemeriksaan = models.ForeignKey(Pemeriksaan, models.CASCADE, related_name="peristiwa", verbose_name="pemeriksaan")
    jenis = models.CharField("jenis", max_length=6, choices=JenisPeristiwa)
    pada = models.DateTimeField("pada")
    keterangan = models.CharField("keterangan", max_length=200)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="oleh")

    objects = CakupanQuerySet.as_manager()
    jalur_cakupan = {None: "pemeriksaan", "lihat_kerja_sama": "pemeriksaan"}

    class Meta:
        verbose_name = "peristiwa tenggat"
        verbose_name_plural = "peristiwa tenggat"
        ordering = ["pemeriksaan", "pada", "pk"]
        default_permissions = ()
