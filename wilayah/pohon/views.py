from django.http import Http404
from django.views.generic import ListView, TemplateView

from .enums import Tingkat
from .models import RiwayatWilayah, Wilayah
from .rules import POLA_CARI_KODE

TINGKAT_DICARI = {str(tingkat) for tingkat in Tingkat}


TERBANYAK_CEPAT = 12


class CariWilayah(ListView):
    """The tree, to browse and to search. Reference data, readable by every signed-in person; it shows no counts."""

    template_name = "wilayah/wilayah_daftar.html"
    paginate_by = 50
    extra_context = {"judul": "Wilayah"}

    def get_queryset(self):
        tanya = self.request.GET
        self.kata = tanya.get("q", "").strip()[:80].replace("\x00", "")
        dasar = Wilayah.objects.select_related("induk__induk__induk")
        if tanya.get("hanya") == "desa":
            dasar = dasar.dapat_menjadi_pihak()
        if tanya.get("tingkat") in TINGKAT_DICARI:
            dasar = dasar.filter(tingkat=tanya["tingkat"])
        return dasar.cari(self.kata) if self.kata else dasar.filter(tingkat=Tingkat.PROVINSI)

    def get_context_data(self, **kwargs):
        return super().get_context_data(kata=self.kata, dicari_kode=bool(POLA_CARI_KODE.fullmatch(self.kata)), **kwargs)


class CariWilayahCepat(CariWilayah):
    """As one types: a few active regions as options, in one query and without counting. A browser without the script
    gets the whole page."""

    def get_template_names(self):
        return ["wilayah/_pilihan_wilayah.html" if self.request.htmx else self.template_name]

    def get_paginate_by(self, queryset):
        return None if self.request.htmx else self.paginate_by

    def get_queryset(self):
        hasil = super().get_queryset()
        return hasil.aktif()[:TERBANYAK_CEPAT] if self.request.htmx else hasil


class RinciWilayah(TemplateView):
    """One region by its present code, or by any code that it ever had."""

    template_name = "wilayah/wilayah_rinci.html"

    def get_context_data(self, **kwargs):
        wilayah = self._temukan(kwargs["kode"])
        return super().get_context_data(
            wilayah=wilayah,
            jalur=wilayah.jalur(),
            leluhur=wilayah.jalur()[-2::-1],
            kepala=wilayah.sebutan("kepala"),
            anak=wilayah.anak.order_by("kode"),
            riwayat=wilayah.riwayat.select_related("induk"),
            **kwargs,
        )

    def _temukan(self, kode):
        wilayah = Wilayah.objects.select_related("induk__induk__induk__induk").filter(kode=kode).first()
        if wilayah is None:
            lama = RiwayatWilayah.objects.filter(kode=kode).order_by("-berlaku_sejak").first()
            wilayah = lama and lama.wilayah
        if wilayah is None:
            raise Http404
        return wilayah
