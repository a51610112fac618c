"""A growth area, its members, one indicator."""

from django import forms

from kerjasama.rules.kawasan import galat_indikator, galat_kawasan

from .pendaftaran import teks


class FormKawasan(forms.Form):
    """`kabupaten`: those whose areas the person keeps, [(pk, name)]; one alone is not asked for."""

    use_required_attribute = False
    nama = teks("Nama kawasan", bantu="Misalnya «Kawasan Wisata Lereng Merapi».")
    dasar = teks("Dasar penetapan", wajib=False, bantu="Keputusan atau peraturan yang menetapkannya, bila ada.")
    uraian = teks("Uraian", wajib=False, baris=4)
    versi = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, kabupaten=(), **kwargs):
        super().__init__(*args, **kwargs)
        if len(kabupaten) > 1:
            self.fields["kabupaten"] = forms.ChoiceField(label="Kabupaten/kota", choices=kabupaten)

    def clean(self):
        for nama, pesan in galat_kawasan(self.isi()).items():
            self.errors.pop(nama, None)
            self.add_error(nama, pesan)

    def isi(self):
        return {nama: self.cleaned_data.get(nama, "") for nama in ("nama", "dasar", "uraian")}


class FormIndikator(forms.Form):
    use_required_attribute = False
    nama = teks("Indikator")
    satuan = teks("Satuan", wajib=False)
    tahun = forms.IntegerField(label="Tahun", error_messages={"invalid": "Isi tahun dengan empat angka."})
    nilai = teks("Nilai", inputmode="decimal")

    def clean(self):
        """The rules speak, also where the field alone would only say that it is empty."""
        for nama, pesan in galat_indikator(self.cleaned_data).items():
            self.errors.pop(nama, None)
            self.add_error(nama, pesan)
