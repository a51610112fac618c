"""What the list of reviews may be narrowed by. A result is searched only where its letter is out."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils import timezone

from .enums import HASIL_KLARIFIKASI, Hasil, StatusPemeriksaan
from .models import Pemeriksaan

TENGGAT = (
    ("lewat", "Terlambat"),
    ("hari_ini", "Jatuh tempo hari ini"),
    ("berjalan", "Masih ada waktu"),
    ("jeda", "Waktu berhenti"),
)
PILIHAN_HASIL = [(h.value, Hasil(h).label) for h in HASIL_KLARIFIKASI]


class SaringanPemeriksaan(django_filters.FilterSet):
    q = django_filters.CharFilter(label="Judul, kode, atau desa", method="cari", max_length=100)
    tenggat = django_filters.ChoiceFilter(
        label="Tenggat", method="bertenggat", choices=TENGGAT, empty_label="Semua tenggat"
    )
    hasil = django_filters.ChoiceFilter(
        label="Hasil", method="berhasil", choices=PILIHAN_HASIL, empty_label="Semua hasil"
    )
    status = django_filters.ChoiceFilter(label="Tahap", choices=StatusPemeriksaan, widget=forms.HiddenInput)

    class Meta:
        model = Pemeriksaan
        fields = ()

    @property
    def hari_ini(self):
        topi = getattr(self.request, "topi", None)
        return topi.wilayah.hari_ini() if topi else timezone.localdate()

    def cari(self, queryset, nama, nilai):
        for kata in nilai.split()[:5]:
            queryset = queryset.filter(
                Q(kerja_sama__judul__icontains=kata)
                | Q(kerja_sama__kode_ucap__icontains=kata)
                | Q(kerja_sama__desa_pendaftar__nama__icontains=kata)
            )
        return queryset

    def bertenggat(self, queryset, nama, nilai):
        terbuka = queryset.exclude(status=StatusPemeriksaan.SELESAI)
        if nilai == "jeda":
            return terbuka.filter(menunggu_desa=True)
        syarat = {"lewat": {"tenggat__lt": self.hari_ini}, "hari_ini": {"tenggat": self.hari_ini}}
        return terbuka.filter(menunggu_desa=False, **syarat.get(nilai, {"tenggat__gt": self.hari_ini}))

    def berhasil(self, queryset, nama, nilai):
        return queryset.filter(status=StatusPemeriksaan.SELESAI, hasil=nilai)
