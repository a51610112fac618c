"""A region's own words, as its admin decides."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from wilayah.jejak.services import catat

from .enums import Tingkat
from .models import Sebutan, Wilayah
from .rules import ISTILAH
from .services_acuan import lupakan_sebutan

KELOLA_KANTOR = "wilayah.kelola_kantor"
DIKENAL = {satu.kunci for satu in ISTILAH}
PEMILIK = (Tingkat.PUSAT, Tingkat.PROVINSI, Tingkat.KABUPATEN)


@transaction.atomic
def tetapkan_sebutan(*, wilayah, kata, dasar, oleh):
    """`kata` maps (level, kind, term) to the word in use from now on; an empty word gives way to what comes with the
    program, or is inherited. What is not in it stays. Letters already issued keep theirs. Returns how many changed."""
    wilayah = Wilayah.objects.select_for_update(of=("self",)).get(pk=wilayah.pk)
    if not oleh.has_perm(KELOLA_KANTOR, wilayah):
        raise PermissionDenied(KELOLA_KANTOR)
    if wilayah.tingkat not in PEMILIK or not set(kata) <= DIKENAL:
        raise ValidationError("Sebutan ditetapkan pada provinsi atau kabupaten/kota.", code="bukan_pemilik")
    ada = {(s.tingkat, s.jenis, s.istilah): s for s in wilayah.daftar_sebutan.all()}
    sebelum, sesudah = {}, {}
    for kunci, baru in kata.items():
        lama = ada[kunci].kata if kunci in ada else ""
        jadi = baru or (ada[kunci].bawaan if kunci in ada else "")
        if jadi != lama:
            _tulis(wilayah, kunci, ada.get(kunci), jadi, dasar)
            nama = f"{kunci[2]}.{kunci[0]}"
            sebelum[nama], sesudah[nama] = lama, jadi
    if sesudah:
        transaction.on_commit(lupakan_sebutan)
        _catat(wilayah, oleh, dasar, sebelum, sesudah)
    return len(sesudah)


def _tulis(wilayah, kunci, satu, kata, dasar):
    if not kata:
        satu.delete()
        return
    satu = satu or Sebutan(wilayah=wilayah, **dict(zip(("tingkat", "jenis", "istilah"), kunci, strict=True)))
    satu.kata = kata
    satu.dasar = satu.dasar_bawaan if kata == satu.bawaan else dasar
    satu.save()


def _catat(wilayah, oleh, dasar, sebelum, sesudah):
    catat(
        peristiwa="sebutan.ditetapkan",
        objek=wilayah,
        oleh=oleh,
        wilayah=wilayah,
        izin=KELOLA_KANTOR,
        izin_baca="wilayah.lihat_jejak",
        keterangan=dasar,
        sebelum=sebelum,
        sesudah=sesudah,
    )
