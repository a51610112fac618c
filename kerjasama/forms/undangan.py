from datetime import timedelta

from django import forms

from kerjasama.models import Undangan
from kerjasama.rules import HARI_UNDANGAN

TANGGAL = {
    "input_formats": ["%Y-%m-%d"],
    "error_messages": {
        "required": "Isi tanggalnya.",
        "invalid": "Isi tanggal yang ada di kalender, misalnya 14 September 2026.",
    },
}


def pilihan_tanggal():
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class FormUndangan(forms.Form):
    """An account is named exactly: the form is no place to look people up."""

    username = forms.CharField(
        label="Nama pengguna",
        help_text="Nama pengguna akun yang diundang, persis seperti dipakainya saat masuk.",
        max_length=60,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
        error_messages={"required": "Isi nama pengguna orang yang diundang."},
    )
    sebagai = forms.ChoiceField(
        label="Diundang sebagai",
        choices=Undangan.Sebagai.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih diundang sebagai apa."},
    )
    alasan = forms.CharField(
        label="Alasan",
        help_text="Untuk apa ia perlu membaca. Dibaca para pihak dan orang yang diundang.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis alasan undangan ini."},
    )
    mulai = forms.DateField(label="Mulai", widget=pilihan_tanggal(), **TANGGAL)
    selesai = forms.DateField(
        label="Hari terakhir", help_text="Paling lama satu tahun.", widget=pilihan_tanggal(), **TANGGAL
    )

    @classmethod
    def awal(cls, hari_ini):
        return {"mulai": hari_ini, "selesai": hari_ini + timedelta(days=HARI_UNDANGAN)}
