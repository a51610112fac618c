"""What an import takes in: a spreadsheet, and perhaps a ZIP of scans."""

from django import forms

from wilayah.berkas.rules_arsip import MAKS_ARSIP, MAKS_LEMBAR


class FormImpor(forms.Form):
    use_required_attribute = False
    lembar = forms.FileField(
        label="Lembar XLSX",
        help_text="Templat yang sudah diisi. Paling besar 10 MB.",
        error_messages={"required": "Pilih lembar XLSX.", "empty": "Lembar kosong. Pilih berkas lain."},
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )
    pindaian = forms.FileField(
        label="ZIP pindaian",
        required=False,
        help_text="Berkas PDF, JPG, atau PNG yang namanya disebut dalam lembar. Paling besar 300 MB.",
        error_messages={"empty": "ZIP kosong. Pilih berkas lain."},
        widget=forms.FileInput(attrs={"accept": ".zip"}),
    )

    def __init__(self, *args, kantor, **kwargs):
        super().__init__(*args, **kwargs)
        self.kantor = kantor
        if len(kantor) > 1:
            pilihan = [(str(w.pk), w.nama) for w in kantor]
            self.fields["kantor"] = forms.ChoiceField(label="Kabupaten/kota", choices=pilihan)

    def clean_lembar(self):
        return self._periksa("lembar", MAKS_LEMBAR, "Lembar melebihi 10 MB. Bagi menjadi beberapa berkas.")

    def clean_pindaian(self):
        return self._periksa("pindaian", MAKS_ARSIP, "ZIP melebihi 300 MB. Bagi menjadi beberapa ZIP.")

    def _periksa(self, nama, batas, pesan):
        berkas = self.cleaned_data[nama]
        if berkas and berkas.size > batas:
            raise forms.ValidationError(pesan)
        return berkas

    def kantor_dipilih(self):
        dipilih = self.cleaned_data.get("kantor")
        return next((w for w in self.kantor if str(w.pk) == dipilih), self.kantor[0])

    def berkas(self):
        lembar, pindaian = self.cleaned_data["lembar"], self.cleaned_data["pindaian"]
        return {
            "lembar": lembar,
            "nama": lembar.name,
            "pindaian": (pindaian, pindaian.name) if pindaian else None,
        }

    def pilihan_kantor(self):
        return self["kantor"] if "kantor" in self.fields else None
