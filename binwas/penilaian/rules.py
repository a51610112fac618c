"""What of a review is decided without a database: which result follows from the answers, and
what keeps a result from being proposed."""

from .enums import HASIL_KLARIFIKASI, Hasil, JenisPemeriksaan, Nilai

KODE_TENGGAT = "klarifikasi"
# The bupati cancels by a Keputusan signed in person (PP 16/2026 Ps 105), which is another kind of letter.
MENUNGGU_KEPUTUSAN = "Menunggu Keputusan Bupati"
BUTIR_KECAMATAN = (
    ("pindaian", "Pindaian terbaca, halaman lengkap"),
    ("pihak", "Para pihak sama dengan naskah"),
    ("tanggal", "Tanggal penetapan dan masa berlaku sama dengan naskah"),
    ("pengundangan", "Nomor dan pengundangan tiap desa sama dengan naskah"),
)


def hasil_dari(nilai, jenis=JenisPemeriksaan.KLARIFIKASI):
    """The result that follows from the answers of all items; the officer may choose another with a reason."""
    if Nilai.BERTENTANGAN in nilai and jenis in (JenisPemeriksaan.KLARIFIKASI, JenisPemeriksaan.EVALUASI_RANCANGAN):
        return Hasil.BERTENTANGAN
    if set(nilai) - {Nilai.SESUAI}:
        klarifikasi = jenis == JenisPemeriksaan.KLARIFIKASI
        return Hasil.SESUAI_DENGAN_CATATAN if klarifikasi else Hasil.PERLU_PERBAIKAN
    return Hasil.SESUAI


def pilihan_hasil(jenis):
    if jenis == JenisPemeriksaan.KLARIFIKASI:
        return HASIL_KLARIFIKASI
    if jenis == JenisPemeriksaan.EVALUASI_RANCANGAN:
        return tuple(Hasil)
    return tuple(h for h in Hasil if h != Hasil.BERTENTANGAN)


def kekurangan(jawaban):
    """What keeps a result from being proposed, or "". `jawaban` are (nilai, catatan) of every item of the
    instrument, empty where it was not answered."""
    belum = sum(not nilai for nilai, _ in jawaban)
    if belum:
        return f"Jawab {belum} butir lagi sebelum mengusulkan hasil."
    tanpa_catatan = sum(nilai != Nilai.SESUAI and not catatan.strip() for nilai, catatan in jawaban)
    if tanpa_catatan:
        return f"Tulis catatan pada {tanpa_catatan} butir yang belum sesuai."
    return "" if jawaban else "Instrumen belum memiliki butir."
