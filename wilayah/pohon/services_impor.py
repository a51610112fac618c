"""Bringing a file of regions into the tree: new ones are added, new names kept with the old ones' dates. Nothing is
ever deleted, and a name that differs is never taken over silently: codes get reused, and a village's history must not
go to its neighbour."""

import csv
import hashlib
import io
import json
import lzma
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db import transaction

from wilayah.jejak.services import catat

from .enums import Jenis, Tingkat
from .models import KODE_PUSAT, RiwayatWilayah, Wilayah
from .queries import bandingkan
from .rules import (
    KEPALA_BERKAS,
    ZONA_PROVINSI,
    Baris,
    hitung_jenis,
    kode_induk,
    periksa_baris,
    saring,
    tingkat_kode,
    urut_kode,
)

UKURAN_KELOMPOK = 2000
AKHIRAN = ".csv.xz"


class BerkasDitolak(Exception):
    """The file is not what its description says, or breaks a rule. `galat` lists what is wrong."""

    def __init__(self, *galat):
        super().__init__("\n".join(galat))
        self.galat = galat


class NamaBerubah(Exception):
    """The file names regions otherwise than they are named here; a person has to look at the list first."""

    def __init__(self, ganti_nama):
        super().__init__(f"{len(ganti_nama)} wilayah berganti nama.")
        self.ganti_nama = ganti_nama


@dataclass(frozen=True)
class BerkasWilayah:
    baris: list[Baris]
    edisi: str
    dasar_hukum: str
    tanggal: date
    sha256: str


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
    )


def _buka(jalur):
    pendamping = jalur.with_name(jalur.name.removesuffix(AKHIRAN) + ".json")
    try:
        return lzma.decompress(jalur.read_bytes()), json.loads(pendamping.read_text(encoding="utf-8"))
    except (OSError, lzma.LZMAError, json.JSONDecodeError) as galat:
        raise BerkasDitolak(f"Berkas tidak dapat dibaca: {galat}") from galat


def _periksa(baris, keterangan, pilihan):
    galat = periksa_baris(baris)
    if not galat and hitung_jenis(baris) != keterangan["jumlah"]:
        galat = ["Jumlah wilayah per jenis tidak sama dengan yang tercatat pada keterangannya."]
    kode = {satu.kode for satu in baris}
    galat += [f"Wilayah {satu} tidak ada dalam berkas." for satu in pilihan if satu not in kode]
    if galat:
        raise BerkasDitolak(*galat)


@transaction.atomic
def impor_wilayah(*, berkas, terima_nama=False, kabar=lambda teks: None):
    """Writes what is new in `berkas` (a BerkasWilayah) and returns the Perbandingan. `kabar` is told of each step."""
    pusat, baru = Wilayah.objects.get_or_create(
        kode=KODE_PUSAT,
        defaults={
            "nama": "Indonesia",
            "jenis": Jenis.PUSAT,
            "tingkat": Tingkat.PUSAT,
            "zona_waktu": "Asia/Jakarta",
        },
    )
    # The root's row is the lock: two imports wait for each other on both databases.
    Wilayah.objects.select_for_update().get(pk=pusat.pk)
    hasil = bandingkan(berkas.baris)
    if hasil.ganti_nama and not terima_nama:
        raise NamaBerubah(hasil.ganti_nama)
    _tambah(hasil.baru, berkas, kabar)
    _ganti_nama(hasil.ganti_nama, berkas)
    for satu in hasil.ganti_zona:
        satu.zona_waktu = ZONA_PROVINSI[satu.kode]
    Wilayah.objects.bulk_update(hasil.ganti_zona, ["zona_waktu"])
    if baru or hasil.ada_perubahan:
        _catat(pusat, berkas, hasil)
    return hasil


def _tambah(baris, berkas, kabar):
    if not baris:
        return
    id_wilayah = dict(Wilayah.objects.values_list("kode", "pk"))
    for tingkat, kelompok in groupby(baris, key=lambda satu: tingkat_kode(satu.kode)):
        wilayah = [_wilayah(satu, tingkat, id_wilayah) for satu in kelompok]
        wilayah = Wilayah.objects.bulk_create(wilayah, batch_size=UKURAN_KELOMPOK)
        id_wilayah.update((satu.kode, satu.pk) for satu in wilayah)
        RiwayatWilayah.objects.bulk_create([_riwayat(satu, berkas) for satu in wilayah], batch_size=UKURAN_KELOMPOK)
        kabar(f"{tingkat.label}: {len(wilayah)} ditambahkan")


def _wilayah(baris, tingkat, id_wilayah):
    return Wilayah(
        kode=baris.kode,
        nama=baris.nama,
        jenis=baris.jenis,
        tingkat=tingkat,
        induk_id=id_wilayah[kode_induk(baris.kode) or KODE_PUSAT],
        zona_waktu=ZONA_PROVINSI.get(baris.kode, ""),
    )


def _riwayat(wilayah, berkas):
    return RiwayatWilayah(
        wilayah=wilayah,
        kode=wilayah.kode,
        nama=wilayah.nama,
        jenis=wilayah.jenis,
        induk_id=wilayah.induk_id,
        berlaku_sejak=berkas.tanggal,
        dasar_hukum=berkas.dasar_hukum,
        edisi=berkas.edisi,
    )


def _ganti_nama(daftar, berkas):
    kini = {
        satu.wilayah_id: satu
        for satu in RiwayatWilayah.objects.filter(wilayah__in=[lama for lama, _ in daftar], berlaku_sampai__isnull=True)
    }
    for lama, baris in daftar:
        Wilayah.objects.filter(pk=lama.pk).update(nama=baris.nama)
        _riwayat_nama_baru(lama, baris.nama, kini.get(lama.pk), berkas)


def _riwayat_nama_baru(lama, nama, terakhir, berkas):
    if terakhir and terakhir.berlaku_sejak > berkas.tanggal:
        raise BerkasDitolak(f"{lama.kode}: nama kini berasal dari edisi yang lebih baru daripada berkas ini.")
    if terakhir and terakhir.berlaku_sejak == berkas.tanggal:
        # A slip in the same edition: the wrong name never held.
        terakhir.nama = nama
        terakhir.save(update_fields=["nama"])
        return
    if terakhir:
        terakhir.berlaku_sampai = berkas.tanggal - timedelta(days=1)
        terakhir.save(update_fields=["berlaku_sampai"])
    riwayat = _riwayat(lama, berkas)
    riwayat.nama = nama
    riwayat.save()


def _catat(pusat, berkas, hasil):
    catat(
        peristiwa="wilayah.diimpor",
        objek=pusat,
        oleh=None,
        wilayah=pusat,
        izin_baca="wilayah.lihat_jejak",
        sebelum={lama.kode: lama.nama for lama, _ in hasil.ganti_nama},
        sesudah={
            "edisi": berkas.dasar_hukum,
            "sha256": berkas.sha256,
            "baru": len(hasil.baru),
            "ganti_nama": {baris.kode: baris.nama for _, baris in hasil.ganti_nama},
        },
    )
