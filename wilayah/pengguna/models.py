"""People, the offices they hold for a time, and what an office puts on its letters."""

import uuid
from datetime import UTC, datetime, timedelta
from importlib import import_module

from django.conf import settings
from django.contrib.auth import get_backends
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, Group, PermissionsMixin
from django.contrib.sessions.base_session import AbstractBaseSession
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from wilayah.berkas.models import Berkas
from wilayah.cakupan.queries import di_simpul, simpul
from wilayah.cakupan.roles import PERAN, PILIHAN_PERAN
from wilayah.pohon.models import Wilayah

from .rules import samarkan

TANPA_AKHIR = datetime(9999, 12, 31, tzinfo=UTC)
KELOLA = "wilayah.kelola_pengguna"
SINGKATAN_SIFAT = {"plt": "Plt.", "plh": "Plh.", "limpahan": "a.n."}


class PenggunaQuerySet(models.QuerySet):
    def terkelola(self, user):
        """People with an assignment, of now or any time, in the regions whose people `user` manages."""
        return self.filter(pk__in=Penugasan.objects.terkelola(user).values("pengguna_id"))


class PenggunaManager(BaseUserManager.from_queryset(PenggunaQuerySet)):
    def create_user(self, username, password=None, **isian):
        pengguna = self.model(username=username, **isian)
        pengguna.set_password(password)
        pengguna.save(using=self._db)
        return pengguna


class Pengguna(AbstractBaseUser, PermissionsMixin):
    """A person. Powers come from a Penugasan only: `groups` and `user_permissions` stay empty."""

    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    username = models.CharField(
        "nama pengguna",
        max_length=60,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9][a-z0-9.]*[a-z0-9]$", "Gunakan huruf kecil, angka, dan titik.")],
    )
    nama = models.CharField("nama lengkap", max_length=120)
    nip = models.CharField("NIP", max_length=18, blank=True)
    nik = models.CharField("NIK", max_length=16, blank=True)
    pangkat = models.CharField("pangkat, golongan", max_length=60, blank=True)
    surel = models.EmailField("surel", blank=True)
    contoh = models.BooleanField("akun contoh", default=False)
    is_active = models.BooleanField("aktif", default=True)
    harus_ganti_sandi = models.BooleanField("harus mengganti kata sandi", default=False)
    dibuat_pada = models.DateTimeField("dibuat pada", default=timezone.now)

    objects = PenggunaManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["nama"]

    class Meta:
        verbose_name = "pengguna"
        verbose_name_plural = "pengguna"
        ordering = ["username"]
        default_permissions = ()

    def __str__(self):
        return self.nama

    def get_full_name(self):
        return self.nama

    def has_perm(self, perm, obj=None):
        """Asks the backends, whatever the row says of itself: `is_superuser` would be a power without a Penugasan."""
        return self.is_active and any(backend.has_perm(self, perm, obj) for backend in get_backends())

    @property
    def nip_samar(self):
        return samarkan(self.nip)

    @property
    def nik_samar(self):
        return samarkan(self.nik)


class PenugasanQuerySet(models.QuerySet):
    def berlaku(self, saat=None):
        """Assignments that hold at the instant `saat` (UTC; default: now)."""
        saat = saat or timezone.now()
        return self.filter(dari__lte=saat, sebelum__gt=saat)

    def terkelola(self, user):
        """Assignments, of now or any time, in the regions whose people `user` manages."""
        return self.filter(di_simpul(simpul(user, KELOLA), "wilayah"))


