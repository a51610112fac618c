"""What the pages of people share."""

from wilayah.pengguna.models import KELOLA
from wilayah.tampilan.views import HanyaPemegang


class HanyaPengelola(HanyaPemegang):
    """For holders of kelola_pengguna; whose people they are, each page asks by itself."""

    perlu = KELOLA
