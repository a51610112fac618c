"""Django's door to the models of this app; each stands in the module of its subject."""

from .dokumen import BerkasAsli, Dokumen, VersiDokumen
from .fasilitasi import Fasilitasi
from .impor import ImporKerjaSama
from .kawasan import IndikatorKawasan, Kawasan
from .kerja_sama import BagiKantorQuerySet, Cakupan, KerjaSama, KerjaSamaQuerySet, kode_ucap
from .musyawarah import FotoMusyawarah, Musyawarah, PesertaMusyawarah
from .naskah import KomentarPasal, Naskah, Pasal, VersiNaskah
from .pelaksanaan import AnggotaBkad, Bkad, Kewajiban, Kontribusi
from .pendaftaran import BerkasDraf, DrafPendaftaran, TandaTerima, kode_tanda_terima
from .persiapan import Penawaran, Persiapan, Potensi
from .perubahan import Pengakhiran, PeringatanMasa, TugasPerubahan
from .pihak import Pihak, PihakKetiga, PihakSaatItu, UjiTuntas
from .undangan import Undangan

__all__ = [
    "AnggotaBkad",
    "BagiKantorQuerySet",
    "BerkasAsli",
    "BerkasDraf",
    "Bkad",
    "Cakupan",
    "Dokumen",
    "DrafPendaftaran",
    "Fasilitasi",
    "FotoMusyawarah",
    "ImporKerjaSama",
    "IndikatorKawasan",
    "Kawasan",
    "KerjaSama",
    "KerjaSamaQuerySet",
    "Kewajiban",
    "KomentarPasal",
    "Kontribusi",
    "Musyawarah",
    "Naskah",
    "Pasal",
    "Penawaran",
    "Pengakhiran",
    "PeringatanMasa",
    "Persiapan",
    "PesertaMusyawarah",
    "Pihak",
    "PihakKetiga",
    "PihakSaatItu",
    "Potensi",
    "TandaTerima",
    "TugasPerubahan",
    "UjiTuntas",
    "Undangan",
    "VersiDokumen",
    "VersiNaskah",
    "kode_tanda_terima",
    "kode_ucap",
]
