from django.http import Http404
from django.views.generic import ListView, TemplateView

from .models import RiwayatWilayah, Wilayah


class CariWilayah(ListView):
    """The tree, to browse and to search. Reference data, readable by every signed-in person; it shows no counts."""

    template_name = "wilayah/wilayah_daftar.html"
    paginate_by = 50
    extra_context = {"judul": "Wilayah"}

    def get_queryset(self):
        self.kata = self.request.GET.get("q", "").strip()[:60].replace("\x00", "")
        dasar = Wilayah.objects.select_related("induk__induk")
        return dasar.cari(self.kata) if self.kata else dasar.filter(tingkat=1)

    def get_context_data(self, **kwargs):
        return super().get_context_data(kata=self.kata, **kwargs)


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
