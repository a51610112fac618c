"""How far each party has come: `/kerja-sama/<id>/matriks/`."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from kerjasama.enums import JenisMusyawarah, KeputusanMusyawarah, Status, StatusMusyawarah, TujuanMusyawarah
from kerjasama.models import Musyawarah, Pihak
from kerjasama.queries.fasilitasi import fasilitasi_tercatat
from kerjasama.queries.siklus import perlu_musyawarah_antar_desa, versi_terakhir
from kerjasama.queries.tenggat import batas_berjalan
from kerjasama.rules.pengingat import AJAKAN, NADA, sebut, teks_pengingat
from kerjasama.templatetags.kerjasama_tags import nama_pendek
from wilayah.tampilan.format import tanggal

from .dasar import HalamanKerjaSama
from .penahan import MUSYAWARAH, SEPAKAT, TANDA_TANGAN, UNDANG, penahan

OK, JALAN, TAHAN, NANTI, TANPA = "ok", "jalan", "tahan", "nanti", "tanpa"
LAPOR = "lapor"
KOLOM = {
    MUSYAWARAH: "Musyawarah",
    SEPAKAT: "Disepakati",
    TANDA_TANGAN: "Ditandatangani",
    UNDANG: "Diundangkan",
    LAPOR: "Dilaporkan",
}
IKON = {OK: "centang", JALAN: "jam", TAHAN: "seru", NANTI: "draf", TANPA: ""}
SEBUT_KEADAAN = {OK: "sudah", JALAN: "menunggu", TAHAN: "ditunggu pihak lain", NANTI: "belum", TANPA: ""}
URUT = {"kode": "Kode wilayah", "tertinggal": "Paling tertinggal"}


@dataclass(frozen=True)
class Sel:
    keadaan: str
    judul: str
    ket: str = ""

    @property
    def ikon(self):
        return IKON[self.keadaan]

    @property
    def sebutan(self):
        return SEBUT_KEADAAN[self.keadaan]


@dataclass(frozen=True)
class BarisMatriks:
    pihak: Pihak
    sel: dict
    menahan: bool

    @property
    def isi(self):
        """(heading, cell) in the order of the columns."""
        return [(KOLOM[k], s) for k, s in self.sel.items()]

    @property
    def selesai(self):
        return sum(s.keadaan == OK for s in self.sel.values())


@dataclass(frozen=True)
class KolomMatriks:
    kunci: str
    judul: str
    ada: int
    dari: int
    ket: str
    kini: bool


def susun_matriks(ks, tahan):
    """The rows and columns; `tahan` is what holds everyone up, from `penahan`."""
    pihak = list(
        Pihak.objects.milik(ks).filter(mundur_pada__isnull=True).select_related("desa", "pihak_ketiga").order_by("urut")
    )
    musyawarah = _musyawarah_desa(ks)
    baris = [_baris(ks, p, musyawarah.get(p.desa_id), tahan) for p in pihak]
    return baris, [_kolom(ks, k, baris, tahan) for k in KOLOM]


def _musyawarah_desa(ks):
    """{village: its newest musyawarah desa about the agreement}."""
    semua = Musyawarah.objects.milik(ks).filter(jenis=JenisMusyawarah.DESA, tujuan=TujuanMusyawarah.KERJA_SAMA)
    return {m.desa_id: m for m in semua.exclude(status=StatusMusyawarah.DIBATALKAN).order_by("pk")}


def _baris(ks, pihak, musyawarah, tahan):
    menahan = bool(tahan) and any(p.pk == pihak.pk for p in tahan.pihak)
    sel = {
        MUSYAWARAH: _sel_musyawarah(ks, pihak, musyawarah),
        SEPAKAT: _sel_sepakat(ks, pihak),
        TANDA_TANGAN: _sel_tanda_tangan(ks, pihak),
        UNDANG: _sel_undang(ks, pihak),
        LAPOR: Sel(NANTI, "Belum waktunya"),
    }
    if menahan and sel[tahan.tahap].keadaan == NANTI:
        sel[tahan.tahap] = Sel(TAHAN, sel[tahan.tahap].judul, sel[tahan.tahap].ket)
    return BarisMatriks(pihak, sel, menahan)


def _sel_musyawarah(ks, pihak, m):
    if pihak.desa_id is None:
        return Sel(TANPA, "–", "bukan desa")
    if not ks.disusun:
        return Sel(TANPA, "–", "didaftarkan sesudah jadi")
    if m is None:
        return Sel(NANTI, "Belum dijadwalkan")
    hari = tanggal(m.waktu, pendek=True, zona=ks.desa_pendaftar.zona)
    if m.status != StatusMusyawarah.DIPUTUSKAN:
        return Sel(JALAN, m.get_status_display(), hari)
    if m.keputusan == KeputusanMusyawarah.MENYEPAKATI:
        return Sel(OK, "Menyepakati", hari)
    return Sel(TAHAN, "Tidak menyepakati", hari)


def _sel_sepakat(ks, pihak):
    if pihak.desa_id is None:
        return Sel(TANPA, "–", "saat menandatangani")
    if not ks.disusun:
        return Sel(TANPA, "–", "didaftarkan sesudah jadi")
    if pihak.disepakati_pada:
        return Sel(OK, "Sepakat", tanggal(pihak.disepakati_pada, pendek=True, zona=ks.desa_pendaftar.zona))
    return Sel(NANTI, "Belum")


def _sel_tanda_tangan(ks, pihak):
    if not ks.disusun:
        return Sel(OK, tanggal(ks.tanggal_ditetapkan, pendek=True), f"Nomor {pihak.nomor}" if pihak.nomor else "")
    if pihak.ditandatangani_pada:
        return Sel(OK, tanggal(pihak.ditandatangani_pada, pendek=True), f"Nomor {pihak.nomor}")
    return Sel(NANTI, "Belum")


def _sel_undang(ks, pihak):
    if not ks.adalah_pbkd or pihak.desa_id is None:
        return Sel(TANPA, "–", "perjanjian tidak diundangkan")
    if pihak.tanggal and pihak.berita_desa:
        return Sel(OK, tanggal(pihak.tanggal, pendek=True), f"Berita Desa {pihak.berita_desa}")
    return Sel(NANTI, "Belum")


def _kolom(ks, kunci, baris, tahan):
    ikut = [b.sel[kunci] for b in baris if b.sel[kunci].keadaan != TANPA]
    ada = sum(s.keadaan == OK for s in ikut)
    ket = f"{ada} dari {len(ikut)}" if ikut else "–"
    if kunci == LAPOR:
        ket = "belum waktunya"
    elif kunci == UNDANG and not ks.adalah_pbkd:
        ket = "tidak diundangkan"
    return KolomMatriks(kunci, KOLOM[kunci], ada, len(ikut), ket, bool(tahan) and tahan.tahap == kunci)


def kalimat_penahan(tahan, banyak):
    """One sentence: who holds whom up. `banyak` is the number of parties."""
    if tahan is None:
        return "Tidak ada yang sedang ditunggu"
    n, lain = len(tahan.pihak), banyak - len(tahan.pihak)
    if not n:
        return f"{tahan.siapa} ditunggu semua pihak"
    if not lain:
        return f"Semua {n} pihak belum {tahan.apa}"
    if n == 1:
        return f"{tahan.siapa} menahan {lain} pihak lain"
    return f"{n} dari {banyak} pihak belum {tahan.apa}"


class Matriks(HalamanKerjaSama):
    template_name = "kerjasama/matriks.html"

    def get_context_data(self, **kwargs):
        ks, saring = self.object, self.request.GET
        tahan = penahan(ks, self.request.user)
        baris, kolom = susun_matriks(ks, tahan)
        akhir = batas_berjalan(ks)
        nada = saring.get("nada") if saring.get("nada") in NADA else AJAKAN
        urut = saring.get("urut") if saring.get("urut") in URUT else "kode"
        return super().get_context_data(
            baris=_urutkan(baris, urut),
            kolom=kolom,
            tahan=tahan,
            kalimat=kalimat_penahan(tahan, len(baris)),
            rincian=_rincian(tahan),
            batas=akhir,
            urut=urut,
            pilihan_urut=URUT.items(),
            nada=nada,
            pilihan_nada=NADA.items(),
            teks=self.teks(nada, kolom, tahan, akhir),
            versi=versi_terakhir(ks),
            antar_desa=_antar_desa(ks),
            saksi=list(fasilitasi_tercatat(ks)[:5]),
            hari_ini=ks.desa_pendaftar.hari_ini(),
            zona=ks.desa_pendaftar.zona,
            selesai=ks.status in (Status.BERLAKU, Status.DITANGGUHKAN, Status.BERAKHIR),
            **kwargs,
        )

    def teks(self, nada, kolom, tahan, akhir):
        ks = self.object
        kepala = (ks.desa_pendaftar.sebutan("kepala") or "kepala desa").lower()
        return teks_pengingat(
            nada,
            judul=ks.judul,
            naskah=ks.nama_naskah,
            sapaan=f"{kepala} dan perangkat",
            kolom=[(k.judul, k.ada, k.dari) for k in kolom if k.kunci != LAPOR],
            ditunggu=tahan.nama if tahan else [],
            apa=tahan.ajakan if tahan else "",
            batas=tanggal(akhir.tanggal) if akhir else "",
            tautan=f"{settings.BINWAS_ALAMAT}{reverse('kerja_sama_matriks', args=[ks.id_publik])}",
        )


def _urutkan(baris, urut):
    if urut == "tertinggal":
        return sorted(baris, key=lambda b: (not b.menahan, b.selesai, b.pihak.urut))
    return sorted(baris, key=lambda b: (b.pihak.desa_id is None, b.pihak.kode_saat_itu, b.pihak.urut))


def _rincian(tahan):
    """Under the sentence: the names and what is missing."""
    if tahan is None:
        return ""
    if not tahan.pihak:
        return f"{tahan.apa[:1].upper()}{tahan.apa[1:].rstrip('.')}."
    return f"Belum {tahan.apa}: {sebut([nama_pendek(p) for p in tahan.pihak])}."


def _antar_desa(ks):
    """The musyawarah antar-desa, where the form asks for one: the newest, or the word that there is none."""
    if not ks.disusun or not perlu_musyawarah_antar_desa(ks):
        return None
    semua = Musyawarah.objects.milik(ks).filter(jenis=JenisMusyawarah.ANTAR_DESA, tujuan=TujuanMusyawarah.KERJA_SAMA)
    m = semua.exclude(status=StatusMusyawarah.DIBATALKAN).order_by("-pk").first()
    if m is None:
        return "belum dijadwalkan"
    hasil = m.get_keputusan_display() or m.get_status_display()
    return f"{hasil.lower()}, {tanggal(m.waktu, pendek=True, zona=ks.desa_pendaftar.zona)}"
