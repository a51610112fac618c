"""Each village's kepala desa agrees to one version of the text, named by its number and SHA-256."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kerjasama.models import Fasilitasi, Pihak
from kerjasama.queries.fasilitasi import minta_catatan_provinsi, orang_kecamatan_pihak, permintaan_terbuka
from kerjasama.queries.siklus import versi_terakhir
from kerjasama.rules.isian import bersihkan
from kerjasama.services.kunci import kunci_kerja_sama
from kerjasama.transitions import TABEL
from wilayah.cakupan.transisi import TindakanTertutup, VersiBasi
from wilayah.jejak.services import catat

from .baris import TETAPKAN, catat_pihak, desa_terkunci, kabari, orang_pihak, simpan


@transaction.atomic
def sepakati(*, kerja_sama, pihak, versi, oleh):
    """The village agrees to version `versi`, which must be the newest: VersiBasi carries it where it is not. When the
    last one agrees, the agreement is disepakati and its text stands."""
    ks = kunci_kerja_sama(kerja_sama, oleh)
    pihak = desa_terkunci(ks, pihak, oleh, TETAPKAN)
    naskah = versi_terakhir(ks)
    if naskah and naskah.nomor != versi:
        raise VersiBasi(naskah)
    sebelum = ks.status
    TABEL.jalankan("sepakati", ks, oleh)
    if pihak.disepakati_pada:
        raise TindakanTertutup(f"{pihak.desa.nama_lengkap} sudah menyepakati versi {naskah.nomor}.")
    pihak.disepakati_pada, pihak.disepakati_oleh = timezone.now(), oleh
    pihak.save(update_fields=["disepakati_pada", "disepakati_oleh"])
    semua = not TABEL.alasan_tertutup("capai_kesepakatan", ks, oleh)
    if semua:
        TABEL.jalankan("capai_kesepakatan", ks, oleh)
    simpan(ks)
    _kabarkan(ks, pihak, naskah, semua, oleh)
    catat_pihak(
        "pihak.menyepakati",
        pihak,
        ks,
        oleh,
        TETAPKAN,
        sebelum={"status": sebelum},
        sesudah={"versi": naskah.nomor, "sha256": naskah.sha256, "status": ks.status},
        keterangan=f"{pihak.desa.nama_lengkap} menyepakati versi {naskah.nomor}",
    )
    return pihak


@transaction.atomic
def buka_kembali(*, kerja_sama, alasan, oleh):
    """Takes an agreed text up again: every village agrees anew, and an unanswered evaluation is asked for anew."""
    alasan = bersihkan(alasan)
    if not alasan:
        raise ValidationError({"alasan": "Tulis mengapa naskah dibuka kembali. Desa lain membacanya."})
    ks = kunci_kerja_sama(kerja_sama, oleh)
    sebelum = ks.status
    t = TABEL.jalankan("buka_kembali", ks, oleh)
    Pihak.objects.milik(ks).update(disepakati_pada=None, disepakati_oleh=None)
    ditarik = _tarik_permintaan(ks)
    simpan(ks)
    kabari(
        ks, orang_pihak(ks), oleh, f"Naskah dibuka kembali: {ks.judul}", f"{alasan} Kesepakatan diulang.", penting=True
    )
    catat(
        peristiwa="kerja_sama.dibuka_kembali",
        objek=ks,
        oleh=oleh,
        wilayah=ks.desa_pendaftar,
        izin=t.izin,
        keterangan=alasan[:300],
        sebelum={"status": sebelum},
        sesudah={"status": ks.status, "evaluasi_ditarik": ditarik},
    )
    return ks


def _tarik_permintaan(ks):
    """An unanswered evaluation is about a text that is no more; that it was asked for stands in the trail."""
    terbuka = permintaan_terbuka(ks)
    if terbuka is None:
        return False
    Fasilitasi.objects.milik(ks).filter(pk=terbuka.pk).delete()
    return True


def _kabarkan(ks, pihak, naskah, semua, oleh):
    if not semua:
        judul = f"{pihak.desa.nama_lengkap} menyepakati naskah: {ks.judul}"
        kabari(ks, orang_pihak(ks), oleh, judul, f"Versi {naskah.nomor}. Lihat siapa yang belum.")
        return
    isi = f"Versi {naskah.nomor} disepakati semua desa dan siap ditandatangani."
    kabari(ks, orang_pihak(ks), oleh, f"Naskah disepakati: {ks.judul}", isi, penting=True)
    isi = "Catat keterlibatan camat: fasilitasi, konsultasi, atau saksi penandatanganan."
    kabari(ks, orang_kecamatan_pihak(ks), oleh, f"Siap ditandatangani: {ks.judul}", isi, "fasilitasi/", penting=True)
    if provinsi := minta_catatan_provinsi(ks):
        isi = "Para pihak berada di lebih dari satu kabupaten. Catat fasilitasi provinsi."
        kabari(ks, provinsi, oleh, f"Kerja sama lintas kabupaten: {ks.judul}", isi, "fasilitasi/", penting=True)
