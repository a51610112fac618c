"""A text that was written elsewhere, brought in as a version: what it says is recognised first, and shown; taking it
keeps the text it replaces as a version, and the bytes as they came."""

import re
from zipfile import BadZipFile

from django.core.exceptions import ValidationError
from django.db import transaction

from kerjasama.models import Pasal, VersiNaskah
from kerjasama.queries.naskah import SUSUN, dikunci_orang_lain, pasal_naskah
from kerjasama.queries.siklus import pihak_milik
from kerjasama.rules.isian import bersihkan
from kerjasama.rules.naskah import KONSIDERANS, rujuk, semua_pasal
from kerjasama.rules.naskah_luar import kenali
from wilayah.berkas.models import Berkas
from wilayah.berkas.rules_docx import PESAN_RUSAK, periksa_docx
from wilayah.berkas.services import simpan_berkas
from wilayah.berkas.teks_docx import baris_docx
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.jejak.services import catat
from wilayah.pengguna.rules import kode_acak

from .naskah import batalkan_kesepakatan, kabarkan_versi, naskah_terkunci, simpan_versi

# Below this share of common words two articles are not the same one rewritten.
SERUPA = 0.4
_RUJUKAN = re.compile(r"\[\[pasal:([\w-]+)([:\]])")


def baca_docx(isi, nama="Dokumen"):
    """A Bacaan of the document; raises ValidationError in words for the person who sent it."""
    periksa_docx(isi, nama)
    try:
        baris = baris_docx(isi)
    except (ValueError, SyntaxError, KeyError, BadZipFile) as galat:
        raise ValidationError(f"{nama}: {PESAN_RUSAK}", code="rusak") from galat
    return kenali(baris)


@transaction.atomic
def titipkan_docx(*, kerja_sama, isi, nama, oleh):
    """Stores the document while its preview is read; it belongs to nothing until it is taken. Returns the Berkas and
    its Bacaan."""
    naskah_terkunci(kerja_sama, oleh)
    bacaan = baca_docx(isi, nama)
    return simpan_berkas(isi=isi, nama=nama, jenis_media=periksa_docx(isi, nama), oleh=oleh), bacaan


def berkas_titipan(oleh, id_publik):
    """A document that `oleh` stored; None for anybody else's."""
    return Berkas.objects.milik(oleh).filter(id_publik=id_publik).first()


@transaction.atomic
def impor_docx(*, kerja_sama, berkas, keterangan, oleh):
    """The text of `berkas` (a stored DOCX) becomes the working text and its newest version; the present one is kept as
    a version before. The same document taken twice is one version. Raises TindakanTertutup while another writes."""
    kerja_sama, naskah = naskah_terkunci(kerja_sama, oleh)
    keterangan = " ".join(bersihkan(keterangan).split())
    if len(keterangan) > 300:
        raise ValidationError({"keterangan": "Keterangan paling panjang 300 huruf."})
    if sudah := VersiNaskah.objects.milik(naskah).filter(berkas=berkas).first():
        return sudah
    _tolak_bila_disunting(naskah, oleh)
    bacaan = baca_docx(berkas.baca(), berkas.nama_asli)
    simpan_versi(kerja_sama, naskah, f"Sebelum impor {berkas.nama_asli}"[:300], oleh)
    _ganti(naskah, bacaan.isi, oleh)
    versi, _ = simpan_versi(kerja_sama, naskah, (keterangan or f"Diimpor dari {berkas.nama_asli}")[:300], oleh, berkas)
    batalkan_kesepakatan(kerja_sama, oleh)
    kabarkan_versi(kerja_sama, versi, oleh)
    catat(
        peristiwa="naskah.diimpor",
        objek=versi,
        pokok=kerja_sama,
        oleh=oleh,
        wilayah=pihak_milik(oleh, kerja_sama, SUSUN).select_related("desa").order_by("urut").first().desa,
        izin=SUSUN,
        keterangan=f"Versi {versi.nomor}, {bacaan.jumlah_pasal} pasal dari {berkas.nama_asli}"[:300],
        sesudah={"versi": versi.nomor, "sha256_berkas": berkas.sha256},
    )
    return versi


def _tolak_bila_disunting(naskah, oleh):
    for pasal in pasal_naskah(naskah):
        if siapa := dikunci_orang_lain(pasal, oleh):
            raise TindakanTertutup(f"{siapa.nama} sedang menyunting naskah ini. Tunggu sampai tulisannya tersimpan.")


def _ganti(naskah, isi, oleh):
    """What the document does not say of considerations stays as it is: an article by article text often leaves them
    out."""
    lama = list(pasal_naskah(naskah))
    for kunci in KONSIDERANS:
        if isi[kunci]:
            setattr(naskah, kunci, isi[kunci])
    naskah.versi += 1
    naskah.save(update_fields=[*KONSIDERANS, "versi"])
    baru = _pasal_baru(naskah, isi, lama, oleh)
    Pasal.objects.milik(naskah).delete()
    Pasal.objects.bulk_create(baru)


def _pasal_baru(naskah, isi, lama, oleh):
    """An article that was here before under other words keeps its key: comments and comparisons go on with it. One
    that is new gets a key that no article ever had, since the document's own are those of any document."""
    sama = _pasangan(semua_pasal(isi), lama)
    tulisan = [p["kunci"] for p in semua_pasal(isi)]
    kunci = {k: sama[k].kunci if k in sama else f"p-{kode_acak(8).lower()}" for k in tulisan}
    bab_pasal = [(b["judul"], p) for b in isi["bab"] for p in b["pasal"]]
    return [
        Pasal(
            naskah=naskah,
            kunci=kunci[p["kunci"]],
            urut=urut,
            bab=bab,
            judul=p["judul"],
            isi=_alihkan(p["isi"], kunci),
            muatan=p["muatan"] or (sama[p["kunci"]].muatan if p["kunci"] in sama else ""),
            versi=sama[p["kunci"]].versi + 1 if p["kunci"] in sama else 1,
            diubah_oleh=oleh,
        )
        for urut, (bab, p) in enumerate(bab_pasal, 1)
    ]


def _alihkan(teks, kunci):
    """All references at once: one after another, a key that was just put in would be taken for one to replace."""
    return _RUJUKAN.sub(lambda temuan: f"[[pasal:{kunci.get(temuan[1], temuan[1])}{temuan[2]}", teks)


def _pasangan(baru, lama):
    """{kunci of a new article: the old article it most likely is}, each old one once, the most alike first."""
    kata_lama = [(p, _kata(p.judul, p.isi)) for p in lama]
    calon = sorted(
        (
            (-_kemiripan(kata, kata_p), n, p.urut, b["kunci"], p)
            for n, b in enumerate(baru)
            for kata in [_kata(b["judul"], b["isi"])]
            for p, kata_p in kata_lama
        ),
        key=lambda c: c[:3],
    )
    hasil, terpakai = {}, set()
    for nilai, _, _, kunci, pasal in calon:
        if -nilai >= SERUPA and kunci not in hasil and pasal.pk not in terpakai:
            hasil[kunci] = pasal
            terpakai.add(pasal.pk)
    return hasil


def _kata(judul, isi):
    """The words of an article, without its references: those of the document have keys of their own."""
    return frozenset(re.findall(r"\w+", rujuk(f"{judul} {isi}", {}).lower()))


def _kemiripan(a, b):
    return len(a & b) / len(a | b) if a and b else 0.0
