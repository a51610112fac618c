"""Who may do what: the one table of roles. A role is a named set of powers that an office holds in a region and
in everything below it; a person holds it through a dated Penugasan and in no other way."""

from dataclasses import dataclass

from .enums import IZIN

AWALAN = "wilayah."
SEMUA_IZIN = frozenset(kode for kode, _ in IZIN)
MELIHAT = ("lihat_kerja_sama", "lihat_dasbor")


@dataclass(frozen=True)
class Peran:
    """`tingkat` is the level of region on which the role may be held (0 Pusat … 4 desa). `memberi` are the roles that
    its holder may give to others, in the same region or below it; an admin holds no such power itself. `tunggal`: an
    office of one person, who has one successor and may have one stand-in. `dapat_dilimpahkan_kepada` are the roles of
    the same region whose holders may be lent it while its holder is away: those of its own office, never of a body
    that oversees it (BPD: UU 6/2014 Ps 55), and no admin."""

    nama: str
    tingkat: int
    izin: tuple[str, ...]
    memberi: tuple[str, ...] = ()
    tunggal: bool = False
    dapat_dilimpahkan_kepada: tuple[str, ...] = ()


# Letters to a desa are its government's; the other bodies there get a copy. A new role of a desa is one or the other.
PERAN_PEMERINTAH_DESA = ("kepala_desa", "operator_desa")
PERAN_LEMBAGA_DESA = ("bpd", "bkad", "lembaga_desa")
DESA = (*PERAN_PEMERINTAH_DESA, *PERAN_LEMBAGA_DESA)
KECAMATAN = ("camat", "petugas_kecamatan")
KABUPATEN = (
    "admin_kabupaten",
    "petugas_kabupaten",
    "pemaraf_kabupaten",
    "kepala_dinas_kabupaten",
    "bagian_hukum",
)
PROVINSI = ("admin_provinsi", "petugas_provinsi", "kepala_dinas_provinsi")
PUSAT = ("admin_pusat", "analis_pusat", "pimpinan_pusat")
MENGELOLA = ("kelola_pengguna", "kelola_kantor", "lihat_jejak")
MENYUSUN = ("daftarkan_kerja_sama", "tanggapi_pendaftaran", "susun_kerja_sama", "komentari_naskah")

PERAN = {
    "analis_pusat": Peran("Analis Ditjen Bina Pemdes", 0, MELIHAT),
    "pimpinan_pusat": Peran("Pimpinan Ditjen Bina Pemdes", 0, MELIHAT, dapat_dilimpahkan_kepada=("analis_pusat",)),
    "admin_pusat": Peran(
        "Admin Pusat", 0, (*MENGELOLA, "kelola_instrumen", "kelola_wilayah", "kelola_acuan"), (*PUSAT, *PROVINSI)
    ),
    "petugas_provinsi": Peran("Petugas Dinas PMD Provinsi", 1, (*MELIHAT, "fasilitasi_kerja_sama")),
    "kepala_dinas_provinsi": Peran(
        "Kepala Dinas PMD Provinsi", 1, MELIHAT, tunggal=True, dapat_dilimpahkan_kepada=("petugas_provinsi",)
    ),
    "admin_provinsi": Peran("Admin provinsi", 1, MENGELOLA, (*PROVINSI, *KABUPATEN)),
    "petugas_kabupaten": Peran(
        "Petugas Dinas PMD",
        2,
        (
            *MELIHAT,
            "daftarkan_kerja_sama",
            "lihat_pemeriksaan",
            "telaah_kerja_sama",
            "usulkan_hasil",
            "lihat_konsep_surat",
            "kelola_surat",
            "undang_pihak",
            "komentari_naskah",
            "fasilitasi_kerja_sama",
            "kelola_kawasan",
            "lihat_jejak",
        ),
    ),
    "pemaraf_kabupaten": Peran(
        "Kepala Bidang",
        2,
        (*MELIHAT, "lihat_pemeriksaan", "lihat_konsep_surat", "paraf_surat", "lihat_jejak"),
        dapat_dilimpahkan_kepada=("petugas_kabupaten",),
    ),
    "kepala_dinas_kabupaten": Peran(
        "Kepala Dinas PMD",
        2,
        (*MELIHAT, "lihat_pemeriksaan", "lihat_konsep_surat", "tandatangani_surat", "lihat_jejak"),
        tunggal=True,
        dapat_dilimpahkan_kepada=("pemaraf_kabupaten",),
    ),
    "bagian_hukum": Peran("Bagian Hukum", 2, (*MELIHAT, "lihat_pemeriksaan", "lihat_konsep_surat", "komentari_naskah")),
    "admin_kabupaten": Peran("Admin kabupaten", 2, (*MENGELOLA, "kelola_instrumen"), (*KABUPATEN, *KECAMATAN, *DESA)),
    "camat": Peran(
        "Camat",
        3,
        (*MELIHAT, "teruskan_kerja_sama", "komentari_naskah", "fasilitasi_kerja_sama"),
        tunggal=True,
        dapat_dilimpahkan_kepada=("petugas_kecamatan",),
    ),
    "petugas_kecamatan": Peran(
        "Petugas kecamatan",
        3,
        (*MELIHAT, "daftarkan_kerja_sama", "teruskan_kerja_sama", "komentari_naskah", "fasilitasi_kerja_sama"),
    ),
    "kepala_desa": Peran(
        "Kepala desa",
        4,
        (*MELIHAT, *MENYUSUN, "tetapkan_kerja_sama"),
        tunggal=True,
        dapat_dilimpahkan_kepada=("operator_desa",),
    ),
    "operator_desa": Peran("Operator desa", 4, (*MELIHAT, *MENYUSUN)),
    "bpd": Peran("BPD", 4, ("lihat_kerja_sama", "kelola_musyawarah", "komentari_naskah")),
    "bkad": Peran("BKAD", 4, ("lihat_kerja_sama", "komentari_naskah")),
    "lembaga_desa": Peran("Lembaga desa (LKD, Lembaga Adat)", 4, ("lihat_kerja_sama", "komentari_naskah")),
}
PERAN_KECAMATAN = ("petugas_kecamatan", "camat")  # told together, whatever else they may do
# Four eyes: what the holder of a power may not do with a file of one's own, unless the region switches the rule off.
EMPAT_MATA = {
    "teruskan_kerja_sama": "Tidak meneruskan kerja sama yang didaftarkannya sendiri.",
    "paraf_surat": "Tidak memaraf surat yang diusulkan atau sudah diparafnya sendiri.",
    "tandatangani_surat": "Tidak menandatangani surat yang diusulkan atau diparafnya sendiri.",
}
PILIHAN_PERAN = [(kunci, peran.nama) for kunci, peran in PERAN.items()]


def peran_dengan(izin):
    """Names of the roles that hold the power, in the order of the table."""
    return [peran.nama for peran in PERAN.values() if kodenama(izin) in peran.izin]


class IzinTidakDikenal(LookupError):
    """A power spelled wrongly must stop the request: quietly answering «no» or «all» hides the mistake."""


def kodenama(izin):
    """`"wilayah.lihat_kerja_sama"` → `"lihat_kerja_sama"`; raises IzinTidakDikenal for anything else."""
    kode = izin.removeprefix(AWALAN)
    if not izin.startswith(AWALAN) or kode not in SEMUA_IZIN:
        raise IzinTidakDikenal(izin)
    return kode
