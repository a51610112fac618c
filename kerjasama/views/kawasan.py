"""Growth areas: `/kawasan/`."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View

from kerjasama.enums import Status
from kerjasama.filters import SaringanKawasan
from kerjasama.forms.kawasan import FormIndikator, FormKawasan
from kerjasama.models import Kawasan
from kerjasama.panels import REL, Panel, daftarkan_panel
from kerjasama.queries.kawasan import (
    KELOLA,
    MELIHAT,
    calon_anggota,
    dengan_hitungan,
    indikator_kawasan,
    kabupaten_kelola,
    kerja_sama_kawasan,
    peta_anggota,
)
from kerjasama.services import kawasan as layanan
from wilayah.cakupan.transisi import TindakanTertutup, VersiBasi
from wilayah.tampilan.formulir import pindahkan_galat
from wilayah.tampilan.views import DaftarTercakup, RinciTercakup, Tercakup, baca_angka, kunci_kiriman

MAKS_CALON = 300


def pasang():
    daftarkan_panel(Panel("kawasan", "Kawasan pertumbuhan", "kerjasama/kawasan/_panel.html", _panel, 80, REL))


def _panel(request, kerja_sama):
    return {"kawasan": kerja_sama.kawasan} if kerja_sama.kawasan_id else None


class DaftarKawasan(DaftarTercakup):
    model = Kawasan
    izin = MELIHAT
    template_name = "kerjasama/kawasan/daftar.html"
    filterset_class = SaringanKawasan
    urutan = {"nama": ["nama", "pk"], "jumlah": ["banyak", "nama", "pk"]}
    urutan_bawaan = "nama"
    nama_ekspor = "kawasan"
    kolom_ekspor = [
        ("id_publik", lambda k: k.id_publik),
        ("nama", lambda k: k.nama),
        ("kabupaten", lambda k: k.kabupaten.nama_lengkap),
        ("kerja_sama", lambda k: k.banyak),
        ("nilai", lambda k: k.nilai),
    ]

    def dasar(self):
        return dengan_hitungan(self.tercakup().select_related("kabupaten"), self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            boleh_membuat=kabupaten_kelola(self.request.user).exists(),
            ada_saringan=any(self.request.GET.get(nama) for nama in self.filterset.filters),
            **kwargs,
        )


class RinciKawasan(RinciTercakup):
    model = Kawasan
    izin = MELIHAT
    template_name = "kerjasama/kawasan/rinci.html"
    context_object_name = "kawasan"

    def get_queryset(self):
        return super().get_queryset().select_related("kabupaten")

    def get_context_data(self, **kwargs):
        daftar = list(kerja_sama_kawasan(self.request.user, self.object))
        kwargs.setdefault("form", FormIndikator())
        return super().get_context_data(
            daftar=daftar,
            nilai=sum(ks.nilai or 0 for ks in daftar if ks.status in (Status.BERLAKU, Status.DITANGGUHKAN)),
            peta=peta_anggota(daftar),
            indikator=indikator_kawasan(self.object),
            hari_ini=self.object.kabupaten.hari_ini(),
            boleh_mengelola=self.request.user.has_perm(KELOLA, self.object),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        """One more indicator, on the page that shows them."""
        self.object = self.get_object()
        if not request.user.has_perm(KELOLA, self.object):
            raise PermissionDenied(KELOLA)
        formulir = FormIndikator(request.POST)
        if formulir.is_valid():
            layanan.catat_indikator(kawasan=self.object, isi=formulir.cleaned_data, oleh=request.user)
            messages.success(request, "Indikator tercatat.")
            return redirect("kawasan_rinci", self.object.id_publik)
        return self.render_to_response(self.get_context_data(form=formulir), status=422)


class KawasanBaru(Tercakup, View):
    model = Kawasan
    izin = (KELOLA,)

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.kabupaten = list(kabupaten_kelola(request.user))
            if not self.kabupaten:
                raise PermissionDenied(KELOLA)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        return self.tampilkan(self.formulir())

    def post(self, request):
        formulir = self.formulir(request.POST)
        if formulir.is_valid():
            try:
                kawasan = layanan.buat_kawasan(
                    kabupaten=self.dipilih(), isi=formulir.isi(), kunci=kunci_kiriman(request), oleh=request.user
                )
            except ValidationError as galat:
                pindahkan_galat(formulir, galat)
            else:
                messages.success(request, f"{kawasan.nama} dibuat. Pilih kerja sama yang termasuk di dalamnya.")
                return redirect("kawasan_anggota", kawasan.id_publik)
        return self.tampilkan(formulir, 422)

    def formulir(self, data=None):
        return FormKawasan(data, kabupaten=[(str(w.pk), w.nama_lengkap) for w in self.kabupaten])

    def dipilih(self):
        nomor = baca_angka(self.request.POST.get("kabupaten"))
        return next((w for w in self.kabupaten if w.pk == nomor), self.kabupaten[0])

    def tampilkan(self, formulir, status=200):
        konteks = {"form": formulir, "judul": "Kawasan baru", "kembali": reverse("kawasan_daftar")}
        return render(self.request, "kerjasama/kawasan/ubah.html", konteks, status=status)


class KelolaKawasan(RinciTercakup):
    """An act on an area of one's own kabupaten; whoever only sees it gets 403."""

    model = Kawasan
    izin = MELIHAT
    context_object_name = "kawasan"

    def get_object(self, queryset=None):
        kawasan = super().get_object(queryset)
        if not self.request.user.has_perm(KELOLA, kawasan):
            raise PermissionDenied(KELOLA)
        return kawasan

    def get_queryset(self):
        return super().get_queryset().select_related("kabupaten")


