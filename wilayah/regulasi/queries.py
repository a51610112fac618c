"""Which rule and which legal basis hold for a region on a date."""

from django.db.models import Q

from .models import AturanTenggat, DasarHukum


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
