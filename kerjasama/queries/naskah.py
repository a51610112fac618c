"""The text of an agreement as it stands: who may write or comment, who is writing what, and what it settles."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Subquery
from django.utils import timezone

from kerjasama.enums import Muatan, Status
from kerjasama.models import KerjaSama, KomentarPasal, Pasal, Pihak, VersiNaskah
from kerjasama.rules.naskah import PBKD, PERJANJIAN, muatan_tercakup, sidik
from wilayah.cakupan.queries import punya_di_mana_saja
from wilayah.cetak.terbilang import terbilang

from .kerja_sama import LIHAT
from .perubahan import naskah_berlaku
from .sekali import sekali
from .siklus import mewakili_pihak, naskah_dari, pihak_aktif, versi_terakhir

SUSUN = "wilayah.susun_kerja_sama"
KOMENTARI = "wilayah.komentari_naskah"
BANYAK_TUGAS, BANYAK_KOMENTAR = 10, 60
STATUS_KOMENTAR = (Status.PENYUSUNAN, Status.DISEPAKATI)


def boleh_menyusun(user, kerja_sama):
    """Whether `user` may change the text now: people of a party that has not left, while it is being written."""
    return kerja_sama.status == Status.PENYUSUNAN and mewakili_pihak(user, kerja_sama, SUSUN)


def boleh_mengomentari(user, kerja_sama):
    """BPD, LKD, BKAD and the parties themselves, their kecamatan and kabupaten, until it is signed. Who has left reads
    on and says nothing of it any more."""
    return kerja_sama.status in STATUS_KOMENTAR and mewakili_pihak(user, kerja_sama, KOMENTARI)


def pasal_naskah(naskah):
    return Pasal.objects.milik(naskah).select_related("disunting_oleh", "diubah_oleh").order_by("urut", "pk")


def isi_kini(kerja_sama, naskah, pasal=None):
    """The working text as a version would keep it."""
    jenis = PBKD if kerja_sama.adalah_pbkd else PERJANJIAN
    return _nomor_lama(kerja_sama) | {
        "jenis": jenis,
        "judul": kerja_sama.judul,
        "pihak": sebutan_pihak(kerja_sama),
        "menimbang": naskah.menimbang,
        "mengingat": naskah.mengingat,
        "komparisi": naskah.komparisi,
        "premis": naskah.premis,
        "bab": [
            {"judul": b.judul, "pasal": [_satu(p) for p in b.pasal]}
            for b in (_bab_tersimpan(kerja_sama, naskah) if pasal is None else kelompok_bab(pasal))
        ],
    }


@sekali
def _bab_tersimpan(kerja_sama, naskah):
    return kelompok_bab(pasal_naskah(naskah))


@sekali
def _nomor_lama(kerja_sama):
    berlaku = naskah_berlaku(kerja_sama.mengubah) if kerja_sama.mengubah_id else None
    return {"nomor_lama": berlaku.nomor} if berlaku else {}


def _satu(pasal):
    return {"kunci": pasal.kunci, "judul": pasal.judul, "isi": pasal.isi, "muatan": pasal.muatan}


@dataclass(frozen=True)
class Bab:
    """Neighbours that share a chapter; `kunci` is that of the first."""

    judul: str
    pasal: list

    @property
    def kunci(self):
        return self.pasal[0].kunci


def kelompok_bab(pasal):
    bab = []
    for p in pasal:
        if not bab or bab[-1].judul != p.bab:
            bab.append(Bab(p.bab, []))
        bab[-1].pasal.append(p)
    return bab


@sekali
def sebutan_pihak(kerja_sama):
    """[{nama, sebutan, kode}]: the head's title in an act of heads, «PIHAK KESATU» in a perjanjian."""
    pihak = pihak_aktif(kerja_sama).select_related("desa__induk__induk__induk", "pihak_ketiga")
    return [
        {
            "nama": p.nama_pendek,
            "sebutan": p.desa.sebutan("kepala") if kerja_sama.adalah_pbkd and p.desa_id else sebutan_ke(n),
            "kode": p.kode_saat_itu,
        }
        for n, p in enumerate(pihak, 1)
    ]


def sebutan_ke(n):
    """1 → «PIHAK KESATU», 21 → «PIHAK KEDUA PULUH SATU»."""
    return f"PIHAK KE{terbilang(n).upper()}"


def penyunting(pasal):
    """Whose turn it is to write the article at this moment, or None."""
    if pasal.disunting_oleh_id and pasal.disunting_sampai and pasal.disunting_sampai > timezone.now():
        return pasal.disunting_oleh
    return None


def dikunci_orang_lain(pasal, user):
    siapa = penyunting(pasal)
    return siapa if siapa is not None and siapa.pk != user.pk else None


