from datetime import timedelta

from django import forms
from django.core.validators import RegexValidator

from kerjasama.models import Undangan
from kerjasama.rules.undangan import HARI_UNDANGAN
from wilayah.pengguna.models import Pengguna
from wilayah.pengguna.rules import AWALAN_TAMU, usul_nama_tamu
from wilayah.tampilan.formulir import isian_tanggal

EJAAN = {"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}


class FormIsiUndangan(forms.Form):
    """As what, why and how long."""

    sebagai = forms.ChoiceField(
        label="Diundang sebagai",
        choices=Undangan.Sebagai.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih diundang sebagai apa."},
    )
    alasan = forms.CharField(
        label="Alasan",
        help_text="Untuk apa ia perlu membaca. Dibaca para pihak dan orang yang diundang.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis alasan undangan ini."},
    )
    mulai = isian_tanggal("Mulai")
    selesai = isian_tanggal("Hari terakhir", "Paling lama satu tahun.")

    @classmethod
    def awal(cls, hari_ini):
        return {"mulai": hari_ini, "selesai": hari_ini + timedelta(days=HARI_UNDANGAN)}


class FormUndangan(FormIsiUndangan):
    """An account is named exactly: the form is no place to look people up."""

    field_order = ["username"]
    username = forms.CharField(
        label="Nama pengguna",
        help_text="Nama pengguna akun yang diundang, persis seperti dipakainya saat masuk.",
        max_length=60,
        widget=forms.TextInput(attrs=EJAAN),
        error_messages={"required": "Isi nama pengguna orang yang diundang."},
    )


class FormUndanganTamu(FormIsiUndangan):
    """Somebody without an account; an empty user name is proposed from the name."""

    field_order = ["nama", "surel", "username"]
    nama = forms.CharField(label="Nama lengkap", max_length=120, error_messages={"required": "Isi nama lengkap."})
    surel = forms.EmailField(label="Surel", required=False)
    username = forms.CharField(
        label="Nama pengguna",
        help_text="Dipakai untuk masuk dan tidak dapat diubah. Kosongkan agar diusulkan, misalnya tamu.nurul.fadhilah.",
        max_length=60,
        required=False,
        validators=[
            *Pengguna._meta.get_field("username").validators,
            RegexValidator(rf"^{AWALAN_TAMU}\.", f"Nama pengguna orang yang diundang diawali «{AWALAN_TAMU}.»."),
        ],
        widget=forms.TextInput(attrs=EJAAN),
    )

    def clean(self):
        isi = super().clean()
        if not self.errors:
            terpakai = Pengguna.objects.filter(username__startswith=f"{AWALAN_TAMU}.")
            nama = isi["username"] or usul_nama_tamu(isi["nama"], set(terpakai.values_list("username", flat=True)))
            isi["akun"] = {"username": nama, "nama": isi.pop("nama"), "surel": isi.pop("surel")}
            del isi["username"]
        return isi
