"""Keeping one agreement out of the public register, and letting it in again."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from kerjasama.rules.isian import bersihkan
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.jejak.services import catat

from .kunci import kunci_kerja_sama

IZIN = "wilayah.telaah_kerja_sama"


@transaction.atomic
def atur_publik(*, kerja_sama, tertutup, alasan, oleh):
    """Withholds an agreement from the public register, or publishes it again, with the reason of an office that tested
    it (UU 14/2008 Ps 17 and 19). Raises ValidationError without a reason, TindakanTertutup where it stands so already.
    """
    kini = kunci_kerja_sama(kerja_sama, oleh)
    if not oleh.has_perm(IZIN, kini):
        raise PermissionDenied(IZIN)
    alasan = bersihkan(alasan)
    if not alasan:
        raise ValidationError({"alasan": "Tulis alasannya. Alasan ini tersimpan dalam riwayat."})
    if kini.tertutup_publik == tertutup:
        raise TindakanTertutup("Register publik sudah demikian. Muat ulang halaman.")
    kini.tertutup_publik = tertutup
    kini.versi += 1
    kini.save(update_fields=["tertutup_publik", "versi"])
    catat(
        peristiwa="kerja_sama.ditutup_publik" if tertutup else "kerja_sama.dibuka_publik",
        objek=kini,
        oleh=oleh,
        wilayah=kini.desa_pendaftar,
        izin=IZIN,
        keterangan=alasan[:300],
        sesudah={"tertutup_publik": tertutup},
    )
    return kini
