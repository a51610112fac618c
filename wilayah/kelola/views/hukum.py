"""`/dasar-hukum/` and `/aturan-tenggat/`: what the application stands on, when it held, and how sure that is."""

from itertools import groupby
from operator import attrgetter

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView

from wilayah.pengguna.queries_kantor import kantor_terlihat
from wilayah.pohon.enums import Tingkat
from wilayah.pohon.models import Wilayah
from wilayah.regulasi import services as layanan
from wilayah.regulasi.models import AturanTenggat
from wilayah.regulasi.pemakaian import pemakaian, singkatan
from wilayah.regulasi.queries import (
    aturan_daerah,
    aturan_nasional,
    boleh_menetapkan_tenggat,
    cari_dasar_hukum,
    penerus_dasar_hukum,
)
from wilayah.regulasi.queries import aturan_tenggat as aturan_berlaku
from wilayah.tampilan.views import baca_angka

from ..forms.hukum import FormAturan, FormCariHukum
from ..forms.kantor import FormAkhiri
from .yakin import tanya

NASIONAL = "nasional"


class DaftarDasarHukum(TemplateView):
    template_name = "wilayah/kelola/dasar_hukum.html"

    def get_context_data(self, **kwargs):
        form = FormCariHukum(self.request.GET)
        isi = form.cleaned_data if form.is_valid() else {}
        baris = cari_dasar_hukum(kata=isi.get("q", "").replace("\x00", ""), pada=isi.get("pada"))
        pakai, penerus = pemakaian(), penerus_dasar_hukum()
        return super().get_context_data(
            form=form,
            pada=isi.get("pada"),
            hari_ini=self.request.topi.wilayah.hari_ini() if getattr(self.request, "topi", None) else None,
            peraturan=[_peraturan(list(satu), pakai, penerus) for _, satu in groupby(baris, _kunci)],
            **kwargs,
        )


def _kunci(baris):
    return baris.kode, baris.berlaku_sejak


def _peraturan(baris, pakai, penerus):
    """One regulation over one span of time: its heading, the pasal that are cited, where they are used."""
    kepala = next((b for b in baris if not b.pasal), baris[0])
    tanda = singkatan(kepala.kode)
    return {
        "kepala": kepala,
        "singkatan": tanda,
        "pengganti_dari": singkatan(kepala.menggantikan) or kepala.menggantikan,
        "penerus": penerus.get(kepala.kode),
        "pasal": [b for b in baris if b.pasal],
        "dipakai": sorted({label for label, dasar in pakai if tanda and _menyebut(dasar, tanda)}),
    }


def _menyebut(dasar, tanda):
    """`tanda` is «PP 1/2017», which «PP 1/20171» is not."""
    _, ada, sesudah = dasar.partition(tanda)
    return bool(ada) and not sesudah[:1].isdigit()


class DaftarAturanTenggat(TemplateView):
    """The nation's deadline rules, and those of one kabupaten: the hat's own unless another is asked for."""

    template_name = "wilayah/kelola/aturan_tenggat.html"

    def get_context_data(self, **kwargs):
        wilayah = self._kabupaten()
        nasional = list(aturan_nasional())
        daerah = list(aturan_daerah(wilayah)) if wilayah else []
        return super().get_context_data(
            wilayah=wilayah,
            kelompok=[_tenggat(kode, list(baris), daerah) for kode, baris in groupby(nasional, attrgetter("kode"))],
            boleh_daerah=bool(wilayah and boleh_menetapkan_tenggat(self.request.user, wilayah)),
            boleh_nasional=boleh_menetapkan_tenggat(self.request.user, None),
            **kwargs,
        )

    def _kabupaten(self):
        dasar = Wilayah.objects.select_related("induk__induk")
        if kode := self.request.GET.get("wilayah", ""):
            return get_object_or_404(dasar, kode=kode[:13].replace("\x00", ""), tingkat=Tingkat.KABUPATEN)
        topi = getattr(self.request, "topi", None)
        if topi is None or topi.wilayah.tingkat < Tingkat.KABUPATEN:
            return None
        return dasar.get(kode=topi.wilayah.kode_leluhur(Tingkat.KABUPATEN))


