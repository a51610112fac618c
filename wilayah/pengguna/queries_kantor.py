"""What an office has decided, who decides for it, and who may read it."""

from django.db.models import Q

from wilayah.cakupan.queries import semua_simpul, simpul
from wilayah.cakupan.roles import PERAN
from wilayah.pohon.models import Wilayah

from .models import AturanTandaTangan, Penugasan, PolaNomor, ProfilKantor, SakelarKantor

KELOLA_KANTOR = "wilayah.kelola_kantor"
TINGKAT_KANTOR_TERBAWAH = 3  # a desa's letters are its own affair


def pola_nomor(kantor, jenis_surat, tanggal):
    """The office's own pattern for the kind of letter on the local date, or None: its profile's then."""
    return pola_berlaku(kantor, tanggal).filter(jenis_surat=jenis_surat).last()


def pola_berlaku(kantor, tanggal):
    """Number patterns of the office in force on the local date; of one kind of letter the last one counts."""
    return PolaNomor.objects.filter(kantor=kantor, berlaku_sejak__lte=tanggal).order_by("berlaku_sejak")


def profil_kantor(kantor):
    """What the office puts on its letters, or None while nobody has filled it in."""
    return ProfilKantor.objects.filter(wilayah=kantor).first()


def _jalur_kode(wilayah):
    return [wilayah.kode_leluhur(tingkat) for tingkat in range(wilayah.tingkat + 1)]


def pengelola_kantor(wilayah):
    """Who manages the office: the people of its own admin, or, where it has none, of the nearest one above."""
    peran = [kunci for kunci, p in PERAN.items() if "kelola_kantor" in p.izin]
    tugas = (
        Penugasan.objects.berlaku()
        .filter(wilayah__kode__in=_jalur_kode(wilayah), peran__in=peran, pengguna__is_active=True)
        .select_related("pengguna", "wilayah")
        .order_by("-wilayah__tingkat", "pk")
    )
    semua = list(tugas)
    return [t for t in semua if t.wilayah_id == semua[0].wilayah_id]


def sebut_pengelola(wilayah):
    """Who must fill in what is missing, as a page tells the person who is held up by it."""
    orang = [f"{t.pengguna.nama} ({t.nama_peran}, {t.wilayah.nama_lengkap})" for t in pengelola_kantor(wilayah)]
    return " atau ".join(orang) or "admin kantor ini (belum ada yang ditunjuk)"


def boleh_mengelola_kantor(user, wilayah):
    """Whether `user` decides for the office.

    The law leaves these choices to the region itself. So the power of an admin above, which holds below it too, is
    used only where the office has no admin of its own: a provinsi fills in a kabupaten's letterhead until the
    kabupaten has an admin, and leaves it alone from then on.
    """
    if not user.has_perm(KELOLA_KANTOR, wilayah):
        return False
    return user.pk in {t.pengguna_id for t in pengelola_kantor(wilayah)}


def kantor_terlihat(user, wilayah):
    """Whether `user` may read what the office has decided: who serves there, and who manages offices above it."""
    if wilayah.tingkat > TINGKAT_KANTOR_TERBAWAH:
        return False
    bertugas = any(s.id == wilayah.pk for daftar in semua_simpul(user).values() for s in daftar)
    return bertugas or user.has_perm(KELOLA_KANTOR, wilayah)


def kantor_pilihan(user):
    """The offices that `user` serves in or manages as their own, the highest first."""
    sendiri = {s.id for daftar in semua_simpul(user).values() for s in daftar}
    return Wilayah.objects.filter(pk__in=sendiri, tingkat__lte=TINGKAT_KANTOR_TERBAWAH).order_by("tingkat", "kode")


def kantor_di_bawah(user):
    """Offices one tier below those that `user` manages: what an admin may look after where they have no admin."""
    kelola = [s.id for s in simpul(user, KELOLA_KANTOR)]
    return Wilayah.objects.aktif().filter(induk_id__in=kelola, tingkat__lte=TINGKAT_KANTOR_TERBAWAH).order_by("kode")


def sakelar_berlaku(kantor, tanggal):
    """`{switch: the office's choice in force on the local date}`, in one query."""
    baris = SakelarKantor.objects.filter(kantor=kantor, berlaku_sejak__lte=tanggal)
    baris = baris.filter(Q(berlaku_sampai__isnull=True) | Q(berlaku_sampai__gte=tanggal))
    return {b.kunci: b for b in baris.order_by("berlaku_sejak")}


def riwayat_sakelar(kantor):
    return SakelarKantor.objects.filter(kantor=kantor).order_by("kunci", "-berlaku_sejak")


def sakelar_di_jalur(wilayah, kunci):
    """Every choice `kunci` ever made by the region or one above it, with the region that made it."""
    baris = SakelarKantor.objects.filter(kantor__kode__in=_jalur_kode(wilayah), kunci=kunci)
    return list(baris.select_related("kantor").order_by("kantor__tingkat", "berlaku_sejak"))


def pemegang_peran(kantor, peran):
    """`{role: [assignment, …]}` of those who hold one of the roles at the office now, in one query."""
    hasil = {satu: [] for satu in peran}
    tugas = Penugasan.objects.berlaku().filter(wilayah=kantor, peran__in=peran, pengguna__is_active=True)
    for satu in tugas.select_related("pengguna").order_by("pk"):
        hasil[satu.peran].append(satu)
    return hasil


def riwayat_tanda_tangan(kantor):
    return AturanTandaTangan.objects.filter(kantor=kantor).order_by("jenis_surat", "-dari")


def riwayat_pola(kantor):
    return PolaNomor.objects.filter(kantor=kantor).order_by("jenis_surat", "-berlaku_sejak")
