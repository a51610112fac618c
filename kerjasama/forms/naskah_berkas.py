"""Bringing in a text that was written elsewhere."""

from django import forms
from django.core.exceptions import ValidationError

from wilayah.berkas.rules import periksa_ukuran


class FormUnggahNaskah(forms.Form):
    berkas = forms.FileField(
        label="Naskah dalam dokumen Word",
        help_text="DOCX, paling besar 20 MB. Setiap pasal diawali baris «Pasal 1», «Pasal 2», dan seterusnya.",
        error_messages={"required": "Pilih dokumennya.", "empty": "Berkas kosong. Pilih berkas lain."},
    )

    def clean_berkas(self):
        berkas = self.cleaned_data["berkas"]
        periksa_ukuran(berkas.size, berkas.name)
        return berkas


class FormTerimaNaskah(forms.Form):
    """`titipan`: the signed name of the document that the preview shows."""

    titipan = forms.CharField(widget=forms.HiddenInput)
    keterangan = forms.CharField(
        label="Keterangan versi",
        required=False,
        max_length=300,
        help_text="Misalnya: hasil pembahasan dengan Bagian Hukum.",
        error_messages={"max_length": "Keterangan paling panjang 300 huruf."},
    )

    def tolak(self, galat):
        """What the service refused, at its field or above all."""
        kesalahan = galat if isinstance(galat, ValidationError) else ValidationError(str(galat))
        self.add_error(None, kesalahan)
