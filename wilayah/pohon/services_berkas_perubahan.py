"""Changes of the map from a file: all of it or nothing, and nothing twice. A line states what a regulation states: the
day, the act, the code of before and the code from then on. The name of a region that comes into being is that of the
edition which is shipped."""

import csv
import io
import lzma
from datetime import date
from itertools import groupby
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils.dateparse import parse_date

from .enums import JenisPerubahan
from .models import PerubahanWilayah, RiwayatWilayah, Wilayah
from .services_perubahan import tetapkan_perubahan

KEPALA = ["tanggal", "jenis", "kode_lama", "kode_baru", "dasar_hukum"]
SERENTAK = (JenisPerubahan.GANTI_KODE, JenisPerubahan.PINDAH_INDUK)


class BerkasSalah(Exception):
    def __init__(self, galat):
        super().__init__("\n".join(galat))
        self.galat = galat


class BarisPerubahan(NamedTuple):
    nomor: int
    tanggal: date
    jenis: str
    kode_lama: str
    kode_baru: str
    dasar_hukum: str


def baca_perubahan(jalur):
    """The lines of the file; raises BerkasSalah with one message for each line that can't be meant."""
    try:
        isi = list(csv.reader(io.StringIO(jalur.read_text(encoding="utf-8-sig"))))
    except (OSError, UnicodeDecodeError) as galat:
        raise BerkasSalah([f"Berkas tidak dapat dibaca: {galat}"]) from galat
    if not isi or isi[0] != KEPALA:
        raise BerkasSalah([f"baris 1: kepala harus {','.join(KEPALA)}"])
    galat, baris = [], []
    for nomor, satu in enumerate(isi[1:], start=2):
        if salah := _salah(satu):
            galat.append(f"baris {nomor}: {salah}")
        else:
            baris.append(BarisPerubahan(nomor, parse_date(satu[0]), *satu[1:]))
    if galat:
        raise BerkasSalah(galat)
    return baris


def _salah(satu):
    if len(satu) != len(KEPALA):
        return "harus lima kolom"
    try:
        if parse_date(satu[0]) is None:
            return f"tanggal «{satu[0]}» harus TTTT-BB-HH"
    except ValueError:
        return f"tanggal «{satu[0]}» tidak ada"
    if satu[1] not in JenisPerubahan.values:
        return f"jenis «{satu[1]}» tidak dikenal"
    return "" if satu[4].strip() else "dasar hukum kosong"


def nama_edisi(jalur):
    """{code: name} of a shipped edition."""
    teks = lzma.decompress(jalur.read_bytes()).decode()
    return {b["kode"]: b["nama"] for b in csv.DictReader(io.StringIO(teks))}


@transaction.atomic
def terapkan_perubahan(*, baris, nama, oleh=None, uji=False, kabar=lambda sudah, dari: None):
    """Makes the changes that have not been made yet, in the order of the file, and returns (made, already there).
    Codes that change on one day by one decree change at once, so that two may change places. With `uji` everything is
    tried and taken back."""
    dibuat = sudah = 0
    galat = []
    for (tanggal, jenis, dasar), kelompok in groupby(baris, key=lambda b: (b.tanggal, b.jenis, b.dasar_hukum)):
        kelompok = list(kelompok)
        belum = _belum(jenis, tanggal, kelompok)
        sudah += len(kelompok) - len(belum)
        for bagian in [belum] if jenis in SERENTAK and belum else [[b] for b in belum]:
            dibuat += _terapkan(bagian, jenis, tanggal, dasar, nama, oleh, galat)
            kabar(dibuat + sudah, len(baris))
    if galat:
        raise BerkasSalah(galat)
    transaction.set_rollback(uji)
    return dibuat, sudah


def _belum(jenis, tanggal, kelompok):
    """The lines that are not done. For codes it shows in the periods; for the rest in the acts."""
    if jenis in SERENTAK:
        dulu = RiwayatWilayah.objects.filter(wilayah=OuterRef("wilayah"), berlaku_sampai__lt=tanggal)
        lahir = RiwayatWilayah.objects.filter(berlaku_sejak=tanggal).annotate(
            dulu=Subquery(dulu.order_by("-berlaku_sampai").values("kode")[:1])
        )
        pasangan = set(lahir.values_list("dulu", "kode"))
        return [b for b in kelompok if (b.kode_lama, b.kode_baru) not in pasangan]
    ada = PerubahanWilayah.objects.filter(jenis=jenis, tanggal=tanggal)
    tercatat = {(p.rincian.get("kode_lama"), p.rincian.get("kode_baru")) for p in ada}
    return [b for b in kelompok if (b.kode_lama, b.kode_baru or b.kode_lama) not in tercatat]


def _terapkan(bagian, jenis, tanggal, dasar, nama, oleh, galat):
    """One act; what it refuses is told for its lines, and the next is tried, so that all faults show at once."""
    ada = Wilayah.objects.filter(aktif=True).in_bulk(
        [k for b in bagian for k in b.kode_lama.split("+")], field_name="kode"
    )
    hilang = [b for b in bagian if any(k not in ada for k in b.kode_lama.split("+"))]
    galat += [f"baris {b.nomor}: tidak ada wilayah aktif berkode {b.kode_lama}" for b in hilang]
    if hilang:
        return 0
    try:
        with transaction.atomic():
            isian = _isian(jenis, bagian, ada, nama)
            tetapkan_perubahan(jenis=jenis, isian=isian, oleh=oleh, tanggal=tanggal, dasar_hukum=dasar)
    except ValidationError as salah:
        nomor = bagian[0].nomor if len(bagian) == 1 else f"{bagian[0].nomor}–{bagian[-1].nomor}"
        galat += [f"baris {nomor}: {pesan}" for pesan in salah.messages]
        return 0
    return len(bagian)


def _isian(jenis, bagian, ada, nama):
    if jenis in SERENTAK:
        return {"pasangan": [(ada[b.kode_lama], b.kode_baru) for b in bagian]}
    (satu,) = bagian
    wilayah = [ada[k] for k in satu.kode_lama.split("+")]
    baru = nama.get(satu.kode_baru, "")
    if jenis == JenisPerubahan.GABUNG:
        return {"asal": wilayah, "kode": satu.kode_baru, "nama": baru}
    satu_wilayah = {"wilayah": wilayah[0]}
    if jenis == JenisPerubahan.MEKAR:
        return satu_wilayah | {"baru": [(satu.kode_baru, baru)]}
    if jenis == JenisPerubahan.UBAH_STATUS:
        return satu_wilayah | {"kode": satu.kode_baru, "nama": baru}
    if jenis == JenisPerubahan.GANTI_NAMA:
        return satu_wilayah | {"nama": baru}
    return satu_wilayah | {"penerus": Wilayah.objects.filter(kode=satu.kode_baru).first() if satu.kode_baru else None}
