"""Data of a person, and the account that is opened with a first assignment."""

import re

from django import forms
from django.core.validators import RegexValidator

from wilayah.pengguna.models import Pengguna
from wilayah.pengguna.rules import usul_nama_pengguna

from .tugas import FormTugas

POLA_NAMA_PENGGUNA = Pengguna._meta.get_field("username").validators


class AngkaField(forms.CharField):
    """A number of fixed length, written with or without spaces and dots."""

    def __init__(self, *, panjang, **kwargs):
        pesan = f"Tulis {panjang} angka tanpa huruf."
        super().__init__(validators=[RegexValidator(rf"^\d{{{panjang}}}$", pesan)], max_length=40, **kwargs)

    def to_python(self, value):
        return re.sub(r"[\s.]", "", super().to_python(value))


class FormData(forms.Form):
    """What is known of a person: no more than letters and contact need."""

    nama = forms.CharField(label="Nama lengkap", max_length=120, error_messages={"required": "Isi nama lengkap."})
    pangkat = forms.CharField(label="Pangkat, golongan", max_length=60, required=False)
    nip = AngkaField(label="NIP", panjang=18, required=False, help_text="Dicetak di bawah tanda tangan pada surat.")
    nik = AngkaField(label="NIK", panjang=16, required=False, help_text="Hanya bila perlu membedakan dua orang senama.")
    surel = forms.EmailField(label="Surel", required=False)


class FormUbah(FormData):
    """The NIK is never sent back to the browser: an empty field leaves what is stored."""

    hapus_nik = forms.BooleanField(label="Hapus NIK yang tersimpan", required=False)

    def __init__(self, *args, orang, **kwargs):
        awal = {nama: getattr(orang, nama) for nama in FormData.base_fields if nama != "nik"}
        super().__init__(*args, initial=awal, **kwargs)
        self.nik_lama = orang.nik
        if orang.nik:
            self.fields["nik"].help_text = f"Tersimpan: {orang.nik_samar}. Kosongkan bila tidak berubah."
        else:
            del self.fields["hapus_nik"]

    def isian(self):
        isi = dict(self.cleaned_data)
        hapus = isi.pop("hapus_nik", False)
        return isi | {"nik": "" if hapus else isi["nik"] or self.nik_lama}


class FormOrang(FormData, FormTugas):
    """A person and the first assignment; an empty user name is proposed by role and region."""

    field_order = ["nama", "wilayah", "peran", "jabatan", "sk", "mulai", "selesai", "username"]
    username = forms.CharField(
        label="Nama pengguna",
        max_length=60,
        required=False,
        validators=POLA_NAMA_PENGGUNA,
        help_text="Dipakai untuk masuk dan tidak dapat diubah. Kosongkan agar diusulkan, misalnya kades.34.04.16.2001.",
    )

    def clean_username(self):
        nama = self.cleaned_data["username"]
        if nama and self.terpakai(nama):
            raise forms.ValidationError(f"{nama} sudah dipakai. Pilih yang lain, atau kosongkan agar diusulkan.")
        return nama

    def clean(self):
        isi = super().clean()
        if not self.errors and not isi["username"]:
            peran, kode = isi["peran"], isi["wilayah"].kode
            isi["username"] = usul_nama_pengguna(peran, kode, self.nama_serupa(peran, kode))
        return isi

    def terpakai(self, username):
        return Pengguna.objects.filter(username=username).exists()

    def nama_serupa(self, peran, kode):
        return set(Pengguna.objects.filter(username__endswith=f".{kode}").values_list("username", flat=True))

    def akun(self):
        return {n: self.cleaned_data[n] for n in ("username", *FormData.base_fields)}


class FormAlasan(forms.Form):
    alasan = forms.CharField(max_length=300, error_messages={"required": "Tulis alasannya."})
