"""What must be there before an agreement goes on. Each gate gives the reason in Indonesian, or "" when it is open.

Supervision holds nothing up by silence (UU 6/2014 Ps 112–115; PP 16/2026 Ps 105–106): no gate waits for an office
longer than its term.
"""

from collections import defaultdict

from kerjasama.enums import (
    AlasanBerakhir,
    Bentuk,
    JenisPengakhiran,
    JenisPerubahan,
    Prakarsa,
    TujuanMusyawarah,
)
from kerjasama.queries.kerja_sama import boleh_mengubah_data
from kerjasama.queries.naskah import berubah_sejak
from kerjasama.queries.pelaksanaan import BERJALAN
from kerjasama.queries.persiapan import isi_rencana, persiapan_dari
from kerjasama.queries.perubahan import perubahan_terbuka, pihak_baru
from kerjasama.queries.siklus import (
    belum_bermusyawarah,
    belum_menandatangani,
    belum_mengundangkan,
    belum_menyepakati,
    bkad_belum_dicatat,
    camat_terlibat,
    evaluasi_menahan,
    mewakili_pihak,
    muatan_kosong,
    musyawarah_antar_desa_sepakat,
    naskah_bertanda_tangan,
    penawaran_terbuka,
    pengakhiran_terbuka,
    perlu_musyawarah_antar_desa,
    pihak_aktif,
    pihak_milik,
    versi_terakhir,
)
from kerjasama.rules.persiapan import WAJIB_DITAWARKAN, muatan_penawaran_belum
from wilayah.tampilan.format import tanggal

_terdaftar = defaultdict(list)
BANYAK_DISEBUT = 3


def daftarkan_gerbang(nama, fungsi):
    """Another room adds a gate to the transition `nama`: fungsi(kerja_sama, oleh) → reason in Indonesian, or ""."""
    if fungsi not in _terdaftar[nama]:
        _terdaftar[nama].append(fungsi)


def terdaftar(nama):
    """The gates that other rooms added to `nama`, as one."""

    def gerbang(kerja_sama, oleh):
        return next((alasan for f in _terdaftar[nama] if (alasan := f(kerja_sama, oleh))), "")

    return gerbang


def pendaftar(kerja_sama, oleh):
    return "" if boleh_mengubah_data(oleh, kerja_sama) else "Hanya pendaftar yang dapat membatalkan pendaftaran ini."


def pernah_didaftarkan(kerja_sama, oleh):
    return "Kerja sama yang disusun di sini diakhiri, bukan dibatalkan." if kerja_sama.disusun else ""


def disusun_di_sini(kerja_sama, oleh):
    return "" if kerja_sama.disusun else "Kerja sama ini didaftarkan sesudah jadi, tidak disusun di sini."


def pemrakarsa(kerja_sama, oleh):
    ada = pihak_milik(oleh, kerja_sama, "wilayah.susun_kerja_sama").filter(desa_id=kerja_sama.desa_pendaftar_id)
    return "" if ada.exists() else f"Dilakukan oleh pemrakarsa, {kerja_sama.desa_pendaftar.nama_lengkap}."


def bukan_pemrakarsa(kerja_sama, oleh):
    return "" if pemrakarsa(kerja_sama, oleh) else "Pemrakarsa menarik kerja sama, tidak mengundurkan diri."


def muatan_ditawarkan(kerja_sama, oleh):
    """What an offer states at the least (Permendagri 96/2017 Ps 13(3))."""
    persiapan = persiapan_dari(kerja_sama)
    belum = muatan_penawaran_belum(isi_rencana(kerja_sama, persiapan)) if persiapan else WAJIB_DITAWARKAN
    if not belum:
        return ""
    return f"Lengkapi dahulu persiapannya: {', '.join(m.label for m in belum)} (Permendagri 96/2017 Pasal 13 ayat (3))."


def masih_pihak(kerja_sama, oleh):
    """A party that has answered its offer; one that has not, answers it."""
    sendiri = pihak_milik(oleh, kerja_sama, "wilayah.tetapkan_kerja_sama")
    if not sendiri.exists():
        return "Desa Anda bukan pihak kerja sama ini lagi."
    if penawaran_terbuka(kerja_sama).filter(kepada_id__in=sendiri.values("desa_id")).exists():
        return "Jawab dahulu penawarannya; menolak juga sebuah jawaban."
    return ""


def usulan_dikaji(kerja_sama, oleh):
    if kerja_sama.prakarsa == Prakarsa.PIHAK_KETIGA and not kerja_sama.persiapan.kajian.strip():
        return "Tulis dahulu kajian desa atas usulan pihak ketiga (Permendagri 96/2017 Pasal 15)."
    return ""


