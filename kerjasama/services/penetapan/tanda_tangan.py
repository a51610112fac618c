"""Signatures of the parties and the signed scan (PP 16/2026 Ps 106(2); Permendagri 96/2017 Ps 13(5))."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from kerjasama.enums import JenisDokumen
from kerjasama.models import Pihak
from kerjasama.queries.siklus import NASKAH_BERTANDA_TANGAN, naskah_bertanda_tangan, pihak_aktif
from kerjasama.rules.isian import bersihkan, tanggal_dari
from kerjasama.rules.penetapan import galat_tanda_tangan
from kerjasama.services.dokumen import buat_dokumen, simpan_asli, tambah_versi
from kerjasama.services.kunci import kunci_kerja_sama
from kerjasama.services.tanda_terima import nama_beku
from kerjasama.transitions import TABEL
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.jejak.services import catat, kunci_kirim, selesaikan_kiriman

from .baris import SUSUN, TETAPKAN, catat_pihak, kabari, orang_pihak, pihak_terkunci, simpan

BIDANG = ("ditandatangani_pada", "penanda_tangan", "jabatan_penanda_tangan", "nomor")
BEKU = ("nama_saat_itu", "kode_saat_itu")


@transaction.atomic
def tandatangani(*, kerja_sama, pihak, isi, oleh):
    """Writes down a party's signature: `tempat`, `tanggal`, `nama`, `jabatan`, `nomor`, and for a perjanjian
    `bermeterai`. A village's kepala desa does it for the village; that of any village for a third party.

    What the party is called from here on is frozen. Until the first promulgation the same act corrects it.
    """
    ks = kunci_kerja_sama(kerja_sama, oleh)
    pihak = pihak_terkunci(ks, pihak, oleh, TETAPKAN)
    isi, sebelum, pertama = bersihkan(isi), ks.status, pihak.ditandatangani_pada is None
    TABEL.jalankan("tandatangani", ks, oleh)
    _tolak_yang_salah(ks, isi)
    lama = {b: getattr(pihak, b) for b in BIDANG}
    naskah = _terapkan(ks, pihak, isi)
    baru = {b: getattr(pihak, b) for b in BIDANG}
    if baru == lama and not naskah:
        raise TindakanTertutup("Tanda tangan ini sudah tercatat seperti yang Anda isi.")
    pihak.save(update_fields=[*BIDANG, *BEKU])
    simpan(ks, "tempat_ditandatangani", "bermeterai")
    if pertama:
        kabari(ks, orang_pihak(ks), oleh, f"Ditandatangani {pihak.nama_pendek}: {ks.judul}", _sisa(ks))
    catat_pihak(
        "pihak.menandatangani" if pertama else "pihak.tanda_tangan_diperbaiki",
        pihak,
        ks,
        oleh,
        TETAPKAN,
        sebelum=lama | {"status": sebelum},
        sesudah=baru | naskah | {"status": ks.status},
    )
    return pihak


@transaction.atomic
def simpan_naskah_bertanda_tangan(*, kerja_sama, berkas, kunci, oleh):
    """Stores the signed text, `berkas` being (bytes, name) of one PDF or of photos in their order. A better scan is a
    further version; none is ever replaced. The same `kunci` stores nothing twice."""
    kiriman = kunci_kirim(oleh, kunci, f"naskah bertanda tangan {kerja_sama.pk}")
    if kiriman.hasil:
        return naskah_bertanda_tangan(kunci_kerja_sama(kerja_sama, oleh))
    ks = kunci_kerja_sama(kerja_sama, oleh)
    TABEL.jalankan("simpan_pindaian", ks, oleh)
    dokumen = _tambah_pindaian(ks, list(berkas), oleh)
    versi = dokumen.versi.milik(dokumen).order_by("-nomor").first()
    selesaikan_kiriman(kiriman, versi.id_publik)
    simpan(ks)
    kabari(ks, orang_pihak(ks), oleh, f"Naskah bertanda tangan tersimpan: {ks.judul}", f"Versi {versi.nomor}.", "")
    catat(
        peristiwa="kerja_sama.pindaian_disimpan",
        objek=dokumen,
        pokok=ks,
        oleh=oleh,
        wilayah=ks.desa_pendaftar,
        izin=SUSUN,
        keterangan=f"Versi {versi.nomor}",
        sesudah={"versi": versi.nomor, "sha256": versi.berkas.sha256},
    )
    return dokumen


def _tambah_pindaian(ks, berkas, oleh):
    if not berkas:
        raise ValidationError({"berkas": "Pilih berkasnya: satu PDF, atau foto semua halaman secara berurutan."})
    dokumen = naskah_bertanda_tangan(ks)
    if dokumen is None:
        asli = simpan_asli(berkas, oleh)
        return buat_dokumen(
            kerja_sama=ks, judul=NASKAH_BERTANDA_TANGAN, asli=asli, oleh=oleh, jenis=JenisDokumen.NASKAH
        )
    tambah_versi(dokumen=dokumen, berkas=berkas, keterangan="Pindaian lebih baik", oleh=oleh, izin=SUSUN)
    return dokumen


def _tolak_yang_salah(ks, isi):
    galat = galat_tanda_tangan(
        isi,
        hari_ini=ks.desa_pendaftar.hari_ini(),
        paling_awal=hari_disepakati(ks),
        perlu_tempat=not ks.tempat_ditandatangani,
    )
    if galat:
        raise ValidationError(galat)


def hari_disepakati(ks):
    """The local day on which the last village agreed."""
    terakhir = Pihak.objects.milik(ks).aggregate(n=Max("disepakati_pada"))["n"]
    return terakhir.astimezone(ks.desa_pendaftar.zona).date() if terakhir else None


def _terapkan(ks, pihak, isi):
    """Sets what was signed; returns what changed of the text as a whole: place and stamp duty."""
    pihak.ditandatangani_pada = tanggal_dari(isi["tanggal"])
    pihak.penanda_tangan, pihak.jabatan_penanda_tangan = isi["nama"], isi["jabatan"]
    pihak.nomor = isi["nomor"]
    pihak.nama_saat_itu = nama_beku(pihak.desa) if pihak.desa_id else pihak.pihak_ketiga.nama
    pihak.kode_saat_itu = pihak.desa.kode if pihak.desa_id else ""
    baru = {"tempat_ditandatangani": isi.get("tempat") or ks.tempat_ditandatangani}
    if not ks.adalah_pbkd and "bermeterai" in isi:
        baru["bermeterai"] = bool(isi["bermeterai"])
    ubah = {b: n for b, n in baru.items() if getattr(ks, b) != n}
    for bidang, nilai in ubah.items():
        setattr(ks, bidang, nilai)
    return ubah


def _sisa(ks):
    semua = pihak_aktif(ks)
    belum = semua.filter(ditandatangani_pada__isnull=True).count()
    return f"{semua.count() - belum} dari {semua.count()} pihak." if belum else "Semua pihak sudah menandatangani."
