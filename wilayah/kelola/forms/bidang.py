"""Fields that several forms of this room ask for in the same words."""

from django import forms


def isian_dasar(label="Dasar", bantu=""):
    return forms.CharField(
        label=label, max_length=300, help_text=bantu, error_messages={"required": "Tulis dasarnya: nomor dan tahun."}
    )
