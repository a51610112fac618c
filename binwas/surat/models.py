"""Official letters. A letter knows its office and the agreement it is about, never the review that asked for it:
each slice registers its own kinds (see kinds.py)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from kerjasama.models import KerjaSama
from wilayah.berkas.models import Berkas
from wilayah.cakupan.queries import CakupanQuerySet, semua_simpul
from wilayah.cakupan.roles import PILIHAN_PERAN, kodenama
from wilayah.pengguna.models import Penugasan
from wilayah.pengguna.rules import kode_acak
from wilayah.pohon.models import Wilayah

from .enums import TERBUKA_BAGI_PENERIMA, CaraTandaTangan, Sifat, StatusSurat


def kode_verifikasi():
    """26 characters, 130 random bits: only who holds the letter knows its address."""
    return kode_acak(26)


class SuratQuerySet(CakupanQuerySet):
    def sumbu_kedua(self, kode):
        """Who sees the agreement sees its letters once they are out, and no draft."""
        return Q(status__in=TERBUKA_BAGI_PENERIMA) if kode == "lihat_kerja_sama" else Q()

    def _syarat_cakupan(self, user, izin):
        """A secret letter is seen by the handling office and by the offices that it is addressed to, and by nobody
        above, beside or below them."""
        syarat = super()._syarat_cakupan(user, izin)
        if kodenama(izin) != "lihat_kerja_sama":
            return syarat
        # All nodes: an office addressed in its own name may lie below another that the person serves.
        kantor = [s.id for s in semua_simpul(user).get(kodenama(izin), [])]
        tertuju = PenerimaSurat.objects.filter(wilayah_id__in=kantor)._tandai()
        return syarat & (~Q(sifat=Sifat.RAHASIA) | Q(pk__in=tertuju.values("surat_id")))


class Surat(models.Model):
    """`isi` holds what the body is made of until the bytes are frozen; after `bernomor` only `berkas` counts."""

    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    kode_verifikasi = models.CharField(
        "kode verifikasi", max_length=26, unique=True, default=kode_verifikasi, editable=False
    )
    jenis = models.CharField("jenis", max_length=40)
    kantor = models.ForeignKey(Wilayah, models.PROTECT, related_name="surat", verbose_name="kantor")
    kerja_sama = models.ForeignKey(
        KerjaSama, models.PROTECT, null=True, related_name="surat", verbose_name="kerja sama"
    )
    status = models.CharField("status", max_length=12, choices=StatusSurat, default=StatusSurat.KONSEP)
    hal = models.CharField("hal", max_length=400)
    sifat = models.CharField("sifat", max_length=8, choices=Sifat, default=Sifat.BIASA)
    isi = models.JSONField("isi", default=dict)
    versi = models.PositiveIntegerField("versi", default=1)
    klasifikasi = models.CharField("klasifikasi", max_length=20, blank=True)
    tahun = models.PositiveSmallIntegerField("tahun nomor", null=True)
    urut = models.PositiveIntegerField("nomor urut", null=True)
    nomor = models.CharField("nomor", max_length=100, blank=True)
    tanggal = models.DateField("tanggal surat", null=True)
    cara = models.CharField("cara tanda tangan", max_length=10, choices=CaraTandaTangan, blank=True)
    konseptor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="konseptor")
    penanda_tangan = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="penanda tangan"
    )
    penugasan_penanda = models.ForeignKey(
        Penugasan, models.PROTECT, null=True, related_name="+", verbose_name="penugasan penanda tangan"
    )
    jabatan_penanda = models.CharField("jabatan yang dicetak", max_length=340, blank=True)
    a_n = models.CharField("atas nama", max_length=160, blank=True)
    ditandatangani_pada = models.DateTimeField("ditandatangani pada", null=True)
    terbit_pada = models.DateTimeField("terbit pada", null=True)
    berkas = models.ForeignKey(Berkas, models.PROTECT, null=True, related_name="+", verbose_name="berkas")
    cetakan = models.ForeignKey(
        Berkas, models.PROTECT, null=True, related_name="+", verbose_name="cetakan untuk tanda tangan basah"
    )
    alasan_kembali = models.TextField("alasan dikembalikan", blank=True)
    dibuat_pada = models.DateTimeField("dibuat pada", default=timezone.now)

    objects = SuratQuerySet.as_manager()
    jalur_cakupan = {None: "kantor", "lihat_kerja_sama": "kerja_sama"}

    class Meta:
        verbose_name = "surat"
        verbose_name_plural = "surat"
        ordering = ["-dibuat_pada", "-pk"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["kantor", "status", "-dibuat_pada"], name="surat_kantor_status"),
            models.Index(fields=["kerja_sama", "status"], name="surat_kerja_sama"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kantor", "tahun", "klasifikasi", "urut"],
                condition=Q(urut__isnull=False),
                name="surat_nomor_unik",
            )
        ]

    def __str__(self):
        return self.nomor or self.hal


class Paraf(models.Model):
    """One initial of the row of initials that the signatory rule asks for."""

    surat = models.ForeignKey(Surat, models.CASCADE, related_name="paraf", verbose_name="surat")
    urut = models.PositiveSmallIntegerField("urut")
    peran = models.CharField("peran", max_length=30, choices=PILIHAN_PERAN)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="oleh")
    jabatan = models.CharField("jabatan", max_length=160, blank=True)
    pada = models.DateTimeField("pada", null=True)

    objects = CakupanQuerySet.as_manager()
    jalur_cakupan = {None: "surat"}

    class Meta:
        verbose_name = "paraf"
        verbose_name_plural = "paraf"
        ordering = ["surat", "urut"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["surat", "urut"], name="paraf_urut_unik")]


class PenerimaSurat(models.Model):
    """An office to which the letter goes; its successors see it too. `wilayah` is empty for an office outside the
    system, which gets a print."""

    surat = models.ForeignKey(Surat, models.CASCADE, related_name="penerima", verbose_name="surat")
    urut = models.PositiveSmallIntegerField("urut")
    wilayah = models.ForeignKey(
        Wilayah, models.PROTECT, null=True, related_name="surat_diterima", verbose_name="wilayah"
    )
    jabatan = models.CharField("jabatan", max_length=160)
    tembusan = models.BooleanField("tembusan", default=False)
    dibaca_pada = models.DateTimeField("dibaca pada", null=True)
    dibaca_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="dibaca oleh"
    )
    diantar_pada = models.DateTimeField("diantar pada", null=True)
    catatan_antar = models.CharField("catatan pengantaran", max_length=200, blank=True)

    objects = CakupanQuerySet.as_manager()
    jalur_cakupan = {None: "surat", "lihat_kerja_sama": "surat"}

    class Meta:
        verbose_name = "penerima surat"
        verbose_name_plural = "penerima surat"
        ordering = ["surat", "tembusan", "urut"]
        default_permissions = ()
        indexes = [models.Index(fields=["wilayah", "surat"], name="penerima_surat_wilayah")]


class PencacahNomor(models.Model):
    """The last number given by an office in a year and class; locked while the next is taken, never max()+1."""

    kantor = models.ForeignKey(Wilayah, models.PROTECT, related_name="+", verbose_name="kantor")
    tahun = models.PositiveSmallIntegerField("tahun")
    klasifikasi = models.CharField("klasifikasi", max_length=20)
    terakhir = models.PositiveIntegerField("nomor terakhir", default=0)

    class Meta:
        verbose_name = "pencacah nomor"
        verbose_name_plural = "pencacah nomor"
        ordering = ["kantor", "tahun"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["kantor", "tahun", "klasifikasi"], name="pencacah_nomor_unik")]
