"""Reads of a review: the switch, the clock, the sheet of answers, and the queues of the two offices."""

from dataclasses import dataclass, field

from django.db.models import Count, Q

from kerjasama.enums import Bentuk, MutuData, Status
from kerjasama.models import KerjaSama, Pihak
from wilayah.cakupan.roles import PERAN_PEMERINTAH_DESA
from wilayah.kalender.queries import libur_untuk, pekan_untuk
from wilayah.kalender.rules import Peristiwa, hitung_jam
from wilayah.pengguna.queries import pemegang
from wilayah.regulasi.queries import aturan_tenggat

from .enums import JenisPemeriksaan, Nilai, StatusPemeriksaan
from .models import ButirInstrumen, Instrumen, JawabanButir, Pemeriksaan, Pengembalian, PeristiwaTenggat
from .rules import KODE_TENGGAT, hasil_dari


def instrumen_berlaku(jenis, tanggal):
    """The newest version in force on the local date, or None when none was ever loaded."""
    return Instrumen.objects.filter(jenis=jenis, berlaku_sejak__lte=tanggal).order_by("-versi").first()


def pemeriksaan_terakhir(kerja_sama):
    """The agreement's klarifikasi, open or done, for whoever reached the agreement; None before forwarding."""
    return (
        Pemeriksaan.objects.milik(kerja_sama)
        .filter(jenis=JenisPemeriksaan.KLARIFIKASI)
        .select_related("kantor__induk", "kecamatan__induk__induk", "petugas", "surat")
        .order_by("-pk")
        .first()
    )


def pengembalian_terbuka(kerja_sama):
    """The return that waits for the desa's answer, or None."""
    terbuka = Pengembalian.objects.milik(kerja_sama).filter(dijawab_pada__isnull=True)
    return terbuka.select_related("dari_kantor__induk", "oleh", "pemeriksaan").first()


def hitung_tenggat(pemeriksaan, hari_ini=None, aturan=None, libur=None, pekan=None):
    """The clock of a review from its events; the same call gives the date and the lines that explain it. The rest is
    for a caller that has read the rule, the holidays or the working week already."""
    peristiwa = [
        Peristiwa(p.jenis, p.pada, p.keterangan)
        for p in PeristiwaTenggat.objects.milik(pemeriksaan).order_by("pada", "pk")
    ]
    kantor = pemeriksaan.kantor
    aturan = aturan or aturan_pemeriksaan(pemeriksaan)
    libur = libur_untuk(kantor) if libur is None else libur
    return hitung_jam(peristiwa, aturan, libur, kantor.zona, hari_ini=hari_ini, pekan=pekan or pekan_untuk(kantor))


def aturan_pemeriksaan(pemeriksaan):
    """The rule in force on the local day on which the file was recorded (today, before that)."""
    kantor = pemeriksaan.kantor
    dicatat = pemeriksaan.dicatat_pada
    tanggal = dicatat.astimezone(kantor.zona).date() if dicatat else kantor.hari_ini()
    return aturan_tenggat(KODE_TENGGAT, kantor, tanggal)


@dataclass
class Lembar:
    """The sheet of one review: each item of the instrument with its answer (None: not yet)."""

    baris: list = field(default_factory=list)

    @property
    def nilai(self):
        return [j.nilai if j else "" for _, j in self.baris]

    @property
    def dijawab(self):
        return sum(bool(n) for n in self.nilai)

    @property
    def jumlah(self):
        return len(self.baris)

    @property
    def isi(self):
        return [(j.nilai, j.catatan) if j else ("", "") for _, j in self.baris]

    def banyak(self, nilai):
        return self.nilai.count(nilai)

    @property
    def rekap(self):
        return {n.value: self.banyak(n) for n in Nilai}

    def hasil_awal(self, jenis):
        """Pre-chosen from the items; None while one of them has no answer."""
        return hasil_dari(self.nilai, jenis) if self.baris and all(self.nilai) else None

    @property
    def bercatatan(self):
        """Items that are not sesuai, in the order of the instrument: the matrix of notes."""
        return [(b, j) for b, j in self.baris if j and j.nilai and j.nilai != Nilai.SESUAI]

    def kelompok(self):
        """[(name, answered, items)] in the order of the instrument."""
        urut = {}
        for butir, jawaban in self.baris:
            urut.setdefault(butir.kelompok, []).append((butir, jawaban))
        return [(nama, sum(bool(j and j.nilai) for _, j in isi), isi) for nama, isi in urut.items()]


def lembar(pemeriksaan):
    """The sheet of a review reached through `lihat_pemeriksaan`; empty before its instrument is fixed."""
    jawaban = {
        j.butir_id: j
        for j in JawabanButir.objects.milik(pemeriksaan).filter(penelaah__isnull=True).select_related("diubah_oleh")
    }
    butir = ButirInstrumen.objects.filter(instrumen_id=pemeriksaan.instrumen_id).order_by("urut")
    return Lembar([(b, jawaban.get(b.pk)) for b in butir])


