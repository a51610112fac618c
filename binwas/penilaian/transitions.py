"""The two tables of a review: what the kecamatan does with a registered agreement, and the review itself.

Acts of the letter (`selesaikan`, `kembali_ditelaah`) stand in the table too, so that pages and «Alur» show them;
they are carried out by the letter that is issued or returned, never by a button here.
"""

from kerjasama.enums import MutuData, Status
from kerjasama.queries.kerja_sama import kantor_penangani, klarifikasi_tertutup
from wilayah.cakupan.transisi import TabelTransisi, Transisi
from wilayah.pengguna.queries import empat_mata

from .enums import JenisPemeriksaan, StatusPemeriksaan
from .models import Pemeriksaan
from .queries import instrumen_berlaku, lembar, pengembalian_terbuka, penjawab
from .rules import kekurangan

DASAR_BINWAS = "UU 6/2014 Pasal 112 dan 115; PP 12/2017 Pasal 19"
DASAR_CAMAT = "PP 16/2026 Pasal 180 ayat (2) huruf n; PP 12/2017 Pasal 19"
# Permendagri 111/2014 names klarifikasi for a Perdes only; for a PBKD it rests on ordinary supervision, or on a Perbup.
DASAR_KLARIFIKASI = f"{DASAR_BINWAS}; Peraturan Bupati bila ada"
TERBUKA_DIPERIKSA = (StatusPemeriksaan.DITERUSKAN, StatusPemeriksaan.DICATAT_LENGKAP, StatusPemeriksaan.DITELAAH)
OLEH_SURAT = ("selesaikan", "kembali_ditelaah")


def klarifikasi_terbuka(kerja_sama, oleh):
    return klarifikasi_tertutup(kerja_sama)


def klarifikasi_masih_terbuka(pemeriksaan, oleh):
    """The kabupaten may have closed klarifikasi since the file was forwarded; one recorded before is finished."""
    return klarifikasi_tertutup(pemeriksaan.kerja_sama)


def klarifikasi_memang_tertutup(kerja_sama, oleh):
    if klarifikasi_tertutup(kerja_sama):
        return ""
    return "Klarifikasi terbuka untuk peraturan bersama ini: teruskan ke kabupaten."


def tidak_menunggu_desa(kerja_sama, oleh):
    return "Menunggu jawaban desa atas daftar perbaikan." if pengembalian_terbuka(kerja_sama) else ""


def dijawab_desa(kerja_sama, oleh):
    return "" if penjawab(oleh, kerja_sama) else "Daftar perbaikan dijawab desa pendaftar."


def menunggu_desa(kerja_sama, oleh):
    return "" if pengembalian_terbuka(kerja_sama) else "Tidak ada daftar perbaikan yang menunggu jawaban."


def belum_diperiksa_kabupaten(kerja_sama, oleh):
    terbuka = Pemeriksaan.objects.milik(kerja_sama).exclude(status=StatusPemeriksaan.SELESAI)
    return "Kerja sama ini sedang diperiksa kabupaten." if terbuka.exists() else ""


def masih_tercatat(kerja_sama, oleh):
    if kerja_sama.disampaikan_pada is None:
        return "Naskah ini masih disusun para pihak dan belum disampaikan."
    ditutup = kerja_sama.status in (Status.DITARIK, Status.DIBATALKAN)
    return f"Kerja sama ini berstatus {kerja_sama.get_status_display().lower()}." if ditutup else ""


def bukan_pendaftar(kerja_sama, oleh):
    kantor = kantor_penangani(kerja_sama)
    if kerja_sama.didaftarkan_oleh_id != oleh.pk or not empat_mata(kantor, kantor.hari_ini()):
        return ""
    return "Anda yang mendaftarkan kerja sama ini. Pemeriksaan dilakukan oleh orang lain (empat mata)."


def berjalan(pemeriksaan, oleh):
    if pemeriksaan.kerja_sama.status == Status.DITARIK:
        return "Pendaftaran kerja sama ini sudah ditarik."
    if pemeriksaan.menunggu_putusan:
        return "Waktu berhenti: putuskan dahulu kelanjutan kerja sama yang pihaknya berubah status."
    return "Waktu berhenti: menunggu jawaban desa." if pemeriksaan.menunggu_desa else ""


def sedang_berhenti(pemeriksaan, oleh):
    return "" if pemeriksaan.menunggu_desa else "Tidak ada daftar perbaikan yang menunggu jawaban."


def ada_instrumen(pemeriksaan, oleh):
    ada = instrumen_berlaku(pemeriksaan.jenis, pemeriksaan.kantor.hari_ini())
    return "" if ada else "Instrumen klarifikasi belum dimuat. Hubungi admin kabupaten."


def instrumen_terisi(pemeriksaan, oleh):
    return kekurangan(lembar(pemeriksaan).isi)


def tanpa_surat(pemeriksaan, oleh):
    if pemeriksaan.surat_id:
        return "Konsep surat sudah disusun. Mintalah pemaraf atau penanda tangan mengembalikannya."
    return ""


def bukan_bertentangan(pemeriksaan, oleh):
    if pemeriksaan.jenis == JenisPemeriksaan.KLARIFIKASI and pemeriksaan.hasil == "bertentangan":
        return "Hasil bertentangan menunggu Keputusan Bupati, bukan surat hasil klarifikasi."
    return ""


