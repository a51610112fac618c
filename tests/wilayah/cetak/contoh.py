"""A letter and a receipt with everything in them."""

from dataclasses import replace

from wilayah.cetak.naskah import KAKI_SEDERHANA, BarisMatriks, Kop, Naskah, TandaTangan

ALAMAT = "https://binwas.contoh.test/verifikasi/7K4MQ2ABCDEFGHJKNPRSTVWXYZ/"
KOP = Kop(
    pemda="PEMERINTAH KABUPATEN SLEMAN",
    perangkat="DINAS PEMBERDAYAAN MASYARAKAT\nDAN KALURAHAN",
    alamat=(
        "Jalan Parasamya, Beran, Tridadi, Sleman, Daerah Istimewa Yogyakarta 55511",
        "Telepon (0274) 000000, Laman dpmk.contoh.go.id, Pos-el surat@contoh.go.id",
    ),
)
TTD = TandaTangan(
    a_n="BUPATI SLEMAN",
    jabatan="Kepala Dinas Pemberdayaan Masyarakat\ndan Kalurahan",
    nama="Drs. Agung Nugroho Wibowo, M.Si.",
    pangkat="Pembina Utama Muda, IV/c",
    nip="196904121994031001",
    alamat=ALAMAT,
    kaki=KAKI_SEDERHANA,
)
BARIS = BarisMatriks(
    pasal="Pasal 7 ayat (2)",
    catatan="Pembagian hasil usaha belum menyebut besaran bagian masing-masing kalurahan.",
    dasar="Permendagri 96/2017 Pasal 12 huruf f",
    saran="Cantumkan persentase bagian setiap kalurahan dan cara menghitungnya.",
)
PEMBUKA = (
    "Menindaklanjuti Peraturan Bersama Lurah Purwobinangun, Lurah Candibinangun, dan Lurah Harjobinangun tentang "
    "Pengelolaan Sampah Terpadu TPS3R Pakem Asri yang diterima lengkap pada tanggal 28 Oktober 2026, bersama ini "
    "disampaikan hal-hal sebagai berikut:"
)
BUTIR_PERIKSA = (
    "Peraturan bersama telah diperiksa terhadap 14 (empat belas) butir instrumen klarifikasi pada tanggal 28 Oktober "
    "sampai dengan 23 November 2026."
)
BUTIR_HASIL = (
    "Sebanyak 12 (dua belas) butir dinyatakan sesuai dan 2 (dua) butir diberi catatan, yaitu Pasal 7 ayat (2) "
    "mengenai pembagian hasil usaha dan Pasal 9 mengenai unsur perempuan dalam Badan Kerja Sama Antarkalurahan. "
    "Rincian tercantum dalam lampiran."
)
SURAT = Naskah(
    kop=KOP,
    tempat="Sleman",
    tanggal="23 November 2026",
    nomor="400.10.2/1284/XI/2026",
    sifat="Penting",
    lampiran="1 (satu) berkas",
    hal="Hasil Klarifikasi Peraturan Bersama Lurah tentang Pengelolaan Sampah Terpadu TPS3R Pakem Asri",
    yth=("Lurah Purwobinangun;", "Lurah Candibinangun; dan", "Lurah Harjobinangun"),
    di="Kapanewon Pakem",
    isi=(PEMBUKA,),
    butir=(BUTIR_PERIKSA, BUTIR_HASIL, "Hasil klarifikasi ini tidak menunda berlakunya peraturan bersama."),
    penutup="Demikian untuk menjadi perhatian. Atas kerja samanya, diucapkan terima kasih.",
    ttd=TTD,
    tembusan=(
        "Bupati Sleman (sebagai laporan);",
        "Panewu Pakem; dan",
        "Ketua Bamuskal Purwobinangun, Candibinangun, dan Harjobinangun.",
    ),
    matriks=(BARIS, replace(BARIS, pasal="Pasal 9", catatan="Keanggotaan belum memuat unsur perempuan.")),
    judul_matriks="CATATAN HASIL KLARIFIKASI\nPERATURAN BERSAMA LURAH TENTANG PENGELOLAAN SAMPAH TERPADU",
    penerbit="Surat Kepala Dinas Pemberdayaan Masyarakat dan Kalurahan Kabupaten Sleman",
)
SURAT_BASAH = replace(
    SURAT, nomor="400.10.2/1285/XI/2026", ttd=replace(TTD, alamat="", kaki="", kode="SR-7Q4M-2KXP-9D3A")
)
KONSEP = replace(SURAT, konsep=True, nomor="", tanggal="", ttd=replace(TTD, alamat="", kaki=""))
TERIMA = {
    "kode": "TT-7K4M-Q2AB-CDEF-GHJK-MNPQ-RSTV",
    "perihal": "Pendaftaran kerja sama yang sudah berlaku",
    "judul": "Pengelolaan Sampah Terpadu TPS3R Pakem Asri",
    "dari": "Kalurahan Purwobinangun, Kapanewon Pakem, Kabupaten Sleman",
    "oleh": "Anjar Kurniawan (Carik)",
    "waktu": "Kamis, 26 November 2026 pukul 14.05.22 WIB",
    "penerima": "Kapanewon Pakem",
    "alamat": ALAMAT,
    "berkas": [
        {"nama": "Peraturan Bersama Lurah Purwobinangun.pdf", "ukuran": "1,1 MB", "sha256": "a3f971c2" * 8},
        {"nama": "Gabungan foto.pdf", "ukuran": "412 KB", "sha256": "5d08e6b4" * 8},
    ],
}
