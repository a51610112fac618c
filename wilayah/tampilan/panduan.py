"""Pages that explain the product itself, made from the tables that run it."""

from django.views.generic import TemplateView

ALUR = []


def daftarkan_alur(tabel):
    """Adds a table of transitions (wilayah.cakupan.transisi) to the page «Alur»."""
    if tabel not in ALUR:
        ALUR.append(tabel)


class Panduan(TemplateView):
    template_name = "wilayah/panduan.html"


class Alur(TemplateView):
    template_name = "wilayah/alur.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(daftar_tabel=ALUR, **kwargs)
