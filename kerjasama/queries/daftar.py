"""A page of the list of agreements. Whoever has one node reads it off the closure table in order; whoever has several,
or an invitation beside, finds the first rows of each part by itself: of all of them together no index is in order."""

from django.db.models.expressions import RawSQL

from kerjasama.models import KerjaSama
from wilayah.cakupan.queries import simpul, undangan
from wilayah.pohon.enums import Tingkat

from .kerja_sama import LIHAT

BAGIAN_TERBANYAK = 8
TERDALAM = 250  # rows; beyond them each part gives more than the whole costs
TEMPAT = -7_110_002  # stands for the id of a node in the question that is written once for all of them


def sepotong(user, saring, urut, awal, akhir, using=None):
    """Rows `awal` to `akhir` of what `user` sees: what `saring`, a function of a queryset, leaves, sorted by `urut`,
    which must end in a key. `saring` looks at the agreement's own columns only, as each part asks it again."""
    semua = KerjaSama.objects.using(using)
    bagian = _bagian(user, lambda satu: saring(satu).order_by(*urut).values("pk")[:akhir], semua, akhir)
    if not bagian:
        return saring(semua.dalam_cakupan(user, LIHAT)).order_by(*urut)[awal:akhir]
    perintah = " UNION ".join(f"SELECT * FROM ({sql}) bagian_{n}" for n, (sql, _) in enumerate(bagian))
    calon = RawSQL(perintah, [nilai for _, isi in bagian for nilai in isi])
    return semua.filter(pk__in=calon)._dengan_salinan().order_by(*urut)[awal:akhir]


def _bagian(user, terdepan, semua, akhir):
    """[(SQL, parameters)] of the first keys of each part; none where the list is better read as a whole."""
    simpul_, diundang = simpul(user, LIHAT), undangan(user, LIHAT)
    banyak = len(simpul_) + bool(diundang)
    if not 1 < banyak <= BAGIAN_TERBANYAK or not 0 < akhir <= TERDALAM or _di_pusat(simpul_):
        return []
    sql, isi = _sql(terdepan(semua._lewat_cakupan(TEMPAT)))
    bagian = [(sql, [s.id if nilai == TEMPAT else nilai for nilai in isi]) for s in simpul_]
    return [*bagian, _sql(terdepan(semua.filter(pk__in=diundang)._dengan_salinan()))] if diundang else bagian


def _di_pusat(simpul_):
    return any(s.tingkat == Tingkat.PUSAT for s in simpul_)


def _sql(baris):
    return baris.query.get_compiler(baris.db).as_sql()
