"""By what the list of musyawarah may be narrowed."""

import django_filters
from django import forms
from django.db.models import Q

from kerjasama.enums import JenisMusyawarah, StatusMusyawarah, TujuanMusyawarah
from kerjasama.filters import MAKS_KATA, SaringanBerwilayah, pilihan_wilayah
from kerjasama.models import Musyawarah
from wilayah.pohon.models import Wilayah


class SaringanMusyawarah(SaringanBerwilayah):
    q = django_filters.CharFilter(label="Kerja sama, tempat, atau agenda", method="cari", max_length=100)
    wilayah = django_filters.CharFilter(label="Desa atau wilayah", method="di_wilayah", widget=forms.Select)
    jenis = django_filters.ChoiceFilter(label="Jenis", choices=JenisMusyawarah, empty_label="Semua jenis")
    tujuan = django_filters.ChoiceFilter(label="Tujuan", choices=TujuanMusyawarah, empty_label="Semua tujuan")
    status = django_filters.ChoiceFilter(label="Status", choices=StatusMusyawarah, empty_label="Semua status")
    dari = django_filters.DateFilter(
        label="Sejak tanggal", field_name="waktu", lookup_expr="date__gte", widget=forms.DateInput({"type": "date"})
    )
    sampai = django_filters.DateFilter(
        label="Sampai tanggal", field_name="waktu", lookup_expr="date__lte", widget=forms.DateInput({"type": "date"})
    )

    class Meta(SaringanBerwilayah.Meta):
        model = Musyawarah
        fields = ()

    @property
    def form(self):
        formulir = super().form
        wilayah = formulir.fields["wilayah"]
        if isinstance(wilayah.widget, forms.Select) and not wilayah.widget.choices:
            wilayah.widget.choices = pilihan_wilayah(self.request.user, self.data.get("wilayah", ""))
            if len(wilayah.widget.choices) == 1:  # a village has nothing below it
                wilayah.widget = forms.HiddenInput()
        return formulir

    def cari(self, queryset, nama, nilai):
        for kata in nilai.split()[:MAKS_KATA]:
            queryset = queryset.filter(
                Q(kerja_sama__judul__icontains=kata) | Q(tempat__icontains=kata) | Q(agenda__icontains=kata)
            )
        return queryset

    def di_wilayah(self, queryset, nama, wilayah):
        """Held by the village, or by one below the region."""
        return queryset.filter(desa__in=Wilayah.objects.di_bawah(wilayah).order_by().values("pk"))
