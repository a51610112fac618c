"""States of a letter. Paraf and signature are states of Surat only; gates answer with what is missing."""

from wilayah.cakupan.roles import PERAN
from wilayah.cakupan.transisi import TabelTransisi, Transisi
from wilayah.kalender.rules import tanggal_panjang
from wilayah.pengguna.queries_kantor import sebut_pengelola

from . import queries
from .enums import StatusSurat
from .kinds import nama_jenis

NASKAH_DINAS = "Permendagri 1/2023 tentang tata naskah dinas"
PARAF = "wilayah.paraf_surat"
TTD = "wilayah.tandatangani_surat"
KELOLA = "wilayah.kelola_surat"


def ada_pelimpahan(surat, oleh):
    if queries.aturan_surat(surat):
        return ""
    hari, siapa = tanggal_panjang(surat.kantor.hari_ini()), sebut_pengelola(surat.kantor)
    return (
        f"Belum ada aturan penanda tangan {surat.kantor.nama_lengkap} untuk surat «{nama_jenis(surat.jenis)}» yang "
        f"berlaku pada {hari}. Mintalah {siapa} mencatat dasar pelimpahannya (keputusan bupati)."
    )


def ada_profil(surat, oleh):
    if queries.profil_kantor(surat):
        return ""
    siapa = sebut_pengelola(surat.kantor)
    return f"Profil kantor (kop, kode klasifikasi, pola nomor) belum diisi. Mintalah {siapa} mengisinya."


def tidak_dikembalikan(surat, oleh):
    if not surat.alasan_kembali:
        return ""
    return "Konsep ini dikembalikan. Perbaiki, lalu usulkan lagi hasilnya; surat yang sama akan terisi ulang."


def giliran_paraf(surat, oleh):
    langkah = queries.paraf_berikut(surat)
    if langkah is None:
        return "Surat ini tidak memerlukan paraf lagi."
    if queries.penugasan_kantor(surat, oleh, langkah.peran) is None:
        return f"Menunggu paraf {langkah.nama_peran}. Paraf diberikan berurutan."
    return ""


def pemaraf_lain(surat, oleh):
    if not queries.mata_terpisah(surat):
        return ""
    if oleh.pk == surat.konseptor_id:
        return "Anda yang mengusulkan surat ini. Paraf diberikan oleh orang lain."
    if oleh.pk in queries.pemaraf(surat):
        return "Anda sudah memaraf surat ini. Paraf berikutnya diberikan oleh orang lain."
    return ""


def penanda_berwenang(surat, oleh):
    aturan = queries.aturan_surat(surat)
    if queries.penugasan_kantor(surat, oleh, aturan.peran_penanda):
        return ""
    return f"Surat ini ditandatangani {PERAN[aturan.peran_penanda].nama}, menurut {aturan.dasar}."


def penanda_lain(surat, oleh):
    if not queries.mata_terpisah(surat):
        return ""
    if oleh.pk == surat.konseptor_id:
        return "Anda yang mengusulkan surat ini. Tanda tangan diberikan oleh orang lain."
    if oleh.pk in queries.pemaraf(surat):
        return "Anda sudah memaraf surat ini. Tanda tangan diberikan oleh orang lain."
    return ""


def ada_penanda(surat, oleh):
    aturan = queries.aturan_surat(surat)
    if queries.calon_penanda(surat, aturan):
        return ""
    return (
        f"Belum ada {PERAN[aturan.peran_penanda].nama} yang bertugas dan bukan pengusul atau pemaraf surat ini. "
        "Catat penugasannya lebih dahulu."
    )


def masih_ada_tujuan(surat, oleh):
    if queries.belum_terjangkau(surat).exists():
        return ""
    return "Semua penerima sudah menerima surat ini."


TABEL = TabelTransisi(
    nama="Surat",
    bidang="status",
    label_status=dict(StatusSurat.choices),
    transisi=(
        Transisi(
            nama="ubah_konsep",
            label="Ubah konsep",
            dari=(StatusSurat.KONSEP,),
            ke=StatusSurat.KONSEP,
            izin=KELOLA,
            dasar=NASKAH_DINAS,
            gerbang=(tidak_dikembalikan,),
        ),
        Transisi(
            nama="paraf_surat",
            label="Paraf",
            dari=(StatusSurat.KONSEP, StatusSurat.DIPARAF),
            ke=StatusSurat.DIPARAF,
            izin=PARAF,
            dasar=NASKAH_DINAS,
            gerbang=(ada_pelimpahan, tidak_dikembalikan, giliran_paraf, pemaraf_lain),
        ),
        Transisi(
            nama="paraf_terakhir",
            label="Paraf terakhir",
            dari=(StatusSurat.KONSEP, StatusSurat.DIPARAF),
            ke=StatusSurat.SIAP_TTD,
            izin=PARAF,
            dasar=NASKAH_DINAS,
            gerbang=(ada_pelimpahan, tidak_dikembalikan, giliran_paraf, pemaraf_lain),
        ),
        Transisi(
            nama="kembalikan_pemaraf",
            label="Kembalikan konsep",
            dari=(StatusSurat.KONSEP, StatusSurat.DIPARAF, StatusSurat.SIAP_TTD),
            ke=StatusSurat.KONSEP,
            izin=PARAF,
            dasar=NASKAH_DINAS,
            gerbang=(tidak_dikembalikan,),
            jam="berjalan terus",
        ),
        Transisi(
            nama="kembalikan_penanda",
            label="Kembalikan konsep",
            dari=(StatusSurat.SIAP_TTD,),
            ke=StatusSurat.KONSEP,
            izin=TTD,
            dasar=NASKAH_DINAS,
            jam="berjalan terus",
        ),
        Transisi(
            nama="tandatangani_surat",
            label="Tanda tangani",
            dari=(StatusSurat.SIAP_TTD,),
            ke=StatusSurat.TERBIT,
            izin=TTD,
            dasar=f"{NASKAH_DINAS}; pelimpahan yang dicatat kantor",
            gerbang=(ada_profil, ada_pelimpahan, penanda_berwenang, penanda_lain),
            jam="berhenti",
            surat="nomor, QR, dan SHA-256; langsung terbit",
        ),
        Transisi(
            nama="cetak_basah",
            label="Cetak untuk tanda tangan basah",
            dari=(StatusSurat.SIAP_TTD,),
            ke=StatusSurat.BERNOMOR,
            izin=KELOLA,
            dasar=NASKAH_DINAS,
            gerbang=(ada_profil, ada_pelimpahan, ada_penanda),
            surat="nomor dan cetakan berkode batang",
        ),
        Transisi(
            nama="unggah_pindaian",
            label="Terbitkan dengan pindaian",
            dari=(StatusSurat.BERNOMOR,),
            ke=StatusSurat.TERBIT,
            izin=KELOLA,
            dasar=NASKAH_DINAS,
            jam="berhenti",
            surat="pindaian menjadi naskah asli",
        ),
        Transisi(
            nama="batalkan_nomor",
            label="Batalkan nomor",
            dari=(StatusSurat.BERNOMOR,),
            ke=StatusSurat.BATAL_NOMOR,
            izin=KELOLA,
            dasar=NASKAH_DINAS,
            jam="berjalan terus",
        ),
        Transisi(
            nama="catat_pengantaran",
            label="Catat pengantaran",
            dari=(StatusSurat.TERBIT,),
            ke=StatusSurat.DISAMPAIKAN,
            izin=KELOLA,
            dasar=NASKAH_DINAS,
            gerbang=(masih_ada_tujuan,),
        ),
    ),
)
