from django.apps import AppConfig
from django.core import checks


class WilayahConfig(AppConfig):
    name = "wilayah"
    verbose_name = "Wilayah"

    def ready(self):
        from .cetak.checks import periksa_alamat, periksa_cetak
        from .pemberitahuan import akun as kabar_akun
        from .pengguna import dampak
        from .regulasi import pemakaian
        from .regulasi.queries import dasar_aturan
        from .tampilan import converters
        from .tampilan.panduan import dasar_alur

        checks.register(periksa_cetak)
        checks.register(periksa_alamat, deploy=True)
        converters.pasang()
        dampak.pasang()
        kabar_akun.pasang()
        pemakaian.daftarkan(dasar_alur)
        pemakaian.daftarkan(dasar_aturan)
