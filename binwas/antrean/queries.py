"""What waits for a person, read across the slices: the queue of an office and the tasks of a desa."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from binwas.penilaian.enums import StatusPemeriksaan
from binwas.penilaian.queries import (
    antrean_kabupaten,
    dengan_kemajuan,
    dikembalikan_kecamatan,
    menunggu_desa,
    menunggu_kecamatan,
)
from binwas.surat.enums import TERBUKA_BAGI_PENERIMA, StatusSurat
from binwas.surat.models import PenerimaSurat
from binwas.surat.queries import menunggu, untuk_penugasan
from kerjasama.enums import Asal, Status, Tanggapan
from kerjasama.models import KerjaSama, Pihak
from kerjasama.queries.pendaftaran import draf_terbuka
from wilayah.cakupan.queries import ikut
from wilayah.kalender.queries import libur_untuk
from wilayah.kalender.rules import hari_kerja

LIHAT, SUSUN = "wilayah.lihat_kerja_sama", "wilayah.susun_kerja_sama"
BATAS = 300
HARI_STRIP = 10
MENUNGGU_DESA, MENUNGGU_TTD, GILIRAN = "desa", "ttd", "giliran"
TAB = (GILIRAN, MENUNGGU_DESA, MENUNGGU_TTD)
TINDAKAN_SURAT = {
    StatusSurat.SIAP_TTD: "Menunggu tanda tangan Anda",
    StatusSurat.KONSEP: "Menunggu paraf Anda",
    "kembali": "Konsep dikembalikan, perlu diusulkan lagi",
    StatusSurat.BERNOMOR: "Menunggu pindaian tanda tangan basah",
    StatusSurat.TERBIT: "Perlu diantar ke penerima tanpa akun",
}


@dataclass
class Kelompok:
    """Rows under one heading of the queue."""

    kunci: str
    judul: str
    baris: list = field(default_factory=list)
    genting: bool = False


def tab_pemeriksaan(p):
    """Which tab a review stands under: whose move it is."""
    if p.menunggu_putusan:
        return GILIRAN
    if p.menunggu_desa:
        return MENUNGGU_DESA
    if p.status == StatusPemeriksaan.DIUSULKAN:
        return MENUNGGU_TTD
    return GILIRAN


def antrean_telaah(user):
    """The office's open reviews, most urgent first, at most BATAS of them."""
    return list(dengan_kemajuan(antrean_kabupaten(user))[:BATAS])


def saring(baris, petugas, kata):
    """The rows of one officer, with the word in title, code or name of the registering desa."""
    kata = kata.lower()
    return [
        p
        for p in baris
        if (petugas is None or p.petugas_id == petugas.pk)
        and kata in f"{p.kerja_sama.judul} {p.kerja_sama.kode_ucap} {p.kerja_sama.desa_pendaftar.nama}".lower()
    ]


def kelompokkan(baris, hari_ini):
    """By legal time left. What has no clock yet comes last: it has none because nobody has recorded it."""
    kelompok = {
        k.kunci: k
        for k in (
            Kelompok("lewat", "Terlambat", genting=True),
            Kelompok("hari_ini", "Jatuh tempo hari ini"),
            Kelompok("minggu", "Tujuh hari ke depan"),
            Kelompok("nanti", "Berikutnya"),
            Kelompok("berhenti", "Waktu berhenti"),
            Kelompok("baru", "Belum dicatat lengkap"),
        )
    }
    for p in baris:
        kelompok["berhenti" if p.berhenti else _kelompok(p.tenggat, hari_ini)].baris.append(p)
    return [k for k in kelompok.values() if k.baris]


def _kelompok(tenggat, hari_ini):
    if tenggat is None:
        return "baru"
    if tenggat <= hari_ini:
        return "lewat" if tenggat < hari_ini else "hari_ini"
    return "minggu" if tenggat <= hari_ini + timedelta(days=7) else "nanti"


@dataclass(frozen=True)
class HariTenggat:
    """One day of the strip on top of the queue."""

    tanggal: date
    banyak: int
    milik: int


