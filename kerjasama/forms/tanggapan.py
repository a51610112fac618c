from django import forms

from kerjasama.enums import Tanggapan

PILIHAN = [
    (Tanggapan.BENAR, "Benar, data ini sesuai dengan naskah"),
    (Tanggapan.KEBERATAN, "Keberatan, ada yang keliru"),
]


class FormTanggapan(forms.Form):
    """What a party says; its own number only where nobody has filled it in yet."""

    tanggapan = forms.ChoiceField(
        label="Apakah data yang didaftarkan benar?",
        choices=PILIHAN,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih benar atau keberatan."},
    )
    alasan = forms.CharField(
        label="Alasan keberatan",
        help_text="Isi bila keberatan: yang keliru dan yang benar. Dibaca para pihak, kecamatan, dan kabupaten.",
        error_messages={"required": "Tulis apa yang keliru, supaya kecamatan dan kabupaten dapat memeriksanya."},
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    nomor = forms.CharField(
        label="Nomor peraturan milik desa Anda", help_text="Misalnya 3 Tahun 2026.", required=False, max_length=80
    )
    tanggal = forms.DateField(
        label="Tanggal diundangkan di desa Anda",
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Isi tanggal yang ada di kalender, misalnya 14 September 2026."},
    )
    berita_desa = forms.CharField(
        label="Nomor Berita Desa", help_text="Misalnya Nomor 3 Tahun 2026.", required=False, max_length=80
    )

    def __init__(self, *args, pihak, pbkd, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_bound and self.data.get("tanggapan") != Tanggapan.KEBERATAN:
            self.fields["alasan"].required = False
        for nama in ("nomor", "tanggal", "berita_desa"):
            if getattr(pihak, nama) or not pbkd:
                del self.fields[nama]
