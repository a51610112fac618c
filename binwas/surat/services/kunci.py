"""Reaching a letter in order to write it: through the scope of the power that the act needs, and locked."""

from django.urls import reverse

from wilayah.jejak.services import catat

from ..models import Surat


def kunci_surat(surat, oleh, izin):
    """The row as it stands now, locked until the transaction ends. Raises Surat.DoesNotExist outside the power."""
    terlihat = Surat.objects.dalam_cakupan(oleh, izin).select_related("kantor__induk__induk", "kerja_sama")
    return terlihat.select_for_update(of=("self",)).get(pk=surat.pk)


def tautan(surat):
    return reverse("surat_rinci", kwargs={"id_publik": surat.id_publik})


def catat_surat(peristiwa, surat, oleh, izin, *, izin_baca="wilayah.lihat_konsep_surat", **isian):
    """A row of the trail about the agreement that the letter is about."""
    return catat(
        peristiwa=peristiwa,
        objek=surat,
        pokok=surat.kerja_sama,
        oleh=oleh,
        wilayah=surat.kantor,
        izin=izin,
        izin_baca=izin_baca,
        **isian,
    )
