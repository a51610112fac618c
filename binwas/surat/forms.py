"""What a person types at a letter."""

from django import forms


class FormTandaTangan(forms.Form):
    sandi = forms.CharField(
        label="Kata sandi Anda",
        strip=False,
        error_messages={"required": "Isi kata sandi untuk menandatangani."},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class FormKembalikan(forms.Form):
    alasan = forms.CharField(
        label="Apa yang perlu diperbaiki?",
        max_length=2000,
        error_messages={"required": "Tulis apa yang perlu diperbaiki."},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class FormBatalNomor(forms.Form):
    alasan = forms.CharField(
        label="Mengapa nomor ini tidak dipakai?",
        max_length=2000,
        error_messages={"required": "Tulis mengapa nomor ini tidak dipakai."},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class FormKonsep(forms.Form):
    hal = forms.CharField(
        label="Hal",
        max_length=400,
        error_messages={"required": "Isi hal surat."},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    penutup = forms.CharField(
        label="Alinea penutup",
        max_length=1000,
        error_messages={"required": "Isi alinea penutup."},
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    versi = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class FormPindaian(forms.Form):
    berkas = forms.FileField(
        label="Pindaian surat yang sudah ditandatangani",
        help_text="Satu PDF berisi semua halaman, paling besar 20 MB.",
        error_messages={"required": "Pilih berkas pindaian.", "empty": "Berkas kosong. Pilih berkas lain."},
    )


class FormPengantaran(forms.Form):
    penerima = forms.IntegerField(widget=forms.HiddenInput)
    catatan = forms.CharField(
        label="Kapan diantar dan siapa yang menerima?",
        max_length=200,
        error_messages={"required": "Tulis kapan surat diantar dan siapa yang menerima."},
    )
