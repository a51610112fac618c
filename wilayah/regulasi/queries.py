"""Which rule and which legal basis hold for a region on a date."""

from django.db.models import Q

from wilayah.pengguna.queries_kantor import boleh_mengelola_kantor
from wilayah.pohon.enums import Tingkat
from wilayah.pohon.models import KODE_PUSAT, Wilayah

from .models import AturanTenggat, DasarHukum

KELOLA_ACUAN = "wilayah.kelola_acuan"


def aturan_tenggat(kode, wilayah, tanggal):
    """The deadline rule `kode` for `wilayah` on the local date: the region's own row before its provinsi's, before
    the national one. Raises AturanTenggat.DoesNotExist when the reference data were never loaded."""
    kode_jalur = [wilayah.kode_leluhur(t) for t in range(wilayah.tingkat + 1)]
    baris = (
        AturanTenggat.objects.pada(tanggal)
        .filter(Q(wilayah__isnull=True) | Q(wilayah__kode__in=kode_jalur), kode=kode)
        .select_related("wilayah")
    )
    urut = sorted(baris, key=lambda a: (len(a.wilayah.kode) if a.wilayah else 0, a.berlaku_sejak))
    if not urut:
        raise AturanTenggat.DoesNotExist(kode)
    return urut[-1]


def dasar_hukum(kode, tanggal):
    """Rows of the legal basis with this code in force on the local date; empty when it was not in force."""
    return DasarHukum.objects.pada(tanggal).filter(kode=kode)


def boleh_menetapkan_tenggat(user, wilayah):
    """`wilayah` None: the nation's rules. The law leaves a kabupaten its own, no other tier."""
    if wilayah is None:
        return boleh_menetapkan_acuan(user)
    return wilayah.tingkat == Tingkat.KABUPATEN and boleh_mengelola_kantor(user, wilayah)


def aturan_nasional():
    """The nation's deadline rules by what they are for, the newest first."""
    return AturanTenggat.objects.filter(wilayah__isnull=True).order_by("kode", "-berlaku_sejak")


def aturan_daerah(wilayah):
    """The region's own rules, ended ones too."""
    return AturanTenggat.objects.filter(wilayah=wilayah).order_by("kode", "-berlaku_sejak")


def boleh_menetapkan_acuan(user):
    return user.has_perm(KELOLA_ACUAN, Wilayah.objects.get(kode=KODE_PUSAT))


def cari_dasar_hukum(kata="", pada=None):
    """Legal bases that say `kata` (name, pasal or content), in force on the local date `pada` where one is given; a
    regulation is found whole by its name."""
    baris = DasarHukum.objects.pada(pada) if pada else DasarHukum.objects.all()
    if kata:
        isi = Q(nama__icontains=kata) | Q(pasal__icontains=kata) | Q(ringkasan__icontains=kata)
        baris = baris.filter(isi | Q(kode=kata))
    return baris.order_by("kode", "berlaku_sejak", "pk")


def dasar_aturan():
    """Every deadline rule with the bases that it cites, for the page of legal bases."""
    semua = AturanTenggat.objects.select_related("wilayah").order_by("kode", "wilayah", "berlaku_sejak")
    return [(f"Tenggat: {a.nama}{f' ({a.wilayah.nama})' if a.wilayah else ''}", a.dasar) for a in semua]


def penerus_dasar_hukum():
    """`{code of a regulation: (code, name) of the one that replaced it}`."""
    baris = DasarHukum.objects.filter(pasal="").exclude(menggantikan="").order_by("berlaku_sejak")
    return {lama: (kode, nama) for lama, kode, nama in baris.values_list("menggantikan", "kode", "nama")}