def strip_tenggat(baris, hari_ini, kantor, user):
    """Deadlines of the coming days, and how many are late: the clocks that run now."""
    jalan = [p for p in baris if p.tenggat and not p.berhenti]
    hari = _hari_strip(hari_ini, {p.tenggat for p in jalan}, kantor)
    return {"lewat": sum(p.tenggat < hari_ini for p in jalan), "hari": [_hari_tenggat(h, jalan, user) for h in hari]}


def _hari_tenggat(tanggal, jalan, user):
    jatuh = [p for p in jalan if p.tenggat == tanggal]
    return HariTenggat(tanggal, len(jatuh), sum(p.petugas_id == user.pk for p in jatuh))


def _hari_strip(hari_ini, tenggat, kantor):
    """Today and the working days after it; a day off too where something falls due, for a last day is not moved."""
    libur = libur_untuk(kantor)
    calon = (hari_ini + timedelta(days=n) for n in range(1, 40))
    return [hari_ini, *(h for h in calon if h in tenggat or hari_kerja(h, libur))][:HARI_STRIP]


def pilih_tenggat(baris, pilihan, hari_ini):
    """Rows behind one cell of the strip: `pilihan` is «lewat» or a date; None when it is neither."""
    jalan = [p for p in baris if p.tenggat and not p.berhenti]
    if pilihan == "lewat":
        return [p for p in jalan if p.tenggat < hari_ini]
    try:
        tanggal = date.fromisoformat(pilihan)
    except ValueError:
        return None
    return [p for p in jalan if p.tenggat == tanggal]


def surat_menunggu(user):
    """Letters on which the person has the next act, under the heading of that act."""
    kelompok = {k: Kelompok(k, judul) for k, judul in TINDAKAN_SURAT.items()}
    surat = menunggu(user).select_related("kerja_sama", "konseptor").order_by("dibuat_pada", "pk")
    for s in surat[:BATAS]:
        kelompok[_tindakan_surat(s)].baris.append(s)
    return [k for k in kelompok.values() if k.baris]


def _tindakan_surat(surat):
    if surat.status in (StatusSurat.KONSEP, StatusSurat.DIPARAF):
        return "kembali" if surat.alasan_kembali else StatusSurat.KONSEP
    return surat.status


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
        semua = (self.pengembalian, self.surat, self.tanggapan, self.nomor, self.draf)
        return sum(len(daftar) for daftar in semua)


def tugas_desa(user, tugas):
    pihak = (
        Pihak.objects.dalam_cakupan(user, "wilayah.tanggapi_pendaftaran")
        .filter(kerja_sama__status=Status.BERLAKU)
        .exclude(kerja_sama__asal=Asal.DISUSUN)
        .select_related("kerja_sama__desa_pendaftar__induk", "kerja_sama__didaftarkan_oleh", "desa")
        .order_by("pk")
    )
    sendiri = list(pihak[:BATAS])
    return TugasDesa(
        pengembalian=list(menunggu_desa(user)[:BATAS]),
        surat=list(surat_kantor(user, tugas).filter(dibaca_pada__isnull=True, tembusan=False)[:BATAS]),
        tanggapan=[p for p in sendiri if p.tanggapan == Tanggapan.BELUM],
        nomor=[p for p in sendiri if p.tanggapan == Tanggapan.BENAR and _kurang_nomor(p)],
        draf=list(draf_terbuka(user)[:BATAS]),
    )


def _kurang_nomor(pihak):
    return pihak.kerja_sama.adalah_pbkd and pihak.nomor_belum_diketahui


def surat_kantor(user, tugas):
    """Letters addressed to the offices of the assignments `tugas`: a successor finds what came before."""
    return (
        PenerimaSurat.objects.dalam_cakupan(user, LIHAT)
        .filter(untuk_penugasan(tugas), surat__status__in=TERBUKA_BAGI_PENERIMA)
        .select_related("surat__kantor", "surat__kerja_sama", "wilayah", "dibaca_oleh")
        .order_by("-surat__terbit_pada", "-pk")
    )


def kerja_sama_terbaru(user, jumlah):
    """The newest agreements with their parties, and how many there are."""
    dasar = KerjaSama.objects.dalam_cakupan(user, LIHAT).exclude(status=Status.DITARIK)
    pihak = ikut("pihak", dasar, Pihak.objects.order_by("urut"))
    return dasar.order_by("-didaftarkan_pada", "-pk").prefetch_related(pihak)[:jumlah], dasar.count()
