"""The agreement, and the closure table that says in which regions it lies."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from kerjasama.enums import (
    MASA,
    SEDANG_DIBUAT,
    TANPA_JATUH_TEMPO,
    Asal,
    Bentuk,
    Bidang,
    JenisPerubahan,
    MenurutWilayah,
    MutuData,
    Prakarsa,
    Status,
    Urusan,
)
from wilayah.cakupan.queries import CakupanQuerySet, simpul, undangan
from wilayah.pengguna.rules import kode_acak
from wilayah.pohon.models import Wilayah

DITERBITKAN = (Status.BERLAKU, Status.DITANGGUHKAN, Status.BERAKHIR)


def kode_ucap():
    """«KS-7Q4M-2KXP»: random, to say on the phone. Not a serial number, which would tell the neighbour's volume."""
    return f"KS-{kode_acak(4)}-{kode_acak(4)}"


class KerjaSamaQuerySet(CakupanQuerySet):
    def dalam_cakupan(self, user, *izin):
        """As everywhere; for reading, the rows come by the closure table and carry `c_status`, `c_jatuh_tempo`,
        `c_mutu` and `c_id`. Lists filter and sort by those: they sit in the index that finds the rows."""
        simpul_ = self._hanya_simpul(user, *izin)
        if len(simpul_) == 1:
            return self._lewat_cakupan(simpul_[0])
        return super().dalam_cakupan(user, *izin)._dengan_salinan()

    def polos(self, user, *izin):
        simpul_ = self._hanya_simpul(user, *izin)
        return self._di_simpul(simpul_[0]) if len(simpul_) == 1 else super().dalam_cakupan(user, *izin)

    def kunci_tercakup(self, user, izin):
        """By the closure table alone where it holds them all."""
        simpul_ = self._hanya_simpul(user, izin)
        return _rentang(simpul_).values("kerja_sama_id") if simpul_ else super().kunci_tercakup(user, izin)

    def tambahan(self, user, izin):
        """An invitation lets a person read the agreement; it gives no dashboard and no right to act."""
        diundang = undangan(user, izin) if izin == "wilayah.lihat_kerja_sama" else []
        return Q(pk__in=diundang) if diundang else Q()

    def lewat_penugasan(self, user, izin):
        """As `dalam_cakupan`, leaving out what the person sees by an invitation alone."""
        return self.filter(self._syarat_penugasan(user, izin))._tandai()

    def di_wilayah(self, wilayah, menurut=MenurutWilayah.KINI):
        """Narrowed to agreements with a party in `wilayah` or below, by the map of now or of then; keeps the mark of
        what it narrows."""
        if wilayah.tingkat == 0:
            return self
        rentang = Cakupan.objects.filter(wilayah_id=wilayah.pk, masa__in=MASA[menurut])._tandai()
        return self.filter(pk__in=rentang.values("kerja_sama_id"))

    def di_register_publik(self):
        """What anyone may read without an account: in force, suspended or ended, and looked at by an office, or made
        here with all its gates. What a person typed and nobody checked is not published in a village's name."""
        return self.filter(_terbit())._tandai()

    def dapat_diketahui(self, user, tanggal):
        """In force on the local date: in the scope of `user`, or a peraturan bersama that anyone may read."""
        milik = self.dalam_cakupan(user, "wilayah.lihat_kerja_sama").berlaku_pada(tanggal)
        return self.filter(Q(pk__in=milik.order_by().values("pk")) | _umum(tanggal))._tandai()

    def dengan_pendaftar(self):
        """With what a page about one agreement says of its registration."""
        return self.select_related("desa_pendaftar__induk__induk__induk", "didaftarkan_oleh")

    def berlaku_pada(self, tanggal):
        """In force on the local date: status berlaku and not past its last day."""
        return self.filter(c_status=Status.BERLAKU, c_jatuh_tempo__gte=tanggal)

    def habis_masa_pada(self, tanggal):
        return self.filter(c_status=Status.BERLAKU, c_jatuh_tempo__lt=tanggal)

    def _hanya_simpul(self, user, *izin):
        """Ids of the regions whose rows in the closure table are all that the one power opens; none where it opens the
        nation, opens more by invitations, or leads by another path."""
        if len(izin) != 1 or self.model.jalur_cakupan.get(izin[0].removeprefix("wilayah.")) != "cakupan":
            return []
        if self.tambahan(user, izin[0]):
            return []
        return [s.id for s in simpul(user, izin[0]) if s.tingkat > 0]

    def _di_simpul(self, wilayah_id):
        return self.filter(cakupan__wilayah_id=wilayah_id)._tandai()

    def bermutu(self, mutu):
        """With that quality of data; what the parties are still making has none that anybody could check."""
        return self.filter(c_mutu=mutu).exclude(c_status__in=SEDANG_DIBUAT)

    def _lewat_cakupan(self, wilayah_id):
        return self._di_simpul(wilayah_id).annotate(
            c_status=F("cakupan__status"),
            c_jatuh_tempo=F("cakupan__jatuh_tempo"),
            c_mutu=F("cakupan__mutu_data"),
            c_id=F("cakupan__kerja_sama_id"),
        )

    def _dengan_salinan(self):
        """With the same columns from the agreement itself."""
        return self.annotate(
            c_status=F("status"), c_jatuh_tempo=F("jatuh_tempo"), c_mutu=F("mutu_data"), c_id=F("pk")
        )._tandai()

    def _syarat_jalur(self, user, izin, jalur, simpul_):
        if jalur != "cakupan":
            return super()._syarat_jalur(user, izin, jalur, simpul_)
        if not simpul_:
            return Q(pk__in=[])
        if simpul_[0].tingkat == 0:
            return Q()
        return Q(pk__in=_rentang([s.id for s in simpul_]).values("kerja_sama_id"))


