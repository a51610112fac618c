"""«Akun saya»: each change has a page of its own, which asks for the password again."""

from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.utils import decrypt, encrypt
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView

from wilayah.cakupan.transisi import TindakanTertutup

from ..forms.akun import FormPasang, FormSandi, FormSurel, UjiKode
from ..kode_kedua import Adapter, punya_kode_kedua
from ..middleware import LANJUT
from ..models import Penugasan
from ..queries_masuk import wajib_kode_kedua
from ..services import pakai_topi
from ..services.kode_kedua import ganti_kode_cadangan, kode_cadangan, lepas_kode_kedua, pasang_kode_kedua
from ..services.masuk import boleh_mencoba, catat_gagal
from ..services.sandi import ganti_sandi, ganti_surel
from ..services.sesi import akhiri_semua_sesi, akhiri_sesi
from .masuk import terkunci

SESI_RAHASIA = "rahasia_kode_kedua"
SESI_TAMPIL = "tampilkan_kode_cadangan"


class Akun(TemplateView):
    """What the system knows of the person, and the doors to change it."""

    template_name = "wilayah/akun/akun.html"

    def get_context_data(self, **kwargs):
        pengguna = self.request.user
        tugas = Penugasan.objects.filter(pengguna=pengguna).select_related("wilayah__induk__induk__induk__induk")
        return super().get_context_data(
            daftar_penugasan=tugas.order_by("-sebelum", "-dari"),
            daftar_sesi=pengguna.sesi.filter(expire_date__gt=timezone.now()).order_by("-terakhir"),
            zona=self.request.topi.wilayah.zona if self.request.topi else settings.TIME_ZONE,
            sesi_kini=self.request.session.session_key,
            punya_kode=punya_kode_kedua(pengguna),
            sisa_cadangan=len(kode_cadangan(pengguna)),
            wajib_kode=wajib_kode_kedua(self.request.topi_semua),
            **kwargs,
        )


@method_decorator(sensitive_post_parameters(), name="dispatch")
class UbahAkun(FormView):
    """A page that asks for the password again. Wrong ones count as at the door: an unwatched screen is no place to
    guess at one."""

    success_url = reverse_lazy("akun")
    pesan = ""

    def post(self, request, *args, **kwargs):
        if not boleh_mencoba(request, request.user):
            return terkunci(request)
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"pengguna": self.request.user}

    def form_invalid(self, form):
        if form.gagal_uji:
            catat_gagal(request=self.request, pengguna=self.request.user)
        return super().form_invalid(form)

    def form_valid(self, form):
        try:
            self.laksanakan(form)
        except TindakanTertutup as tertutup:
            form.add_error(None, str(tertutup))
            return self.form_invalid(form)
        messages.success(self.request, self.pesan)
        return super().form_valid(form)

    def get_context_data(self, **kwargs):
        """Who must do this first sees no menu: every door of it would lead back here."""
        bingkai = "base_publik.html" if self.request.kewajiban else "base.html"
        return super().get_context_data(bingkai=bingkai, **kwargs)


class Surel(UbahAkun):
    template_name = "wilayah/akun/surel.html"
    form_class = FormSurel
    pesan = "Surel disimpan."

    def get_initial(self):
        return {"surel": self.request.user.surel}

    def laksanakan(self, form):
        ganti_surel(pengguna=self.request.user, surel=form.cleaned_data["surel"])


class Sandi(UbahAkun):
    template_name = "wilayah/akun/sandi.html"
    form_class = FormSandi
    pesan = "Kata sandi diganti. Perangkat lain harus masuk kembali."

    def laksanakan(self, form):
        ganti_sandi(
            pengguna=self.request.user,
            sandi=form.cleaned_data["new_password1"],
            sesi_kini=self.request.session.session_key,
        )
        update_session_auth_hash(self.request, self.request.user)

    def get_success_url(self):
        return self.request.session.pop(LANJUT, self.success_url)


class KodeKedua(UbahAkun):
    """Binds an app: the secret is drawn when the page is first opened and kept, unreadable, until it is confirmed."""

    template_name = "wilayah/akun/kode_kedua.html"
    form_class = FormPasang
    success_url = reverse_lazy("akun_kode_cadangan")
    pesan = "Kode kedua dipasang. Mulai sekarang Anda masuk dengan kata sandi dan kode dari aplikasi."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"rahasia": self.rahasia()}

    def rahasia(self):
        sesi = self.request.session
        if SESI_RAHASIA not in sesi:
            sesi[SESI_RAHASIA] = encrypt(generate_totp_secret())
        return decrypt(sesi[SESI_RAHASIA])

    def laksanakan(self, form):
        sesi = self.request.session
        pasang_kode_kedua(
            pengguna=self.request.user,
            rahasia=self.rahasia(),
            kode=form.cleaned_data["kode"],
            sesi_kini=sesi.session_key,
        )
        del sesi[SESI_RAHASIA]
        sesi[SESI_TAMPIL] = True

    def get_context_data(self, **kwargs):
        rahasia = self.rahasia()
        return super().get_context_data(
            alamat_totp=Adapter().build_totp_url(self.request.user, rahasia),
            rahasia=" ".join(rahasia[i : i + 4] for i in range(0, len(rahasia), 4)),
            **kwargs,
        )


class KodeCadangan(UbahAkun):
    """Shows new recovery codes once; asked again, it makes others."""

    template_name = "wilayah/akun/kode_cadangan.html"
    form_class = UjiKode
    success_url = reverse_lazy("akun_kode_cadangan")
    pesan = "Kode cadangan baru dibuat. Yang lama tidak berlaku lagi."

    def get(self, request, *args, **kwargs):
        if not punya_kode_kedua(request.user):
            return redirect("akun_kode_kedua")
        if request.session.pop(SESI_TAMPIL, False):
            lanjut = request.session.pop(LANJUT, reverse("akun"))
            isi = {"kode_cadangan": kode_cadangan(request.user), "lanjut": lanjut}
            return render(request, "wilayah/akun/kode_tampil.html", isi)
        return super().get(request, *args, **kwargs)

    def laksanakan(self, form):
        ganti_kode_cadangan(pengguna=self.request.user)
        self.request.session[SESI_TAMPIL] = True


class LepasKode(UbahAkun):
    template_name = "wilayah/akun/kode_lepas.html"
    form_class = UjiKode
    pesan = "Kode kedua dilepas. Anda masuk dengan kata sandi saja."

    def get(self, request, *args, **kwargs):
        if not punya_kode_kedua(request.user):
            return redirect("akun")
        return super().get(request, *args, **kwargs)

    def laksanakan(self, form):
        lepas_kode_kedua(pengguna=self.request.user)


class KeluarkanPerangkat(View):
    """Signs one of one's own devices out, or all but this one."""

    http_method_names = ["post"]

    def post(self, request, id_publik=None):
        if id_publik:
            jumlah = akhiri_sesi(pengguna=request.user, id_publik=id_publik)
        else:
            jumlah = akhiri_semua_sesi(pengguna=request.user, kecuali=request.session.session_key)
        if jumlah:
            messages.success(request, f"{jumlah} perangkat dikeluarkan.")
        else:
            messages.info(request, "Perangkat itu sudah tidak masuk.")
        return HttpResponseRedirect(reverse("akun") + "#perangkat")


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
