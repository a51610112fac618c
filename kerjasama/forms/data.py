"""Correcting the data of an agreement: one page, the words and rules of the registration."""

from django import forms

from kerjasama.enums import Bidang, Prakarsa, Urusan
from kerjasama.rules.pendaftaran import MASA_TANGGAL, MASA_TERBUKA, PANJANG, TANGGAL_RUSAK, WAJIB, nama_isian
from wilayah.tampilan.format import angka

PILIHAN_MASA = [(MASA_TANGGAL, "Sampai tanggal tertentu"), (MASA_TERBUKA, "Tidak ditentukan")]
BIDANG_NOMOR = ("nomor", "tanggal", "berita_desa")


def _tanggal(label, wajib=False, **lain):
    return forms.DateField(
        label=label,
        required=wajib,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": TANGGAL_RUSAK, **lain},
    )


def _nomor(label, **lain):
    return forms.CharField(label=label, required=False, max_length=PANJANG["nomor"], **lain)


class IsianRupiah(forms.CharField):
    """Rupiah as people write it, dots and all; the number, or None."""

    def to_python(self, value):
        teks = (super().to_python(value) or "").removeprefix("Rp").replace(".", "").replace(" ", "")
        if not teks:
            return None
        if not teks.isascii() or not teks.isdigit() or len(teks) > 16:
            raise forms.ValidationError("Isi nilai dalam rupiah dengan angka saja, misalnya 300.000.000.")
        return int(teks)

    def prepare_value(self, value):
        return angka(value) if isinstance(value, int) else value

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)


class FormData(forms.Form):
    """`pihak`: the villages besides the registering one; each has its own number."""

    versi = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    judul = forms.CharField(
        label="Judul",
        max_length=PANJANG["judul"],
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": WAJIB["judul"]},
    )
    prakarsa = forms.ChoiceField(label="Prakarsa", choices=Prakarsa)
    bidang = forms.ChoiceField(label="Bidang", choices=Bidang)
    urusan = forms.ChoiceField(label="Urusan", choices=Urusan)
    ruang_lingkup = forms.CharField(
        label="Ruang lingkup",
        required=False,
        max_length=PANJANG["ruang_lingkup"],
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    nilai = IsianRupiah(label="Nilai", required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    tanggal_ditetapkan = _tanggal("Tanggal ditetapkan", wajib=True, required=WAJIB["tanggal_ditetapkan"])
    tanggal_mulai = _tanggal("Mulai berlaku")
    masa = forms.ChoiceField(label="Berlaku sampai", choices=PILIHAN_MASA, widget=forms.RadioSelect)
    jatuh_tempo = _tanggal("Tanggal terakhir berlaku")
    alasan = forms.CharField(
        label="Alasan perbaikan",
        help_text="Tampil di riwayat, dibaca semua yang dapat melihat kerja sama ini.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, pbkd, pihak, wajib_beralasan, **kwargs):
        self.pihak = {p.kode_saat_itu: p.nama_pendek for p in pihak} if pbkd else {}
        super().__init__(*args, **kwargs)
        self.fields["alasan"].required = wajib_beralasan
        alasan = self.fields.pop("alasan")
        if pbkd:
            self.fields |= self._isian_nomor("", "desa pendaftar", WAJIB)
        for kode, nama in self.pihak.items():
            self.fields |= self._isian_nomor(kode, nama, {})
        self.fields["alasan"] = alasan

    @property
    def pokok(self):
        """What is the agreement's own: all but the other villages' numbers and the reason."""
        lain = {nama_isian(b, kode) for kode in self.pihak for b in BIDANG_NOMOR} | {"alasan"}
        return [bidang for bidang in self.visible_fields() if bidang.name not in lain]

    @property
    def nomor_lain(self):
        """(village, its fields, whether they hold anything to see)."""
        baris = [(nama, [self[nama_isian(b, kode)] for b in BIDANG_NOMOR]) for kode, nama in self.pihak.items()]
        return [(nama, bidang, any(b.value() or b.errors for b in bidang)) for nama, bidang in baris]

    def isian(self):
        """The values under the keys of a draft."""
        isi = {n: v for n, v in self.cleaned_data.items() if n in self.base_fields or n in BIDANG_NOMOR}
        for nama in ("versi", "alasan"):
            isi.pop(nama, None)
        lain = {kode: {b: self.cleaned_data[nama_isian(b, kode)] for b in BIDANG_NOMOR} for kode in self.pihak}
        return isi | ({"nomor_pihak": lain} if lain else {})

    @staticmethod
    def awal(isi):
        """A draft's keys as initial values of the fields."""
        datar = {n: v for n, v in isi.items() if n != "nomor_pihak"}
        for kode, nomor in isi["nomor_pihak"].items():
            datar |= {nama_isian(b, kode): v for b, v in nomor.items()}
        return datar

    @staticmethod
    def _isian_nomor(kode, desa, wajib):
        isian = {
            "nomor": _nomor(f"Nomor peraturan, {desa}"),
            "tanggal": _tanggal(f"Tanggal diundangkan, {desa}"),
            "berita_desa": _nomor(f"Berita Desa, {desa}"),
        }
        for nama, bidang in isian.items():
            if nama in wajib:
                bidang.required, bidang.error_messages["required"] = True, wajib[nama]
        return {nama_isian(n, kode) if kode else n: b for n, b in isian.items()}
