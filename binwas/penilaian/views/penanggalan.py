"""The days of a clock as a calendar: the same lines that «Mengapa tanggal ini?» prints, one cell for each day."""

from dataclasses import dataclass
from datetime import date, timedelta

from wilayah.kalender.enums import BULAN, JenisBaris
from wilayah.kalender.rules import HARI_KERJA, PEKAN_BIASA, akhir_pekan

SATU_HARI = timedelta(days=1)
KATA = {
    JenisBaris.MULAI: "masuk",
    JenisBaris.GESER: "mulai",
    JenisBaris.LIBUR: "libur",
    JenisBaris.JEDA: "jeda",
    JenisBaris.LANJUT: "lanjut",
    JenisBaris.HENTI: "selesai",
}


@dataclass(frozen=True)
class Sel:
    tanggal: date
    kelas: str = ""
    kata: str = ""
    hari_ke: int = 0


@dataclass(frozen=True)
class Minggu:
    bulan: str
    hari: tuple[Sel, ...]


def penanggalan(baris, satuan, pekan=PEKAN_BIASA) -> list[Minggu]:
    """Whole weeks, Monday first, from the first line to the last."""
    if not baris:
        return []
    sel = _sel(baris, satuan, pekan)
    awal, akhir = min(sel), max(sel)
    senin = awal - SATU_HARI * awal.weekday()
    jumlah = (akhir - senin).days // 7 + 1
    return [_minggu(senin + 7 * SATU_HARI * n, sel, pertama=not n) for n in range(jumlah)]


def _minggu(senin, sel, *, pertama) -> Minggu:
    """A row is named when its Monday is the first of its month."""
    hari = [senin + SATU_HARI * n for n in range(7)]
    bulan = BULAN[senin.month - 1] if pertama or senin.day <= 7 else ""
    return Minggu(bulan, tuple(sel.get(h, Sel(h)) for h in hari))


def _sel(baris, satuan, pekan) -> dict[date, Sel]:
    sel = {}
    for b in baris:
        if b.jenis in (JenisBaris.HITUNG, JenisBaris.JATUH):
            sel |= _terhitung(b, satuan, pekan)
            continue
        for hari in _rentang(b):
            # The day of a pause was counted as it began: the number stays.
            sel.setdefault(hari, Sel(hari, JenisBaris(b.jenis).value, KATA[JenisBaris(b.jenis)]))
    return sel


def _terhitung(b, satuan, pekan) -> dict[date, Sel]:
    hari = [h for h in _rentang(b) if h == b.sampai or satuan != HARI_KERJA or not akhir_pekan(h, pekan)]
    kelas = JenisBaris(b.jenis).value
    return {h: Sel(h, kelas, hari_ke=b.hari_ke - len(hari) + n) for n, h in enumerate(hari, start=1)}


def _rentang(b):
    return [b.tanggal + SATU_HARI * n for n in range((b.sampai - b.tanggal).days + 1)]
