"""The kabupaten's officer records a file complete and begins to examine it."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from binwas.penilaian.enums import JenisPeristiwa
from binwas.penilaian.models import Pemeriksaan
from binwas.penilaian.queries import instrumen_berlaku
from binwas.penilaian.transitions import PEMERIKSAAN
from wilayah.jejak.services import catat
from wilayah.tampilan.format import tanggal

from .jam import catat_peristiwa
from .kabar import kabari, semua_pihak

IZIN = "wilayah.telaah_kerja_sama"


@transaction.atomic
def catat_lengkap(*, pemeriksaan, oleh):
    """Records the file complete: the clock starts and the version of the instrument is fixed."""
    pemeriksaan = terkunci(pemeriksaan, oleh, IZIN)
    sebelum = pemeriksaan.status
    PEMERIKSAAN.jalankan("catat_lengkap", pemeriksaan, oleh)
    pemeriksaan.dicatat_pada = timezone.now()
    pemeriksaan.instrumen = instrumen_berlaku(pemeriksaan.jenis, pemeriksaan.kantor.hari_ini())
    pemeriksaan.petugas = oleh
    catat_peristiwa(
        pemeriksaan=pemeriksaan,
        jenis=JenisPeristiwa.MULAI,
        pada=pemeriksaan.dicatat_pada,
        keterangan="Berkas dicatat lengkap",
        oleh=oleh,
    )
    simpan(pemeriksaan, "status", "dicatat_pada", "instrumen", "petugas", "tenggat")
    _kabari_lengkap(pemeriksaan, oleh)
    catat_pemeriksaan("pemeriksaan.dicatat_lengkap", pemeriksaan, oleh, IZIN, sebelum, {"tenggat": pemeriksaan.tenggat})
    return pemeriksaan


@transaction.atomic
def mulai_telaah(*, pemeriksaan, oleh):
    """Begins the examination; whoever begins it is the officer in charge."""
    pemeriksaan = terkunci(pemeriksaan, oleh, IZIN)
    sebelum = pemeriksaan.status
    PEMERIKSAAN.jalankan("mulai_telaah", pemeriksaan, oleh)
    pemeriksaan.petugas = oleh
    simpan(pemeriksaan, "status", "petugas")
    catat_pemeriksaan("pemeriksaan.ditelaah", pemeriksaan, oleh, IZIN, sebelum)
    return pemeriksaan


def terkunci(pemeriksaan, oleh, izin, *ikut):
    """The review as it stands now, locked, if `oleh` holds `izin` at the handling office; with it its relations
    `ikut`."""
    baris = Pemeriksaan.objects.dalam_cakupan(oleh, izin).select_for_update(of=("self", *ikut))
    return baris.select_related("kerja_sama__desa_pendaftar", "kantor").get(pk=pemeriksaan.pk)


def simpan(pemeriksaan, *bidang):
    pemeriksaan.versi += 1
    pemeriksaan.save(update_fields=[*bidang, "versi"])


def catat_pemeriksaan(peristiwa, pemeriksaan, oleh, izin, sebelum, tambahan=None, izin_baca="wilayah.lihat_kerja_sama"):
    """One row of the trail; what only the office may read is filed under the office."""
    terbuka = izin_baca == "wilayah.lihat_kerja_sama"
    catat(
        peristiwa=peristiwa,
        objek=pemeriksaan,
        pokok=pemeriksaan.kerja_sama,
        oleh=oleh,
        wilayah=pemeriksaan.kerja_sama.desa_pendaftar if terbuka else pemeriksaan.kantor,
        izin=izin,
        izin_baca=izin_baca,
        sebelum={"status": sebelum},
        sesudah={"status": pemeriksaan.status} | (tambahan or {}),
    )


def _kabari_lengkap(pemeriksaan, oleh):
    kabari(
        kerja_sama=pemeriksaan.kerja_sama,
        penerima=semua_pihak(pemeriksaan.kerja_sama),
        kecuali=oleh,
        judul=f"Berkas dicatat lengkap: {pemeriksaan.kerja_sama.judul}",
        isi=f"Klarifikasi oleh {pemeriksaan.kantor} paling lambat {tanggal(pemeriksaan.tenggat)}.",
        tautan=reverse("pemeriksaan_rinci", args=[pemeriksaan.id_publik]),
    )
