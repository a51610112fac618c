from django import forms


class FormPembatalan(forms.Form):
    alasan = forms.CharField(
        label="Alasan pembatalan",
        help_text="Misalnya: terdaftar dua kali, atau para pihaknya keliru. Tampil di riwayat.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis alasan pembatalan."},
    )
