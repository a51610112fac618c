"""Forms of signing, promulgation and handing in."""

from django import forms

from kerjasama.enums import HasilEvaluasi
from kerjasama.rules.fasilitasi import MAKS_CATATAN, pilihan_jenis
from kerjasama.rules.penetapan import PANJANG, WAJIB_PENGUNDANGAN, WAJIB_TANDA_TANGAN
from wilayah.tampilan.formulir import isian_tanggal

from .pendaftaran import BanyakBerkas


class IsianBerkas(forms.FileField):
    """Several files in the order in which they were chosen; cleaned to a list."""

    widget = BanyakBerkas

    def clean(self, data, initial=None):
        daftar = data if isinstance(data, list | tuple) else [data]
        return [bersih for satu in daftar if (bersih := super(IsianBerkas, self).clean(satu, initial))]


def _teks(label, nama, wajib=None, bantu="", **lain):
    return forms.CharField(
        label=label,
        max_length=PANJANG[nama],
        required=wajib is not None,
        help_text=bantu,
        error_messages={"required": wajib or ""},
        **lain,
    )


class FormSepakat(forms.Form):
    versi = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    baca = forms.BooleanField(
        label="Saya sudah membaca versi ini dan menyepakatinya atas nama desa saya.",
        error_messages={"required": "Centang sesudah naskahnya dibaca."},
    )


class FormBukaKembali(forms.Form):
    alasan = forms.CharField(
        label="Mengapa naskah dibuka kembali?",
        help_text="Semua desa membaca alasan ini, dan menyepakati lagi versi yang baru.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Tulis mengapa naskah dibuka kembali. Desa lain membacanya."},
    )


class FormTandaTangan(forms.Form):
    """One party's signature; place and stamp duty are of the text as a whole, and asked for until they are known."""

    nama = _teks("Nama penanda tangan", "nama", WAJIB_TANDA_TANGAN["nama"], "Tanpa gelar.")
    jabatan = _teks("Jabatan", "jabatan", WAJIB_TANDA_TANGAN["jabatan"])
    tempat = _teks("Tempat penandatanganan", "tempat", "Tulis tempat penandatanganan.")
    tanggal = isian_tanggal("Tanggal tanda tangan")
    nomor = _teks("Nomor", "nomor", WAJIB_TANDA_TANGAN["nomor"])
    bermeterai = forms.BooleanField(
        label="Bermeterai Rp10.000", required=False, help_text="UU 10/2020 tentang Bea Meterai."
    )

    def __init__(self, *args, ks, pihak, **kwargs):
        super().__init__(*args, **kwargs)
        if ks.adalah_pbkd:
            del self.fields["bermeterai"]
            self.fields["nomor"].label = f"Nomor {ks.nama_naskah.lower()} di desa ini"
            self.fields["nomor"].help_text = "Satu naskah, satu nomor untuk tiap desa. Misalnya 3 Tahun 2026."
        elif pihak.desa_id is None:
            self.fields["nomor"].label = "Nomor pihak ketiga"
            self.fields["nomor"].help_text = "Tulis «tanpa nomor» bila pihak ketiga tidak memberi nomor."
        else:
            self.fields["nomor"].label = "Nomor desa"


class FormPindaian(forms.Form):
    berkas = IsianBerkas(
        label="Naskah bertanda tangan",
        help_text="Satu PDF, atau foto semua halaman secara berurutan. Paling besar 20 MB.",
        error_messages={"required": "Pilih berkasnya: satu PDF, atau foto semua halaman secara berurutan."},
    )


class FormPengundangan(forms.Form):
    tanggal = isian_tanggal("Tanggal diundangkan")
    berita_desa = _teks("Nomor Berita Desa", "berita_desa", WAJIB_PENGUNDANGAN["berita_desa"], "Misalnya 7 Tahun 2026.")
    sekretaris = _teks("Diundangkan oleh", "sekretaris", WAJIB_PENGUNDANGAN["sekretaris"], "Nama, tanpa gelar.")
    bukti = IsianBerkas(
        label="Bukti penyebarluasan",
        required=False,
        help_text="Foto papan pengumuman atau tangkapan layar laman desa (PP 16/2026 Pasal 106 ayat (3)).",
    )

    def __init__(self, *args, desa, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sekretaris"].label = f"{desa.sebutan('sekretaris') or 'Sekretaris desa'} yang mengundangkan"


class FormBerlaku(forms.Form):
    tanggal_mulai = isian_tanggal("Mulai berlaku", "Menurut isi perjanjian; biasanya tanggal tanda tangan terakhir.")


class FormFasilitasi(forms.Form):
    kantor = forms.ChoiceField(label="Kantor")
    jenis = forms.ChoiceField(
        label="Apa yang dilakukan?",
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih apa yang dilakukan kantor ini."},
    )
    tanggal = isian_tanggal("Tanggal")
    catatan = forms.CharField(
        label="Catatan",
        help_text="Apa yang dibahas, disarankan, atau disaksikan. Dibaca para pihak.",
        max_length=MAKS_CATATAN,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Tulis singkat apa yang dibahas atau disaksikan."},
    )
    berkas = forms.FileField(
        label="Berkas pendukung", required=False, help_text="PDF, JPG, atau PNG, paling besar 20 MB."
    )

    def __init__(self, *args, kantor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kantor"].choices = [(w.kode, w.nama_lengkap) for w in kantor]
        if len(kantor) == 1:
            self.fields["kantor"].widget = forms.HiddenInput()
            self.fields["kantor"].initial = kantor[0].kode
        jenis = {j.value: j.label for w in kantor for j in pilihan_jenis(w)}
        self.fields["jenis"].choices = list(jenis.items())


class FormJawabEvaluasi(forms.Form):
    hasil = forms.ChoiceField(
        label="Hasil evaluasi",
        choices=HasilEvaluasi,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih sesuai atau perlu perbaikan."},
    )
    catatan = forms.CharField(
        label="Catatan",
        required=False,
        help_text="Wajib bila perlu perbaikan: pasal mana, dan apa yang diubah.",
        max_length=MAKS_CATATAN,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
