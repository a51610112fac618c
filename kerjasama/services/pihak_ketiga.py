"""The registry of third parties: an entry written down, corrected, looked into, and joined with its double."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from kerjasama.models import Penawaran, Pihak, PihakKetiga, UjiTuntas
from kerjasama.queries.pihak_ketiga import MENULIS, boleh_menulis, pihak_ketiga_terlihat, pihak_ketiga_tertulis
from kerjasama.queries.uji_tuntas import butir_uji
from kerjasama.rules import pihak_ketiga as rules
from kerjasama.rules.isian import bersihkan
from wilayah.cakupan.transisi import VersiBasi
from wilayah.jejak.services import catat, kunci_kirim, selesaikan_kiriman

RAHASIA = ("npwp",)  # the NPWP of a person is a NIK: the trail says that it changed, not to what


@transaction.atomic
def catat_pihak_ketiga(*, isi, pencatat, oleh, kunci=""):
    """Writes a third party down in the registry of the office `pencatat`; `isi` has the keys of rules.BIDANG. The same
    `kunci` writes it once.

    Raises ValidationError (by field), also where the office has one with this NIB or NPWP already; PermissionDenied
    when `oleh` neither prepares nor registers agreements for the office.
    """
    izin = _izin_di(oleh, pencatat)
    kiriman = kunci_kirim(oleh, kunci, f"pihak_ketiga {pencatat.pk}") if kunci else None
    if kiriman and kiriman.hasil:
        return PihakKetiga.objects.milik(pencatat).get(id_publik=kiriman.hasil)
    ketiga = buat_pihak_ketiga(isi=isi, pencatat=pencatat)
    if kiriman:
        selesaikan_kiriman(kiriman, ketiga.id_publik)
    catat(
        peristiwa="pihak_ketiga.dicatat",
        objek=ketiga,
        oleh=oleh,
        wilayah=pencatat,
        izin=izin,
        izin_baca=izin,
        sesudah={"nama": ketiga.nama, "jenis": ketiga.jenis, "nib": ketiga.nib},
    )
    return ketiga


def buat_pihak_ketiga(*, isi, pencatat):
    """A new entry inside another act, which writes the trail. Raises ValidationError by field."""
    isi = rules.rapikan(bersihkan(isi))
    if galat := rules.galat_pihak_ketiga(isi) or _galat_kembar(isi, pencatat):
        raise ValidationError(galat)
    return PihakKetiga.objects.create(pencatat=pencatat, **isi)


@transaction.atomic
def perbarui_pihak_ketiga(*, pihak_ketiga, isi, versi, oleh):
    """Corrects an entry of one's own office, or of one below it. What agreements call their party stays as it was.

    Raises VersiBasi when someone saved since `versi`, ValidationError by field, PermissionDenied for another office's.
    """
    ketiga = _kunci(pihak_ketiga, oleh)
    if ketiga.versi != versi:
        raise VersiBasi(ketiga)
    isi = rules.rapikan(bersihkan(isi))
    lengkap = {nama: getattr(ketiga, nama) for nama in rules.BIDANG} | isi
    if galat := rules.galat_pihak_ketiga(lengkap) or _galat_kembar(lengkap, ketiga.pencatat, kecuali=ketiga):
        raise ValidationError(galat)
    ubah = {n: (getattr(ketiga, n), baru) for n, baru in isi.items() if getattr(ketiga, n) != baru}
    if not ubah:
        return ketiga
    for nama, (_, baru) in ubah.items():
        setattr(ketiga, nama, baru)
    ketiga.versi += 1
    ketiga.save(update_fields=[*ubah, "versi"])
    _catat_perubahan(ketiga, ubah, oleh)
    return ketiga


@transaction.atomic
def catat_uji_tuntas(*, pihak_ketiga, kantor, isi, oleh, kunci=""):
    """Records what `kantor` found out about a third party: `isi` = {jawaban: {code: {nilai, catatan}}, kesimpulan,
    catatan}. Each record stays; the newest counts. The same `kunci` records it once. Raises ValidationError by field.
    """
    izin = _izin_di(oleh, kantor)
    kiriman = kunci_kirim(oleh, kunci, f"uji_tuntas {pihak_ketiga.pk}") if kunci else None
    ketiga = pihak_ketiga_terlihat(oleh).select_for_update(of=("self",)).get(pk=pihak_ketiga.pk)
    if kiriman and kiriman.hasil:
        return UjiTuntas.objects.milik(ketiga).get(id_publik=kiriman.hasil)
    butir = butir_uji(ketiga.jenis)
    isi = bersihkan(isi)
    if galat := rules.galat_uji_tuntas(isi, butir):
        raise ValidationError(galat)
    uji = UjiTuntas.objects.create(
        pihak_ketiga=ketiga,
        kantor=kantor,
        jawaban={kode: isi["jawaban"][kode] | {"butir": satu.butir} for kode, satu in butir.items()},
        kesimpulan=isi["kesimpulan"],
        catatan=isi.get("catatan", ""),
        oleh=oleh,
    )
    if kiriman:
        selesaikan_kiriman(kiriman, uji.id_publik)
    catat(
        peristiwa="pihak_ketiga.diuji_tuntas",
        objek=uji,
        pokok=ketiga,
        oleh=oleh,
        wilayah=kantor,
        izin=izin,
        izin_baca=izin,
        sesudah={"nama": ketiga.nama, "kesimpulan": uji.kesimpulan},
    )
    return uji


@transaction.atomic
def gabungkan_pihak_ketiga(*, dipertahankan, digabung, oleh):
    """Joins two entries that are one body: agreements, offers and due diligence of `digabung` move, what is empty is
    filled from it, and it is gone. For an office that holds both. Raises ValidationError where they are plainly two."""
    if dipertahankan.pk == digabung.pk:
        raise ValidationError("Pilih dua entri yang berbeda.")
    kunci = {k.pk: k for k in _kunci_banyak([dipertahankan.pk, digabung.pk], oleh)}
    tetap, lebur = kunci[dipertahankan.pk], kunci[digabung.pk]
    if tetap.nib and lebur.nib and tetap.nib != lebur.nib:
        raise ValidationError("NIB keduanya berbeda: ini dua badan. Perbaiki dahulu NIB yang keliru.")
    _tolak_pihak_ganda(tetap, lebur)
    jumlah = Pihak.objects.milik(lebur).update(pihak_ketiga=tetap)
    Penawaran.objects.milik(lebur).update(pihak_ketiga=tetap)
    UjiTuntas.objects.milik(lebur).update(pihak_ketiga=tetap)
    diisi = [n for n in rules.PANJANG if not getattr(tetap, n) and getattr(lebur, n)]
    for nama in diisi:
        setattr(tetap, nama, getattr(lebur, nama))
    tetap.versi += 1
    tetap.save(update_fields=[*diisi, "versi"])
    lama = {"nama": lebur.nama, "nib": lebur.nib, "id_publik": str(lebur.id_publik)}
    lebur.delete()
    izin = _izin_di(oleh, tetap.pencatat)
    catat(
        peristiwa="pihak_ketiga.digabung",
        objek=tetap,
        oleh=oleh,
        wilayah=tetap.pencatat,
        izin=izin,
        izin_baca=izin,
        sebelum=lama,
        sesudah={"nama": tetap.nama, "pihak_dipindah": jumlah, "diisi": [n for n in diisi if n not in RAHASIA]},
    )
    return tetap


def _izin_di(oleh, kantor):
    """The power by which `oleh` writes for the office."""
    izin = next((i for i in MENULIS if oleh.has_perm(i, kantor)), None)
    if izin is None:
        raise PermissionDenied(MENULIS[0])
    return izin


def _kunci(pihak_ketiga, oleh):
    terlihat = pihak_ketiga_terlihat(oleh).select_related("pencatat__induk__induk__induk")
    ketiga = terlihat.select_for_update(of=("self",)).get(pk=pihak_ketiga.pk)
    if not boleh_menulis(oleh, ketiga):
        raise PermissionDenied(MENULIS[0])
    return ketiga


def _kunci_banyak(kunci, oleh):
    """Both entries, locked in one order; PermissionDenied when one of them is not the office's to correct."""
    tertulis = pihak_ketiga_tertulis(oleh).select_related("pencatat__induk__induk__induk")
    baris = list(tertulis.select_for_update(of=("self",)).filter(pk__in=kunci).order_by("pk"))
    if len(baris) != len(kunci):
        raise PermissionDenied(MENULIS[0])
    return baris


