"""What villages could cooperate on: `/potensi/`."""

import django_filters
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.views import View
from django.views.generic.detail import SingleObjectMixin

from kerjasama.enums import Bidang, Urusan
from kerjasama.filters import SaringanBerwilayah
from kerjasama.forms.persiapan import FormPotensi
from kerjasama.models import Potensi
from kerjasama.queries.kerja_sama import LIHAT
from kerjasama.queries.persiapan import SUSUN, desa_penyusun
from kerjasama.services import potensi as layanan
from wilayah.cakupan.queries import Simpul, di_simpul, simpul
from wilayah.pohon.enums import Tingkat
from wilayah.tampilan.formulir import pindahkan_galat
from wilayah.tampilan.views import DaftarTercakup, HanyaPemegang, RinciTercakup, Tercakup, kunci_kiriman

SENDIRI, MITRA = "", "mitra"


class SaringanPotensi(SaringanBerwilayah):
    q = django_filters.CharFilter(label="Kata dalam uraian atau nama desa", method="cari", max_length=80)
    wilayah = django_filters.CharFilter(label="Kode wilayah", method="di_wilayah")
    bidang = django_filters.ChoiceFilter(label="Bidang", choices=Bidang, empty_label="Semua bidang")
    urusan = django_filters.ChoiceFilter(label="Urusan", choices=Urusan, empty_label="Semua urusan")

    def cari(self, queryset, nama, nilai):
        return queryset.filter(Q(uraian__icontains=nilai) | Q(desa__nama__istartswith=nilai))

    def di_wilayah(self, queryset, nama, wilayah):
        if wilayah is None or wilayah.tingkat == Tingkat.PUSAT:
            return queryset
        return queryset.filter(di_simpul([Simpul(wilayah.pk, wilayah.kode, wilayah.tingkat, 0)], "desa"))


class DaftarPotensi(DaftarTercakup):
    """The inventory of one's own region, or (`?milik=mitra`) the lines by which other villages look for partners."""

    model = Potensi
    izin = (LIHAT,)
    template_name = "kerjasama/potensi.html"
    filterset_class = SaringanPotensi
    urutan = {
        "prioritas": ["desa__kode", "prioritas", "pk"],
        "bidang": ["bidang", "urusan", "pk"],
        "diubah": ["diubah_pada", "pk"],
    }
    urutan_bawaan = "prioritas"
    nama_ekspor = "potensi-kerja-sama"
    terkait = ("desa__induk__induk__induk",)
    kolom_ekspor = [
        ("id_publik", lambda p: p.id_publik),
        ("kode_desa", lambda p: p.desa.kode),
        ("desa", lambda p: p.desa.nama_lengkap),
        ("letak", lambda p: p.desa.letak),
        ("prioritas", lambda p: p.prioritas),
        ("uraian", lambda p: p.uraian),
        ("bidang", lambda p: p.get_bidang_display()),
        ("urusan", lambda p: p.get_urusan_display()),
        ("mencari_mitra", lambda p: "ya" if p.dicari else "tidak"),
    ]

    def milik(self):
        return MITRA if self.request.GET.get("milik") == MITRA else SENDIRI

    def dasar(self):
        sendiri = di_simpul(simpul(self.request.user, LIHAT), "desa")
        if self.milik() == MITRA:
            return self.tercakup().filter(dicari=True).exclude(desa__in=desa_penyusun(self.request.user).values("pk"))
        return self.tercakup().filter(sendiri)

    def get_context_data(self, **kwargs):
        desa = list(desa_penyusun(self.request.user))
        return super().get_context_data(
            milik=self.milik(),
            desa=desa,
            desa_ids={d.pk for d in desa},
            satu_desa=all(s.tingkat == Tingkat.DESA for s in simpul(self.request.user, LIHAT)),
            ada_saringan=any(self.request.GET.get(n) for n in self.filterset.filters),
            **kwargs,
        )


class SatuIsian:
    """The form of one line, new or old."""

    def tampilkan(self, formulir, status=200, **konteks):
        return render(self.request, "kerjasama/potensi_isi.html", {"form": formulir} | konteks, status=status)

    def kirim(self, formulir, pesan, layanan_, **isian):
        """Runs the service with what the form holds; None when it refused, with its reasons on the form."""
        if not formulir.is_valid():
            return None
        try:
            hasil = layanan_(isi=formulir.cleaned_data, oleh=self.request.user, **isian)
        except ValidationError as galat:
            pindahkan_galat(formulir, galat)
            return None
        messages.success(self.request, pesan)
        return hasil


class TambahPotensi(SatuIsian, HanyaPemegang, Tercakup, View):
    model = Potensi
    izin = (SUSUN,)
    perlu = SUSUN

    def get(self, request):
        return self.tampilkan(FormPotensi(), desa=list(desa_penyusun(request.user)))

    def post(self, request):
        desa = {d.kode: d for d in desa_penyusun(request.user)}
        kode = request.POST.get("desa") or next(iter(desa), "")
        if kode not in desa:
            raise Http404
        formulir = FormPotensi(request.POST)
        isian = {"desa": desa[kode], "kunci": kunci_kiriman(request)}
        if self.kirim(formulir, "Potensi ditambahkan.", layanan.tambah_potensi, **isian):
            return redirect("potensi_daftar")
        return self.tampilkan(formulir, status=422, desa=list(desa.values()))


class UbahPotensi(SatuIsian, RinciTercakup):
    model = Potensi
    izin = (SUSUN,)

    def get(self, request, *args, **kwargs):
        potensi = self.get_object()
        awal = {n: getattr(potensi, n) for n in layanan.ISIAN}
        return self.tampilkan(FormPotensi(initial=awal), potensi=potensi)

    def post(self, request, *args, **kwargs):
        potensi, formulir = self.get_object(), FormPotensi(request.POST)
        if self.kirim(formulir, "Perubahan tersimpan.", layanan.ubah_potensi, potensi=potensi):
            return redirect("potensi_daftar")
        return self.tampilkan(formulir, status=422, potensi=potensi)


class TindakPotensi(Tercakup, SingleObjectMixin, View):
    """Moves a line up or down, or takes it out."""

    model = Potensi
    izin = (SUSUN,)
    slug_field = slug_url_kwarg = "id_publik"
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        potensi = self.get_object()
        langkah = {"naik": -1, "turun": 1}.get(request.POST.get("aksi"))
        if langkah:
            layanan.geser_potensi(potensi=potensi, langkah=langkah, oleh=request.user)
        elif request.POST.get("aksi") == "hapus":
            layanan.hapus_potensi(potensi=potensi, oleh=request.user)
            messages.success(request, "Potensi dihapus dari daftar.")
        return redirect("potensi_daftar")
