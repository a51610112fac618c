"""Keeping one agreement out of the public register, and letting it in again."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from kerjasama.models import KerjaSama
from kerjasama.rules.isian import bersihkan
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.jejak.services import catat

IZIN = "wilayah.telaah_kerja_sama"


@transaction.atomic
def atur_publik(*, kerja_sama, tertutup, alasan, oleh):
    """Withholds an agreement from the public register, or publishes it again, with the reason of an office that tested
    it (UU 14/2008 Ps 17 and 19). Raises ValidationError without a reason, TindakanTertutup where it stands so already.
    """
    alasan = bersihkan(alasan)
    if not alasan:
        raise ValidationError({"alasan": "Tulis alasannya. Alasan ini tersimpan dalam riwayat."})
    kini = KerjaSama.objects.dalam_cakupan(oleh, "wilayah.lihat_kerja_sama").select_for_update(of=("self",))
    kini = kini.select_related("desa_pendaftar").get(pk=kerja_sama.pk)
    if not oleh.has_perm(IZIN, kini):
        raise PermissionDenied(IZIN)
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
