"""One's own password."""

from django import forms
from django.contrib.auth.forms import PasswordChangeForm


class FormSandi(PasswordChangeForm):
    error_messages = {
        "password_incorrect": "Kata sandi lama tidak cocok.",
        "password_mismatch": "Ulangi kata sandi baru dengan tulisan yang sama.",
    }
    old_password = forms.CharField(
        label="Kata sandi lama",
        strip=False,
        error_messages={"required": "Isi kata sandi lama."},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new_password1 = forms.CharField(
        label="Kata sandi baru",
        strip=False,
        error_messages={"required": "Isi kata sandi baru."},
        help_text="Paling sedikit 8 huruf atau angka, bukan kata yang mudah ditebak.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    new_password2 = forms.CharField(
        label="Ulangi kata sandi baru",
        strip=False,
        error_messages={"required": "Ulangi kata sandi baru."},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
