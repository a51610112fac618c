"""Fields that several forms of this room ask for in the same words."""

from django import forms


def isian_tanggal(label, bantu="", *, wajib=True, **lain):
    return forms.DateField(
        label=label,
        required=wajib,
        help_text=bantu,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Isi tanggalnya.", "invalid": "Tulis tanggal yang benar."},
        **lain,
    )


def isian_dasar(label="Dasar", bantu=""):
    return forms.CharField(
        label=label, max_length=300, help_text=bantu, error_messages={"required": "Tulis dasarnya: nomor dan tahun."}
    )
