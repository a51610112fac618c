"""The region tree. A code is not an identity: agreements, parties and grants point at the row, and the code,
name, kind and parent in it are only what holds now; `RiwayatWilayah` keeps what held before."""

import uuid
from functools import reduce
from operator import or_
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.cache import cache
from django.db import models
from django.db.models import Q
from django.utils import timezone

from wilayah.cakupan.enums import IZIN

from .enums import Jenis, JenisPerubahan, Tingkat
from .rules import POLA_CARI_KODE, baca_pencarian, batas_atas, kunci_cari

KODE_PUSAT = "0"
JALUR_INDUK = ("induk", "induk__induk", "induk__induk__induk")


class WilayahQuerySet(models.QuerySet):
    def pusat(self):
        return self.get(kode=KODE_PUSAT)

    def aktif(self):
        return self.filter(aktif=True)

    def di_bawah(self, induk):
        """`induk` itself and every region below it, by present code."""
        if induk.tingkat == Tingkat.PUSAT:
            return self
        return self.filter(Q(pk=induk.pk) | Q(kode__berawal=f"{induk.kode}."))

    def dapat_menjadi_pihak(self):
        """Only an active desa (or desa adat) may be a party: a kelurahan is no legal subject (UU 6/2014 Ps 91)."""
        return self.aktif().filter(jenis__in=[Jenis.DESA, Jenis.DESA_ADAT])

    def cari(self, kata):
        """What a person types into a search box: the beginning of a name, with regions above it before or after
        («pakem sleman»), or the beginning of a code, or a code of before. Active ones first, then from above."""
        if POLA_CARI_KODE.fullmatch(kata := kata.strip()):
            # A union, because PostgreSQL uses no index for «this or one of those».
            dulu = RiwayatWilayah.objects.filter(kode=kata).order_by().values("wilayah_id")
            kini = Wilayah.objects.filter(kode__berawal=kata).order_by().values("pk")
            return self.filter(pk__in=kini.union(dulu)).order_by("-aktif", "tingkat", "kode")
        bacaan = baca_pencarian(kata)
        if not bacaan:
            return self.none()
        # The ranges once by themselves: so far the index answers, and only what they find is looked at more closely.
        cocok = self.filter(_salah_satu(_rentang(b.nama) for b in bacaan), _salah_satu(map(_cocok, bacaan)))
        return cocok.order_by("-aktif", "tingkat", "kunci_cari", "kode")


def _salah_satu(syarat):
    return reduce(or_, syarat)


def _rentang(kunci):
    atas = batas_atas(kunci)
    return Q(kunci_cari__gte=kunci, kunci_cari__lt=atas) if atas else Q(kunci_cari__gte=kunci)


def _cocok(bacaan):
    syarat = _rentang(bacaan.nama)
    if bacaan.jenis:
        syarat &= Q(jenis__in=bacaan.jenis)
    for kata in bacaan.atas:
        syarat &= _salah_satu(Q(**{f"{jalur}__kunci_cari__contains": kata}) for jalur in JALUR_INDUK)
    return syarat


