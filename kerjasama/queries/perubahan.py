"""Agreements that change another one, and the text that is in force when all of them are read together (PP 16/2026
Ps 167; Permendagri 96/2017 Ps 6)."""

from dataclasses import dataclass, field

from kerjasama.enums import JenisPerubahan, Status
from kerjasama.models import KerjaSama, Pihak
from kerjasama.rules.naskah import semua_pasal
from wilayah.pohon.enums import Tingkat

from .kerja_sama import LIHAT
from .pelaksanaan import BERJALAN
from .siklus import pihak_aktif, versi_terakhir

PERNAH_BERLAKU = (*BERJALAN, Status.BERAKHIR)
SELESAI = (*PERNAH_BERLAKU, Status.DIBATALKAN, Status.DITARIK)
URUTAN = ("", "Kedua", "Ketiga", "Keempat", "Kelima", "Keenam", "Ketujuh", "Kedelapan", "Kesembilan", "Kesepuluh")


@dataclass
class NaskahBerlaku:
    """The text in force. `sumber` says of each article which agreement gave it its present words, `dihapus` which ones
    are gone and by which; `terpisah` are changes written elsewhere, whose articles name none of those they change."""

    isi: dict
    sumber: dict
    dihapus: list = field(default_factory=list)
    terpisah: list = field(default_factory=list)


def perubahan_dari(kerja_sama, user=None):
    """What changes the agreement, the oldest first; with `user` only what that person may read."""
    semua = KerjaSama.objects.milik(kerja_sama)
    if user is not None:
        semua = semua.filter(pk__in=KerjaSama.objects.dalam_cakupan(user, LIHAT).order_by().values("pk"))
    return semua.order_by("tanggal_mulai", "didaftarkan_pada", "pk")


def perubahan_terbuka(kerja_sama):
    """The change that is in the making, or None: one at a time, so that none is written over a text that another is
    replacing."""
    return perubahan_dari(kerja_sama).exclude(status__in=SELESAI).first()


def pihak_baru(perubahan):
    """The parties of an accession that are none yet of the agreement which it changes."""
    lama = Pihak.objects.milik(perubahan.mengubah).filter(mundur_pada__isnull=True)
    desa = set(lama.values_list("desa_id", flat=True)) - {None}
    ketiga = set(lama.values_list("pihak_ketiga_id", flat=True)) - {None}
    return [p for p in pihak_aktif(perubahan) if not ({p.desa_id} & desa or {p.pihak_ketiga_id} & ketiga)]


def judul_perubahan(kerja_sama, jenis):
    """How the new agreement is called: «Perubahan Kedua atas …» where one came before it."""
    if jenis == JenisPerubahan.PERPANJANGAN:
        return f"Perpanjangan {kerja_sama.judul}"[:300]
    if jenis == JenisPerubahan.AKSESI:
        return f"Masuknya pihak baru dalam {kerja_sama.judul}"[:300]
    if jenis == JenisPerubahan.PENGUNDURAN:
        return f"Keluarnya pihak dari {kerja_sama.judul}"[:300]
    ke = perubahan_dari(kerja_sama).filter(jenis_perubahan=jenis, status__in=PERNAH_BERLAKU).count()
    return " ".join(filter(None, ("Perubahan", URUTAN[min(ke, 9)], "atas", kerja_sama.judul)))[:300]


def naskah_berlaku(kerja_sama, user=None):
    """The articles of the agreement as the changes in force have left them, or None where it has no text in the system
    (one that was registered has its scan). A change begins with all articles, so the last one is the text; an article
    comes from the last one that changed its words."""
    pokok = _isi(kerja_sama)
    if not pokok:
        return None
    hasil = NaskahBerlaku(isi=pokok, sumber={p["kunci"]: kerja_sama for p in semua_pasal(pokok)})
    for satu in perubahan_dari(kerja_sama, user).filter(status__in=PERNAH_BERLAKU):
        if isi := _isi(satu):
            _gabung(hasil, satu, isi)
    return hasil


def _isi(kerja_sama):
    versi = versi_terakhir(kerja_sama)
    return versi.isi if versi and semua_pasal(versi.isi) else None


def _gabung(hasil, perubahan, isi):
    lama = {p["kunci"]: p for p in semua_pasal(hasil.isi)}
    baru = {p["kunci"]: p for p in semua_pasal(isi)}
    if not lama.keys() & baru.keys():
        hasil.terpisah.append((perubahan, isi))
        return
    hasil.dihapus = [d for d in hasil.dihapus if d[0]["kunci"] not in baru]
    hasil.dihapus += [(p, perubahan) for kunci, p in lama.items() if kunci not in baru]
    hasil.sumber = {
        kunci: hasil.sumber[kunci] if kunci in lama and _kata(lama[kunci]) == _kata(p) else perubahan
        for kunci, p in baru.items()
    }
    hasil.isi = hasil.isi | {"bab": isi["bab"], "pihak": isi.get("pihak", hasil.isi.get("pihak", []))}


def _kata(pasal):
    return " ".join(f"{pasal.get('judul', '')} {pasal.get('isi', '')}".split())


def desa_pihak_kini(kerja_sama):
    """The villages that stand for the parties today, each once: one that was merged is its successor."""
    pihak = pihak_aktif(kerja_sama).filter(desa__isnull=False)
    hasil = {}
    for p in pihak.select_related("desa__diteruskan_oleh", "desa__induk__induk__induk"):
        desa = p.desa.diteruskan_oleh or p.desa
        hasil.setdefault(desa.pk, (desa, p))
    return list(hasil.values())


def kantor_di_atas(desa, tingkat):
    """Keys of the offices of one tier above the villages."""
    return {kantor.pk for d in desa if (kantor := d.leluhur(tingkat))}


def lintas(desa):
    return len({d.kode_leluhur(Tingkat.KABUPATEN) for d in desa}) > 1
