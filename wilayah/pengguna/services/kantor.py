"""What an office puts on its letters, and what it has decided."""

from django.db import transaction

from wilayah.jejak.services import catat

from ..models import AturanTandaTangan, ProfilKantor, SakelarKantor


@transaction.atomic
def tetapkan_profil_kantor(*, wilayah, oleh=None, **isian):
    """Writes what stands on the letters of an office."""
    profil, _ = ProfilKantor.objects.update_or_create(wilayah=wilayah, defaults=isian)
    _catat_kantor("profil_kantor.ditetapkan", profil, wilayah, oleh, {"nama_kantor": profil.nama_kantor})
    return profil


@transaction.atomic
def tetapkan_sakelar(*, kantor, kunci, nyala, dasar, berlaku_sejak, oleh=None):
    """Records a choice that the law leaves to the region, with the basis it rests on."""
    pilihan, _ = SakelarKantor.objects.update_or_create(
        kantor=kantor, kunci=kunci, berlaku_sejak=berlaku_sejak, defaults={"nyala": nyala, "dasar": dasar}
    )
    _catat_kantor("sakelar.ditetapkan", pilihan, kantor, oleh, {"kunci": kunci, "nyala": nyala, "dasar": dasar})
    return pilihan


@transaction.atomic
def tetapkan_aturan_tanda_tangan(*, kantor, jenis_surat, dari, oleh=None, **isian):
    """Records who initials and signs a kind of letter, and the delegation that says so."""
    aturan, _ = AturanTandaTangan.objects.update_or_create(
        kantor=kantor, jenis_surat=jenis_surat, dari=dari, defaults=isian
    )
    _catat_kantor("aturan_tanda_tangan.ditetapkan", aturan, kantor, oleh, {"jabatan": aturan.jabatan})
    return aturan


def _catat_kantor(peristiwa, objek, wilayah, oleh, sesudah):
    catat(
        peristiwa=peristiwa,
        objek=objek,
        oleh=oleh,
        wilayah=wilayah,
        izin="wilayah.kelola_kantor",
        izin_baca="wilayah.lihat_jejak",
        sesudah=sesudah,
    )
