"""What waits for a person between the text and its delivery, in a fixed number of queries."""

from dataclasses import dataclass, field

from django.db.models import Max

from kerjasama.enums import (
    Asal,
    Bentuk,
    HasilEvaluasi,
    JenisFasilitasi,
    JenisMusyawarah,
    KeputusanMusyawarah,
    Status,
    StatusMusyawarah,
    TujuanMusyawarah,
)
from kerjasama.models import Dokumen, Fasilitasi, KerjaSama, Musyawarah, Naskah, Pihak, VersiNaskah
from wilayah.cakupan.queries import punya_di_mana_saja, simpul
from wilayah.pengguna.models import SakelarKantor
from wilayah.pohon.enums import Tingkat

from .kerja_sama import kantor_penangani
from .siklus import NASKAH_BERTANDA_TANGAN, bkad_belum_dicatat, perlu_musyawarah_antar_desa

SUSUN, TETAPKAN, FASILITASI = (
    f"wilayah.{kode}" for kode in ("susun_kerja_sama", "tetapkan_kerja_sama", "fasilitasi_kerja_sama")
)
LIHAT = "wilayah.lihat_kerja_sama"
BERJALAN = (Status.PENYUSUNAN, Status.DISEPAKATI, Status.DITANDATANGANI, Status.DIUNDANGKAN)
BATAS = 100


@dataclass
class TugasPenetapan:
    """Parties with something to do, by what it is; `dievaluasi` are requests that wait for an office, `tanpa_camat`
    agreements in whose making no camat is on record."""

    sepakati: list = field(default_factory=list)
    bkad: list = field(default_factory=list)
    tandatangani: list = field(default_factory=list)
    pindai: list = field(default_factory=list)
    undangkan: list = field(default_factory=list)
    berlakukan: list = field(default_factory=list)
    sampaikan: list = field(default_factory=list)
    minta: list = field(default_factory=list)
    perbaiki: list = field(default_factory=list)
    dievaluasi: list = field(default_factory=list)
    tanpa_camat: list = field(default_factory=list)


def tugas_penetapan(user):
    tugas = TugasPenetapan()
    if punya_di_mana_saja(user, SUSUN):
        _tugas_desa(user, tugas)
    if punya_di_mana_saja(user, FASILITASI):
        _tugas_kantor(user, tugas)
    return tugas


def _tugas_desa(user, tugas):
    pihak = list(_pihak_sendiri(user, SUSUN).filter(kerja_sama__status__in=BERJALAN)[:BATAS])
    memutus = {s.id for s in simpul(user, TETAPKAN)}
    keadaan = _Keadaan(user, pihak)
    for p in pihak:
        if nama := keadaan.giliran(p, p.desa_id in memutus):
            getattr(tugas, nama).append(p)
    milik = _pihak_sendiri(user, SUSUN).filter(kerja_sama__status=Status.BERLAKU, kerja_sama__asal=Asal.DISUSUN)
    sendiri = [p for p in milik.filter(kerja_sama__disampaikan_pada__isnull=True)[:BATAS] if _pemrakarsa(p)]
    tugas.sampaikan = sendiri


def _pihak_sendiri(user, izin):
    milik = Pihak.objects.dalam_cakupan(user, izin).filter(mundur_pada__isnull=True)
    terkait = ("kerja_sama__desa_pendaftar__induk__induk__induk", "kerja_sama__bkad", "kerja_sama__persiapan", "desa")
    return milik.select_related(*terkait).order_by("pk")


def _pemrakarsa(pihak):
    return pihak.desa_id == pihak.kerja_sama.desa_pendaftar_id


