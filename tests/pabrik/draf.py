"""A draft that can be registered, made by the services that the stepper uses."""

from datetime import timedelta

from kerjasama.services.pendaftaran import buat_draf, lampirkan_berkas, simpan_draf

from .berkas import pdf_contoh


def isi_draf(desa, lain=(), **ganti):
    hari_ini = desa.hari_ini()
    isi = {
        "judul": "Pengelolaan air baku Embung Tirta Arga",
        "bentuk": "antar_desa",
        "prakarsa": "desa",
        "bidang": "pembangunan",
        "urusan": "air",
        "pihak": list(lain),
        "tanggal_ditetapkan": (hari_ini - timedelta(days=80)).isoformat(),
        "masa": "tanggal",
        "jatuh_tempo": (hari_ini + timedelta(days=900)).isoformat(),
        "nomor": "4 Tahun 2026",
        "tanggal": (hari_ini - timedelta(days=79)).isoformat(),
        "berita_desa": "Nomor 4",
        "nomor_pihak": {kode: {"belum_diketahui": True} for kode in lain},
    }
    return isi | ganti


def buat_draf_lengkap(*, oleh, desa, lain=(), berkas=None, **ganti):
    draf = buat_draf(desa=desa, oleh=oleh)
    draf = simpan_draf(draf=draf, langkah="periksa", isi=isi_draf(desa, lain, **ganti), versi=draf.versi, oleh=oleh)
    for isi, nama in berkas or [(pdf_contoh(3), "naskah.pdf")]:
        lampirkan_berkas(draf=draf, isi=isi, nama=nama, oleh=oleh)
    return draf
