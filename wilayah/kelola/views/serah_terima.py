"""Handing over the open work of an assignment."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.views.generic import FormView

from wilayah.kewenangan import queries
from wilayah.kewenangan.pekerjaan import pekerjaan_terbuka
from wilayah.kewenangan.services import serahkan_pekerjaan
from wilayah.tampilan.formulir import pindahkan_galat
from wilayah.tampilan.views import baca_angka, kunci_kiriman

from ..forms.penugasan import FormSerahTerima
from .penugasan import SatuPenugasan


class SerahTerimaPekerjaan(SatuPenugasan, FormView):
    """How much is open, kind by kind; what it is about, only those read who hold the office."""

    template_name = "wilayah/kelola/serah_terima.html"
    form_class = FormSerahTerima

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"calon": queries.calon_pengganti(self.tugas())}

    def get_initial(self):
        return {"kepada": baca_angka(self.request.GET.get("kepada")) or None}

    def form_valid(self, form):
        try:
            serah = serahkan_pekerjaan(
                dari=self.tugas(), kunci=kunci_kiriman(self.request), oleh=self.request.user, **form.cleaned_data
            )
        except ValidationError as galat:
            pindahkan_galat(form, galat)
            return self.form_invalid(form)
        messages.success(self.request, "Pekerjaan diserahkan dan penggantinya diberi tahu.")
        return redirect("serah_terima_rinci", serah.id_publik)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        tugas = self.tugas()
        tumpukan = pekerjaan_terbuka(tugas)
        return super().get_context_data(
            tugas=tugas,
            tumpukan=tumpukan,
            jumlah=sum(len(t.butir) for t in tumpukan),
            calon=queries.calon_pengganti(tugas),
            boleh=queries.boleh_ditindak(self.request.user, tugas),
            catatan_lama=tugas.diserahkan.select_related("kepada__pengguna").order_by("-pada"),
            **kwargs,
        )
