"""Who could be a partner: villages of a place, those that look for one, and those that cooperate on the matter already.

Nothing leaks sideways: of another village one reads the lines of its inventory by which it looks for partners, and the
agreements that one may see anyway or that anyone may know (peraturan bersama in force).
"""

from dataclasses import dataclass, field

from django.db.models import Case, IntegerField, Q, Value, When

from kerjasama.models import KerjaSama, Pihak, Potensi
from kerjasama.queries.kerja_sama import LIHAT
from wilayah.pohon.enums import Tingkat
from wilayah.pohon.models import Wilayah

MAKS_CALON = 20
MAKS_ALASAN = 3


@dataclass
class Calon:
    """A village, and why it could be a partner."""

    desa: Wilayah
    potensi: list = field(default_factory=list)
    kerja_sama: list = field(default_factory=list)
    lintas: bool = False


def calon_mitra(user, desa, *, kata="", bidang="", urusan=""):
    """At most MAKS_CALON villages for an agreement of `desa`, the nearest first; nothing asked, nothing found.

    `kata` is a place: a name or code of a village, or of a region whose villages are meant. Without one the search
    stays in the village's own provinsi.
    """
    if not (kata or bidang or urusan):
        return []
    calon = Wilayah.objects.dapat_menjadi_pihak().exclude(pk=desa.pk)
    calon = calon.filter(pk__in=_di_tempat(kata)) if kata else calon.di_bawah(desa.leluhur(Tingkat.PROVINSI))
    potensi, kerja_sama = _potensi(user, bidang, urusan), _kerja_sama(user, desa, bidang, urusan)
    if bidang or urusan:
        pihak = Pihak.objects.milik(kerja_sama).filter(desa__isnull=False, mundur_pada__isnull=True)
        calon = calon.filter(Q(pk__in=potensi.values("desa_id")) | Q(pk__in=pihak.values("desa_id")))
    terdekat = _urut_dekat(calon, desa.kode)[:MAKS_CALON]
    return _beralasan(list(terdekat), desa, potensi, kerja_sama)


def _di_tempat(kata):
    """Villages that the words name, and all of a kecamatan or kabupaten that they name."""
    cocok = list(Wilayah.objects.aktif().cari(kata)[:MAKS_CALON])
    syarat = Q(pk__in=[w.pk for w in cocok])
    for w in cocok:
        if Tingkat.KABUPATEN <= w.tingkat < Tingkat.DESA:
            syarat |= Q(kode__berawal=f"{w.kode}.")
    return Wilayah.objects.filter(syarat).order_by().values("pk")


def _saring(baris, bidang, urusan):
    if bidang:
        baris = baris.filter(bidang=bidang)
    return baris.filter(urusan=urusan) if urusan else baris


def _potensi(user, bidang, urusan):
    return _saring(Potensi.objects.dalam_cakupan(user, LIHAT).filter(dicari=True), bidang, urusan)


def _kerja_sama(user, desa, bidang, urusan):
    return _saring(KerjaSama.objects.dapat_diketahui(user, desa.hari_ini()), bidang, urusan)


def _beralasan(daftar, desa, potensi, kerja_sama):
    """Each village with its reasons, in two queries however many there are."""
    kabupaten = desa.kode_leluhur(Tingkat.KABUPATEN)
    hasil = {d.pk: Calon(d, lintas=d.kode_leluhur(Tingkat.KABUPATEN) != kabupaten) for d in daftar}
    for satu in potensi.filter(desa_id__in=hasil).order_by("desa_id", "prioritas", "pk"):
        hasil[satu.desa_id].potensi.append(satu)
    pihak = Pihak.objects.milik(kerja_sama).filter(desa_id__in=hasil, mundur_pada__isnull=True)
    for satu in pihak.select_related("kerja_sama").order_by("desa_id", "kerja_sama__jatuh_tempo", "pk"):
        hasil[satu.desa_id].kerja_sama.append(satu.kerja_sama)
    for calon in hasil.values():
        del calon.potensi[MAKS_ALASAN:], calon.kerja_sama[MAKS_ALASAN:]
    return list(hasil.values())


def _urut_dekat(qs, kode):
    """Of the same kecamatan first, then of the same kabupaten, then of the same provinsi."""
    bagian = kode.split(".")
    dekat = [When(kode__berawal=".".join(bagian[:n]) + ".", then=Value(4 - n)) for n in (3, 2, 1)]
    jarak = Case(*dekat, default=Value(4), output_field=IntegerField())
    return qs.select_related("induk__induk__induk").order_by(jarak, "nama", "kode")
