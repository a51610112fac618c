"""Saved views of lists: kept and removed by a form on the list itself, opened by a link."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.views import View

from .models import TampilanTersimpan
from .services import hapus_tampilan, saringan_saja, simpan_tampilan

HALAMAN = ("kerja_sama_daftar", "pemeriksaan_daftar", "surat_daftar", "antrean", "pengguna_daftar")


class FormTampilan(forms.Form):
    nama = forms.CharField(
        max_length=60,
        error_messages={
            "required": "Isi nama tampilan.",
            "max_length": "Nama tampilan paling panjang 60 huruf.",
            "null_characters_not_allowed": "Nama tampilan memuat tanda yang tidak dapat disimpan.",
        },
    )
    kueri = forms.CharField(
        max_length=600, required=False, error_messages={"max_length": "Saringan terlalu panjang untuk disimpan."}
    )


def tampilan_milik(request):
    """The person's saved views of the page of `request`, each with its address and whether it is open now."""
    kini = saringan_saja(request.GET.urlencode())
    return [
        {"nama": t.nama, "id_publik": t.id_publik, "url": f"{request.path}?{t.kueri}", "aktif": t.kueri == kini}
        for t in TampilanTersimpan.objects.filter(pengguna=request.user, halaman=request.resolver_match.url_name)
    ]


class _Ubah(View):
    http_method_names = ["post"]

    def dispatch(self, request, *args, **kwargs):
        if kwargs["halaman"] not in HALAMAN:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def kembali(self, halaman, kueri):
        return HttpResponseRedirect(f"{reverse(halaman)}?{saringan_saja(kueri)}")


class SimpanTampilan(_Ubah):
    def post(self, request, halaman):
        form = FormTampilan(request.POST)
        kueri = request.POST.get("kueri", "")[:600]
        try:
            if not form.is_valid():
                raise ValidationError([pesan for daftar in form.errors.values() for pesan in daftar])
            simpan_tampilan(pengguna=request.user, halaman=halaman, **form.cleaned_data)
            messages.success(request, f"Tampilan «{form.cleaned_data['nama']}» disimpan.")
        except ValidationError as galat:
            messages.error(request, " ".join(galat.messages))
        return self.kembali(halaman, kueri)


class HapusTampilan(_Ubah):
    def post(self, request, halaman, id_publik):
        hapus_tampilan(pengguna=request.user, id_publik=id_publik)
        messages.success(request, "Tampilan dihapus.")
        return self.kembali(halaman, request.POST.get("kueri", "")[:600])