class Wilayah(models.Model):
    """`diteruskan_oleh` is the region that acts for an inactive one since a merger or a change of status; always the
    last of a line of successors, never one that is inactive itself. `kunci_cari` is the name folded for searching. A
    `kode` is longer than the law's 13 characters where one above had to give up its own (`rules.nisan`)."""

    kode = models.CharField("kode", max_length=20, unique=True)
    nama = models.CharField("nama", max_length=80)
    jenis = models.CharField("jenis", max_length=10, choices=Jenis)
    tingkat = models.PositiveSmallIntegerField("tingkat", choices=Tingkat)
    induk = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="anak", verbose_name="induk")
    zona_waktu = models.CharField("zona waktu", max_length=40, blank=True)
    aktif = models.BooleanField("aktif", default=True)
    nonaktif_sejak = models.DateField("nonaktif sejak", null=True, blank=True)
    diteruskan_oleh = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="pendahulu", verbose_name="diteruskan oleh"
    )
    kunci_cari = models.CharField("kunci cari", max_length=80, blank=True, editable=False)

    objects = WilayahQuerySet.as_manager()

    class Meta:
        verbose_name = "wilayah"
        verbose_name_plural = "wilayah"
        ordering = ["kode"]
        permissions = IZIN
        default_permissions = ()
        indexes = [
            models.Index(fields=["nama"], name="wilayah_nama"),
            models.Index(fields=["kunci_cari"], name="wilayah_kunci_cari"),
        ]

    def __str__(self):
        return self.nama_lengkap

    def save(self, *args, **kwargs):
        self.kunci_cari = kunci_cari(self.nama, self.tingkat)
        if "nama" in (bidang := kwargs.get("update_fields") or ()):
            kwargs["update_fields"] = {*bidang, "kunci_cari"}
        super().save(*args, **kwargs)

    @property
    def nama_lengkap(self):
        """Kind and name. Names are no key («Magelang» is a kabupaten and a kota): show the parent too in lists."""
        if self.tingkat in (Tingkat.PUSAT, Tingkat.PROVINSI, Tingkat.KABUPATEN):
            return self.nama
        return f"{self.sebutan('wilayah')} {self.nama}"

    @property
    def dapat_menjadi_pihak(self):
        return self.aktif and self.jenis in (Jenis.DESA, Jenis.DESA_ADAT)

    @property
    def letak(self):
        """The regions above, without Pusat: a name alone is not enough to know which «Sidomulyo» is meant."""
        nama, satu = [], self
        while satu.tingkat > Tingkat.PROVINSI:
            satu = satu.induk
            nama.append(satu.nama_lengkap)
        return ", ".join(nama)

    def kode_leluhur(self, tingkat):
        """Present code of the ancestor at `tingkat`; the root's is «0»."""
        return ".".join(self.kode.split(".")[:tingkat]) or KODE_PUSAT

    def leluhur(self, tingkat):
        """The ancestor at `tingkat`, or this region itself when it stands there."""
        return self if self.tingkat <= tingkat else self.induk.leluhur(tingkat)

    def jalur(self):
        """From the root down to this region."""
        return ([] if self.induk is None else self.induk.jalur()) + [self]

    @property
    def zona(self):
        """Time zone of the region: it sits on the provinsi; Pusat counts in WIB."""
        if self.zona_waktu or self.induk_id is None:
            return ZoneInfo(self.zona_waktu or "Asia/Jakarta")
        return self.induk.zona

    def hari_ini(self):
        """The local date, which is not the server's date east of WIB in the late evening."""
        return timezone.localdate(timezone=self.zona)

    def sebutan(self, istilah):
        """The region's own word for `istilah` (wilayah, kepala, …), e.g. «Kalurahan», «Lurah» in DIY."""
        return Sebutan.objects.kata(self, istilah)


class RiwayatWilayah(models.Model):
    """What a region was called, and under whom it stood, from one date to another."""

    wilayah = models.ForeignKey(Wilayah, models.PROTECT, related_name="riwayat", verbose_name="wilayah")
    kode = models.CharField("kode", max_length=13, db_index=True)
    nama = models.CharField("nama", max_length=80)
    jenis = models.CharField("jenis", max_length=10, choices=Jenis)
    induk = models.ForeignKey(Wilayah, models.PROTECT, null=True, related_name="+", verbose_name="induk")
    berlaku_sejak = models.DateField("berlaku sejak")
    berlaku_sampai = models.DateField("berlaku sampai", null=True, blank=True)
    dasar_hukum = models.CharField("dasar hukum", max_length=200)
    edisi = models.CharField("edisi", max_length=60)

    class Meta:
        verbose_name = "riwayat wilayah"
        verbose_name_plural = "riwayat wilayah"
        ordering = ["wilayah", "berlaku_sejak"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["wilayah", "berlaku_sejak"], name="riwayat_wilayah_satu_per_hari"),
            models.UniqueConstraint(
                fields=["wilayah"], condition=Q(berlaku_sampai__isnull=True), name="riwayat_wilayah_satu_terbuka"
            ),
            models.UniqueConstraint(
                fields=["kode"], condition=Q(berlaku_sampai__isnull=True), name="riwayat_kode_satu_terbuka"
            ),
        ]


