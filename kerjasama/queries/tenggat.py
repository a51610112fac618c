"""Terms of an agreement in the making: rules as data, shown to the parties and never holding anything up."""

from dataclasses import dataclass
from datetime import date

from kerjasama.enums import Status
from kerjasama.models import Pihak
from kerjasama.rules.penetapan import hari_terakhir
from wilayah.kalender.queries import libur_untuk, pekan_untuk
from wilayah.regulasi.models import AturanTenggat
from wilayah.regulasi.queries import aturan_tenggat

from .sekali import sekali

TANDA_TANGAN, KIRIM, EVALUASI = "tanda_tangan", "kirim_peraturan", "evaluasi_rancangan"


@dataclass(frozen=True)
class Batas:
    """The last day, and the rule that gives it with the day from which it runs."""

    tanggal: date
    aturan: AturanTenggat
    mulai: date


def batas(kode, wilayah, mulai):
    """The term `kode` from the local day `mulai`; None while the reference data were never loaded."""
    try:
        aturan = aturan_tenggat(kode, wilayah, mulai)
    except AturanTenggat.DoesNotExist:
        return None
    libur = libur_untuk(wilayah) if aturan.satuan == AturanTenggat.Satuan.KERJA or aturan.geser_ke_hari_kerja else ()
    return Batas(hari_terakhir(aturan, mulai, libur, pekan_untuk(wilayah)), aturan, mulai)


@sekali
def batas_berjalan(kerja_sama):
    """The term that runs at this stage, or None: signing since the text was agreed, sending in since the last
    promulgation. Both are of a PBKD; for a perjanjian the law has none."""
    desa = kerja_sama.desa_pendaftar
    pihak = list(Pihak.objects.milik(kerja_sama).values_list("disepakati_pada", "tanggal", "ditandatangani_pada"))
    if kerja_sama.status in (Status.DISEPAKATI, Status.DITANDATANGANI):
        disepakati = [p[0] for p in pihak if p[0]] if kerja_sama.adalah_pbkd and not all(p[2] for p in pihak) else []
        return batas(TANDA_TANGAN, desa, max(disepakati).astimezone(desa.zona).date()) if disepakati else None
    if kerja_sama.status == Status.BERLAKU and kerja_sama.disusun and kerja_sama.disampaikan_pada is None:
        diundangkan = [p[1] for p in pihak if p[1]] if kerja_sama.adalah_pbkd else []
        return batas(KIRIM, desa, max(diundangkan)) if diundangkan else None
    return None
