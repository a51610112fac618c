"""Forms of how an agreement is carried out: BKAD, contributions, duties."""

from operator import attrgetter

from django import forms

from kerjasama.enums import JenisKelamin, JenisKontribusi, UnsurBkad
from kerjasama.rules.isian import baca_rupiah
from kerjasama.rules.pelaksanaan import MAKS_ULANG
from wilayah.tampilan.formulir import isian_tanggal

BERULANG = ((0, "Satu kali"), (1, "Tiap bulan"), (3, "Tiap 3 bulan"), (6, "Tiap 6 bulan"), (12, "Tiap tahun"))


class Rupiah(forms.CharField):
    """Whole rupiah with or without dots; None where it is left empty."""

    def __init__(self, label="Nilai", bantu="", **lain):
        rupa = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(label=label, help_text=bantu, required=False, max_length=30, widget=rupa, **lain)

    def clean(self, value):
        nilai = baca_rupiah(super().clean(value))
        if isinstance(nilai, str):
            raise forms.ValidationError("Isi jumlah rupiah dengan angka saja.")
        return nilai


def kotak_teks(label, bantu, kosong, *, panjang=300, baris=2):
    return forms.CharField(
        label=label,
        help_text=bantu,
        max_length=panjang,
        widget=forms.Textarea(attrs={"rows": baris}),
        error_messages={"required": kosong},
    )


class FormBkad(forms.Form):
    nama = forms.CharField(label="Nama BKAD", max_length=160, error_messages={"required": "Tulis nama BKAD."})
    sekretariat = forms.CharField(label="Sekretariat", max_length=200, required=False)
    dasar = forms.CharField(
        label="Dasar pembentukan",
        help_text="Peraturan bersama yang menetapkannya, misalnya Pasal 7 naskah ini.",
        max_length=200,
        required=False,
    )
    tata_kerja = forms.CharField(
        label="Tata kerja",
        help_text="Rapat, pengambilan keputusan, dan cara BKAD bertanggung jawab kepada kepala desa.",
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    semula = forms.CharField(required=False, widget=forms.HiddenInput)


class FormAnggota(forms.Form):
    nama = forms.CharField(label="Nama", max_length=120, error_messages={"required": "Tulis nama anggota."})
    desa = forms.ModelChoiceField(
        label="Dari", queryset=None, empty_label="Pilih", error_messages={"required": "Pilih asalnya."}
    )
    unsur = forms.ChoiceField(label="Unsur", choices=[("", "Pilih"), *UnsurBkad.choices])
    jenis_kelamin = forms.ChoiceField(label="Jenis kelamin", choices=JenisKelamin, widget=forms.RadioSelect)
    jabatan = forms.CharField(label="Jabatan", help_text="Misalnya ketua.", max_length=80, required=False)

    def __init__(self, *args, desa, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["desa"].queryset = desa
        self.fields["desa"].label_from_instance = lambda d: d.nama_lengkap
        self.fields["desa"].to_field_name = "kode"


class FormBerpihak(forms.Form):
    """A form that names a party; the choices are those of `pihak`."""

    pihak = forms.ModelChoiceField(
        label="Pihak",
        queryset=None,
        empty_label="Pilih pihak",
        to_field_name="id_publik",
        error_messages={"required": "Pilih pihaknya.", "invalid_choice": "Pilih pihak dari daftar."},
    )

    def __init__(self, *args, pihak, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pihak"].queryset = pihak
        self.fields["pihak"].label_from_instance = attrgetter("nama_pendek")


class FormKontribusi(FormBerpihak):
    jenis = forms.ChoiceField(label="Jenis", choices=JenisKontribusi)
    uraian = kotak_teks(
        "Uraian", "Misalnya: sebidang tanah kas desa 1.200 m², dipinjamkan.", "Tulis apa yang disumbangkan."
    )
    nilai = Rupiah(bantu="Untuk bagian tiap pihak. Kosongkan bila tidak dinilai dengan uang.")


class IsianKewajiban(forms.Form):
    uraian = kotak_teks("Kewajiban", "Satu hal yang harus dilakukan, misalnya menyetor iuran.", "Tulis kewajibannya.")
    tenggat = isian_tanggal("Tenggat", kosong="Isi tenggatnya.")
    nilai = Rupiah(bantu="Bila berupa uang.")
    pasal = forms.ChoiceField(label="Menurut pasal", required=False)

    def __init__(self, *args, pasal, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pasal"].choices = [("", "Tidak disebut"), *pasal]
        if not pasal:
            del self.fields["pasal"]


class FormKewajiban(FormBerpihak, IsianKewajiban):
    field_order = ("pihak", "uraian", "pasal", "tenggat", "tiap_bulan", "kali", "nilai")
    tiap_bulan = forms.TypedChoiceField(label="Berulang", choices=BERULANG, coerce=int, initial=0)
    kali = forms.IntegerField(
        label="Berapa kali",
        help_text="Bila berulang. Yang melewati masa kerja sama tidak dicatat.",
        min_value=1,
        max_value=MAKS_ULANG,
        required=False,
    )


class FormUbahKewajiban(IsianKewajiban):
    semula = forms.CharField(required=False, widget=forms.HiddenInput)


class FormLaporanKewajiban(forms.Form):
    laporan = kotak_teks(
        "Bagaimana dipenuhi",
        "Apa yang dilakukan, jumlahnya, dan bukti yang disimpan desa.",
        "Tulis bagaimana kewajiban ini dipenuhi.",
        panjang=4000,
        baris=4,
    )
    dipenuhi_pada = isian_tanggal("Dipenuhi pada", kosong="Isi tanggalnya.")


class FormAlasan(forms.Form):
    alasan = kotak_teks("Alasan", "Tampil bagi para pihak.", "Tulis alasannya.", baris=3)
