"""Search among the legal bases, and a deadline that a kabupaten (or Pusat) decides."""

from datetime import time

from django import forms

from wilayah.regulasi.models import AturanTenggat, Kepastian
from wilayah.tampilan.formulir import isian_tanggal

from .bidang import isian_dasar


class FormCariHukum(forms.Form):
    q = forms.CharField(label="Cari nama, pasal, atau isi", max_length=80, required=False)
    pada = isian_tanggal("Berlaku pada tanggal", wajib=False)


class FormAturan(forms.Form):
    nilai = forms.IntegerField(
        label="Jumlah hari",
        min_value=1,
        max_value=365,
        error_messages={"required": "Tulis jumlah harinya.", "min_value": "Paling sedikit satu hari."},
    )
    satuan = forms.ChoiceField(
        label="Satuan",
        choices=[("hari_kalender", "Hari kalender"), ("hari_kerja", "Hari kerja")],
    )
    batas_jam = forms.TimeField(
        label="Batas jam pencatatan",
        initial=time(16),
        help_text="Yang dicatat sesudahnya dianggap dicatat pada hari kerja berikutnya.",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    geser_ke_hari_kerja = forms.BooleanField(
        label="Geser hari terakhir yang libur ke hari kerja berikutnya", required=False
    )
    dasar = isian_dasar("Dasar", "Peraturan bupati/wali kota atau keputusannya: nomor, tahun, pasal.")
    kepastian = forms.ChoiceField(label="Kepastian dasar", choices=Kepastian, initial=Kepastian.SUMBER)
    berlaku_sejak = isian_tanggal("Berlaku sejak", bantu="Paling cepat besok; pemeriksaan yang berjalan tidak berubah.")

    @classmethod
    def awal(cls, aturan: AturanTenggat):
        nama = ("nilai", "satuan", "batas_jam", "geser_ke_hari_kerja")
        return {satu: getattr(aturan, satu) for satu in nama}
