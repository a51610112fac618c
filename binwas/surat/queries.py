"""Reads about letters: the line of initials, who may sign, who still has no letter, what waits for a person."""

from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q

from kerjasama.enums import Status
from kerjasama.models import Pihak
from wilayah.cakupan.roles import PERAN, PERAN_KECAMATAN, PERAN_LEMBAGA_DESA, PERAN_PEMERINTAH_DESA
from wilayah.pengguna import queries_kantor
from wilayah.pengguna.models import Penugasan
from wilayah.pengguna.queries import aturan_tanda_tangan, empat_mata, pemegang
from wilayah.pohon.enums import Tingkat

from .enums import Sifat, StatusSurat
from .models import Paraf, PenerimaSurat, Surat

# Whatever waits for somebody is in one of these.
BERGERAK = (
    StatusSurat.KONSEP,
    StatusSurat.DIPARAF,
    StatusSurat.SIAP_TTD,
    StatusSurat.BERNOMOR,
    StatusSurat.TERBIT,
)


class LangkahParaf(NamedTuple):
    """One step of the line of initials; `pada` is None while it is still to come."""

    urut: int
    peran: str
    oleh: object = None
    jabatan: str = ""
    pada: object = None

    @property
    def nama_peran(self):
        return PERAN[self.peran].nama


def aturan_surat(surat):
    """The signatory rule for this letter on the office's local date, or None."""
    return aturan_tanda_tangan(surat.kantor, surat.jenis, surat.kantor.hari_ini())


def profil_kantor(surat):
    return queries_kantor.profil_kantor(surat.kantor)


def baris_paraf(surat):
    """The line of initials in order: as fixed when the draft was made, else as the rule in force would have it."""
    baris = Paraf.objects.milik(surat).select_related("oleh").order_by("urut")
    langkah = [LangkahParaf(p.urut, p.peran, p.oleh, p.jabatan, p.pada) for p in baris]
    if langkah or surat.status != StatusSurat.KONSEP:
        return langkah
    aturan = aturan_surat(surat)
    return [LangkahParaf(urut, peran) for urut, peran in enumerate(aturan.urutan_paraf if aturan else [], 1)]


def paraf_berikut(surat):
    return next((langkah for langkah in baris_paraf(surat) if langkah.pada is None), None)


def pemaraf(surat):
    """Ids of the people who have initialled this draft."""
    return set(Paraf.objects.milik(surat).filter(oleh__isnull=False).values_list("oleh_id", flat=True))


def penugasan_kantor(surat, oleh, peran):
    """The assignment by which `oleh` holds `peran` at the letter's office now, or None."""
    return Penugasan.objects.berlaku().filter(pengguna=oleh, wilayah=surat.kantor, peran=peran).order_by("pk").first()


def mata_terpisah(surat):
    """Whether proposing, initialling and signing must be done by different people."""
    return empat_mata(surat.kantor, surat.kantor.hari_ini())


def calon_penanda(surat, aturan):
    """The assignment whose holder would sign, among those who neither proposed nor initialled; or None.

    While someone stands in (Plt., Plh., or by delegation), the print is made out to them. The holder of the office
    loses no power by it: who is back early signs in the own name.
    """
    tugas = (
        Penugasan.objects.berlaku()
        .filter(wilayah=surat.kantor, peran=aturan.peran_penanda, pengguna__is_active=True)
        .select_related("pengguna")
        .order_by("pk")
    )
    if mata_terpisah(surat):
        tugas = tugas.exclude(pengguna_id__in={surat.konseptor_id, *pemaraf(surat)})
    return min(tugas, key=lambda t: t.sifat == Penugasan.Sifat.DEFINITIF, default=None)


