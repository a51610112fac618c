"""Assignments: every way in which a person comes to hold or to lose a power.

What an admin may not do is refused here, whatever the form said: to give a role that the table of roles does not let
them give there, to fill an office that is held, or to touch an assignment of their own. `oleh` is None for a command,
which answers for itself.
"""

from datetime import datetime, time, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import ProtectedError, Q
from django.utils import timezone
from django.utils.formats import date_format

from wilayah.cakupan.roles import PERAN
from wilayah.cakupan.services import grup_kantor
from wilayah.jejak.services import catat
from wilayah.pohon.models import Wilayah

from ..models import KELOLA, TANPA_AKHIR, Pengguna, Penugasan
from ..queries import pastikan_berwenang, pastikan_dapat_memberi, peran_yang_dapat_diberi

SESI_TOPI = "topi"
Sifat = Penugasan.Sifat


@transaction.atomic
def beri_penugasan(
    *,
    pengguna,
    wilayah,
    peran,
    jabatan,
    sk,
    mulai,
    selesai=None,
    sifat=Sifat.DEFINITIF,
    menggantikan=None,
    oleh=None,
):
    """Puts a person into an office from the local day `mulai` to `selesai` (inclusive, None: until further notice).

    Raises PermissionDenied for what `oleh` may not give, ValidationError at the field for what can't be given.
    """
    if oleh is not None:
        _pastikan_bukan_sendiri(oleh, pengguna)
        pastikan_dapat_memberi(oleh, wilayah, peran)
        _pastikan_terjangkau(oleh, pengguna)
    if sifat == Sifat.LIMPAHAN:
        raise PermissionDenied("A delegation is given by the holder of the office.")
    calon = Penugasan(
        pengguna=pengguna,
        wilayah=wilayah,
        peran=peran,
        jabatan=jabatan,
        sk=sk,
        sifat=sifat,
        menggantikan=menggantikan,
        tanggal_mulai=mulai,
        tanggal_selesai=selesai,
    )
    return simpan_penugasan(calon, "penugasan.diberikan", oleh)


@transaction.atomic
def perbaiki_penugasan(*, penugasan, jabatan, sk, oleh):
    """Corrects the post and the decree as they are written; who holds what, and until when, stays."""
    tugas = _kunci(penugasan, oleh)
    sebelum = {"jabatan": tugas.jabatan, "sk": tugas.sk}
    tugas.jabatan, tugas.sk = jabatan, sk
    _periksa_dasar(tugas)
    tugas.save(update_fields=["jabatan", "sk"])
    _catat("penugasan.diperbaiki", tugas, oleh, sebelum=sebelum, sesudah={"jabatan": jabatan, "sk": sk})
    return tugas


@transaction.atomic
def perpanjang_penugasan(*, penugasan, selesai, sk, oleh):
    """A later last day (None: until further notice), by the decree `sk`. What has ended is not revived: it is given
    anew, so that the days between stay days without power."""
    tugas = _kunci(penugasan, oleh)
    if tugas.sifat == Sifat.LIMPAHAN:
        raise ValidationError("Pelimpahan diberikan pejabatnya sendiri, untuk hari-hari yang disebutnya.")
    if tugas.berakhir:
        raise ValidationError("Penugasan ini sudah berakhir. Beri penugasan baru.")
    if oleh is not None and tugas.peran not in peran_yang_dapat_diberi(oleh, tugas.wilayah):
        raise ValidationError("Peran ini tidak lagi diberikan di wilayah ini. Penugasannya hanya dapat diakhiri.")
    if tugas.tanggal_selesai is None or (selesai and selesai <= tugas.tanggal_selesai):
        raise ValidationError({"selesai": "Pilih hari terakhir yang lebih akhir daripada sekarang."})
    sebelum = {"selesai": tugas.tanggal_selesai, "sk": tugas.sk}
    tugas.tanggal_selesai, tugas.sk = selesai, sk
    _periksa(tugas)
    _periksa_pemegang(tugas)
    _hitung_masa(tugas)
    tugas.save(update_fields=["tanggal_selesai", "sebelum", "sk"])
    _catat("penugasan.diperpanjang", tugas, oleh, sebelum=sebelum, sesudah={"selesai": selesai, "sk": sk})
    return tugas


