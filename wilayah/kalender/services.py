"""Holidays: loading those that come with the application, and deciding them here. A day that changes moves the clocks
that stand on it, in the same transaction."""

from contextlib import contextmanager
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from wilayah.jejak.services import catat
from wilayah.pengguna.queries_kantor import KELOLA_KANTOR
from wilayah.pohon.models import KODE_PUSAT, Wilayah
from wilayah.pohon.services_acuan import selaraskan
from wilayah.regulasi.queries import KELOLA_ACUAN

from . import pendengar
from .models import HariLibur, JenisLibur, KeputusanLibur
from .queries import boleh_menetapkan_libur
from .rules import tanggal_panjang

BELUM_PASTI = "; pembagian libur dan cuti bersama: tafsir"


@transaction.atomic
def muat_hari_libur(*, isi):
    """`isi` as in fixtures/hari_libur.json, where each year stands whole: a decree is often revised, and a national
    holiday that the file no longer has would go on moving deadlines. A year confirmed here by an admin is left as it
    is, rows taken out of it too."""
    diputuskan = set(KeputusanLibur.objects.values_list("tahun", flat=True))
    semua = [_baris(satu, isi["keputusan"]) for satu in isi["hari"]]
    baris = [satu for satu in semua if satu["tanggal"].year not in diputuskan]
    usang = HariLibur.objects.filter(
        wilayah__isnull=True, tanggal__year__in={int(tahun) for tahun in isi["keputusan"]} - diputuskan
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


@transaction.atomic
def tetapkan_libur_nasional(*, tahun, dasar, hari, oleh):
    """Makes `hari` (dicts of tanggal, nama, jenis), confirmed row by row against the decree `dasar`, the nation's
    holidays of the year: whatever else stood there goes."""
    pusat = _kunci_pusat(oleh)
    sebelum = {b.tanggal.isoformat(): b.nama for b in _nasional(tahun)}
    sesudah = {satu["tanggal"].isoformat(): satu["nama"] for satu in hari}
    keputusan = _tulis_nasional(tahun, dasar, hari, oleh)
    pendengar.terapkan(None, f"Hari libur {tahun} menurut {dasar}", oleh)
    catat(
        peristiwa="libur_nasional.ditetapkan",
        objek=keputusan,
        oleh=oleh,
        wilayah=pusat,
        izin=KELOLA_ACUAN,
        izin_baca="wilayah.lihat_jejak",
        sebelum=_beda(sebelum, sesudah),
        sesudah=_beda(sesudah, sebelum) | {"dasar": dasar},
    )
    return keputusan


def akibat_libur_nasional(*, tahun, dasar, hari, oleh):
    """Which clocks those days would move, in sentences: they are written for a trial and taken back."""
    with _percobaan():
        _kunci_pusat(oleh)
        _tulis_nasional(tahun, dasar, hari, oleh)
        return pendengar.kalimat(None)


@transaction.atomic
def tetapkan_libur_daerah(*, wilayah, tanggal, nama, dasar, oleh):
    """A holiday of the region and everything below it, by its own decree."""
    wilayah = _kunci_wilayah(wilayah, oleh)
    libur = _tulis_daerah(wilayah, tanggal, nama, dasar)
    sebab = f"{nama} ({tanggal_panjang(tanggal)}) ditetapkan libur daerah {wilayah.nama_lengkap}: {dasar}"
    pendengar.terapkan(wilayah, sebab, oleh)
    _catat_daerah("libur_daerah.ditetapkan", libur, oleh, sesudah=_isi(libur))
    return libur


def akibat_libur_daerah(*, wilayah, tanggal, nama, dasar, oleh):
    with _percobaan():
        _tulis_daerah(_kunci_wilayah(wilayah, oleh), tanggal, nama, dasar)
        return pendengar.kalimat(wilayah)


@transaction.atomic
def hapus_libur_daerah(*, libur, alasan, oleh):
    """Takes back a regional holiday that was recorded wrongly or whose decree was withdrawn."""
    wilayah = _kunci_wilayah(libur.wilayah, oleh)
    # Its key goes with the row, and the trail names it.
    dihapus = HariLibur.objects.select_related("wilayah").get(pk=libur.pk, wilayah=wilayah)
    HariLibur.objects.filter(pk=libur.pk).delete()
    sebab = f"{dihapus.nama} ({tanggal_panjang(dihapus.tanggal)}) tidak lagi libur daerah: {alasan}"
    pendengar.terapkan(wilayah, sebab, oleh)
    _catat_daerah("libur_daerah.dihapus", dihapus, oleh, sebelum=_isi(dihapus), sesudah={"alasan": alasan})


def akibat_hapus_libur(*, libur, alasan, oleh):
    with _percobaan():
        wilayah = _kunci_wilayah(libur.wilayah, oleh)
        HariLibur.objects.filter(pk=libur.pk).delete()
        return pendengar.kalimat(wilayah)


@contextmanager
def _percobaan():
    """What is written inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _kunci_pusat(oleh):
    pusat = Wilayah.objects.select_for_update().get(kode=KODE_PUSAT)
    if not oleh.has_perm(KELOLA_ACUAN, pusat):
        raise PermissionDenied(KELOLA_ACUAN)
    return pusat


def _nasional(tahun):
    return HariLibur.objects.filter(wilayah__isnull=True, tanggal__year=tahun)


def _tulis_nasional(tahun, dasar, hari, oleh):
    tanggal = [satu["tanggal"] for satu in hari]
    if not hari:
        raise ValidationError("Pilih paling sedikit satu hari libur.")
    if any(satu.year != tahun for satu in tanggal) or len(set(tanggal)) != len(tanggal):
        raise ValidationError(f"Setiap hari ditulis sekali dan jatuh pada tahun {tahun}.")
    _nasional(tahun).delete()
    HariLibur.objects.bulk_create(HariLibur(dasar=dasar, **satu) for satu in hari)
    isi = {"dasar": dasar, "oleh": oleh, "pada": timezone.now()}
    return KeputusanLibur.objects.update_or_create(tahun=tahun, defaults=isi)[0]


def _tulis_daerah(wilayah, tanggal, nama, dasar):
    if HariLibur.objects.filter(wilayah=wilayah, tanggal=tanggal).exists():
        raise ValidationError({"tanggal": "Sudah ada libur daerah pada tanggal ini. Hapus dahulu bila keliru."})
    return HariLibur.objects.create(wilayah=wilayah, tanggal=tanggal, nama=nama, dasar=dasar, jenis=JenisLibur.DAERAH)


def _beda(satu, lain):
    """What `satu` has and `lain` has not, or has otherwise."""
    return {kunci: nilai for kunci, nilai in satu.items() if lain.get(kunci) != nilai}


def _kunci_wilayah(wilayah, oleh):
    wilayah = Wilayah.objects.select_for_update(of=("self",)).select_related("induk__induk").get(pk=wilayah.pk)
    if not boleh_menetapkan_libur(oleh, wilayah):
        raise PermissionDenied(KELOLA_KANTOR)
    return wilayah


def _isi(libur):
    return {"tanggal": libur.tanggal, "nama": libur.nama, "dasar": libur.dasar}


def _catat_daerah(peristiwa, libur, oleh, sebelum=None, sesudah=None):
    catat(
        peristiwa=peristiwa,
        objek=libur,
        oleh=oleh,
        wilayah=libur.wilayah,
        izin=KELOLA_KANTOR,
        izin_baca="wilayah.lihat_jejak",
        sebelum=sebelum,
        sesudah=sesudah,
    )
