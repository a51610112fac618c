"""Counts and questions about agreements that are more than one queryset method. The counts read the closure table by
its index alone; each of them answers only for regions inside the person's own nodes."""

from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Count, Q

from wilayah.cakupan.queries import meliputi, semua_simpul, simpul, undangan
from wilayah.pengguna.models import SakelarKantor
from wilayah.pengguna.queries import sakelar
from wilayah.pohon.enums import Tingkat
from wilayah.pohon.models import Wilayah

from .enums import MASA, MenurutWilayah, MutuData, Status
from .models import BerkasDraf, Cakupan, DrafPendaftaran, KerjaSama, Pihak
from .rules import alasan_klarifikasi_tertutup

LIHAT = "wilayah.lihat_kerja_sama"
DASBOR = "wilayah.lihat_dasbor"
DAFTAR = "wilayah.daftarkan_kerja_sama"
HABIS_MASA = "habis_masa"
MAKS_SERUPA = 10


class Angka(NamedTuple):
    """The three numbers of a region. «Diklarifikasi» is a part of «berlaku»; «habis masa» is not."""

    berlaku: int = 0
    habis_masa: int = 0
    diklarifikasi: int = 0


def jumlah_per_status(user, hari_ini, wilayah=None, izin=LIHAT, menurut=MenurutWilayah.KINI):
    """`{status: n}` of what `user` sees (in `wilayah`, where given), with «habis_masa» taken out of «berlaku».

    The numbers on the status tabs, and the length of the list when no other filter is on.
    """
    dasar = _rentang(user, izin, wilayah, menurut)
    if dasar is None:
        return {}
    # With several nodes an agreement has a row for each of them; with an invitation, for each region of it.
    satu = {"distinct": True} if wilayah is None and _beberapa_hibah(user, izin) else {}
    # One row each: the rows themselves are counted, and no column that the index would have to be left for.
    kunci = ("pk" if dasar.model is KerjaSama else "kerja_sama_id") if satu else "status"
    baris = (
        dasar.values_list("status")
        .annotate(
            semua=Count(kunci, **satu) if satu else Count("*"),
            lewat=Count(kunci, filter=Q(jatuh_tempo__lt=hari_ini), **satu),
        )
        .order_by()
    )
    return pisah_habis_masa(baris)


def pisah_habis_masa(baris):
    """Rows (status, all, past their last day) → `{status: n}` with «habis_masa» beside «berlaku»."""
    hasil = {}
    for status, semua, lewat in baris:
        hasil[status] = semua
        if status == Status.BERLAKU:
            hasil |= {status: semua - lewat, HABIS_MASA: lewat}
    return hasil


def angka_wilayah(user, wilayah, hari_ini, izin=DASBOR, menurut=MenurutWilayah.KINI):
    """The three numbers of one region; all zero unless it lies inside the person's nodes.

    `hari_ini` is the date in the region's own zone, so that the list behind each number counts the same.
    """
    dasar = _rentang(user, izin, wilayah, menurut)
    if dasar is None:
        return Angka()
    return Angka(**dasar.filter(status=Status.BERLAKU).aggregate(**_tiga_angka(Q(jatuh_tempo__gte=hari_ini))))


def angka_per_anak(user, wilayah, hari_ini, izin=DASBOR, menurut=MenurutWilayah.KINI):
    """`[(child region, Angka)]` by code, nothing unless `wilayah` lies inside the person's nodes.

    A parent's number is not the sum of its children: one agreement may lie in several.
    """
    if not user.has_perm(izin, wilayah):
        return []
    anak = list(Wilayah.objects.filter(induk_id=wilayah.pk).order_by("kode"))
    baris = (
        Cakupan.objects.filter(wilayah_id__in=[a.pk for a in anak], status=Status.BERLAKU, masa__in=MASA[menurut])
        ._tandai()
        .values_list("wilayah_id")
        .annotate(**_tiga_angka(_masih_berlaku(wilayah, anak, hari_ini)))
        .order_by()
    )
    angka = {kunci: Angka(*nilai) for kunci, *nilai in baris}
    return [(a, angka.get(a.pk, Angka())) for a in anak]


def pihak_penanggap(user, kerja_sama):
    """The parties of an agreement for which `user` may answer its registration.

    The registering desa answered by registering, unless an officer did it on its behalf.
    """
    pihak = Pihak.objects.dalam_cakupan(user, "wilayah.tanggapi_pendaftaran").filter(kerja_sama=kerja_sama)
    return pihak if kerja_sama.atas_nama else pihak.exclude(desa_id=kerja_sama.desa_pendaftar_id)


def boleh_membaca_alasan(user, pihak):
    """Whether `user` may read why a party objects: the parties, their kecamatan and kabupaten, not the tiers above."""
    dekat = [s for s in semua_simpul(user).get("lihat_kerja_sama", []) if s.tingkat >= Tingkat.KABUPATEN]
    return any(meliputi(s, p.desa.kode) for s in dekat for p in pihak if p.desa_id)


