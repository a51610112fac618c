"""Django's door to the models of the drawers; inside the app import from the drawer itself."""

from .berkas.models import Berkas
from .cakupan.models import WilayahGroupObjectPermission
from .jejak.models import Jejak, KunciKirim, RantaiJejak
from .kalender.models import HariLibur, KeputusanLibur
from .pemberitahuan.models import Pemberitahuan
from .pengguna.models import (
    AturanTandaTangan,
    Pengguna,
    Penugasan,
    PolaNomor,
    ProfilKantor,
    SakelarKantor,
    SerahTerima,
    SesiPengguna,
    TautanAkun,
    TinjauanAkses,
)
from .pohon.models import PerubahanWilayah, RiwayatWilayah, Sebutan, Wilayah
from .regulasi.models import AturanTenggat, DasarHukum
from .tampilan.models import TampilanTersimpan

__all__ = [
    "AturanTandaTangan",
    "AturanTenggat",
    "Berkas",
    "DasarHukum",
    "HariLibur",
    "Jejak",
    "KeputusanLibur",
    "KunciKirim",
    "Pemberitahuan",
    "Pengguna",
    "Penugasan",
    "PerubahanWilayah",
    "PolaNomor",
    "ProfilKantor",
    "RantaiJejak",
    "RiwayatWilayah",
    "SakelarKantor",
    "Sebutan",
    "SerahTerima",
    "SesiPengguna",
    "TampilanTersimpan",
    "TautanAkun",
    "TinjauanAkses",
    "Wilayah",
    "WilayahGroupObjectPermission",
]