class Penugasan(models.Model):
    """A person in a role in a region, from one local day to another (last day inclusive).

    `dari` and `sebelum` are the same days as UTC instants in the region's zone, computed when the row is made, so
    that who may do what is decided by one comparison and by no job. `menggantikan` is the assignment whose holder is
    succeeded, or stood in for while away.
    """

    class Sifat(models.TextChoices):
        DEFINITIF = "definitif", "Definitif"
        PLT = "plt", "Pelaksana tugas (Plt.)"
        PLH = "plh", "Pelaksana harian (Plh.)"
        LIMPAHAN = "limpahan", "Pelimpahan selama berhalangan (a.n.)"

    PELAKSANA = (Sifat.PLT, Sifat.PLH)

    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    pengguna = models.ForeignKey(Pengguna, models.PROTECT, related_name="penugasan", verbose_name="pengguna")
    wilayah = models.ForeignKey(Wilayah, models.PROTECT, related_name="penugasan", verbose_name="wilayah")
    peran = models.CharField("peran", max_length=30, choices=PILIHAN_PERAN)
    grup = models.ForeignKey(Group, models.PROTECT, related_name="penugasan", verbose_name="grup")
    jabatan = models.CharField("jabatan", max_length=160)
    sk = models.CharField("surat keputusan", max_length=160)
    sifat = models.CharField("sifat", max_length=10, choices=Sifat, default=Sifat.DEFINITIF)
    menggantikan = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="digantikan_oleh", verbose_name="menggantikan"
    )
    tanggal_mulai = models.DateField("mulai")
    tanggal_selesai = models.DateField("selesai", null=True, blank=True)
    dari = models.DateTimeField("dari")
    sebelum = models.DateTimeField("sebelum", default=TANPA_AKHIR)

    objects = PenugasanQuerySet.as_manager()

    class Meta:
        verbose_name = "penugasan"
        verbose_name_plural = "penugasan"
        ordering = ["wilayah", "peran", "pk"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["pengguna", "sebelum"], name="penugasan_pengguna"),
            models.Index(fields=["wilayah", "peran", "sebelum"], name="penugasan_wilayah_peran"),
        ]
        constraints = [models.CheckConstraint(condition=Q(dari__lt=models.F("sebelum")), name="penugasan_masa_benar")]

    def __str__(self):
        return f"{self.jabatan} – {self.wilayah}"

    @property
    def nama_peran(self):
        return PERAN[self.peran].nama

    @property
    def singkatan(self):
        """«Plt.», «Plh.» or «a.n.»; empty for who holds the office itself."""
        return SINGKATAN_SIFAT.get(self.sifat, "")

    @property
    def sebutan_peran(self):
        return f"{self.singkatan} {self.nama_peran}".strip()

    @property
    def sebutan_jabatan(self):
        """The post as its holder bears it. A delegate keeps the own post; only the letter says in whose name."""
        if self.sifat in Penugasan.PELAKSANA and not self.jabatan.startswith(self.singkatan):
            return f"{self.singkatan} {self.jabatan}"
        return self.jabatan

    @property
    def belum_mulai(self):
        return self.dari > timezone.now()

    @property
    def berakhir(self):
        return self.sebelum <= timezone.now()


class TautanAkunQuerySet(models.QuerySet):
    def terbuka(self):
        """Links that were neither used nor cancelled and whose time is not over."""
        return self.filter(dipakai_pada=None, dibatalkan_pada=None, kedaluwarsa__gt=timezone.now())


class TautanAkun(models.Model):
    """A link by which a person sets the password of an account: the invitation, or a reset. Used once, within its
    time. Only the hash of its code is kept: who reads the database can't use it."""

    class Tujuan(models.TextChoices):
        UNDANGAN = "undangan", "Undangan akun"
        ATUR_ULANG = "atur_ulang", "Atur ulang kata sandi"

    pengguna = models.ForeignKey(Pengguna, models.CASCADE, related_name="tautan", verbose_name="pengguna")
    tujuan = models.CharField("tujuan", max_length=10, choices=Tujuan)
    hash_kode = models.CharField("hash kode", max_length=64, unique=True)
    oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, related_name="+", verbose_name="oleh")
    dibuat_pada = models.DateTimeField("dibuat pada", default=timezone.now)
    kedaluwarsa = models.DateTimeField("kedaluwarsa")
    dipakai_pada = models.DateTimeField("dipakai pada", null=True, blank=True)
    dibatalkan_pada = models.DateTimeField("dibatalkan pada", null=True, blank=True)

    objects = TautanAkunQuerySet.as_manager()

    class Meta:
        verbose_name = "tautan akun"
        verbose_name_plural = "tautan akun"
        ordering = ["-dibuat_pada"]
        default_permissions = ()


