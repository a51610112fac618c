"""The agreement and what belongs to it. One aggregate: parties, documents, receipts and drafts hang on KerjaSama."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from wilayah.berkas.models import Berkas
from wilayah.cakupan.queries import CakupanQuerySet, simpul, undangan
from wilayah.pengguna.rules import kode_acak
from wilayah.pohon.models import PerubahanWilayah, Wilayah

from .enums import (
    MASA,
    TANPA_JATUH_TEMPO,
    Bentuk,
    Bidang,
    JenisDokumen,
    JenisPihakKetiga,
    MenurutWilayah,
    MutuData,
    Prakarsa,
    Status,
    Tanggapan,
    Urusan,
)


def kode_ucap():
    """«KS-7Q4M-2KXP»: random, to say on the phone. Not a serial number, which would tell the neighbour's volume."""
    return f"KS-{kode_acak(4)}-{kode_acak(4)}"


def kode_tanda_terima():
    """26 characters, 130 random bits: a receipt can't be guessed."""
    return kode_acak(26)


class KerjaSamaQuerySet(CakupanQuerySet):
    def dalam_cakupan(self, user, *izin):
        """As everywhere; for reading, the rows come by the closure table and carry `c_status`, `c_jatuh_tempo`,
        `c_mutu` and `c_id`. Lists filter and sort by those: they sit in the index that finds the rows."""
        if len(izin) == 1 and self.model.jalur_cakupan.get(izin[0].removeprefix("wilayah.")) == "cakupan":
            simpul_ = simpul(user, izin[0])
            if len(simpul_) == 1 and simpul_[0].tingkat > 0 and not self.tambahan(user, izin[0]):
                return self._lewat_cakupan(simpul_[0].id)
        return super().dalam_cakupan(user, *izin).annotate(**_salinan_sendiri())

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

    def dengan_pendaftar(self):
        """With what a page about one agreement says of its registration."""
        return self.select_related("desa_pendaftar__induk__induk__induk", "didaftarkan_oleh")

    def berlaku_pada(self, tanggal):
        """In force on the local date: status berlaku and not past its last day."""
        return self.filter(c_status=Status.BERLAKU, c_jatuh_tempo__gte=tanggal)

    def habis_masa_pada(self, tanggal):
        return self.filter(c_status=Status.BERLAKU, c_jatuh_tempo__lt=tanggal)

    def _lewat_cakupan(self, wilayah_id):
        return (
            self.filter(cakupan__wilayah_id=wilayah_id)
            .annotate(
                c_status=F("cakupan__status"),
                c_jatuh_tempo=F("cakupan__jatuh_tempo"),
                c_mutu=F("cakupan__mutu_data"),
                c_id=F("cakupan__kerja_sama_id"),
            )
            ._tandai()
        )

    def _syarat_jalur(self, user, izin, jalur, simpul_):
        if jalur != "cakupan":
            return super()._syarat_jalur(user, izin, jalur, simpul_)
        if not simpul_:
            return Q(pk__in=[])
        if simpul_[0].tingkat == 0:
            return Q()
        rentang = Cakupan.objects.filter(wilayah_id__in=[s.id for s in simpul_])._tandai()
        return Q(pk__in=rentang.values("kerja_sama_id"))


class BagiKantorQuerySet(CakupanQuerySet):
    """Children of an agreement that stay between the offices and the parties: no invitation opens them."""

    def _syarat_jalur(self, user, izin, jalur, simpul_):
        if jalur != "kerja_sama":
            return super()._syarat_jalur(user, izin, jalur, simpul_)
        return Q(kerja_sama__in=KerjaSama.objects.lewat_penugasan(user, izin).values("pk"))


def _salinan_sendiri():
    return {"c_status": F("status"), "c_jatuh_tempo": F("jatuh_tempo"), "c_mutu": F("mutu_data"), "c_id": F("pk")}


