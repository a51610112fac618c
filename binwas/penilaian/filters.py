"""What the list of reviews may be narrowed by. A result is searched only where its letter is out."""

import django_filters
from django import forms
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.functional import cached_property

from kerjasama.enums import menurut
from kerjasama.filters import SaringanBerwilayah
from kerjasama.models import KerjaSama

from .enums import HASIL_KLARIFIKASI, Hasil, StatusPemeriksaan
from .models import Pemeriksaan

TENGGAT = (
    ("lewat", "Terlambat"),
    ("hari_ini", "Jatuh tempo hari ini"),
    ("berjalan", "Masih ada waktu"),
    ("jeda", "Waktu berhenti"),
)
LIHAT = "wilayah.lihat_kerja_sama"
PILIHAN_HASIL = [(h.value, Hasil(h).label) for h in HASIL_KLARIFIKASI]


class SaringanPemeriksaan(SaringanBerwilayah):
    q = django_filters.CharFilter(label="Judul, kode, atau desa", method="cari", max_length=100)
    tenggat = django_filters.ChoiceFilter(
        label="Tenggat", method="bertenggat", choices=TENGGAT, empty_label="Semua tenggat"
    )
    hasil = django_filters.ChoiceFilter(
        label="Hasil", method="berhasil", choices=PILIHAN_HASIL, empty_label="Semua hasil"
    )
    wilayah = django_filters.CharFilter(label="Wilayah", method="di_wilayah", widget=forms.HiddenInput)
    status = django_filters.ChoiceFilter(label="Tahap", choices=StatusPemeriksaan, widget=forms.HiddenInput)

    class Meta(SaringanBerwilayah.Meta):
        model = Pemeriksaan
        fields = ()

    @cached_property
    def hari_ini(self):
        """Today where the list is: in the region chosen, else in that of the hat worn."""
        if wilayah := self._terpilih().get("wilayah"):
            return wilayah.hari_ini()
        topi = getattr(self.request, "topi", None)
        return topi.wilayah.hari_ini() if topi else timezone.localdate()

    @cached_property
    def jumlah(self):
        """`{status: n}` with every filter but the status itself: the numbers on the tabs."""
        baris = self._saring(self.queryset, kecuali="status").order_by().values_list("status")
        return dict(baris.annotate(n=Count("pk")))

    @property
    def jumlah_terpilih(self):
        """How many rows the list has."""
        status = self._terpilih().get("status")
        return self.jumlah.get(status, 0) if status else sum(self.jumlah.values())

    def filter_queryset(self, queryset):
        return self._saring(queryset)

    def di_wilayah(self, queryset, nama, wilayah):
        terlihat = KerjaSama.objects.dalam_cakupan(self.request.user, LIHAT).di_wilayah(
            wilayah, menurut(self.data.get("menurut"))
        )
        return queryset.filter(kerja_sama__in=terlihat.order_by().values("pk"))

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
            return terbuka.filter(Q(menunggu_desa=True) | Q(menunggu_putusan=True))
        syarat = {"lewat": {"tenggat__lt": self.hari_ini}, "hari_ini": {"tenggat": self.hari_ini}}
        return terbuka.filter(
            menunggu_desa=False, menunggu_putusan=False, **syarat.get(nilai, {"tenggat__gt": self.hari_ini})
        )

    def berhasil(self, queryset, nama, nilai):
        return queryset.filter(status=StatusPemeriksaan.SELESAI, hasil=nilai)

    def _terpilih(self):
        return self.form.cleaned_data if self.errors is not None else {}

    def _saring(self, queryset, kecuali=""):
        if self.form.errors.get("wilayah"):
            return queryset.none()
        for nama, nilai in self._terpilih().items():
            if nama != kecuali:
                queryset = self.filters[nama].filter(queryset, nilai)
        return queryset
