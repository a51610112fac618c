"""Duties of the parties: dated, each of one party, met by a report."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from kerjasama.enums import StatusKewajiban
from kerjasama.models import Kewajiban
from kerjasama.queries.siklus import pihak_aktif
from kerjasama.rules.pelaksanaan import MAKS_ULANG, tenggat_berulang
from wilayah.cakupan.roles import PERAN_PEMERINTAH_DESA
from wilayah.cakupan.transisi import TindakanTertutup, VersiBasi
from wilayah.jejak.services import kunci_kirim, selesaikan_kiriman
from wilayah.pemberitahuan.services import beri_tahu
from wilayah.pengguna.queries import pemegang
from wilayah.tampilan.format import tanggal

from .pelaksanaan import catat_pelaksanaan, kunci_pelaksanaan, nilai_rupiah, pihak_sendiri, teks

PANJANG = {"uraian": 300, "pasal": 40}


@transaction.atomic
def tambah_kewajiban(*, kerja_sama, pihak, isi, kunci, oleh):
    """One duty of a party, or the same one every `tiap_bulan` months, `kali` times in all. Any party writes down what
    the text says; the one that owes is told. Raises ValidationError by field."""
    ks = kunci_pelaksanaan(kerja_sama, oleh)
    kiriman = kunci_kirim(oleh, kunci, f"kewajiban {ks.pk}")
    if kiriman.hasil:
        return list(Kewajiban.objects.milik(ks).filter(id_publik=kiriman.hasil))
    pihak = pihak_aktif(ks).filter(pk=pihak.pk).first()
    if pihak is None:
        raise ValidationError({"pihak": "Pilih pihak yang masih menjadi bagian kerja sama ini."})
    isian, hari = _isi(ks, isi), _ulangan(ks, isi)
    baris = [Kewajiban(kerja_sama=ks, pihak=pihak, tenggat=h, **isian) for h in hari]
    Kewajiban.objects.bulk_create(baris)
    selesaikan_kiriman(kiriman, baris[0].id_publik)
    _kabari(ks, [pihak], oleh, "Kewajiban baru", f"{isian['uraian']}, paling lambat {tanggal(hari[0])}.")
    sesudah = {"pihak": pihak.nama_saat_itu, "tenggat": hari[0], "kali": len(hari), "nilai": isian["nilai"]}
    catat_pelaksanaan(ks, oleh, "kewajiban.ditambah", isian["uraian"], sesudah=sesudah)
    return baris


@transaction.atomic
def ubah_kewajiban(*, kewajiban, isi, semula, oleh):
    """Corrects an open duty. `semula` is what the page showed; whoever changed it in between is not overwritten
    (VersiBasi). Raises ValidationError by field."""
    ks, baris = _terbuka(kewajiban, oleh)
    sebelum = isi_kewajiban(baris)
    if sebelum != semula:
        raise VersiBasi(baris)
    for bidang, nilai in (_isi(ks, isi) | {"tenggat": _tenggat(ks, isi)}).items():
        setattr(baris, bidang, nilai)
    sesudah = {k: v for k, v in isi_kewajiban(baris).items() if v != sebelum[k]}
    if not sesudah:
        return baris
    baris.save(update_fields=list(sesudah))
    _kabari(ks, [baris.pihak], oleh, "Kewajiban diubah", f"{baris.uraian}, paling lambat {tanggal(baris.tenggat)}.")
    catat_pelaksanaan(
        ks, oleh, "kewajiban.diubah", baris.uraian, sebelum={k: sebelum[k] for k in sesudah}, sesudah=sesudah
    )
    return baris


@transaction.atomic
def laporkan_kewajiban(*, kewajiban, isi, oleh):
    """The party that owes says how it met the duty, and when; the others are told. A third party's is reported by a
    village. Raises ValidationError by field."""
    ks, baris = _terbuka(kewajiban, oleh, sesudah_berakhir=True)
    pihak_sendiri(ks, baris.pihak, oleh)
    laporan = teks(isi, {"laporan": 4000}, {"laporan": "Tulis bagaimana kewajiban ini dipenuhi."})["laporan"]
    hari = isi.get("dipenuhi_pada")
    if not isinstance(hari, date) or hari > ks.desa_pendaftar.hari_ini():
        raise ValidationError({"dipenuhi_pada": "Isi tanggal yang sudah tiba."})
    baris.laporan, baris.dipenuhi_pada, baris.dilaporkan_oleh = laporan, hari, oleh
    baris.status = StatusKewajiban.DIPENUHI
    baris.save(update_fields=["laporan", "dipenuhi_pada", "dilaporkan_oleh", "status"])
    lain = pihak_aktif(ks).exclude(pk=baris.pihak_id)
    _kabari(ks, lain, oleh, "Kewajiban dipenuhi", f"{baris.pihak.nama_pendek}: {baris.uraian}")
    catat_pelaksanaan(ks, oleh, "kewajiban.dipenuhi", baris.uraian, sesudah={"dipenuhi_pada": hari})
    return baris


@transaction.atomic
def hapus_kewajiban(*, kewajiban, alasan, oleh):
    """«Tidak berlaku lagi»: the duty stays listed with the reason, and is waited for no more."""
    ks, baris = _terbuka(kewajiban, oleh, sesudah_berakhir=True)
    alasan = teks({"alasan": alasan}, {"alasan": 300}, {"alasan": "Tulis mengapa tidak berlaku lagi."})["alasan"]
    baris.status, baris.laporan, baris.dilaporkan_oleh = StatusKewajiban.DIHAPUS, alasan, oleh
    baris.save(update_fields=["status", "laporan", "dilaporkan_oleh"])
    _kabari(ks, pihak_aktif(ks), oleh, "Kewajiban tidak berlaku lagi", f"{baris.uraian}. Alasan: {alasan}")
    catat_pelaksanaan(ks, oleh, "kewajiban.dihapus", f"{baris.uraian}. {alasan}", sebelum={"tenggat": baris.tenggat})
    return baris


def isi_kewajiban(baris):
    return {n: getattr(baris, n) for n in ("uraian", "pasal", "tenggat", "nilai")}


def _terbuka(kewajiban, oleh, *, sesudah_berakhir=False):
    ks = kunci_pelaksanaan(kewajiban.kerja_sama, oleh, sesudah_berakhir=sesudah_berakhir)
    baris = Kewajiban.objects.milik(ks).select_related("pihak__desa").get(pk=kewajiban.pk)
    if baris.status != StatusKewajiban.TERBUKA:
        raise TindakanTertutup(f"Kewajiban ini sudah tercatat «{baris.get_status_display().lower()}».")
    baris.pihak.kerja_sama = ks
    return ks, baris


def _isi(ks, isi):
    bersih = teks(isi, PANJANG, {"uraian": "Tulis kewajibannya."})
    return bersih | {"nilai": nilai_rupiah(isi.get("nilai"))}


def _tenggat(ks, isi):
    hari = isi.get("tenggat")
    if not isinstance(hari, date):
        raise ValidationError({"tenggat": "Isi tenggatnya."})
    if ks.tanggal_mulai and hari < ks.tanggal_mulai:
        raise ValidationError({"tenggat": f"Kerja sama ini baru berlaku {tanggal(ks.tanggal_mulai)}."})
    if not ks.tanpa_jatuh_tempo and hari > ks.jatuh_tempo and ks.tanggal_mulai:
        raise ValidationError({"tenggat": f"Kerja sama ini hanya berlaku sampai {tanggal(ks.jatuh_tempo)}."})
    return hari


def _ulangan(ks, isi):
    """Every date of a repeated duty; those after the last day of the agreement fall away."""
    pertama, tiap, kali = _tenggat(ks, isi), isi.get("tiap_bulan") or 0, isi.get("kali") or 1
    if tiap and not 1 < kali <= MAKS_ULANG:
        raise ValidationError({"kali": f"Isi berapa kali, 2 sampai {MAKS_ULANG}."})
    semua = tenggat_berulang(pertama, tiap, kali)
    return [h for h in semua if ks.tanggal_mulai is None or h <= ks.jatuh_tempo]


def _kabari(ks, pihak, oleh, judul, isi):
    desa = [p.desa_id for p in pihak if p.desa_id]
    orang = pemegang(wilayah_ids=desa, peran=PERAN_PEMERINTAH_DESA)
    beri_tahu(
        penerima=orang,
        kecuali=oleh,
        judul=f"{judul}: {ks.judul}",
        isi=isi,
        tautan=reverse("kerja_sama_kewajiban", args=[ks.id_publik]),
    )
