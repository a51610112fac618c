"""The yearly review of access: each assignment is confirmed or withdrawn by someone else than its holder."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from wilayah.jejak.services import catat
from wilayah.pengguna.models import KELOLA, TinjauanAkses
from wilayah.pengguna.services import akhiri_penugasan

from .. import queries

Keputusan = TinjauanAkses.Keputusan


@transaction.atomic
def tinjau_penugasan(*, penugasan, keputusan, oleh, alasan="", seketika=False):
    """This year's answer for one assignment. Withdrawn, it ends with the day, or at this instant (`seketika`); that
    needs a reason. An answer may be changed while the assignment holds.

    Raises PermissionDenied for an assignment that `oleh` does not review: one's own, or one above.
    """
    tugas = (
        queries.dapat_ditindak(oleh)
        .select_for_update(of=("self",))
        .select_related("wilayah__induk__induk__induk", "pengguna")
        .filter(pk=penugasan.pk)
        .first()
    )
    if tugas is None:
        raise PermissionDenied("Not an assignment that this person reviews.")
    if tugas.berakhir or tugas.belum_mulai:
        raise ValidationError("Penugasan ini tidak sedang berlaku; tidak ada yang ditinjau.")
    tahun = queries.hari_ini().year  # the list's own: on the last night of the year a region further east is ahead
    alasan = alasan.strip()
    if keputusan == Keputusan.CABUT and not alasan:
        raise ValidationError({"alasan": "Tulis mengapa penugasan ini dicabut."})
    jawaban = {"keputusan": keputusan, "alasan": alasan, "oleh": oleh, "pada": timezone.now()}
    TinjauanAkses.objects.update_or_create(penugasan=tugas, tahun=tahun, defaults=jawaban)
    if keputusan == Keputusan.CABUT:
        akhiri_penugasan(
            penugasan=tugas, selesai=None if seketika else tugas.wilayah.hari_ini(), alasan=alasan, oleh=oleh
        )
    catat(
        peristiwa=f"tinjauan_akses.{keputusan}",
        objek=tugas,
        pokok=tugas.pengguna,
        oleh=oleh,
        wilayah=tugas.wilayah,
        izin=KELOLA,
        izin_baca="wilayah.lihat_jejak",
        keterangan=alasan,
        sesudah={"tahun": tahun, "pengguna": tugas.pengguna.username, "peran": tugas.peran},
    )
    return tugas


@transaction.atomic
def tegaskan_penugasan(*, daftar, oleh):
    """Confirms every assignment of `daftar`, or none. Returns how many."""
    for tugas in daftar:
        tinjau_penugasan(penugasan=tugas, keputusan=Keputusan.TETAP, oleh=oleh)
    return len(daftar)
