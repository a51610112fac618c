"""Codenames of every power, one per power and not per model; all live on Wilayah because guardian binds a
permission to the model that it is granted on."""

IZIN = (
    ("lihat_kerja_sama", "Melihat kerja sama"),
    ("lihat_dasbor", "Melihat dasbor"),
    ("daftarkan_kerja_sama", "Mendaftarkan kerja sama"),
    ("tanggapi_pendaftaran", "Menanggapi pendaftaran"),
    ("teruskan_kerja_sama", "Memeriksa dan meneruskan kerja sama"),
    ("lihat_pemeriksaan", "Melihat isi pemeriksaan"),
    ("telaah_kerja_sama", "Mencatat lengkap, mengembalikan, dan menelaah"),
    ("usulkan_hasil", "Mengusulkan hasil pemeriksaan"),
    ("lihat_konsep_surat", "Melihat konsep surat"),
    ("kelola_surat", "Mengelola surat"),
    ("paraf_surat", "Memaraf surat"),
    ("tandatangani_surat", "Menandatangani surat"),
    ("lihat_jejak", "Melihat jejak"),
    ("kelola_pengguna", "Mengelola pengguna"),
    ("kelola_kantor", "Mengelola kantor"),
    ("kelola_instrumen", "Mengelola instrumen"),
    ("kelola_wilayah", "Menetapkan perubahan wilayah"),
    ("kelola_acuan", "Menetapkan hari libur nasional dan dasar hukum"),
    ("undang_pihak", "Mengundang orang luar ke satu kerja sama"),
)

# What a power lets one do, said to the people who hold it; beside IZIN, which is part of the model.
KALIMAT_IZIN = {
    "lihat_kerja_sama": "membaca kerja sama, dokumen, dan surat yang sudah terbit",
    "lihat_dasbor": "membaca angka wilayahnya",
    "daftarkan_kerja_sama": "mendaftarkan kerja sama dan mengunggah naskahnya",
    "tanggapi_pendaftaran": "menyatakan benar atau keberatan atas pendaftaran yang menyebut desanya",
    "teruskan_kerja_sama": "memeriksa data dengan naskahnya, lalu meneruskan ke kabupaten atau mengembalikan ke desa",
    "lihat_pemeriksaan": "membaca isi pemeriksaan sebelum suratnya terbit",
    "telaah_kerja_sama": "mencatat berkas lengkap, mengembalikannya ke desa, dan mengisi instrumen telaah",
    "usulkan_hasil": "mengusulkan hasil pemeriksaan dan menyusun konsep suratnya",
    "lihat_konsep_surat": "membaca konsep surat kantornya",
    "kelola_surat": "mengubah konsep, mencetak untuk tanda tangan basah, dan mencatat pengantaran",
    "paraf_surat": "memaraf konsep surat atau mengembalikannya",
    "tandatangani_surat": "menandatangani surat sehingga terbit, atau mengembalikan konsepnya",
    "lihat_jejak": "membaca jejak: siapa melakukan apa, kapan",
    "kelola_pengguna": "mengelola akun, penugasan, dan tinjauan akses di wilayahnya",
    "kelola_kantor": "mengatur kop, penanda tangan, nomor surat, dan sakelar kantor",
    "kelola_instrumen": "menetapkan butir instrumen pemeriksaan",
    "kelola_wilayah": "menetapkan perubahan wilayah: pemekaran, penggabungan, ganti nama dan kode",
    "kelola_acuan": "menetapkan hari libur nasional dan dasar hukum",
    "undang_pihak": "mengundang orang luar membaca satu kerja sama, sampai tanggal tertentu",
}
