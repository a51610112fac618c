"""Who holds which office, and what an office has decided."""

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils import timezone

from wilayah.cakupan.queries import meliputi, semua_simpul, simpul
from wilayah.cakupan.roles import PERAN, kodenama
from wilayah.jejak.models import Jejak, sebut
from wilayah.pohon.enums import Jenis, Tingkat

from .models import KELOLA, AturanTandaTangan, Pengguna, Penugasan, SakelarKantor, TautanAkun
from .rules import hash_kode

AKUN_SENDIRI = "Ini akun Anda sendiri. Kewenangan sendiri diubah oleh admin lain."
DI_LUAR_WEWENANG = "Tidak semua penugasan orang ini berada dalam kewenangan Anda. Mintalah admin di atasnya."
SEDANG_DIUNDANG = (
    "Orang ini sedang diundang membaca kerja sama di luar wilayah Anda, dan kata sandinya membuka undangan itu. "
    "Mintalah {kantor} mencabut undangannya dahulu. Menonaktifkan akunnya tetap dapat."
)
ORANG_KEDUA = (
    "Orang ini menandatangani surat, dan Anda sendiri yang {lain}nya dalam 24 jam terakhir. "
    "{ini} admin lain di kantor ini, atau admin di atasnya."
)
TUNGGU_SATU = "Tautan baru dapat dibuat setelah hanya satu kantor yang mengundangnya."
PERBUATAN_SENDIRI = "what the one who asks has done, wherever it was written"
SEMUA_UNDANGAN = "an account is shut by every invitation, also by those that the one who asks may not see"


def pemegang(*, wilayah_ids, peran):
    """People whose assignment to one of `peran` holds now on exactly one of the regions, each once."""
    tugas = Penugasan.objects.berlaku().filter(wilayah_id__in=wilayah_ids, peran__in=peran)
    return list(Pengguna.objects.filter(pk__in=tugas.values("pengguna_id"), is_active=True))


def sakelar(kantor, kunci, tanggal):
    """The office's choice `kunci` in force on the local date, or None when it made none."""
    return (
        SakelarKantor.objects.filter(kantor=kantor, kunci=kunci, berlaku_sejak__lte=tanggal)
        .filter(Q(berlaku_sampai__isnull=True) | Q(berlaku_sampai__gte=tanggal))
        .order_by("-berlaku_sejak")
        .first()
    )


def empat_mata(kantor, tanggal):
    """Four eyes hold unless the office has switched them off."""
    pilihan = sakelar(kantor, SakelarKantor.Kunci.EMPAT_MATA, tanggal)
    return pilihan is None or pilihan.nyala


def aturan_tanda_tangan(kantor, jenis_surat, tanggal):
    """The signatory rule of the office for the kind of letter on the local date, or None: nobody may sign then."""
    return aturan_berlaku(kantor, tanggal).filter(jenis_surat=jenis_surat).last()


def aturan_berlaku(kantor, tanggal):
    """Signatory rules of the office in force on the local date; of one kind of letter the last one counts."""
    return (
        AturanTandaTangan.objects.filter(kantor=kantor, dari__lte=tanggal)
        .filter(Q(sebelum__isnull=True) | Q(sebelum__gt=tanggal))
        .order_by("dari")
    )


def peran_yang_dapat_diberi(admin, wilayah):
    """Roles that `admin` may give to another in `wilayah`, in the order of the table.

    Each through an assignment that holds now, whose own role may give it, at the region or above it. A kelurahan is
    no desa: nobody is kepala desa or BPD there (UU 6/2014 Ps 1).
    """
    if wilayah.tingkat == Tingkat.DESA and wilayah.jenis == Jenis.KELURAHAN:
        return []
    boleh = peran_dalam_wewenang(admin, wilayah)
    return [kunci for kunci, peran in PERAN.items() if kunci in boleh and peran.tingkat == wilayah.tingkat]


def peran_dalam_wewenang(admin, wilayah):
    """Roles whose assignments in `wilayah` are for `admin` to correct and to end, also where they could not be given
    any more: a desa that became a kelurahan must not keep its kepala desa for ever."""
    return {peran for s, memberi in wewenang_memberi(admin) if meliputi(s, wilayah.kode) for peran in memberi}


def pastikan_berwenang(admin, wilayah, peran):
    """Raises PermissionDenied unless an assignment to `peran` in `wilayah` is for `admin` to correct and to end."""
    if peran not in peran_dalam_wewenang(admin, wilayah):
        raise PermissionDenied


def pastikan_dapat_memberi(admin, wilayah, peran):
    """Raises PermissionDenied unless `admin` may give `peran` in `wilayah`."""
    if peran not in peran_yang_dapat_diberi(admin, wilayah):
        raise PermissionDenied


