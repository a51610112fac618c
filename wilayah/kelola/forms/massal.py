"""For which offices accounts are made, and on what letter they rest."""

from django import forms

from wilayah.cakupan.roles import PERAN
from wilayah.tampilan.formulir import isian_tanggal

from ..massal import peran_massal, pilihan_induk


class FormCakupanMassal(forms.Form):
    """The region above the offices, chosen first; then the roles that may be given below it."""

    wilayah = forms.ChoiceField(label="Wilayah", error_messages={"required": "Pilih wilayah."})
    peran = forms.MultipleChoiceField(
        label="Peran",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, admin, **kwargs):
        super().__init__(*args, **kwargs)
        induk = {w.kode: w for w in pilihan_induk(admin)}
        self.fields["wilayah"].choices = [("", "Pilih wilayah"), *((k, f"{w.nama_lengkap}") for k, w in induk.items())]
        self.induk = induk.get(self.data.get("wilayah", ""))
        peran = peran_massal(admin, self.induk) if self.induk else []
        self.fields["peran"].choices = [(p, PERAN[p].nama) for p in peran]


class FormMassal(forms.Form):
    sk = forms.CharField(
        label="Surat keputusan",
        max_length=160,
        help_text="Surat yang menjadi dasar semua akun ini. Dapat diganti per orang kemudian.",
        error_messages={"required": "Isi nomor surat yang menjadi dasar."},
    )
    mulai = isian_tanggal("Mulai bertugas")
