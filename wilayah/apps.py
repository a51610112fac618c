from django.apps import AppConfig
from django.core import checks


class WilayahConfig(AppConfig):
    name = "wilayah"
    verbose_name = "Wilayah"

    def ready(self):
        from .cetak.checks import periksa_cetak

        checks.register(periksa_cetak)
