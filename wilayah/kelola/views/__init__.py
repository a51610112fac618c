"""What the pages of people share."""

from django.core.exceptions import PermissionDenied

from wilayah.cakupan.queries import punya_di_mana_saja
from wilayah.pengguna.models import KELOLA


class HanyaPengelola:
    """For holders of kelola_pengguna; whose people they are, each page asks by itself."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not punya_di_mana_saja(request.user, KELOLA):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)
