"""Changes of state of one offer. Silence is none: the term only says until when an answer is asked for."""

from kerjasama.enums import StatusPenawaran
from kerjasama.queries.persiapan import DISIAPKAN
from wilayah.cakupan.transisi import TabelTransisi, Transisi

SUSUN = "wilayah.susun_kerja_sama"
TETAPKAN = "wilayah.tetapkan_kerja_sama"
TERKIRIM, MINTA = StatusPenawaran.TERKIRIM, StatusPenawaran.MINTA_PERUBAHAN
DASAR = "Permendagri 96/2017 Pasal 13 ayat (3)"
DASAR_KETIGA = "Permendagri 96/2017 Pasal 14"
DASAR_USULAN = "Permendagri 96/2017 Pasal 15"


def belum_disusun(penawaran, oleh):
    if penawaran.kerja_sama.status in DISIAPKAN:
        return ""
    return "Kerja sama ini sudah melewati tahap penawaran."


def penawaran_sendiri(penawaran, oleh):
    return "Yang ini usulan pihak ketiga, bukan penawaran desa." if penawaran.usulan else ""


def kepada_pihak_ketiga(penawaran, oleh):
    if penawaran.kepada_id:
        return f"Dijawab oleh {penawaran.kepada.nama_lengkap} dengan akunnya sendiri."
    return penawaran_sendiri(penawaran, oleh)


def usulan_pihak_ketiga(penawaran, oleh):
    return "" if penawaran.usulan else "Yang ini penawaran desa, bukan usulan pihak ketiga."


def kepala_desa(penawaran, oleh):
    if oleh.has_perm(TETAPKAN, penawaran.dari):
        return ""
    return f"Dilakukan oleh {penawaran.dari.sebutan('kepala').lower()} {penawaran.dari.nama}."


def dikaji(penawaran, oleh):
    """PB on a third party's initiative: proposal, the village's study, musyawarah, text."""
    if penawaran.kerja_sama.persiapan.kajian.strip():
        return ""
    return "Tulis dahulu kajian desa atas usulan ini pada halaman persiapan (Permendagri 96/2017 Pasal 15)."


def _jawaban(nama, label, dari, ke):
    """The three who answer: a village, the village for a third party, and the village to a third party's proposal."""
    gerbang_usulan = (dikaji,) if ke == StatusPenawaran.DITERIMA else ()
    bersama = {"dari": dari, "ke": ke}
    return (
        Transisi(nama, label, izin=TETAPKAN, dasar=DASAR, gerbang=(belum_disusun,), **bersama),
        Transisi(
            f"catat_{nama}",
            f"Catat jawaban pihak ketiga: {label.lower()}",
            izin=SUSUN,
            dasar=DASAR_KETIGA,
            gerbang=(belum_disusun, kepada_pihak_ketiga),
            **bersama,
        ),
        Transisi(
            f"{nama}_usulan",
            f"{label} atas usulan pihak ketiga",
            izin=SUSUN,
            dasar=DASAR_USULAN,
            gerbang=(belum_disusun, usulan_pihak_ketiga, kepala_desa, *gerbang_usulan),
            **bersama,
        ),
    )


TABEL_PENAWARAN = TabelTransisi(
    nama="Penawaran",
    bidang="status",
    label_status=dict(StatusPenawaran.choices),
    transisi=(
        Transisi("catat_usulan", "Catat usulan pihak ketiga", dari=(), ke=TERKIRIM, izin=SUSUN, dasar=DASAR_USULAN),
        *_jawaban("terima", "Terima", (TERKIRIM, MINTA), StatusPenawaran.DITERIMA),
        *_jawaban("minta_perubahan", "Minta perubahan", (TERKIRIM,), MINTA),
        *_jawaban("tolak", "Tolak", (TERKIRIM, MINTA), StatusPenawaran.DITOLAK),
        Transisi(
            "tarik",
            "Tarik penawaran",
            dari=(TERKIRIM, MINTA, StatusPenawaran.DITERIMA),
            ke=StatusPenawaran.DITARIK,
            izin=SUSUN,
            dasar=DASAR,
            gerbang=(belum_disusun, penawaran_sendiri, kepala_desa),
        ),
    ),
)
JAWABAN = {
    StatusPenawaran.DITERIMA: "terima",
    StatusPenawaran.MINTA_PERUBAHAN: "minta_perubahan",
    StatusPenawaran.DITOLAK: "tolak",
}


def nama_jawaban(penawaran, jawaban):
    """Which of the three transitions an answer to this offer is."""
    nama = JAWABAN[jawaban]
    if penawaran.usulan:
        return f"{nama}_usulan"
    return nama if penawaran.kepada_id else f"catat_{nama}"
