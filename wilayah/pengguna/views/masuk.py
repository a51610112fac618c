from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

from ..akibat_akun import ingatan_masuk
from ..forms.masuk import FormKode, FormMasuk
from ..kode_kedua import punya_kode_kedua
from ..services.kode_kedua import kode_cadangan
from ..services.masuk import boleh_mencoba, catat_gagal, lepas_tahanan, tahan_masuk, yang_tertahan


class Masuk(LoginView):
    """The first step. Whoever has a second factor is signed in by the second step only."""

    template_name = "wilayah/masuk.html"
    authentication_form = FormMasuk
    redirect_authenticated_user = True

    def form_valid(self, form):
        pengguna = form.get_user()
        if punya_kode_kedua(pengguna):
            tahan_masuk(sesi=self.request.session, pengguna=pengguna, lanjut=self.get_redirect_url())
            return redirect("masuk_kode")
        jawaban = super().form_valid(form)
        _ingatkan(self.request)
        return jawaban


@method_decorator([login_not_required, sensitive_post_parameters(), never_cache], name="dispatch")
class MasukKode(FormView):
    """The second step, for five minutes after the first; without it there is nothing here."""

    template_name = "wilayah/masuk_kode.html"
    form_class = FormKode

    def dispatch(self, request, *args, **kwargs):
        self.pengguna = yang_tertahan(request.session)
        if self.pengguna is None:
            return redirect("masuk")
        if not boleh_mencoba(request, self.pengguna):
            return terkunci(request)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"pengguna": self.pengguna}

    def get_context_data(self, **kwargs):
        return super().get_context_data(nama_akun=self.pengguna.get_username(), **kwargs)

    def form_valid(self, form):
        lanjut = lepas_tahanan(sesi=self.request.session)
        login(self.request, self.pengguna, backend="wilayah.pengguna.backend.PenggunaBackend")
        _ingatkan(self.request)
        if len(form.cleaned_data["kode"]) > 6:
            sisa = len(kode_cadangan(self.pengguna))
            messages.warning(
                self.request, f"Anda masuk dengan kode cadangan. Sisa {sisa}; buat yang baru di Akun saya."
            )
        return HttpResponseRedirect(lanjut or resolve_url("beranda"))

    def form_invalid(self, form):
        if form.gagal_uji:
            catat_gagal(request=self.request, pengguna=self.pengguna)
        return super().form_invalid(form)


def _ingatkan(request):
    for kalimat in ingatan_masuk(request.user):
        messages.warning(request, kalimat)


def terkunci(request, jawaban=None, kredensial=None):
    """What whoever tried too often gets, whether or not there is such an account."""
    menit = int(settings.AXES_COOLOFF_TIME.total_seconds()) // 60
    return render(request, "wilayah/terkunci.html", {"menit": menit}, status=429)
