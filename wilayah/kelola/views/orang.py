"""One person, as far as they serve in the reader's region, and what an admin may do to the account."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views import View
from django.views.generic import DetailView, FormView

from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.jejak.models import Jejak
from wilayah.pengguna.kode_kedua import punya_kode_kedua
from wilayah.pengguna.models import Pengguna, Penugasan
from wilayah.pengguna.queries import alasan_jabatan, alasan_undangan
from wilayah.pengguna.queries_masuk import kunci_masuk
from wilayah.pengguna.services import (
    aktifkan_pengguna,
    batalkan_tautan,
    kirim_tautan,
    nonaktifkan_pengguna,
    ubah_data_pengguna,
    undang_pengguna,
)
from wilayah.tampilan.format import waktu
from wilayah.tampilan.formulir import pindahkan_galat
from wilayah.tampilan.views import kunci_kiriman

from ..forms.orang import FormAlasan, FormOrang, FormUbah
from ..keadaan import keadaan_akun
from ..surel import konteks_tautan
from . import HanyaPengelola

PERISTIWA = {
    "pengguna.dibuat": "Akun dibuat",
    "pengguna.data_diubah": "Data diubah",
    "pengguna.ganti_sandi": "Kata sandi ditetapkan pemiliknya",
    "pengguna.tautan_undangan": "Undangan dikirim ulang",
    "pengguna.tautan_atur_ulang": "Tautan atur ulang kata sandi dibuat",
    "pengguna.tautan_dibatalkan": "Tautan dibatalkan",
    "pengguna.slip": "Slip aktivasi dicetak",
    "pengguna.dinonaktifkan": "Akun dinonaktifkan",
    "pengguna.diaktifkan": "Akun diaktifkan kembali",
    "pengguna.ganti_surel": "Surel diganti pemiliknya",
    "pengguna.kunci_dibuka": "Kunci masuk dibuka",
    "pengguna.kode_kedua_dipasang": "Kode kedua dipasang pemiliknya",
    "pengguna.kode_cadangan_diganti": "Kode cadangan diganti pemiliknya",
    "pengguna.kode_kedua_dilepas": "Kode kedua dilepas pemiliknya",
    "pengguna.kode_kedua_diatur_ulang": "Kode kedua diatur ulang",
    "penugasan.diberikan": "Penugasan diberikan",
    "penugasan.diakhiri": "Penugasan diakhiri",
    "penugasan.diperbaiki": "Data penugasan diperbaiki",
    "penugasan.diperpanjang": "Penugasan diperpanjang",
    "penugasan.dibatalkan": "Penugasan dibatalkan sebelum berlaku",
    "penugasan.dilimpahkan": "Tugas dilimpahkan selama berhalangan",
}
BANYAK_RIWAYAT = 50


class RinciPengguna(DetailView):
    """Outside the reader's region there is no such person."""

    template_name = "wilayah/kelola/rinci.html"
    context_object_name = "orang"
    slug_field = slug_url_kwarg = "id_publik"

    def get_queryset(self):
        return Pengguna.objects.terkelola(self.request.user)

    def get_context_data(self, **kwargs):
        orang, admin = self.object, self.request.user
        tugas = list(
            Penugasan.objects.terkelola(admin)
            .filter(pengguna=orang)
            .select_related("wilayah__induk__induk__induk")
            .order_by("-sebelum", "pk")
        )
        jejak = Jejak.objects.terbaca(admin, orang, *tugas).select_related("oleh")[:BANYAK_RIWAYAT]
        bukan_wewenang = alasan_jabatan(admin, orang)
        return super().get_context_data(
            tugas=tugas,
            keadaan=keadaan_akun(orang, tugas),
            bukan_wewenang=bukan_wewenang,
            tertutup=bukan_wewenang or alasan_undangan(admin, orang),
            tautan=orang.tautan.terbuka().first(),
            kunci_masuk=kunci_masuk(orang),
            punya_kode=punya_kode_kedua(orang),
            zona=tugas[0].wilayah.zona,
            riwayat=[_butir(baris, tugas[0].wilayah.zona) for baris in jejak],
            **kwargs,
        )


