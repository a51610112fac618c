"""Numbers of a region: agreements from the closure table, stages and lateness from the reviews of those agreements."""

from dataclasses import dataclass

from django.db.models import Count, Q

from binwas.penilaian.enums import StatusPemeriksaan
from binwas.penilaian.models import Pemeriksaan
from kerjasama.enums import MASA, MenurutWilayah, MutuData, Status
from kerjasama.models import Cakupan, KerjaSama, Pihak
from kerjasama.queries.angka import angka_per_anak, angka_wilayah
from wilayah.cakupan.queries import ikut
from wilayah.pohon.enums import Tingkat

DASBOR = "wilayah.lihat_dasbor"
TERBUKA = [s for s in StatusPemeriksaan if s != StatusPemeriksaan.SELESAI]


@dataclass(frozen=True)
class Tahap:
    label: str
    jumlah: int
    saringan: str  # query string of the list that counts the same
    daftar: str  # URL name of that list


def kerja_sama_di(user, wilayah, menurut=MenurutWilayah.KINI):
    """Agreements with a party in the region, for whoever may read its dashboard; withdrawn ones are counted nowhere."""
    return KerjaSama.objects.dalam_cakupan(user, DASBOR).di_wilayah(wilayah, menurut).exclude(status=Status.DITARIK)


def tahap_wilayah(user, wilayah, hari_ini, menurut=MenurutWilayah.KINI):
    """How far the agreements of the region are on their way to a letter, and how many reviews are late."""
    pemeriksaan = Pemeriksaan.objects.milik(kerja_sama_di(user, wilayah, menurut).order_by())
    hitung = {s.value: Count("pk", filter=Q(status=s)) for s in StatusPemeriksaan}
    per_status = pemeriksaan.order_by().aggregate(**hitung, lewat=Count("pk", filter=_lewat(hari_ini)))
    belum = kerja_sama_di(user, wilayah, menurut).bermutu(MutuData.BELUM_DIPERIKSA).order_by().count()
    tahap = [Tahap("Belum diperiksa kecamatan", belum, "mutu=belum_diperiksa", "kerja_sama_daftar")]
    tahap += [Tahap(s.label, per_status[s.value], f"status={s.value}", "pemeriksaan_daftar") for s in StatusPemeriksaan]
    return tahap, Tahap("Terlambat", per_status["lewat"], "tenggat=lewat", "pemeriksaan_daftar")


def terbaru(kerja_sama, banyak):
    """The newest of a scoped queryset, with their parties."""
    pihak = ikut("pihak", kerja_sama, Pihak.objects.order_by("urut"))
    return kerja_sama.order_by("-didaftarkan_pada", "-pk").prefetch_related(pihak)[:banyak]


def per_anak(user, wilayah, hari_ini, menurut=MenurutWilayah.KINI):
    """Rows of the children: region, the three numbers, late reviews."""
    anak = angka_per_anak(user, wilayah, hari_ini, menurut=menurut)
    lewat = _lewat_per_anak(wilayah, [a for a, _ in anak], hari_ini, menurut)
    return [{"wilayah": a, "angka": angka, "lewat": lewat.get(a.pk, 0)} for a, angka in anak]


def ringkasan(user, wilayah, hari_ini, menurut=MenurutWilayah.KINI):
    return angka_wilayah(user, wilayah, hari_ini, menurut=menurut)


def _lewat(hari_ini, awalan=""):
    """Late: past its last day, open, and its clock does not stand still."""
    syarat = {"tenggat__lt": hari_ini, "menunggu_desa": False, "menunggu_putusan": False, "status__in": TERBUKA}
    return Q(**{awalan + nama: nilai for nama, nilai in syarat.items()})


def _lewat_per_anak(wilayah, anak, hari_ini, menurut):
    """{id: late reviews} of children of a region that the person may read, each by the date in its own zone."""
    per_tanggal = {}
    for a in anak:
        tanggal = a.hari_ini() if wilayah.tingkat == Tingkat.PUSAT else hari_ini
        per_tanggal.setdefault(tanggal, []).append(a.pk)
    hasil = {}
    for tanggal, ids in per_tanggal.items():
        cakupan = Cakupan.objects.filter(
            _lewat(tanggal, "kerja_sama__pemeriksaan__"), wilayah_id__in=ids, masa__in=MASA[menurut]
        )
        baris = cakupan.exclude(status=Status.DITARIK)._tandai().values_list("wilayah_id")
        hasil |= dict(baris.annotate(banyak=Count("kerja_sama__pemeriksaan")).order_by())
    return hasil