class BagiKantorQuerySet(CakupanQuerySet):
    """Children of an agreement that stay between the offices and the parties: no invitation opens them."""

    def _syarat_jalur(self, user, izin, jalur, simpul_):
        if jalur != "kerja_sama":
            return super()._syarat_jalur(user, izin, jalur, simpul_)
        return Q(kerja_sama__in=KerjaSama.objects.lewat_penugasan(user, izin).values("pk"))


def _umum(tanggal):
    return _terbit() & Q(bentuk=Bentuk.ANTAR_DESA, status=Status.BERLAKU, jatuh_tempo__gte=tanggal)


def _terbit():
    diperiksa = Q(asal=Asal.DISUSUN) | ~Q(mutu_data=MutuData.BELUM_DIPERIKSA)
    return Q(status__in=DITERBITKAN, tertutup_publik=False) & diperiksa


def _rentang(wilayah_ids):
    return Cakupan.objects.filter(wilayah_id__in=wilayah_ids)._tandai()


class KerjaSama(models.Model):
    """One agreement between villages, or of villages with a third party.

    `status` is the document's own life; supervision never changes it (hasil klarifikasi only sets `mutu_data`).
    `jatuh_tempo` is the last day in force, 9999-12-31 where none was agreed. An agreement in the making has no
    `tanggal_ditetapkan` and `tanggal_mulai` yet. One that changes another names it in `mengubah`, and does so when it
    comes into force itself. `disampaikan_pada`: since when it lies before the bupati, through the camat; registering
    an old one is handing it in.
    """

    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    kode_ucap = models.CharField("kode", max_length=12, unique=True, default=kode_ucap, editable=False)
    judul = models.CharField("judul", max_length=300)
    bentuk = models.CharField("bentuk", max_length=24, choices=Bentuk)
    prakarsa = models.CharField("prakarsa", max_length=12, choices=Prakarsa, default=Prakarsa.DESA)
    bidang = models.CharField("bidang", max_length=16, choices=Bidang)
    urusan = models.CharField("urusan", max_length=12, choices=Urusan)
    ruang_lingkup = models.TextField("ruang lingkup", blank=True)
    nilai = models.PositiveBigIntegerField("nilai (rupiah)", null=True, blank=True)
    tanggal_ditetapkan = models.DateField("tanggal ditetapkan", null=True, blank=True)
    tanggal_mulai = models.DateField("mulai berlaku", null=True, blank=True)
    jatuh_tempo = models.DateField("berlaku sampai", default=TANPA_JATUH_TEMPO)
    status = models.CharField("status", max_length=16, choices=Status)
    mutu_data = models.CharField("mutu data", max_length=20, choices=MutuData, default=MutuData.BELUM_DIPERIKSA)
    lintas_kabupaten = models.BooleanField("lintas kabupaten", default=False)
    asal = models.CharField("asal", max_length=12, choices=Asal, default=Asal.DIDAFTARKAN)
    mengubah = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="perubahan", verbose_name="mengubah"
    )
    jenis_perubahan = models.CharField("jenis perubahan", max_length=12, choices=JenisPerubahan, blank=True)
    bum_desa = models.BooleanField("melibatkan BUM Desa", default=False)
    kawasan_perdesaan = models.BooleanField("dalam satu kawasan perdesaan", default=False)
    kawasan = models.ForeignKey(
        "kerjasama.Kawasan", models.SET_NULL, null=True, blank=True, related_name="kerja_sama", verbose_name="kawasan"
    )
    tempat_ditandatangani = models.CharField("tempat penandatanganan", max_length=160, blank=True)
    bermeterai = models.BooleanField("bermeterai", default=False)
    disampaikan_pada = models.DateTimeField(
        "disampaikan kepada bupati pada", null=True, blank=True, default=timezone.now
    )
    tertutup_publik = models.BooleanField("dikecualikan dari register publik", default=False)
    kunci_impor = models.CharField("kunci impor", max_length=64, null=True, blank=True, unique=True, editable=False)
    desa_pendaftar = models.ForeignKey(
        Wilayah, models.PROTECT, related_name="kerja_sama_didaftarkan", verbose_name="desa pendaftar"
    )
    didaftarkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="didaftarkan oleh"
    )
    atas_nama = models.BooleanField("didaftarkan atas nama desa", default=False)
    didaftarkan_pada = models.DateTimeField("didaftarkan pada", default=timezone.now)
    versi = models.PositiveIntegerField("versi", default=1)

    objects = KerjaSamaQuerySet.as_manager()
    jalur_cakupan = {
        "lihat_kerja_sama": "cakupan",
        "lihat_dasbor": "cakupan",
        "daftarkan_kerja_sama": "desa_pendaftar",
        "teruskan_kerja_sama": "desa_pendaftar",
        "telaah_kerja_sama": "desa_pendaftar",
        "undang_pihak": "desa_pendaftar",
        "susun_kerja_sama": "cakupan",
        "tetapkan_kerja_sama": "cakupan",
        "kelola_musyawarah": "cakupan",
        "komentari_naskah": "cakupan",
        "fasilitasi_kerja_sama": "cakupan",
        "kelola_kawasan": "cakupan",
    }

    class Meta:
        verbose_name = "kerja sama"
        verbose_name_plural = "kerja sama"
        ordering = ["-didaftarkan_pada", "-pk"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["status", "jatuh_tempo", "id"], name="kerja_sama_status_tempo"),
            models.Index(fields=["jatuh_tempo", "id"], name="kerja_sama_tempo"),
            models.Index(fields=["-didaftarkan_pada", "-id"], name="kerja_sama_didaftarkan"),
            models.Index(fields=["mutu_data", "status"], name="kerja_sama_mutu"),
            models.Index(fields=["-tanggal_mulai", "-id"], name="kerja_sama_mulai"),  # the order of the public register
        ]
        constraints = [
            models.CheckConstraint(condition=Q(jatuh_tempo__gte=F("tanggal_mulai")), name="kerja_sama_masa_benar")
        ]

    def __str__(self):
        return self.judul

    @property
    def adalah_pbkd(self):
        """A Peraturan Bersama Kepala Desa; the other two forms are a Perjanjian Bersama."""
        return self.bentuk == Bentuk.ANTAR_DESA

    @property
    def nama_naskah(self):
        """What it is called where it was made: in DIY a «Peraturan Bersama Lurah»."""
        if not self.adalah_pbkd:
            return "Perjanjian Bersama"
        return self.desa_pendaftar.sebutan("peraturan_bersama") or "Peraturan Bersama Kepala Desa"

    @property
    def disusun(self):
        """Made in the system, from its first stage; a registered one has its scan instead of these stages."""
        return self.asal == Asal.DISUSUN

    @property
    def tanpa_jatuh_tempo(self):
        return self.jatuh_tempo == TANPA_JATUH_TEMPO

    def habis_masa(self, hari_ini):
        return self.status == Status.BERLAKU and self.jatuh_tempo < hari_ini