def belum_terjangkau(surat):
    """Addressees (copies do not count) whose office has no account now and to whom nobody has brought the letter.

    At a desa an account of the BPD or another body is not one of the kepala desa, to whom the letter is addressed.
    """
    berakun = (
        Penugasan.objects.berlaku()
        .filter(wilayah=OuterRef("wilayah"), pengguna__is_active=True)
        .exclude(peran__in=PERAN_LEMBAGA_DESA)
    )
    tujuan = PenerimaSurat.objects.milik(surat).filter(tembusan=False, diantar_pada__isnull=True)
    return tujuan.filter(~Exists(berakun)).order_by("urut")


def yang_diberi_tahu(surat):
    """Who gets a message when the letter is out: the desa and kecamatan of all parties, and the office's officers."""
    wilayah = set(PenerimaSurat.objects.milik(surat).filter(wilayah__isnull=False).values_list("wilayah_id", flat=True))
    if surat.kerja_sama_id and surat.sifat != Sifat.RAHASIA:
        pihak = Pihak.objects.milik(surat.kerja_sama).filter(desa__isnull=False)
        wilayah |= {w for baris in pihak.values_list("desa_id", "desa__induk_id") for w in baris}
    kantor = pemegang(wilayah_ids=[surat.kantor_id], peran=["petugas_kabupaten"])
    return pemegang(wilayah_ids=wilayah, peran=[*PERAN_PEMERINTAH_DESA, "bpd", *PERAN_KECAMATAN]) + kantor


def untuk_penugasan(tugas):
    """Which rows of PenerimaSurat the offices of the assignments `tugas` hold. At a desa the copy is the BPD's, the
    letter the kepala desa's."""
    syarat = Q(pk__in=[])
    for satu in tugas:
        baris = Q(wilayah_id=satu.wilayah_id)
        if satu.wilayah.tingkat == Tingkat.DESA:
            baris &= Q(tembusan=satu.peran in PERAN_LEMBAGA_DESA)
        syarat |= baris
    return syarat


def penerima_milik(surat, pengguna):
    """Rows of the offices that `pengguna` serves now."""
    tugas = Penugasan.objects.berlaku().filter(pengguna=pengguna).select_related("wilayah")
    return PenerimaSurat.objects.milik(surat).filter(untuk_penugasan(tugas))


def menunggu(pengguna, peran=None):
    """Letters on which `pengguna` has the next act: to initial, to sign, to scan, to bring, or to propose again.
    `peran`: the roles to ask for, where they are not those that the person holds now."""
    peran = peran or Penugasan.objects.berlaku().filter(pengguna=pengguna).values_list("peran", flat=True)
    lebih_awal = Paraf.objects.milik(_lingkup(pengguna)).filter(
        surat=OuterRef("surat"), urut__lt=OuterRef("urut"), pada__isnull=True
    )
    giliran = (
        Paraf.objects.milik(_lingkup(pengguna))
        .filter(pada__isnull=True, peran__in=list(peran))
        .exclude(Exists(lebih_awal))
    )
    paraf = _lingkup(pengguna, "paraf_surat").filter(
        status__in=(StatusSurat.KONSEP, StatusSurat.DIPARAF), alasan_kembali="", pk__in=giliran.values("surat")
    )
    ttd = _lingkup(pengguna, "tandatangani_surat").filter(status=StatusSurat.SIAP_TTD)
    kelola = _lingkup(pengguna, "kelola_surat").filter(
        Q(status__in=(StatusSurat.BERNOMOR, StatusSurat.TERBIT))
        | (Q(status=StatusSurat.KONSEP) & ~Q(alasan_kembali=""))
    )
    return (
        _lingkup(pengguna)
        .filter(status__in=BERGERAK)  # few of all letters: with this an index of the office finds them
        .filter(Q(pk__in=paraf.values("pk")) | Q(pk__in=ttd.values("pk")) | Q(pk__in=kelola.values("pk")))
        .exclude(kerja_sama__status=Status.DITARIK)
    )


def _lingkup(pengguna, izin="lihat_konsep_surat"):
    return Surat.objects.dalam_cakupan(pengguna, f"wilayah.{izin}")
