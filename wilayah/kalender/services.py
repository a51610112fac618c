"""Loading the yearly decree on holidays."""

from datetime import date

from django.db import transaction

from wilayah.pohon.services_acuan import selaraskan

from .models import HariLibur

BELUM_PASTI = "; pembagian libur dan cuti bersama: tafsir"


@transaction.atomic
def muat_hari_libur(*, isi):
    """`isi` as in fixtures/hari_libur.json, where each year stands whole: a decree is often revised, and a national
    holiday that the file no longer has would go on moving deadlines."""
    baris = [_baris(satu, isi["keputusan"]) for satu in isi["hari"]]
    usang = HariLibur.objects.filter(
        wilayah__isnull=True, tanggal__year__in=[int(tahun) for tahun in isi["keputusan"]]
    ).exclude(tanggal__in=[satu["tanggal"] for satu in baris])
    dihapus, _ = usang.delete()
    hitungan = selaraskan(model=HariLibur, kunci=("tanggal", "wilayah_id"), baris=baris)
    hitungan.dihapus = dihapus
    return hitungan


def _baris(satu, keputusan):
    skb = keputusan[satu["tanggal"][:4]]
    belum_pasti = satu.get("kepastian", skb["kepastian"]) == "tafsir"
    return {
        "tanggal": date.fromisoformat(satu["tanggal"]),
        "nama": satu["nama"],
        "jenis": satu["jenis"],
        "dasar": skb["dasar"] + (BELUM_PASTI if belum_pasti else ""),
        "wilayah_id": None,
    }