@transaction.atomic
def akhiri_penugasan(*, penugasan, selesai=None, alasan="", oleh=None):
    """Ends an assignment after the local day `selesai`, or at this instant where it is None; from then on it gives
    nothing, and the delegations that stand on it fall with it. One that has not begun is struck.

    Raises ValidationError for a day before its first, and for one that would lengthen it.
    """
    tugas = _kunci(penugasan, oleh)
    return akhiri_terkunci(tugas, selesai, alasan, oleh)


def akhiri_terkunci(tugas, selesai, alasan, oleh):
    """What ends the locked row `tugas`, for whoever has checked that `oleh` may."""
    if oleh is not None and tugas.berakhir:
        raise ValidationError("Penugasan ini sudah berakhir.")
    if selesai is None and tugas.belum_mulai:
        return _coret(tugas, alasan, oleh)
    sebelum = tugas.tanggal_selesai
    _pendekkan(tugas, selesai)
    gugur = [_gugurkan(satu, tugas.tanggal_selesai, tugas.sebelum) for satu in _limpahan_bersandar(tugas)]
    _catat(
        "penugasan.diakhiri",
        tugas,
        oleh,
        keterangan=alasan,
        sebelum={"selesai": sebelum},
        sesudah={"selesai": tugas.tanggal_selesai} | ({"limpahan_gugur": gugur} if gugur else {}),
    )
    return tugas


def simpan_penugasan(tugas, peristiwa, oleh, izin=KELOLA):
    """Checks what holds for every assignment and writes the new one `tugas`."""
    _periksa(tugas)
    if oleh is not None:
        _periksa_pemegang(tugas)
    tugas.grup = grup_kantor(tugas.wilayah, tugas.peran)
    _hitung_masa(tugas)
    tugas.save(force_insert=True)
    _catat(
        peristiwa,
        tugas,
        oleh,
        izin=izin,
        sesudah={
            "pengguna": tugas.pengguna.username,
            "peran": tugas.peran,
            "sifat": tugas.sifat,
            "mulai": tugas.tanggal_mulai,
            "selesai": tugas.tanggal_selesai,
        },
    )
    return tugas


def pakai_topi(*, sesi, penugasan):
    """Remembers in the session which assignment is worn; a preference, not an act."""
    sesi[SESI_TOPI] = penugasan.pk


def _kunci(penugasan, oleh):
    """The row, locked; raises PermissionDenied when `oleh` may not touch it."""
    tugas = (
        Penugasan.objects.select_for_update(of=("self",))
        .select_related("wilayah__induk__induk__induk", "pengguna")
        .get(pk=penugasan.pk)
    )
    if oleh is not None:
        _pastikan_bukan_sendiri(oleh, tugas.pengguna)
        pastikan_berwenang(oleh, tugas.wilayah, tugas.peran)
    return tugas


def _pastikan_bukan_sendiri(oleh, pengguna):
    if oleh.pk == pengguna.pk:
        raise PermissionDenied("Nobody gives, extends or ends an assignment of their own.")


def _pastikan_terjangkau(oleh, pengguna):
    """Someone new, or someone of the admin's own people: a name of elsewhere is not even confirmed to exist."""
    if pengguna.penugasan.exists() and not Pengguna.objects.terkelola(oleh).filter(pk=pengguna.pk).exists():
        raise PermissionDenied("A person of another region.")


