"""The clock of a deadline: a list of dated events in, a date and the lines that explain it out. No database.

Whatever counts is decided at the beginning of a local day: a day counts when the clock was running as it
began. So the day of recording and the day of a resume do not count, and the day of a pause does. The date and
its explanation come out of one walk over the days; they can not disagree.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Protocol

from .enums import BULAN, HARI, JenisBaris, JenisPeristiwa, StatusTenggat

HARI_KERJA = "hari_kerja"
HARI_KALENDER = "hari_kalender"
SATU_HARI = timedelta(days=1)
# No clock of the law runs this long; without a bound a calendar of holidays only would never end.
BATAS_LANGKAH = 5000
DASAR_BATAS_JAM = "Dicatat sesudah pukul {jam} dianggap dicatat pada hari kerja berikutnya"
DASAR_BUKAN_HARI_KERJA = "Dicatat pada hari yang bukan hari kerja dianggap dicatat pada hari kerja berikutnya"
DASAR_TIDAK_DIGESER = "Hari terakhir tidak digeser walaupun bukan hari kerja"
DASAR_HARI_PERTAMA = "Hari pertama adalah hari sesudahnya"


class BarisLibur(Protocol):
    """What a holiday must tell: `HariLibur` rows do, and so does `Libur`."""

    tanggal: date
    nama: str
    dasar: str
    wilayah_id: int | None


@dataclass(frozen=True)
class Libur:
    tanggal: date
    nama: str
    dasar: str = ""
    wilayah_id: int | None = None


@dataclass(frozen=True)
class Pekan:
    """The working week of a region: five days, and six within `enam_hari`, spans of (first day, last day)."""

    enam_hari: tuple[tuple[date, date], ...] = ()

    def hari(self, tanggal: date) -> int:
        return 6 if any(dari <= tanggal <= sampai for dari, sampai in self.enam_hari) else 5


PEKAN_BIASA = Pekan()
PEKAN_ENAM_HARI = Pekan(((date.min, date.max),))


@dataclass(frozen=True)
class Aturan:
    """How long, in which unit. Any object with these attributes will do (an `AturanTenggat` row)."""

    nilai: int
    satuan: str = HARI_KALENDER
    batas_jam: time = time(16)
    geser_ke_hari_kerja: bool = False
    dasar: str = ""


@dataclass(frozen=True)
class Peristiwa:
    """`waktu` is an aware instant, or a local date where no hour was recorded."""

    jenis: str
    waktu: datetime | date
    keterangan: str = ""
    dasar: str = ""


@dataclass(frozen=True)
class Baris:
    """One printable line. `sampai` equals `tanggal` unless the line stands for a run of days."""

    tanggal: date
    sampai: date
    hari_ke: int
    keterangan: str
    dasar: str
    jenis: str


@dataclass(frozen=True)
class HasilJam:
    """`tenggat` is None only where no date can be told: the clock has not started, or it stands still.

    `tahun_tanpa_libur` are the years that the clock runs through whose national holidays nobody has recorded: there
    it counts weekends only, and the date may still move."""

    tenggat: date | None
    terjeda: bool
    hari_terpakai: int
    selesai_pada: date | None
    baris: tuple[Baris, ...]
    dianggap_dicatat: date | None = None
    rincian: Mapping[str, int] = field(default_factory=dict)
    tahun_tanpa_libur: tuple[int, ...] = ()

    @property
    def terlambat(self) -> bool:
        return bool(self.tenggat and self.selesai_pada and self.selesai_pada > self.tenggat)


SINGKATAN_ZONA = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}


def pukul(jam: time) -> str:
    return f"{jam:%H.%M}"


def tanggal_panjang(tanggal: date) -> str:
    return f"{tanggal.day} {BULAN[tanggal.month - 1]} {tanggal.year}"


def hari_tanggal(tanggal: date) -> str:
    return f"{HARI[tanggal.weekday()]}, {tanggal_panjang(tanggal)}"


def akhir_pekan(tanggal: date, pekan: Pekan = PEKAN_BIASA) -> bool:
    return tanggal.weekday() >= pekan.hari(tanggal)


def hari_kerja(tanggal: date, libur, pekan: Pekan = PEKAN_BIASA) -> bool:
    """`libur` is anything that answers `tanggal in libur`."""
    return not akhir_pekan(tanggal, pekan) and tanggal not in libur


def hari_kerja_berikut(tanggal: date, libur, pekan: Pekan = PEKAN_BIASA) -> date:
    """The first working day after `tanggal`."""
    for _ in range(BATAS_LANGKAH):
        tanggal += SATU_HARI
        if hari_kerja(tanggal, libur, pekan):
            return tanggal
    raise ValueError("No working day within reach: check the holidays.")


def petakan_libur(
    libur: Iterable[BarisLibur] | Mapping[date, BarisLibur],
) -> dict[date, BarisLibur]:
    if isinstance(libur, Mapping):
        return dict(libur)
    return {baris.tanggal: baris for baris in libur}


def sisa_hari(tenggat: date, hari_ini: date) -> int:
    """Calendar days left: 0 on the last day, negative from the next."""
    return (tenggat - hari_ini).days


def status_tenggat(
    tenggat: date | None,
    hari_ini: date,
    *,
    terjeda: bool = False,
    selesai_pada: date | None = None,
) -> StatusTenggat:
    if selesai_pada is not None:
        lewat = tenggat is not None and selesai_pada > tenggat
        return StatusTenggat.SELESAI_TERLAMBAT if lewat else StatusTenggat.SELESAI
    if tenggat is None:
        return StatusTenggat.TERJEDA if terjeda else StatusTenggat.TANPA
    sisa = sisa_hari(tenggat, hari_ini)
    if sisa < 0:
        return StatusTenggat.TERLAMBAT
    if sisa == 0:
        return StatusTenggat.HARI_INI
    return StatusTenggat.MINGGU_INI if sisa <= 6 - hari_ini.weekday() else StatusTenggat.NANTI


def hitung_jam(peristiwa, aturan, libur, zona, *, hari_ini: date | None = None, pekan: Pekan = PEKAN_BIASA) -> HasilJam:
    """The deadline that `peristiwa` give under `aturan`, and the lines that explain it.

    Holidays and working week are those of the kabupaten (`libur_untuk`, `pekan_untuk`), `zona` its time zone.
    `hari_ini` bounds `hari_terpakai` while the clock runs; without it the days used are those up to the last event.
    """
    kejadian = _urutkan(peristiwa, zona)
    if not kejadian:
        return HasilJam(None, False, 0, None, ())
    return _Jalan(kejadian, aturan, petakan_libur(libur), zona, pekan).hasil(hari_ini)


@dataclass(frozen=True)
class _Kejadian:
    tanggal: date
    jam: time | None
    asal: Peristiwa

    @property
    def jenis(self):
        return self.asal.jenis


def _urutkan(peristiwa, zona) -> list[_Kejadian]:
    kejadian = [_lokal(p, zona) for p in peristiwa]
    if all(k.jam for k in kejadian):
        kejadian.sort(key=lambda k: (k.tanggal, k.jam))
    else:
        # An event without an hour keeps its given place among those of its day.
        kejadian.sort(key=lambda k: k.tanggal)
    _periksa_urutan([k.jenis for k in kejadian])
    return kejadian


def _lokal(peristiwa, zona) -> _Kejadian:
    if not isinstance(peristiwa.waktu, datetime):
        return _Kejadian(peristiwa.waktu, None, peristiwa)
    setempat = peristiwa.waktu.astimezone(zona)
    return _Kejadian(setempat.date(), setempat.time(), peristiwa)


_BARIS_PERISTIWA = {
    JenisPeristiwa.JEDA: JenisBaris.JEDA,
    JenisPeristiwa.LANJUT: JenisBaris.LANJUT,
    JenisPeristiwa.HENTI: JenisBaris.HENTI,
}
_SESUDAH = {
    None: {JenisPeristiwa.MULAI},
    JenisPeristiwa.MULAI: {JenisPeristiwa.JEDA, JenisPeristiwa.HENTI},
    JenisPeristiwa.JEDA: {JenisPeristiwa.LANJUT, JenisPeristiwa.HENTI},
    JenisPeristiwa.LANJUT: {JenisPeristiwa.JEDA, JenisPeristiwa.HENTI},
    JenisPeristiwa.HENTI: set(),
}


def _periksa_urutan(jenis):
    for lalu, kini in zip([None, *jenis], jenis, strict=False):
        if kini not in _SESUDAH[lalu]:
            raise ValueError(f"A clock can not go from {lalu} to {kini}.")


@dataclass
class _Lari:
    """A run of like days, printed as one line."""

    jenis: str
    awal: date
    akhir: date
    hari_ke: int
    banyak: int = 1
    akhir_pekan: bool = False
    menyentuh_akhir_pekan: bool = False

    def perpanjang(self, hari, hari_ke):
        self.akhir, self.hari_ke, self.banyak = hari, hari_ke, self.banyak + 1
        # A weekend belongs to the run only once a day behind it does too.
        self.akhir_pekan = self.akhir_pekan or self.menyentuh_akhir_pekan


class _Jalan:
    """One walk over the days of a clock; holds the lines written so far."""

    def __init__(self, kejadian, aturan, libur, zona, pekan):
        self.kejadian, self.aturan, self.libur = kejadian, aturan, libur
        self.singkatan_zona = SINGKATAN_ZONA.get(str(zona), "")
        self.pekan = pekan
        self.jeda = _rentang_jeda(kejadian)
        self.antre = list(kejadian[1:])
        self.baris, self.terhitung, self.rincian = [], [], Counter()
        self.lari = None

    def hasil(self, hari_ini) -> HasilJam:
        dicatat = self._catat_mulai()
        tenggat = self._jalani(dicatat)
        self._tulis_kejadian(date.max)
        akhir = self.kejadian[-1]
        selesai = akhir.tanggal if akhir.jenis == JenisPeristiwa.HENTI else None
        sampai = selesai or hari_ini or akhir.tanggal
        return HasilJam(
            tenggat=tenggat,
            terjeda=akhir.jenis == JenisPeristiwa.JEDA,
            hari_terpakai=sum(hari <= sampai for hari in self.terhitung),
            selesai_pada=selesai,
            # An event between recording and the day it counts from was written after it.
            baris=tuple(sorted(self.baris, key=lambda baris: baris.tanggal)),
            dianggap_dicatat=dicatat,
            rincian=dict(self.rincian),
            tahun_tanpa_libur=self._tahun_tanpa_libur(dicatat, tenggat),
        )

    def _tahun_tanpa_libur(self, dicatat, tenggat) -> tuple[int, ...]:
        """Calendar days ask of the holidays only on which day the file counts as recorded."""
        tahun = {self.kejadian[0].tanggal.year, dicatat.year}
        if self.aturan.satuan == HARI_KERJA or self.aturan.geser_ke_hari_kerja:
            akhir = tenggat or max(self.terhitung, default=dicatat)
            tahun |= set(range(dicatat.year, akhir.year + 1))
        diketahui = {hari.year for hari, baris in self.libur.items() if baris.wilayah_id is None}
        return tuple(sorted(tahun - diketahui))

    def _catat_mulai(self) -> date:
        mulai = self.kejadian[0]
        terlambat_jam = mulai.jam is not None and mulai.jam > self.aturan.batas_jam
        if self._hari_kerja(mulai.tanggal) and not terlambat_jam:
            self._tulis_peristiwa(mulai, JenisBaris.MULAI, akhiran=f". {DASAR_HARI_PERTAMA}")
            return mulai.tanggal
        self._tulis_peristiwa(mulai, JenisBaris.MULAI)
        dicatat = hari_kerja_berikut(mulai.tanggal, self.libur, self.pekan)
        self._tulis_libur_dilewati(mulai.tanggal, dicatat)
        if self._hari_kerja(mulai.tanggal):
            dasar = DASAR_BATAS_JAM.format(jam=pukul(self.aturan.batas_jam))
        else:
            dasar = DASAR_BUKAN_HARI_KERJA
        teks = f"Dianggap dicatat {hari_tanggal(dicatat)}. {DASAR_HARI_PERTAMA}"
        self._tulis(JenisBaris.GESER, dicatat, teks, dasar)
        return dicatat

    def _jalani(self, dicatat) -> date | None:
        hari = dicatat
        for _ in range(BATAS_LANGKAH):
            self._tulis_kejadian(hari)
            hari += SATU_HARI
            if self._berhenti_selamanya(hari):
                self._tutup_lari()
                return None
            if self._satu_hari(hari):
                return self._tulis_tenggat(hari)
        raise ValueError("The clock never ends: check the holidays.")

    def _satu_hari(self, hari) -> bool:
        """Classify one day; True when it is the last one."""
        kerja = self.aturan.satuan == HARI_KERJA
        if self._terjeda(hari):
            self._tambah_lari(JenisBaris.JEDA, hari)
        elif kerja and akhir_pekan(hari, self.pekan):
            self._lewati_akhir_pekan()
        elif kerja and hari in self.libur:
            self._tulis_libur(hari)
        else:
            self.terhitung.append(hari)
            self.rincian[JenisBaris.HITUNG.value] += 1
            if len(self.terhitung) == self.aturan.nilai:
                return True
            self._tambah_lari(JenisBaris.HITUNG, hari)
        return False

    def _terjeda(self, hari) -> bool:
        return any(mulai < hari <= lanjut for mulai, lanjut in self.jeda)

    def _berhenti_selamanya(self, hari) -> bool:
        return any(mulai < hari and lanjut == date.max for mulai, lanjut in self.jeda)

    def _hari_kerja(self, hari) -> bool:
        return hari_kerja(hari, self.libur, self.pekan)

    def _tulis_tenggat(self, hari) -> date:
        self._tutup_lari()
        dasar = self.aturan.dasar
        if self.aturan.geser_ke_hari_kerja and not self._hari_kerja(hari):
            semula, hari = hari, hari_kerja_berikut(hari, self.libur, self.pekan)
            teks = f"Hari ke-{self.aturan.nilai} bukan hari kerja; digeser ke {hari_tanggal(hari)}"
            self._tulis(
                JenisBaris.GESER,
                semula,
                teks,
                self._dasar_libur(semula) or "Akhir pekan",
            )
        elif self.aturan.satuan == HARI_KALENDER and not self.aturan.geser_ke_hari_kerja:
            dasar = ". ".join(filter(None, [dasar, DASAR_TIDAK_DIGESER]))
        teks = f"Hari terakhir, {hari_tanggal(hari)}. Terlambat mulai {hari_tanggal(hari + SATU_HARI)}"
        self._tulis(JenisBaris.JATUH, hari, teks, dasar)
        return hari

    def _tulis_kejadian(self, sampai):
        while self.antre and self.antre[0].tanggal <= sampai:
            kejadian = self.antre.pop(0)
            self._tulis_peristiwa(kejadian, _BARIS_PERISTIWA[kejadian.jenis])

    def _tulis_peristiwa(self, kejadian, jenis, akhiran=""):
        awalan = kejadian.asal.keterangan or JenisPeristiwa(kejadian.jenis).label
        waktu = HARI[kejadian.tanggal.weekday()]
        if kejadian.jam is not None:
            waktu = f"{waktu} pukul {pukul(kejadian.jam)} {self.singkatan_zona}".rstrip()
        self._tulis(jenis, kejadian.tanggal, f"{awalan}, {waktu}{akhiran}", kejadian.asal.dasar)

    def _tulis_libur_dilewati(self, mulai, akhir):
        hari = mulai
        while hari < akhir:
            if hari in self.libur and not akhir_pekan(hari, self.pekan):
                self._tulis(
                    JenisBaris.LIBUR,
                    hari,
                    self.libur[hari].nama,
                    self.libur[hari].dasar,
                )
            hari += SATU_HARI

    def _tulis_libur(self, hari):
        self.rincian[JenisBaris.LIBUR.value] += 1
        self._tulis(JenisBaris.LIBUR, hari, self.libur[hari].nama, self.libur[hari].dasar)

    def _dasar_libur(self, hari) -> str:
        libur = self.libur.get(hari)
        return ", ".join(filter(None, [libur.nama, libur.dasar])) if libur else ""

    def _lewati_akhir_pekan(self):
        self.rincian["akhir_pekan"] += 1
        if self.lari:
            self.lari.menyentuh_akhir_pekan = True

    def _tambah_lari(self, jenis, hari):
        if jenis == JenisBaris.JEDA:
            self.rincian[jenis.value] += 1
        if self.lari and self.lari.jenis == jenis:
            self.lari.perpanjang(hari, len(self.terhitung))
            return
        self._tutup_lari()
        self.lari = _Lari(jenis, hari, hari, len(self.terhitung))

    def _tutup_lari(self):
        if self.lari is None:
            return
        lari, self.lari = self.lari, None
        teks, jenis = self._teks_lari(lari), JenisBaris(lari.jenis).value
        self.baris.append(Baris(lari.awal, lari.akhir, lari.hari_ke, teks, "", jenis))

    def _teks_lari(self, lari) -> str:
        if lari.jenis == JenisBaris.JEDA:
            return f"{lari.banyak} hari tidak dihitung"
        if self.aturan.satuan == HARI_KALENDER:
            return f"{lari.banyak} hari kalender"
        libur_mingguan = "Minggu" if self.pekan.hari(lari.awal) == 6 else "Sabtu dan Minggu"
        return f"{lari.banyak} hari kerja" + (f"; {libur_mingguan} dilewati" if lari.akhir_pekan else "")

    def _tulis(self, jenis, tanggal, keterangan, dasar):
        self._tutup_lari()
        self.baris.append(
            Baris(
                tanggal,
                tanggal,
                len(self.terhitung),
                keterangan,
                dasar,
                JenisBaris(jenis).value,
            )
        )


def _rentang_jeda(kejadian) -> list[tuple[date, date]]:
    """(date of the pause, date of the resume); an open pause never resumes."""
    rentang = []
    for satu in kejadian:
        if satu.jenis == JenisPeristiwa.JEDA:
            rentang.append((satu.tanggal, date.max))
        elif satu.jenis == JenisPeristiwa.LANJUT:
            rentang[-1] = (rentang[-1][0], satu.tanggal)
    return rentang
