"""The rows that an act on an agreement in the making locks, and who is told of it."""

from django.core.exceptions import PermissionDenied

from kerjasama.models import Pihak
from kerjasama.queries.siklus import mewakili_pihak, pihak_desa, pihak_milik
from wilayah.cakupan.roles import PERAN_PEMERINTAH_DESA
from wilayah.jejak.services import catat
from wilayah.pemberitahuan.services import beri_tahu
from wilayah.pengguna.queries import pemegang

TETAPKAN, SUSUN = "wilayah.tetapkan_kerja_sama", "wilayah.susun_kerja_sama"


def desa_terkunci(kerja_sama, pihak, oleh, izin):
    """The village's row, locked, for whoever holds `izin` there; PermissionDenied for anybody else."""
    sendiri = pihak_milik(oleh, kerja_sama, izin).select_for_update(of=("self",))
    baris = sendiri.select_related("desa__induk__induk__induk").filter(pk=pihak.pk).first()
    if baris is None:
        raise PermissionDenied(izin)
    return baris


def pihak_terkunci(kerja_sama, pihak, oleh, izin):
    """As above; what a third party did is written down by whoever holds `izin` at one of the villages."""
    if pihak.desa_id is not None:
        return desa_terkunci(kerja_sama, pihak, oleh, izin)
    if not mewakili_pihak(oleh, kerja_sama, izin):
        raise PermissionDenied(izin)
    baris = Pihak.objects.milik(kerja_sama).filter(mundur_pada__isnull=True).select_for_update(of=("self",))
    return baris.select_related("pihak_ketiga").get(pk=pihak.pk)


def simpan(kerja_sama, *bidang):
    """Saves the fields and raises the version, so that whoever saves from an older page is told."""
    kerja_sama.versi += 1
    kerja_sama.save(update_fields=["status", "versi", *bidang])


def orang_pihak(kerja_sama, peran=PERAN_PEMERINTAH_DESA):
    desa = list(pihak_desa(kerja_sama).values_list("desa_id", flat=True))
    return pemegang(wilayah_ids=desa, peran=peran)


def kabari(kerja_sama, orang, oleh, judul, isi, bagian="matriks/", *, penting=False):
    """One message to each of `orang` but who acted; it leads to a part of the agreement's page."""
    beri_tahu(
        penerima=orang,
        kecuali=oleh,
        judul=judul,
        isi=isi,
        tautan=f"/kerja-sama/{kerja_sama.id_publik}/{bagian}",
        penting=penting,
    )


def catat_pihak(peristiwa, pihak, kerja_sama, oleh, izin, sebelum, sesudah, keterangan=""):
    """The row of the trail of what one party did."""
    catat(
        peristiwa=peristiwa,
        objek=pihak,
        pokok=kerja_sama,
        oleh=oleh,
        wilayah=pihak.desa or kerja_sama.desa_pendaftar,
        izin=izin,
        keterangan=(keterangan or pihak.nama_pendek)[:300],
        sebelum=sebelum,
        sesudah=sesudah,
    )
