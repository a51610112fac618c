from django.apps import AppConfig


class BinwasConfig(AppConfig):
    name = "binwas"
    verbose_name = "BINWAS"

    def ready(self):
        """Registers what the slices add to pages and letters of the rooms below."""
        from .penilaian import pendaftaran as penilaian
        from .surat import pendaftaran as surat

        penilaian.pasang()
        surat.pasang()
