"""Every write by which power passes on, by the module that owns it."""

from .limpahan import limpahkan_penugasan, tarik_limpahan
from .serah_terima import serahkan_pekerjaan
from .tinjauan import tegaskan_penugasan, tinjau_penugasan

__all__ = [
    "limpahkan_penugasan",
    "serahkan_pekerjaan",
    "tarik_limpahan",
    "tegaskan_penugasan",
    "tinjau_penugasan",
]
