"""Pages that explain the product itself, made from the tables that run it."""

from django.views.generic import TemplateView

ALUR = []


def daftarkan_alur(tabel):
    """Adds a table of transitions (wilayah.cakupan.transisi) to the page «Alur»."""
    if tabel not in ALUR:
        ALUR.append(tabel)


def dasar_alur():
    """Every act of the tables with the bases that it cites, for the page of legal bases."""
    return [(f"{tabel.nama}: {t.label}", t.dasar) for tabel in ALUR for t in tabel.transisi]


class Panduan(TemplateView):
    template_name = "wilayah/panduan.html"


class Alur(TemplateView):
    template_name = "wilayah/alur.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(daftar_tabel=ALUR, **kwargs)
