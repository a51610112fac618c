"""`isi_contoh --skala N`: N made-up agreements over all the regions that are loaded, for measuring and for trying the
product at the size of the nation. Rows are written directly, so that a quarter of a million takes minutes; whether
Cakupan is right afterwards is checked against the parties. No documents and no trail are made.

The same N over the same regions on the same day gives the same rows (ids aside, where there were rows before).
"""

import random
import time
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from binwas.management.contoh.orang import SANDI
from binwas.penilaian.models import Instrumen, Pemeriksaan, Pengembalian, PeristiwaTenggat
from binwas.surat.models import PencacahNomor, PenerimaSurat, Surat
from kerjasama import triggers
from kerjasama.models import Cakupan, KerjaSama, Pihak, PihakKetiga
from wilayah.pengguna.models import Pengguna
from wilayah.pengguna.services import beri_penugasan, buat_pengguna
from wilayah.pohon.models import KODE_PUSAT, Wilayah

from . import kerja_sama, pemeriksaan
from .muat import lanjutkan_urutan, muat
from .sebaran import Sebaran

BENIH = 6
POTONGAN = 5000
PENCATAT = "skala.pencatat"
SEJAK = date(2018, 1, 1)
PER_MITRA = 60  # agreements to one third party
# One person of each tier, in the region where most agreements lie, and one with three kabupaten from the busiest on.
PERAN = {
    "skala.pusat": ("analis_pusat", "Analis"),
    "skala.provinsi": ("petugas_provinsi", "Analis Kerja Sama Desa"),
    "skala.kabupaten": ("petugas_kabupaten", "Penelaah Kerja Sama Desa"),
    "skala.kecamatan": ("petugas_kecamatan", "Kepala Seksi Pemerintahan"),
    "skala.desa": ("operator_desa", "Sekretaris Desa"),
    "skala.tiga": ("petugas_kabupaten", "Penelaah Kerja Sama Desa"),
}


class TidakKosong(Exception):
    """There are agreements that are no examples, or such examples already."""


def isi(banyak, kabari=lambda pesan: None):
    """Makes `banyak` agreements with all that hangs on them, in one transaction. `kabari` is told how far it is."""
    mulai = time.monotonic()
    with transaction.atomic():
        _pastikan_boleh()
        sebaran = Sebaran(random.Random(BENIH))
        kabari(f"{len(sebaran.desa)} desa dapat menjadi pihak")
        pencatat = _orang(sebaran)
        # The writing that follows names the coverage itself: triggers would do it row by row.
        triggers.lepas(connection)
        _isi(banyak, sebaran, pencatat, lambda n: kabari(f"{n} dari {banyak}, {time.monotonic() - mulai:.0f} detik"))
        triggers.pasang(connection)
    if connection.vendor == "postgresql":  # what autovacuum would do in time; SQLite plans without statistics
        with connection.cursor() as kursor:
            kursor.execute("ANALYZE")


def _pastikan_boleh():
    if KerjaSama.objects.filter(didaftarkan_oleh__contoh=False).exists():
        raise TidakKosong("Sudah ada kerja sama yang bukan contoh: contoh berskala tidak dicampur dengan data nyata.")
    if Pengguna.objects.filter(username=PENCATAT).exists():
        raise TidakKosong("Contoh berskala sudah ada.")
    if not Instrumen.objects.exists():
        raise TidakKosong("Acuan belum dimuat. Jalankan impor_wilayah dan muat_acuan.")


def _isi(banyak, sebaran, oleh, kabari):
    acak, hari_ini = random.Random(BENIH + 1), timezone.localdate()
    mitra = _mitra(acak, banyak)
    penyusun = kerja_sama.Penyusun(acak, sebaran, hari_ini, _berikut(KerjaSama), mitra, oleh)
    instrumen = Instrumen.objects.order_by("-versi").first().pk
    mulai = _berikut(Pemeriksaan), _berikut(Surat)
    kantor = pemeriksaan.PenyusunPemeriksaan(acak, timezone.now(), mulai, instrumen, oleh)
    for awal in range(0, banyak, POTONGAN):
        daftar, baris, pihak, cakupan = penyusun.susun(min(POTONGAN, banyak - awal))
        muat(KerjaSama, kerja_sama.KOLOM_KERJA_SAMA, baris)
        muat(Pihak, kerja_sama.KOLOM_PIHAK, pihak)
        muat(Cakupan, kerja_sama.KOLOM_CAKUPAN, cakupan)
        _muat_pemeriksaan(*kantor.susun(daftar))
        kabari(awal + len(daftar))
    PencacahNomor.objects.bulk_create(kantor.pencacah(), batch_size=POTONGAN)
    lanjutkan_urutan(KerjaSama, PihakKetiga, Pemeriksaan, Surat)


def _muat_pemeriksaan(surat, penerima, periksa, peristiwa, pengembalian):
    muat(Surat, pemeriksaan.KOLOM_SURAT, surat)
    muat(PenerimaSurat, pemeriksaan.KOLOM_PENERIMA, penerima)
    muat(Pemeriksaan, pemeriksaan.KOLOM_PEMERIKSAAN, periksa)
    muat(PeristiwaTenggat, pemeriksaan.KOLOM_PERISTIWA, peristiwa)
    muat(Pengembalian, pemeriksaan.KOLOM_PENGEMBALIAN, pengembalian)


def _mitra(acak, banyak):
    baris = kerja_sama.pihak_ketiga(acak, _berikut(PihakKetiga), banyak // PER_MITRA + 1)
    muat(PihakKetiga, kerja_sama.KOLOM_PIHAK_KETIGA, baris)
    return [(id_, nama) for id_, _, nama, *_ in baris]


def _orang(sebaran):
    """The people of PERAN and the account in whose name everything is registered; returns the id of that one."""
    sandi = make_password(SANDI)
    for username, wilayah in _tempat(sebaran).items():
        daftar = list(Wilayah.objects.filter(pk__in=wilayah).order_by("kode"))
        orang = _akun(username, daftar[0], sandi)
        peran, jabatan = PERAN[username]
        for satu in daftar:
            beri_penugasan(
                pengguna=orang, wilayah=satu, peran=peran, jabatan=jabatan, sk="SK contoh berskala", mulai=SEJAK
            )
    return _akun(PENCATAT, Wilayah.objects.get(kode=KODE_PUSAT), sandi).pk


def _akun(username, wilayah, sandi):
    nama = username.replace(".", " ").title()
    return buat_pengguna(username=username, nama=nama, password=sandi, tersandi=True, wilayah=wilayah, contoh=True)


def _tempat(sebaran):
    """{user name: ids of regions}: the busiest of each tier, one within the other."""
    provinsi = sebaran.terpadat("provinsi")[0]
    kabupaten = sebaran.terpadat("kabupaten", di=provinsi)[0]
    ramai = sebaran.terpadat("kabupaten", banyak=60)
    kecamatan = sebaran.terpadat("kecamatan", di=kabupaten)[0]
    return {
        "skala.pusat": Wilayah.objects.filter(kode=KODE_PUSAT).values_list("pk", flat=True),
        "skala.provinsi": [provinsi],
        "skala.kabupaten": [kabupaten],
        "skala.kecamatan": [kecamatan],
        "skala.desa": sebaran.terpadat("id", di=kecamatan),
        "skala.tiga": ramai[:: max(1, len(ramai) // 3)][:3],
    }


def _berikut(model):
    return (model._default_manager.aggregate(akhir=Max("pk"))["akhir"] or 0) + 1