class KerjaSama(models.Model):
    """One agreement between villages, or of villages with a third party.

    `status` is the document's own life; supervision never changes it (hasil klarifikasi only sets `mutu_data`).
    `jatuh_tempo` is the last day in force, 9999-12-31 where none was agreed.
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
    tanggal_ditetapkan = models.DateField("tanggal ditetapkan")
    tanggal_mulai = models.DateField("mulai berlaku")
    jatuh_tempo = models.DateField("berlaku sampai", default=TANPA_JATUH_TEMPO)
    status = models.CharField("status", max_length=16, choices=Status)
    mutu_data = models.CharField("mutu data", max_length=20, choices=MutuData, default=MutuData.BELUM_DIPERIKSA)
    lintas_kabupaten = models.BooleanField("lintas kabupaten", default=False)
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
    def tanpa_jatuh_tempo(self):
        return self.jatuh_tempo == TANPA_JATUH_TEMPO

    def habis_masa(self, hari_ini):
        return self.status == Status.BERLAKU and self.jatuh_tempo < hari_ini


class PihakKetiga(models.Model):
    """A party that is no village. It has no region: it is seen through the agreements that name it."""

    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    nama = models.CharField("nama", max_length=200)
    jenis = models.CharField("jenis", max_length=20, choices=JenisPihakKetiga)
    bentuk_hukum = models.CharField("bentuk hukum", max_length=80, blank=True)
    nib = models.CharField("NIB", max_length=20, blank=True)
    alamat = models.CharField("alamat", max_length=240, blank=True)
    penanda_tangan = models.CharField("penanda tangan", max_length=120, blank=True)

    objects = CakupanQuerySet.as_manager()
    jalur_cakupan = {"lihat_kerja_sama": "pihak"}

    class Meta:
        verbose_name = "pihak ketiga"
        verbose_name_plural = "pihak ketiga"
        ordering = ["nama"]
        default_permissions = ()

    def __str__(self):
        return self.nama


class Pihak(models.Model):
    """A party: a desa with its own number and promulgation, or a third party.

    `kode_saat_itu`, `nama_saat_itu`: what the desa was called when it signed; the row it points at may change.
    """

    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    kerja_sama = models.ForeignKey(KerjaSama, models.CASCADE, related_name="pihak", verbose_name="kerja sama")
    desa = models.ForeignKey(
        Wilayah,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="pihak",
        verbose_name="desa",
    )
    pihak_ketiga = models.ForeignKey(
        PihakKetiga, models.PROTECT, null=True, blank=True, related_name="pihak", verbose_name="pihak ketiga"
    )
    urut = models.PositiveSmallIntegerField("urut")
    kode_saat_itu = models.CharField("kode saat itu", max_length=13, blank=True)
    nama_saat_itu = models.CharField("nama saat itu", max_length=200)
    nomor = models.CharField("nomor", max_length=80, blank=True)
    tanggal = models.DateField("tanggal diundangkan", null=True, blank=True)
    berita_desa = models.CharField("Berita Desa", max_length=80, blank=True)
    tanggapan = models.CharField("tanggapan", max_length=10, choices=Tanggapan, default=Tanggapan.BELUM)
    alasan = models.TextField("alasan keberatan", blank=True)
    ditanggapi_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="ditanggapi oleh"
    )
    ditanggapi_pada = models.DateTimeField("ditanggapi pada", null=True, blank=True)

    objects = CakupanQuerySet.as_manager()
    jalur_cakupan = {"lihat_kerja_sama": "kerja_sama", "tanggapi_pendaftaran": "desa"}

    class Meta:
        verbose_name = "pihak"
        verbose_name_plural = "pihak"
        ordering = ["kerja_sama", "urut"]
        default_permissions = ()
        indexes = [models.Index(fields=["desa", "kerja_sama"], name="pihak_desa_kerja_sama")]
        constraints = [
            models.UniqueConstraint(fields=["kerja_sama", "desa"], name="pihak_desa_sekali"),
            models.CheckConstraint(
                condition=Q(desa__isnull=False, pihak_ketiga__isnull=True)
                | Q(desa__isnull=True, pihak_ketiga__isnull=False),
                name="pihak_desa_atau_pihak_ketiga",
            ),
        ]

    def __str__(self):
        return self.nama_saat_itu

    @property
    def kini(self):
        """The region that stands for the party now, where its code or its row is no more what was signed; a name alone
        is written in many ways."""
        if self.desa_id is None:
            return None
        kini = self.desa.diteruskan_oleh or self.desa
        return kini if kini.kode != self.kode_saat_itu else None

    @property
    def berubah_status(self):
        return bool(self.kini) and not self.kini.dapat_menjadi_pihak and self.kini.aktif

    @property
    def nomor_belum_diketahui(self):
        return self.desa_id is not None and not self.nomor


class PihakSaatItu(models.Model):
    """A region on whose path a party stood before the map changed under it: those who read the agreement then go on
    reading it, and figures «menurut wilayah saat itu» count it there. A party whose region never changed has none."""

    pihak = models.ForeignKey(Pihak, models.CASCADE, related_name="saat_itu", verbose_name="pihak")
    wilayah = models.ForeignKey(Wilayah, models.PROTECT, related_name="+", verbose_name="wilayah")

    objects = CakupanQuerySet.as_manager()
    jalur_cakupan = {"lihat_kerja_sama": "pihak"}

    class Meta:
        verbose_name = "wilayah pihak saat itu"
        verbose_name_plural = "wilayah pihak saat itu"
        ordering = ["pihak", "wilayah"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["pihak", "wilayah"], name="pihak_saat_itu_unik")]


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


class Undangan(models.Model):
    """The only grant on a single agreement: somebody from outside its regions reads it from one local day to another
    (last day inclusive; `dari` and `sebelum` are the instants). The parties see that it was given, and by whom."""

    class Sebagai(models.TextChoices):
        AHLI = "ahli", "Ahli"
        KABUPATEN_LAIN = "kabupaten", "Kabupaten/kota tetangga"
        PENENGAH = "penengah", "Penengah"
        PIHAK_KETIGA = "pihak_ketiga", "Pihak ketiga"

    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    kerja_sama = models.ForeignKey(KerjaSama, models.CASCADE, related_name="undangan", verbose_name="kerja sama")
    pengguna = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="undangan", verbose_name="pengguna"
    )
    sebagai = models.CharField("sebagai", max_length=12, choices=Sebagai)
    izin = models.CharField("izin", max_length=60, default="lihat_kerja_sama")
    alasan = models.CharField("alasan", max_length=300)
    tanggal_mulai = models.DateField("mulai")
    tanggal_selesai = models.DateField("selesai")
    dari = models.DateTimeField("dari")
    sebelum = models.DateTimeField("sebelum")
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="oleh")
    dibuat_pada = models.DateTimeField("dibuat pada", default=timezone.now)
    dicabut_pada = models.DateTimeField("dicabut pada", null=True, blank=True)
    dicabut_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="dicabut oleh"
    )

    objects = BagiKantorQuerySet.as_manager()
    jalur_cakupan = {"lihat_kerja_sama": "kerja_sama", "undang_pihak": "kerja_sama"}

    class Meta:
        verbose_name = "undangan"
        verbose_name_plural = "undangan"
        ordering = ["kerja_sama", "-dibuat_pada"]
        default_permissions = ()
        indexes = [models.Index(fields=["pengguna", "sebelum"], name="undangan_pengguna")]
        constraints = [models.CheckConstraint(condition=Q(dari__lt=F("sebelum")), name="undangan_masa_benar")]


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


class Dokumen(models.Model):
    """A document of an agreement; what it says is in its versions, which never change."""

    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    kerja_sama = models.ForeignKey(KerjaSama, models.CASCADE, related_name="dokumen", verbose_name="kerja sama")
    jenis = models.CharField("jenis", max_length=10, choices=JenisDokumen)
    judul = models.CharField("judul", max_length=200)
    dibuat_pada = models.DateTimeField("dibuat pada", default=timezone.now)

    objects = CakupanQuerySet.as_manager()
    jalur_cakupan = {"lihat_kerja_sama": "kerja_sama"}

    class Meta:
        verbose_name = "dokumen"
        verbose_name_plural = "dokumen"
        ordering = ["kerja_sama", "pk"]
        default_permissions = ()

    def __str__(self):
        return self.judul


class VersiDokumen(models.Model):
    """One version. `berkas` is what people read; `asli` are the bytes as they were sent, in order (several photos
    make one PDF), kept for their hashes and served only as a download."""

    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    dokumen = models.ForeignKey(Dokumen, models.CASCADE, related_name="versi", verbose_name="dokumen")
    nomor = models.PositiveSmallIntegerField("versi")
    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="+", verbose_name="berkas")
    keterangan = models.CharField("keterangan", max_length=300, blank=True)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="oleh")
    dibuat_pada = models.DateTimeField("dibuat pada", default=timezone.now)

    objects = CakupanQuerySet.as_manager()
    jalur_cakupan = {"lihat_kerja_sama": "dokumen"}

    class Meta:
        verbose_name = "versi dokumen"
        verbose_name_plural = "versi dokumen"
        ordering = ["dokumen", "-nomor"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["dokumen", "nomor"], name="versi_dokumen_unik")]


class BerkasAsli(models.Model):
    """The original bytes behind a version, in the order in which they were sent."""

    versi = models.ForeignKey(VersiDokumen, models.CASCADE, related_name="asli", verbose_name="versi")
    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="+", verbose_name="berkas")
    urut = models.PositiveSmallIntegerField("urut")

    objects = CakupanQuerySet.as_manager()
    jalur_cakupan = {"lihat_kerja_sama": "versi"}

    class Meta:
        verbose_name = "berkas asli"
        verbose_name_plural = "berkas asli"
        ordering = ["versi", "urut"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["versi", "urut"], name="berkas_asli_unik")]


class DrafPendaftaran(models.Model):
    """A registration that is being filled in. Not yet an agreement: counted nowhere, seen by the desa alone."""

    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    desa = models.ForeignKey(Wilayah, models.PROTECT, related_name="draf_pendaftaran", verbose_name="desa")
    pembuat = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="pembuat")
    isi = models.JSONField("isi", default=dict)
    langkah = models.CharField("langkah", max_length=20)
    versi = models.PositiveIntegerField("versi", default=1)
    dibuat_pada = models.DateTimeField("dibuat pada", auto_now_add=True)
    diubah_pada = models.DateTimeField("diubah pada", auto_now=True)
    kerja_sama = models.OneToOneField(
        KerjaSama, models.CASCADE, null=True, blank=True, related_name="draf", verbose_name="kerja sama"
    )

    objects = CakupanQuerySet.as_manager()
    jalur_cakupan = {"daftarkan_kerja_sama": "desa"}

    class Meta:
        verbose_name = "draf pendaftaran"
        verbose_name_plural = "draf pendaftaran"
        ordering = ["-diubah_pada"]
        default_permissions = ()


class BerkasDraf(models.Model):
    """A file attached to a draft, in the order in which the person put it."""

    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    draf = models.ForeignKey(DrafPendaftaran, models.CASCADE, related_name="berkas", verbose_name="draf")
    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="+", verbose_name="berkas")
    urut = models.PositiveSmallIntegerField("urut")

    objects = CakupanQuerySet.as_manager()
    jalur_cakupan = {"daftarkan_kerja_sama": "draf"}

    class Meta:
        verbose_name = "berkas draf"
        verbose_name_plural = "berkas draf"
        ordering = ["draf", "urut"]
        default_permissions = ()


class TandaTerima(models.Model):
    """Proof that something was received: when, from whom, and the SHA-256 of each file."""

    kode = models.CharField("kode", max_length=26, unique=True, default=kode_tanda_terima, editable=False)
    kerja_sama = models.ForeignKey(KerjaSama, models.CASCADE, related_name="tanda_terima", verbose_name="kerja sama")
    perihal = models.CharField("perihal", max_length=200)
    penerima = models.ForeignKey(Wilayah, models.PROTECT, related_name="+", verbose_name="kantor penerima")
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="oleh")
    pada = models.DateTimeField("pada", default=timezone.now)
    berkas = models.ForeignKey(Berkas, models.PROTECT, null=True, related_name="+", verbose_name="berkas tanda terima")
    rincian = models.JSONField("berkas yang diterima", default=list)

    objects = BagiKantorQuerySet.as_manager()
    jalur_cakupan = {"lihat_kerja_sama": "kerja_sama"}

    class Meta:
        verbose_name = "tanda terima"
        verbose_name_plural = "tanda terima"
        ordering = ["-pada"]
        default_permissions = ()

    def __str__(self):
        return self.kode