def alasan_jabatan(admin, pengguna):
    """Why `admin` may not touch the account of `pengguna`, or "": nobody lifts themselves, and every assignment that
    the account has now or will have must be one within the power of `admin`."""
    if pengguna.pk == admin.pk:
        return AKUN_SENDIRI
    tugas = pengguna.penugasan.filter(sebelum__gt=timezone.now()).select_related("wilayah")
    bukan = (t for t in tugas if t.peran not in peran_dalam_wewenang(admin, t.wilayah))
    return DI_LUAR_WEWENANG if next(bukan, None) else ""


def alasan_tertutup(admin, pengguna):
    """Why `admin` may not do to the account what could yield its password, or "".

    Whoever can set a password holds the powers behind it: besides the assignments, every agreement that the account
    is invited to must be one of a region of `admin`, whose people read it. To shut an account, that is no obstacle.
    """
    return alasan_jabatan(admin, pengguna) or alasan_undangan(admin, pengguna)


def alasan_undangan(admin, pengguna):
    """Which office must withdraw its invitation first, as a sentence, or ""."""
    hidup = undangan_hidup(pengguna).select_related("kerja_sama__desa_pendaftar__induk__induk")
    pengundang = (u.kerja_sama.desa_pendaftar for u in hidup)
    luar = next((d for d in pengundang if not any(meliputi(s, d.kode) for s in simpul(admin, KELOLA))), None)
    return SEDANG_DIUNDANG.format(kantor=luar.leluhur(2).nama_lengkap) if luar else ""


def undangan_hidup(pengguna):
    """What the account is invited to, now or later."""
    semua = apps.get_model("kerjasama.Undangan").objects.tanpa_batas(alasan=SEMUA_UNDANGAN)
    return semua.filter(pengguna=pengguna, dicabut_pada=None, sebelum__gt=timezone.now())


def tamu_tertutup(pengundang, pengguna):
    """Why the link of a guest's account is not for `pengundang` to make, or "".

    A guest holds no office, so no admin answers for the account: whoever may invite to all that it is invited to
    does, and reads nothing through it that is not theirs to show. An account that its owner has opened, invited to
    nothing now, is nobody's to open.
    """
    if pengguna.penugasan.exists():
        return "Akun ini memegang jabatan. Tautannya diurus admin di kantornya."
    hidup = undangan_hidup(pengguna)
    milik = hidup.dalam_cakupan(pengundang, "wilayah.undang_pihak")
    if hidup.exclude(pk__in=milik.values("pk")).exists():
        return "Akun ini diundang kantor lain juga, sehingga tautannya tidak dapat Anda atur sendiri. " + TUNGGU_SATU
    if pengguna.has_usable_password() and not milik.exists():
        return "Akun ini sudah diaktifkan pemiliknya dan tidak sedang Anda undang."
    return ""


def menandatangani(pengguna):
    """Whether the person signs letters, now or from a day to come, in whatever way the office is held."""
    penanda = [kunci for kunci, peran in PERAN.items() if "tandatangani_surat" in peran.izin]
    return pengguna.penugasan.filter(peran__in=penanda, sebelum__gt=timezone.now()).exists()


def baru_membuat_tautan(admin, pengguna, masa):
    """Whether `admin` could know the password: by a link of the time `masa` before now, unless it came to nothing."""
    sejak = pengguna.tautan.filter(oleh=admin, dibuat_pada__gt=timezone.now() - masa)
    return sejak.exclude(dipakai_pada=None, dibatalkan_pada__isnull=False).exists()


def baru_melepas_kode(admin, pengguna, masa):
    return (
        Jejak.objects.tanpa_batas(alasan=PERBUATAN_SENDIRI)
        .filter(
            peristiwa="pengguna.kode_kedua_diatur_ulang",
            objek=sebut(pengguna),
            oleh=admin,
            pada__gt=timezone.now() - masa,
        )
        .exists()
    )


def tautan_terbuka(kode):
    """The link of this code if it still opens its account, or None.

    It opens nothing once its maker could no longer touch the account: who was given a greater office since would
    otherwise be at the mercy of an old message.
    """
    tautan = TautanAkun.objects.terbuka().select_related("pengguna", "oleh").filter(hash_kode=hash_kode(kode)).first()
    if tautan is None or not tautan.pengguna.is_active:
        return None
    tertutup = alasan_tertutup if tautan.pengguna.penugasan.exists() else tamu_tertutup
    return None if tautan.oleh and tertutup(tautan.oleh, tautan.pengguna) else tautan


def wewenang_memberi(admin):
    """`[(Simpul, roles its assignment may give)]` that hold now, kept like the nodes with the user object."""
    if not hasattr(admin, "_wewenang_memberi"):
        simpul_ = semua_simpul(admin).get(kodenama(KELOLA), [])
        peran = dict(Penugasan.objects.filter(pk__in=[s.penugasan for s in simpul_]).values_list("pk", "peran"))
        admin._wewenang_memberi = [(s, PERAN[peran[s.penugasan]].memberi) for s in simpul_]
    return admin._wewenang_memberi
