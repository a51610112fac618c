from django import forms

from .enums import Hasil
from .rules import BUTIR_KECAMATAN, pilihan_hasil

MAKS_CATATAN = 2000


class FormTeruskan(forms.Form):
    """The kecamatan's four points: a file goes on only when each was looked at."""

    catatan = forms.CharField(
        label="Catatan untuk kabupaten",
        required=False,
        max_length=MAKS_CATATAN,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Dibaca petugas kabupaten saja.",
    )

    def __init__(self, *args, tanpa_pengundangan=False, **kwargs):
        super().__init__(*args, **kwargs)
        galat = {"required": "Centang sesudah diperiksa. Bila tidak cocok, kembalikan ke desa."}
        for kode, label in BUTIR_KECAMATAN:
            if kode == "pengundangan" and tanpa_pengundangan:
                continue
            self.fields[kode] = forms.BooleanField(label=label, error_messages=galat)

    @property
    def butir(self):
        return [self[kode] for kode, _ in BUTIR_KECAMATAN if kode in self.fields]


class FormKembalikan(forms.Form):
    butir = forms.CharField(
        label="Yang perlu diperbaiki",
        max_length=MAKS_CATATAN * 2,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Satu baris untuk satu hal. Desa menjawabnya lewat telepon genggam.",
        error_messages={"required": "Tulis paling sedikit satu hal yang perlu diperbaiki."},
    )

    def clean_butir(self):
        return [b.strip(" \t-•") for b in self.cleaned_data["butir"].splitlines() if b.strip(" \t-•")]


class FormUsulan(forms.Form):
    hasil = forms.ChoiceField(
        label="Hasil",
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih hasil klarifikasi."},
    )
    alasan = forms.CharField(
        label="Alasan, bila berbeda dari jawaban instrumen",
        required=False,
        max_length=MAKS_CATATAN,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, jenis, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hasil"].choices = [(h.value, Hasil(h).label) for h in pilihan_hasil(jenis)]


class BanyakBerkas(forms.ClearableFileInput):
    allow_multiple_selected = True


class IsianBerkas(forms.FileField):
    """Several files in the order in which they were chosen; cleaned to a list."""

    widget = BanyakBerkas

    def clean(self, data, initial=None):
        daftar = data if isinstance(data, list | tuple) else [data]
        return [bersih for satu in daftar if (bersih := super(IsianBerkas, self).clean(satu, initial))]


class FormPerbaikan(forms.Form):
    jawaban = forms.CharField(
        label="Apa yang sudah Anda perbaiki?",
        max_length=MAKS_CATATAN,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Jawab setiap hal pada daftar di atas.",
        error_messages={"required": "Tulis apa yang sudah Anda perbaiki."},
    )
    berkas = IsianBerkas(
        label="Naskah baru, bila diperbaiki",
        required=False,
        help_text="Satu PDF, atau foto semua halaman secara berurutan. Paling besar 20 MB.",
    )
