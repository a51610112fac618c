"""What the list of people may be narrowed by. Role, tier and region speak of one and the same assignment."""

import django_filters
from django import forms
from django.db.models import Q

from wilayah.cakupan.queries import simpul
from wilayah.cakupan.roles import PILIHAN_PERAN
from wilayah.pengguna.models import KELOLA, Penugasan
from wilayah.pohon.enums import Tingkat
from wilayah.pohon.models import Wilayah

from .keadaan import Keadaan, berkeadaan


class FormSaringan(forms.Form):
    """Knows whose list it is: a region outside the person's nodes is answered like one that does not exist."""

    admin = None

    def clean_wilayah(self):
        kode = self.cleaned_data["wilayah"]
        if not kode:
            return None
        wilayah = Wilayah.objects.filter(kode=kode).first()
        if wilayah is None or not self.admin.has_perm(KELOLA, wilayah):
            raise forms.ValidationError(f"Wilayah {kode} tidak ada dalam cakupan Anda.")
        return wilayah


class SaringanPengguna(django_filters.FilterSet):
    q = django_filters.CharFilter(label="Nama, nama pengguna, atau wilayah", max_length=100)
    peran = django_filters.ChoiceFilter(label="Peran", choices=PILIHAN_PERAN, empty_label="Semua peran")
    wilayah = django_filters.CharFilter(label="Wilayah", max_length=13, widget=forms.Select)
    keadaan = django_filters.ChoiceFilter(label="Keadaan", choices=Keadaan, empty_label="Semua keadaan")
    tingkat = django_filters.ChoiceFilter(
        label="Tingkat", choices=[(str(k), kata) for k, kata in Tingkat.choices], widget=forms.HiddenInput
    )

    class Meta:
        form = FormSaringan

    @property
    def form(self):
        formulir = super().form
        if formulir.admin is None:
            formulir.admin = self.request.user
            formulir.fields["wilayah"].widget.choices = self._pilihan_wilayah()
        return formulir

    def filter_queryset(self, queryset):
        if self.form.errors:
            return queryset.none()
        isi = self.form.cleaned_data
        tugas = self._tugas(isi)
        if tugas is not None:
            queryset = queryset.filter(pk__in=tugas.values("pengguna_id"))
        if isi["q"]:
            queryset = self._cari(queryset, isi["q"])
        return berkeadaan(queryset, isi["keadaan"]) if isi["keadaan"] else queryset

    def _cari(self, queryset, kata):
        di_sana = Penugasan.objects.terkelola(self.request.user).filter(wilayah__nama__icontains=kata)
        cocok = Q(nama__icontains=kata) | Q(username__icontains=kata) | Q(pk__in=di_sana.values("pengguna_id"))
        return queryset.filter(cocok)

    def _tugas(self, isi):
        """Assignments that all three conditions hold of, or None when there is none of them."""
        syarat = {}
        if isi["peran"]:
            syarat["peran"] = isi["peran"]
        if isi["tingkat"]:
            syarat["wilayah__tingkat"] = int(isi["tingkat"])
        if isi["wilayah"]:
            syarat["wilayah__in"] = Wilayah.objects.di_bawah(isi["wilayah"])
        return Penugasan.objects.terkelola(self.request.user).filter(**syarat) if syarat else None

    def _pilihan_wilayah(self):
        sendiri = [s.id for s in simpul(self.request.user, KELOLA)]
        anak = Wilayah.objects.filter(induk_id__in=sendiri).order_by("kode")
        dipilih = self.data.get("wilayah", "")
        pilihan = [("", "Semua wilayah"), *((w.kode, w.nama_lengkap) for w in anak)]
        if dipilih and dipilih not in {kode for kode, _ in pilihan}:
            pilihan.append((dipilih, dipilih))
        return pilihan


class SaringanTinjauan(SaringanPengguna):
    """The list of the yearly review: one line is one assignment."""

    TINJAUAN = {
        "belum": ("Belum ditinjau", Q(keputusan__isnull=True)),
        "terlambat": ("Terlambat", Q(terlambat=True)),
        "sudah": ("Sudah ditegaskan", Q(keputusan__isnull=False)),
    }
    keadaan = django_filters.ChoiceFilter(
        label="Tinjauan", choices=[(k, label) for k, (label, _) in TINJAUAN.items()], empty_label="Semua"
    )
    tingkat = None

    def filter_queryset(self, queryset):
        if self.form.errors:
            return queryset.none()
        isi = self.form.cleaned_data
        if isi["peran"]:
            queryset = queryset.filter(peran=isi["peran"])
        if isi["wilayah"]:
            queryset = queryset.filter(wilayah__in=Wilayah.objects.di_bawah(isi["wilayah"]))
        if isi["keadaan"]:
            queryset = queryset.filter(self.TINJAUAN[isi["keadaan"]][1])
        return self._cari(queryset, isi["q"]) if isi["q"] else queryset

    def _cari(self, queryset, kata):
        cocok = Q(pengguna__nama__icontains=kata) | Q(pengguna__username__icontains=kata)
        return queryset.filter(cocok | Q(wilayah__nama__icontains=kata))
