"""What the registry of third parties asks of an entry, and when two entries are the same body. No database.

NIB: thirteen digits (PP 28/2025). NPWP: sixteen digits, or the fifteen in use until 2024 (PMK 112/PMK.03/2022).
"""

import re
import unicodedata

from kerjasama.enums import JawabanUji, JenisPihakKetiga, KesimpulanUji

PANJANG = {
    "nama": 200,
    "bentuk_hukum": 80,
    "nib": 20,
    "npwp": 24,
    "alamat": 240,
    "penanda_tangan": 120,
    "jabatan_penanda_tangan": 120,
}
BIDANG = (*PANJANG, "jenis")
ANGKA_NIB, ANGKA_NPWP = (13,), (15, 16)
NIB_SALAH = "NIB terdiri atas 13 angka. Periksa lagi, atau kosongkan jika belum ada."
NPWP_SALAH = "NPWP terdiri atas 16 angka (atau 15 angka bentuk lama). Periksa lagi, atau kosongkan."
# Words that say what kind of body it is, not which one: people leave them out, or write them out.
BENTUK_BADAN = frozenset(
    "pt cv ud pd pp fa tbk persero perseroan terbatas perum perumda perusahaan umum daerah firma koperasi kop ksp kud "
    "yayasan yys perkumpulan lembaga lsm bumn bumd".split()
)
TAMPAK_NPWP = 4
MAKS_CATATAN = 2000


def kunci_nama(nama):
    """A name as it is compared: no accents, case, punctuation or kind of body. «PT. Sumber-Air (Persero) Tbk» and
    «sumber air» are one; a name made of such words alone keeps them."""
    polos = unicodedata.normalize("NFKD", nama).encode("ascii", "ignore").decode().casefold()
    kata = re.findall(r"[a-z0-9]+", polos.replace(".", "").replace("'", ""))
    inti = [k for k in kata if k not in BENTUK_BADAN] or kata
    return " ".join(inti)[:200] or " ".join(nama.casefold().split())[:200]


def angka_saja(nilai):
    """A number without the dots, dashes and blanks that people set in it; other signs stay, to be refused."""
    return re.sub(r"[\s.\-/]", "", str(nilai or ""))


def rapikan(isi):
    """What is stored of `isi`: known fields, numbers as digits."""
    rapi = {nama: isi.get(nama) or "" for nama in BIDANG if nama in isi}
    return rapi | {nama: angka_saja(rapi[nama]) for nama in ("nib", "npwp") if nama in rapi}


def galat_nomor(isi):
    """What is wrong with NIB and NPWP: {field: message}."""
    galat = {}
    for nama, panjang, pesan in (("nib", ANGKA_NIB, NIB_SALAH), ("npwp", ANGKA_NPWP, NPWP_SALAH)):
        nilai = angka_saja(isi.get(nama))
        if nilai and not (nilai.isascii() and nilai.isdigit() and len(nilai) in panjang):
            galat[nama] = pesan
    return galat


def galat_pihak_ketiga(isi):
    """What keeps an entry from being stored: {field: message}."""
    galat = {
        nama: f"Paling banyak {batas} huruf; sekarang {len(isi[nama])}."
        for nama, batas in PANJANG.items()
        if isinstance(isi.get(nama), str) and len(isi[nama]) > batas
    }
    galat = galat_nomor(isi) | galat
    if not isi.get("nama"):
        galat["nama"] = "Isi nama pihak ketiga."
    if isi.get("jenis") not in JenisPihakKetiga.values:
        galat["jenis"] = "Pilih jenis pihak ketiga."
    return galat


def samarkan(nomor):
    """A number of which only the end is shown."""
    return f"•••• {nomor[-TAMPAK_NPWP:]}" if nomor else ""


def galat_uji_tuntas(isi, butir):
    """`butir`: {code: item} of the checklist. Every item is answered before there is a conclusion."""
    galat = {}
    jawaban = isi.get("jawaban", {})
    for kode in butir:
        if jawaban.get(kode, {}).get("nilai") not in JawabanUji.values:
            galat[f"butir_{kode}"] = "Pilih jawabannya."
        elif len(jawaban[kode].get("catatan", "")) > MAKS_CATATAN:
            galat[f"butir_{kode}"] = f"Catatan paling banyak {MAKS_CATATAN} huruf."
    if isi.get("kesimpulan") not in KesimpulanUji.values:
        galat["kesimpulan"] = "Pilih kesimpulannya."
    if isi.get("kesimpulan") == KesimpulanUji.LAYAK and any(
        j.get("nilai") == JawabanUji.TIDAK for j in jawaban.values()
    ):
        galat["kesimpulan"] = (
            "Ada jawaban «Tidak». Pilih «Layak dengan syarat» atau «Tidak layak», atau perbaiki jawabannya."
        )
    if isi.get("kesimpulan") in (KesimpulanUji.LAYAK_BERSYARAT, KesimpulanUji.TIDAK_LAYAK) and not isi.get("catatan"):
        galat["catatan"] = "Tulis syaratnya, atau mengapa tidak layak."
    if len(isi.get("catatan", "")) > MAKS_CATATAN:
        galat["catatan"] = f"Catatan paling banyak {MAKS_CATATAN} huruf."
    return galat
