"""Writing the text of an agreement together: whose turn it is at an article, saving it, its order, its versions.

Every service locks the agreement first, so that two people's acts on one text follow one another. Whatever changes the
text takes back the parties' agreement to it: they agreed to what was written then.
"""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from kerjasama.enums import Muatan, Status
from kerjasama.models import Naskah, Pasal, Pihak, VersiNaskah
from kerjasama.queries.naskah import SUSUN, dikunci_orang_lain, isi_kini, kelompok_bab, pasal_naskah
from kerjasama.queries.siklus import mewakili_pihak, naskah_dari, pihak_desa, pihak_milik, versi_terakhir
from kerjasama.rules.isian import MAKS_TEKS, bersihkan
from kerjasama.rules.naskah import KONSIDERANS, rapikan_menimbang, semua_pasal, sidik, sisipkan
from wilayah.cakupan.roles import PERAN_LEMBAGA_DESA, PERAN_PEMERINTAH_DESA
from wilayah.cakupan.transisi import TindakanTertutup, VersiBasi
from wilayah.jejak.services import catat, kunci_kirim, selesaikan_kiriman
from wilayah.pemberitahuan.models import Pemberitahuan
from wilayah.pemberitahuan.services import beri_tahu
from wilayah.pengguna.queries import pemegang
from wilayah.pengguna.rules import kode_acak

from .kerangka import pasal_dapat_diubah, pasal_lama, susun_kerangka
from .komentar import komentari, tuntaskan
from .kunci import kunci_kerja_sama

__all__ = [
    "ambil_pasal_lama",
    "buat_versi",
    "hapus_pasal",
    "komentari",
    "kunci_pasal",
    "lepas_pasal",
    "minta_giliran",
    "namai_bab",
    "pindah_bab",
    "pindah_pasal",
    "simpan_konsiderans",
    "simpan_pasal",
    "sisipkan_menimbang",
    "susun_kerangka",
    "tambah_pasal",
    "tuntaskan",
]

LAMA_KUNCI = timedelta(minutes=5)
MAKS_JUDUL, MAKS_PASAL, MAKS_KALIMAT = 160, 300, 60
MAKS_NASKAH = 400_000  # letters of all articles: some 200 pages, which a machine can still print while one waits
TERLALU_PANJANG = "Naskah ini lebih dari 400.000 huruf. Pindahkan rinciannya ke lampiran, lalu simpan lagi."
NAIK, TURUN = -1, 1


@transaction.atomic
def kunci_pasal(*, pasal, oleh):
    """Takes the turn to write an article, for as long as one types and LAMA_KUNCI more. Raises TindakanTertutup while
    it is another's."""
    _, pasal = _pasal_terkunci(pasal, oleh)
    _tolak_bila_dikunci(pasal, oleh)
    _pegang(pasal, oleh)
    pasal.save(update_fields=["disunting_oleh", "disunting_sampai"])
    return pasal


@transaction.atomic
def lepas_pasal(*, pasal, oleh):
    """Gives one's turn back; another's stays."""
    _, pasal = _pasal_terkunci(pasal, oleh)
    if pasal.disunting_oleh_id == oleh.pk:
        _lepas(pasal)
    return pasal


@transaction.atomic
def minta_giliran(*, pasal, oleh):
    """Tells whoever is writing, once until it is read, that another waits. No act: it changes nothing and leaves no row
    in the trail."""
    kerja_sama, pasal = _pasal_terkunci(pasal, oleh)
    siapa = dikunci_orang_lain(pasal, oleh)
    judul = f"{oleh.nama} menunggu giliran menyunting: {kerja_sama.judul}"[:160]
    tautan = reverse("naskah_pasal", args=[kerja_sama.id_publik, pasal.kunci])
    if siapa is not None and not Pemberitahuan.objects.milik(siapa).belum_dibaca().filter(judul=judul, tautan=tautan):
        isi = "Simpan tulisan Anda, lalu lepaskan giliran bila sudah selesai."
        beri_tahu(penerima=[siapa], judul=judul, isi=isi, tautan=tautan)
    return siapa


