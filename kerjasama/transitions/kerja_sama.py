"""Changes of an agreement's own state, from the first plan to its end. Supervision never makes one; it may only shut a
gate, by registering it."""

from kerjasama.enums import JenisPengakhiran, Status
from kerjasama.queries.kerja_sama import sudah_diteruskan
from wilayah.cakupan.transisi import TabelTransisi, Transisi

from . import gerbang as g

SUSUN = "wilayah.susun_kerja_sama"
TETAPKAN = "wilayah.tetapkan_kerja_sama"
SEBELUM_TANDA_TANGAN = (Status.PERSIAPAN, Status.PENAWARAN, Status.PENYUSUNAN, Status.DISEPAKATI)

_MENYUSUN = (
    Transisi(
        nama="mulai",
        label="Mulai kerja sama baru",
        dari=(),
        ke=Status.PERSIAPAN,
        izin=SUSUN,
        dasar="UU 6/2014 Pasal 91; Permendagri 96/2017 Pasal 13 ayat (2)",
    ),
    Transisi(
        nama="tawarkan",
        label="Kirim penawaran",
        dari=(Status.PERSIAPAN, Status.PENAWARAN),
        ke=Status.PENAWARAN,
        izin=TETAPKAN,
        dasar="Permendagri 96/2017 Pasal 13 ayat (3) dan Pasal 14",
        gerbang=(g.pemrakarsa, g.muatan_ditawarkan),
        jam="tenggat jawaban berjalan",
        surat="surat penawaran",
    ),
    Transisi(
        nama="mundur",
        label="Undur diri",
        dari=(Status.PENAWARAN, Status.PENYUSUNAN),
        ke=None,
        izin=TETAPKAN,
        dasar="UU 6/2014 Pasal 91",
        gerbang=(g.bukan_pemrakarsa, g.masih_pihak, g.pihak_undangan),
    ),
    Transisi(
        nama="mulai_penyusunan",
        label="Mulai menyusun naskah",
        dari=(Status.PERSIAPAN, Status.PENAWARAN),
        ke=Status.PENYUSUNAN,
        izin=SUSUN,
        dasar="UU 6/2014 Pasal 92–93; PP 16/2026 Pasal 165; Permendagri 96/2017 Pasal 13 ayat (4)",
        gerbang=(
            g.pemrakarsa,
            g.usulan_dikaji,
            g.penawaran_terjawab,
            g.pihak_cukup,
            g.pihak_baru_ada,
            g.musyawarah_desa_sepakat,
        ),
    ),
    Transisi(
        nama="sepakati",
        label="Sepakati naskah",
        dari=(Status.PENYUSUNAN,),
        ke=None,
        izin=TETAPKAN,
        dasar="UU 6/2014 Pasal 92 ayat (2) dan 93 ayat (2); Permendagri 96/2017 Pasal 6",
        gerbang=(g.pihak_cukup, g.ada_versi, g.versi_terkini, g.muatan_lengkap, g.musyawarah_antar_desa),
    ),
    Transisi(
        nama="capai_kesepakatan",
        label="Semua pihak sepakat",
        dari=(Status.PENYUSUNAN,),
        ke=Status.DISEPAKATI,
        izin=TETAPKAN,
        dasar="UU 6/2014 Pasal 92 ayat (2) dan 93 ayat (2)",
        gerbang=(g.semua_menyepakati,),
    ),
    Transisi(
        nama="buka_kembali",
        label="Buka kembali naskah",
        dari=(Status.DISEPAKATI,),
        ke=Status.PENYUSUNAN,
        izin=TETAPKAN,
        dasar="Perbaikan sebelum ditandatangani; kesepakatan diulang",
    ),
    Transisi(
        nama="tarik",
        label="Tarik kerja sama",
        dari=SEBELUM_TANDA_TANGAN,
        ke=Status.DITARIK,
        izin=TETAPKAN,
        dasar="Dihentikan pemrakarsa sebelum ditandatangani",
        gerbang=(g.pemrakarsa,),
    ),
)
_MENETAPKAN = (
    Transisi(
        nama="tandatangani",
        label="Catat tanda tangan",
        dari=(Status.DISEPAKATI, Status.DITANDATANGANI),
        ke=Status.DITANDATANGANI,
        izin=TETAPKAN,
        dasar="PP 16/2026 Pasal 106 ayat (2) dan 165 ayat (5); Permendagri 96/2017 Pasal 13 ayat (5)",
        gerbang=(
            g.yang_diubah_berjalan,
            g.melibatkan_camat,
            g.rancangan_dievaluasi,
            g.bkad_dibentuk,
            g.terdaftar("tandatangani"),
        ),
    ),
    Transisi(
        nama="simpan_pindaian",
        label="Unggah naskah bertanda tangan",
        dari=(Status.DITANDATANGANI, Status.DIUNDANGKAN),
        ke=None,
        izin=SUSUN,
        dasar="PP 16/2026 Pasal 106 ayat (2) dan 165",
        gerbang=(g.semua_menandatangani,),
    ),
    Transisi(
        nama="undangkan",
        label="Catat pengundangan",
        dari=(Status.DITANDATANGANI, Status.DIUNDANGKAN),
        ke=Status.DIUNDANGKAN,
        izin=SUSUN,
        dasar="UU 6/2014 Pasal 69 ayat (11); PP 16/2026 Pasal 104 ayat (2) dan 106",
        gerbang=(g.adalah_peraturan, g.semua_menandatangani, g.pindaian_tersimpan),
    ),
    Transisi(
        nama="berlakukan",
        label="Nyatakan berlaku",
        dari=(Status.DITANDATANGANI, Status.DIUNDANGKAN),
        ke=Status.BERLAKU,
        izin=SUSUN,
        dasar="PP 16/2026 Pasal 106; untuk perjanjian menurut isinya",
        gerbang=(g.semua_menandatangani, g.pindaian_tersimpan, g.semua_mengundangkan),
    ),
    Transisi(
        nama="sampaikan",
        label="Sampaikan ke bupati melalui camat",
        dari=(Status.BERLAKU,),
        ke=None,
        izin=SUSUN,
        dasar="PP 16/2026 Pasal 102 ayat (4) dan 165 ayat (5)",
        gerbang=(g.disusun_di_sini, g.belum_disampaikan, g.pemrakarsa),
        surat="tanda terima",
    ),
)
_MENGUBAH = (
    Transisi(
        nama="buka_perubahan",
        label="Ubah kerja sama",
        dari=(Status.BERLAKU, Status.DITANGGUHKAN),
        ke=None,
        izin=SUSUN,
        dasar="PP 16/2026 Pasal 167; Permendagri 96/2017 Pasal 6",
        gerbang=(g.belum_keluar, g.kerja_sama_pokok, g.tanpa_pengakhiran, g.tanpa_perubahan_terbuka),
    ),
    Transisi(
        nama="ajukan_pengakhiran",
        label="Ajukan penangguhan atau pengakhiran",
        dari=(Status.BERLAKU, Status.DITANGGUHKAN),
        ke=None,
        izin=TETAPKAN,
        dasar="PP 16/2026 Pasal 167",
        gerbang=(g.belum_keluar, g.kerja_sama_pokok, g.tanpa_pengakhiran),
    ),
    Transisi(
        nama="tangguhkan",
        label="Tetapkan penangguhan",
        dari=(Status.BERLAKU,),
        ke=Status.DITANGGUHKAN,
        izin=TETAPKAN,
        dasar="PP 16/2026 Pasal 167; Permendagri 96/2017 Pasal 6 huruf g",
        gerbang=(
            g.belum_keluar,
            g.usulan_jenis(JenisPengakhiran.PENANGGUHAN),
            g.pengakhiran_dimusyawarahkan,
            g.hari_tiba,
        ),
    ),
    Transisi(
        nama="lanjutkan",
        label="Lanjutkan pelaksanaan",
        dari=(Status.DITANGGUHKAN,),
        ke=Status.BERLAKU,
        izin=TETAPKAN,
        dasar="Permendagri 96/2017 Pasal 6 huruf g",
        gerbang=(g.belum_keluar, g.tanpa_pengakhiran),
    ),
    Transisi(
        nama="akhiri",
        label="Tetapkan berakhirnya kerja sama",
        dari=(Status.BERLAKU, Status.DITANGGUHKAN),
        ke=Status.BERAKHIR,
        izin=TETAPKAN,
        dasar="PP 16/2026 Pasal 167; Permendagri 96/2017",
        gerbang=(
            g.belum_keluar,
            g.usulan_jenis(JenisPengakhiran.PENGAKHIRAN),
            g.pengakhiran_dimusyawarahkan,
            g.hari_tiba,
        ),
    ),
)
_PENDAFTARAN = (
    Transisi(
        nama="daftarkan",
        label="Daftarkan kerja sama lama",
        dari=(),
        ke=Status.BERLAKU,
        izin="wilayah.daftarkan_kerja_sama",
        dasar="UU 6/2014 Pasal 91–93; PP 16/2026 Pasal 165 dan 185",
    ),
    Transisi(
        nama="batalkan_pendaftaran",
        label="Batalkan pendaftaran",
        dari=(Status.BERLAKU,),
        ke=Status.DITARIK,
        izin="wilayah.daftarkan_kerja_sama",
        dasar="Koreksi data oleh pendaftar sebelum diteruskan ke kabupaten",
        gerbang=(g.pernah_didaftarkan, g.pendaftar, g.terdaftar("batalkan_pendaftaran")),
    ),
    Transisi(
        nama="batalkan_pendaftaran_kabupaten",
        label="Batalkan pendaftaran",
        dari=(Status.BERLAKU,),
        ke=Status.DITARIK,
        izin="wilayah.telaah_kerja_sama",
        dasar="Koreksi data oleh kabupaten sesudah diteruskan, sebelum ada surat",
        gerbang=(g.pernah_didaftarkan, g.terdaftar("batalkan_pendaftaran_kabupaten")),
    ),
)
TABEL = TabelTransisi(
    nama="Kerja sama",
    bidang="status",
    label_status=dict(Status.choices),
    transisi=(*_MENYUSUN, *_MENETAPKAN, *_MENGUBAH, *_PENDAFTARAN),
)


def nama_pembatalan(kerja_sama):
    """Which of the two withdrawals is open now: the registrar's, or the kabupaten's after forwarding."""
    return "batalkan_pendaftaran_kabupaten" if sudah_diteruskan(kerja_sama) else "batalkan_pendaftaran"
