"""Loading the law as data (legal bases and deadline rules), and deciding the deadlines that may be decided here."""

from datetime import date, time, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.formats import date_format

from wilayah.jejak.services import catat
from wilayah.pengguna.queries_kantor import KELOLA_KANTOR
from wilayah.pohon.models import KODE_PUSAT, Wilayah
from wilayah.pohon.services_acuan import selaraskan

from . import jam_berjalan
from .models import AturanTenggat, DasarHukum
from .queries import KELOLA_ACUAN, boleh_menetapkan_tenggat

SATU_HARI = timedelta(days=1)


@transaction.atomic
def muat_dasar_hukum(*, isi):
    """`isi` as in fixtures/dasar_hukum.json: one row for each regulation, and one for each pasal that is cited."""
    baris = [satu for peraturan in isi["peraturan"] for satu in _baris_peraturan(peraturan)]
    return selaraskan(model=DasarHukum, kunci=("kode", "pasal", "berlaku_sejak"), baris=baris)


def _baris_peraturan(peraturan):
    bersama = {
        "kode": peraturan["kode"],
        "nama": peraturan["nama"],
        "berlaku_sejak": date.fromisoformat(peraturan["berlaku_sejak"]),
        "berlaku_sampai": _tanggal(peraturan["berlaku_sampai"]),
        "menggantikan": peraturan["menggantikan"],
        "sumber": peraturan["sumber"],
    }
    for pasal in [{"pasal": "", "ringkasan": ""}, *peraturan["pasal"]]:
        yield {
            **bersama,
            "pasal": pasal["pasal"],
            "ringkasan": pasal["ringkasan"],
            "kepastian": pasal.get("status", peraturan["status"]),
        }


@transaction.atomic
def muat_aturan_tenggat(*, daftar):
    """`daftar` as in fixtures/aturan_tenggat.json: national rules, and those of a region (`wilayah`, its code), which
    win over them. Rules of a region that is not here are passed over, and so are those decided or ended here."""
    diputuskan = set(
        AturanTenggat.objects.filter(oleh__isnull=False).values_list("kode", "wilayah_id", "berlaku_sejak")
    )
    id_wilayah = {"": None, **dict(Wilayah.objects.values_list("kode", "pk"))}
    baris = [
        {
            **{nama: nilai for nama, nilai in satu.items() if nama != "wilayah"},
            "wilayah_id": id_wilayah[satu.get("wilayah", "")],
            "batas_jam": time.fromisoformat(satu["batas_jam"]),
            "berlaku_sejak": date.fromisoformat(satu["berlaku_sejak"]),
            "berlaku_sampai": _tanggal(satu["berlaku_sampai"]),
        }
        for satu in daftar
        if satu.get("wilayah", "") in id_wilayah
    ]
    kunci = ("kode", "wilayah_id", "berlaku_sejak")
    baris = [satu for satu in baris if tuple(satu[k] for k in kunci) not in diputuskan]
    return selaraskan(model=AturanTenggat, kunci=kunci, baris=baris)


def _tanggal(teks):
    return date.fromisoformat(teks) if teks else None


@transaction.atomic
def tetapkan_aturan_tenggat(*, kode, wilayah, berlaku_sejak, oleh, **isian):
    """A deadline from a coming day on: of one kabupaten, by its own Perbup, or of the nation (`wilayah` None).

    A clock keeps the rule of the day on which it began, so nothing that runs already moves. The rule before it ends.
    """
    tempat = _kunci_tempat(wilayah, oleh)
    induk = _periksa_aturan(kode, wilayah, berlaku_sejak, tempat)
    sebelumnya = AturanTenggat.objects.filter(kode=kode, wilayah=wilayah, berlaku_sejak__lt=berlaku_sejak)
    sebelumnya.filter(berlaku_sampai__isnull=True).update(berlaku_sampai=berlaku_sejak - SATU_HARI, oleh=oleh)
    aturan, _ = AturanTenggat.objects.update_or_create(
        kode=kode,
        wilayah=wilayah,
        berlaku_sejak=berlaku_sejak,
        defaults={"nama": induk.nama, "titik_mulai": induk.titik_mulai, "berlaku_sampai": None, "oleh": oleh} | isian,
    )
    _catat_aturan("aturan_tenggat.ditetapkan", aturan, tempat, oleh, {"berlaku_sejak": berlaku_sejak} | isian)
    return aturan


def akibat_aturan_tenggat(*, kode, wilayah, berlaku_sejak, oleh, **isian):
    """What the rule would do, in sentences, without writing it: running clocks keep theirs."""
    with transaction.atomic():
        tempat = _kunci_tempat(wilayah, oleh)
        _periksa_aturan(kode, wilayah, berlaku_sejak, tempat)
    sejak = date_format(berlaku_sejak, "j F Y")
    return [
        f"Berlaku bagi berkas yang dicatat sejak {sejak}; aturan sebelumnya berakhir sehari sebelumnya.",
        *jam_berjalan.kalimat(kode, wilayah),
    ]


def _periksa_aturan(kode, wilayah, berlaku_sejak, tempat):
    """The nation's rule of the same kind, whose name the new one takes over."""
    if berlaku_sejak <= tempat.hari_ini():
        raise ValidationError({"berlaku_sejak": "Aturan berlaku paling cepat besok; jam yang berjalan tidak berubah."})
    kemudian = AturanTenggat.objects.filter(kode=kode, wilayah=wilayah, berlaku_sejak__gt=berlaku_sejak).first()
    if kemudian:
        sejak = date_format(kemudian.berlaku_sejak, "j F Y")
        raise ValidationError({"berlaku_sejak": f"Sudah ada aturan mulai {sejak}. Pilih tanggal sesudahnya."})
    return AturanTenggat.objects.filter(kode=kode, wilayah__isnull=True).order_by("berlaku_sejak").last()


@transaction.atomic
def akhiri_aturan_tenggat(*, aturan, terakhir, oleh):
    """Ends a region's own rule after the local day `terakhir`; the nation's holds from the next."""
    tempat = _kunci_tempat(aturan.wilayah, oleh)
    aturan = AturanTenggat.objects.select_for_update(of=("self",)).get(pk=aturan.pk, wilayah__isnull=False)
    if terakhir < max(tempat.hari_ini(), aturan.berlaku_sejak):
        raise ValidationError({"terakhir": "Hari terakhir paling cepat hari ini, dan tidak sebelum aturan ini mulai."})
    aturan.berlaku_sampai, aturan.oleh = terakhir, oleh
    aturan.save(update_fields=["berlaku_sampai", "oleh"])
    _catat_aturan("aturan_tenggat.diakhiri", aturan, tempat, oleh, {"berlaku_sampai": terakhir})
    return aturan


def _kunci_tempat(wilayah, oleh):
    """The region that decides, locked: the kabupaten, or Pusat for the nation."""
    kode = wilayah.kode if wilayah else KODE_PUSAT
    tempat = Wilayah.objects.select_for_update(of=("self",)).select_related("induk__induk").get(kode=kode)
    if not boleh_menetapkan_tenggat(oleh, tempat if wilayah else None):
        raise PermissionDenied(KELOLA_KANTOR if wilayah else KELOLA_ACUAN)
    return tempat


def _catat_aturan(peristiwa, aturan, tempat, oleh, sesudah):
    catat(
        peristiwa=peristiwa,
        objek=aturan,
        oleh=oleh,
        wilayah=tempat,
        izin=KELOLA_KANTOR if aturan.wilayah_id else KELOLA_ACUAN,
        izin_baca="wilayah.lihat_jejak",
        sesudah={"kode": aturan.kode} | sesudah,
    )
