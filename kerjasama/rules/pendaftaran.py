"""What the data of an agreement must be (UU 6/2014 Ps 91–93; PP 16/2026 Ps 165; Permendagri 96/2017 Ps 3). No database.

A draft holds what the person typed, right or wrong; these functions say what is wrong with it, per field, in words
that tell what to do. Forms show them, services refuse by them, so that the two can't differ.
"""

from django.core.exceptions import ValidationError

from kerjasama.enums import TANPA_JATUH_TEMPO, Bentuk, Bidang, JenisPihakKetiga, Prakarsa, Urusan
from wilayah.berkas.rules import PDF

from .isian import tanggal_dari
from .pihak_ketiga import galat_nomor

LANGKAH = ("naskah", "pihak", "waktu", "berkas", "periksa")
MAKS_FOTO = 60
MAKS_PIHAK = 60
MAKS_PIHAK_KETIGA = 10
MAKS_NILAI = 10**15
BUKAN_SAMA = "bukan"
MASA_TANGGAL, MASA_TERBUKA = "tanggal", "tidak_ditentukan"
PERINGATAN = ("camat", "berita_acara")
PANJANG = {"judul": 300, "ruang_lingkup": 5000, "nomor": 80, "berita_desa": 80}
PANJANG_PIHAK_KETIGA = {
    "nama": 200,
    "bentuk_hukum": 80,
    "nib": 20,
    "alamat": 240,
    "penanda_tangan": 120,
}
WAJIB = {
    "judul": "Isi judul seperti tertulis pada naskah.",
    "bentuk": "Pilih bentuk kerja sama.",
    "bidang": "Pilih bidang kerja sama.",
    "urusan": "Pilih urusan yang paling dekat.",
    "tanggal_ditetapkan": "Isi tanggal naskah ditetapkan atau ditandatangani.",
    "masa": "Pilih sampai kapan kerja sama berlaku.",
    "jatuh_tempo": "Isi tanggal terakhir berlaku, atau pilih «Tidak ditentukan».",
    "nomor": "Isi nomor peraturan milik desa Anda.",
    "tanggal": "Isi tanggal pengundangan di desa Anda.",
}
TANGGAL_RUSAK = "Isi tanggal yang ada di kalender, misalnya 14 September 2026."


def adalah_pbkd(isi):
    return isi.get("bentuk") == Bentuk.ANTAR_DESA


def perlu_pihak_ketiga(isi):
    return isi.get("bentuk") in (Bentuk.PIHAK_KETIGA, Bentuk.PIHAK_KETIGA_MULTI_DESA)


def galat_naskah(isi):
    galat = {nama: WAJIB[nama] for nama in ("judul", "bentuk", "bidang", "urusan") if not isi.get(nama)}
    for nama, pilihan in (
        ("bentuk", Bentuk),
        ("bidang", Bidang),
        ("urusan", Urusan),
        ("prakarsa", Prakarsa),
    ):
        if isi.get(nama) and isi[nama] not in pilihan.values:
            galat[nama] = WAJIB.get(nama, "Pilih salah satu.")
    galat |= _galat_panjang(isi, PANJANG, ("judul", "ruang_lingkup"))
    nilai = isi.get("nilai")
    if nilai not in (None, "") and (
        isinstance(nilai, bool) or not isinstance(nilai, int) or not 0 <= nilai <= MAKS_NILAI
    ):
        galat["nilai"] = "Isi nilai dalam rupiah dengan angka saja, misalnya 300.000.000. Kosongkan jika tidak ada."
    return galat


def galat_pihak(isi, *, desa_sendiri, dikenal):
    """`dikenal`: {kode: Wilayah} of the codes in the draft; one that is not in it is no region at all."""
    galat = {}
    kode = [desa_sendiri.kode, *isi.get("pihak", [])]
    if sebab := _galat_desa(kode, desa_sendiri, dikenal | {desa_sendiri.kode: desa_sendiri}) or _galat_jumlah(
        isi, kode
    ):
        galat["pihak"] = sebab
    return galat | galat_pihak_ketiga(isi)


def galat_desa_pihak(desa_sendiri, desa):
    """Why these villages can't be the parties of an agreement registered by `desa_sendiri`, or ""."""
    return _galat_desa([d.kode for d in desa], desa_sendiri, {d.kode: d for d in desa})