def pihak_cukup(kerja_sama, oleh):
    pihak = list(pihak_aktif(kerja_sama))
    desa = sum(p.desa_id is not None for p in pihak)
    if kerja_sama.bentuk != Bentuk.PIHAK_KETIGA and desa < 2:
        return "Belum ada desa lain yang menerima penawaran."
    if kerja_sama.bentuk == Bentuk.PIHAK_KETIGA and desa > 1:
        return "Bentuk ini hanya memuat satu desa."
    if kerja_sama.bentuk != Bentuk.ANTAR_DESA and desa == len(pihak):
        return "Belum ada pihak ketiga yang menerima penawaran."
    return ""


def penawaran_terjawab(kerja_sama, oleh):
    banyak = penawaran_terbuka(kerja_sama).count()
    return f"{banyak} penawaran belum dijawab. Tunggu jawabannya, atau tarik penawaran itu." if banyak else ""


def musyawarah_desa_sepakat(kerja_sama, oleh):
    """Held by the BPD of each village before the text is written (UU 6/2014 Ps 93(2); Permendagri 96/2017 Ps 13(2))."""
    return _menunggu("Musyawarah desa belum menyepakati", belum_bermusyawarah(kerja_sama, TujuanMusyawarah.KERJA_SAMA))


def muatan_lengkap(kerja_sama, oleh):
    """A change leaves the matters that it does not speak of as they are."""
    if kerja_sama.mengubah_id:
        return ""
    kosong = [m.label for m in muatan_kosong(kerja_sama)]
    return f"Materi wajib belum diatur: {', '.join(kosong)} (Permendagri 96/2017 Pasal 6)." if kosong else ""


def ada_versi(kerja_sama, oleh):
    return "" if versi_terakhir(kerja_sama) else "Simpan dahulu naskahnya sebagai versi."


def versi_terkini(kerja_sama, oleh):
    """What is agreed is the text as it stands, not one that somebody has changed since."""
    lama = berubah_sejak(kerja_sama)
    return f"Naskah berubah sejak versi {lama.nomor}. Simpan dahulu sebagai versi baru." if lama else ""


def musyawarah_antar_desa(kerja_sama, oleh):
    """Where the form asks for it (UU 6/2014 Ps 92(2); PP 16/2026 Ps 165(2), (4))."""
    if not perlu_musyawarah_antar_desa(kerja_sama):
        return ""
    ada = musyawarah_antar_desa_sepakat(kerja_sama, TujuanMusyawarah.KERJA_SAMA)
    return "" if ada else "Musyawarah antar-desa belum menyepakati naskah ini."


def semua_menyepakati(kerja_sama, oleh):
    return _menunggu("Belum menyepakati naskah", belum_menyepakati(kerja_sama))


def melibatkan_camat(kerja_sama, oleh):
    if camat_terlibat(kerja_sama):
        return ""
    return "Camat belum tercatat terlibat: fasilitasi, konsultasi, atau saksi (PP 16/2026 Pasal 165 ayat (5))."


def rancangan_dievaluasi(kerja_sama, oleh):
    """Only where the kabupaten's own rule asks for it, and no longer than its term."""
    return evaluasi_menahan(kerja_sama)


def bkad_dibentuk(kerja_sama, oleh):
    """PP 16/2026 Ps 166(3): also where a third party meets several villages. BUM Desa and kawasan perdesaan are carried
    out by the pemerintah desa instead (Permendagri 96/2017 Ps 4)."""
    if bkad_belum_dicatat(kerja_sama):
        return "Catat dahulu susunan BKAD: wajib bila pihak ketiga melibatkan lebih dari satu desa."
    return ""


def adalah_peraturan(kerja_sama, oleh):
    return "" if kerja_sama.adalah_pbkd else "Perjanjian bersama tidak diundangkan; berlaku menurut isinya sendiri."


def semua_menandatangani(kerja_sama, oleh):
    return _menunggu("Belum menandatangani", belum_menandatangani(kerja_sama))


def pindaian_tersimpan(kerja_sama, oleh):
    ada = naskah_bertanda_tangan(kerja_sama)
    return "" if ada else "Unggah dahulu pindaian naskah yang sudah ditandatangani semua pihak."


def semua_mengundangkan(kerja_sama, oleh):
    return _menunggu("Belum mengundangkan", belum_mengundangkan(kerja_sama)) if kerja_sama.adalah_pbkd else ""


