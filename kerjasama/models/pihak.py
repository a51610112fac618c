"""The parties: villages and third parties, as they were called when they signed."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from kerjasama.enums import JenisPihakKetiga, KesimpulanUji, Tanggapan
from kerjasama.rules.pihak_ketiga import kunci_nama
from wilayah.cakupan.queries import CakupanQuerySet
from wilayah.pohon.models import Wilayah

from .kerja_sama import KerjaSama


class PihakKetiga(models.Model):
    """A party that is no village. It has no region: it is seen through the agreements that name it, and until there is
    one by the office that wrote it down (`pencatat`). `kunci_nama` is the name as it is compared."""

    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    nama = models.CharField("nama", max_length=200)
    jenis = models.CharField("jenis", max_length=20, choices=JenisPihakKetiga)
    bentuk_hukum = models.CharField("bentuk hukum", max_length=80, blank=True)
    nib = models.CharField("NIB", max_length=20, blank=True)
    npwp = models.CharField("NPWP", max_length=24, blank=True)
    alamat = models.CharField("alamat", max_length=240, blank=True)
    penanda_tangan = models.CharField("penanda tangan", max_length=120, blank=True)
    jabatan_penanda_tangan = models.CharField("jabatan penanda tangan", max_length=120, blank=True)
    pencatat = models.ForeignKey(
        Wilayah, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dicatat oleh kantor"
    )
    kunci_nama = models.CharField("kunci nama", max_length=200, blank=True, editable=False, db_index=True)
    versi = models.PositiveIntegerField("versi", default=1)

    objects = CakupanQuerySet.as_manager()
    jalur_cakupan = {
        "lihat_kerja_sama": "pihak",
        "susun_kerja_sama": "pencatat",
        "daftarkan_kerja_sama": "pencatat",
    }

    class Meta:
        verbose_name = "pihak ketiga"
        verbose_name_plural = "pihak ketiga"
        ordering = ["nama"]
        default_permissions = ()

    def __str__(self):
        return self.nama

    def save(self, *args, **kwargs):
        self.kunci_nama = kunci_nama(self.nama)
        if "nama" in (bidang := kwargs.get("update_fields") or ()):
            kwargs["update_fields"] = {*bidang, "kunci_nama"}
        super().save(*args, **kwargs)


class UjiTuntas(models.Model):
    """What one office found out about a third party, and concluded: immutable; a later look is a new row. It stays with
    the office and those above it. `jawaban` maps the code of an item to {nilai, catatan, butir}, the last as it was
    asked."""

    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    pihak_ketiga = models.ForeignKey(
        PihakKetiga, models.CASCADE, related_name="uji_tuntas", verbose_name="pihak ketiga"
    )
    kantor = models.ForeignKey(Wilayah, models.PROTECT, related_name="+", verbose_name="kantor")
    jawaban = models.JSONField("jawaban", default=dict)
    kesimpulan = models.CharField("kesimpulan", max_length=16, choices=KesimpulanUji)
    catatan = models.TextField("catatan", blank=True)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="oleh")
    pada = models.DateTimeField("pada", default=timezone.now)

    objects = CakupanQuerySet.as_manager()
    jalur_cakupan = {
        "lihat_kerja_sama": "kantor",
        "susun_kerja_sama": "kantor",
        "daftarkan_kerja_sama": "kantor",
    }

    class Meta:
        verbose_name = "uji tuntas"
        verbose_name_plural = "uji tuntas"
        ordering = ["-pada", "-pk"]
        default_permissions = ()

    @property
    def keluarga(self):
        """The colour of its conclusion."""
        return {KesimpulanUji.LAYAK: "sesuai", KesimpulanUji.LAYAK_BERSYARAT: "tunggu"}.get(self.kesimpulan, "tolak")


class Pihak(models.Model):
    """A party: a desa with its own number and promulgation, or a third party.

    `kode_saat_itu`, `nama_saat_itu`: what the desa was called when it signed; the row it points at may change.
    `disepakati_pada`: since when its kepala desa agrees to the newest version; struck when the text changes.
    `mundur_pada`: the day from which it is no party any more; its row stays, for what it did till then. `keluar`: in an
    agreement on the withdrawal of a party from another, that this is the one who leaves.
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
    disepakati_pada = models.DateTimeField("disepakati pada", null=True, blank=True)
    disepakati_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="disepakati oleh"
    )
    ditandatangani_pada = models.DateField("ditandatangani pada", null=True, blank=True)
    penanda_tangan = models.CharField("penanda tangan", max_length=120, blank=True)
    jabatan_penanda_tangan = models.CharField("jabatan penanda tangan", max_length=120, blank=True)
    sekretaris = models.CharField("sekretaris desa yang mengundangkan", max_length=120, blank=True)
    bergabung_pada = models.DateField("bergabung pada", null=True, blank=True)
    mundur_pada = models.DateField("mundur pada", null=True, blank=True)
    keluar = models.BooleanField("keluar dari kerja sama yang diubah", default=False)

    objects = CakupanQuerySet.as_manager()
    jalur_cakupan = {
        "lihat_kerja_sama": "kerja_sama",
        "tanggapi_pendaftaran": "desa",
        "susun_kerja_sama": "desa",
        "tetapkan_kerja_sama": "desa",
        "kelola_musyawarah": "desa",
        "komentari_naskah": "desa",
    }

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
    def nama_pendek(self):
        """A village's name without the kecamatan and kabupaten behind it; a third party's as it is, commas and all."""
        return self.nama_saat_itu.partition(", ")[0] if self.desa_id else self.nama_saat_itu

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