def _galat_desa(kode, desa_sendiri, dikenal):
    if desa_sendiri.kode not in kode:
        return f"{desa_sendiri.nama_lengkap} harus menjadi salah satu pihak. Tambahkan desa Anda sendiri."
    if len(kode) > MAKS_PIHAK:
        return f"Pihak desa paling banyak {MAKS_PIHAK}."
    for satu in kode:
        if sebab := _galat_satu_desa(satu, kode, dikenal.get(satu)):
            return sebab
    return ""


def _galat_satu_desa(kode, semua, desa):
    if desa is None or desa.tingkat != 4:
        return f"Kode {kode[:20]} bukan kode desa. Pilih desa dari daftar."
    if semua.count(kode) > 1:
        return f"{desa.nama_lengkap} tercantum dua kali. Hapus salah satunya."
    if not desa.aktif:
        return f"{desa.nama_lengkap} ({kode}) sudah tidak aktif. Pilih desa penggantinya."
    if not desa.dapat_menjadi_pihak:
        return f"{desa.nama} ({kode}) adalah kelurahan. Hanya desa yang dapat menjadi pihak kerja sama desa."
    return ""


def _galat_jumlah(isi, kode):
    bentuk = isi.get("bentuk")
    if bentuk == Bentuk.PIHAK_KETIGA and len(kode) > 1:
        return "Bentuk «Desa dengan pihak ketiga» hanya memuat satu desa. Hapus desa lain, atau ubah bentuknya."
    if bentuk != Bentuk.PIHAK_KETIGA and len(kode) < 2:
        return "Tambahkan sedikitnya satu desa lain sebagai pihak."
    return ""


def galat_pihak_ketiga(isi):
    daftar = isi.get("pihak_ketiga", [])
    if not perlu_pihak_ketiga(isi):
        return (
            {"pihak_ketiga": "Kerja sama antar-desa tidak memuat pihak ketiga. Kosongkan, atau ubah bentuknya."}
            if daftar
            else {}
        )
    if not daftar:
        return {"pihak_ketiga": "Isi sedikitnya satu pihak ketiga."}
    if len(daftar) > MAKS_PIHAK_KETIGA:
        return {"pihak_ketiga": f"Pihak ketiga paling banyak {MAKS_PIHAK_KETIGA}."}
    galat = {}
    for nomor, satu in enumerate(daftar):
        galat |= {f"ketiga_{nomor}_{nama}": pesan for nama, pesan in _galat_satu_pihak_ketiga(satu).items()}
    return galat


def _galat_satu_pihak_ketiga(satu):
    galat = galat_nomor(satu) | _galat_panjang(satu, PANJANG_PIHAK_KETIGA, PANJANG_PIHAK_KETIGA)
    if not satu.get("nama"):
        galat["nama"] = "Isi nama pihak ketiga."
    if satu.get("jenis") not in JenisPihakKetiga.values:
        galat["jenis"] = "Pilih jenis pihak ketiga."
    return galat


def galat_sama(isi, serupa):
    """`serupa`: public ids of agreements that may be this very one. Each must have been answered with «bukan»."""
    jawaban = isi.get("sama_dengan")
    if jawaban and jawaban != BUKAN_SAMA:
        return {"sama_dengan": "Kerja sama ini sudah terdaftar. Buka yang sudah ada; jangan daftarkan dua kali."}
    if serupa and (not jawaban or set(serupa) - set(isi.get("sama_untuk", serupa))):
        return {"sama_dengan": "Pilih jawabannya sebelum melanjutkan."}
    return {}


def galat_waktu(isi, *, hari_ini, kode_lain=()):
    """Dates and numbers. `kode_lain`: the other villages, whose own numbers may stay «belum diketahui»."""
    galat = _galat_masa(isi, hari_ini)
    galat |= _galat_panjang(isi, PANJANG, ("nomor", "berita_desa"))
    if adalah_pbkd(isi):
        galat |= {n: WAJIB[n] for n in ("nomor", "tanggal") if not isi.get(n)}
        for kode in kode_lain:
            galat |= _galat_nomor_lain(kode, isi.get("nomor_pihak", {}).get(kode, {}), hari_ini)
    if isi.get("tanggal"):
        galat |= _galat_lampau("tanggal", isi["tanggal"], hari_ini)
    return galat


