"""A version of the text as the sheet that is printed: the words of its head, its parties and its signatures, the same
for PDF and DOCX (Permendagri 111/2014, Lampiran; UU 12/2011, Lampiran II).

Numbers, dates and names stand there once the agreement has them; a draft has dots to write on.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from kerjasama.enums import Status
from kerjasama.models import Pihak
from kerjasama.rules.naskah import PBKD, bentuk, nomor_pasal, rujuk, tanda_huruf
from wilayah.cetak.tanggal import romawi, tanggal_panjang
from wilayah.cetak.terbilang import terbilang
from wilayah.kalender.enums import BULAN, HARI
from wilayah.tampilan.format import tanggal

from .klausul import nama_kepala, rangkai
from .siklus import versi_terakhir

TITIK, TITIK_PENDEK = "………………", "………"
_KEPALA_JUDUL = re.compile(r"^(peraturan bersama|perjanjian( bersama| kerja sama)?)\b.*?\btentang\s+", re.IGNORECASE)
_BERITA = re.compile(r"^(berita \w+\s+)?(nomor|no\.?)?\s*", re.IGNORECASE)
RANCANGAN = (Status.PERSIAPAN, Status.PENAWARAN, Status.PENYUSUNAN)


@dataclass(frozen=True)
class Blok:
    """Who signs: lines above, the office, the room for the pen, the name, lines below."""

    jabatan: str
    nama: str
    atas: tuple[str, ...] = ()
    bawah: tuple[str, ...] = ()
    meterai: bool = False


@dataclass(frozen=True)
class PihakCetak:
    """A party as the version names it, with its row where it still has one."""

    nama: str
    sebutan: str
    baris: Pihak | None

    @cached_property
    def desa(self):
        return self.baris.desa if self.baris is not None else None

    @cached_property
    def nama_pendek(self):
        """«Umbulharjo» of «Kalurahan Umbulharjo»."""
        awal = f"{self.desa.sebutan('wilayah')} " if self.desa is not None else ""
        return self.nama.removeprefix(awal)

    @property
    def kepala(self):
        return f"{self.sebutan} {self.nama_pendek}"


class Susunan:
    """The sheet of one version."""

    def __init__(self, versi):
        self.versi = versi
        self.isi = versi.isi
        self.ks = versi.naskah.kerja_sama
        self.pbkd = self.isi.get("jenis", PBKD if self.ks.adalah_pbkd else "") == PBKD
        terakhir = versi_terakhir(self.ks)
        self.rancangan = self.ks.status in RANCANGAN or (terakhir is not None and terakhir.pk != versi.pk)
        self.pihak = self._pihak()

    def _pihak(self):
        baris = list(Pihak.objects.milik(self.ks).select_related("desa__induk__induk__induk"))
        menurut = {p.kode_saat_itu or p.nama_saat_itu: p for p in baris}
        return [
            PihakCetak(p["nama"], p.get("sebutan", ""), menurut.get(p.get("kode") or p["nama"]))
            for p in self.isi.get("pihak", [])
        ]

    @cached_property
    def desa(self):
        return [p for p in self.pihak if p.desa is not None]

    @property
    def hal(self):
        """The matter alone, as in «tentang …»."""
        return _KEPALA_JUDUL.sub("", self.isi.get("judul") or self.ks.judul)

    @property
    def judul(self):
        return self.hal.upper()

    @cached_property
    def daerah(self):
        kabupaten = {p.desa.leluhur(2).pk: p.desa.leluhur(2) for p in self.desa}
        return rangkai([k.nama_lengkap for k in kabupaten.values()]).upper()

    @property
    def kepala(self):
        """The lines above the numbers."""
        if self.pbkd:
            return (f"PERATURAN BERSAMA {rangkai([p.kepala for p in self.pihak]).upper()}",)
        lain = [p.nama for p in self.pihak if p.desa is None]
        desa = rangkai([p.nama for p in self.desa]).upper()
        return ("PERJANJIAN BERSAMA", "ANTARA", desa, "DENGAN", rangkai(lain).upper())

    @property
    def nomor(self):
        """One line per party: each has its own number on the one text."""
        if self.pbkd:
            return [f"{self._nomor(p)} ({p.nama.upper()})" for p in self.pihak]
        return [f"{self._nomor(p)} ({p.sebutan})" for p in self.pihak]

    def _nomor(self, pihak):
        nomor = pihak.baris.nomor if pihak.baris is not None and not self.rancangan else ""
        if not nomor:
            return f"NOMOR {TITIK_PENDEK} TAHUN {TITIK_PENDEK}" if self.pbkd else f"NOMOR {TITIK}"
        return f"NOMOR {re.sub(r'^(nomor|no[.]?)[ :]*', '', nomor, flags=re.IGNORECASE).upper()}"

    @property
    def pembuka(self):
        return f"{rangkai([p.kepala for p in self.pihak]).upper()},"

    @property
    def menimbang(self):
        return [(f"{tanda_huruf(n)}.", f"{teks};") for n, teks in enumerate(self._kalimat("menimbang"), 1)]

    @property
    def mengingat(self):
        return [(f"{n}.", teks) for n, teks in enumerate(_akhiri(self._kalimat("mengingat")), 1)]

    @property
    def menetapkan(self):
        return f"{self.ks.nama_naskah.upper()} TENTANG {self.judul}."

    def _kalimat(self, kunci):
        nomor = nomor_pasal(self.isi)
        return [rujuk(teks, nomor).rstrip(" ;.") for teks in self.isi.get(kunci, [])]

    @property
    def hari_ini(self):
        hari = self._tanggal
        saat = (
            f"{HARI[hari.weekday()]}, tanggal {terbilang(hari.day)} bulan {BULAN[hari.month - 1]} "
            f"tahun {terbilang(hari.year)} ({hari:%d-%m-%Y})"
            if hari
            else f"{TITIK}, tanggal {TITIK} bulan {TITIK} tahun {TITIK}"
        )
        return f"Pada hari ini, {saat}, bertempat di {self._tempat}, kami yang bertanda tangan di bawah ini:"

    @property
    def komparisi(self):
        kalimat = self._kalimat("komparisi") or [f"{p.nama}, selanjutnya disebut {p.sebutan}" for p in self.pihak]
        return [(f"{romawi(n)}.", f"{teks};" if n < len(kalimat) else f"{teks}.") for n, teks in enumerate(kalimat, 1)]

    @property
    def antar_pihak(self):
        sebutan = rangkai([p.sebutan for p in self.pihak])
        return (
            f"{sebutan} secara bersama-sama disebut PARA PIHAK, dan masing-masing disebut pihak. "
            "PARA PIHAK terlebih dahulu menerangkan hal-hal sebagai berikut:"
        )

    @property
    def premis(self):
        kalimat = self._kalimat("premis") or self._kalimat("menimbang")
        return [(f"{tanda_huruf(n)}.", teks) for n, teks in enumerate(_akhiri(kalimat), 1)]

    @property
    def sepakat(self):
        return (
            "Berdasarkan hal-hal tersebut, PARA PIHAK sepakat mengikatkan diri dalam Perjanjian Bersama tentang "
            f"{self.hal} dengan ketentuan sebagai berikut:"
        )

    @cached_property
    def bab(self):
        return bentuk(self.isi)["bab"]

    @property
    def _tanggal(self):
        return None if self.rancangan else self.ks.tanggal_ditetapkan

    @property
    def _tempat(self):
        return (not self.rancangan and self.ks.tempat_ditandatangani) or TITIK

    @property
    def penetapan(self):
        saat = tanggal_panjang(self._tanggal) if self._tanggal else TITIK
        return (f"Ditetapkan di {self._tempat}", f"pada tanggal {saat}")

    penutup = (
        "Demikian Perjanjian Bersama ini dibuat dan ditandatangani oleh PARA PIHAK pada hari, tanggal, bulan, dan "
        "tahun tersebut di atas."
    )

    @property
    def ttd(self):
        return [self._ttd(p) for p in self.pihak]

    def _ttd(self, pihak):
        nama = self._nama(pihak, "penanda_tangan")
        if self.pbkd:
            return Blok(f"{pihak.kepala.upper()},", nama)
        jabatan = pihak.baris.jabatan_penanda_tangan if pihak.baris is not None and not self.rancangan else ""
        if not jabatan and pihak.desa is not None:
            jabatan = pihak.desa.sebutan("kepala")
        organisasi = pihak.nama_pendek if pihak.desa is not None else pihak.nama
        return Blok(f"{jabatan} {organisasi},".strip().upper(), nama, atas=(pihak.sebutan,), meterai=True)

    def _nama(self, pihak, bidang):
        nama = getattr(pihak.baris, bidang, "") if not self.rancangan else ""
        return nama.upper() if nama else f"({TITIK}{TITIK})"

    @property
    def pengundangan(self):
        return [self._undangkan(p) for p in self.desa] if self.pbkd else []

    def _undangkan(self, pihak):
        baris, desa = pihak.baris, pihak.desa
        saat = baris.tanggal if not self.rancangan else None
        berita = _BERITA.sub("", baris.berita_desa) if not self.rancangan else ""
        if "tahun" not in berita.lower():
            berita = f"TAHUN {saat.year if saat else TITIK_PENDEK} NOMOR {berita or TITIK_PENDEK}"
        return Blok(
            jabatan=f"{desa.sebutan('sekretaris')} {pihak.nama_pendek},".upper(),
            nama=self._nama(pihak, "sekretaris"),
            atas=(f"Diundangkan di {pihak.nama_pendek}", f"pada tanggal {tanggal_panjang(saat) if saat else TITIK}"),
            bawah=(f"{desa.sebutan('berita')} {pihak.nama_pendek} {berita}".upper(),),
        )

    @property
    def saksi(self):
        """The camat of each kecamatan, on behalf of the bupati (PP 16/2026 Ps 165(5))."""
        kecamatan = {p.desa.leluhur(3).pk: p.desa.leluhur(3) for p in self.desa}
        return [
            Blok(
                jabatan=f"{k.sebutan('kepala')} {k.nama},".upper(),
                nama=f"({TITIK}{TITIK})",
                atas=("Mengetahui/Saksi:", f"a.n. {nama_kepala(k.leluhur(2)).upper()}"),
            )
            for k in kecamatan.values()
        ]

    @property
    def kaki(self):
        """On a draft: which text this is."""
        saat = tanggal(self.versi.dibuat_pada, hari=False, zona=self.ks.desa_pendaftar.zona)
        return f"Rancangan versi {self.versi.nomor}, {saat}. {self.ks.kode_ucap}. SHA-256 {self.versi.sha256[:16]}."

    @property
    def nama_berkas(self):
        """Without its ending; a name that mail and old machines can carry."""
        judul = re.sub(r"[^0-9A-Za-z]+", "-", self.hal).strip("-")[:80]
        jenis = "Peraturan-Bersama" if self.pbkd else "Perjanjian-Bersama"
        return f"{'Rancangan-' if self.rancangan else ''}{jenis}-{judul}-v{self.versi.nomor}"


def _akhiri(kalimat):
    """Each closed with a semicolon, the last with a full stop."""
    return [f"{teks}{';' if n < len(kalimat) else '.'}" for n, teks in enumerate(kalimat, 1)]


def berdua(blok):
    """Blocks side by side, two to a row."""
    return [blok[i : i + 2] for i in range(0, len(blok), 2)]
