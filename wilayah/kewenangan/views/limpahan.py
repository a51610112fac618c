"""`/penugasan/limpahkan/`: one's own office, lent to a colleague while away."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.views.generic import FormView

from wilayah.pengguna.models import Penugasan
from wilayah.tampilan.formulir import pindahkan_galat
from wilayah.tampilan.views import baca_angka

from .. import queries
from ..forms import FormLimpahan
from ..services import limpahkan_penugasan, tarik_limpahan


class LimpahkanPenugasan(FormView):
    template_name = "wilayah/kewenangan/limpahkan.html"
    form_class = FormLimpahan
    success_url = reverse_lazy("penugasan_limpahkan")

    def get_form_kwargs(self):
        tugas = queries.dapat_dilimpahkan(self.request.user)
        rekan = queries.rekan_sekantor(self.request.user, tugas)
        return super().get_form_kwargs() | {"tugas": tugas, "rekan": rekan}

    def post(self, request, *args, **kwargs):
        if request.POST.get("tindakan") == "tarik":
            return self.tarik()
        return super().post(request, *args, **kwargs)

    def tarik(self):
        limpahan = Penugasan(pk=baca_angka(self.request.POST.get("penugasan")))
        tarik_limpahan(penugasan=limpahan, oleh=self.request.user)
        messages.success(self.request, "Pelimpahan ditarik. Kewenangan kembali hanya pada Anda.")
        return redirect(self.success_url)

    def form_valid(self, form):
        try:
            limpahan = limpahkan_penugasan(oleh=self.request.user, **form.cleaned_data)
        except ValidationError as galat:
            pindahkan_galat(form, galat)
            return self.form_invalid(form)
        messages.success(self.request, f"Dilimpahkan kepada {limpahan.pengguna.nama}; ia sudah diberi tahu.")
        return super().form_valid(form)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            milik=queries.dapat_dilimpahkan(self.request.user),
            limpahan=queries.limpahan_dari(self.request.user),
            **kwargs,
        )
