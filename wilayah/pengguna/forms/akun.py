"""What a person may change of the own account. Whatever could lock the owner out asks for the password again."""

from django import forms
from django.contrib.auth.forms import PasswordChangeForm

from ..kode_kedua import hitungan_kode, punya_kode_kedua
from ..services.kode_kedua import periksa_kode
from .masuk import KODE_SALAH, bidang_kode

KODE_APLIKASI_SALAH = "Kode tidak cocok. Pastikan jam ponsel Anda tepat, lalu ketik kode yang sedang tampil."


def bidang_sandi(label, galat, bantuan="", otomatis="current-password"):
    return forms.CharField(
        label=label,
        strip=False,
        help_text=bantuan,
        error_messages={"required": galat},
        widget=forms.PasswordInput(attrs={"autocomplete": otomatis}),
    )


class FormSandi(PasswordChangeForm):
    error_messages = {
        "password_incorrect": "Kata sandi lama tidak cocok.",
        "password_mismatch": "Ulangi kata sandi baru dengan tulisan yang sama.",
    }
    old_password = bidang_sandi("Kata sandi lama", "Isi kata sandi lama.")
    new_password1 = bidang_sandi(
        "Kata sandi baru",
        "Isi kata sandi baru.",
        "Paling sedikit 8 huruf atau angka (dinas, provinsi, dan Pusat: 10), bukan kata yang mudah ditebak.",
        "new-password",
    )
    new_password2 = bidang_sandi("Ulangi kata sandi baru", "Ulangi kata sandi baru.", otomatis="new-password")

    def __init__(self, *args, pengguna, **kwargs):
        super().__init__(pengguna, *args, **kwargs)

    @property
    def gagal_uji(self):
        return self.has_error("old_password", "password_incorrect")

    def clean(self):
        isi = super().clean()
        if isi.get("new_password1") and isi["new_password1"] == isi.get("old_password"):
            self.add_error("new_password1", "Kata sandi baru harus berbeda dari yang lama.")
        return isi


class UjiSandi(forms.Form):
    """Asks for the password of who is signed in; `gagal_uji` says that it, or a code, was tried and was wrong."""

    sandi = bidang_sandi("Kata sandi Anda", "Isi kata sandi Anda.")
    gagal_uji = False

    def __init__(self, *args, pengguna, **kwargs):
        super().__init__(*args, **kwargs)
        self.pengguna = pengguna

    def clean_sandi(self):
        if not self.pengguna.check_password(self.cleaned_data["sandi"]):
            self._gagal("sandi", "Kata sandi tidak cocok.")
        return self.cleaned_data.get("sandi")

    def _gagal(self, bidang, pesan):
        self.gagal_uji = True
        self.add_error(bidang, pesan)

    def _uji_kode(self, bidang):
        """Only when all else is right: a code is used up by being looked at."""
        if not self.errors and not periksa_kode(pengguna=self.pengguna, kode=self.cleaned_data[bidang]):
            self._gagal(bidang, KODE_SALAH)


class FormSurel(UjiSandi):
    surel = forms.EmailField(
        label="Surel",
        required=False,
        help_text="Dipakai untuk menghubungi Anda. Bukan untuk masuk.",
        error_messages={"invalid": "Tulis surel yang lengkap, misalnya nama@contoh.go.id."},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    field_order = ["surel", "sandi"]


class FormPasang(UjiSandi):
    """A new app is bound by the code that it shows; who has one already shows a code of that too."""

    kode = bidang_kode("Kode dari aplikasi", "Enam angka yang sekarang tampil di aplikasi untuk BINWAS.")
    kode_lama = bidang_kode("Kode dari aplikasi lama", "Atau satu kode cadangan Anda.", "Isi kode dari aplikasi lama.")
    field_order = ["kode", "kode_lama", "sandi"]

    def __init__(self, *args, rahasia, **kwargs):
        super().__init__(*args, **kwargs)
        self.rahasia = rahasia
        if not punya_kode_kedua(self.pengguna):
            del self.fields["kode_lama"]

    def clean(self):
        kode = self.cleaned_data.get("kode")
        if kode and hitungan_kode(self.rahasia, kode) is None:
            self.add_error("kode", KODE_APLIKASI_SALAH)
        if "kode_lama" in self.fields:
            self._uji_kode("kode_lama")


class UjiKode(UjiSandi):
    kode = bidang_kode("Kode kedua", "Enam angka dari aplikasi, atau satu kode cadangan.")
    field_order = ["kode", "sandi"]

    def clean(self):
        self._uji_kode("kode")
