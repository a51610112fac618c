"""Signing in, with messages that do not tell whether the account exists."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError

from ..services.kode_kedua import periksa_kode

KODE_SALAH = "Kode tidak cocok atau sudah dipakai. Tunggu kode berikutnya di aplikasi Anda, lalu ketik lagi."


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


def bidang_kode(label, bantuan="", galat="Isi kode enam angka."):
    return forms.CharField(
        label=label,
        max_length=20,
        help_text=bantuan,
        error_messages={"required": galat},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class FormKode(forms.Form):
    """The second step; `gagal_uji` says that a code was tried and was wrong."""

    kode = bidang_kode("Kode kedua", "Enam angka dari aplikasi autentikator, atau satu kode cadangan Anda.")
    gagal_uji = False

    def __init__(self, *args, pengguna, **kwargs):
        super().__init__(*args, **kwargs)
        self.pengguna = pengguna

    def clean_kode(self):
        if not periksa_kode(pengguna=self.pengguna, kode=self.cleaned_data["kode"]):
            self.gagal_uji = True
            raise ValidationError(KODE_SALAH)
        return self.cleaned_data["kode"]
