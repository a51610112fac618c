"""What the plan of an agreement and its offer must say (Permendagri 96/2017 Ps 6, 13(2)–(3), 14, 15). No database."""

from kerjasama.enums import Bentuk, Bidang, Kewenangan, Muatan, Pelaksana, Prakarsa, Urusan

MAKS_BULAN = 600
MAKS_NILAI = 10**15
PANJANG = {
    "judul": 300,
    "latar_belakang": 5000,
    "ruang_lingkup": 5000,
    "kewenangan_dasar": 200,
    "rpjm_desa": 200,
    "rkp_desa": 200,
    "tata_cara": 5000,
    "hak_kewajiban": 5000,
    "pendanaan": 5000,
    "perubahan": 5000,
    "perselisihan": 5000,
    "kajian": 8000,
}
# Where the answer to each mandatory matter is kept in the plan.
ISIAN_MUATAN = {
    Muatan.RUANG_LINGKUP: "ruang_lingkup",
    Muatan.BIDANG: "bidang",
    Muatan.TATA_CARA: "tata_cara",
    Muatan.JANGKA_WAKTU: "jangka_waktu_bulan",
    Muatan.HAK_KEWAJIBAN: "hak_kewajiban",
    Muatan.PENDANAAN: "pendanaan",
    Muatan.PERUBAHAN: "perubahan",
    Muatan.PERSELISIHAN: "perselisihan",
}
# Whether Ps 13(3) names the last three matters too is not confirmed, so an offer without them goes out with a warning.
WAJIB_DITAWARKAN = (
    Muatan.BIDANG,
    Muatan.RUANG_LINGKUP,
    Muatan.TATA_CARA,
    Muatan.JANGKA_WAKTU,
    Muatan.HAK_KEWAJIBAN,
)


def galat_mulai(isi):
    """What keeps an agreement from being started: {field: message}."""
    galat = {}
    if not isi.get("judul"):
        galat["judul"] = "Isi judul: tentang apa kerja sama ini."
    for nama, pilihan, pesan in (
        ("bentuk", Bentuk, "Pilih bentuk kerja sama."),
        ("bidang", Bidang, "Pilih bidang kerja sama."),
        ("urusan", Urusan, "Pilih urusan yang paling dekat."),
        ("prakarsa", Prakarsa, "Pilih siapa yang memprakarsai."),
    ):
        if isi.get(nama) not in pilihan.values:
            galat[nama] = pesan
    if isi.get("prakarsa") == Prakarsa.PIHAK_KETIGA and isi.get("bentuk") == Bentuk.ANTAR_DESA:
        galat["prakarsa"] = "Kerja sama antar-desa selalu diprakarsai desa. Pilih «Desa», atau ubah bentuknya."
    return galat | galat_panjang(isi)


def galat_persiapan(isi):
    """What of a plan can't be stored: {field: message}. Nothing is asked for: an empty plan is a plan."""
    galat = galat_panjang(isi)
    for nama, pilihan in (("bidang", Bidang), ("urusan", Urusan), ("pelaksana", Pelaksana)):
        if nama in isi and isi[nama] not in pilihan.values:
            galat[nama] = "Pilih salah satu."
    if isi.get("kewenangan") and isi["kewenangan"] not in Kewenangan.values:
        galat["kewenangan"] = "Pilih salah satu."
    if "judul" in isi and not isi["judul"]:
        galat["judul"] = "Isi judul: tentang apa kerja sama ini."
    if not _angka(isi.get("jangka_waktu_bulan"), 1, MAKS_BULAN):
        galat["jangka_waktu_bulan"] = f"Isi lamanya dalam bulan dengan angka saja, 1 sampai {MAKS_BULAN}."
    if not _angka(isi.get("nilai"), 0, MAKS_NILAI):
        galat["nilai"] = "Isi nilai dalam rupiah dengan angka saja, misalnya 300.000.000. Kosongkan jika tidak ada."
    return galat


def galat_panjang(isi):
    return {
        nama: f"Paling banyak {batas} huruf; isian ini {len(isi[nama])}. Ringkaskan."
        for nama, batas in PANJANG.items()
        if len(isi.get(nama) or "") > batas
    }


def _angka(nilai, dari, sampai):
    if nilai in (None, ""):
        return True
    return isinstance(nilai, int) and not isinstance(nilai, bool) and dari <= nilai <= sampai


def muatan_belum(isi):
    """The mandatory matters that the plan says nothing about, in the order of the law."""
    return [m for m in Muatan if not isi.get(ISIAN_MUATAN[m])]


def muatan_penawaran_belum(isi):
    """Those without which no offer goes out."""
    return [m for m in muatan_belum(isi) if m in WAJIB_DITAWARKAN]


def isi_surat(isi):
    """The matters that an offer states, (label, text), in the order of the law."""
    teks = {nama: str(isi.get(nama) or "") for nama in ISIAN_MUATAN.values()}
    teks["bidang"] = f"{Bidang(isi['bidang']).label}, urusan {Urusan(isi['urusan']).label.lower()}"
    teks["jangka_waktu_bulan"] = lama(isi.get("jangka_waktu_bulan"))
    return [(m.label, teks[nama]) for m, nama in ISIAN_MUATAN.items() if teks[nama]]


def lama(bulan):
    """«5 tahun», «18 bulan»."""
    if not bulan:
        return ""
    return f"{bulan // 12} tahun" if bulan % 12 == 0 else f"{bulan} bulan"


def peringatan(isi):
    """What a plan had better say before it goes on; none of it holds anything up."""
    catatan = []
    if not isi.get("kewenangan") or not isi.get("kewenangan_dasar"):
        catatan.append(
            "Kewenangan desa atas bidang ini belum ditunjukkan. Kerja sama hanya dapat memuat yang menjadi kewenangan "
            "desa (UU 6/2014 Pasal 19; Permendagri 96/2017 Pasal 1)."
        )
    if not isi.get("rpjm_desa") or not isi.get("rkp_desa"):
        catatan.append(
            "Rujukan RPJM Desa atau RKP Desa belum diisi. RKP Desa memuat program yang dikelola melalui kerja sama "
            "(PP 16/2026 Pasal 146; Permendagri 96/2017 Pasal 13 ayat (2))."
        )
    return catatan
