"""Answers to the instrument, saved one by one while the officer works. Not an act, so no row in the trail."""

from django.core.exceptions import ValidationError
from django.db import transaction

from binwas.penilaian.enums import Nilai, StatusPemeriksaan
from binwas.penilaian.models import ButirInstrumen, JawabanButir
from wilayah.cakupan.transisi import TindakanTertutup, VersiBasi

from .telaah import IZIN, terkunci

MAKS_CATATAN, MAKS_PASAL = 4000, 80


@transaction.atomic
def simpan_jawaban(*, pemeriksaan, butir, nilai, catatan, pasal, versi, oleh):
    """Saves the answer to one item. `versi` is the one the person saw, 0 when there was none.

    Raises VersiBasi with the other's answer when someone saved in between, TindakanTertutup outside the
    examination, ValidationError for an answer that does not exist or a text that is too long.
    """
    # The review is locked, not the answer: a first answer has no row to lock.
    pemeriksaan = terkunci(pemeriksaan, oleh, IZIN)
    _periksa(pemeriksaan, nilai, catatan, pasal)
    isi = {"nilai": nilai, "catatan": catatan.strip(), "pasal": pasal.strip()}
    kini = _jawaban(pemeriksaan, butir)
    if kini and all(getattr(kini, k) == v for k, v in isi.items()):
        return kini
    if (kini.versi if kini else 0) != versi:
        raise VersiBasi(kini)
    kini = kini or JawabanButir(pemeriksaan=pemeriksaan, butir=_butir(pemeriksaan, butir), versi=0)
    for bidang, isian in isi.items():
        setattr(kini, bidang, isian)
    kini.versi += 1
    kini.diubah_oleh = oleh
    kini.save()
    return kini


def _periksa(pemeriksaan, nilai, catatan, pasal):
    if pemeriksaan.status != StatusPemeriksaan.DITELAAH:
        raise TindakanTertutup("Jawaban hanya dapat diubah selama telaah. Muat ulang halaman ini.")
    if nilai and nilai not in Nilai.values:
        raise ValidationError("Pilih sesuai, perlu perbaikan, atau bertentangan.")
    if len(catatan) > MAKS_CATATAN or len(pasal) > MAKS_PASAL:
        raise ValidationError(f"Catatan paling panjang {MAKS_CATATAN} huruf, pasal {MAKS_PASAL} huruf.")


def _jawaban(pemeriksaan, kode):
    return (
        JawabanButir.objects.milik(pemeriksaan)
        .filter(butir__kode=kode, penelaah__isnull=True)
        .select_related("butir", "diubah_oleh")
        .first()
    )


def _butir(pemeriksaan, kode):
    try:
        return ButirInstrumen.objects.get(instrumen_id=pemeriksaan.instrumen_id, kode=kode)
    except ButirInstrumen.DoesNotExist:
        raise ValidationError("Butir ini tidak ada pada instrumen yang dipakai.") from None
