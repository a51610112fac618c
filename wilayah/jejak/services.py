"""Writing the trail. `catat` is called by a service, last, inside the service's own transaction."""

import hashlib
import json
from datetime import timedelta

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from wilayah.cakupan.queries import penugasan_pemberi
from wilayah.cakupan.roles import AWALAN

from .models import Jejak, KunciKirim, RantaiJejak, sebut
from .permintaan import id_permintaan, topi_dipakai
from .rules import hash_jejak

UMUR_KUNCI = timedelta(days=30)
TINGKAT_RANTAI = 2  # kecamatan and desa write into the chain of their kabupaten


def catat(
    *,
    peristiwa,
    objek,
    oleh,
    wilayah,
    izin="",
    izin_baca="wilayah.lihat_kerja_sama",
    pokok=None,
    keterangan="",
    sebelum=None,
    sesudah=None,
):
    """Adds one row to the chain of the kabupaten (provinsi, Pusat) of `wilayah`, where the power `izin` was used.

    `oleh` is None for a command. `sebelum`/`sesudah` are small mappings of what changed; never NIK, NIP, or the text
    of notes before the letter.
    """
    jalur = penugasan_pemberi(oleh, izin, wilayah.kode, topi_dipakai.get()) if oleh and izin else None
    rantai = _kunci_rantai(wilayah)
    baris = Jejak(
        rantai=rantai,
        urut=rantai.panjang + 1,
        pada=timezone.now(),
        peristiwa=peristiwa,
        wilayah=wilayah,
        oleh=oleh,
        penugasan_id=jalur,
        izin=izin.removeprefix(AWALAN),
        izin_baca=izin_baca.removeprefix(AWALAN),
        objek=sebut(objek),
        pokok=sebut(pokok or objek),
        keterangan=keterangan,
        sebelum_nya=_polos(sebelum),
        sesudah_nya=_polos(sesudah),
        id_permintaan=id_permintaan.get(),
        hash_sebelum=rantai.hash_akhir,
    )
    baris.hash = hash_jejak(baris)
    baris.save(force_insert=True)
    rantai.panjang, rantai.hash_akhir = baris.urut, baris.hash
    rantai.save(update_fields=["panjang", "hash_akhir"])
    return baris


def kunci_kirim(oleh, kunci, untuk):
    """The row of this submit, locked until the transaction ends; `hasil` is filled when it was done before.

    A second connection with the same key waits on the unique index and then reads what the first one made. `untuk`
    names the act and its object: a key that was used for another must not pass for its result.
    """
    sidik = hashlib.sha256(f"{untuk}\n{kunci}".encode()).hexdigest()
    baris, _ = KunciKirim.objects.get_or_create(pengguna=oleh, kunci=sidik)
    return KunciKirim.objects.select_for_update(of=("self",)).get(pk=baris.pk)


def selesaikan_kiriman(baris, hasil):
    """Remembers what the submit made (`hasil`: its public id)."""
    baris.hasil = str(hasil)
    baris.save(update_fields=["hasil"])


def bersihkan_kunci_kirim():
    """Deletes the keys of submits so old that no browser sends them again. Returns how many."""
    jumlah, _ = KunciKirim.objects.filter(dibuat_pada__lte=timezone.now() - UMUR_KUNCI).delete()
    return jumlah


def _kunci_rantai(wilayah):
    pemilik = wilayah.leluhur(TINGKAT_RANTAI)
    rantai, _ = RantaiJejak.objects.get_or_create(wilayah=pemilik)
    return RantaiJejak.objects.select_for_update(of=("self",)).get(pk=rantai.pk)


def _polos(isi):
    """Through JSON and back, so that the hash is taken over exactly what the database will give back."""
    return json.loads(json.dumps(isi or {}, cls=DjangoJSONEncoder))


def periksa_rantai():
    """Yields a sentence for every row or chain that is not what it was when written."""
    for rantai in RantaiJejak.objects.select_related("wilayah"):
        yield from _periksa_satu(rantai)


def _periksa_satu(rantai):
    sebelumnya, urut = "", 0
    for baris in Jejak.objects.filter(rantai=rantai).order_by("urut").iterator(chunk_size=2000):
        urut += 1
        if baris.urut != urut:
            yield f"{rantai.wilayah.kode}: row {urut} is missing"
            urut = baris.urut
        if baris.hash_sebelum != sebelumnya or baris.hash != hash_jejak(baris):
            yield f"{rantai.wilayah.kode}: row {baris.urut} was changed"
        sebelumnya = baris.hash
    if (urut, sebelumnya) != (rantai.panjang, rantai.hash_akhir):
        yield f"{rantai.wilayah.kode}: the chain ends at {urut}, its head says {rantai.panjang}"
