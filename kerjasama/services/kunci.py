"""Reaching an agreement in order to act on it: in the scope of whoever acts, and locked."""

from kerjasama.models import KerjaSama
from kerjasama.queries.kerja_sama import LIHAT


def kunci_kerja_sama(kerja_sama, oleh):
    """The agreement as it stands now, locked until the transaction ends, with the regions above its initiator. Raises
    KerjaSama.DoesNotExist outside the scope of `oleh`; what the person may do is asked next."""
    terlihat = KerjaSama.objects.dalam_cakupan(oleh, LIHAT).select_for_update(of=("self",))
    return terlihat.select_related("desa_pendaftar__induk__induk__induk").get(pk=kerja_sama.pk)
