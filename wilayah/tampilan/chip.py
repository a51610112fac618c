"""How each state looks: its words, its colour family and its icon. The icon's shape differs by family, so
a state is never told by colour alone. Keys are the values stored in the models' state fields."""

from dataclasses import dataclass

IKON_KELUARGA = {
    "": "draf",
    "proses": "proses",
    "tindak": "seru",
    "tunggu": "jeda",
    "sesuai": "centang",
    "tolak": "silang",
    "garis": "",
}


@dataclass(frozen=True)
class Chip:
    label: str
    keluarga: str = ""
    ikon: str = ""


KEADAAN = {
    # KerjaSama.status
    "persiapan": Chip("Persiapan", "proses"),
    "penawaran": Chip("Penawaran", "proses"),
    "penyusunan": Chip("Penyusunan", "proses"),
    "disepakati": Chip("Disepakati", "proses"),
    "ditandatangani": Chip("Ditandatangani", "proses"),
    "diundangkan": Chip("Diundangkan", "proses"),
    "berlaku": Chip("Berlaku", "sesuai"),
    "habis_masa": Chip("Habis masa", "tindak", "jam"),
    "ditangguhkan": Chip("Ditangguhkan", "tunggu"),
    "berakhir": Chip("Berakhir"),
    "dibatalkan": Chip("Dibatalkan", "tolak"),
    "ditarik": Chip("Ditarik", "", "silang"),
    # KerjaSama.mutu_data
    "belum_diperiksa": Chip("Belum diperiksa"),
    "diperiksa_kecamatan": Chip("Diperiksa kecamatan", "proses"),
    "diklarifikasi": Chip("Diklarifikasi", "sesuai"),
    # Pemeriksaan.status
    "diteruskan": Chip("Diteruskan", "proses", "kirim"),
    "dicatat_lengkap": Chip("Dicatat lengkap", "proses"),
    "ditelaah": Chip("Ditelaah", "proses", "telaah"),
    "diusulkan": Chip("Hasil diusulkan", "proses", "naik"),
    "selesai": Chip("Selesai", "sesuai"),
    "dikembalikan": Chip("Dikembalikan ke desa", "tunggu"),
    "pihak_berubah": Chip("Pihak berubah status", "tunggu"),
    # Pemeriksaan.hasil, JawabanButir.nilai
    "sesuai": Chip("Sesuai", "sesuai"),
    "sesuai_dengan_catatan": Chip("Sesuai dengan catatan", "tindak"),
    "perlu_perbaikan": Chip("Perlu perbaikan", "tindak"),
    "bertentangan": Chip("Bertentangan", "tolak"),
    # Surat.status
    "konsep": Chip("Konsep"),
    "diparaf": Chip("Diparaf", "proses"),
    "siap_ttd": Chip("Siap ditandatangani", "tindak", "tanda"),
    "bernomor": Chip("Bernomor", "proses"),
    "terbit": Chip("Terbit", "proses", "surat"),
    "disampaikan": Chip("Disampaikan", "sesuai"),
    "dicabut": Chip("Dicabut", "tolak"),
    "batal_nomor": Chip("Batal nomor", "", "silang"),
    # Musyawarah.status, Musyawarah.keputusan
    "dijadwalkan": Chip("Dijadwalkan", "tunggu", "kalender"),
    "diundang": Chip("Undangan terbit", "proses", "surat"),
    "dihadiri": Chip("Kehadiran tercatat", "proses", "tim"),
    "diputuskan": Chip("Diputuskan", "sesuai"),
    "menyepakati": Chip("Menyepakati", "sesuai"),
    "tidak": Chip("Tidak menyepakati", "tolak"),
    # Penawaran.status
    "terkirim": Chip("Menunggu jawaban", "tunggu"),
    "diterima": Chip("Diterima", "sesuai"),
    "minta_perubahan": Chip("Meminta perubahan", "tindak"),
    "ditolak": Chip("Ditolak", "tolak"),
    # Pihak.tanggapan
    "belum": Chip("Belum menanggapi", "tunggu"),
    "benar": Chip("Dibenarkan", "sesuai"),
    "keberatan": Chip("Keberatan", "tolak", "seru"),
}


def chip(nilai: str, *, label: str = "", keluarga: str | None = None, ikon: str = "") -> Chip:
    """The look of state `nilai`; words, family or icon may be given instead. Other text is neutral."""
    dasar = KEADAAN.get(nilai) or Chip(str(nilai).replace("_", " ").capitalize(), keluarga or "")
    warna = dasar.keluarga if keluarga is None else keluarga
    return Chip(label or dasar.label, warna, ikon or dasar.ikon or IKON_KELUARGA.get(warna, ""))
