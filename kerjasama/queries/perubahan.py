"""Agreements that change another one, and the text that is in force when all of them are read together (PP 16/2026
Ps 167; Permendagri 96/2017 Ps 6)."""

from dataclasses import dataclass, field
from string import ascii_uppercase

from kerjasama.enums import JenisPerubahan, Status
from kerjasama.models import KerjaSama, Pihak
from kerjasama.rules.naskah import PBKD, nomor_pasal, rujuk, semua_pasal, urai
from wilayah.cetak.tanggal import romawi
from wilayah.pohon.enums import Tingkat

from .kerja_sama import LIHAT
from .pelaksanaan import BERJALAN
from .sekali import sekali
from .siklus import pihak_aktif, versi_terakhir

PERNAH_BERLAKU = (*BERJALAN, Status.BERAKHIR)
SELESAI = (*PERNAH_BERLAKU, Status.DIBATALKAN, Status.DITARIK)
BINGKAI = ("pembuka-perubahan", "penutup-perubahan")  # what opens and closes a change, no article of the text
URUTAN = ("", "Kedua", "Ketiga", "Keempat", "Kelima", "Keenam", "Ketujuh", "Kedelapan", "Kesembilan", "Kesepuluh")


@dataclass
class NaskahBerlaku:
    """The text in force. `pasal` are its articles in order, as in a version, each with `bab` and `nomor` (an article
    put in between is «7A», so that the others keep their numbers); `sumber` says which agreement gave an article its
    present words. `terpisah` are changes written elsewhere, whose articles name none of those they change."""

    isi: dict
    pasal: list
    sumber: dict
    terpisah: list = field(default_factory=list)

    @property
    def nomor(self):
        return {p["kunci"]: p["nomor"] for p in self.pasal}

    def bentuk(self):
        """The tree for reading: [{nomor, judul, pasal: [{nomor, kunci, judul, muatan, ayat, sumber}]}]."""
        nomor, bab = self.nomor, []
        for p in self.pasal:
            if not bab or bab[-1]["judul"] != p["bab"]:
                bab.append({"judul": p["bab"], "nomor": self._nomor_bab(len(bab) + 1), "pasal": []})
            ayat = urai(rujuk(p.get("isi", ""), nomor))
            bab[-1]["pasal"].append(p | {"ayat": ayat, "sumber": self.sumber[p["kunci"]]})
        return bab

    def _nomor_bab(self, n):
        return romawi(n) if self.isi.get("jenis", PBKD) == PBKD else ""


def perubahan_dari(kerja_sama, user=None):
    """What changes the agreement, the oldest first; with `user` only what that person may read."""
    semua = KerjaSama.objects.milik(kerja_sama)
    if user is not None:
        semua = semua.filter(pk__in=KerjaSama.objects.dalam_cakupan(user, LIHAT).order_by().values("pk"))
    return semua.order_by("tanggal_mulai", "didaftarkan_pada", "pk")


@sekali
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
    (one that was registered has its scan). A change holds the articles that it replaces, under their own `kunci`, and
    those that it adds."""
    isi = _isi(kerja_sama)
    if not isi:
        return None
    nomor = nomor_pasal(isi)
    pasal = [p | {"bab": b["judul"], "nomor": str(nomor[p["kunci"]])} for b in isi["bab"] for p in b["pasal"]]
    hasil = NaskahBerlaku(isi=isi, pasal=pasal, sumber=dict.fromkeys(nomor, kerja_sama))
    for satu in perubahan_dari(kerja_sama, user).filter(status__in=PERNAH_BERLAKU):
        if ubahan := _isi(satu):
            _gabung(hasil, satu, ubahan)
    return hasil


def _isi(kerja_sama):
    versi = versi_terakhir(kerja_sama)
    return versi.isi if versi and semua_pasal(versi.isi) else None


def _gabung(hasil, perubahan, isi):
    baru = {p["kunci"]: p for p in semua_pasal(isi) if p["kunci"] not in BINGKAI}
    dikenal = baru.keys() & hasil.sumber.keys()
    if not dikenal and len(baru) == len(semua_pasal(isi)):
        hasil.terpisah.append((perubahan, isi))
        return
    sebelum = None
    for kunci, p in baru.items():
        if kunci not in hasil.sumber:
            _sisipkan(hasil, p, sebelum)
            hasil.sumber[kunci] = perubahan
        elif _ganti(hasil, p):
            hasil.sumber[kunci] = perubahan
        sebelum = kunci


def _ganti(hasil, baru):
    """Puts the new words in the place of the old ones; whether they differ."""
    for n, lama in enumerate(hasil.pasal):
        if lama["kunci"] == baru["kunci"]:
            hasil.pasal[n] = lama | {k: baru.get(k, "") for k in ("judul", "isi", "muatan")}
            return _kata(lama) != _kata(baru)
    return False


def _sisipkan(hasil, baru, sebelum):
    """Behind the article that it follows in the change; else before the last one, which closes the text."""
    letak = next((n for n, p in enumerate(hasil.pasal, 1) if p["kunci"] == sebelum), max(len(hasil.pasal) - 1, 1))
    depan = hasil.pasal[letak - 1]
    pokok = depan["nomor"].rstrip(ascii_uppercase)
    huruf = next(h for h in ascii_uppercase if f"{pokok}{h}" not in hasil.nomor.values())
    hasil.pasal.insert(letak, baru | {"bab": depan["bab"], "nomor": f"{pokok}{huruf}"})


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