class UbahKawasan(KelolaKawasan):
    template_name = "kerjasama/kawasan/ubah.html"

    def get_context_data(self, **kwargs):
        awal = {n: getattr(self.object, n) for n in (*layanan.BIDANG, "versi")}
        kwargs.setdefault("form", FormKawasan(initial=awal))
        kembali = reverse("kawasan_rinci", args=[self.object.id_publik])
        return super().get_context_data(judul=f"Ubah {self.object.nama}", kembali=kembali, **kwargs)

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        formulir, beda = FormKawasan(request.POST), None
        if formulir.is_valid():
            try:
                layanan.ubah_kawasan(
                    kawasan=self.object,
                    isi=formulir.isi(),
                    versi=formulir.cleaned_data["versi"] or 0,
                    oleh=request.user,
                )
                return redirect("kawasan_rinci", self.object.id_publik)
            except ValidationError as galat:
                pindahkan_galat(formulir, galat)
            except VersiBasi as basi:
                beda = basi.kini
                formulir.data = request.POST.copy() | {"versi": str(basi.kini.versi)}
        return self.render_to_response(self.get_context_data(form=formulir, beda=beda), status=422)


class AnggotaKawasan(KelolaKawasan):
    template_name = "kerjasama/kawasan/anggota.html"

    def get_context_data(self, **kwargs):
        calon = list(calon_anggota(self.request.user, self.object)[: MAKS_CALON + 1])
        return super().get_context_data(
            calon=calon[:MAKS_CALON],
            masih_ada=len(calon) > MAKS_CALON,
            hari_ini=self.object.kabupaten.hari_ini(),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        try:
            layanan.atur_anggota(
                kawasan=self.object,
                kerja_sama=request.POST.getlist("kerja_sama"),
                ditampilkan=request.POST.getlist("tampil"),
                oleh=request.user,
            )
        except TindakanTertutup as tutup:
            messages.error(request, str(tutup))
            return redirect("kawasan_anggota", self.object.id_publik)
        messages.success(request, "Anggota kawasan disimpan.")
        return redirect("kawasan_rinci", self.object.id_publik)


class HapusKawasan(KelolaKawasan):
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        kawasan = self.get_object()
        try:
            layanan.hapus_kawasan(kawasan=kawasan, oleh=request.user)
        except TindakanTertutup as tutup:
            messages.error(request, str(tutup))
            return redirect("kawasan_rinci", kawasan.id_publik)
        messages.success(request, f"{kawasan.nama} dihapus.")
        return redirect("kawasan_daftar")
