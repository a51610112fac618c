"""What a service refused, at the field of the form that it is about."""

from django import forms


def pindahkan_galat(formulir, galat):
    """Puts the messages of a ValidationError on `formulir`; those of a field it does not have go on top."""
    rincian = galat.message_dict if hasattr(galat, "error_dict") else {forms.forms.NON_FIELD_ERRORS: galat.messages}
    for nama, pesan in rincian.items():
        formulir.add_error(nama if nama in formulir.fields else None, pesan)
