from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View
from django.views.generic import FormView

from ..forms.akun import FormSandi
from ..models import Penugasan
from ..services import ganti_sandi, pakai_topi


class Akun(FormView):
    """One's own assignments and password."""

    template_name = "wilayah/akun.html"
    form_class = FormSandi
    success_url = reverse_lazy("akun")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form):
        ganti_sandi(pengguna=self.request.user, sandi=form.cleaned_data["new_password1"])
        update_session_auth_hash(self.request, self.request.user)
        messages.success(self.request, "Kata sandi diganti. Perangkat lain harus masuk kembali.")
        return super().form_valid(form)

    def get_context_data(self, **kwargs):
        tugas = Penugasan.objects.filter(pengguna=self.request.user).select_related("wilayah__induk")
        return super().get_context_data(daftar_penugasan=tugas.order_by("-sebelum", "-dari"), **kwargs)


class GantiTopi(View):
    """Which of one's assignments decides landing page and menu. What one may see stays the union of all."""

    http_method_names = ["post"]

    def post(self, request):
        tugas = get_object_or_404(
            Penugasan.objects.berlaku(), pengguna=request.user, pk=_angka(request.POST.get("penugasan", ""))
        )
        pakai_topi(sesi=request.session, penugasan=tugas)
        tujuan = request.POST.get("lanjut", "")
        aman = url_has_allowed_host_and_scheme(tujuan, {request.get_host()}, require_https=request.is_secure())
        return HttpResponseRedirect(tujuan if aman else reverse("beranda"))


def _angka(teks):
    return int(teks) if teks.isascii() and teks.isdigit() and len(teks) < 19 else 0
