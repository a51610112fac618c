"""An office lent to a colleague while its holder is away: by the holder, for named days, and never further."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse

from wilayah.pemberitahuan.services import beri_tahu
from wilayah.pengguna.models import Penugasan
from wilayah.pengguna.services.penugasan import akhiri_terkunci, simpan_penugasan

from .. import queries


@transaction.atomic
def limpahkan_penugasan(*, penugasan, kepada, mulai, selesai, sk, oleh):
    """Gives `kepada`, an assignment of a colleague in the same office, the role of one's own assignment `penugasan`
    for the days `mulai` to `selesai`. The colleague signs in the name of the office, under the own post.

    Raises PermissionDenied for an office that is not `oleh`'s to lend: someone else's, one that was itself lent or is
    held as a stand-in, or the power to give roles.
    """
    Penugasan.objects.select_for_update(of=("self",)).get(pk=penugasan.pk)
    asal = queries.dapat_dilimpahkan(oleh).filter(pk=penugasan.pk).first()
    if asal is None:
        raise PermissionDenied("Not an office that this person may lend.")
    kepada = _rekan(asal, kepada, oleh)
    _periksa_hari(asal, kepada, mulai, selesai)
    limpahan = Penugasan(
        pengguna=kepada.pengguna,
        wilayah=asal.wilayah,
        peran=asal.peran,
        jabatan=kepada.jabatan,
        sk=sk,
        sifat=Penugasan.Sifat.LIMPAHAN,
        menggantikan=asal,
        tanggal_mulai=mulai,
        tanggal_selesai=selesai,
    )
    simpan_penugasan(limpahan, "penugasan.dilimpahkan", oleh, izin="")
    beri_tahu(
        penerima=[kepada.pengguna],
        judul=f"Pelimpahan: Anda bertugas a.n. {asal.nama_peran}",
        isi=f"{asal.jabatan}, {asal.wilayah.nama_lengkap}, selama {oleh.nama} berhalangan.",
        tautan=reverse("akun"),
    )
    return limpahan


@transaction.atomic
def tarik_limpahan(*, penugasan, oleh):
    """The holder is back: what was lent ends at this instant."""
    limpahan = queries.limpahan_dari(oleh).select_for_update(of=("self",)).filter(pk=penugasan.pk).first()
    if limpahan is None:
        raise PermissionDenied("Not a delegation of this person's.")
    return akhiri_terkunci(limpahan, None, "Ditarik oleh yang melimpahkan.", oleh)


def _rekan(asal, kepada, oleh):
    rekan = queries.rekan_sekantor(oleh, [asal]).filter(pk=kepada.pk).first()
    if rekan is None:
        raise ValidationError({"kepada": "Pilih rekan sekantor yang boleh menerima pelimpahan jabatan ini."})
    return rekan


def _periksa_hari(asal, kepada, mulai, selesai):
    if mulai < asal.wilayah.hari_ini():
        raise ValidationError({"mulai": "Pelimpahan tidak dapat dimulai di hari yang sudah lewat."})
    if asal.tanggal_selesai and selesai > asal.tanggal_selesai:
        raise ValidationError({"selesai": "Hari terakhir melewati masa penugasan Anda sendiri."})
    if kepada.tanggal_selesai and selesai > kepada.tanggal_selesai:
        raise ValidationError({"selesai": "Hari terakhir melewati masa penugasan rekan Anda."})