def belum_disampaikan(kerja_sama, oleh):
    return "Sudah disampaikan kepada bupati melalui camat." if kerja_sama.disampaikan_pada else ""


def belum_keluar(kerja_sama, oleh):
    """A party that has left goes on reading, and decides nothing any more."""
    ada = mewakili_pihak(oleh, kerja_sama, "wilayah.susun_kerja_sama")
    return "" if ada else "Desa Anda sudah tidak menjadi pihak kerja sama ini."


def kerja_sama_pokok(kerja_sama, oleh):
    pokok = kerja_sama.mengubah
    return f"Naskah ini mengubah kerja sama lain. Bukalah kerja sama pokoknya, «{pokok.judul}»." if pokok else ""


def tanpa_perubahan_terbuka(kerja_sama, oleh):
    terbuka = perubahan_terbuka(kerja_sama)
    return f"Perubahan lain sedang disusun: «{terbuka.judul}». Selesaikan atau tarik dahulu." if terbuka else ""


def pihak_undangan(kerja_sama, oleh):
    """Who is in the agreement that is being changed settles the change with the others, and cannot step out of it; who
    was offered to join may (PP 16/2026 Ps 167)."""
    if not kerja_sama.mengubah_id:
        return ""
    sendiri = set(pihak_milik(oleh, kerja_sama, "wilayah.tetapkan_kerja_sama").values_list("pk", flat=True))
    if sendiri & {p.pk for p in pihak_baru(kerja_sama)}:
        return ""
    return "Perubahan disepakati semua pihak. Bila tidak sepakat, nyatakan lewat musyawarah; pemrakarsa menariknya."


def pihak_baru_ada(kerja_sama, oleh):
    if kerja_sama.jenis_perubahan == JenisPerubahan.AKSESI and not pihak_baru(kerja_sama):
        return "Tawarkan dahulu kepada pihak yang akan masuk."
    return ""


def yang_diubah_berjalan(kerja_sama, oleh):
    pokok = kerja_sama.mengubah
    return "Kerja sama yang diubah sudah tidak berjalan." if pokok and pokok.status not in BERJALAN else ""


def tanpa_pengakhiran(kerja_sama, oleh):
    return "Penangguhan atau pengakhiran sedang diajukan." if pengakhiran_terbuka(kerja_sama) else ""


def pengakhiran_dimusyawarahkan(kerja_sama, oleh):
    """PP 16/2026 Ps 167: change and end are always put to a musyawarah with the parties."""
    usul = pengakhiran_terbuka(kerja_sama)
    if usul is None:
        return "Ajukan dahulu dengan alasan dan penyelesaiannya."
    if usul.alasan == AlasanBerakhir.HABIS_MASA:  # the last day has come by itself; the parties only settle
        return ""
    tujuan = tujuan_musyawarah(usul)
    if perlu_musyawarah_antar_desa(kerja_sama):
        ada = musyawarah_antar_desa_sepakat(kerja_sama, tujuan, sejak=usul.diajukan_pada)
        return "" if ada else "Musyawarah antar-desa belum menyepakatinya (PP 16/2026 Pasal 167)."
    belum = belum_bermusyawarah(kerja_sama, tujuan, sejak=usul.diajukan_pada)
    return _menunggu("Musyawarah desa belum menyepakati", belum)


def tujuan_musyawarah(usul):
    """What the musyawarah on a suspension or an end is asked."""
    akhir = usul.jenis == JenisPengakhiran.PENGAKHIRAN
    return TujuanMusyawarah.PENGAKHIRAN if akhir else TujuanMusyawarah.PERUBAHAN


def usulan_jenis(jenis):
    """A suspension that was asked for can't be used to end the agreement, nor the other way round."""

    def gerbang(kerja_sama, oleh):
        usul = pengakhiran_terbuka(kerja_sama)
        return f"Yang diajukan adalah {usul.get_jenis_display().lower()}." if usul and usul.jenis != jenis else ""

    return gerbang


def hari_tiba(kerja_sama, oleh):
    usul = pengakhiran_terbuka(kerja_sama)
    if usul and usul.berlaku_pada > kerja_sama.desa_pendaftar.hari_ini():
        return f"Disepakati berlaku mulai {tanggal(usul.berlaku_pada)}. Tetapkan pada hari itu."
    return ""


def _menunggu(kalimat, pihak):
    nama = [p.nama_pendek for p in pihak]
    if not nama:
        return ""
    lain = f" dan {len(nama) - BANYAK_DISEBUT} lainnya" if len(nama) > BANYAK_DISEBUT else ""
    return f"{kalimat}: {', '.join(nama[:BANYAK_DISEBUT])}{lain}."
