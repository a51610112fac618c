"""Drafts of registrations, and the agreements that one of them may repeat."""

from django.db.models import Q

from kerjasama.enums import Status
from kerjasama.models import BerkasDraf, DrafPendaftaran, KerjaSama
from wilayah.cakupan.queries import semua_simpul
from wilayah.pohon.enums import Tingkat
from wilayah.pohon.models import Wilayah

from .kerja_sama import LIHAT

DAFTAR = "wilayah.daftarkan_kerja_sama"
MAKS_SERUPA = 10


def desa_sendiri(user):
    """Villages for which the person registers as the village itself, not on its behalf."""
    milik = [s.id for s in semua_simpul(user).get("daftarkan_kerja_sama", []) if s.tingkat == Tingkat.DESA]
    return Wilayah.objects.filter(pk__in=milik).select_related("induk__induk__induk")


def mendaftar_atas_nama(user, desa):
    """Whether `user` holds the power from above only (petugas of kecamatan or kabupaten)."""
    return desa.pk not in {s.id for s in semua_simpul(user).get("daftarkan_kerja_sama", [])}


def draf_pendaftar(user):
    """One's own drafts, and those of one's own village; never what another office is typing."""
    sendiri = [d.pk for d in desa_sendiri(user)]
    return (
        DrafPendaftaran.objects.dalam_cakupan(user, DAFTAR)
        .filter(Q(pembuat=user) | Q(desa_id__in=sendiri))
        .select_related("desa__induk__induk__induk", "pembuat")
    )


def draf_terbuka(user):
    """Those to go on with."""
    return draf_pendaftar(user).filter(kerja_sama__isnull=True)


def berkas_draf(draf):
    return BerkasDraf.objects.milik(draf).select_related("berkas").order_by("urut", "pk")


def desa_draf(isi):
    """{kode: Wilayah} of the parties named in a draft, whatever their kind: a kelurahan must be named to be refused."""
    kode = [str(k) for k in isi.get("pihak", [])]
    return {w.kode: w for w in Wilayah.objects.filter(kode__in=kode).select_related("induk__induk__induk")}


def serupa(user, desa, isi):
    """Agreements of `desa` that share another party or its own number with the draft: perhaps this very one."""
    nama = [satu.get("nama", "") for satu in isi.get("pihak_ketiga", [])]
    sama = Q(pihak__desa__kode__in=isi.get("pihak", [])) | Q(pihak__pihak_ketiga__nama__in=[n for n in nama if n])
    if isi.get("nomor"):
        sama |= Q(pihak__desa=desa, pihak__nomor__iexact=isi["nomor"])
    milik_desa = KerjaSama.objects.dalam_cakupan(user, LIHAT).filter(pihak__desa=desa)
    cocok = KerjaSama.objects.dalam_cakupan(user, LIHAT).filter(sama).values("pk")
    return (
        milik_desa.filter(pk__in=cocok)
        .exclude(status=Status.DITARIK)
        .order_by("-tanggal_ditetapkan", "pk")[:MAKS_SERUPA]
    )
