"""Who holds everyone up now, read off the same rows and gates that shut the next act."""

from dataclasses import dataclass, field

from kerjasama.enums import HasilEvaluasi, Status, TujuanMusyawarah
from kerjasama.queries.fasilitasi import permintaan_terbuka
from kerjasama.queries.kerja_sama import kantor_penangani
from kerjasama.queries.sekali import sekali
from kerjasama.queries.siklus import (
    belum_bermusyawarah,
    belum_menandatangani,
    belum_mengundangkan,
    belum_menyepakati,
    camat_terlibat,
    evaluasi_terakhir,
    naskah_bertanda_tangan,
)
from kerjasama.rules.pengingat import sebut
from kerjasama.templatetags.kerjasama_tags import nama_pendek
from kerjasama.transitions import TABEL
from wilayah.pohon.enums import Tingkat

MUSYAWARAH, SEPAKAT, TANDA_TANGAN, UNDANG, LAPOR = "musyawarah", "sepakat", "tanda_tangan", "undang", "lapor"
SEBELUM_NASKAH = (Status.PERSIAPAN, Status.PENAWARAN)
MENANDATANGANI = (Status.DISEPAKATI, Status.DITANDATANGANI)
APA = {
    MUSYAWARAH: (
        "menyelenggarakan musyawarah desa",
        "Mohon BPD menyelenggarakan musyawarah desa dan mencatat hasilnya.",
    ),
    SEPAKAT: ("menyepakati naskah", "Mohon naskahnya dibaca lalu disepakati di BINWAS."),
    TANDA_TANGAN: ("menandatangani", "Mohon tanda tangan dan nomornya dicatat di BINWAS."),
    UNDANG: ("mengundangkan", "Mohon tanggal dan nomor Berita Desa dicatat di BINWAS."),
}


@dataclass(frozen=True)
class Penahan:
    """`pihak` are the rows of the matrix that are waited for; where an office or the initiator is, `siapa` names it.
    `apa` is what is still to be done, `ajakan` asks for it in the message to copy."""

    tahap: str
    siapa: str
    apa: str
    pihak: list = field(default_factory=list)
    ajakan: str = ""
    kantor: str = ""

    @property
    def nama(self):
        return [nama_pendek(p) for p in self.pihak] or [self.siapa]


@sekali
def penahan(ks, user):
    """Whoever has the next part, or None when nobody is waited for."""
    if ks.status in SEBELUM_NASKAH:
        return _para(MUSYAWARAH, belum_bermusyawarah(ks, TujuanMusyawarah.KERJA_SAMA)) or _pemrakarsa(
            ks, MUSYAWARAH, "memulai penyusunan naskah"
        )
    if ks.status == Status.PENYUSUNAN:
        return _tertahan(ks, user, "sepakati", SEPAKAT) or _para(SEPAKAT, belum_menyepakati(ks))
    if ks.status in MENANDATANGANI and (belum := list(belum_menandatangani(ks))):
        return _tertahan(ks, user, "tandatangani", TANDA_TANGAN) or _para(TANDA_TANGAN, belum)
    if ks.status in (*MENANDATANGANI, Status.DIUNDANGKAN):
        return _sesudah_tanda_tangan(ks)
    if ks.status == Status.BERLAKU and ks.disusun and ks.disampaikan_pada is None:
        return _pemrakarsa(ks, LAPOR, "menyampaikannya kepada bupati melalui camat")
    return None


def _sesudah_tanda_tangan(ks):
    if naskah_bertanda_tangan(ks) is None:
        return _pemrakarsa(ks, TANDA_TANGAN, "mengunggah naskah yang sudah ditandatangani semua pihak")
    if not ks.adalah_pbkd:
        return _pemrakarsa(ks, TANDA_TANGAN, "menyatakan perjanjian berlaku menurut isinya")
    return _para(UNDANG, belum_mengundangkan(ks))


def _para(tahap, belum):
    pihak = list(belum)
    if not pihak:
        return None
    apa, ajakan = APA[tahap]
    return Penahan(tahap, sebut([nama_pendek(p) for p in pihak]), apa, pihak, ajakan)


def _pemrakarsa(ks, tahap, apa):
    nama = ks.desa_pendaftar.nama_lengkap
    return Penahan(tahap, nama, apa, ajakan=f"Mohon {nama} {apa}.")


def _tertahan(ks, user, nama, tahap):
    """A gate before the parties' own turn: whose it is to open, and the gate's own words."""
    alasan = TABEL.alasan_tertutup(nama, ks, user)
    if not alasan:
        return None
    terakhir = evaluasi_terakhir(ks) if nama == "tandatangani" else None
    if terakhir and terakhir.hasil == HasilEvaluasi.PERLU_PERBAIKAN:
        return _pemrakarsa(ks, tahap, "memperbaiki naskah menurut catatan evaluasi, lalu mengajukannya lagi")
    if nama == "tandatangani" and not camat_terlibat(ks):
        kecamatan = ks.desa_pendaftar.leluhur(Tingkat.KECAMATAN).nama_lengkap
        return Penahan(tahap, kecamatan, alasan, ajakan=alasan, kantor=kecamatan)
    if nama == "tandatangani" and permintaan_terbuka(ks):
        kabupaten = kantor_penangani(ks).nama_lengkap
        return Penahan(tahap, kabupaten, alasan, ajakan=alasan, kantor=kabupaten)
    return Penahan(tahap, ks.desa_pendaftar.nama_lengkap, alasan, ajakan=alasan)
