from django.apps import AppConfig
from django.core import checks


class WilayahConfig(AppConfig):
    name = "wilayah"
    verbose_name = "Wilayah"

    def ready(self):
        from .cetak.checks import periksa_cetak
        from .tampilan import converters

        checks.register(periksa_cetak)
        converters.pasang()
