"""What is open passes to the successor, with a record."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse

from wilayah.jejak.services import catat, kunci_kirim, selesaikan_kiriman
from wilayah.pemberitahuan.services import beri_tahu
from wilayah.pengguna.models import KELOLA, Penugasan, SerahTerima

from .. import queries
from ..pekerjaan import pindahkan_pekerjaan


@transaction.atomic
def serahkan_pekerjaan(*, dari, kepada, catatan, kunci, oleh):
    """Moves the open work of the assignment `dari` to the holder of `kepada`, all of it or none, and tells them.

    Raises PermissionDenied when `oleh` may not touch both assignments, ValidationError when the second does not
    succeed the first, or the first has no last day.
    """
    kiriman = kunci_kirim(oleh, kunci, f"serah_terima {dari.pk}")
    if kiriman.hasil:
        return queries.serah_terima_terbaca(oleh).get(id_publik=kiriman.hasil)
    dari, kepada = (_kunci(tugas, oleh) for tugas in (dari, kepada))
    _periksa(dari, kepada)
    tumpukan = pindahkan_pekerjaan(dari, kepada.pengguna)
    serah = SerahTerima.objects.create(
        dari=dari, kepada=kepada, catatan=catatan.strip(), rincian={"pekerjaan": _rincian(tumpukan)}, oleh=oleh
    )
    selesaikan_kiriman(kiriman, serah.id_publik)
    jumlah = sum(len(t.butir) for t in tumpukan)
    beri_tahu(
        penerima=[kepada.pengguna],
        judul=f"Serah terima: {dari.sebutan_peran}, {dari.wilayah.nama_lengkap}",
        isi=f"{jumlah} pekerjaan terbuka dari {dari.pengguna.nama} beralih kepada Anda.",
        tautan=reverse("serah_terima_rinci", args=[serah.id_publik]),
        penting=jumlah > 0,
    )
    catat(
        peristiwa="penugasan.serah_terima",
        objek=serah,
        pokok=dari.pengguna,
        oleh=oleh,
        wilayah=dari.wilayah,
        izin=KELOLA,
        izin_baca="wilayah.lihat_jejak",
        sesudah={
            "kepada": kepada.pengguna.username,
            "jumlah": {t.jenis.kunci: len(t.butir) for t in tumpukan},
        },
    )
    return serah


def _kunci(tugas, oleh):
    """The row, locked. Nobody hands over to or from themselves: their own admin does."""
    terkunci = (
        queries.dapat_ditindak(oleh)
        .select_for_update(of=("self",))
        .select_related("wilayah__induk__induk__induk", "pengguna")
        .filter(pk=tugas.pk)
        .first()
    )
    if terkunci is None:
        raise PermissionDenied("Not an assignment that this person may hand over.")
    return terkunci


def _periksa(dari, kepada):
    if dari.tanggal_selesai is None:
        raise ValidationError("Tetapkan dahulu hari terakhir penugasan ini, lalu serahkan pekerjaannya.")
    if dari.sifat == Penugasan.Sifat.LIMPAHAN:
        raise ValidationError("Pelimpahan kembali kepada pejabatnya sendiri; tidak ada yang diserahkan.")
    if not queries.calon_pengganti(dari).filter(pk=kepada.pk).exists():
        raise ValidationError({"kepada": "Pilih orang lain yang memegang peran yang sama di wilayah yang sama."})


def _rincian(tumpukan):
    """What went over as it was called then: the record must read the same in ten years."""
    return [
        {
            "nama": t.jenis.nama,
            "jumlah": len(t.butir),
            "bernama": t.bernama,
            "butir": [{"judul": b.judul, "tautan": b.tautan} for b in t.butir],
        }
        for t in tumpukan
    ]
