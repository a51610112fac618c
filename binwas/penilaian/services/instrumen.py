"""Loading an instrument: its text may be mended until the first review uses it, and never after."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from binwas.penilaian.models import ButirInstrumen, Instrumen


@transaction.atomic
def muat_instrumen(*, isi):
    """`isi` as in fixtures/instrumen/. Returns "baru", "diubah" or "sama"; raises ValidationError where the version
    is in use and the file says something else."""
    kepala = {"judul": isi["judul"], "berlaku_sejak": date.fromisoformat(isi["berlaku_sejak"])}
    instrumen, baru = Instrumen.objects.select_for_update().get_or_create(
        jenis=isi["jenis"], versi=isi["versi"], defaults=kepala
    )
    butir = [_butir(urut, satu) for urut, satu in enumerate(isi["butir"], start=1)]
    if not baru and _sama(instrumen, kepala, butir):
        return "sama"
    if not baru and instrumen.pemeriksaan.exists():
        raise ValidationError(
            f"{instrumen} sudah dipakai dalam pemeriksaan dan tidak boleh berubah. "
            f"Naikkan «versi» pada berkas menjadi {instrumen.versi + 1}."
        )
    _tulis(instrumen, kepala, butir)
    return "baru" if baru else "diubah"


def _butir(urut, satu):
    pasti = satu["status"] == "sumber"
    return {
        "urut": urut,
        "kode": satu["kode"],
        "kelompok": satu["kelompok"],
        "pertanyaan": satu["pertanyaan"],
        "panduan": satu["panduan"],
        "sumber": satu["sumber"] if pasti else f"{satu['sumber']} [{satu['status']}]",
        "hanya_peringatan": satu["hanya_peringatan"],
    }


def _sama(instrumen, kepala, butir):
    kini = list(instrumen.butir.order_by("urut").values(*butir[0]))
    return kini == butir and all(getattr(instrumen, nama) == nilai for nama, nilai in kepala.items())


def _tulis(instrumen, kepala, butir):
    for nama, nilai in kepala.items():
        setattr(instrumen, nama, nilai)
    instrumen.save(update_fields=list(kepala))
    instrumen.butir.all().delete()
    ButirInstrumen.objects.bulk_create(ButirInstrumen(instrumen=instrumen, **satu) for satu in butir)