def menunggu_kecamatan(user):
    """The kecamatan's inbox: handed in, not yet checked, not under review, not back at the desa."""
    menunggu_desa = Pengembalian.objects.milik(_milik_kecamatan(user)).filter(dijawab_pada__isnull=True)
    diperiksa = Pemeriksaan.objects.milik(_milik_kecamatan(user))
    # By the closure table: its index holds the kecamatan's part, that of the agreements the whole nation's.
    belum = KerjaSama.objects.dalam_cakupan(user, "wilayah.lihat_kerja_sama").filter(c_mutu=MutuData.BELUM_DIPERIKSA)
    return (
        _milik_kecamatan(user)
        .filter(pk__in=belum.order_by().values("pk"), disampaikan_pada__isnull=False)
        .exclude(status__in=[Status.DITARIK, Status.DIBATALKAN])
        .exclude(pk__in=menunggu_desa.values("kerja_sama_id"))
        .exclude(pk__in=diperiksa.values("kerja_sama_id"))
        .select_related("desa_pendaftar__induk__induk__induk")
        .order_by("disampaikan_pada", "pk")
    )


def dikembalikan_kecamatan(user):
    """Agreements that wait for the desa's answer to the kecamatan, oldest first."""
    pengembalian = Pengembalian.objects.milik(_milik_kecamatan(user))
    terbuka = pengembalian.filter(dijawab_pada__isnull=True, pemeriksaan__isnull=True)
    kembali = _milik_kecamatan(user).filter(pk__in=terbuka.values("kerja_sama_id")).exclude(status=Status.DITARIK)
    return kembali.order_by("disampaikan_pada", "pk")


def _milik_kecamatan(user):
    return KerjaSama.objects.dalam_cakupan(user, "wilayah.teruskan_kerja_sama")


def antrean_kabupaten(user):
    """Open reviews of the offices for which `user` may examine, most urgent first; paused ones stand apart."""
    return (
        Pemeriksaan.objects.dalam_cakupan(user, "wilayah.lihat_pemeriksaan")
        .exclude(status=StatusPemeriksaan.SELESAI)
        .exclude(kerja_sama__status=Status.DITARIK)
        .select_related("kerja_sama__desa_pendaftar__induk__induk__induk", "kantor__induk", "petugas", "surat")
        .order_by("menunggu_desa", "tenggat", "pk")
    )


def dengan_kemajuan(pemeriksaan):
    """Adds `dijawab` and `jumlah_butir` to a marked queryset, in the same query."""
    return pemeriksaan.annotate(
        dijawab=Count("jawaban", filter=~Q(jawaban__nilai=""), distinct=True),
        jumlah_butir=Count("instrumen__butir", distinct=True),
    )


def penjawab(user, kerja_sama):
    """Whether `user` answers for the desa: the registering desa itself, or who registered on its behalf. The office
    that asked must not answer itself and start its own clock again."""
    if kerja_sama.atas_nama and kerja_sama.didaftarkan_oleh_id == user.pk:
        return user.has_perm("wilayah.daftarkan_kerja_sama", kerja_sama)
    return user.has_perm("wilayah.tanggapi_pendaftaran", kerja_sama.desa_pendaftar)


def menunggu_desa(user):
    """Unanswered returns of the desa for which `user` may correct data."""
    pengembalian = Pengembalian.objects.dalam_cakupan(user, "wilayah.daftarkan_kerja_sama")
    return (
        pengembalian.filter(dijawab_pada__isnull=True)
        .exclude(kerja_sama__status=Status.DITARIK)
        .select_related("kerja_sama__desa_pendaftar__induk__induk", "dari_kantor__induk__induk")
        .order_by("pada", "pk")
    )


def desa_pihak(kerja_sama):
    """Ids of the villages that are parties."""
    return list(
        Pihak.objects.milik(kerja_sama).filter(desa__isnull=False).order_by("urut").values_list("desa_id", flat=True)
    )


def orang_desa(kerja_sama, peran=PERAN_PEMERINTAH_DESA):
    return pemegang(wilayah_ids=desa_pihak(kerja_sama), peran=peran)


def pernah_dikembalikan(kerja_sama):
    return Pengembalian.objects.milik(kerja_sama).select_related("dari_kantor__induk", "oleh", "dijawab_oleh")


ANGKA = "figures for an admin who decides on a switch or a rule without reading any file"


def berkas_menurut_tahap(kantor):
    """How many files of the kabupaten a choice on klarifikasi concerns: figures only."""
    terbuka = _terbuka(kantor)
    belum = (
        KerjaSama.objects.tanpa_batas(alasan=ANGKA)
        .filter(desa_pendaftar__induk__induk=kantor, mutu_data=MutuData.BELUM_DIPERIKSA, lintas_kabupaten=False)
        .filter(bentuk=Bentuk.ANTAR_DESA, disampaikan_pada__isnull=False)
        .exclude(status__in=[Status.DITARIK, Status.DIBATALKAN])
    )
    diteruskan = terbuka.filter(status=StatusPemeriksaan.DITERUSKAN).count()
    return {"belum": belum.count(), "diteruskan": diteruskan, "berjalan": terbuka.count() - diteruskan}


def jumlah_berjalan(kantor):
    """How many clocks run at the kabupaten, or in the whole nation (None)."""
    return _terbuka(kantor).filter(dicatat_pada__isnull=False).count()


def _terbuka(kantor):
    baris = Pemeriksaan.objects.tanpa_batas(alasan=ANGKA).filter(jenis=JenisPemeriksaan.KLARIFIKASI)
    baris = baris.exclude(status=StatusPemeriksaan.SELESAI).exclude(kerja_sama__status=Status.DITARIK)
    return baris if kantor is None else baris.filter(kantor=kantor)
