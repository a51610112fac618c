"""Numbers in words, as letters spell them out: 21 → «dua puluh satu»."""

SATUAN = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
BESAR = (
    (10**12, "triliun"),
    (10**9, "miliar"),
    (10**6, "juta"),
    (1000, "ribu"),
    (100, "ratus"),
    (10, "puluh"),
)
BATAS = 10**15


def terbilang(nilai: int) -> str:
    if abs(nilai) >= BATAS:
        raise ValueError("Too large to be spelled out.")
    if nilai < 0:
        return f"minus {terbilang(-nilai)}"
    if nilai < len(SATUAN):
        return SATUAN[nilai]
    if nilai < 20:
        return f"{SATUAN[nilai - 10]} belas"
    besar, nama = next((b, n) for b, n in BESAR if nilai >= b)
    banyak, sisa = divmod(nilai, besar)
    # «se-» stands for one with hundred and thousand only: «seratus», «seribu», but «satu juta».
    kepala = f"se{nama}" if banyak == 1 and besar in (100, 1000) else f"{terbilang(banyak)} {nama}"
    return f"{kepala} {terbilang(sisa)}" if sisa else kepala


def dengan_terbilang(nilai: int) -> str:
    """`12 (dua belas)`."""
    return f"{nilai} ({terbilang(nilai)})"
