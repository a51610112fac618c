"""By what the agenda of letters may be narrowed."""

import django_filters
from django import forms
from django.db.models import Q

from kerjasama.filters import SaringanBerwilayah
from kerjasama.models import KerjaSama

from .enums import StatusSurat
from .kinds import pilihan_jenis
from .models import Surat

LIHAT = "wilayah.lihat_kerja_sama"


class SaringSurat(SaringanBerwilayah):
    q = django_filters.CharFilter(label="Nomor, hal, atau kerja sama", method="cari")
    status = django_filters.ChoiceFilter(label="Keadaan", choices=StatusSurat.choices, empty_label="Semua keadaan")
    jenis = django_filters.ChoiceFilter(label="Jenis", choices=pilihan_jenis, empty_label="Semua jenis")
    tahun = django_filters.NumberFilter(label="Tahun", field_name="tahun", min_value=2000, max_value=2999)

    wilayah = django_filters.CharFilter(label="Wilayah", method="di_wilayah", widget=forms.HiddenInput)

    class Meta(SaringanBerwilayah.Meta):
        model = Surat
        fields = ()

    def di_wilayah(self, queryset, nama, wilayah):
        """Letters about agreements of the region, as far as the person sees those."""
        terlihat = KerjaSama.objects.dalam_cakupan(self.request.user, LIHAT).di_wilayah(wilayah)
        return queryset.filter(kerja_sama__in=terlihat.order_by().values("pk"))

    def cari(self, queryset, nama, kata):
        return queryset.filter(Q(nomor__icontains=kata) | Q(hal__icontains=kata) | Q(kerja_sama__judul__icontains=kata))