def _tolak_pihak_ganda(tetap, lebur):
    """An agreement that names both would have the same party twice."""
    bersama = Pihak.objects.milik(lebur).filter(kerja_sama__in=Pihak.objects.milik(tetap).values("kerja_sama"))
    if bersama.exists():
        raise ValidationError("Keduanya menjadi pihak dalam satu kerja sama yang sama, jadi tidak dapat digabung.")


def _galat_kembar(isi, pencatat, *, kecuali=None):
    """A number that the office has given to another entry already."""
    for nama, sebutan in (("nib", "NIB"), ("npwp", "NPWP")):
        if not isi.get(nama):
            continue
        kembar = PihakKetiga.objects.milik(pencatat).filter(**{nama: isi[nama]})
        kembar = kembar.exclude(pk=kecuali.pk) if kecuali else kembar
        if ada := kembar.order_by("pk").first():
            return {nama: f"{sebutan} ini sudah tercatat atas nama {ada.nama}. Pakai entri yang sudah ada."}
    return {}


def _catat_perubahan(ketiga, ubah, oleh):
    izin = _izin_di(oleh, ketiga.pencatat)
    terbuka = {n: pasangan for n, pasangan in ubah.items() if n not in RAHASIA}
    tertutup = {n: "diubah" for n in ubah if n in RAHASIA}
    catat(
        peristiwa="pihak_ketiga.diperbarui",
        objek=ketiga,
        oleh=oleh,
        wilayah=ketiga.pencatat,
        izin=izin,
        izin_baca=izin,
        sebelum={n: lama for n, (lama, _) in terbuka.items()},
        sesudah={n: baru for n, (_, baru) in terbuka.items()} | tertutup,
    )
