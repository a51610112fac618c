"""Offers: who may read which, by when an answer is asked for, and what waits for whom."""

from django.db.models import Q

from kerjasama.enums import StatusPenawaran
from kerjasama.models import Penawaran
from kerjasama.queries.kerja_sama import LIHAT
from kerjasama.queries.persiapan import SUSUN, TETAPKAN
from kerjasama.queries.tenggat import batas
from wilayah.cakupan.queries import di_simpul, semua_simpul
from wilayah.pohon.enums import Tingkat

KODE_TENGGAT = "jawab_penawaran"
TANGGAPI = "wilayah.tanggapi_pendaftaran"
TERKAIT = ("kerja_sama__desa_pendaftar", "dari__induk__induk__induk", "kepada__induk__induk__induk", "pihak_ketiga")


def batas_jawaban(desa):
    """The term for the answer to an offer that `desa` sends today, with its rule; None where no rule was loaded."""
    return batas(KODE_TENGGAT, desa, desa.hari_ini())


def penawaran_terbaca(user):
    """Offers whose letter and answer the person may read: those from or to the person's own villages, and as an office
    above those about agreements in its region. A village that was offered to reads its own, not its rivals'."""
    semua = Penawaran.objects.dalam_cakupan(user, LIHAT, TANGGAPI)
    simpul_ = semua_simpul(user).get("lihat_kerja_sama", [])
    if any(s.tingkat < Tingkat.DESA for s in simpul_):
        return semua
    return semua.filter(di_simpul(simpul_, "dari") | di_simpul(simpul_, "kepada")) if simpul_ else semua.none()


def penawaran_kerja_sama(kerja_sama):
    """All offers of one agreement, the newest first: to whom and how it stands, for whoever sees the agreement."""
    return Penawaran.objects.milik(kerja_sama).select_related("kepada", "pihak_ketiga", "dari").order_by("-pk")


def penawaran_ditunggu(user, kerja_sama=None, batas=10):
    """Offers that wait for the person's own village to answer, of one agreement or of all."""
    milik = Penawaran.objects.dalam_cakupan(user, TETAPKAN).filter(status=StatusPenawaran.TERKIRIM)
    if kerja_sama is not None:
        milik = milik.filter(kerja_sama=kerja_sama)
    return milik.select_related("kerja_sama", "dari").order_by("tenggat", "pk")[:batas]


def penawaran_diurus(user, batas=10):
    """Offers of the person's own village that it goes on with: changes are asked for, or a third party's answer on
    paper is to be written down."""
    milik = Penawaran.objects.dalam_cakupan(user, SUSUN).filter(usulan=False)
    menunggu = Q(status=StatusPenawaran.MINTA_PERUBAHAN) | Q(status=StatusPenawaran.TERKIRIM, kepada__isnull=True)
    daftar = milik.filter(menunggu).select_related("kerja_sama", "kepada", "pihak_ketiga")
    return daftar.order_by("dijawab_pada", "pk")[:batas]


def nama_tujuan(penawaran):
    return penawaran.kepada.nama_lengkap if penawaran.kepada_id else penawaran.pihak_ketiga.nama
