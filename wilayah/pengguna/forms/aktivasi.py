"""The password that the holder of a link sets."""

from django import forms
from django.contrib.auth.forms import SetPasswordForm

LAMA = {"autocomplete": "new-password"}


class FormAktivasi(SetPasswordForm):
    error_messages = {"password_mismatch": "Ulangi kata sandi dengan tulisan yang sama."}
    field_order = ["nama", "new_password1", "new_password2"]
    nama = forms.CharField(
        label="Nama lengkap",
        max_length=120,
        help_text="Nama Anda sendiri, seperti pada surat keputusan. Tercatat pada setiap tindakan Anda.",
        error_messages={"required": "Isi nama lengkap Anda."},
    )
    new_password1 = forms.CharField(
        label="Kata sandi",
        strip=False,
        error_messages={"required": "Isi kata sandi."},
        help_text="Paling sedikit 8 huruf atau angka, bukan kata yang mudah ditebak.",
        widget=forms.PasswordInput(attrs=LAMA),
    )
    new_password2 = forms.CharField(
        label="Ulangi kata sandi",
        strip=False,
        error_messages={"required": "Ulangi kata sandi."},
        widget=forms.PasswordInput(attrs=LAMA),
    )

    def __init__(self, user, *args, bernama, **kwargs):
        super().__init__(user, *args, **kwargs)
        if not bernama:
            del self.fields["nama"]