def _periksa(tugas):
    """What holds for every assignment, whoever gives it."""
    if not tugas.wilayah.aktif:
        raise ValidationError({"wilayah": f"{tugas.wilayah.nama_lengkap} sudah tidak aktif. Pilih wilayah penerusnya."})
    if PERAN[tugas.peran].tingkat != tugas.wilayah.tingkat:
        nama = PERAN[tugas.peran].nama
        raise ValidationError({"peran": f"{nama} tidak dapat ditugaskan di {tugas.wilayah.nama_lengkap}."})
    if tugas.tanggal_selesai and tugas.tanggal_selesai < tugas.tanggal_mulai:
        raise ValidationError({"selesai": "Tanggal selesai mendahului tanggal mulai."})
    _periksa_dasar(tugas)
    _periksa_sifat(tugas)


def _periksa_dasar(tugas):
    if not tugas.sk.strip():
        raise ValidationError({"sk": "Isi nomor surat keputusan atau surat perintahnya."})


def _periksa_sifat(tugas):
    """A stand-in stands in for someone's office, and not for ever."""
    if tugas.sifat == Sifat.DEFINITIF:
        return
    if tugas.tanggal_selesai is None:
        raise ValidationError({"selesai": f"{tugas.get_sifat_display()} memerlukan hari terakhir."})
    asal = tugas.menggantikan
    if asal is None:
        raise ValidationError({"menggantikan": "Pilih pejabat yang digantikan."})
    if (asal.wilayah_id, asal.peran) != (tugas.wilayah_id, tugas.peran) or asal.pengguna_id == tugas.pengguna_id:
        raise ValidationError({"menggantikan": "Pejabat yang digantikan memegang peran lain atau orang yang sama."})


def _periksa_pemegang(tugas):
    """One person holds an assignment once; an office of one person has one holder, and one stand-in, at a time."""
    # Two admins who fill the same office at once wait for each other here.
    Wilayah.objects.select_for_update(of=("self",)).get(pk=tugas.wilayah_id)
    sama = Penugasan.objects.filter(wilayah_id=tugas.wilayah_id, peran=tugas.peran).exclude(pk=tugas.pk)
    sama = sama.filter(sebelum__gt=awal_hari(tugas.tanggal_mulai, tugas.wilayah))
    # Who was ended at an instant of this very day has made room.
    sama = sama.exclude(tanggal_selesai=tugas.tanggal_mulai, sebelum__lte=timezone.now())
    if tugas.tanggal_selesai:
        sama = sama.filter(dari__lt=awal_hari(tugas.tanggal_selesai + timedelta(days=1), tugas.wilayah))
    if sama.filter(pengguna_id=tugas.pengguna_id).exists():
        raise ValidationError({"mulai": "Orang ini sudah memegang peran yang sama di wilayah ini pada masa itu."})
    if PERAN[tugas.peran].tunggal:
        _periksa_tunggal(tugas, sama.select_related("pengguna").order_by("dari", "pk"))


def _periksa_tunggal(tugas, sama):
    definitif = tugas.sifat == Sifat.DEFINITIF
    lain = sama.filter(sifat=Sifat.DEFINITIF) if definitif else sama.exclude(sifat=Sifat.DEFINITIF)
    ada = lain.first()
    if ada is None:
        return
    jalan_keluar = "Akhiri penugasannya lebih dahulu" + (
        ", atau beri tugas sebagai Plt. atau Plh. selama ia berhalangan." if definitif else "."
    )
    raise ValidationError(
        {"peran": f"{ada.sebutan_peran} di sini dipegang {ada.pengguna.nama} {_masa(ada)}. {jalan_keluar}"}
    )


def _masa(tugas):
    awal = f"sejak {date_format(tugas.tanggal_mulai, 'j F Y')}"
    return f"{awal} sampai {date_format(tugas.tanggal_selesai, 'j F Y')}" if tugas.tanggal_selesai else awal


def _hitung_masa(tugas):
    tugas.dari = awal_hari(tugas.tanggal_mulai, tugas.wilayah)
    akhir = tugas.tanggal_selesai
    tugas.sebelum = awal_hari(akhir + timedelta(days=1), tugas.wilayah) if akhir else TANPA_AKHIR


