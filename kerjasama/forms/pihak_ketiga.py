"""An entry of the registry of third parties, and what an office found out about it."""

from django import forms

from kerjasama.enums import JawabanUji, JenisPihakKetiga, KesimpulanUji
from kerjasama.rules import pihak_ketiga as rules

from .pendaftaran import teks


class FormPihakKetiga(forms.Form):
    """`kantor`: the offices for which a new entry may be written down, [(pk, name)]; one alone is not asked for."""

    use_required_attribute = False
    nama = teks("Nama lembaga atau perusahaan", bantu="Seperti pada akta atau izinnya.", autocomplete="off")
    jenis = forms.CharField(
        label="Jenis", widget=forms.Select(choices=[("", "Pilih jenis"), *JenisPihakKetiga.choices])
    )
    bentuk_hukum = teks("Bentuk hukum", wajib=False, bantu="Misalnya Perseroan Terbatas, Koperasi, Yayasan.")
    nib = teks("NIB", wajib=False, bantu="Nomor Induk Berusaha, 13 angka.", inputmode="numeric", autocomplete="off")
    npwp = teks(
        "NPWP", wajib=False, bantu="16 angka, atau 15 angka bentuk lama.", inputmode="numeric", autocomplete="off"
    )
    alamat = teks("Alamat", wajib=False, baris=2)
    penanda_tangan = teks("Yang menandatangani", wajib=False)
    jabatan_penanda_tangan = teks("Jabatannya", wajib=False, bantu="Misalnya Direktur, Ketua, Rektor.")
    versi = forms.IntegerField(required=False, widget=forms.HiddenInput)
    bukan_sama = forms.BooleanField(label="Bukan salah satu di atas; catat sebagai entri baru", required=False)

    def __init__(self, *args, kantor=(), bertanya_sama=False, **kwargs):
        super().__init__(*args, **kwargs)
        if len(kantor) > 1:
            pilihan = [(str(pk), nama) for pk, nama in kantor]
            self.fields["kantor"] = forms.ChoiceField(label="Dicatat untuk kantor", choices=pilihan)
        if not bertanya_sama:
            del self.fields["bukan_sama"]
        self.fields["nama"].error_messages["required"] = "Isi nama pihak ketiga."
        self.fields["jenis"].error_messages["required"] = "Pilih jenis pihak ketiga."

    def clean(self):
        for nama, pesan in rules.galat_pihak_ketiga(self.isi()).items():
            if nama not in self.errors:
                self.add_error(nama, pesan)

    def isi(self):
        return {nama: self.cleaned_data.get(nama, "") for nama in rules.BIDANG}

    def pertanyaan_sama(self):
        return self["bukan_sama"] if "bukan_sama" in self.fields else None

    def pokok(self):
        """The fields behind the name, in their order."""
        urut = ("kantor", "jenis", *(n for n in rules.PANJANG if n != "nama"))
        return [self[nama] for nama in urut if nama in self.fields]


class FormUjiTuntas(forms.Form):
    """One question for each item of the checklist, with room for a remark."""

    use_required_attribute = False

    def __init__(self, *args, butir, kantor=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.butir = butir
        if len(kantor) > 1:
            pilihan = [(str(pk), nama) for pk, nama in kantor]
            self.fields["kantor"] = forms.ChoiceField(label="Dicatat untuk kantor", choices=pilihan)
        for kode, satu in butir.items():
            self.fields[f"butir_{kode}"] = forms.CharField(
                label=satu.butir,
                error_messages={"required": "Pilih jawabannya."},
                help_text=satu.sumber,
                widget=forms.RadioSelect(choices=JawabanUji.choices),
            )
            self.fields[f"catatan_{kode}"] = teks("Catatan", wajib=False)
        self.fields["kesimpulan"] = forms.CharField(
            label="Kesimpulan",
            error_messages={"required": "Pilih kesimpulannya."},
            widget=forms.RadioSelect(choices=KesimpulanUji.choices),
        )
        self.fields["catatan"] = teks("Syarat atau alasan", wajib=False, baris=3)

    def isi(self):
        data = self.cleaned_data
        jawaban = {
            kode: {"nilai": data.get(f"butir_{kode}", ""), "catatan": data.get(f"catatan_{kode}", "")}
            for kode in self.butir
        }
        return {"jawaban": jawaban, "kesimpulan": data.get("kesimpulan", ""), "catatan": data.get("catatan", "")}

    def clean(self):
        for nama, pesan in rules.galat_uji_tuntas(self.isi(), self.butir).items():
            if nama not in self.errors:
                self.add_error(nama, pesan)

    def pilihan_kantor(self):
        return self["kantor"] if "kantor" in self.fields else None

    def pertanyaan(self):
        return [(self[f"butir_{kode}"], self[f"catatan_{kode}"]) for kode in self.butir]
