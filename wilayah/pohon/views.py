from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect
from django.views.generic import ListView, TemplateView

from wilayah.cakupan.queries import punya_di_mana_saja

from .enums import Tingkat
from .forms import FormSebutan
from .models import PerubahanWilayah, Sebutan, Wilayah
from .queries_perubahan import temukan
from .rules import ISTILAH, POLA_CARI_KODE
from .services_impor import IZIN_WILAYAH
from .services_sebutan import KELOLA_KANTOR, PEMILIK, tetapkan_sebutan

TINGKAT_DICARI = {str(tingkat) for tingkat in Tingkat}


TERBANYAK_CEPAT = 12
PERUBAHAN_TERBANYAK = 20


class CariWilayah(ListView):
    """The tree, to browse and to search. Reference data, readable by every signed-in person; it shows no counts."""

    template_name = "wilayah/wilayah_daftar.html"
    paginate_by = 50
    extra_context = {"judul": "Wilayah"}

    def get_queryset(self):
        tanya = self.request.GET
        self.kata = tanya.get("q", "").strip()[:80].replace("\x00", "")
        dasar = Wilayah.objects.select_related("induk__induk__induk")
        if tanya.get("hanya") == "desa":
            dasar = dasar.dapat_menjadi_pihak()
        if tanya.get("tingkat") in TINGKAT_DICARI:
            dasar = dasar.filter(tingkat=tanya["tingkat"])
        return dasar.cari(self.kata) if self.kata else dasar.filter(tingkat=Tingkat.PROVINSI)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            kata=self.kata,
            dicari_kode=bool(POLA_CARI_KODE.fullmatch(self.kata)),
            pengelola=punya_di_mana_saja(self.request.user, IZIN_WILAYAH),
            **kwargs,
        )


class CariWilayahCepat(CariWilayah):
    """As one types: a few active regions as options, in one query and without counting. A browser without the script
    gets the whole page."""

    def get_template_names(self):
        return ["wilayah/_pilihan_wilayah.html" if self.request.htmx else self.template_name]

    def get_paginate_by(self, queryset):
        return None if self.request.htmx else self.paginate_by

    def get_queryset(self):
        hasil = super().get_queryset()
        return hasil.aktif()[:TERBANYAK_CEPAT] if self.request.htmx else hasil


class RinciWilayah(TemplateView):
    """One region by its present code, or by any code that it ever had."""

    template_name = "wilayah/wilayah_rinci.html"

    def get_context_data(self, **kwargs):
        wilayah = temukan(kwargs["kode"])
        if wilayah is None:
            raise Http404
        return super().get_context_data(
            wilayah=wilayah,
            jalur=wilayah.jalur(),
            leluhur=wilayah.jalur()[-2::-1],
            kepala=wilayah.sebutan("kepala"),
            boleh_sebutan=wilayah.tingkat in PEMILIK and self.request.user.has_perm(KELOLA_KANTOR, wilayah),
            anak=wilayah.anak.order_by("kode"),
            riwayat=wilayah.riwayat.select_related("induk"),
            dicari=kwargs["kode"],
            pendahulu=wilayah.pendahulu.order_by("kode"),
            perubahan=_perubahan(wilayah),
            **kwargs,
        )


def _perubahan(wilayah):
    """Acts that concerned the region, on either side."""
    ikut = PerubahanWilayah.objects.filter(Q(asal=wilayah) | Q(hasil=wilayah)).order_by().values("pk")
    return PerubahanWilayah.objects.filter(pk__in=ikut)[:PERUBAHAN_TERBANYAK]


class SebutanWilayah(TemplateView):
    """The words that a provinsi or kabupaten has of its own; its admin decides, with a preview before it is saved."""

    template_name = "wilayah/sebutan.html"

    def dispatch(self, request, *args, **kwargs):
        cocok = Wilayah.objects.select_related("induk__induk").filter(kode=kwargs["kode"], tingkat__in=PEMILIK)
        self.wilayah = cocok.first()
        if self.wilayah is None or not request.user.has_perm(KELOLA_KANTOR, self.wilayah):
            # Who sees the region's agreements knows that it is there; to others there is no such page.
            if self.wilayah and request.user.has_perm("wilayah.lihat_kerja_sama", self.wilayah):
                raise PermissionDenied
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        aksi = request.POST.get("aksi")
        if aksi == "kembalikan":
            return self._simpan({i.kunci: "" for i in ISTILAH}, "Kembali ke sebutan bawaan")
        formulir = FormSebutan(request.POST, wilayah=self.wilayah)
        if aksi == "pratinjau":
            formulir.errors.clear()
        elif formulir.is_valid():
            return self._simpan(formulir.kata(), formulir.cleaned_data["dasar"])
        status = 200 if aksi == "pratinjau" else 422
        return self.render_to_response(self.get_context_data(form=formulir, **kwargs), status=status)

    def _simpan(self, kata, dasar):
        jumlah = tetapkan_sebutan(wilayah=self.wilayah, kata=kata, dasar=dasar, oleh=self.request.user)
        pesan = (
            f"{jumlah} sebutan diubah. Surat yang sudah terbit tidak berubah." if jumlah else "Tidak ada yang diubah."
        )
        messages.success(self.request, pesan)
        return redirect("wilayah_sebutan", self.wilayah.kode)

    def get_context_data(self, **kwargs):
        formulir = kwargs.pop("form", None) or FormSebutan(wilayah=self.wilayah)
        desa = Wilayah.objects.di_bawah(self.wilayah).dapat_menjadi_pihak().select_related("induk").order_by("kode")
        return super().get_context_data(
            wilayah=self.wilayah,
            form=formulir,
            kata=formulir.contoh(),
            dasar=Sebutan.objects.dasar(self.wilayah),
            contoh=desa[:2],
            **kwargs,
        )
