"""Holidays: of the nation, confirmed day by day against the decree; of a region, by its own."""

from django import forms
from django.core.exceptions import ValidationError

from wilayah.kalender.models import JenisLibur
from wilayah.tampilan.formulir import isian_tanggal

from .bidang import isian_dasar

JENIS_NASIONAL = [JenisLibur.LIBUR, JenisLibur.CUTI_BERSAMA]


class FormHari(forms.Form):
    """One day of the nation's year. Only a ticked one becomes a holiday."""

    pakai = forms.BooleanField(label="Sesuai SKB", required=False)
    tanggal = forms.DateField(
        label="Tanggal",
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "kolom"}, format="%Y-%m-%d"),
    )
    nama = forms.CharField(
        label="Nama", max_length=120, required=False, widget=forms.TextInput(attrs={"class": "kolom"})
    )
    jenis = forms.ChoiceField(
        label="Jenis",
        choices=[(j.value, j.label) for j in JENIS_NASIONAL],
        required=False,
        widget=forms.Select(attrs={"class": "kolom"}),
    )

    def clean(self):
        isi = super().clean()
        if isi.get("pakai"):
            for nama in ("tanggal", "nama", "jenis"):
                if not isi.get(nama) and nama not in self.errors:
                    self.add_error(nama, "Isi, atau jangan centang hari ini.")
        return isi


class SemuaHari(forms.BaseFormSet):
    """Every day of the year as the page offered it, and some empty lines for those it did not."""

    tahun = 0

    def clean(self):
        if any(self.errors):
            return
        tanggal = [f.cleaned_data["tanggal"] for f in self.forms if f.cleaned_data.get("pakai")]
        if not tanggal:
            raise ValidationError("Centang paling sedikit satu hari libur.")
        if any(satu.year != self.tahun for satu in tanggal):
            raise ValidationError(f"Setiap hari harus jatuh pada tahun {self.tahun}.")
        if len(set(tanggal)) != len(tanggal):
            raise ValidationError("Satu tanggal dicentang dua kali.")

    def hari(self):
        kolom = ("tanggal", "nama", "jenis")
        return [{k: f.cleaned_data[k] for k in kolom} for f in self.forms if f.cleaned_data.get("pakai")]


FormHariNasional = forms.formset_factory(FormHari, formset=SemuaHari, extra=3, max_num=60, absolute_max=60)


class FormSkb(forms.Form):
    dasar = forms.CharField(
        label="Nomor keputusan (SKB 3 Menteri)",
        max_length=200,
        help_text="Nomor dan tahun ketiga keputusan, seperti tertulis pada SKB.",
        error_messages={"required": "Tulis nomor keputusannya."},
    )


class FormLiburDaerah(forms.Form):
    tanggal = isian_tanggal("Tanggal")
    nama = forms.CharField(label="Nama hari", max_length=120, error_messages={"required": "Tulis nama harinya."})
    dasar = isian_dasar("Dasar", "Keputusan atau peraturan daerah: nomor, tahun, tentang.")

    def clean_dasar(self):
        dasar = self.cleaned_data["dasar"]
        if len(dasar) > 200:
            raise ValidationError("Ringkas dasarnya menjadi paling banyak 200 huruf.")
        return dasar


class FormHapusLibur(forms.Form):
    alasan = forms.CharField(
        label="Alasan", max_length=200, error_messages={"required": "Tulis mengapa libur ini dihapus."}
    )
