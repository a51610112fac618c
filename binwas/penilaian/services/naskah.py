"""What the letter of a klarifikasi says: put together when the result is proposed, then edited as a draft."""

from binwas.penilaian.enums import Nilai
from binwas.penilaian.queries import lembar
from kerjasama.models import Pihak
from kerjasama.queries.kerja_sama import sakelar_klarifikasi
from wilayah.pohon.models import Wilayah
from wilayah.regulasi.queries import dasar_hukum

# (code, articles); on a date on which a regulation is not in force its line falls out by itself.
DASAR_SURAT = (
    ("uu-6-2014", "Pasal 69 ayat (2), Pasal 112, dan Pasal 115"),
    ("pp-43-2014", ""),
    ("pp-16-2026", "Pasal 105, Pasal 106, dan Pasal 165"),
    ("pp-12-2017", "Pasal 19"),
)
PERATURAN_DAERAH = ("Peraturan Bupati", "Peraturan Wali Kota", "Peraturan Daerah")
SARAN = {
    "perlu_perbaikan": "Disempurnakan pada perubahan berikutnya",
    "bertentangan": "Disesuaikan dengan peraturan yang lebih tinggi",
}


def isi_surat(pemeriksaan):
    """What the letter's template is filled from: result, legal bases, dates, counts and the matrix of notes."""
    lembar_ = lembar(pemeriksaan)
    kantor = pemeriksaan.kantor
    diterima = pemeriksaan.dicatat_pada.astimezone(kantor.zona).date()
    pihak = pihak_desa(pemeriksaan.kerja_sama)
    return {
        "hasil": pemeriksaan.hasil,
        "dasar": dasar_pada(kantor.hari_ini()) + dasar_daerah(pemeriksaan.kerja_sama),
        "diterima": diterima.isoformat(),
        "mulai": diterima.isoformat(),
        "selesai": kantor.hari_ini().isoformat(),
        "jumlah_butir": lembar_.jumlah,
        "jumlah_sesuai": lembar_.banyak(Nilai.SESUAI),
        "judul_matriks": f"CATATAN HASIL KLARIFIKASI\n{nama_peraturan(pemeriksaan.kerja_sama, pihak).upper()}",
        "matriks": [_baris_matriks(butir, jawaban) for butir, jawaban in lembar_.bercatatan],
    }


def hal_surat(kerja_sama, pihak):
    awal = f"Hasil Klarifikasi {sebutan_peraturan(pihak)} tentang "
    judul = kerja_sama.judul
    sisa = 400 - len(awal)
    return awal + (judul if len(judul) <= sisa else f"{judul[: sisa - 1]}…")


def pihak_desa(kerja_sama):
    """The villages in the order of the text, with the tree above them."""
    return list(
        Pihak.objects.milik(kerja_sama)
        .filter(desa__isnull=False)
        .select_related("desa__induk__induk__induk")
        .order_by("urut")
    )


def penerima_surat(pemeriksaan, pihak):
    """All heads of the villages through the camat; copies to the camat, Inspektorat, Bagian Hukum and each BPD."""
    kabupaten = pemeriksaan.kantor.nama
    kecamatan = {p.desa.induk_id: p.desa.induk for p in pihak}.values()
    utama = [_penerima(p.desa, nama_kepala(p.desa)) for p in pihak]
    salinan = [_penerima(k, nama_kepala(k), tembusan=True) for k in kecamatan]
    salinan += [
        _penerima(None, f"Inspektur {kabupaten}", tembusan=True),
        _penerima(None, f"Kepala Bagian Hukum Sekretariat Daerah {kabupaten}", tembusan=True),
    ]
    salinan += [_penerima(p.desa, f"Ketua {_sebut(p.desa, 'bpd_singkat', 'BPD')} {p.desa.nama}", True) for p in pihak]
    return utama + salinan


def nama_kepala(wilayah: Wilayah):
    """«Lurah Purwobinangun», «Panewu Pakem», «Camat Prambanan»."""
    bawaan = "Kepala Desa" if wilayah.tingkat == 4 else "Camat"
    return f"{_sebut(wilayah, 'kepala', bawaan)} {wilayah.nama}"


def sebutan_peraturan(pihak):
    return _sebut(pihak[0].desa, "peraturan_bersama", "Peraturan Bersama Kepala Desa")


def nama_peraturan(kerja_sama, pihak):
    return f"{sebutan_peraturan(pihak)} tentang {kerja_sama.judul}"


def _penerima(wilayah, jabatan, tembusan=False):
    return {"wilayah": wilayah, "jabatan": jabatan, "tembusan": tembusan}


def _sebut(wilayah, istilah, bawaan):
    return wilayah.sebutan(istilah) or bawaan


def dasar_pada(tanggal):
    """The legal bases in force on the date of the letter, each with the articles that it rests on."""
    hasil = []
    for kode, pasal in DASAR_SURAT:
        baris = dasar_hukum(kode, tanggal).first()
        if baris:
            hasil.append(f"{pasal} {baris.nama}".strip())
    return hasil


def dasar_daerah(kerja_sama):
    """The region's own regulation behind its klarifikasi, where it has one; ordinary BINWAS adds nothing."""
    pilihan = sakelar_klarifikasi(kerja_sama)
    return [pilihan.dasar] if pilihan and pilihan.dasar.startswith(PERATURAN_DAERAH) else []


def _baris_matriks(butir, jawaban):
    return {
        "pasal": jawaban.pasal or "Umum",
        "catatan": jawaban.catatan,
        "dasar": butir.sumber.partition(" [")[0],
        "saran": SARAN[jawaban.nilai],
    }
