"""Reads about how an agreement is carried out, and for whom: who may act for which party, and what a party that has
left goes on seeing."""

from datetime import datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q

from kerjasama.enums import Status, StatusKewajiban
from kerjasama.models import AnggotaBkad, Bkad, KerjaSama, Kewajiban, Kontribusi, Pihak
from wilayah.cakupan.queries import meliputi, semua_simpul, simpul
from wilayah.pohon.enums import Tingkat

from .kerja_sama import LIHAT, hanya_diundang
from .sekali import sekali
from .siklus import mewakili_pihak, pihak_milik

SUSUN = "wilayah.susun_kerja_sama"
BERJALAN = (Status.BERLAKU, Status.DITANGGUHKAN)
BISA_DILAKSANAKAN = (
    Status.PENYUSUNAN,
    Status.DISEPAKATI,
    Status.DITANDATANGANI,
    Status.DIUNDANGKAN,
    *BERJALAN,
)


def desa_sendiri(user):
    """Keys of the villages for which `user` reads, where that is all the person reads for; else empty: whoever sits
    above sees an agreement by all of its parties."""
    simpul_ = simpul(user, LIHAT)
    return [s.id for s in simpul_] if all(s.tingkat == Tingkat.DESA for s in simpul_) else []


@sekali
def mantan_pihak(user, kerja_sama):
    """The party through which alone `user` sees the agreement, where it has left; else None. It keeps what it signed,
    and reads nothing of what the others do after (PP 16/2026 Ps 167)."""
    if not desa_sendiri(user):
        return None
    simpul_ = semua_simpul(user).get("lihat_kerja_sama", [])
    desa = Pihak.objects.milik(kerja_sama).filter(desa__isnull=False).select_related("desa__diteruskan_oleh")
    milik = [p for p in desa if any(_dicakup(s, p.desa) for s in simpul_)]
    return milik[0] if milik and all(p.mundur_pada for p in milik) else None


def _dicakup(simpul_, desa):
    return meliputi(simpul_, desa.kode) or (desa.diteruskan_oleh and meliputi(simpul_, desa.diteruskan_oleh.kode))


def batas_baca(user, kerja_sama):
    """The instant up to which `user` reads what happened to the agreement, or None where there is no end: for a party
    that has left, its last day in it."""
    pihak = mantan_pihak(user, kerja_sama)
    if pihak is None:
        return None
    return datetime.combine(pihak.mundur_pada + timedelta(days=1), time.min, tzinfo=kerja_sama.desa_pendaftar.zona)


def orang_luar(user, kerja_sama):
    """Whoever reads the agreement itself and not what its parties do now: an invited person, a party that has left."""
    return hanya_diundang(user, kerja_sama) or mantan_pihak(user, kerja_sama) is not None


def boleh_melaksanakan(user, kerja_sama, *, sesudah_berakhir=False):
    """Whether `user` writes for one of the parties that are in it now. What is owed when an agreement ends is still
    reported on after (`sesudah_berakhir`)."""
    status = (*BISA_DILAKSANAKAN, Status.BERAKHIR) if sesudah_berakhir else BISA_DILAKSANAKAN
    return kerja_sama.status in status and mewakili_pihak(user, kerja_sama, SUSUN)


def boleh_untuk_pihak(user, pihak):
    """Whether `user` writes for this party: one's own village, or a third party, which has no account of its own."""
    milik = pihak_milik(user, pihak.kerja_sama, SUSUN)
    return milik.exists() if pihak.desa_id is None else milik.filter(pk=pihak.pk).exists()


def bkad_dari(kerja_sama):
    return Bkad.objects.milik(kerja_sama).first()


def anggota_bkad(bkad):
    return list(AnggotaBkad.objects.milik(bkad).select_related("desa").order_by("urut")) if bkad else []


def kontribusi_dari(kerja_sama):
    """What the parties that are in it now bring, in their order."""
    pihak = Pihak.objects.milik(kerja_sama).filter(mundur_pada__isnull=True)
    return Kontribusi.objects.milik(pihak).select_related("pihak").order_by("pihak__urut", "pk")


def kewajiban_terlihat(user):
    """The duties in all agreements that the person reads for an office; an invitation alone opens none. A party that
    has left sees its own, and those of the others that were due while it was in."""
    kerja_sama = KerjaSama.objects.lewat_penugasan(user, LIHAT)
    semua = Kewajiban.objects.milik(kerja_sama.order_by())
    desa = desa_sendiri(user)
    if not desa:
        return semua
    mundur = _pihak_sendiri(user, desa).filter(mundur_pada__lt=OuterRef("tenggat"))
    masih = _pihak_sendiri(user, desa).filter(mundur_pada__isnull=True)
    return semua.filter(Q(pihak__desa_id__in=desa) | Exists(masih) | ~Exists(mundur))


def _pihak_sendiri(user, desa):
    terlihat = Pihak.objects.milik(KerjaSama.objects.lewat_penugasan(user, LIHAT).order_by())
    return terlihat.filter(desa_id__in=desa, kerja_sama=OuterRef("kerja_sama")).order_by()


def kewajiban_dari(user, kerja_sama):
    return kewajiban_terlihat(user).filter(kerja_sama=kerja_sama).select_related("pihak").order_by("tenggat", "pk")


def kewajiban_terbuka(kerja_sama):
    """Those that an end of the agreement must settle."""
    terbuka = Kewajiban.objects.milik(kerja_sama).filter(status=StatusKewajiban.TERBUKA)
    return terbuka.select_related("pihak").order_by("tenggat", "pk")
