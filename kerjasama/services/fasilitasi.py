"""The part of the camat, the kabupaten and the provinsi in an agreement, on record (PP 16/2026 Ps 165(5), 180(2) n)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from kerjasama.enums import HasilEvaluasi, JenisFasilitasi
from kerjasama.models import Fasilitasi
from kerjasama.queries.fasilitasi import kantor_pemfasilitasi, permintaan_terbuka
from kerjasama.queries.kerja_sama import kantor_penangani
from kerjasama.queries.siklus import versi_terakhir
from kerjasama.queries.tenggat import EVALUASI, batas
from kerjasama.rules.fasilitasi import galat_fasilitasi
from kerjasama.rules.isian import bersihkan, tanggal_dari
from kerjasama.transitions.fasilitasi import FASILITASI
from wilayah.berkas.rules import periksa_unggahan
from wilayah.berkas.services import simpan_berkas
from wilayah.jejak.services import catat, kunci_kirim, selesaikan_kiriman
from wilayah.pengguna.queries import pemegang

from .kunci import kunci_kerja_sama
from .penetapan.baris import kabari, orang_pihak

IZIN, SUSUN = "wilayah.fasilitasi_kerja_sama", "wilayah.susun_kerja_sama"


@transaction.atomic
def catat_fasilitasi(*, kerja_sama, kantor, isi, kunci, oleh, berkas=None):
    """Writes down what the office did: `jenis`, `tanggal`, `catatan`; `berkas` (bytes, name) is its own record. The
    same `kunci` writes it once."""
    kiriman = kunci_kirim(oleh, kunci, f"fasilitasi {kerja_sama.pk}")
    ks = kunci_kerja_sama(kerja_sama, oleh)
    if kiriman.hasil:
        return Fasilitasi.objects.milik(ks).get(id_publik=kiriman.hasil)
    FASILITASI.jalankan("catat_fasilitasi", ks, oleh)
    if kantor not in kantor_pemfasilitasi(oleh, ks):
        raise PermissionDenied(IZIN)
    isi = bersihkan(isi)
    if galat := galat_fasilitasi(isi, kantor=kantor, status=ks.status, hari_ini=kantor.hari_ini()):
        raise ValidationError(galat)
    baris = Fasilitasi.objects.create(
        kerja_sama=ks,
        kantor=kantor,
        jenis=isi["jenis"],
        tanggal=tanggal_dari(isi["tanggal"]),
        catatan=isi.get("catatan", ""),
        berkas=_simpan(berkas, oleh),
        oleh=oleh,
    )
    selesaikan_kiriman(kiriman, baris.id_publik)
    judul = f"{baris.get_jenis_display()} {kantor.nama_lengkap}: {ks.judul}"
    kabari(ks, orang_pihak(ks), oleh, judul, "Tercatat dan dapat dibaca para pihak.", "fasilitasi/")
    _catat("fasilitasi.dicatat", baris, ks, oleh, IZIN, kantor, {"jenis": baris.jenis, "tanggal": baris.tanggal})
    return baris


@transaction.atomic
def minta_evaluasi(*, kerja_sama, oleh):
    """A village asks for the evaluation that the kabupaten's rule wants, of the version that was agreed. Silence beyond
    the term holds nothing up."""
    ks = kunci_kerja_sama(kerja_sama, oleh)
    FASILITASI.jalankan("minta_evaluasi", ks, oleh)
    kantor, naskah = kantor_penangani(ks), versi_terakhir(ks)
    akhir = batas(EVALUASI, kantor, kantor.hari_ini())
    baris = Fasilitasi.objects.create(
        kerja_sama=ks,
        kantor=kantor,
        jenis=JenisFasilitasi.EVALUASI,
        versi_naskah=naskah.nomor,
        diminta_pada=timezone.now(),
        diminta_oleh=oleh,
        tenggat=akhir.tanggal if akhir else None,
        pada=None,
    )
    petugas = pemegang(wilayah_ids=[kantor.pk], peran=["petugas_kabupaten"])
    isi = f"Versi {naskah.nomor} menunggu evaluasi rancangan."
    kabari(ks, petugas, oleh, f"Evaluasi rancangan diminta: {ks.judul}", isi, "fasilitasi/", penting=True)
    sesudah = {"versi": naskah.nomor, "sha256": naskah.sha256, "tenggat": baris.tenggat}
    _catat("fasilitasi.evaluasi_diminta", baris, ks, oleh, SUSUN, ks.desa_pendaftar, sesudah)
    return baris


@transaction.atomic
def jawab_evaluasi(*, kerja_sama, hasil, catatan, oleh):
    """The kabupaten's answer. With `perlu_perbaikan` the parties open the text again, mend it, agree and ask anew."""
    catatan = bersihkan(catatan)
    ks = kunci_kerja_sama(kerja_sama, oleh)
    FASILITASI.jalankan("jawab_evaluasi", ks, oleh)
    if galat := _galat_jawaban(hasil, catatan):
        raise ValidationError(galat)
    baris = permintaan_terbuka(ks)
    baris.hasil, baris.catatan, baris.oleh, baris.pada = hasil, catatan, oleh, timezone.now()
    baris.tanggal = baris.kantor.hari_ini()
    baris.save(update_fields=["hasil", "catatan", "oleh", "pada", "tanggal"])
    perbaiki = hasil == HasilEvaluasi.PERLU_PERBAIKAN
    judul = f"Evaluasi rancangan: {baris.get_hasil_display().lower()}. {ks.judul}"
    isi = "Buka kembali naskahnya, perbaiki, sepakati, lalu ajukan lagi." if perbaiki else "Naskah siap ditandatangani."
    kabari(ks, orang_pihak(ks), oleh, judul, isi, "fasilitasi/", penting=True)
    _catat("fasilitasi.evaluasi_dijawab", baris, ks, oleh, IZIN, baris.kantor, {"hasil": hasil})
    return baris


def _galat_jawaban(hasil, catatan):
    if hasil not in HasilEvaluasi.values:
        return {"hasil": "Pilih sesuai atau perlu perbaikan."}
    if hasil == HasilEvaluasi.PERLU_PERBAIKAN and not catatan:
        return {"catatan": "Tulis apa yang perlu diperbaiki."}
    return {}


def _simpan(berkas, oleh):
    if not berkas:
        return None
    isi, nama = berkas
    return simpan_berkas(isi=isi, nama=nama, jenis_media=periksa_unggahan(isi, nama), oleh=oleh)


def _catat(peristiwa, baris, ks, oleh, izin, wilayah, sesudah):
    hasil = f": {baris.get_hasil_display().lower()}" if baris.hasil else ""
    catat(
        peristiwa=peristiwa,
        objek=baris,
        pokok=ks,
        oleh=oleh,
        wilayah=wilayah,
        izin=izin,
        keterangan=f"{baris.get_jenis_display()}, {baris.kantor.nama_lengkap}{hasil}",
        sesudah=sesudah,
    )
