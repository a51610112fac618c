"""Bringing an edition of the map into the tree: what is new is added, what changed keeps its history, what is gone is
ended. Nothing is ever deleted, and what may be another region under a known code is never taken over silently: codes
get reused, and a village's history must not go to its neighbour."""

import csv
import hashlib
import io
import json
import lzma
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from wilayah.berkas.rules import CSV
from wilayah.berkas.services import simpan_berkas
from wilayah.jejak.services import catat

from .enums import Tingkat
from .models import Wilayah
from .queries import HILANG, NAMA_BARU, WILAYAH_LAIN, Pertanyaan, bandingkan
from .rules import KEPALA_BERKAS, ZONA_PROVINSI, Baris, hitung_jenis, periksa_baris, saring, tingkat_kode, urut_kode
from .services_riwayat import Keadaan, kunci_pohon, nonaktifkan_banyak, tambah_wilayah, tetapkan_banyak

IZIN_WILAYAH = "wilayah.kelola_wilayah"
PERISTIWA_IMPOR = "wilayah.diimpor"
KATEGORI = ("baru", "sama", "ganti_nama", "ganti_huruf", "aktif_kembali", "pindah", "hilang")
KEPUTUSAN = ("", NAMA_BARU, WILAYAH_LAIN, HILANG)
AKHIRAN = ".csv.xz"


class BerkasDitolak(Exception):
    """The file is not what its description says, or breaks a rule. `galat` lists what is wrong."""

    def __init__(self, *galat):
        super().__init__("\n".join(galat))
        self.galat = galat


class PerluKeputusan(Exception):
    """A person has to say of some regions which they are; `hasil` is the comparison, with the questions in it."""

    def __init__(self, hasil):
        super().__init__(f"{len(hasil.mencurigakan)} hal perlu diputuskan.")
        self.hasil = hasil


@dataclass(frozen=True)
class BerkasWilayah:
    baris: list[Baris]
    edisi: str
    dasar_hukum: str
    tanggal: date
    sha256: str
    cakupan: tuple[str, ...]


def baca_berkas(jalur, pilihan=()):
    """The file and the description beside it (`x.csv.xz`, `x.json`), checked whole; raises BerkasDitolak."""
    teks, keterangan = _buka(jalur)
    if hashlib.sha256(teks).hexdigest() != keterangan["sha256"]:
        raise BerkasDitolak("SHA-256 isi tidak sama dengan yang tercatat pada keterangannya.")
    kepala, *isi = csv.reader(io.StringIO(teks.decode()))
    if kepala != KEPALA_BERKAS:
        raise BerkasDitolak(f"baris 1: kepala harus {','.join(KEPALA_BERKAS)}")
    if cacat := [f"baris {n}: harus tiga kolom" for n, satu in enumerate(isi, start=2) if len(satu) != 3]:
        raise BerkasDitolak(*cacat)
    baris = [Baris(*satu) for satu in isi]
    _periksa(baris, keterangan, pilihan)
    return BerkasWilayah(
        baris=sorted(saring(baris, pilihan), key=urut_kode),
        edisi=keterangan["edisi"],
        dasar_hukum=keterangan["dasar_hukum"],
        tanggal=date.fromisoformat(keterangan["tanggal"]),
        sha256=keterangan["sha256"],
        cakupan=tuple(pilihan or _cakupan(keterangan)),
    )


def _buka(jalur):
    pendamping = jalur.with_name(jalur.name.removesuffix(AKHIRAN) + ".json")
    try:
        return lzma.decompress(jalur.read_bytes()), json.loads(pendamping.read_text(encoding="utf-8"))
    except (OSError, lzma.LZMAError, json.JSONDecodeError) as galat:
        raise BerkasDitolak(f"Berkas tidak dapat dibaca: {galat}") from galat


def _cakupan(keterangan):
    """The codes that the file speaks for: what it lacks outside them has not vanished."""
    cakupan = keterangan.get("cakupan", "semua")
    return () if cakupan == "semua" else cakupan


def _periksa(baris, keterangan, pilihan):
    galat = periksa_baris(baris)
    if not galat and hitung_jenis(baris) != keterangan["jumlah"]:
        galat = ["Jumlah wilayah per jenis tidak sama dengan yang tercatat pada keterangannya."]
    kode = {satu.kode for satu in baris}
    galat += [f"Wilayah {satu} tidak ada dalam berkas." for satu in pilihan if satu not in kode]
    if galat:
        raise BerkasDitolak(*galat)