class Cakupan(models.Model):
    """Closure of agreement and region: one row per region, provinsi to desa, on the path of any party. Written by
    database triggers only (see triggers.py), with copies of what lists sort by and tabs count.

    `masa` says by which map: the present one (1: the party stands there now, or its successor does), the one when the
    party came in (2), or both (3). Both give sight; figures choose one.
    """

    KINI, SAAT_ITU, KEDUANYA = 1, 2, 3

    pk = models.CompositePrimaryKey("kerja_sama_id", "wilayah_id")
    kerja_sama = models.ForeignKey(
        KerjaSama, models.CASCADE, db_index=False, related_name="cakupan", verbose_name="kerja sama"
    )
    wilayah = models.ForeignKey(Wilayah, models.PROTECT, db_index=False, related_name="cakupan", verbose_name="wilayah")
    status = models.CharField("status", max_length=16)
    jatuh_tempo = models.DateField("jatuh tempo")
    mutu_data = models.CharField("mutu data", max_length=20)
    masa = models.PositiveSmallIntegerField("menurut wilayah", default=KEDUANYA)

    objects = CakupanQuerySet.as_manager()
    jalur_cakupan = {}

    class Meta:
        verbose_name = "cakupan"
        verbose_name_plural = "cakupan"
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["wilayah", "status", "jatuh_tempo", "kerja_sama", "masa"], name="cakupan_status_tempo"
            ),
            models.Index(fields=["wilayah", "jatuh_tempo", "kerja_sama"], name="cakupan_tempo"),
            models.Index(
                fields=["wilayah", "mutu_data", "status", "jatuh_tempo", "kerja_sama", "masa"], name="cakupan_mutu"
            ),
        ]
