"""How an edition of the map differs from the regions that are here. A code says nothing about who bears it: codes are
used again, so what looks like a new name may be another region, and a person has to say which."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from .enums import Tingkat
from .models import RiwayatWilayah, Wilayah
from .rules import (
    ZONA_PROVINSI,
    Baris,
    di_dalam,
    kode_induk,
    mirip,
    polos,
    tingkat_kode,
)

HILANG_TERBANYAK = 0.05
SEMUA = "*"
NAMA_BARU, WILAYAH_LAIN, HILANG = "nama baru", "wilayah lain", "hilang"


class Ada(NamedTuple):
    """A region as it is here."""

    pk: int
    kode: str
    nama: str
    jenis: str
    tingkat: int
    aktif: bool
    nonaktif_sejak: date | None
    zona_waktu: str


class Pertanyaan(NamedTuple):
    """What a person must decide, or may: `asal` is the code that the region now bears which seems to be meant."""

    kode: str
    nama_kini: str
    nama_berkas: str
    alasan: str
    keputusan: str = ""
    asal: str = ""


@dataclass
class Perbandingan:
    """Pairs are (region here, row of the file). `pindah` are regions that get another code by a person's decision;
    `lebih_baru` rows that a change since the edition has overtaken here, which stay as they are; `dugaan` are guesses
    that hold nothing up and are not followed unless someone decides so."""

    baru: list[Baris] = field(default_factory=list)
    sama: list[tuple[Ada, Baris]] = field(default_factory=list)
    ganti_nama: list[tuple[Ada, Baris]] = field(default_factory=list)
    ganti_huruf: list[tuple[Ada, Baris]] = field(default_factory=list)
    aktif_kembali: list[tuple[Ada, Baris]] = field(default_factory=list)
    pindah: list[tuple[Ada, Baris]] = field(default_factory=list)
    hilang: list[Ada] = field(default_factory=list)
    lebih_baru: list[Baris] = field(default_factory=list)
    ganti_zona: list[Ada] = field(default_factory=list)
    mencurigakan: list[Pertanyaan] = field(default_factory=list)
    dugaan: list[Pertanyaan] = field(default_factory=list)

    @property
    def diubah(self):
        return [*self.pindah, *self.ganti_nama, *self.ganti_huruf, *self.aktif_kembali]

    @property
    def ada_perubahan(self):
        return bool(self.baru or self.diubah or self.hilang or self.ganti_zona)


def bandingkan(baris, *, tanggal, cakupan=(), terima=()):
    """`baris` of the edition of `tanggal` against what is here; `cakupan` are the codes that the file speaks for (all,
    if empty) and `terima` the decisions (`Pertanyaan` with `keputusan`)."""
    return _Pembanding(baris, tanggal, cakupan, terima).jalankan()


class _Pembanding:
    """Level by level from above, since what is below a region that gets another code is looked for under that one:
    `alih` leads from a code here to the one it will have. `dipakai` are the regions that the file still knows."""

    def __init__(self, baris, tanggal, cakupan, terima):
        self.baris, self.tanggal, self.cakupan = defaultdict(list), tanggal, cakupan
        for satu in baris:
            self.baris[tingkat_kode(satu.kode)].append(satu)
        semua = Wilayah.objects.filter(tingkat__gt=0).order_by("tingkat", "kode").values_list(*Ada._fields)
        self.ada = [Ada(*satu) for satu in semua]
        self.menurut_kode = {satu.kode: satu for satu in self.ada}
        self.keputusan = {(k.kode, k.nama_berkas): k for k in terima if k.keputusan}
        terbuka = RiwayatWilayah.objects.filter(berlaku_sampai__isnull=True, berlaku_sejak__gt=tanggal)
        self.berubah_sejak = set(terbuka.values_list("wilayah_id", flat=True))
        berakhir = RiwayatWilayah.objects.filter(berlaku_sampai__gte=tanggal)
        self.kode_lama = set(berakhir.values_list("kode", flat=True))
        self.alih, self.dipakai, self.hasil = {}, set(), Perbandingan()

    def jalankan(self):
        menurut_tingkat = defaultdict(list)
        for satu in self.ada:
            menurut_tingkat[satu.tingkat].append(satu)
        for tingkat in list(Tingkat)[1:]:
            self._tingkat(self.baris[tingkat], menurut_tingkat[tingkat])
        self._hilang()
        self._duga()
        return self.hasil

    def _tingkat(self, baris, ada):
        pemegang = {self._kode_nanti(satu): satu for satu in ada}
        saudara = defaultdict(list)
        for kode, satu in pemegang.items():
            saudara[kode_induk(kode)].append((kode, satu))
        milik = {}
        for satu in baris:
            if pemilik := self._pilah(satu, pemegang.get(satu.kode), saudara[kode_induk(satu.kode)]):
                self.dipakai.add(pemilik.pk)
                milik[pemilik.pk] = satu.kode
        diambil = {satu.kode for satu in baris}
        for kode, satu in pemegang.items():
            nanti = milik.get(satu.pk) or (f"~{satu.pk}" if kode in diambil else kode)
            if nanti != satu.kode:
                self.alih[satu.kode] = nanti

    def _kode_nanti(self, satu):
        """The code that a region has once those above it have theirs."""
        induk = kode_induk(satu.kode)
        return f"{self.alih[induk]}{satu.kode[len(induk) :]}" if induk in self.alih else satu.kode

    def _pilah(self, baris, lama, saudara):
        """Sorts one row of the file and returns the region here which it speaks of, or None for a new one."""
        hasil = self.hasil
        if self._terlampaui(baris, lama):
            self.kode_lama.add(baris.kode)
            hasil.lebih_baru.append(baris)
            return lama
        if lama and lama.aktif and lama.nama == baris.nama:
            hasil.sama.append((lama, baris))
            if ZONA_PROVINSI.get(baris.kode, lama.zona_waktu) != lama.zona_waktu:
                hasil.ganti_zona.append(lama)
            return lama
        keputusan = self.keputusan.get((baris.kode, baris.nama))
        if keputusan and keputusan.keputusan == WILAYAH_LAIN and (lama is None or lama.nama == keputusan.nama_kini):
            return self._wilayah_lain(baris, keputusan)
        if lama is None:
            hasil.baru.append(baris)
            return None
        self._nama(baris, lama, saudara, diterima=bool(keputusan) and keputusan.nama_kini == lama.nama)
        return lama

    def _terlampaui(self, baris, lama):
        """Whether a change since the edition's date stands against the row: it is not undone by an older file."""
        if lama is None:
            return baris.kode in self.kode_lama or kode_induk(baris.kode) in self.kode_lama
        return lama.pk in self.berubah_sejak or bool(lama.nonaktif_sejak and lama.nonaktif_sejak > self.tanggal)

    def _wilayah_lain(self, baris, keputusan):
        if not keputusan.asal:
            self.hasil.baru.append(baris)
            return None
        asal = self.menurut_kode.get(keputusan.asal)
        if not asal or not asal.aktif or asal.tingkat != tingkat_kode(baris.kode) or asal.pk in self.dipakai:
            alasan = f"asal {keputusan.asal} tidak ada, tidak aktif, atau sudah menjadi wilayah lain dalam berkas ini"
            self.hasil.mencurigakan.append(keputusan._replace(alasan=alasan, keputusan=""))
            return None
        self.hasil.pindah.append((asal, baris))
        return asal

    def _nama(self, baris, lama, saudara, *, diterima):
        senama = [satu for kode, satu in saudara if satu.aktif and kode != baris.kode]
        lain = [satu.kode for satu in senama if polos(satu.nama) == polos(baris.nama)]
        alasan = "nama sangat berbeda" if not mirip(lama.nama, baris.nama) else ""
        if lain and polos(lama.nama) != polos(baris.nama):
            alasan = f"nama ini kini dipakai {lain[0]}: kode mungkin bergeser"
        if alasan and not diterima:
            asal = lain[0] if lain else ""
            self.hasil.mencurigakan.append(Pertanyaan(baris.kode, lama.nama, baris.nama, alasan, asal=asal))
        elif not lama.aktif:
            self.hasil.aktif_kembali.append((lama, baris))
        elif polos(lama.nama) == polos(baris.nama):
            self.hasil.ganti_huruf.append((lama, baris))
        else:
            self.hasil.ganti_nama.append((lama, baris))

    def _hilang(self):
        lingkup = [satu for satu in self.ada if satu.aktif and self._diliput(satu.kode)]
        tetap = self.dipakai | self.berubah_sejak
        self.hasil.hilang = [satu for satu in lingkup if satu.pk not in tetap]
        jumlah = len(self.hasil.hilang)
        if jumlah <= HILANG_TERBANYAK * len(lingkup):
            return
        tanya = Pertanyaan(SEMUA, "", f"{jumlah} wilayah", f"dari {len(lingkup)} yang aktif tidak ada dalam berkas")
        jawaban = self.keputusan.get((SEMUA, tanya.nama_berkas))
        if not jawaban or jawaban.keputusan != HILANG:
            self.hasil.mencurigakan.append(tanya)

    def _diliput(self, kode):
        return not self.cakupan or any(di_dalam(kode, satu) for satu in self.cakupan)

    def _duga(self):
        """A new row whose name one single region of the same kabupaten bore that now seems gone."""
        ragu = {satu.kode for satu in self.hasil.mencurigakan}
        calon = defaultdict(list)
        for satu in [*self.hasil.hilang, *(self.menurut_kode[k] for k in ragu if k in self.menurut_kode)]:
            calon[satu.kode[:5], satu.tingkat, polos(satu.nama)].append(satu)
        for satu in self.hasil.baru:
            cocok = calon[satu.kode[:5], tingkat_kode(satu.kode), polos(satu.nama)]
            if len(cocok) == 1:
                alasan = f"nama sama dengan {cocok[0].kode}: mungkin wilayah yang sama"
                self.hasil.dugaan.append(Pertanyaan(satu.kode, "", satu.nama, alasan, asal=cocok[0].kode))
