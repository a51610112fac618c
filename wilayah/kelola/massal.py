"""Accounts for all offices one tier below a region: who has one, who gets one."""

from django.utils import timezone

from wilayah.cakupan.queries import simpul
from wilayah.cakupan.roles import PERAN
from wilayah.pengguna.models import KELOLA, Pengguna, Penugasan
from wilayah.pengguna.queries import peran_yang_dapat_diberi
from wilayah.pengguna.rules import usul_nama_pengguna
from wilayah.pohon.models import Wilayah

from .keadaan import TANPA_SANDI

# What one request does while a person waits: some ten milliseconds for an account, some thirty for a slip.
BATAS_AKUN = 150
BATAS_SLIP = 80


def pilihan_induk(admin):
    """Regions whose offices below may get accounts: the admin's own and, of a kabupaten, its kecamatan."""
    sendiri = Wilayah.objects.filter(pk__in=[s.id for s in simpul(admin, KELOLA)], tingkat__lt=4)
    anak = Wilayah.objects.aktif().filter(induk__in=sendiri, tingkat=3)
    return sorted({*sendiri, *anak}, key=lambda w: w.kode)


def peran_massal(admin, induk):
    """Roles that may be given one tier below `induk`, in the order of the table."""
    boleh = {p for anak in _anak(induk) for p in peran_yang_dapat_diberi(admin, anak)}
    return [kunci for kunci in PERAN if kunci in boleh]


def rencana(admin, induk, peran):
    """`[(region, [(role, assignment that holds it or None)])]`; a role that may not be given there is left out."""
    anak = _anak(induk)
    ada = {}
    for tugas in _belum_berakhir(admin).filter(wilayah__in=anak, peran__in=peran).select_related("pengguna"):
        ada.setdefault((tugas.wilayah_id, tugas.peran), tugas)
    baris = []
    for wilayah in anak:
        boleh = peran_yang_dapat_diberi(admin, wilayah)
        if sel := [(p, ada.get((wilayah.pk, p))) for p in peran if p in boleh]:
            baris.append((wilayah, sel))
    return baris


def calon_akun(baris, *, sk, mulai):
    """What `buat_banyak_akun` takes, for every office of the plan that has nobody yet."""
    kosong = [(wilayah, peran) for wilayah, sel in baris for peran, tugas in sel if tugas is None]
    dipakai = set(
        Pengguna.objects.filter(username__in=[usul_nama_pengguna(p, w.kode, ()) for w, p in kosong]).values_list(
            "username", flat=True
        )
    )
    return [_satu(wilayah, peran, sk, mulai, dipakai) for wilayah, peran in kosong]


def menunggu_slip(admin, induk, peran=()):
    """Assignments in `induk` and below, of `peran` only where there are some, of accounts that nobody has opened."""
    tugas = _belum_berakhir(admin).filter(
        wilayah__in=Wilayah.objects.di_bawah(induk),
        pengguna__is_active=True,
        pengguna__password__startswith=TANPA_SANDI,
    )
    return (tugas.filter(peran__in=peran) if peran else tugas).order_by("wilayah__kode", "pk")


def _belum_berakhir(admin):
    return Penugasan.objects.terkelola(admin).filter(sebelum__gt=timezone.now())


def _anak(induk):
    return list(Wilayah.objects.aktif().filter(induk=induk).select_related("induk__induk__induk").order_by("kode"))


def _satu(wilayah, peran, sk, mulai, dipakai):
    username = usul_nama_pengguna(peran, wilayah.kode, dipakai)
    jabatan = jabatan_baku(wilayah, peran)
    akun = {"username": username, "nama": f"{jabatan} {wilayah.nama}"[:120]}
    tugas = {"wilayah": wilayah, "peran": peran, "jabatan": jabatan, "sk": sk, "mulai": mulai, "selesai": None}
    return akun, tugas


def jabatan_baku(wilayah, peran):
    """The region's own word for its head; for other offices the name of the role."""
    kepala = wilayah.sebutan("kepala") if peran in ("kepala_desa", "camat") else ""
    return kepala or PERAN[peran].nama
