"""By what the agenda of letters may be narrowed."""

import django_filters
from django.db.models import Q

from .enums import StatusSurat
from .kinds import pilihan_jenis
from .models import Surat


class SaringSurat(django_filters.FilterSet):
    q = django_filters.CharFilter(label="Nomor, hal, atau kerja sama", method="cari")
    status = django_filters.ChoiceFilter(label="Keadaan", choices=StatusSurat.choices, empty_label="Semua keadaan")
    jenis = django_filters.ChoiceFilter(label="Jenis", choices=pilihan_jenis, empty_label="Semua jenis")
    tahun = django_filters.NumberFilter(label="Tahun", field_name="tahun", min_value=2000, max_value=2999)

    class Meta:
        model = Surat
        fields = ()

    def cari(self, queryset, nama, kata):
        return queryset.filter(Q(nomor__icontains=kata) | Q(hal__icontains=kata) | Q(kerja_sama__judul__icontains=kata))
