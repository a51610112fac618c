"""Who sees an agreement, and through what: the same grants that decide it, read from the agreement's side."""

from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from kerjasama.models import Cakupan, Pihak, Undangan
from kerjasama.queries.kerja_sama import LIHAT
from wilayah.cakupan.queries import Simpul, meliputi, semua_simpul
from wilayah.cakupan.roles import PERAN
from wilayah.pengguna.queries_akses import penugasan_pemilik
from wilayah.pohon.enums import Tingkat
from wilayah.pohon.models import Wilayah

# What a role lets its holder do with an agreement. Everything but answering for one's own village is done by the
# offices of the registering desa alone.
PERBUATAN = {
    "tanggapi_pendaftaran": "menanggapi",
    "daftarkan_kerja_sama": "mendaftarkan dan memperbaiki data",
    "teruskan_kerja_sama": "memeriksa dan meneruskan",
    "telaah_kerja_sama": "menelaah",
    "paraf_surat": "memaraf surat",
    "tandatangani_surat": "menandatangani surat",
    "undang_pihak": "mengundang",
    "lihat_pemeriksaan": "membaca isi telaah dan konsep surat",
}


@dataclass(frozen=True)
class Akses:
    """One person with access through one assignment or invitation; several people of one office, where the reader is
    told the office only (`banyak`, without a name)."""

    tingkat: int
    kantor: str
    pengguna_id: int | None = None
    nama: str = ""
    jabatan: str = ""
    peran: str = ""
    sebab: str = ""
    dasar: str = ""
    dapat: tuple = ()
    sampai: date | None = None
    banyak: int = 1
    wilayah_id: int | None = None
    anda: bool = False


@dataclass
class Jalur:
    """The regions that an agreement lies in: its parties, and what stands above them."""

    pihak: list
    wilayah: list
    ids: set = field(default_factory=set)
    penangan: set = field(default_factory=set)

    @classmethod
    def milik(cls, kerja_sama):
        pihak = list(Pihak.objects.milik(kerja_sama).filter(desa__isnull=False).select_related("desa").order_by("urut"))
        ids = wilayah_kerja_sama(kerja_sama)
        wilayah = Wilayah.objects.filter(pk__in=ids) | Wilayah.objects.filter(tingkat=Tingkat.PUSAT)
        penangan = {w.pk for w in kerja_sama.desa_pendaftar.jalur()}
        return cls(pihak, list(wilayah.select_related("induk").order_by("tingkat", "kode")), ids, penangan)

    def sebab(self, wilayah):
        """How the region comes to contain the agreement, in words."""
        if wilayah.tingkat == Tingkat.PUSAT:
            return "Pusat memuat semua desa"
        termuat = sum(_di_dalam(wilayah, p.desa) for p in self.pihak)
        if wilayah.tingkat == Tingkat.DESA:
            return "Pihak pada berkas ini" if termuat else "Meneruskan desa yang menjadi pihak"
        if not termuat:
            return f"{wilayah.nama_lengkap} memuat pihak pada peta sebelum berubah"
        semua = termuat == len(self.pihak)
        return f"{wilayah.nama_lengkap} memuat {'semua' if semua else f'{termuat} dari {len(self.pihak)}'} desa pihak"


def wilayah_kerja_sama(kerja_sama):
    """Ids of the regions, provinsi to desa, in which the agreement lies: those that scope reads."""
    return set(Cakupan.objects.milik(kerja_sama).values_list("wilayah_id", flat=True))


def undangan_kini(kerja_sama):
    """Invitations to the agreement that hold at this moment."""
    saat = timezone.now()
    return undangan_tercatat(kerja_sama).filter(dari__lte=saat, sebelum__gt=saat, pengguna__is_active=True)


def undangan_tercatat(kerja_sama):
    """Those that hold or will hold, without the ones that were withdrawn or are over."""
    milik = Undangan.objects.milik(kerja_sama).filter(dicabut_pada__isnull=True, sebelum__gt=timezone.now())
    return milik.select_related("pengguna", "oleh").order_by("sebelum", "pk")


def pelihat(kerja_sama, jalur=None):
    """`[Akses]` of everyone who sees the agreement now, from Pusat down to the villages, then the invited.

    The people in it are exactly those for whom `has_perm(lihat_kerja_sama, kerja_sama)` is true.
    """
    jalur = jalur or Jalur.milik(kerja_sama)
    tugas = penugasan_pemilik(LIHAT, jalur.ids).select_related("pengguna", "wilayah__induk")
    urut = tugas.order_by("wilayah__tingkat", "wilayah__kode", "peran", "pengguna__nama", "pk")
    return [_dari_penugasan(t, jalur) for t in urut] + [_dari_undangan(u) for u in undangan_kini(kerja_sama)]