class TindakanPengguna(View):
    """An act on one account. Outside scope 404; on an account that is not for the admin to touch 403."""

    http_method_names = ["post"]

    def post(self, request, id_publik):
        self.orang = get_object_or_404(Pengguna.objects.terkelola(request.user), id_publik=id_publik)
        try:
            return self.lakukan() or redirect("pengguna_rinci", id_publik)
        except TindakanTertutup as tertutup:
            messages.error(request, str(tertutup))
            return redirect("pengguna_rinci", id_publik)


class KirimTautan(TindakanPengguna):
    """The link is shown in the answer to this very request and nowhere else."""

    def lakukan(self):
        kode = kirim_tautan(pengguna=self.orang, oleh=self.request.user)
        return halaman_tautan(self.request, self.orang, kode)


class BatalkanTautan(TindakanPengguna):
    def lakukan(self):
        batalkan_tautan(pengguna=self.orang, oleh=self.request.user)
        messages.success(self.request, "Tautan dibatalkan. Yang memegangnya tidak dapat memakainya lagi.")


class Keaktifan(TindakanPengguna):
    """Shuts the account, or opens it again; both need a reason."""

    def lakukan(self):
        formulir = FormAlasan(self.request.POST)
        if not formulir.is_valid():
            raise TindakanTertutup("Tulis alasannya, paling panjang 300 huruf.")
        isi = {"pengguna": self.orang, "oleh": self.request.user, "alasan": formulir.cleaned_data["alasan"]}
        if self.request.POST.get("tindakan") == "aktifkan":
            aktifkan_pengguna(**isi)
            messages.success(self.request, f"Akun {self.orang.nama} aktif kembali.")
        else:
            nonaktifkan_pengguna(**isi)
            messages.success(self.request, f"Akun {self.orang.nama} dinonaktifkan. Semua sesinya berakhir.")


class UbahPengguna(FormView):
    template_name = "wilayah/kelola/ubah.html"
    form_class = FormUbah

    def dispatch(self, request, *args, **kwargs):
        self.orang = get_object_or_404(Pengguna.objects.terkelola(request.user), id_publik=kwargs["id_publik"])
        if alasan_jabatan(request.user, self.orang):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs() | {"orang": self.orang}
        kwargs.pop("initial")
        return kwargs

    def form_valid(self, form):
        try:
            ubah_data_pengguna(pengguna=self.orang, oleh=self.request.user, **form.isian())
        except ValidationError as galat:
            pindahkan_galat(form, galat)
            return self.render_to_response(self.get_context_data(form=form), status=422)
        messages.success(self.request, "Data disimpan.")
        return redirect("pengguna_rinci", self.orang.id_publik)

    def get_context_data(self, **kwargs):
        return super().get_context_data(orang=self.orang, **kwargs)


class UndangPengguna(HanyaPengelola, FormView):
    template_name = "wilayah/kelola/baru.html"
    form_class = FormOrang

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"admin": self.request.user}

    def get_initial(self):
        return {"wilayah": self.request.GET.get("wilayah", "")[:13], "mulai": timezone.localdate()}

    def form_valid(self, form):
        try:
            orang, kode = undang_pengguna(
                oleh=self.request.user, akun=form.akun(), tugas=form.tugas(), kunci=kunci_kiriman(self.request)
            )
        except ValidationError as galat:
            pindahkan_galat(form, galat)
            return self.form_invalid(form)
        if not kode:
            messages.info(self.request, "Undangan ini sudah dibuat. Bila tautannya belum disalin, kirim ulang.")
            return HttpResponseRedirect(reverse("pengguna_rinci", args=[orang.id_publik]))
        return halaman_tautan(self.request, orang, kode)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


def halaman_tautan(request, orang, kode):
    return render(request, "wilayah/kelola/tautan.html", konteks_tautan(orang, kode))


def _butir(baris, zona):
    bawaan = baris.peristiwa.replace("_", " ").replace(".", " ").capitalize()
    return {
        "judul": PERISTIWA.get(baris.peristiwa, bawaan),
        "oleh": baris.oleh.nama if baris.oleh else "Sistem",
        "pada": waktu(baris.pada, zona),
        "iso": baris.pada.isoformat(),
        "isi": baris.keterangan,
        "keadaan": "buruk" if baris.peristiwa == "pengguna.dinonaktifkan" else "",
    }
