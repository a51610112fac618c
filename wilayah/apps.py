from django.apps import AppConfig
from django.core import checks


class WilayahConfig(AppConfig):
    name = "wilayah"
    verbose_name = "Wilayah"

    def ready(self):
        from .cetak.checks import periksa_alamat, periksa_cetak
        from .tampilan import converters

        checks.register(periksa_cetak)
        checks.register(periksa_alamat, deploy=True)
        converters.pasang()
