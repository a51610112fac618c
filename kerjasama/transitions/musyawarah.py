"""Changes of state of a musyawarah: one table for the musyawarah of a village, held by its BPD, and one for that of
several villages, held by the government of the host. Nobody above a village has a part in either."""

from kerjasama.enums import JenisMusyawarah, StatusMusyawarah
from kerjasama.queries.siklus import pihak_desa
from kerjasama.rules.musyawarah import hitung
from wilayah.cakupan.transisi import TabelTransisi, Transisi

KELOLA = "wilayah.kelola_musyawarah"
SUSUN = "wilayah.susun_kerja_sama"
IZIN = {JenisMusyawarah.DESA: KELOLA, JenisMusyawarah.ANTAR_DESA: SUSUN}
TERBUKA = (StatusMusyawarah.DIJADWALKAN, StatusMusyawarah.DIUNDANG, StatusMusyawarah.DIHADIRI)
_DASAR = {
    JenisMusyawarah.DESA: "UU 6/2014 Pasal 54 dan 93 ayat (2); PP 16/2026 Pasal 89 dan 165 ayat (3)",
    JenisMusyawarah.ANTAR_DESA: "UU 6/2014 Pasal 92 ayat (2); PP 16/2026 Pasal 165 ayat (2) dan (4)",
}


def hari_musyawarah(musyawarah, oleh):
    """Nobody has come before the day."""
    hari = musyawarah.waktu.astimezone(musyawarah.desa.zona).date()
    return "" if hari <= musyawarah.desa.hari_ini() else "Diisi pada hari musyawarah, tidak sebelumnya."


def ada_yang_hadir(musyawarah, oleh):
    return "" if hitung(musyawarah.hadir)["semua"] else "Catat dahulu siapa yang hadir."


def masih_pihak(musyawarah, oleh):
    """What a village decides that has left is no consideration of the others' text, and opens no gate to them."""
    ada = pihak_desa(musyawarah.kerja_sama).filter(desa_id=musyawarah.desa_id).exists()
    return "" if ada else f"{musyawarah.desa.nama_lengkap} sudah tidak menjadi pihak. Batalkan musyawarah ini."


def belum_dipindai(musyawarah, oleh):
    return "Pindaian berita acara sudah tersimpan." if musyawarah.pindaian_id else ""


def _tabel(jenis):
    izin, dasar = IZIN[jenis], _DASAR[jenis]
    return TabelTransisi(
        nama=jenis.label,
        bidang="status",
        label_status=dict(StatusMusyawarah.choices),
        transisi=(*_sampai_hadir(izin, dasar), *_sejak_putusan(izin, dasar)),
    )


def _sampai_hadir(izin, dasar):
    belum_hadir = (StatusMusyawarah.DIJADWALKAN, StatusMusyawarah.DIUNDANG)
    hadir = (StatusMusyawarah.DIUNDANG, StatusMusyawarah.DIHADIRI)
    return (
        Transisi("jadwalkan", "Jadwalkan", (), StatusMusyawarah.DIJADWALKAN, izin, dasar),
        Transisi(
            "undang",
            "Terbitkan undangan",
            belum_hadir,
            StatusMusyawarah.DIUNDANG,
            izin,
            dasar,
            surat="surat undangan",
        ),
        Transisi(
            "hadir",
            "Catat kehadiran",
            hadir,
            StatusMusyawarah.DIHADIRI,
            izin,
            "PP 16/2026 Pasal 89",
            gerbang=(hari_musyawarah,),
        ),
    )


def _sejak_putusan(izin, dasar):
    return (
        Transisi(
            "putuskan",
            "Catat keputusan",
            (StatusMusyawarah.DIHADIRI,),
            StatusMusyawarah.DIPUTUSKAN,
            izin,
            dasar,
            gerbang=(hari_musyawarah, ada_yang_hadir, masih_pihak),
            surat="berita acara",
        ),
        Transisi(
            "pindai",
            "Simpan berita acara bertanda tangan",
            (StatusMusyawarah.DIPUTUSKAN,),
            None,
            izin,
            "PP 16/2026 Pasal 89",
            gerbang=(belum_dipindai,),
        ),
        Transisi(
            "batalkan",
            "Batalkan musyawarah",
            TERBUKA,
            StatusMusyawarah.DIBATALKAN,
            izin,
            "Dibatalkan penyelenggara sebelum ada keputusan",
        ),
    )


MUSYAWARAH = {jenis: _tabel(jenis) for jenis in JenisMusyawarah}
