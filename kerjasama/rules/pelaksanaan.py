"""What the law asks of a BKAD, shares of what the parties bring in, and the dates of a duty that comes again."""

from calendar import monthrange
from datetime import date, timedelta

from kerjasama.enums import JenisKelamin, UnsurBkad

MAKS_ULANG = 60
BANYAK_DISEBUT = 5


def peringatan_bkad(anggota, desa):
    """What is missing: each of the five elements with regard to women (PP 16/2026 Ps 166(4)), and somebody of every
    village. `anggota`: rows with unsur, jenis_kelamin and desa_id; `desa`: {id: name} of the villages. Warnings: they
    hold nothing up."""
    ada, perempuan = {a.unsur for a in anggota}, [a for a in anggota if a.jenis_kelamin == JenisKelamin.PEREMPUAN]
    hasil = [
        f"Belum ada unsur {u.label.lower() if u != UnsurBkad.BPD else u.label}." for u in UnsurBkad if u not in ada
    ]
    if not perempuan:
        hasil.append("Belum ada perempuan di antara anggotanya.")
    terwakili = {a.desa_id for a in anggota}
    if tanpa := [nama for kunci, nama in desa.items() if kunci not in terwakili]:
        lain = f" dan {len(tanpa) - BANYAK_DISEBUT} desa lain" if len(tanpa) > BANYAK_DISEBUT else ""
        hasil.append(f"Belum ada anggota dari {', '.join(tanpa[:BANYAK_DISEBUT])}{lain}.")
    return hasil


def susunan_bkad(anggota):
    """[(element, its members, how many are women)] in the order of the law, without the empty ones."""
    hasil = []
    for unsur in UnsurBkad:
        milik = [a for a in anggota if a.unsur == unsur]
        if milik:
            hasil.append((unsur, milik, sum(a.jenis_kelamin == JenisKelamin.PEREMPUAN for a in milik)))
    return hasil


def bagian_persen(nilai):
    """{key: share in percent with one decimal} of the positive amounts `{key: rupiah}`, which add up to 100,0: what
    rounding leaves goes to the largest remainders."""
    jumlah = sum(nilai.values())
    if not jumlah:
        return {}
    per_mil = {k: n * 1000 // jumlah for k, n in nilai.items()}
    sisa = 1000 - sum(per_mil.values())
    urut = sorted(nilai, key=lambda k: -(nilai[k] * 1000 % jumlah))
    for kunci in urut[:sisa]:
        per_mil[kunci] += 1
    return {k: n / 10 for k, n in per_mil.items()}


def tambah_bulan(hari, bulan):
    """The same day `bulan` months later; the last of the month where it has no such day."""
    tahun, indeks = divmod(hari.year * 12 + hari.month - 1 + bulan, 12)
    return date(tahun, indeks + 1, min(hari.day, monthrange(tahun, indeks + 1)[1]))


def akhir_perpanjangan(akhir, bulan):
    """The last day of an agreement that ended on `akhir`, `bulan` months later. One that ended with a month goes on
    doing so: 28 February and half a year is 31 August."""
    return tambah_bulan(akhir + timedelta(days=1), bulan) - timedelta(days=1)


def tenggat_berulang(pertama, tiap_bulan, kali):
    """The dates of a duty that is due `kali` times, every `tiap_bulan` months; counted from the first, so that the 31st
    comes back after a short month."""
    return [tambah_bulan(pertama, tiap_bulan * n) for n in range(kali if tiap_bulan else 1)]


def pekan_bulan(tahun, bulan):
    """The weeks of a month, Monday first, each of seven dates; the days of the neighbouring months too."""
    awal = date(tahun, bulan, 1)
    akhir = date(tahun, bulan, monthrange(tahun, bulan)[1])
    mulai = awal - timedelta(days=awal.weekday())
    banyak = ((akhir - mulai).days // 7) + 1
    return [[mulai + timedelta(days=7 * p + h) for h in range(7)] for p in range(banyak)]
