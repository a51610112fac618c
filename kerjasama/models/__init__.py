"""Django's door to the models of this app; each stands in the module of its subject."""

from .dokumen import BerkasAsli, Dokumen, VersiDokumen
from .kerja_sama import BagiKantorQuerySet, Cakupan, KerjaSama, KerjaSamaQuerySet, kode_ucap
from .pendaftaran import BerkasDraf, DrafPendaftaran, TandaTerima, kode_tanda_terima
from .perubahan import TugasPerubahan
from .pihak import Pihak, PihakKetiga, PihakSaatItu
from .undangan import Undangan

__all__ = [
    "BagiKantorQuerySet",
    "BerkasAsli",
    "BerkasDraf",
    "Cakupan",
    "Dokumen",
    "DrafPendaftaran",
    "KerjaSama",
    "KerjaSamaQuerySet",
    "Pihak",
    "PihakKetiga",
    "PihakSaatItu",
    "TandaTerima",
    "TugasPerubahan",
    "Undangan",
    "VersiDokumen",
    "kode_tanda_terima",
    "kode_ucap",
]
