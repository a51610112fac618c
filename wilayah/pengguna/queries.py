"""Who holds which office, and what an office has decided."""

from django.db.models import Q

from .models import AturanTandaTangan, Pengguna, Penugasan, SakelarKantor


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
    return (
        AturanTandaTangan.objects.filter(kantor=kantor, jenis_surat=jenis_surat, dari__lte=tanggal)
        .filter(Q(sebelum__isnull=True) | Q(sebelum__gt=tanggal))
        .order_by("-dari")
        .first()
    )
