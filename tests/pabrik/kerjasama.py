"""Agreements as rows, without the registration that usually makes them."""

from datetime import date, timedelta

from django.utils import timezone

from kerjasama.enums import Bentuk, Bidang, JenisDokumen, Status, Tanggapan, Urusan
from kerjasama.models import Dokumen, KerjaSama, Pihak, PihakKetiga, TandaTerima, Undangan, VersiDokumen

from .berkas import buat_berkas


def buat_kerja_sama(*, desa, oleh, judul="Pengelolaan sampah bersama", pihak_ketiga="", **isian):
    """An agreement in force of the villages `desa` (the first registers), with a document of one version."""
    hari_ini = timezone.localdate()
    bawaan = {
        "bentuk": Bentuk.PIHAK_KETIGA if pihak_ketiga else Bentuk.ANTAR_DESA,
        "bidang": Bidang.PEMBANGUNAN,
        "urusan": Urusan.SAMPAH,
        "tanggal_ditetapkan": hari_ini - timedelta(days=60),
        "tanggal_mulai": hari_ini - timedelta(days=60),
        "jatuh_tempo": hari_ini + timedelta(days=700),
        "status": Status.BERLAKU,
    }
    kerja_sama = KerjaSama.objects.create(
        judul=judul, desa_pendaftar=desa[0], didaftarkan_oleh=oleh, **(bawaan | isian)
    )
    for urut, d in enumerate(desa, 1):
        buat_pihak(kerja_sama, d, urut)
    if pihak_ketiga:
        mitra = PihakKetiga.objects.create(nama=pihak_ketiga, jenis="swasta")
        Pihak.objects.create(kerja_sama=kerja_sama, pihak_ketiga=mitra, urut=len(desa) + 1, nama_saat_itu=pihak_ketiga)
    buat_dokumen(kerja_sama, oleh)
    return kerja_sama


def buat_pihak(kerja_sama, desa, urut=1):
    pendaftar = urut == 1
    return Pihak.objects.create(
        kerja_sama=kerja_sama,
        desa=desa,
        urut=urut,
        kode_saat_itu=desa.kode,
        nama_saat_itu=desa.nama_lengkap,
        nomor="3 Tahun 2026" if pendaftar else "",
        tanggal=date(2026, 9, 1) if pendaftar else None,
        berita_desa="Nomor 3" if pendaftar else "",
        tanggapan=Tanggapan.BENAR if pendaftar else Tanggapan.BELUM,
    )


def buat_dokumen(kerja_sama, oleh):
    dokumen = Dokumen.objects.create(kerja_sama=kerja_sama, jenis=JenisDokumen.NASKAH, judul="Naskah")
    VersiDokumen.objects.create(dokumen=dokumen, nomor=1, berkas=buat_berkas(oleh), oleh=oleh)
    return dokumen


def buat_tanda_terima(kerja_sama, oleh):
    return TandaTerima.objects.create(
        kerja_sama=kerja_sama,
        perihal="Pendaftaran kerja sama",
        penerima=kerja_sama.desa_pendaftar.leluhur(2),
        oleh=oleh,
        berkas=buat_berkas(oleh, nama="tanda-terima.pdf"),
        rincian=[{"nama": "naskah.pdf", "ukuran": 1000, "sha256": "a" * 64, "jenis": "application/pdf"}],
    )


def buat_undangan(kerja_sama, pengguna, oleh, dari=0, sampai=30, **isian):
    """An invitation from `dari` to `sampai` days from now, whatever the service would say of them."""
    saat = timezone.now()
    return Undangan.objects.create(
        kerja_sama=kerja_sama,
        pengguna=pengguna,
        sebagai=Undangan.Sebagai.AHLI,
        alasan="Diminta pendapatnya.",
        tanggal_mulai=(saat + timedelta(days=dari)).date(),
        tanggal_selesai=(saat + timedelta(days=sampai)).date(),
        dari=saat + timedelta(days=dari, hours=-1),
        sebelum=saat + timedelta(days=sampai, hours=-1),
        oleh=oleh,
        **isian,
    )