def versi_naskah(naskah):
    """Its versions, the newest first."""
    return VersiNaskah.objects.milik(naskah).select_related("oleh", "berkas").order_by("-nomor")


@sekali
def berubah_sejak(kerja_sama):
    """The newest version when the working text differs from it, else None; also None where there is no version."""
    terakhir = versi_terakhir(kerja_sama)
    if terakhir is None:
        return None
    return terakhir if sidik(isi_kini(kerja_sama, naskah_dari(kerja_sama))) != terakhir.sha256 else None


def komentar_pasal(user, kerja_sama):
    """What `user` may read of the comments, the oldest first: invited people see none."""
    semua = KomentarPasal.objects.dalam_cakupan(user, LIHAT).filter(kerja_sama=kerja_sama)
    return semua.select_related("oleh", "tuntas_oleh").order_by("dibuat_pada", "pk")


def komentar_terbaru(user, kerja_sama, pasal):
    """The newest comments of one article, in the order in which they were made."""
    baris = komentar_pasal(user, kerja_sama).filter(pasal=pasal).order_by("-dibuat_pada", "-pk")[:BANYAK_KOMENTAR]
    return list(baris)[::-1]


def komentar_terbuka(user, kerja_sama):
    """{kunci of the article: number of comments that nobody has called settled}."""
    terbuka = KomentarPasal.objects.dalam_cakupan(user, LIHAT).filter(kerja_sama=kerja_sama, tuntas_pada__isnull=True)
    return dict(terbuka.order_by().values_list("pasal").annotate(n=Count("pk")))


@dataclass(frozen=True)
class Kelengkapan:
    """The eight mandatory matters as the strip shows them."""

    baris: list

    @property
    def lengkap(self):
        return sum(b["status"] == "ada" for b in self.baris)

    @property
    def kosong(self):
        return [b for b in self.baris if b["status"] == "kosong"]


def kelengkapan(kerja_sama, isi):
    """An act that changes another leaves in place what it does not touch: only the matters it touches are asked for."""
    baris = muatan_tercakup(isi)
    return Kelengkapan([b for b in baris if b["pasal"]] if kerja_sama.mengubah_id else baris)


def tugas_menyusun(user):
    """Texts of the person's villages in which something is open: {id_publik, judul, kosong, komentar, berversi,
    berubah}, the newest first, a bounded number in a fixed number of questions."""
    if not punya_di_mana_saja(user, SUSUN):
        return []
    pihak = Pihak.objects.dalam_cakupan(user, SUSUN).filter(mundur_pada__isnull=True, desa__isnull=False)
    menyusun = KerjaSama.objects.dalam_cakupan(user, SUSUN).filter(
        status=Status.PENYUSUNAN, naskah__isnull=False, pk__in=pihak.values("kerja_sama_id")
    )
    daftar = list(menyusun.select_related("naskah").order_by("-pk")[:BANYAK_TUGAS])
    kunci = [k.pk for k in daftar]
    pasal = defaultdict(list)
    for p in Pasal.objects.dalam_cakupan(user, SUSUN).filter(naskah__kerja_sama__in=kunci).order_by("naskah", "urut"):
        pasal[p.naskah_id].append(p)
    terbuka = KomentarPasal.objects.dalam_cakupan(user, SUSUN).filter(kerja_sama__in=kunci, tuntas_pada__isnull=True)
    komentar = Counter(terbuka.values_list("kerja_sama_id", flat=True))
    versi = VersiNaskah.objects.dalam_cakupan(user, SUSUN).filter(naskah__kerja_sama__in=kunci)
    terakhir = versi.filter(naskah=OuterRef("naskah")).order_by("-nomor").values("pk")[:1]
    terakhir = dict(versi.filter(pk=Subquery(terakhir)).order_by().values_list("naskah_id", "isi"))
    baris = [
        {
            "id_publik": k.id_publik,
            "judul": k.judul,
            "kosong": 0 if k.mengubah_id else _muatan_kosong(pasal[k.naskah.pk]),
            "komentar": komentar[k.pk],
            "berversi": k.naskah.pk in terakhir,
            "berubah": _berbeda(k.naskah, pasal[k.naskah.pk], terakhir.get(k.naskah.pk)),
        }
        for k in daftar
    ]
    return [b for b in baris if b["kosong"] or b["komentar"] or b["berubah"] or not b["berversi"]]


def _muatan_kosong(pasal):
    return len(Muatan) - len({p.muatan for p in pasal if p.isi and p.muatan})


def _berbeda(naskah, pasal, isi):
    """Whether the text says something else than its newest version, whose content is `isi`, or None."""
    if isi is None:
        return False
    konsiderans = any(getattr(naskah, n) != isi[n] for n in ("menimbang", "mengingat", "komparisi", "premis"))
    return konsiderans or [_satu(p) for p in pasal] != [p for b in isi["bab"] for p in b["pasal"]]
