"""What a region is from a date on, and the period that keeps what it was until then. The one place that gives a
region a code, a name, a kind or an end: whoever decides it (an edition of the map, a change by law) calls from here,
inside a transaction that holds `kunci_pohon`, and writes the row of the trail."""

from datetime import timedelta
from itertools import groupby
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Q, Value
from django.db.models.functions import Concat, Substr

from .enums import Jenis, Tingkat
from .models import KODE_PUSAT, RiwayatWilayah, Wilayah
from .rules import ZONA_PROVINSI, kode_induk, kunci_cari, nisan, tingkat_kode, urut_kode
from .services_acuan import lupakan_sebutan

UKURAN_KELOMPOK = 2000
# A period begins as a copy of its region: ninety thousand of them are copied where they lie.
SALIN_PERIODE = (
    "INSERT INTO wilayah_riwayatwilayah "
    "(wilayah_id, kode, nama, jenis, induk_id, berlaku_sejak, dasar_hukum, edisi) "
    "SELECT id, kode, nama, jenis, induk_id, %s, %s, %s FROM wilayah_wilayah WHERE id IN ({})"
)


class Keadaan(NamedTuple):
    """What `wilayah` is to be. Its parent follows from the code, which is the parent's with one part more."""

    wilayah: Wilayah
    kode: str
    nama: str
    jenis: str


def kunci_pohon():
    """The root, made if need be and locked: changes of the tree wait for each other on both databases."""
    bawaan = {"nama": "Indonesia", "jenis": Jenis.PUSAT, "tingkat": Tingkat.PUSAT, "zona_waktu": "Asia/Jakarta"}
    Wilayah.objects.get_or_create(kode=KODE_PUSAT, defaults=bawaan)
    return Wilayah.objects.select_for_update(of=("self",)).get(kode=KODE_PUSAT)


@transaction.atomic
def tambah_wilayah(*, baris, tanggal, dasar_hukum, edisi, kabar=lambda tingkat, sudah, dari: None):
    """New regions (`Baris`), each with its first period; their parents are here or among them."""
    if not baris:
        return []
    _ganti_kode(_pelepas([satu.kode for satu in baris]))
    id_wilayah, semua = _id_induk(baris), []
    for tingkat, kelompok in groupby(sorted(baris, key=urut_kode), key=lambda satu: tingkat_kode(satu.kode)):
        baru = [_wilayah_baru(satu, tingkat, id_wilayah) for satu in kelompok]
        sudah = 0
        for bagian in _bagi(baru):
            semua += Wilayah.objects.bulk_create(bagian)
            sudah += len(bagian)
            kabar(tingkat, sudah, len(baru))
        id_wilayah.update((satu.kode, satu.pk) for satu in baru)
    _buka([satu.pk for satu in semua], tanggal, dasar_hukum, edisi)
    return semua


def _id_induk(baris):
    kode, hasil = {kode_induk(satu.kode) or KODE_PUSAT for satu in baris}, {}
    for bagian in _bagi(kode):
        hasil.update(Wilayah.objects.filter(kode__in=bagian).values_list("kode", "pk"))
    return hasil


def _wilayah_baru(baris, tingkat, id_wilayah):
    return Wilayah(
        kode=baris.kode,
        nama=baris.nama,
        jenis=baris.jenis,
        tingkat=tingkat,
        induk_id=id_wilayah[kode_induk(baris.kode) or KODE_PUSAT],
        zona_waktu=ZONA_PROVINSI.get(baris.kode, ""),
        kunci_cari=kunci_cari(baris.nama, tingkat),
    )


def tetapkan_keadaan(*, wilayah, tanggal, dasar_hukum, edisi, kode=None, nama=None, jenis=None):
    """Gives one region what is stated, and keeps the rest. A new code carries along everything below it, and puts it
    under the region whose code the new one begins with. An inactive region is active again by it."""
    satu = Keadaan(wilayah, kode or wilayah.kode, nama or wilayah.nama, jenis or wilayah.jenis)
    tetapkan_banyak(keadaan=[satu], tanggal=tanggal, dasar_hukum=dasar_hukum, edisi=edisi)
    wilayah.refresh_from_db()
    return wilayah


