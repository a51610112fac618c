"""What every page about one agreement shares."""

from kerjasama.models import KerjaSama
from kerjasama.queries.kerja_sama import LIHAT
from wilayah.tampilan.views import RinciTercakup


class HalamanKerjaSama(RinciTercakup):
    """One agreement, `ks`, for whoever sees it, with the regions above its initiator; `terkait` names what else is read
    beside it."""

    model = KerjaSama
    izin = (LIHAT,)
    context_object_name = "ks"
    terkait = ()

    def get_queryset(self):
        dasar = super().get_queryset().dengan_pendaftar()
        return dasar.select_related(*self.terkait) if self.terkait else dasar
