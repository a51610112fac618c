"""Signing in and the password, with messages that do not tell whether the account exists."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm


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
