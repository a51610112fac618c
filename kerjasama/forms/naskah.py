"""What may be typed into the text of an agreement."""

from django import forms

from kerjasama.enums import Muatan
from kerjasama.rules.isian import MAKS_TEKS
from kerjasama.rules.naskah import KONSIDERANS

BANTU_KONSIDERANS = {
    "menimbang": "Satu butir satu baris, dimulai dengan «bahwa». Huruf a, b, c diberi sistem.",
    "mengingat": "Satu peraturan satu baris, dari yang tertinggi. Tambahkan undang-undang pembentukan kabupaten dan "
    "peraturan daerahnya bila perlu.",
    "komparisi": "Satu pihak satu baris: nama, jabatan, kedudukan, dan sebutannya.",
    "premis": "Satu butir satu baris, dimulai dengan «bahwa».",
}


class FormPasal(forms.Form):
    """`judul` only where articles have titles: in a perjanjian."""

    judul = forms.CharField(label="Judul pasal", required=False, max_length=160)
    isi = forms.CharField(
        label="Bunyi pasal",
        required=False,
        strip=False,
        max_length=MAKS_TEKS,
        help_text="Satu ayat satu baris. Baris yang diawali «a. » masuk ke ayat di atasnya. Nomor ayat dan huruf "
        "diberi sistem.",
        widget=forms.Textarea(attrs={"rows": 14}),
        error_messages={"max_length": "Satu pasal paling panjang 10.000 huruf. Bagi menjadi dua pasal."},
    )
    muatan = forms.ChoiceField(
        label="Mengatur materi wajib",
        required=False,
        choices=[("", "Bukan materi wajib"), *Muatan.choices],
        help_text="Permendagri 96/2017 Pasal 6.",
    )
    versi = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, berjudul, **kwargs):
        super().__init__(*args, **kwargs)
        if not berjudul:
            del self.fields["judul"]


class FormKonsiderans(forms.Form):
    versi = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, pbkd, **kwargs):
        super().__init__(*args, **kwargs)
        for nama in ("menimbang", "mengingat") if pbkd else ("komparisi", "premis", "mengingat"):
            self.fields[nama] = forms.CharField(
                label=KONSIDERANS[nama],
                required=False,
                max_length=20_000,
                help_text=BANTU_KONSIDERANS[nama],
                widget=forms.Textarea(attrs={"rows": 8}),
            )

    def isi(self):
        """{key: list of sentences}; also of a form that is not valid, so that nothing typed is lost."""
        isian = getattr(self, "cleaned_data", {})
        return {
            k: [b.strip() for b in (isian.get(k) or "").split("\n") if b.strip()]
            for k in KONSIDERANS
            if k in self.fields
        }


class FormBab(forms.Form):
    judul = forms.CharField(
        label="Judul bab",
        max_length=160,
        required=False,
        help_text="Ditulis dengan huruf kapital. Nomor bab diberi sistem.",
        error_messages={"max_length": "Judul bab paling panjang 160 huruf."},
    )


class FormVersi(forms.Form):
    keterangan = forms.CharField(
        label="Apa yang berubah, dan mengapa",
        required=False,
        max_length=300,
        help_text="Misalnya: menyesuaikan hasil musyawarah. Tampil di daftar versi dan di riwayat.",
    )
