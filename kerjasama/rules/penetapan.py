"""What may be written down of a signature and a promulgation, and the days that follow from them."""

from calendar import monthrange
from datetime import date, timedelta

from kerjasama.enums import TANPA_JATUH_TEMPO
from wilayah.kalender.rules import PEKAN_BIASA, hari_kerja, hari_kerja_berikut

from .isian import galat_tanggal_perbuatan

PANJANG = {"tempat": 160, "nama": 120, "jabatan": 120, "nomor": 80, "berita_desa": 80, "sekretaris": 120}
WAJIB_TANDA_TANGAN = {
    "nama": "Tulis nama penanda tangan.",
    "jabatan": "Tulis jabatan penanda tangan.",
    "nomor": "Tulis nomornya. Setiap pihak memakai nomor sendiri pada satu naskah.",
}
WAJIB_PENGUNDANGAN = {
    "berita_desa": "Tulis nomor Berita Desa.",
    "sekretaris": "Tulis nama sekretaris desa yang mengundangkan.",
}


def galat_tanda_tangan(isi, *, hari_ini, paling_awal, perlu_tempat):
    """What is wrong with a signature, by field; `paling_awal` is the day on which the text was agreed."""
    galat = _galat_teks(isi, WAJIB_TANDA_TANGAN)
    if perlu_tempat and not isi.get("tempat"):
        galat["tempat"] = "Tulis tempat penandatanganan."
    elif len(isi.get("tempat") or "") > PANJANG["tempat"]:
        galat["tempat"] = _terlalu_panjang("tempat")
    return galat | galat_tanggal_perbuatan(isi.get("tanggal"), hari_ini, paling_awal, "naskah disepakati semua desa")


def galat_pengundangan(isi, *, hari_ini, paling_awal):
    """As above; a text is promulgated when all have signed it."""
    galat = _galat_teks(isi, WAJIB_PENGUNDANGAN)
    return galat | galat_tanggal_perbuatan(isi.get("tanggal"), hari_ini, paling_awal, "tanda tangan terakhir")


def galat_mulai(nilai, *, hari_ini, paling_awal):
    """The day on which an agreement with a third party comes into force by its own terms."""
    galat = galat_tanggal_perbuatan(nilai, hari_ini, paling_awal, "tanda tangan terakhir")
    return {"tanggal_mulai": galat["tanggal"]} if galat else {}


def _galat_teks(isi, wajib):
    galat = {n: pesan for n, pesan in wajib.items() if not isi.get(n)}
    return galat | {n: _terlalu_panjang(n) for n in wajib if len(isi.get(n) or "") > PANJANG[n]}


def _terlalu_panjang(nama):
    return f"Paling banyak {PANJANG[nama]} huruf."


def jatuh_tempo(mulai, bulan):
    """The last day in force of what holds for `bulan` months from `mulai`; without a number it has none."""
    if not bulan:
        return TANPA_JATUH_TEMPO
    urut = mulai.year * 12 + mulai.month - 1 + bulan
    tahun, bulan_ke = divmod(urut, 12)
    akhir_bulan = monthrange(tahun, bulan_ke + 1)[1]
    if mulai.day > akhir_bulan:
        return date(tahun, bulan_ke + 1, akhir_bulan)
    return date(tahun, bulan_ke + 1, mulai.day) - timedelta(days=1)


def hari_terakhir(aturan, mulai, libur=(), pekan=PEKAN_BIASA):
    """The last day that a rule leaves from `mulai`, which is itself no day of the term."""
    if aturan.satuan == "hari_kerja":
        hari = mulai
        for _ in range(aturan.nilai):
            hari = hari_kerja_berikut(hari, libur, pekan)
        return hari
    hari = mulai + timedelta(days=aturan.nilai)
    if aturan.geser_ke_hari_kerja and not hari_kerja(hari, libur, pekan):
        return hari_kerja_berikut(hari, libur, pekan)
    return hari
