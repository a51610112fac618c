"""What the views of this room share: the refusal of an act, and errors of a service shown at their fields."""

from django.core.exceptions import PermissionDenied, ValidationError


def periksa_izin(user, izin, objek):
    """403 for who sees the object without the power to act on it."""
    if not user.has_perm(izin, objek):
        raise PermissionDenied(izin)


def terapkan(form, layanan, bidang_lain=None):
    """Calls the service with the cleaned form; False with the errors at their fields when it refused.

    An error that names no field of the form stands at `bidang_lain`, else on top.
    """
    try:
        layanan(form.cleaned_data)
    except ValidationError as galat:
        rinci = galat.error_dict if hasattr(galat, "error_dict") else {None: galat}
        for bidang, pesan in rinci.items():
            form.add_error(bidang if bidang in form.fields else bidang_lain, pesan)
        return False
    return True