def _galat_masa(isi, hari_ini):
    galat = {}
    if not isi.get("tanggal_ditetapkan"):
        galat["tanggal_ditetapkan"] = WAJIB["tanggal_ditetapkan"]
    galat |= _galat_lampau("tanggal_ditetapkan", isi.get("tanggal_ditetapkan"), hari_ini)
    galat |= _galat_tanggal("tanggal_mulai", isi.get("tanggal_mulai"))
    if isi.get("masa") not in (MASA_TANGGAL, MASA_TERBUKA):
        galat["masa"] = WAJIB["masa"]
    if isi.get("masa") == MASA_TANGGAL:
        galat |= _galat_akhir(isi)
    return galat


def _galat_akhir(isi):
    if not isi.get("jatuh_tempo"):
        return {"jatuh_tempo": WAJIB["jatuh_tempo"]}
    if galat := _galat_tanggal("jatuh_tempo", isi["jatuh_tempo"]):
        return galat
    try:
        mulai = mulai_berlaku(isi)
    except ValueError:  # already told at the field of that date
        return {}
    if mulai and tanggal_dari(isi["jatuh_tempo"]) < mulai:
        return {"jatuh_tempo": "Tanggal berakhir mendahului tanggal mulai berlaku. Periksa kedua tanggal itu."}
    return {}


def _galat_tanggal(nama, nilai):
    try:
        tanggal_dari(nilai)
    except ValueError:
        return {nama: TANGGAL_RUSAK}
    return {}


def _galat_lampau(nama, nilai, hari_ini):
    if galat := _galat_tanggal(nama, nilai):
        return galat
    if nilai and tanggal_dari(nilai) > hari_ini:
        return {nama: "Tanggal ini belum tiba. Yang didaftarkan di sini adalah kerja sama yang sudah ditetapkan."}
    return {}


def nama_isian(awalan, kode):
    """Name of the form field of another village: dots would break the anchors of the summary of errors."""
    return f"{awalan}_{kode.replace('.', '-')}"


def _galat_nomor_lain(kode, satu, hari_ini):
    if satu.get("belum_diketahui"):
        return {}
    if not satu.get("nomor"):
        return {nama_isian("nomor", kode): "Isi nomornya, atau centang «Belum diketahui»."}
    panjang = _galat_panjang(satu, PANJANG, ("nomor", "berita_desa"))
    galat = {nama_isian(n, kode): pesan for n, pesan in panjang.items()}
    return galat | _galat_lampau(nama_isian("tanggal", kode), satu.get("tanggal"), hari_ini)


def galat_nomor_sendiri(nomor, *, hari_ini):
    """What another village fills in for itself when it answers: number, promulgation, Berita Desa."""
    galat = _galat_panjang(nomor, PANJANG, ("nomor", "berita_desa"))
    return galat | _galat_lampau("tanggal", nomor.get("tanggal"), hari_ini)


def galat_berkas(jumlah):
    return {} if jumlah else {"berkas": "Unggah naskahnya: satu PDF, atau foto setiap halaman."}


def mulai_berlaku(isi):
    """First day in force: as typed, else the own promulgation of a PBKD, else the day it was made."""
    return (
        tanggal_dari(isi.get("tanggal_mulai"))
        or (adalah_pbkd(isi) and tanggal_dari(isi.get("tanggal")))
        or tanggal_dari(isi.get("tanggal_ditetapkan"))
    )


def jatuh_tempo(isi):
    return tanggal_dari(isi["jatuh_tempo"]) if isi.get("masa") == MASA_TANGGAL else TANPA_JATUH_TEMPO


def periksa_susunan(jenis_media):
    """A document is one PDF, or photos in their order. Raises ValidationError."""
    if not jenis_media:
        raise ValidationError("Pilih berkasnya: satu PDF, atau foto setiap halaman.")
    if PDF in jenis_media and len(jenis_media) > 1:
        raise ValidationError("Satu naskah adalah satu PDF, atau foto-foto saja. Hapus dahulu berkas yang sudah ada.")
    if len(jenis_media) > MAKS_FOTO:
        raise ValidationError(f"Foto paling banyak {MAKS_FOTO}. Gunakan pemindai dan unggah sebagai satu PDF.")


def _galat_panjang(isi, batas, nama):
    return {
        n: f"Paling banyak {batas[n]} huruf; sekarang {len(isi[n])}."
        for n in nama
        if isinstance(isi.get(n), str) and len(isi[n]) > batas[n]
    }
