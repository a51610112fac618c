"""Delivery: by hand where an office has no account, and the mark that an office has read its letter."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from wilayah.pemberitahuan.services import tandai_dibaca

from .. import queries
from ..enums import TERBUKA_BAGI_PENERIMA, StatusSurat
from ..models import PenerimaSurat
from ..transitions import KELOLA, TABEL
from .kunci import catat_surat, kunci_surat, tautan


@transaction.atomic
def catat_pengantaran(*, penerima, catatan, oleh):
    """A letter was brought to an office that has no account; the last one makes it disampaikan."""
    if not catatan.strip():
        raise ValidationError({"catatan": "Tulis kapan surat diantar dan siapa yang menerima."})
    surat = kunci_surat(penerima.surat, oleh, KELOLA)
    TABEL.jalankan("catat_pengantaran", surat, oleh)
    baris = queries.belum_terjangkau(surat).filter(pk=penerima.pk)
    if not baris.exists():
        raise ValidationError("Penerima ini sudah menerima suratnya.")
    PenerimaSurat.objects.milik(surat).filter(pk=penerima.pk).update(
        diantar_pada=timezone.now(), catatan_antar=catatan.strip()[:200]
    )
    if queries.belum_terjangkau(surat).exists():
        surat.status = StatusSurat.TERBIT
    surat.save(update_fields=["status"])
    catat_surat(
        "surat.diantar",
        surat,
        oleh,
        KELOLA,
        izin_baca="wilayah.lihat_kerja_sama",
        sesudah={"penerima": penerima.jabatan, "status": surat.status},
    )
    return surat


@transaction.atomic
def catat_dibaca(*, surat, oleh):
    """Someone of a recipient office opened the letter. A mark, not an act: no trail, and the first reading stands."""
    if surat.status not in TERBUKA_BAGI_PENERIMA:
        return
    queries.penerima_milik(surat, oleh).filter(dibaca_pada__isnull=True).update(
        dibaca_pada=timezone.now(), dibaca_oleh=oleh
    )
    tandai_dibaca(pengguna=oleh, tautan=tautan(surat))
