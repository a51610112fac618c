from django.apps import AppConfig
from django.core.checks import Error, Tags, register
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

from . import triggers


class KerjasamaConfig(AppConfig):
    name = "kerjasama"
    verbose_name = "Kerja sama"

    def ready(self):
        pre_migrate.connect(triggers.sebelum_migrasi, sender=self, dispatch_uid="cakupan_lepas")
        post_migrate.connect(triggers.sesudah_migrasi, sender=self, dispatch_uid="cakupan_pasang")
        register(periksa_pemicu, Tags.database)
        from wilayah.tampilan.panduan import daftarkan_alur
        from wilayah.tampilan.sehat import daftarkan_pemeriksaan

        from .services import pekerjaan, perubahan
        from .transitions import TABEL
        from .transitions.musyawarah import MUSYAWARAH
        from .transitions.penawaran import TABEL_PENAWARAN
        from .views import (
            bagian_penetapan,
            berjalan,
            impor,
            kawasan,
            musyawarah,
            naskah,
            panel_persiapan,
            pihak_ketiga,
            publik_atur,
        )
        from .views import perubahan as halaman_perubahan

        daftarkan_alur(TABEL)
        daftarkan_alur(TABEL_PENAWARAN)
        for tabel in MUSYAWARAH.values():
            daftarkan_alur(tabel)
        bagian_penetapan.pasang()
        berjalan.pasang()
        panel_persiapan.pasang()
        impor.pasang()
        kawasan.pasang()
        pekerjaan.pasang()
        perubahan.pasang()
        halaman_perubahan.pasang()
        musyawarah.pasang()
        naskah.pasang()
        pihak_ketiga.pasang()
        publik_atur.pasang()
        daftarkan_pemeriksaan("pemicu_cakupan", lambda: not triggers.yang_hilang(connections["default"]))


def periksa_pemicu(app_configs, databases, **kwargs):
    """Names the triggers of Cakupan that are missing: without them lists and counts go stale in silence."""
    return [
        Error(f"Trigger {nama} is missing on «{alias}».", hint="Run `manage.py migrate`.", id="kerjasama.E001")
        for alias in databases or ()
        if triggers.ada_tabelnya(connections[alias])
        for nama in triggers.yang_hilang(connections[alias])
    ]
