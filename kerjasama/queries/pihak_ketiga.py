"""Third parties as far as a person's scope allows: entries, the agreements that name them, and those that may be the
same body."""

import re

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from kerjasama.enums import Status
from kerjasama.models import KerjaSama, Pihak, PihakKetiga, UjiTuntas
from kerjasama.rules.pihak_ketiga import angka_saja, kunci_nama
from wilayah.cakupan.queries import simpul
from wilayah.pohon.models import Wilayah

from .kerja_sama import LIHAT

SUSUN, DAFTAR = "wilayah.susun_kerja_sama", "wilayah.daftarkan_kerja_sama"
MENULIS = (SUSUN, DAFTAR)
MELIHAT = (LIHAT, *MENULIS)
MAKS_SERUPA = 5
MIN_HURUF = 3
TANDA = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def pihak_ketiga_terlihat(user):
    """Entries named by an agreement that the person reads, or written down by an office of theirs."""
    return PihakKetiga.objects.dalam_cakupan(user, *MELIHAT)


def pihak_ketiga_tertulis(user):
    """Entries that the person may correct."""
    return PihakKetiga.objects.dalam_cakupan(user, *MENULIS)


def kantor_pencatat(user):
    """The person's own offices that may write an entry down, nearest to the village first."""
    simpul_ = {s.id: s for izin in MENULIS for s in simpul(user, izin)}
    urut = sorted(simpul_.values(), key=lambda s: (-s.tingkat, s.kode))
    wilayah = Wilayah.objects.select_related("induk__induk__induk").in_bulk([s.id for s in urut])
    return [wilayah[s.id] for s in urut]


def boleh_menulis(user, pihak_ketiga):
    kantor = pihak_ketiga.pencatat
    return kantor is not None and any(user.has_perm(izin, kantor) for izin in MENULIS)


def kerja_sama_milik(user, pihak_ketiga):
    """The agreements with it that the person reads; withdrawn registrations are no agreements."""
    pihak = Pihak.objects.milik(pihak_ketiga)
    terlihat = KerjaSama.objects.dalam_cakupan(user, LIHAT).exclude(status=Status.DITARIK)
    return terlihat.filter(pk__in=pihak.values("kerja_sama"))


def dengan_jumlah(qs, user):
    """With `jumlah`: in how many agreements each is a party, of those that the person reads."""
    terlihat = KerjaSama.objects.dalam_cakupan(user, LIHAT).exclude(status=Status.DITARIK)
    pihak = Pihak.objects.milik(terlihat).filter(pihak_ketiga=OuterRef("pk")).order_by().values("pihak_ketiga")
    jumlah = Subquery(pihak.annotate(n=Count("kerja_sama", distinct=True)).values("n"), output_field=IntegerField())
    return qs.annotate(jumlah=Coalesce(jumlah, 0))


def serupa(user, isi, *, kecuali=None, desa=None):
    """Entries in sight that may be the body in `isi` (nama, nib, npwp), the surest first. `desa`: only those which
    that village may see for itself, where an officer types on its behalf."""
    kunci, nib, npwp = kunci_nama(isi.get("nama") or ""), angka_saja(isi.get("nib")), angka_saja(isi.get("npwp"))
    syarat = Q(pk__in=[])
    if len(kunci) >= MIN_HURUF:
        syarat |= Q(kunci_nama__contains=kunci)
    if nib:
        syarat |= Q(nib=nib)
    if npwp:
        syarat |= Q(npwp=npwp)
    cocok = dengan_jumlah(pihak_ketiga_terlihat(user).filter(syarat), user)
    if desa is not None:
        cocok = cocok.filter(_milik_desa(user, desa))
    if kecuali is not None:
        cocok = cocok.exclude(pk=kecuali.pk)
    baris = list(cocok.order_by("kunci_nama", "pk")[: MAKS_SERUPA * 2])
    return sorted(baris, key=lambda p: (not (nib and p.nib == nib), p.kunci_nama != kunci))[:MAKS_SERUPA]


def pihak_ketiga_dipakai(user, desa, satu):
    """The entry that a draft of `desa` says its third party is, or None; renamed since, it is another body."""
    tanda = satu.get("id") or ""
    if not TANDA.fullmatch(tanda):
        return None
    entri = pihak_ketiga_terlihat(user).filter(_milik_desa(user, desa), id_publik=tanda).first()
    return entri if entri and entri.kunci_nama == kunci_nama(satu.get("nama") or "") else None


def _milik_desa(user, desa):
    sendiri = KerjaSama.objects.dalam_cakupan(user, LIHAT).filter(pihak__desa=desa)
    return Q(pencatat=desa) | Q(pk__in=Pihak.objects.milik(sendiri).values("pihak_ketiga"))


def uji_tuntas_terlihat(user, pihak_ketiga):
    """What the person's own offices, and those below them, found out about it."""
    semua = UjiTuntas.objects.dalam_cakupan(user, *MELIHAT).filter(pihak_ketiga=pihak_ketiga)
    return semua.select_related("kantor", "oleh").order_by("-pada", "-pk")
