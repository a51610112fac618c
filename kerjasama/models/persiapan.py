"""Before there is a text: what a village could cooperate on, the plan of an agreement, offers and their answers
(Permendagri 96/2017 Ps 13(2)–(3), 14, 15)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from kerjasama.enums import Bidang, Kewenangan, Pelaksana, StatusPenawaran, Urusan
from wilayah.berkas.models import Berkas
from wilayah.cakupan.queries import CakupanQuerySet, simpul
from wilayah.pohon.models import Wilayah

from .kerja_sama import BagiKantorQuerySet, KerjaSama
from .pihak import PihakKetiga


class PotensiQuerySet(CakupanQuerySet):
    def tambahan(self, user, izin):
        """A village that looks for partners lets every office read that line: it wants to be found. Nothing else of
        its inventory leaves its own region, and nobody who was only invited to one agreement reads any."""
        boleh = izin == "wilayah.lihat_kerja_sama" and simpul(user, izin)
        return Q(dicari=True) if boleh else Q()


class Potensi(models.Model):
    """One line of a village's inventory of what it could cooperate on; `prioritas` 1 comes first, 0 is not ranked."""

    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    desa = models.ForeignKey(Wilayah, models.PROTECT, related_name="potensi", verbose_name="desa")
    bidang = models.CharField("bidang", max_length=16, choices=Bidang)
    urusan = models.CharField("urusan", max_length=12, choices=Urusan)
    uraian = models.CharField("uraian", max_length=300)
    prioritas = models.PositiveSmallIntegerField("prioritas", default=0)
    dicari = models.BooleanField("mencari mitra", default=False)
    diubah_pada = models.DateTimeField("diubah pada", auto_now=True)

    objects = PotensiQuerySet.as_manager()
    jalur_cakupan = {"lihat_kerja_sama": "desa", "susun_kerja_sama": "desa"}

    class Meta:
        verbose_name = "potensi kerja sama"
        verbose_name_plural = "potensi kerja sama"
        ordering = ["desa", "prioritas", "pk"]
        default_permissions = ()


class Persiapan(models.Model):
    """The plan of an agreement that is being made here: what the offer must say and the text is filled from."""

    kerja_sama = models.OneToOneField(KerjaSama, models.CASCADE, related_name="persiapan", verbose_name="kerja sama")
    latar_belakang = models.TextField("latar belakang", blank=True)
    kewenangan = models.CharField("kewenangan desa", max_length=12, choices=Kewenangan, blank=True)
    kewenangan_dasar = models.CharField("dasar kewenangan", max_length=200, blank=True)
    rpjm_desa = models.CharField("rujukan RPJM Desa", max_length=200, blank=True)
    rkp_desa = models.CharField("rujukan RKP Desa", max_length=200, blank=True)
    tata_cara = models.TextField("tata cara dan ketentuan pelaksanaan", blank=True)
    jangka_waktu_bulan = models.PositiveSmallIntegerField("jangka waktu (bulan)", null=True, blank=True)
    hak_kewajiban = models.TextField("hak dan kewajiban", blank=True)
    pendanaan = models.TextField("pendanaan", blank=True)
    perubahan = models.TextField("tata cara perubahan, penundaan, dan pembatalan", blank=True)
    perselisihan = models.TextField("penyelesaian perselisihan", blank=True)
    pelaksana = models.CharField("pelaksana", max_length=16, choices=Pelaksana, default=Pelaksana.BKAD)
    kajian = models.TextField("kajian desa atas usulan pihak ketiga", blank=True)
    versi = models.PositiveIntegerField("versi", default=1)

    objects = BagiKantorQuerySet.as_manager()
    jalur_cakupan = {"lihat_kerja_sama": "kerja_sama", "susun_kerja_sama": "kerja_sama"}

    class Meta:
        verbose_name = "persiapan"
        verbose_name_plural = "persiapan"
        default_permissions = ()


class Penawaran(models.Model):
    """An offer to one village or third party, or (`usulan`) a third party's proposal to the village `dari`.

    A village becomes a party when it is offered to, so that it can read what is offered; one that declines is a party
    no more, and goes on reading its own offer. `tenggat` is a local date, last day inclusive; silence decides nothing.
    """

    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    kerja_sama = models.ForeignKey(KerjaSama, models.CASCADE, related_name="penawaran", verbose_name="kerja sama")
    dari = models.ForeignKey(Wilayah, models.PROTECT, related_name="+", verbose_name="dari desa")
    kepada = models.ForeignKey(
        Wilayah, models.PROTECT, null=True, blank=True, related_name="penawaran", verbose_name="kepada desa"
    )
    pihak_ketiga = models.ForeignKey(
        PihakKetiga, models.PROTECT, null=True, blank=True, related_name="penawaran", verbose_name="pihak ketiga"
    )
    usulan = models.BooleanField("usulan pihak ketiga", default=False)
    nomor = models.CharField("nomor surat", max_length=80, blank=True)
    isi = models.JSONField("isi penawaran", default=dict)
    surat = models.ForeignKey(Berkas, models.PROTECT, null=True, related_name="+", verbose_name="surat")
    status = models.CharField("status", max_length=16, choices=StatusPenawaran, default=StatusPenawaran.TERKIRIM)
    dikirim_pada = models.DateTimeField("dikirim pada", default=timezone.now)
    dikirim_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="dikirim oleh"
    )
    tenggat = models.DateField("tenggat jawaban", null=True, blank=True)
    jawaban = models.TextField("jawaban", blank=True)
    dijawab_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="dijawab oleh"
    )
    dijawab_pada = models.DateTimeField("dijawab pada", null=True, blank=True)

    objects = BagiKantorQuerySet.as_manager()
    jalur_cakupan = {
        "lihat_kerja_sama": "kerja_sama",
        "tanggapi_pendaftaran": "kepada",
        "tetapkan_kerja_sama": "kepada",
        "susun_kerja_sama": "dari",
    }

    class Meta:
        verbose_name = "penawaran"
        verbose_name_plural = "penawaran"
        ordering = ["kerja_sama", "-dikirim_pada", "pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["kepada", "status"], name="penawaran_kepada")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kepada__isnull=False, pihak_ketiga__isnull=True)
                | Q(kepada__isnull=True, pihak_ketiga__isnull=False),
                name="penawaran_desa_atau_pihak_ketiga",
            )
        ]