@transaction.atomic
def simpan_pasal(*, pasal, isi, judul, muatan, versi, oleh):
    """Saves an article while one types, and keeps one's turn. Not an act, so no row in the trail.

    Raises VersiBasi with the article as it stands when another saved in between or is writing it now, ValidationError
    by field. What is there already in the same words is no new version.
    """
    kerja_sama, kini = _pasal_terkunci(pasal, oleh)
    baru = _isian_pasal(isi, judul, muatan)
    if all(getattr(kini, k) == v for k, v in baru.items()):
        return kini
    if kini.versi != versi or dikunci_orang_lain(kini, oleh):
        raise VersiBasi(kini)
    for bidang, nilai in baru.items():
        setattr(kini, bidang, nilai)
    kini.versi += 1
    kini.diubah_oleh, kini.diubah_pada = oleh, timezone.now()
    _pegang(kini, oleh)
    kini.save()
    batalkan_kesepakatan(kerja_sama, oleh)
    return kini


@transaction.atomic
def tambah_pasal(*, kerja_sama, oleh, sesudah="", bab=None, judul="", isi="", muatan="", klausul="", kunci=""):
    """A new article behind the one with the kunci `sesudah` (at the end without one), in its chapter or in `bab`. The
    same `kunci` of a submit gives the same article."""
    kerja_sama, naskah = naskah_terkunci(kerja_sama, oleh)
    kiriman = kunci_kirim(oleh, kunci, f"tambah_pasal {naskah.pk}") if kunci else None
    if kiriman and kiriman.hasil:
        return Pasal.objects.milik(naskah).get(kunci=kiriman.hasil)
    isian = _isian_pasal(isi, judul, muatan)
    pasal = _sisipkan(naskah, isian | {"klausul": klausul[:40]}, sesudah, bab, oleh)
    if kiriman:
        selesaikan_kiriman(kiriman, pasal.kunci)
    _catat(kerja_sama, "naskah.pasal_ditambah", naskah, oleh, _nomor(naskah, pasal))
    return pasal


@transaction.atomic
def ambil_pasal_lama(*, kerja_sama, pasal, sesudah="", oleh):
    """In an act that changes another: an article of the old text (its kunci), to be changed here."""
    kerja_sama, naskah = naskah_terkunci(kerja_sama, oleh)
    if not kerja_sama.mengubah_id:
        raise TindakanTertutup("Naskah ini tidak mengubah naskah lain.")
    if Pasal.objects.milik(naskah).filter(kunci=pasal).exists():
        raise TindakanTertutup("Pasal itu sudah ada di naskah perubahan ini.")
    lama = next((p for p in pasal_dapat_diubah(kerja_sama) if p["kunci"] == pasal), None)
    if lama is None:
        raise ValidationError("Pilih pasal dari naskah yang diubah.")
    isi = pasal_lama(kerja_sama, lama)
    baru = _sisipkan(naskah, isi, sesudah, isi["bab"], oleh)
    _catat(kerja_sama, "naskah.pasal_ditambah", naskah, oleh, _nomor(naskah, baru))
    return baru


@transaction.atomic
def hapus_pasal(*, pasal, versi, oleh):
    """Takes an article out; its words stay in the trail. Raises VersiBasi when it was changed since it was read,
    TindakanTertutup while another writes it."""
    kerja_sama, kini = _pasal_terkunci(pasal, oleh)
    _tolak_bila_dikunci(kini, oleh)
    if kini.versi != versi:
        raise VersiBasi(kini)
    naskah = kini.naskah
    if Pasal.objects.milik(naskah).count() == 1:
        raise TindakanTertutup("Naskah memuat paling sedikit satu pasal.")
    nomor, lama = _nomor(naskah, kini), {"judul": kini.judul, "isi": kini.isi}
    kini.delete()
    batalkan_kesepakatan(kerja_sama, oleh)
    _catat(kerja_sama, "naskah.pasal_dihapus", naskah, oleh, nomor, sebelum=lama)


@transaction.atomic
def pindah_pasal(*, pasal, arah, oleh):
    """One place up (NAIK) or down (TURUN); over the edge of its chapter it joins the neighbouring one. Numbers and
    references follow. At an end nothing happens."""
    kerja_sama, kini = _pasal_terkunci(pasal, oleh)
    semua = list(pasal_naskah(kini.naskah))
    letak = next(i for i, p in enumerate(semua) if p.pk == kini.pk)
    tujuan = letak + arah
    if not 0 <= tujuan < len(semua):
        return kini
    if semua[tujuan].bab != semua[letak].bab:
        semua[letak].bab = semua[tujuan].bab
    else:
        semua[letak], semua[tujuan] = semua[tujuan], semua[letak]
    _urutkan(kini.naskah, semua)
    batalkan_kesepakatan(kerja_sama, oleh)
    _catat(kerja_sama, "naskah.susunan_diubah", kini.naskah, oleh, _nomor(kini.naskah, kini))
    return kini


