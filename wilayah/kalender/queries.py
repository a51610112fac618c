"""Which days are holidays for a region: the nation's and those of the regions above it."""

from django.db.models import Q

from .models import HariLibur


def libur_untuk(wilayah):
    """{date: HariLibur} for `hitung_jam`. A region's own row on a date wins over the national one."""
    jalur = [wilayah.kode_leluhur(tingkat) for tingkat in range(wilayah.tingkat + 1)]
    baris = HariLibur.objects.filter(Q(wilayah__isnull=True) | Q(wilayah__kode__in=jalur))
    urut = sorted(baris.select_related("wilayah"), key=lambda b: b.wilayah.tingkat if b.wilayah else -1)
    return {b.tanggal: b for b in urut}