class SerahTerima(models.Model):
    """A hand-over of open work from one assignment to its successor, with what went over in figures."""

    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    dari = models.ForeignKey(Penugasan, models.PROTECT, related_name="diserahkan", verbose_name="dari")
    kepada = models.ForeignKey(Penugasan, models.PROTECT, related_name="diterima", verbose_name="kepada")
    catatan = models.TextField("catatan", blank=True)
    rincian = models.JSONField("rincian", default=dict)
    oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, related_name="+", verbose_name="oleh")
    pada = models.DateTimeField("pada", default=timezone.now)

    class Meta:
        verbose_name = "serah terima"
        verbose_name_plural = "serah terima"
        ordering = ["-pada"]
        default_permissions = ()


class TinjauanAkses(models.Model):
    """The yearly answer to «does this person still need this?», one per assignment and year."""

    class Keputusan(models.TextChoices):
        TETAP = "tetap", "Tetap diperlukan"
        CABUT = "cabut", "Dicabut"

    penugasan = models.ForeignKey(Penugasan, models.PROTECT, related_name="tinjauan", verbose_name="penugasan")
    tahun = models.PositiveSmallIntegerField("tahun")
    keputusan = models.CharField("keputusan", max_length=5, choices=Keputusan)
    alasan = models.CharField("alasan", max_length=300, blank=True)
    oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+", verbose_name="oleh")
    pada = models.DateTimeField("pada", default=timezone.now)

    class Meta:
        verbose_name = "tinjauan akses"
        verbose_name_plural = "tinjauan akses"
        ordering = ["-tahun", "penugasan"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["penugasan", "tahun"], name="tinjauan_akses_sekali_setahun")]


class PolaNomor(models.Model):
    """How an office numbers one kind of letter, where it differs from its profile."""

    kantor = models.ForeignKey(Wilayah, models.CASCADE, related_name="pola_nomor", verbose_name="kantor")
    jenis_surat = models.CharField("jenis surat", max_length=40)
    klasifikasi = models.CharField("kode klasifikasi arsip", max_length=20)
    pola = models.CharField("pola nomor", max_length=80)
    berlaku_sejak = models.DateField("berlaku sejak")

    class Meta:
        verbose_name = "pola nomor"
        verbose_name_plural = "pola nomor"
        ordering = ["kantor", "jenis_surat", "-berlaku_sejak"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["kantor", "jenis_surat", "berlaku_sejak"], name="pola_nomor_unik")
        ]


class ProfilKantor(models.Model):
    """What stands on the letters of an office: kop, place, paper, archive code and the pattern of its numbers."""

    class Kertas(models.TextChoices):
        A4 = "A4", "A4"
        F4 = "F4", "F4 (215 × 330 mm)"

    class Huruf(models.TextChoices):
        ARIAL = "arial", "Arial"
        BOOKMAN = "bookman", "Bookman Old Style"

    wilayah = models.OneToOneField(Wilayah, models.PROTECT, related_name="profil_kantor", verbose_name="wilayah")
    nama_pemda = models.CharField("nama pemerintah daerah", max_length=120)
    nama_kantor = models.CharField("nama kantor", max_length=160)
    alamat = models.CharField("alamat", max_length=240)
    telepon = models.CharField("telepon", max_length=40, blank=True)
    surel = models.EmailField("surel", blank=True)
    laman = models.CharField("laman", max_length=120, blank=True)
    kode_pos = models.CharField("kode pos", max_length=5, blank=True)
    kota_surat = models.CharField("tempat surat", max_length=80)
    kepala_daerah = models.CharField("jabatan kepala daerah", max_length=80)
    kertas = models.CharField("kertas", max_length=2, choices=Kertas, default=Kertas.A4)
    huruf = models.CharField("huruf surat", max_length=10, choices=Huruf, default=Huruf.ARIAL)
    logo = models.ForeignKey(Berkas, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="logo")
    klasifikasi = models.CharField("kode klasifikasi arsip", max_length=20, default="400.10.2")
    pola_nomor = models.CharField(
        "pola nomor surat", max_length=80, default="{klasifikasi}/{urut}/{bulan_romawi}/{tahun}"
    )

    class Meta:
        verbose_name = "profil kantor"
        verbose_name_plural = "profil kantor"
        ordering = ["wilayah"]
        default_permissions = ()

    def __str__(self):
        return self.nama_kantor