@transaction.atomic
def namai_bab(*, pasal, judul, oleh):
    """Renames the chapter that begins with `pasal`."""
    kerja_sama, kini = _pasal_terkunci(pasal, oleh)
    judul = " ".join(bersihkan(judul).split()).upper()
    if len(judul) > MAKS_JUDUL:
        raise ValidationError({"judul": f"Judul bab paling panjang {MAKS_JUDUL} huruf."})
    if not judul and kerja_sama.adalah_pbkd:
        raise ValidationError({"judul": "Tulis judul bab."})
    bab = _bab_dari(kini)
    if bab.judul == judul:
        return
    Pasal.objects.milik(kini.naskah).filter(pk__in=[p.pk for p in bab.pasal]).update(bab=judul)
    batalkan_kesepakatan(kerja_sama, oleh)
    _catat(kerja_sama, "naskah.susunan_diubah", kini.naskah, oleh, f"Bab {judul}"[:300])


@transaction.atomic
def pindah_bab(*, pasal, arah, oleh):
    """Moves the chapter that begins with `pasal`, with all its articles, over the neighbouring one."""
    kerja_sama, kini = _pasal_terkunci(pasal, oleh)
    bab = kelompok_bab(pasal_naskah(kini.naskah))
    letak = next(i for i, b in enumerate(bab) if any(p.pk == kini.pk for p in b.pasal))
    tujuan = letak + arah
    if not 0 <= tujuan < len(bab):
        return
    bab[letak], bab[tujuan] = bab[tujuan], bab[letak]
    _urutkan(kini.naskah, [p for b in bab for p in b.pasal])
    batalkan_kesepakatan(kerja_sama, oleh)
    _catat(kerja_sama, "naskah.susunan_diubah", kini.naskah, oleh, f"Bab {bab[tujuan].judul}"[:300])


@transaction.atomic
def simpan_konsiderans(*, kerja_sama, isi, versi, oleh):
    """Saves the considerations, legal basis, parties and premises (`isi`: lists of sentences by the keys of
    KONSIDERANS). Raises VersiBasi with the text as it stands when another saved in between."""
    kerja_sama, naskah = naskah_terkunci(kerja_sama, oleh)
    baru = {k: _kalimat(k, isi[k]) for k in KONSIDERANS if k in isi}
    if "menimbang" in baru:
        baru["menimbang"] = rapikan_menimbang(baru["menimbang"])
    if all(getattr(naskah, k) == v for k, v in baru.items()):
        return naskah
    if naskah.versi != versi:
        raise VersiBasi(naskah)
    berubah = [k for k, v in baru.items() if getattr(naskah, k) != v]
    for bidang, nilai in baru.items():
        setattr(naskah, bidang, nilai)
    naskah.versi += 1
    naskah.save(update_fields=[*baru, "versi"])
    batalkan_kesepakatan(kerja_sama, oleh)
    _catat(kerja_sama, "naskah.konsiderans_diubah", naskah, oleh, ", ".join(KONSIDERANS[k] for k in berubah))
    return naskah


def sisipkan_menimbang(*, kerja_sama, kalimat):
    """A decision becomes a consideration (in a perjanjian a premise), before the concluding one. Inside the transaction
    of the act that decided, which holds the agreement and tells of it in the trail; without a text yet, or when it is
    written no more, nothing happens: the skeleton reads the decisions itself."""
    naskah = naskah_dari(kerja_sama)
    if naskah is None or kerja_sama.status != Status.PENYUSUNAN:
        return None
    bidang = "menimbang" if kerja_sama.adalah_pbkd else "premis"
    lama = getattr(naskah, bidang)
    baru = sisipkan(lama, " ".join(bersihkan(kalimat).split()).rstrip(" .;"))
    if baru != lama:
        setattr(naskah, bidang, baru)
        naskah.versi += 1
        naskah.save(update_fields=[bidang, "versi"])
        batalkan_kesepakatan(kerja_sama, None)
    return naskah