class _Keadaan:
    """How far the agreements of a page of parties are, read for all of them at once."""

    def __init__(self, user, pihak):
        ks = KerjaSama.objects.dalam_cakupan(user, LIHAT).filter(pk__in=[p.kerja_sama_id for p in pihak]).order_by()
        versi = VersiNaskah.objects.milik(Naskah.objects.milik(ks)).order_by()
        self.versi = dict(versi.values_list("naskah__kerja_sama_id").annotate(n=Max("nomor")))
        belum = Pihak.objects.milik(ks).filter(mundur_pada__isnull=True, ditandatangani_pada__isnull=True)
        belum_ttd = list(belum.order_by().values_list("kerja_sama_id", "desa_id"))
        self.belum_ttd = {ks for ks, _ in belum_ttd}
        self.desa_belum_ttd = {ks for ks, desa in belum_ttd if desa}
        self.berantar = set(
            Musyawarah.objects.milik(ks)
            .filter(jenis=JenisMusyawarah.ANTAR_DESA, tujuan=TujuanMusyawarah.KERJA_SAMA)
            .filter(status=StatusMusyawarah.DIPUTUSKAN, keputusan=KeputusanMusyawarah.MENYEPAKATI)
            .order_by()
            .values_list("kerja_sama_id", flat=True)
        )
        pindaian = Dokumen.objects.milik(ks).filter(judul=NASKAH_BERTANDA_TANGAN)
        self.berpindaian = set(pindaian.order_by().values_list("kerja_sama_id", flat=True))
        evaluasi = Fasilitasi.objects.milik(ks).filter(jenis=JenisFasilitasi.EVALUASI).order_by("pk")
        baris = evaluasi.values_list("kerja_sama_id", "hasil", "versi_naskah")
        self.evaluasi = {kunci: (hasil, nomor) for kunci, hasil, nomor in baris}
        self.mengevaluasi = _mengevaluasi({kantor_penangani(p.kerja_sama) for p in pihak})
        self.bercamat = set(_tercatat(Fasilitasi.objects.milik(ks)).values_list("kerja_sama_id", flat=True))

    def giliran(self, p, memutus):
        """The list of TugasPenetapan to which the party belongs, or ""."""
        status, ks = p.kerja_sama.status, p.kerja_sama_id
        if status == Status.PENYUSUNAN and self._dikembalikan(p):
            return "perbaiki" if _pemrakarsa(p) else ""
        if status == Status.PENYUSUNAN:
            return "sepakati" if memutus and not p.disepakati_pada and self._dapat_disepakati(p.kerja_sama) else ""
        if status == Status.DISEPAKATI and (nama := self._evaluasi(p, memutus)):
            return nama
        if status == Status.DISEPAKATI and bkad_belum_dicatat(p.kerja_sama):
            return "bkad" if _pemrakarsa(p) else ""
        if ks in self.belum_ttd:
            siap = ks in self.bercamat and self._dinilai(p)
            return "tandatangani" if memutus and siap and self._mencatat_tanda_tangan(p) else ""
        if ks not in self.berpindaian:
            return "pindai" if _pemrakarsa(p) else ""
        if p.kerja_sama.bentuk != Bentuk.ANTAR_DESA:
            return "berlakukan" if _pemrakarsa(p) else ""
        return "" if p.tanggal and p.berita_desa else "undangkan"

    def _mencatat_tanda_tangan(self, p):
        """One's own; after the villages' that of the third parties, which the initiator writes down."""
        return not p.ditandatangani_pada or (_pemrakarsa(p) and p.kerja_sama_id not in self.desa_belum_ttd)

    def _evaluasi(self, p, memutus):
        """What the kabupaten's rule on drafts asks of the village that began, or ""."""
        if not _pemrakarsa(p) or not self._diminta_dinilai(p):
            return ""
        hasil, nomor = self.evaluasi.get(p.kerja_sama_id, (None, None))
        if nomor != self.versi.get(p.kerja_sama_id):
            return "minta"
        return "perbaiki" if memutus and hasil == HasilEvaluasi.PERLU_PERBAIKAN else ""

    def _dikembalikan(self, p):
        """Whether the newest version is the one that the kabupaten sent back."""
        return self.evaluasi.get(p.kerja_sama_id) == (HasilEvaluasi.PERLU_PERBAIKAN, self.versi.get(p.kerja_sama_id))

    def _diminta_dinilai(self, p):
        return kantor_penangani(p.kerja_sama) in self.mengevaluasi

    def _dinilai(self, p):
        """Whether the newest version is before the kabupaten and not sent back; its silence is left to the gate."""
        hasil, nomor = self.evaluasi.get(p.kerja_sama_id, (None, None))
        sudah = nomor == self.versi.get(p.kerja_sama_id) and hasil != HasilEvaluasi.PERLU_PERBAIKAN
        return sudah or not self._diminta_dinilai(p)

    def _dapat_disepakati(self, ks):
        return ks.pk in self.versi and (ks.pk in self.berantar or not perlu_musyawarah_antar_desa(ks))


def _mengevaluasi(kantor):
    """Of these kabupaten the ones whose own rule has drafts evaluated before signing, today."""
    hari = {k.pk: k.hari_ini() for k in kantor}
    pilihan = SakelarKantor.objects.filter(kantor__in=kantor, kunci=SakelarKantor.Kunci.EVALUASI_RANCANGAN)
    kini = {
        s.kantor_id: s.nyala
        for s in pilihan.order_by("berlaku_sejak")
        if s.berlaku_sejak <= hari[s.kantor_id] and (s.berlaku_sampai is None or s.berlaku_sampai >= hari[s.kantor_id])
    }
    return {k for k in kantor if kini.get(k.pk)}


def _tugas_kantor(user, tugas):
    terbuka = Fasilitasi.objects.dalam_cakupan(user, FASILITASI).filter(jenis=JenisFasilitasi.EVALUASI, hasil="")
    kabupaten = {s.id for s in simpul(user, FASILITASI) if s.tingkat == Tingkat.KABUPATEN}
    if kabupaten:
        milik = terbuka.filter(kantor_id__in=kabupaten, kerja_sama__status=Status.DISEPAKATI)
        tugas.dievaluasi = list(milik.select_related("kerja_sama__desa_pendaftar").order_by("tenggat", "pk")[:BATAS])
    kecamatan = [s.id for s in simpul(user, FASILITASI) if s.tingkat == Tingkat.KECAMATAN]
    if kecamatan:
        tugas.tanpa_camat = list(_tanpa_camat(user, kecamatan))


def _tanpa_camat(user, kecamatan):
    """Agreed texts of a village of the kecamatan that no camat has on record: signing waits for it."""
    tercatat = _tercatat(Fasilitasi.objects.dalam_cakupan(user, LIHAT))
    milik = KerjaSama.objects.dalam_cakupan(user, FASILITASI).filter(desa_pendaftar__induk_id__in=kecamatan)
    menunggu = milik.filter(status=Status.DISEPAKATI, asal=Asal.DISUSUN)
    belum = menunggu.exclude(pk__in=tercatat.values("kerja_sama_id"))
    return belum.select_related("desa_pendaftar").order_by("pk")[:BATAS]


def _tercatat(fasilitasi):
    """Of these the ones that put a camat's part, or the provinsi's, on record."""
    kantor = (Tingkat.KECAMATAN, Tingkat.PROVINSI)
    return fasilitasi.filter(kantor__tingkat__in=kantor, tanggal__isnull=False).order_by()
