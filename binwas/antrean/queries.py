"""What waits for a person, read across the slices: the queue of an office and the tasks of a desa."""

from dataclasses import dataclass, field
from datetime import timedelta

from binwas.penilaian.enums import Hasil, StatusPemeriksaan
from binwas.penilaian.queries import (
    antrean_kabupaten,
    dengan_kemajuan,
    dikembalikan_kecamatan,
    menunggu_desa,
    menunggu_kecamatan,
)
from binwas.surat.enums import TERBUKA_BAGI_PENERIMA, StatusSurat
from binwas.surat.models import PenerimaSurat, Surat
from kerjasama.enums import Status, Tanggapan
from kerjasama.models import KerjaSama, Pihak
from kerjasama.queries import draf_terbuka

LIHAT = "wilayah.lihat_kerja_sama"
BATAS = 300
HARI_STRIP = 10
MENUNGGU_DESA, MENUNGGU_TTD, GILIRAN = "desa", "ttd", "giliran"


@dataclass
class Kelompok:
    """Rows under one heading of the queue."""

    kunci: str
    judul: str
    baris: list = field(default_factory=list)
    genting: bool = False


def tab_pemeriksaan(p):
    """Which tab a review stands under: whose move it is."""
    if p.menunggu_desa:
        return MENUNGGU_DESA
    if p.status == StatusPemeriksaan.DIUSULKAN:
        return MENUNGGU_TTD
    return GILIRAN


def antrean_telaah(user, petugas=None, kata=""):
    """The office's open reviews, most urgent first, at most BATAS of them."""
    dasar = dengan_kemajuan(antrean_kabupaten(user))
    if petugas:
        dasar = dasar.filter(petugas=petugas)
    if kata:
        dasar = dasar.filter(kerja_sama__judul__icontains=kata)
    return list(dasar[:BATAS])


def kelompokkan(baris, hari_ini):
    """By legal time left. What has no clock yet comes last: it has none because nobody has recorded it."""
    kelompok = {
        k.kunci: k
        for k in (
            Kelompok("lewat", "Terlambat", genting=True),
            Kelompok("hari_ini", "Jatuh tempo hari ini"),
            Kelompok("minggu", "Tujuh hari ke depan"),
            Kelompok("nanti", "Berikutnya"),
            Kelompok("baru", "Belum dicatat lengkap"),
        )
    }
    for p in baris:
        kelompok[_kelompok(p.tenggat, hari_ini)].baris.append(p)
    return [k for k in kelompok.values() if k.baris]


def _kelompok(tenggat, hari_ini):
    if tenggat is None:
        return "baru"
    if tenggat <= hari_ini:
        return "lewat" if tenggat < hari_ini else "hari_ini"
    return "minggu" if tenggat <= hari_ini + timedelta(days=7) else "nanti"


def strip_tenggat(baris, hari_ini):
    """Deadlines of the coming days, for the strip on top: [(date, how many)], and how many are late."""
    tenggat = [p.tenggat for p in baris if p.tenggat and not p.menunggu_desa]
    hari = [hari_ini + timedelta(days=n) for n in range(HARI_STRIP)]
    return {"lewat": sum(t < hari_ini for t in tenggat), "hari": [(h, tenggat.count(h)) for h in hari]}


def menunggu_keputusan(p):
    return p.status == StatusPemeriksaan.DIUSULKAN and p.hasil == Hasil.BERTENTANGAN


def surat_menunggu(user):
    """Letters that wait for the person: to initial, to sign, or for the scan of a wet print."""
    tunggu = (
        ("Menunggu paraf Anda", "wilayah.paraf_surat", [StatusSurat.KONSEP, StatusSurat.DIPARAF]),
        ("Menunggu tanda tangan Anda", "wilayah.tandatangani_surat", [StatusSurat.SIAP_TTD]),
        ("Menunggu pindaian tanda tangan basah", "wilayah.kelola_surat", [StatusSurat.BERNOMOR]),
    )
    kelompok = (Kelompok(izin, judul, _surat(user, izin, status)) for judul, izin, status in tunggu)
    return [k for k in kelompok if k.baris]


def _surat(user, izin, status):
    surat = Surat.objects.dalam_cakupan(user, izin).filter(status__in=status)
    return list(surat.select_related("kerja_sama", "konseptor").order_by("dibuat_pada", "pk")[:BATAS])


def antrean_kecamatan(user, kata=""):
    """The kecamatan's two piles: to check, and back at the desa."""
    periksa, kembali = menunggu_kecamatan(user), dikembalikan_kecamatan(user)
    if kata:
        periksa, kembali = periksa.filter(judul__icontains=kata), kembali.filter(judul__icontains=kata)
    return list(periksa[:BATAS]), list(kembali.select_related("desa_pendaftar__induk__induk__induk")[:BATAS])


@dataclass
class TugasDesa:
    """What a desa has to do, in the order in which it matters."""

    pengembalian: list
    surat: list
    tanggapan: list
    nomor: list
    draf: list

    @property
    def jumlah(self):
        return sum(len(daftar) for daftar in (self.pengembalian, self.surat, self.tanggapan, self.nomor, self.draf))


def tugas_desa(user, wilayah_ids):
    pihak = (
        Pihak.objects.dalam_cakupan(user, "wilayah.tanggapi_pendaftaran")
        .filter(kerja_sama__status=Status.BERLAKU)
        .select_related("kerja_sama__desa_pendaftar__induk", "desa")
        .order_by("pk")
    )
    sendiri = list(pihak[:BATAS])
    return TugasDesa(
        pengembalian=list(menunggu_desa(user)[:BATAS]),
        surat=list(surat_kantor(user, wilayah_ids).filter(dibaca_pada__isnull=True, tembusan=False)[:BATAS]),
        tanggapan=[p for p in sendiri if p.tanggapan == Tanggapan.BELUM],
        nomor=[p for p in sendiri if p.tanggapan != Tanggapan.BELUM and _kurang_nomor(p)],
        draf=list(draf_terbuka(user)[:BATAS]),
    )


def _kurang_nomor(pihak):
    return pihak.kerja_sama.adalah_pbkd and pihak.nomor_belum_diketahui


def surat_kantor(user, wilayah_ids):
    """Letters addressed to the person's own offices: a successor finds what came before."""
    return (
        PenerimaSurat.objects.dalam_cakupan(user, LIHAT)
        .filter(wilayah_id__in=wilayah_ids, surat__status__in=TERBUKA_BAGI_PENERIMA)
        .select_related("surat__kantor", "surat__kerja_sama", "wilayah", "dibaca_oleh")
        .order_by("-surat__terbit_pada", "-pk")
    )


def kerja_sama_terbaru(user, jumlah):
    dasar = KerjaSama.objects.dalam_cakupan(user, LIHAT).exclude(status=Status.DITARIK)
    return list(dasar.order_by("-didaftarkan_pada", "-pk")[:jumlah])