@transaction.atomic
def buat_versi(*, kerja_sama, keterangan, oleh):
    """Keeps the whole text as it stands, for good. Nothing changed since the newest version: that one is given back."""
    kerja_sama, naskah = naskah_terkunci(kerja_sama, oleh)
    keterangan = " ".join(bersihkan(keterangan).split())
    if len(keterangan) > 300:
        raise ValidationError({"keterangan": "Keterangan paling panjang 300 huruf."})
    versi, baru = simpan_versi(kerja_sama, naskah, keterangan, oleh)
    if not baru:
        return versi
    kabarkan_versi(kerja_sama, versi, oleh)
    _catat(
        kerja_sama,
        "naskah.versi_dibuat",
        versi,
        oleh,
        f"Versi {versi.nomor}. {keterangan}".strip()[:300],
        sesudah={"versi": versi.nomor, "sha256": versi.sha256},
    )
    return versi


def simpan_versi(kerja_sama, naskah, keterangan, oleh, berkas=None):
    """The version that holds the text as it stands, and whether it had to be made. Inside the act of the caller, who
    holds the agreement and tells of it in the trail."""
    isi = isi_kini(kerja_sama, naskah)
    if sum(len(p["isi"]) for p in semua_pasal(isi)) > MAKS_NASKAH:
        raise TindakanTertutup(TERLALU_PANJANG)
    tanda, terakhir = sidik(isi), versi_terakhir(kerja_sama)
    if terakhir and terakhir.sha256 == tanda and berkas is None:
        return terakhir, False
    versi = VersiNaskah.objects.create(
        naskah=naskah,
        nomor=terakhir.nomor + 1 if terakhir else 1,
        isi=isi,
        sha256=tanda,
        keterangan=keterangan,
        berkas=berkas,
        oleh=oleh,
    )
    return versi, True


def naskah_terkunci(kerja_sama, oleh):
    """The agreement, locked, and its text. Raises PermissionDenied for whoever writes for none of its parties."""
    kini = kunci_kerja_sama(kerja_sama, oleh)
    if not mewakili_pihak(oleh, kini, SUSUN):
        raise PermissionDenied(SUSUN)
    if kini.status != Status.PENYUSUNAN:
        raise TindakanTertutup("Naskah hanya dapat diubah pada tahap penyusunan.")
    naskah = Naskah.objects.milik(kini).select_for_update(of=("self",)).first()
    if naskah is None:
        raise TindakanTertutup("Kerja sama ini belum mempunyai naskah.")
    return kini, naskah


def _pasal_terkunci(pasal, oleh):
    kerja_sama, naskah = naskah_terkunci(pasal.naskah.kerja_sama, oleh)
    kini = (
        Pasal.objects.milik(naskah)
        .select_related("naskah", "disunting_oleh", "diubah_oleh")
        .filter(pk=pasal.pk)
        .first()
    )
    if kini is None:
        raise TindakanTertutup("Pasal ini sudah dihapus pihak lain. Tulisan Anda belum tersimpan.")
    return kerja_sama, kini


def _tolak_bila_dikunci(pasal, oleh):
    if siapa := dikunci_orang_lain(pasal, oleh):
        raise TindakanTertutup(f"{siapa.nama} sedang menyunting pasal ini. Minta giliran, atau tunggu sebentar.")


def _pegang(pasal, oleh):
    pasal.disunting_oleh, pasal.disunting_sampai = oleh, timezone.now() + LAMA_KUNCI


def _lepas(pasal):
    pasal.disunting_oleh = pasal.disunting_sampai = None
    pasal.save(update_fields=["disunting_oleh", "disunting_sampai"])


def _isian_pasal(isi, judul, muatan):
    galat = {}
    if len(isi) > MAKS_TEKS:
        galat["isi"] = f"Satu pasal paling panjang {MAKS_TEKS:,} huruf. Bagi menjadi dua pasal.".replace(",", ".")
    if len(judul) > MAKS_JUDUL:
        galat["judul"] = f"Judul pasal paling panjang {MAKS_JUDUL} huruf."
    if muatan and muatan not in Muatan.values:
        galat["muatan"] = "Pilih salah satu materi wajib, atau kosongkan."
    if galat:
        raise ValidationError(galat)
    return {"isi": bersihkan(isi), "judul": " ".join(bersihkan(judul).split()), "muatan": muatan}