def jumlah_orang(akses):
    return len({a.pengguna_id for a in akses})


def yang_diketahui(user, akses, jalur):
    """`akses` as `user` may know it: whom by name, whom only as an office and a number.

    Offices of a kabupaten and above that contain the agreement know everyone's name: they answer for who has access.
    A desa or a kecamatan knows the people of the parties and of the offices above itself; whoever handles the other
    parties' side is an office with a number. An invited person knows offices only, and themself.
    """
    sendiri = [s for s in semua_simpul(user).get("lihat_kerja_sama", []) if s.tingkat == 0 or s.id in jalur.ids]
    if any(s.tingkat <= Tingkat.KABUPATEN for s in sendiri):
        return [_untuk(user, a) for a in akses]
    dikenal = {w.pk for w in jalur.wilayah if any(_di_atas(w, s) for s in sendiri)}
    if sendiri:
        dikenal |= {p.desa_id for p in jalur.pihak}
    hasil, terlipat = [], {}
    for a in akses:
        if a.pengguna_id == user.pk or a.wilayah_id in dikenal or (a.wilayah_id is None and sendiri):
            hasil.append(_untuk(user, a))
        else:
            terlipat.setdefault((a.tingkat, a.kantor), []).append(a)
    hasil += [_lipat(bagian) for bagian in terlipat.values()]
    return sorted(hasil, key=lambda a: a.tingkat)


def alasan_melihat(user, ids, topi=None):
    """Why `user` sees an agreement that lies in the regions `ids`: the id of the assignment (the worn one if it does
    it), or None for whoever is invited only."""
    calon = [s.penugasan for s in semua_simpul(user).get("lihat_kerja_sama", []) if s.tingkat == 0 or s.id in ids]
    return topi.pk if topi and topi.pk in calon else next(iter(calon), None)


def _dari_penugasan(tugas, jalur):
    peran, wilayah = PERAN[tugas.peran], tugas.wilayah
    return Akses(
        tingkat=wilayah.tingkat,
        kantor=wilayah.nama_lengkap,
        pengguna_id=tugas.pengguna_id,
        nama=tugas.pengguna.nama,
        jabatan=tugas.jabatan,
        peran=peran.nama,
        sebab=jalur.sebab(wilayah),
        dasar=tugas.sk,
        dapat=_dapat(peran, wilayah, jalur),
        sampai=tugas.tanggal_selesai,
        wilayah_id=wilayah.pk,
    )


def _dari_undangan(satu):
    return Akses(
        tingkat=Tingkat.DESA + 1,
        kantor=satu.get_sebagai_display(),
        pengguna_id=satu.pengguna_id,
        nama=satu.pengguna.nama,
        jabatan=satu.get_sebagai_display(),
        sebab=f"Diundang {satu.oleh.nama}",
        dasar=satu.alasan,
        dapat=("melihat",),
        sampai=satu.tanggal_selesai,
    )


def _dapat(peran, wilayah, jalur):
    kode = [k for k in PERBUATAN if k in peran.izin]
    if wilayah.pk not in jalur.penangan:
        kode = [k for k in kode if k == "tanggapi_pendaftaran" and wilayah.tingkat == Tingkat.DESA]
    return tuple(PERBUATAN[k] for k in kode) or ("melihat",)


def _untuk(user, akses):
    return Akses(**vars(akses) | {"anda": akses.pengguna_id == user.pk})


def _lipat(bagian):
    satu = bagian[0]
    return Akses(
        tingkat=satu.tingkat,
        kantor=satu.kantor,
        sebab=satu.sebab if satu.wilayah_id else "Diundang ke berkas ini",
        banyak=jumlah_orang(bagian),
        dapat=("melihat",),
    )


def _di_dalam(wilayah, desa):
    return meliputi(Simpul(wilayah.pk, wilayah.kode, wilayah.tingkat, 0), desa.kode)


def _di_atas(wilayah, simpul_):
    return wilayah.tingkat == Tingkat.PUSAT or meliputi(
        Simpul(wilayah.pk, wilayah.kode, wilayah.tingkat, 0), simpul_.kode
    )
