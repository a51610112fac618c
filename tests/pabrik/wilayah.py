"""Regions, by the ordinary service."""

from datetime import date

from wilayah.models import Jejak
from wilayah.pohon.rules import Baris
from wilayah.pohon.services_impor import BerkasWilayah, impor_wilayah


def buat_edisi(kode="34.04.16.2099", nama="Desa Baru"):
    """An edition with one new village; the public id of its list of differences."""
    berkas = BerkasWilayah(
        baris=[Baris(kode, nama, "desa")],
        edisi="uji",
        dasar_hukum="Keputusan uji",
        tanggal=date(2025, 4, 25),
        sha256="0" * 64,
        cakupan=(kode,),
    )
    impor_wilayah(berkas=berkas)
    return Jejak.objects.filter(peristiwa="wilayah.diimpor").latest("pk").sesudah_nya["perbedaan"]["berkas"]