def _kalimat(bidang, kalimat):
    bersih = [k for k in (" ".join(bersihkan(k).split()).rstrip(" ;.") for k in kalimat) if k]
    if len(bersih) > MAKS_KALIMAT:
        raise ValidationError({bidang: f"Paling banyak {MAKS_KALIMAT} butir."})
    return bersih


def _sisipkan(naskah, isian, sesudah, bab, oleh):
    semua = list(pasal_naskah(naskah))
    if len(semua) >= MAKS_PASAL:
        raise TindakanTertutup(f"Satu naskah memuat paling banyak {MAKS_PASAL} pasal.")
    letak = next((i for i, p in enumerate(semua) if p.kunci == sesudah), len(semua) - 1)
    if bab is None:
        bab = semua[letak].bab if semua else ""
    bab = " ".join(bersihkan(bab).split()).upper()
    if len(bab) > MAKS_JUDUL:
        raise ValidationError({"bab": f"Judul bab paling panjang {MAKS_JUDUL} huruf."})
    isian = {"kunci": f"p-{kode_acak(8).lower()}"} | isian | {"bab": bab}
    pasal = Pasal.objects.create(naskah=naskah, urut=0, diubah_oleh=oleh, **isian)
    semua.insert(_letak_baru(semua, letak, bab), pasal)
    _urutkan(naskah, semua)
    batalkan_kesepakatan(naskah.kerja_sama, oleh)
    return pasal


def _letak_baru(semua, letak, bab):
    """Behind the article at `letak`; one that opens another chapter stands behind the whole chapter of that one."""
    akhir = letak + 1
    if semua and semua[letak].bab != bab:
        while akhir < len(semua) and semua[akhir].bab == semua[letak].bab:
            akhir += 1
    return akhir


def _urutkan(naskah, semua):
    for urut, pasal in enumerate(semua, 1):
        pasal.urut = urut
    Pasal.objects.milik(naskah).bulk_update(semua, ["urut", "bab"])


def _bab_dari(pasal):
    return next(b for b in kelompok_bab(pasal_naskah(pasal.naskah)) if any(p.pk == pasal.pk for p in b.pasal))


def _nomor(naskah, pasal):
    urutan = list(pasal_naskah(naskah).values_list("pk", flat=True))
    return f"Pasal {urutan.index(pasal.pk) + 1}"


def batalkan_kesepakatan(kerja_sama, oleh):
    """Parties agreed to what was written before; their heads are told that they are asked again."""
    sepakat = Pihak.objects.milik(kerja_sama).filter(disepakati_pada__isnull=False)
    desa = list(sepakat.values_list("desa_id", flat=True))
    if not desa:
        return
    sepakat.update(disepakati_pada=None, disepakati_oleh=None)
    orang = pemegang(wilayah_ids=[d for d in desa if d], peran=("kepala_desa",))
    beri_tahu(
        penerima=orang,
        kecuali=oleh,
        judul=f"Naskah berubah: {kerja_sama.judul}",
        isi="Kesepakatan Anda atas naskah sebelumnya gugur. Baca yang baru, lalu sepakati lagi.",
        tautan=reverse("naskah", args=[kerja_sama.id_publik]),
        penting=True,
    )


def kabarkan_versi(kerja_sama, versi, oleh):
    desa = [p.desa_id for p in pihak_desa(kerja_sama)]
    orang = pemegang(wilayah_ids=desa, peran=(*PERAN_PEMERINTAH_DESA, *PERAN_LEMBAGA_DESA))
    beri_tahu(
        penerima=orang,
        kecuali=oleh,
        judul=f"Naskah versi {versi.nomor}: {kerja_sama.judul}",
        isi=versi.keterangan or "Baca, bandingkan dengan versi sebelumnya, dan beri komentar pada pasalnya.",
        tautan=reverse("naskah_versi", args=[kerja_sama.id_publik, versi.nomor]),
    )


def _catat(kerja_sama, peristiwa, objek, oleh, keterangan, **lain):
    milik = pihak_milik(oleh, kerja_sama, SUSUN).select_related("desa").order_by("urut").first()
    catat(
        peristiwa=peristiwa,
        objek=objek,
        pokok=kerja_sama,
        oleh=oleh,
        wilayah=milik.desa,
        izin=SUSUN,
        keterangan=keterangan,
        **lain,
    )
