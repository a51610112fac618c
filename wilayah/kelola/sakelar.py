"""The choices that the law leaves to a region, in words: what each does, and what holds while nobody has chosen."""

from dataclasses import dataclass

from wilayah.pengguna.models import SakelarKantor
from wilayah.pohon.enums import Tingkat

Kunci = SakelarKantor.Kunci
DINAS = (Tingkat.PUSAT, Tingkat.PROVINSI, Tingkat.KABUPATEN)
DAERAH = (Tingkat.PROVINSI, Tingkat.KABUPATEN)


@dataclass(frozen=True)
class Sakelar:
    """`pilihan` are the values where there is more to choose than on and off."""

    kunci: Kunci
    penjelasan: str
    bawaan: str
    tingkat: tuple = (Tingkat.KABUPATEN,)
    pilihan: tuple[tuple[str, str], ...] = ()


SAKELAR = (
    Sakelar(
        Kunci.KLARIFIKASI,
        "Peraturan bersama kepala desa yang sudah diundangkan diklarifikasi kabupaten. Dasarnya peraturan bupati, atau "
        "pembinaan dan pengawasan biasa (UU 6/2014 Pasal 112 dan 115; PP 12/2017 Pasal 19).",
        "Mati: kecamatan menandai berkas sudah diperiksa dan tidak meneruskannya.",
    ),
    Sakelar(
        Kunci.EMPAT_MATA,
        "Yang mendaftarkan tidak memeriksa; yang mengusulkan hasil tidak memaraf atau menandatangani; yang memaraf "
        "tidak menandatangani. Bila dimatikan, halaman pemeriksaan dan surat menyebutkannya.",
        "Nyala.",
    ),
    Sakelar(
        Kunci.EVALUASI_RANCANGAN,
        "Rancangan peraturan bersama dan perjanjian bersama dievaluasi kabupaten sebelum ditandatangani, bila "
        "peraturan bupati mengaturnya (Permendagri 111/2014 Pasal 32 ayat (2)). Bila kabupaten tidak menjawab sampai "
        "tenggatnya, penandatanganan tidak menunggu lagi.",
        "Mati: rancangan tidak menunggu evaluasi.",
    ),
    Sakelar(
        Kunci.ENAM_HARI,
        "Sabtu dihitung hari kerja. Berlaku bagi wilayah ini dan semua di bawahnya yang tidak menetapkan sendiri.",
        "Mengikuti wilayah di atasnya; bila tidak ada, lima hari kerja (Senin–Jumat).",
        DAERAH,
    ),
    Sakelar(
        Kunci.PERIODE_LAPORAN,
        "Seberapa sering kepala desa melaporkan pelaksanaan kerja sama.",
        "Semester.",
        pilihan=(("triwulan", "Triwulan"), ("semester", "Semester"), ("tahunan", "Tahunan")),
    ),
    Sakelar(
        Kunci.DUA_FAKTOR,
        "Pegawai kantor ini memasukkan kode kedua dari aplikasi ponsel saat masuk.",
        "Mengikuti pengaturan aplikasi.",
        DINAS,
    ),
)


def sakelar_kantor(kantor):
    """The choices open to an office of this tier."""
    return [satu for satu in SAKELAR if kantor.tingkat in satu.tingkat]
