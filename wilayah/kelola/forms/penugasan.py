"""Giving, correcting, lengthening and ending an assignment."""

from datetime import timedelta

from django import forms
from django.conf import settings

from wilayah.kewenangan import queries
from wilayah.pengguna.models import Penugasan, TinjauanAkses
from wilayah.tampilan.formulir import isian_tanggal

from .tugas import FormTugas

Sifat = Penugasan.Sifat
BAWAAN = {Sifat.PLT: settings.BINWAS_HARI_PLT, Sifat.PLH: settings.BINWAS_HARI_PLH}
SEKETIKA, AKHIR_HARI = "seketika", "akhir_hari"


class FormPenugasan(FormTugas):
    """`digantikan` is the assignment whose holder is succeeded or stood in for, where the page knows it."""

    field_order = ["username", "wilayah", "peran", "sifat", "jabatan", "sk", "mulai", "selesai"]
    username = forms.CharField(
        label="Nama pengguna",
        max_length=60,
        help_text="Orang yang sudah mempunyai akun di wilayah Anda. Bila belum, undang dahulu.",
        error_messages={"required": "Isi nama pengguna orang yang ditugaskan."},
    )
    sifat = forms.ChoiceField(
        label="Sebagai",
        choices=[(s.value, s.label) for s in (Sifat.DEFINITIF, Sifat.PLT, Sifat.PLH)],
        widget=forms.RadioSelect,
        initial=Sifat.DEFINITIF,
        help_text="Plt. dan Plh. mengisi jabatan untuk sementara; surat mencetak singkatannya di depan jabatan.",
    )

    def __init__(self, *args, digantikan=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.digantikan = digantikan
        hari = f"{BAWAAN[Sifat.PLT]} hari bagi Plt. dan {BAWAAN[Sifat.PLH]} hari bagi Plh. (pilihan sistem)"
        self.fields["selesai"].help_text = f"Hari terakhir bertugas. Bila kosong: tanpa batas, atau {hari}."

    def clean_username(self):
        orang = queries.orang_terjangkau(self.admin).filter(username=self.cleaned_data["username"].strip()).first()
        if orang is None:
            raise forms.ValidationError(
                "Tidak ada akun aktif dengan nama ini di wilayah Anda, selain akun Anda sendiri."
            )
        return orang

    def clean(self):
        isi = super().clean()
        sifat = isi.get("sifat")
        if sifat in BAWAAN and isi.get("mulai") and not isi.get("selesai"):
            isi["selesai"] = isi["mulai"] + timedelta(days=BAWAAN[sifat] - 1)
        if sifat in BAWAAN and not self.errors and self.asal() is None:
            self.add_error("sifat", "Jabatan ini belum pernah dipegang siapa pun, sehingga tidak ada yang digantikan.")
        return isi

    def asal(self):
        """Whose office is filled: as the page knows, else the last to hold it in the own right."""
        isi = self.cleaned_data
        if isi["sifat"] == Sifat.DEFINITIF:
            return self.digantikan
        return queries.pejabat_terakhir(isi["wilayah"], isi["peran"], isi["mulai"], isi.get("username"))

    def isian(self):
        isi = self.tugas()
        return isi | {
            "pengguna": self.cleaned_data["username"],
            "sifat": self.cleaned_data["sifat"],
            "menggantikan": self.asal(),
        }


class FormPerbaiki(forms.Form):
    jabatan = FormTugas.base_fields["jabatan"]
    sk = FormTugas.base_fields["sk"]


class FormPerpanjang(forms.Form):
    selesai = isian_tanggal("Hari terakhir yang baru", "Kosongkan bila sampai ada pengganti.", wajib=False)
    sk = forms.CharField(
        label="Surat keputusan perpanjangan",
        max_length=160,
        error_messages={"required": "Isi nomor surat keputusan yang memperpanjang."},
    )


class FormAkhiri(forms.Form):
    """Ending with a day is the rule; at once is for a danger that can't wait until midnight."""

    kapan = forms.ChoiceField(
        label="Berakhir",
        choices=[(AKHIR_HARI, "Pada akhir hari"), (SEKETIKA, "Seketika ini juga")],
        widget=forms.RadioSelect,
        initial=AKHIR_HARI,
    )
    selesai = isian_tanggal(
        "Hari terakhir bertugas",
        "Mulai hari berikutnya penugasan ini tidak memberi hak apa pun.",
        kosong="Isi hari terakhir bertugas.",
    )
    alasan = forms.CharField(
        label="Alasan", max_length=300, required=False, help_text="Misalnya: masa jabatan habis, mutasi, berhenti."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["selesai"].required = self.data.get("kapan") != SEKETIKA

    def clean(self):
        isi = super().clean()
        if isi.get("kapan") == SEKETIKA:
            isi["selesai"] = None
        return isi


class FormSerahTerima(forms.Form):
    kepada = forms.ModelChoiceField(
        label="Diserahkan kepada",
        queryset=Penugasan.objects.none(),
        empty_label="Pilih pengganti",
        error_messages={"required": "Pilih pengganti.", "invalid_choice": "Pilih pengganti dari daftar."},
    )
    catatan = forms.CharField(label="Catatan", required=False, max_length=2000, widget=forms.Textarea)

    def __init__(self, *args, calon, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kepada"].queryset = calon
        self.fields["kepada"].label_from_instance = lambda t: f"{t.pengguna.nama}, {t.sebutan_jabatan}"


class FormTinjau(forms.Form):
    """One answer. Which assignments may be answered at all, the service says."""

    keputusan = forms.ChoiceField(choices=TinjauanAkses.Keputusan.choices)
    alasan = forms.CharField(required=False, max_length=300)
    seketika = forms.BooleanField(required=False)