def baca_keputusan(jalur):
    """The decisions in a file as `tulis_pertanyaan` leaves it; raises BerkasDitolak."""
    try:
        isi = csv.DictReader(io.StringIO(jalur.read_text(encoding="utf-8-sig")))
        hasil = [Pertanyaan(*(satu[k].strip() for k in Pertanyaan._fields)) for satu in isi]
    except (OSError, UnicodeDecodeError, KeyError, AttributeError) as galat:
        raise BerkasDitolak(f"Berkas keputusan tidak dapat dibaca: {galat}") from galat
    salah = [f"baris {n}: {satu.keputusan}" for n, satu in enumerate(hasil, 2) if satu.keputusan not in KEPUTUSAN]
    if salah:
        raise BerkasDitolak(*salah, f"Keputusan harus salah satu dari: {', '.join(filter(None, KEPUTUSAN))}.")
    return hasil


def tulis_pertanyaan(jalur, hasil):
    """What has to be decided and what may be, for a person to fill in the column `keputusan`."""
    jalur.write_bytes(_csv(Pertanyaan._fields, [*hasil.mencurigakan, *hasil.dugaan]))


@transaction.atomic
def impor_wilayah(*, berkas, terima=(), oleh=None, kabar=lambda tingkat, sudah, dari: None):
    """Writes what is new in `berkas` (a BerkasWilayah) and returns the Perbandingan. `terima` are the decisions;
    `oleh` is None for a command; `kabar` is told of each batch of new regions."""
    # The root's row is the lock: two imports wait for each other on both databases.
    pusat = kunci_pohon()
    if oleh and not oleh.has_perm(IZIN_WILAYAH, pusat):
        raise PermissionDenied(IZIN_WILAYAH)
    hasil = bandingkan(berkas.baris, tanggal=berkas.tanggal, cakupan=berkas.cakupan, terima=terima)
    if hasil.mencurigakan:
        raise PerluKeputusan(hasil)
    if hasil.ada_perubahan:
        _tulis(hasil, berkas, kabar)
        _catat(pusat, berkas, hasil, oleh)
    return hasil


def _tulis(hasil, berkas, kabar):
    edisi = {"tanggal": berkas.tanggal, "dasar_hukum": berkas.dasar_hukum, "edisi": berkas.edisi}
    nonaktifkan_banyak(kunci=[satu.pk for satu in hasil.hilang], tanggal=berkas.tanggal)
    # From above: a region must have its code, or be there, before what is below it.
    for tingkat in list(Tingkat)[1:]:
        diubah = {lama.pk: baris for lama, baris in hasil.diubah if lama.tingkat == tingkat}
        ada = Wilayah.objects.in_bulk(diubah)
        keadaan = [Keadaan(ada[pk], *baris) for pk, baris in diubah.items()]
        tetapkan_banyak(keadaan=keadaan, **edisi)
        baru = [satu for satu in hasil.baru if tingkat_kode(satu.kode) == tingkat]
        tambah_wilayah(baris=baru, kabar=kabar, **edisi)
    for satu in hasil.ganti_zona:
        Wilayah.objects.filter(pk=satu.pk).update(zona_waktu=ZONA_PROVINSI[satu.kode])


def _catat(pusat, berkas, hasil, oleh):
    perbedaan = simpan_berkas(
        isi=_csv(("kategori", "kode", "nama", "jenis", "kode_lama", "nama_lama"), _perbedaan(hasil)),
        nama=f"wilayah edisi {berkas.edisi}.csv",
        jenis_media=CSV,
        oleh=oleh,
    )
    jumlah = {nama: len(getattr(hasil, nama)) for nama in KATEGORI}
    catat(
        peristiwa=PERISTIWA_IMPOR,
        objek=pusat,
        oleh=oleh,
        wilayah=pusat,
        izin=IZIN_WILAYAH if oleh else "",
        izin_baca="wilayah.lihat_jejak",
        keterangan=berkas.dasar_hukum,
        sesudah={
            "edisi": berkas.edisi,
            "tanggal": berkas.tanggal,
            "sha256": berkas.sha256,
            "cakupan": list(berkas.cakupan),
            "jumlah": jumlah,
            "perbedaan": {"berkas": perbedaan.id_publik, "sha256": perbedaan.sha256},
        },
    )


def _perbedaan(hasil):
    """Every region that is not what it was, one line each."""
    for satu in hasil.baru:
        yield ("baru", *satu, "", "")
    for nama in ("ganti_nama", "ganti_huruf", "aktif_kembali", "pindah"):
        for lama, baris in getattr(hasil, nama):
            yield (nama, *baris, lama.kode, lama.nama)
    for satu in hasil.hilang:
        yield ("hilang", satu.kode, satu.nama, satu.jenis, satu.kode, satu.nama)


def _csv(kepala, baris):
    teks = io.StringIO(newline="")
    csv.writer(teks, lineterminator="\n").writerows([kepala, *baris])
    return teks.getvalue().encode()
