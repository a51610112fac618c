"""Who may bring old agreements in, and for which kabupaten."""

from wilayah.cakupan.queries import simpul
from wilayah.pohon.enums import Tingkat
from wilayah.pohon.models import Wilayah

from .pihak_ketiga import DAFTAR


def _simpul_kabupaten(user):
    return [s.id for s in simpul(user, DAFTAR) if s.tingkat == Tingkat.KABUPATEN]


def boleh_mengimpor(user):
    return bool(_simpul_kabupaten(user))


def kantor_pengimpor(user):
    """The kabupaten for which the person registers agreements."""
    return list(Wilayah.objects.filter(pk__in=_simpul_kabupaten(user)).select_related("induk__induk").order_by("kode"))