@transaction.atomic
def tetapkan_banyak(*, keadaan, tanggal, dasar_hukum, edisi):
    """Gives each region its state at once, so that two may change codes. What is below a region goes with it, unless
    it is stated itself. A code still held by an active region that keeps it is refused; an inactive one gives it up."""
    bergeser = [k for k in keadaan if k.kode != k.wilayah.kode]
    pelepas = _pelepas([k.kode for k in bergeser], pindah=bergeser)
    terkena = {k.wilayah.pk for k in keadaan}
    for satu in bergeser:
        terkena.update(_bawah(satu.wilayah.kode).filter(aktif=True).values_list("pk", flat=True))
    _tutup(terkena, tanggal)
    _ganti_kode([*bergeser, *pelepas])
    _ganti_sifat(keadaan)
    _buka(sorted(terkena), tanggal, dasar_hukum, edisi)


@transaction.atomic
def nonaktifkan(*, wilayah, tanggal, diteruskan_oleh=None):
    """Ends a region and what is still active below it; `diteruskan_oleh` acts for the region from then on, and for
    those it acted for. Nothing is deleted, and the code stays until another region needs it."""
    penerus = diteruskan_oleh and (diteruskan_oleh.diteruskan_oleh or diteruskan_oleh)
    Wilayah.objects.filter(Q(pk=wilayah.pk) | Q(diteruskan_oleh=wilayah)).update(diteruskan_oleh=penerus)
    bawah = _bawah(wilayah.kode).filter(aktif=True).values_list("pk", flat=True)
    nonaktifkan_banyak(kunci=[wilayah.pk, *bawah], tanggal=tanggal)
    wilayah.refresh_from_db()
    return wilayah


@transaction.atomic
def nonaktifkan_banyak(*, kunci, tanggal):
    """Ends the regions with these primary keys, and no other. Those they acted for are acted for by none."""
    _tutup(kunci, tanggal)
    for bagian in _bagi(kunci):
        Wilayah.objects.filter(pk__in=bagian, aktif=True).update(aktif=False, nonaktif_sejak=tanggal)
        Wilayah.objects.filter(diteruskan_oleh__in=bagian).update(diteruskan_oleh=None)


def _bagi(daftar):
    """Slices that fit into one statement: SQLite bounds its parameters."""
    daftar = list(daftar)
    return (daftar[n : n + UKURAN_KELOMPOK] for n in range(0, len(daftar), UKURAN_KELOMPOK))


def _bawah(kode):
    return Wilayah.objects.filter(kode__berawal=f"{kode}.")


def _pelepas(kode, pindah=()):
    """The inactive holders of these codes, each with the tombstone that it gets. Holders that move need nothing."""
    berangkat = {k.wilayah.kode for k in pindah}
    pemegang = []
    for bagian in _bagi(kode):
        pemegang += Wilayah.objects.filter(kode__in=bagian)
    tetap = sorted((w for w in pemegang if not _ikut(w.kode, berangkat)), key=urut_kode)
    if masih := [w for w in tetap if w.aktif]:
        raise ValidationError([f"Kode {w.kode} masih dipakai {w.nama_lengkap}." for w in masih], code="kode_terpakai")
    hasil, dilepas = [], set()
    for satu in tetap:
        if not _ikut(satu.kode, dilepas):
            dilepas.add(satu.kode)
            nomor = _nisan_terakhir(satu.kode) + sum(kode_induk(k) == kode_induk(satu.kode) for k in dilepas)
            hasil.append(Keadaan(satu, nisan(satu.kode, nomor), satu.nama, satu.jenis))
    return hasil


def _ikut(kode, berangkat):
    """Whether the region with `kode` leaves, by itself or with one above it."""
    bagian = kode.split(".")
    return any(".".join(bagian[:n]) in berangkat for n in range(1, len(bagian) + 1))


