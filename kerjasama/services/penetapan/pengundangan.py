"""Promulgation, village by village, and the day on which an agreement comes into force (PP 16/2026 Ps 104(2), 106)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from kerjasama.enums import JenisDokumen
from kerjasama.models import Pihak
from kerjasama.queries.siklus import pihak_desa
from kerjasama.rules.isian import bersihkan, tanggal_dari
from kerjasama.rules.penetapan import galat_mulai, galat_pengundangan, jatuh_tempo
from kerjasama.services.adendum import terapkan_perubahan
from kerjasama.services.dokumen import buat_dokumen, simpan_asli
from kerjasama.services.kunci import kunci_kerja_sama
from kerjasama.transitions import TABEL
from wilayah.cakupan.roles import DESA
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.jejak.services import catat

from .baris import SUSUN, catat_pihak, desa_terkunci, kabari, orang_pihak, simpan

BIDANG = ("tanggal", "berita_desa", "sekretaris")
BIDANG_BERLAKU = ("tanggal_ditetapkan", "tanggal_mulai", "jatuh_tempo")


@transaction.atomic
def undangkan(*, kerja_sama, pihak, isi, oleh):
    """Writes down a village's promulgation: `tanggal`, `berita_desa`, `sekretaris`, and `bukti` of its publication
    where there is some, as (bytes, name). With the last one the text is in force in all villages, in the same act."""
    ks = kunci_kerja_sama(kerja_sama, oleh)
    pihak = desa_terkunci(ks, pihak, oleh, SUSUN)
    bukti, sebelum = list(isi.get("bukti") or ()), ks.status
    isi = bersihkan({b: isi.get(b) for b in BIDANG})
    TABEL.jalankan("undangkan", ks, oleh)
    _tolak_yang_salah(ks, isi)
    lama = {b: getattr(pihak, b) for b in BIDANG}
    baru = isi | {"tanggal": tanggal_dari(isi["tanggal"])}
    if baru == lama and not bukti:
        raise TindakanTertutup("Pengundangan ini sudah tercatat seperti yang Anda isi.")
    for bidang, nilai in baru.items():
        setattr(pihak, bidang, nilai)
    pihak.save(update_fields=BIDANG)
    _simpan_bukti(ks, pihak, bukti, oleh)
    if TABEL.alasan_tertutup("berlakukan", ks, oleh):
        simpan(ks)
    else:
        _berlakukan(ks, pengundangan_terakhir(ks), oleh)
    catat_pihak(
        "pihak.mengundangkan" if lama["tanggal"] is None else "pihak.pengundangan_diperbaiki",
        pihak,
        ks,
        oleh,
        SUSUN,
        sebelum=lama | {"status": sebelum},
        sesudah=baru | {"status": ks.status, "tanggal_mulai": ks.tanggal_mulai},
    )
    return pihak


@transaction.atomic
def berlakukan(*, kerja_sama, isi, oleh):
    """Says that a signed agreement with a third party is in force since `tanggal_mulai`, by its own terms."""
    ks = kunci_kerja_sama(kerja_sama, oleh)
    sebelum, mulai = ks.status, bersihkan(isi.get("tanggal_mulai"))
    if alasan := TABEL.alasan_tertutup("berlakukan", ks, oleh):
        raise TindakanTertutup(alasan)
    hari_ini = ks.desa_pendaftar.hari_ini()
    if galat := galat_mulai(mulai, hari_ini=hari_ini, paling_awal=tanda_tangan_terakhir(ks)):
        raise ValidationError(galat)
    _berlakukan(ks, tanggal_dari(mulai), oleh)
    catat(
        peristiwa="kerja_sama.berlaku",
        objek=ks,
        oleh=oleh,
        wilayah=ks.desa_pendaftar,
        izin=SUSUN,
        sebelum={"status": sebelum},
        sesudah={"status": ks.status} | {b: getattr(ks, b) for b in BIDANG_BERLAKU},
    )
    return ks


def _berlakukan(ks, mulai, oleh):
    TABEL.jalankan("berlakukan", ks, oleh)
    ks.tanggal_ditetapkan, ks.tanggal_mulai = tanda_tangan_terakhir(ks), mulai
    ks.jatuh_tempo = jatuh_tempo(mulai, ks.persiapan.jangka_waktu_bulan)
    simpan(ks, *BIDANG_BERLAKU)
    if ks.mengubah_id:
        terapkan_perubahan(ks)
    kabari(
        ks,
        orang_pihak(ks, DESA),
        oleh,
        f"Berlaku penuh: {ks.judul}",
        "Pemrakarsa menyampaikannya kepada bupati melalui camat.",
        "",
    )


def tanda_tangan_terakhir(ks):
    return Pihak.objects.milik(ks).aggregate(n=Max("ditandatangani_pada"))["n"]


def pengundangan_terakhir(ks):
    return pihak_desa(ks).aggregate(n=Max("tanggal"))["n"]


def _simpan_bukti(ks, pihak, bukti, oleh):
    if bukti:
        judul = f"Bukti penyebarluasan, {pihak.desa.nama_lengkap}"
        buat_dokumen(kerja_sama=ks, judul=judul, asli=simpan_asli(bukti, oleh), oleh=oleh, jenis=JenisDokumen.LAMPIRAN)


def _tolak_yang_salah(ks, isi):
    galat = galat_pengundangan(isi, hari_ini=ks.desa_pendaftar.hari_ini(), paling_awal=tanda_tangan_terakhir(ks))
    if galat:
        raise ValidationError(galat)