def _pendekkan(tugas, selesai):
    """Until the end of the day `selesai`, or until now where it is None; saved."""
    if selesai and selesai < tugas.tanggal_mulai:
        raise ValidationError({"selesai": "Tanggal selesai mendahului tanggal mulai."})
    if selesai and tugas.tanggal_selesai and selesai > tugas.tanggal_selesai:
        raise ValidationError({"selesai": "Hari itu melewati masa penugasan. Perpanjang, bila itu maksudnya."})
    tugas.tanggal_selesai = selesai or tugas.wilayah.hari_ini()
    if selesai:
        _hitung_masa(tugas)
    else:
        tugas.sebelum = timezone.now()
    tugas.save(update_fields=["tanggal_selesai", "sebelum"])


def _limpahan_bersandar(tugas):
    """What the holder of `tugas` has lent; and what was lent to them as a colleague, unless another assignment of
    their own still lets them be lent it."""
    tetap = Penugasan.objects.filter(
        pengguna_id=tugas.pengguna_id, wilayah_id=tugas.wilayah_id, sebelum__gt=tugas.sebelum
    ).exclude(sifat=Sifat.LIMPAHAN)
    sandaran = Q(menggantikan=tugas)
    if tugas.sifat != Sifat.LIMPAHAN:
        masih = set(tetap.values_list("peran", flat=True))
        boleh = [kunci for kunci, peran in PERAN.items() if masih.intersection(peran.dapat_dilimpahkan_kepada)]
        sandaran |= Q(pengguna_id=tugas.pengguna_id, wilayah_id=tugas.wilayah_id) & ~Q(peran__in=boleh)
    semua = Penugasan.objects.filter(sandaran, sifat=Sifat.LIMPAHAN, sebelum__gt=tugas.sebelum)
    return semua.select_related("pengguna").order_by("pk").select_for_update(of=("self",))


def gugurkan_limpahan_dari(orang):
    """Ends at this instant what the person has lent; returns who held it, for the trail."""
    kini = timezone.now()
    semua = (
        Penugasan.objects.filter(menggantikan__pengguna=orang, sifat=Sifat.LIMPAHAN, sebelum__gt=kini)
        .select_related("pengguna", "wilayah__induk__induk__induk")
        .order_by("pk")
        .select_for_update(of=("self",))
    )
    return [_gugurkan(satu, satu.wilayah.hari_ini(), kini) for satu in semua]


def _gugurkan(limpahan, hari, saat):
    """Ends a delegation with what it stands on; returns who held it, for the trail."""
    if limpahan.dari >= saat:
        Penugasan.objects.filter(pk=limpahan.pk).delete()
    else:
        limpahan.tanggal_selesai, limpahan.sebelum = hari, saat
        limpahan.save(update_fields=["tanggal_selesai", "sebelum"])
    return limpahan.pengguna.username


def _coret(tugas, alasan, oleh):
    """Strikes what never held: the trail keeps that it was given and taken back."""
    try:
        Penugasan.objects.filter(pk=tugas.pk).delete()
    except ProtectedError as galat:
        pesan = "Penugasan ini sudah dipakai dalam serah terima. Akhiri pada hari pertamanya."
        raise ValidationError(pesan) from galat
    _catat("penugasan.dibatalkan", tugas, oleh, keterangan=alasan)
    return tugas


def awal_hari(tanggal, wilayah):
    return datetime.combine(tanggal, time.min, tzinfo=wilayah.zona)


def _catat(peristiwa, tugas, oleh, *, izin=KELOLA, **isian):
    catat(
        peristiwa=peristiwa,
        objek=tugas,
        pokok=tugas.pengguna,
        oleh=oleh,
        wilayah=tugas.wilayah,
        izin=izin,
        izin_baca="wilayah.lihat_jejak",
        **isian,
    )
