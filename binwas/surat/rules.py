"""Words of a letter that follow from its parts; no database."""

# «Untuk beliau»: between an office that signs in another's name and whoever it has delegated to. The usual form;
# Permendagri 1/2023 leaves how it is printed to the region's own rules on official letters.
UNTUK_BELIAU = "u.b."

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


def jabatan_dicetak(a_n: str, jabatan: str, tugas) -> tuple[str, str]:
    """In whose name, and as what, the holder of the assignment `tugas` signs where the rule has `a_n` and `jabatan`.

    A stand-in signs as «Plt.» or «Plh.» of the office. Whoever signs by delegation keeps the own post under the
    office's name, and under both where that office signs in another's name itself.
    """
    if tugas.sifat == tugas.Sifat.LIMPAHAN:
        return (a_n, f"{jabatan}\n{UNTUK_BELIAU}\n{tugas.jabatan}") if a_n else (jabatan, tugas.jabatan)
    return a_n, f"{tugas.singkatan} {jabatan}".strip()