KECAMATAN = TabelTransisi(
    nama="Pemeriksaan kecamatan",
    bidang="mutu_data",
    label_status=dict(MutuData.choices),
    transisi=(
        Transisi(
            nama="teruskan_ke_kabupaten",
            label="Teruskan ke kabupaten",
            dari=(MutuData.BELUM_DIPERIKSA,),
            ke=MutuData.DIPERIKSA_KECAMATAN,
            izin="wilayah.teruskan_kerja_sama",
            dasar=DASAR_CAMAT,
            gerbang=(
                masih_tercatat,
                klarifikasi_terbuka,
                tidak_menunggu_desa,
                belum_diperiksa_kabupaten,
                bukan_pendaftar,
            ),
        ),
        Transisi(
            nama="tandai_diperiksa",
            label="Tandai sudah diperiksa",
            dari=(MutuData.BELUM_DIPERIKSA,),
            ke=MutuData.DIPERIKSA_KECAMATAN,
            izin="wilayah.teruskan_kerja_sama",
            dasar=DASAR_CAMAT,
            gerbang=(masih_tercatat, klarifikasi_memang_tertutup, tidak_menunggu_desa, bukan_pendaftar),
        ),
        Transisi(
            nama="kembalikan_ke_desa",
            label="Kembalikan ke desa",
            dari=(MutuData.BELUM_DIPERIKSA,),
            ke=None,
            izin="wilayah.teruskan_kerja_sama",
            dasar=DASAR_CAMAT,
            gerbang=(masih_tercatat, tidak_menunggu_desa, belum_diperiksa_kabupaten),
        ),
        Transisi(
            nama="jawab_pengembalian",
            label="Jawab daftar perbaikan",
            dari=(MutuData.BELUM_DIPERIKSA, MutuData.DIPERIKSA_KECAMATAN, MutuData.DIKLARIFIKASI),
            ke=None,
            izin="wilayah.daftarkan_kerja_sama",
            dasar=DASAR_CAMAT,
            gerbang=(masih_tercatat, menunggu_desa, dijawab_desa),
        ),
    ),
)

PEMERIKSAAN = TabelTransisi(
    nama="Klarifikasi",
    bidang="status",
    label_status=dict(StatusPemeriksaan.choices),
    transisi=(
        Transisi(
            nama="catat_lengkap",
            label="Catat lengkap",
            dari=(StatusPemeriksaan.DITERUSKAN,),
            ke=StatusPemeriksaan.DICATAT_LENGKAP,
            izin="wilayah.telaah_kerja_sama",
            dasar=DASAR_KLARIFIKASI,
            gerbang=(berjalan, klarifikasi_masih_terbuka, ada_instrumen),
            jam="mulai",
        ),
        Transisi(
            nama="mulai_telaah",
            label="Mulai telaah",
            dari=(StatusPemeriksaan.DICATAT_LENGKAP,),
            ke=StatusPemeriksaan.DITELAAH,
            izin="wilayah.telaah_kerja_sama",
            dasar=DASAR_KLARIFIKASI,
            gerbang=(berjalan,),
        ),
        Transisi(
            nama="kembalikan_ke_desa",
            label="Kembalikan ke desa",
            dari=TERBUKA_DIPERIKSA,
            ke=None,
            izin="wilayah.telaah_kerja_sama",
            dasar=DASAR_KLARIFIKASI,
            gerbang=(berjalan,),
            jam="berhenti sampai desa menjawab",
        ),
        Transisi(
            nama="lanjutkan",
            label="Waktu berjalan lagi sesudah desa menjawab",
            dari=TERBUKA_DIPERIKSA,
            ke=None,
            izin="wilayah.daftarkan_kerja_sama",
            dasar=DASAR_KLARIFIKASI,
            gerbang=(sedang_berhenti,),
            jam="berjalan lagi",
        ),
        Transisi(
            nama="usulkan_hasil",
            label="Usulkan hasil",
            dari=(StatusPemeriksaan.DITELAAH,),
            ke=StatusPemeriksaan.DIUSULKAN,
            izin="wilayah.usulkan_hasil",
            dasar=DASAR_BINWAS,
            gerbang=(berjalan, instrumen_terisi),
            jam="berjalan terus",
            surat="hasil_klarifikasi",
        ),
        Transisi(
            nama="tarik_usulan",
            label="Tarik usulan",
            dari=(StatusPemeriksaan.DIUSULKAN,),
            ke=StatusPemeriksaan.DITELAAH,
            izin="wilayah.usulkan_hasil",
            dasar=DASAR_BINWAS,
            gerbang=(berjalan, tanpa_surat),
            jam="berjalan terus",
        ),
        Transisi(
            nama="kembali_ditelaah",
            label="Konsep surat dikembalikan",
            dari=(StatusPemeriksaan.DIUSULKAN,),
            ke=StatusPemeriksaan.DITELAAH,
            izin="wilayah.paraf_surat",
            dasar=DASAR_BINWAS,
            jam="berjalan terus",
        ),
        Transisi(
            nama="selesaikan",
            label="Surat hasil klarifikasi terbit",
            dari=(StatusPemeriksaan.DIUSULKAN,),
            ke=StatusPemeriksaan.SELESAI,
            izin="wilayah.tandatangani_surat",
            dasar=DASAR_KLARIFIKASI,
            gerbang=(bukan_bertentangan,),
            jam="berhenti",
            surat="hasil_klarifikasi",
        ),
    ),
)
