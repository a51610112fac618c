"""Lending one's own office for a while."""

from django import forms

from wilayah.pengguna.models import Penugasan
from wilayah.tampilan.formulir import isian_tanggal


class PilihTugas(forms.ModelChoiceField):
    def label_from_instance(self, tugas):
        return f"{tugas.sebutan_jabatan}, {tugas.wilayah.nama_lengkap}"


class PilihRekan(forms.ModelChoiceField):
    def label_from_instance(self, tugas):
        return f"{tugas.pengguna.nama}, {tugas.sebutan_jabatan}, {tugas.wilayah.nama_lengkap}"


class FormLimpahan(forms.Form):
    penugasan = PilihTugas(
        Penugasan.objects.none(),
        label="Jabatan yang dilimpahkan",
        empty_label=None,
        error_messages={"required": "Pilih jabatan Anda.", "invalid_choice": "Pilih jabatan Anda dari daftar."},
    )
    kepada = PilihRekan(
        Penugasan.objects.none(),
        label="Dilimpahkan kepada",
        empty_label="Pilih rekan sekantor",
        error_messages={"required": "Pilih rekan sekantor.", "invalid_choice": "Pilih rekan dari daftar."},
    )
    mulai = isian_tanggal("Mulai", kosong="Isi hari pertama.")
    selesai = isian_tanggal("Sampai", kosong="Isi hari terakhir. Pelimpahan tidak berlaku tanpa batas.")
    sk = forms.CharField(
        label="Dasar",
        max_length=160,
        help_text="Nomor surat perintah atau nota pelimpahan.",
        error_messages={"required": "Isi nomor surat perintah atau nota pelimpahan."},
    )

    def __init__(self, *args, tugas, rekan, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["penugasan"].queryset = tugas
        self.fields["kepada"].queryset = rekan

    def clean(self):
        isi = super().clean()
        if isi.get("mulai") and isi.get("selesai") and isi["selesai"] < isi["mulai"]:
            self.add_error("selesai", "Hari terakhir mendahului hari pertama.")
        return isi
