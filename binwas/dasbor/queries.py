"""Numbers of a region: agreements from the closure table, stages and lateness from the reviews of those agreements."""

from dataclasses import dataclass

from django.db.models import Count, Q

from binwas.penilaian.enums import StatusPemeriksaan
from binwas.penilaian.models import Pemeriksaan
from kerjasama.enums import MutuData, Status
from kerjasama.models import Cakupan, KerjaSama
from kerjasama.queries import angka_per_anak, angka_wilayah
from wilayah.pohon.enums import Tingkat

DASBOR = "wilayah.lihat_dasbor"


@dataclass(frozen=True)
class Tahap:
    label: str
    jumlah: int
    saringan: str  # query string of the list that counts the same
    daftar: str  # URL name of that list


def kerja_sama_di(user, wilayah):
    """Agreements with a party in the region, for whoever may read its dashboard; withdrawn ones are counted nowhere."""
    return KerjaSama.objects.dalam_cakupan(user, DASBOR).di_wilayah(wilayah).exclude(status=Status.DITARIK)


def tahap_wilayah(user, wilayah, hari_ini):
    """How far the agreements of the region are on their way to a letter, and how many reviews are late."""
    pemeriksaan = Pemeriksaan.objects.milik(kerja_sama_di(user, wilayah).order_by())
    hitung = {s.value: Count("pk", filter=Q(status=s)) for s in StatusPemeriksaan}
    per_status = pemeriksaan.order_by().aggregate(**hitung, lewat=Count("pk", filter=_lewat(hari_ini)))
    belum = (
        kerja_sama_di(user, wilayah).filter(c_mutu=MutuData.BELUM_DIPERIKSA, c_status=Status.BERLAKU).order_by().count()
    )
    tahap = [Tahap("Belum diperiksa kecamatan", belum, "mutu=belum_diperiksa", "kerja_sama_daftar")]
    tahap += [Tahap(s.label, per_status[s.value], f"status={s.value}", "pemeriksaan_daftar") for s in StatusPemeriksaan]
    return tahap, Tahap("Terlambat", per_status["lewat"], "terlambat=1", "pemeriksaan_daftar")


def per_anak(user, wilayah, hari_ini):
    """Rows of the children: region, the three numbers, late reviews."""
    anak = angka_per_anak(user, wilayah, hari_ini)
    lewat = _lewat_per_wilayah(user, wilayah, [a.pk for a, _ in anak], hari_ini)
    return [{"wilayah": a, "angka": angka, "lewat": lewat.get(a.pk, 0)} for a, angka in anak]


def ringkasan(user, wilayah, hari_ini):
    return angka_wilayah(user, wilayah, hari_ini)


def _lewat(hari_ini, awalan=""):
    """Late: past its last day, open, and not waiting for the desa (its clock stands still then)."""
    return Q(**{f"{awalan}tenggat__lt": hari_ini, f"{awalan}menunggu_desa": False}) & ~Q(
        **{f"{awalan}status": StatusPemeriksaan.SELESAI}
    )


def _lewat_per_wilayah(user, wilayah, wilayah_ids, hari_ini):
    if not wilayah_ids or wilayah.tingkat == Tingkat.DESA:
        return {}
    terlambat = Pemeriksaan.objects.milik(kerja_sama_di(user, wilayah).order_by()).filter(_lewat(hari_ini))
    baris = (
        Cakupan.objects.filter(wilayah_id__in=wilayah_ids, kerja_sama_id__in=terlambat.values("kerja_sama_id"))
        ._tandai()
        .values_list("wilayah_id")
        .annotate(banyak=Count("*"))
        .order_by()
    )
    return dict(baris)