def _nisan_terakhir(kode):
    ada = Wilayah.objects.filter(kode__berawal=nisan(kode, "")).values_list("kode", flat=True)
    return max((int(k.rpartition("x")[2]) for k in ada if k.rpartition("x")[2].isdigit()), default=0)


def _tutup(kunci, tanggal):
    """Ends the open periods. One that began on this very day never held: it goes. One that began later stands against
    what the caller wants to write before it."""
    for bagian in _bagi(kunci):
        terbuka = RiwayatWilayah.objects.filter(wilayah__in=bagian, berlaku_sampai__isnull=True)
        if lebih_baru := terbuka.filter(berlaku_sejak__gt=tanggal).order_by("kode").first():
            raise ValidationError(
                f"{lebih_baru.kode} {lebih_baru.nama}: keadaannya sekarang berlaku sejak tanggal yang lebih baru.",
                code="lebih_baru",
            )
        terbuka.filter(berlaku_sejak=tanggal).delete()
        terbuka.update(berlaku_sampai=tanggal - timedelta(days=1))


def _ganti_kode(daftar):
    """Each region and what is below it to its new code, by way of a code that nobody has: the deepest leave first,
    so that one stated below another goes its own way."""
    for satu in sorted(daftar, key=lambda k: -k.wilayah.tingkat):
        _tulis_kode(satu.wilayah.pk, satu.wilayah.kode, f"~{satu.wilayah.pk}")
    for satu in daftar:
        _tulis_kode(satu.wilayah.pk, f"~{satu.wilayah.pk}", satu.kode)
        satu.wilayah.kode = satu.kode
    if daftar:
        transaction.on_commit(lupakan_sebutan)


def _tulis_kode(pk, lama, baru):
    ikut = Wilayah.objects.filter(Q(pk=pk) | Q(kode__berawal=f"{lama}."))
    ikut.update(kode=Concat(Value(baru), Substr("kode", len(lama) + 1)))


def _ganti_sifat(keadaan):
    induk = {kode_induk(k.kode) or KODE_PUSAT for k in keadaan}
    id_induk = dict(Wilayah.objects.filter(kode__in=induk).values_list("kode", "pk"))
    for satu in keadaan:
        wilayah, kode = satu.wilayah, kode_induk(satu.kode) or KODE_PUSAT
        if kode not in id_induk:
            raise ValidationError(f"Induk {kode} dari {satu.kode} tidak ada.", code="induk")
        wilayah.nama, wilayah.jenis = satu.nama, satu.jenis
        wilayah.kunci_cari = kunci_cari(satu.nama, wilayah.tingkat)
        wilayah.induk_id = id_induk[kode]
        wilayah.aktif, wilayah.nonaktif_sejak, wilayah.diteruskan_oleh = True, None, None
    bidang = ["nama", "jenis", "kunci_cari", "induk", "aktif", "nonaktif_sejak", "diteruskan_oleh"]
    Wilayah.objects.bulk_update([k.wilayah for k in keadaan], bidang, batch_size=100)


def _buka(kunci, tanggal, dasar_hukum, edisi):
    """The periods from `tanggal` on. SQLite has no constraint against two regions with one code at a time: this is."""
    hari = connection.ops.adapt_datefield_value(tanggal)
    for bagian in _bagi(kunci):
        kode = Wilayah.objects.filter(pk__in=bagian).values("kode")
        dipakai = RiwayatWilayah.objects.filter(berlaku_sampai__gte=tanggal, kode__in=kode)
        if bentrok := dipakai.order_by("kode").first():
            raise ValidationError(
                f"Kode {bentrok.kode} masih dipakai {bentrok.nama} sampai tanggal yang lebih baru.", code="lebih_baru"
            )
        with connection.cursor() as kursor:
            kursor.execute(SALIN_PERIODE.format(", ".join(["%s"] * len(bagian))), [hari, dasar_hukum, edisi, *bagian])
