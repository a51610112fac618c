"""`/aktivasi/<kode>/`: the holder of a link opens the account. Public: the code is the key."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.generic import FormView, TemplateView

from wilayah.cakupan.transisi import TindakanTertutup

from ..forms.aktivasi import FormAktivasi
from ..models import TautanAkun
from ..queries import tautan_terbuka
from ..rules import rapikan_kode
from ..services import pakai_tautan


@method_decorator(login_not_required, name="dispatch")
class KetikKode(TemplateView):
    """For a printed slip where no camera reads the QR."""

    template_name = "wilayah/pengguna/ketik_kode.html"

    def get(self, request, *args, **kwargs):
        kode = rapikan_kode(request.GET.get("kode", ""))[:40]
        if kode.isalnum() and kode.isascii():
            return redirect("aktivasi", kode)
        return super().get(request, *args, **kwargs)


@method_decorator(login_not_required, name="dispatch")
class Aktivasi(FormView):
    """Wrong, used, cancelled or expired: one and the same answer, which tells nothing of any account."""

    template_name = "wilayah/pengguna/aktivasi.html"
    form_class = FormAktivasi

    def dispatch(self, request, *args, **kwargs):
        self.tautan = tautan_terbuka(kwargs["kode"])
        if self.tautan is None:
            return self.tertutup()
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "user": self.tautan.pengguna,
            "bernama": self.tautan.tujuan == TautanAkun.Tujuan.UNDANGAN,
        }

    def get_initial(self):
        return {"nama": self.tautan.pengguna.nama}

    def form_valid(self, form):
        isi = form.cleaned_data
        try:
            pakai_tautan(kode=self.kwargs["kode"], sandi=isi["new_password1"], nama=isi.get("nama", ""))
        except TindakanTertutup:
            return self.tertutup()
        logout(self.request)  # whoever was signed in on this device is not the holder of the link
        messages.success(self.request, "Kata sandi ditetapkan. Masuk dengan nama pengguna Anda.")
        return redirect("masuk")

    def get_context_data(self, **kwargs):
        return super().get_context_data(orang=self.tautan.pengguna, **kwargs)

    def tertutup(self):
        return render(self.request, "wilayah/pengguna/aktivasi_tertutup.html", status=404)
