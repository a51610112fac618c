"""The audit trail: append-only, one hash chain per kabupaten, one per provinsi, one for Pusat."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from wilayah.cakupan.queries import CakupanQuerySet, simpul
from wilayah.cakupan.roles import AWALAN, SEMUA_IZIN

TERBUKA = "lihat_kerja_sama"


class RantaiJejak(models.Model):
    """Head of one chain. Locked last in a transaction, so that writers of one kabupaten queue for microseconds."""

    wilayah = models.OneToOneField("wilayah.Wilayah", models.PROTECT, verbose_name="wilayah")
    panjang = models.PositiveBigIntegerField("panjang", default=0)
    hash_akhir = models.CharField("hash akhir", max_length=64, blank=True)

    class Meta:
        verbose_name = "rantai jejak"
        verbose_name_plural = "rantai jejak"
        ordering = ["pk"]
        default_permissions = ()


class JejakQuerySet(CakupanQuerySet):
    def tentang(self, *objek):
        """Rows about `objek` (rows that came through a door), newest first."""
        return self.filter(pokok__in=[sebut(satu) for satu in objek]).order_by("-pada", "-pk")

    def terbaca(self, user, *objek):
        """«Riwayat» of `objek`, rows that `user` reached through a door: the rows that seeing it is enough for, and
        those whose `izin_baca` the person holds at the row's own region."""
        syarat = Q(izin_baca=TERBUKA)
        for kode in sorted(SEMUA_IZIN - {TERBUKA}):
            if simpul_ := simpul(user, AWALAN + kode):
                syarat |= Q(izin_baca=kode) & self._syarat_jalur(user, AWALAN + kode, "wilayah", simpul_)
        return self.tentang(*objek).filter(syarat)._tandai()


class Jejak(models.Model):
    """One act of one person: what, on what, in which role, with which power, before and after.

    `pokok` is what the row is about for a reader (the agreement), `objek` what was written. `izin_baca` is the power
    that reading the row needs at `wilayah`: a row about a review tells the desa nothing before the letter.
    """

    rantai = models.ForeignKey(RantaiJejak, models.PROTECT, related_name="baris", verbose_name="rantai")
    urut = models.PositiveBigIntegerField("urut")
    pada = models.DateTimeField("pada")
    peristiwa = models.CharField("peristiwa", max_length=60)
    wilayah = models.ForeignKey("wilayah.Wilayah", models.PROTECT, related_name="+", verbose_name="wilayah")
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="oleh")
    penugasan = models.ForeignKey(
        "wilayah.Penugasan", models.PROTECT, null=True, related_name="+", verbose_name="penugasan"
    )
    izin = models.CharField("izin", max_length=60, blank=True)
    izin_baca = models.CharField("izin baca", max_length=60)
    objek = models.CharField("objek", max_length=90)
    pokok = models.CharField("pokok", max_length=90)
    keterangan = models.CharField("keterangan", max_length=300, blank=True)
    sebelum_nya = models.JSONField("sebelum", encoder=DjangoJSONEncoder, default=dict)
    sesudah_nya = models.JSONField("sesudah", encoder=DjangoJSONEncoder, default=dict)
    id_permintaan = models.CharField("id permintaan", max_length=32, blank=True)
    hash_sebelum = models.CharField("hash sebelum", max_length=64, blank=True)
    hash = models.CharField("hash", max_length=64)

    objects = JejakQuerySet.as_manager()
    jalur_cakupan = {"lihat_jejak": "wilayah"}

    class Meta:
        verbose_name = "jejak"
        verbose_name_plural = "jejak"
        ordering = ["rantai", "urut"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["rantai", "urut"], name="jejak_urut_per_rantai")]
        indexes = [models.Index(fields=["pokok", "-pada"], name="jejak_pokok_pada")]


class KunciKirim(models.Model):
    """Idempotency key of a submit: the second arrival of the same form finds what the first one made."""

    pengguna = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="pengguna")
    kunci = models.CharField("kunci", max_length=64)
    hasil = models.CharField("hasil", max_length=64, blank=True)
    dibuat_pada = models.DateTimeField("dibuat pada", auto_now_add=True)

    class Meta:
        verbose_name = "kunci kirim"
        verbose_name_plural = "kunci kirim"
        ordering = ["pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["pengguna", "kunci"], name="kunci_kirim_unik")]


def sebut(objek):
    """How the trail names a row: its label and public id (or key, where it has none)."""
    return f"{objek._meta.label_lower}:{getattr(objek, 'id_publik', objek.pk)}"
