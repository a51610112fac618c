"""Reviews and letters as rows, at whatever status a test needs."""

from binwas.models import Pemeriksaan, PenerimaSurat, Surat


def buat_pemeriksaan(kerja_sama, oleh, status="diteruskan", **isian):
    desa = kerja_sama.desa_pendaftar
    return Pemeriksaan.objects.create(
        kerja_sama=kerja_sama,
        jenis="klarifikasi",
        status=status,
        kantor=desa.leluhur(2),
        kecamatan=desa.leluhur(3),
        diteruskan_oleh=oleh,
        **isian,
    )


def buat_surat(kerja_sama, oleh, status="konsep", **isian):
    surat = Surat.objects.create(
        jenis="hasil_klarifikasi",
        kantor=kerja_sama.desa_pendaftar.leluhur(2),
        kerja_sama=kerja_sama,
        status=status,
        hal="Hasil Klarifikasi",
        konseptor=oleh,
        **isian,
    )
    for urut, pihak in enumerate(kerja_sama.pihak.filter(desa__isnull=False), 1):
        PenerimaSurat.objects.create(
            surat=surat, urut=urut, wilayah=pihak.desa, jabatan=f"Kepala {pihak.nama_saat_itu}"
        )
    return surat
