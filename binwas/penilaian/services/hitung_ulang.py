"""The calendar has changed: running clocks are counted again, and whoever's date moved is told."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse

from binwas.penilaian.enums import StatusPemeriksaan
from binwas.penilaian.models import Pemeriksaan
from binwas.penilaian.queries import hitung_tenggat
from kerjasama.enums import Status
from wilayah.jejak.services import catat
from wilayah.kalender.queries import libur_untuk, pekan_untuk
from wilayah.pengguna.queries_kantor import KELOLA_KANTOR
from wilayah.regulasi.queries import KELOLA_ACUAN
from wilayah.tampilan.format import angka, tanggal

from .kabar import kabari, petugas_kabupaten, semua_pihak

SEMUA_JAM = "a holiday moves the clocks of everyone below, whoever has the power to decide it"


@dataclass(frozen=True)
class Geseran:
    """A running review whose date no longer follows from the calendar."""

    pemeriksaan: Pemeriksaan
    lama: date
    baru: date


def tenggat_bergeser(wilayah, *, kunci=False):
    """What the calendar as it stands would move, below `wilayah` (None: everywhere). Clocks that stand still have no
    date and move when they resume."""
    terbuka = Pemeriksaan.objects.tanpa_batas(alasan=SEMUA_JAM)
    if kunci:
        terbuka = terbuka.select_for_update(of=("self",))
    terbuka = (
        terbuka.exclude(status=StatusPemeriksaan.SELESAI)
        .exclude(kerja_sama__status=Status.DITARIK)
        .filter(tenggat__isnull=False)
        .select_related("kantor__induk__induk", "kerja_sama__desa_pendaftar__induk__induk__induk")
        .order_by("kantor", "pk")
    )
    if wilayah is not None and wilayah.tingkat > 0:
        terbuka = terbuka.filter(kantor__in=type(wilayah).objects.di_bawah(wilayah))
    return list(_bergeser(terbuka))


def _bergeser(terbuka):
    kalender = {}
    for p in terbuka.iterator(chunk_size=500):
        if p.kantor_id not in kalender:
            kalender = {p.kantor_id: {"libur": libur_untuk(p.kantor), "pekan": pekan_untuk(p.kantor)}}
        baru = hitung_tenggat(p, **kalender[p.kantor_id]).tenggat
        if baru != p.tenggat:
            yield Geseran(p, p.tenggat, baru)


def kalimat(wilayah):
    """For the page that says what a change would do, before it is done."""
    geseran = tenggat_bergeser(wilayah)
    if not geseran:
        return ["Tidak ada tenggat pemeriksaan berjalan yang berubah."]
    maju = sum(g.baru < g.lama for g in geseran)
    mundur = len(geseran) - maju
    return [
        f"{angka(len(geseran))} tenggat pemeriksaan berjalan dihitung ulang: {angka(mundur)} menjadi lebih lambat, "
        f"{angka(maju)} lebih cepat. Petugas dan para pihaknya diberi tahu."
    ]


@transaction.atomic
def hitung_ulang_tenggat(*, wilayah, sebab, oleh):
    """Moves the dates, tells the officers and the parties of each, and leaves one row of the trail for each."""
    izin = KELOLA_ACUAN if wilayah is None else KELOLA_KANTOR
    for geseran in tenggat_bergeser(wilayah, kunci=True):
        _geser(geseran, sebab, oleh, izin)


def _geser(geseran, sebab, oleh, izin):
    p = geseran.pemeriksaan
    p.tenggat, p.versi = geseran.baru, p.versi + 1
    p.save(update_fields=["tenggat", "versi"])
    kabari(
        kerja_sama=p.kerja_sama,
        penerima=[*petugas_kabupaten(p.kerja_sama), *semua_pihak(p.kerja_sama)],
        judul=f"Tenggat berubah: {p.kerja_sama.judul}",
        isi=f"Semula {tanggal(geseran.lama)}, menjadi {tanggal(geseran.baru)}. {sebab}.",
        tautan=reverse("pemeriksaan_tenggat", args=[p.id_publik]),
    )
    catat(
        peristiwa="pemeriksaan.tenggat_dihitung_ulang",
        objek=p,
        pokok=p.kerja_sama,
        oleh=oleh,
        wilayah=p.kerja_sama.desa_pendaftar,
        izin=izin,
        keterangan=sebab[:300],
        sebelum={"tenggat": geseran.lama},
        sesudah={"tenggat": geseran.baru},
    )
