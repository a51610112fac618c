"""Words of a letter that follow from its parts; no database."""

PENUTUP_BAKU = "Demikian disampaikan untuk menjadi perhatian. Atas kerja samanya, diucapkan terima kasih."


def rincian(nama: list[str], akhir: str = "") -> tuple[str, ...]:
    """Lines of a list as a letter writes them: «A;», «B; dan», «C»."""
    if len(nama) < 2:
        return tuple(f"{satu}{akhir}" for satu in nama)
    *awal, sebelum, terakhir = nama
    return (*(f"{satu};" for satu in awal), f"{sebelum}; dan", f"{terakhir}{akhir}")


def rangkaian(nama: list[str]) -> str:
    """«A», «A dan B», «A, B, dan C»."""
    if len(nama) < 3:
        return " dan ".join(nama)
    return f"{', '.join(nama[:-1])}, dan {nama[-1]}"


def alamat_kop(profil) -> tuple[str, ...]:
    """The lines under the office's name: where it is, and how to reach it."""
    hubungan = [
        f"{label} {nilai}"
        for label, nilai in (("Telepon", profil.telepon), ("Laman", profil.laman), ("Pos-el", profil.surel))
        if nilai
    ]
    return tuple(filter(None, (f"{profil.alamat} {profil.kode_pos}".strip(), ", ".join(hubungan))))
