"""When klarifikasi is open for an agreement (PP 16/2026 Ps 105–106; Permendagri 96/2017 Ps 3)."""


def alasan_klarifikasi_tertutup(*, pbkd, lintas_kabupaten, nyala, dasar=""):
    """Why no klarifikasi can be opened for an agreement, or "" when it can."""
    if not pbkd:
        return (
            "Perjanjian Bersama bukan peraturan, sehingga tidak diklarifikasi. Pemeriksaan kecamatan sudah cukup "
            "(PP 16/2026 Pasal 105 dan 106)."
        )
    if lintas_kabupaten:
        return (
            "Para pihak berada di beberapa kabupaten. Kerja sama ini mengikuti ketentuan kerja sama antardaerah dan "
            "difasilitasi provinsi (Permendagri 96/2017 Pasal 3 ayat (2))."
        )
    if not nyala:
        menurut = f"Dasar: {dasar}." if dasar else "Klarifikasi wajib hanya bila diatur Peraturan Bupati."
        return f"Kabupaten ini tidak menjalankan klarifikasi peraturan bersama kepala desa saat ini. {menurut}"
    return ""