def hanya_diundang(user, kerja_sama):
    """Whether `user`, who sees the agreement, sees it by an invitation alone: what the offices and the parties write
    to one another (returns, objections, receipts, the trail) is not for them."""
    if kerja_sama.pk not in undangan(user, LIHAT):
        return False
    return not KerjaSama.objects.lewat_penugasan(user, LIHAT).filter(pk=kerja_sama.pk).exists()


def boleh_mengubah_data(user, kerja_sama):
    """Whether `user` may correct the data of the agreement or withdraw its registration.

    The registrar until the kecamatan has forwarded it (or marked it checked); afterwards the kabupaten's officer.
    """
    if kerja_sama.status == Status.DITARIK:
        return False
    if sudah_diteruskan(kerja_sama):
        return user.has_perm("wilayah.telaah_kerja_sama", kerja_sama)
    if not user.has_perm("wilayah.daftarkan_kerja_sama", kerja_sama):
        return False
    return kerja_sama.didaftarkan_oleh_id == user.pk or user.has_perm(
        "wilayah.tanggapi_pendaftaran", kerja_sama.desa_pendaftar
    )


def sudah_diteruskan(kerja_sama):
    return kerja_sama.mutu_data != MutuData.BELUM_DIPERIKSA


def kantor_penangani(kerja_sama):
    """The kabupaten that handles an agreement: that of the registering desa."""
    return kerja_sama.desa_pendaftar.leluhur(Tingkat.KABUPATEN)


def kecamatan_penangani(kerja_sama):
    return kerja_sama.desa_pendaftar.leluhur(Tingkat.KECAMATAN)


def sakelar_klarifikasi(kerja_sama):
    """The kabupaten's choice in force today, with the basis it cites; None when it made none."""
    kantor = kantor_penangani(kerja_sama)
    return sakelar(kantor, SakelarKantor.Kunci.KLARIFIKASI, kantor.hari_ini())


def klarifikasi_tertutup(kerja_sama):
    """Why klarifikasi is closed for the agreement today, or ""."""
    pilihan = sakelar_klarifikasi(kerja_sama)
    return alasan_klarifikasi_tertutup(
        pbkd=kerja_sama.adalah_pbkd,
        lintas_kabupaten=kerja_sama.lintas_kabupaten,
        nyala=pilihan is not None and pilihan.nyala,
        dasar=pilihan.dasar if pilihan else "",
    )


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


def _rentang(user, izin, wilayah, menurut):
    """Rows to count: of the one region named by that map, else of all that the person sees; None where there is
    nothing to see.

    Pusat reads the agreements themselves, which are one row each and need no closure.
    """
    if wilayah is not None:
        if not user.has_perm(izin, wilayah):
            return None
        if wilayah.tingkat > Tingkat.PUSAT:
            return Cakupan.objects.filter(wilayah_id=wilayah.pk, masa__in=MASA[menurut])._tandai()
        ids = []
    else:
        simpul_, diundang = simpul(user, izin), _diundang(user, izin)
        if not simpul_ and not diundang:
            return None
        ids = [] if simpul_ and simpul_[0].tingkat == Tingkat.PUSAT else [s.id for s in simpul_]
        if diundang and (ids or not simpul_):
            return Cakupan.objects.filter(Q(wilayah_id__in=ids) | Q(kerja_sama_id__in=diundang))._tandai()
    if not ids:
        return KerjaSama.objects.all()._tandai()
    return Cakupan.objects.filter(wilayah_id__in=ids)._tandai()


def _diundang(user, izin):
    """An invitation is counted among what one sees, never among the figures of a region."""
    return undangan(user, izin) if izin == LIHAT else []


def _beberapa_hibah(user, izin):
    return len(simpul(user, izin)) > 1 or bool(_diundang(user, izin))


def _tiga_angka(masih):
    return {
        "berlaku": Count("status", filter=masih),
        "habis_masa": Count("status", filter=~masih),
        "diklarifikasi": Count("status", filter=masih & Q(mutu_data=MutuData.DIKLARIFIKASI)),
    }


def _masih_berlaku(wilayah, anak, hari_ini):
    """Not past its last day, for each child by its own date: the provinces do not share one zone."""
    if wilayah.tingkat != Tingkat.PUSAT:
        return Q(jatuh_tempo__gte=hari_ini)
    per_tanggal = {}
    for a in anak:
        per_tanggal.setdefault(a.hari_ini(), []).append(a.pk)
    if len(per_tanggal) < 2:
        return Q(jatuh_tempo__gte=next(iter(per_tanggal), hari_ini))
    return reduce(
        or_,
        (Q(wilayah_id__in=ids, jatuh_tempo__gte=tgl) for tgl, ids in per_tanggal.items()),
    )