def _tenggat(kode, nasional, daerah):
    return {"kode": kode, "nama": nasional[0].nama, "titik": nasional[0].titik_mulai, "nasional": nasional} | {
        "daerah": [a for a in daerah if a.kode == kode]
    }


class UbahAturanTenggat(TemplateView):
    """A rule from a coming day on, of one kabupaten or (`nasional`) of the nation; asked twice."""

    template_name = "wilayah/kelola/aturan_ubah.html"

    def dispatch(self, request, *args, **kwargs):
        self.wilayah = self._tempat(kwargs["tempat"])
        if not boleh_menetapkan_tenggat(request.user, self.wilayah):
            if self.wilayah is None or kantor_terlihat(request.user, self.wilayah):
                raise PermissionDenied
            raise Http404
        if not aturan_nasional().filter(kode=kwargs["kode"]).exists():
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def _tempat(self, tempat):
        if tempat == NASIONAL:
            return None
        return get_object_or_404(Wilayah.objects.select_related("induk__induk"), kode=tempat.replace("\x00", ""))

    def get_context_data(self, **kwargs):
        kini = self._kini()
        return super().get_context_data(
            wilayah=self.wilayah,
            aturan=kini,
            form_akhiri=FormAkhiri(),
            form=kwargs.pop("form", None) or FormAturan(initial=FormAturan.awal(kini)),
            kembali=self._kembali(),
            **kwargs,
        )

    def _kini(self):
        if self.wilayah is None:
            return aturan_nasional().filter(kode=self.kwargs["kode"]).first()
        return aturan_berlaku(self.kwargs["kode"], self.wilayah, self.wilayah.hari_ini())

    def _kembali(self):
        return reverse("aturan_tenggat") + (f"?wilayah={self.wilayah.kode}" if self.wilayah else "")

    def post(self, request, *args, **kwargs):
        if request.POST.get("tindakan") == "akhiri":
            return self._akhiri(request)
        form = FormAturan(request.POST)
        if not form.is_valid():
            return self._ulang(form)
        isi = {"kode": self.kwargs["kode"], "wilayah": self.wilayah, "oleh": request.user} | form.cleaned_data
        try:
            if "yakin" not in request.POST:
                return self._tanya(form, layanan.akibat_aturan_tenggat(**isi))
            layanan.tetapkan_aturan_tenggat(**isi)
        except ValidationError as galat:
            form.add_error(None, galat)
            return self._ulang(form)
        messages.success(request, "Aturan tenggat dicatat. Aturan sebelumnya berakhir sehari sebelumnya.")
        return HttpResponseRedirect(self._kembali())

    def _ulang(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _tanya(self, form, kalimat):
        tempat = self.wilayah.nama_lengkap if self.wilayah else "nasional"
        return tanya(
            self.request,
            judul=f"{self._kini().nama}, {tempat}",
            kalimat=kalimat,
            form=form,
            kembali=self._kembali(),
            tombol="Tetapkan aturan",
        )

    def _akhiri(self, request):
        form = FormAkhiri(request.POST)
        semua = AturanTenggat.objects.filter(wilayah=self.wilayah, wilayah__isnull=False)
        aturan = get_object_or_404(semua, pk=baca_angka(request.POST.get("aturan", "")), kode=self.kwargs["kode"])
        try:
            if not form.is_valid():
                raise ValidationError("Isi hari terakhirnya.")
            layanan.akhiri_aturan_tenggat(aturan=aturan, oleh=request.user, **form.cleaned_data)
        except ValidationError as galat:
            messages.error(request, galat.messages[0])
        else:
            messages.success(request, "Aturan daerah diakhiri. Sesudahnya berlaku aturan nasional.")
        return HttpResponseRedirect(self._kembali())
