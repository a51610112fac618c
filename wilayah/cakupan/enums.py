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