class SakelarKantor(models.Model):
    """A choice that the law leaves to a region, with the basis it cites and the days it holds."""

    class Kunci(models.TextChoices):
        KLARIFIKASI = "klarifikasi", "Klarifikasi peraturan bersama kepala desa"
        EMPAT_MATA = "empat_mata", "Pemisahan pengusul, pemaraf, dan penanda tangan"
        EVALUASI_RANCANGAN = "evaluasi_rancangan", "Evaluasi rancangan sebelum ditandatangani"
        ENAM_HARI = "enam_hari", "Enam hari kerja sepekan"
        PERIODE_LAPORAN = "periode_laporan", "Periode laporan kepala desa"
        DUA_FAKTOR = "dua_faktor", "Kode kedua saat masuk bagi pegawai dinas"

    kantor = models.ForeignKey(Wilayah, models.CASCADE, related_name="sakelar", verbose_name="kantor")
    kunci = models.CharField("sakelar", max_length=20, choices=Kunci)
    nyala = models.BooleanField("nyala")
    nilai = models.CharField("nilai", max_length=40, blank=True)
    dasar = models.CharField("dasar", max_length=300)
    berlaku_sejak = models.DateField("berlaku sejak")
    berlaku_sampai = models.DateField("berlaku sampai", null=True, blank=True)

    class Meta:
        verbose_name = "sakelar kantor"
        verbose_name_plural = "sakelar kantor"
        ordering = ["kantor", "kunci", "berlaku_sejak"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["kantor", "kunci", "berlaku_sejak"], name="sakelar_kantor_unik")]


class AturanTandaTangan(models.Model):
    """Who initials and who signs a kind of letter of an office, by whose delegation, and while it holds."""

    kantor = models.ForeignKey(Wilayah, models.CASCADE, related_name="aturan_tanda_tangan", verbose_name="kantor")
    jenis_surat = models.CharField("jenis surat", max_length=40)
    peran_penanda = models.CharField("peran penanda tangan", max_length=30, choices=PILIHAN_PERAN)
    jabatan = models.CharField("jabatan yang dicetak", max_length=160)
    a_n = models.CharField("atas nama", max_length=80, blank=True)
    urutan_paraf = models.JSONField("peran pemaraf, berurutan", default=list)
    dasar = models.CharField("dasar pelimpahan", max_length=300)
    dari = models.DateField("dari")
    sebelum = models.DateField("sebelum", null=True, blank=True)

    class Meta:
        verbose_name = "aturan tanda tangan"
        verbose_name_plural = "aturan tanda tangan"
        ordering = ["kantor", "jenis_surat", "dari"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["kantor", "jenis_surat", "dari"], name="aturan_tanda_tangan_unik")
        ]


class SesiPengguna(AbstractBaseSession):
    """One signed-in device. It ends when nothing was asked for BINWAS_SESI_DIAM, and in any case SESSION_COOKIE_AGE
    after the sign-in. Not an act: no trail."""

    id_publik = models.UUIDField("id publik", default=uuid.uuid4, unique=True, editable=False)
    pengguna = models.ForeignKey(Pengguna, models.CASCADE, null=True, related_name="sesi", verbose_name="pengguna")
    perangkat = models.CharField("perangkat", max_length=60, blank=True)
    awalan_ip = models.CharField("awalan alamat jaringan", max_length=50, blank=True)
    dibuat = models.DateTimeField("dibuat", default=timezone.now)
    terakhir = models.DateTimeField("terakhir dipakai", default=timezone.now)

    class Meta:
        verbose_name = "sesi pengguna"
        verbose_name_plural = "sesi pengguna"
        ordering = ["-terakhir"]
        default_permissions = ()

    @classmethod
    def get_session_store_class(cls):
        return import_module(settings.SESSION_ENGINE).SessionStore

    def berakhir(self, saat):
        """When the session ends if nothing more is asked after `saat`."""
        paling_lama = timedelta(seconds=settings.SESSION_COOKIE_AGE)
        return min(saat + settings.BINWAS_SESI_DIAM, self.dibuat + paling_lama)
