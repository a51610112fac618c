"""What forms of every room share: a date, and what a service refused at the field that it is about."""

from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

# At the ends of what a date can say, the day after or the time zone falls off.
TANGGAL_WAJAR = (
    MinValueValidator(date(1900, 1, 1), "Periksa tahunnya: paling awal 1900."),
    MaxValueValidator(date(2999, 12, 31), "Periksa tahunnya: paling akhir 2999."),
)


def pindahkan_galat(formulir, galat):
    """Puts the messages of a ValidationError on `formulir`; those of a field it does not have go on top."""
    rincian = galat.message_dict if hasattr(galat, "error_dict") else {forms.forms.NON_FIELD_ERRORS: galat.messages}
    for nama, pesan in rincian.items():
        formulir.add_error(nama if nama in formulir.fields else None, pesan)


def isian_tanggal(label, bantu="", *, wajib=True, kosong="Isi tanggalnya.", **lain):
    """A date as the browser's own control writes it; `kosong` is said where it is missing."""
    return forms.DateField(
        label=label,
        required=wajib,
        help_text=bantu,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": kosong, "invalid": "Tulis tanggal yang benar, misalnya 2026-01-31."},
        validators=TANGGAL_WAJAR,
        **lain,
    )
