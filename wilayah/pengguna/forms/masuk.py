"""Signing in, with messages that do not tell whether the account exists."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm


class FormMasuk(AuthenticationForm):
    error_messages = {
        "invalid_login": "Nama pengguna atau kata sandi tidak cocok. Periksa huruf besar dan kecil pada kata sandi.",
        "inactive": "Nama pengguna atau kata sandi tidak cocok. Periksa huruf besar dan kecil pada kata sandi.",
    }
    username = forms.CharField(
        label="Nama pengguna",
        max_length=60,
        error_messages={"required": "Isi nama pengguna."},
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label="Kata sandi",
        strip=False,
        error_messages={"required": "Isi kata sandi."},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