class PerubahanWilayah(models.Model):
    """One change of the map by law: from which regions (`asal`) to which (`hasil`), since when and on what basis.

    `rincian` keeps what was done in figures and codes, as the preview showed it.
    """

    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    jenis = models.CharField("jenis", max_length=12, choices=JenisPerubahan)
    tanggal = models.DateField("tanggal berlaku")
    dasar_hukum = models.CharField("dasar hukum", max_length=200)
    keterangan = models.CharField("keterangan", max_length=300, blank=True)
    asal = models.ManyToManyField(Wilayah, related_name="perubahan_dari", verbose_name="asal")
    hasil = models.ManyToManyField(Wilayah, related_name="perubahan_ke", verbose_name="hasil")
    rincian = models.JSONField("rincian", default=dict)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="oleh")
    pada = models.DateTimeField("pada", default=timezone.now)

    class Meta:
        verbose_name = "perubahan wilayah"
        verbose_name_plural = "perubahan wilayah"
        ordering = ["-tanggal", "-pk"]
        default_permissions = ()


class SebutanQuerySet(models.QuerySet):
    KUNCI_TEMBOLOK = "sebutan"

    def kata(self, wilayah, istilah):
        """The word for `istilah` at `wilayah`."""
        kata = self.di(wilayah, (wilayah.tingkat, wilayah.jenis, istilah))
        return kata or (wilayah.get_jenis_display() if istilah == "wilayah" else "")

    def di(self, wilayah, kunci, *, dari=None):
        """The word for regions of a level and kind under `wilayah`; `kunci` is (level, kind, term). The nearest row on
        the way up wins, one for the very kind first; `dari` is the level from which to look."""
        tingkat, jenis, istilah = kunci
        peta = self._peta()
        for naik in range(wilayah.tingkat if dari is None else dari, -1, -1):
            for j in (jenis, ""):
                if kata := peta.get((wilayah.kode_leluhur(naik), tingkat, j, istilah)):
                    return kata
        return ""

    def dasar(self, wilayah):
        """What the words in use at `wilayah` rest on, its own first."""
        atas = [wilayah.kode_leluhur(tingkat) for tingkat in range(wilayah.tingkat, -1, -1)]
        baris = self.filter(wilayah__kode__in=atas).order_by("-wilayah__tingkat", "pk").values_list("dasar", flat=True)
        return list(dict.fromkeys(filter(None, baris)))

    def _peta(self):
        # A few dozen rows that every line of every list needs: read once, dropped when a row is written.
        peta = cache.get(self.KUNCI_TEMBOLOK)
        if peta is None:
            baris = self.order_by("pk").values_list("wilayah__kode", "tingkat", "jenis", "istilah", "kata")
            peta = {tuple(b[:4]): b[4] for b in baris}
            cache.set(self.KUNCI_TEMBOLOK, peta, 300)
        return peta


class Sebutan(models.Model):
    """A region's own words: set on a provinsi or kabupaten, inherited below; the root's row is the default.

    `bawaan` is the word that comes with the program, `kata` the one in use; where they differ a person decided, and
    loading the words again leaves `kata` alone.
    """

    wilayah = models.ForeignKey(Wilayah, models.CASCADE, related_name="daftar_sebutan", verbose_name="wilayah")
    tingkat = models.PositiveSmallIntegerField("tingkat", choices=Tingkat)
    jenis = models.CharField("jenis", max_length=10, choices=Jenis, blank=True)
    istilah = models.CharField("istilah", max_length=20)
    kata = models.CharField("kata", max_length=60)
    dasar = models.CharField("dasar", max_length=200, blank=True)
    bawaan = models.CharField("kata bawaan", max_length=60, blank=True)
    dasar_bawaan = models.CharField("dasar bawaan", max_length=200, blank=True)

    objects = SebutanQuerySet.as_manager()

    class Meta:
        verbose_name = "sebutan"
        verbose_name_plural = "sebutan"
        ordering = ["wilayah", "tingkat", "istilah"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["wilayah", "tingkat", "jenis", "istilah"], name="sebutan_satu_per_istilah")
        ]
