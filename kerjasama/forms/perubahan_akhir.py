"""Forms of change and end."""

from operator import attrgetter

from django import forms

from kerjasama.enums import AlasanBerakhir, JenisPengakhiran, JenisPerubahan
from kerjasama.services.adendum import MAKS_BULAN
from kerjasama.services.pengakhiran import PENYELESAIAN
from wilayah.tampilan.formulir import isian_tanggal

from .pelaksanaan import kotak_teks

PENJELASAN = {
    JenisPerubahan.ADENDUM: "Ketentuannya diubah, ditambah, atau dihapus.",
    JenisPerubahan.PERPANJANGAN: "Masa berlakunya ditambah.",
    JenisPerubahan.AKSESI: "Desa atau pihak ketiga lain ikut serta. Penawarannya dikirim sesudah ini.",
    JenisPerubahan.PENGUNDURAN: "Satu pihak keluar, yang lain melanjutkan.",
}


class FormPerubahan(forms.Form):
    jenis = forms.ChoiceField(
        label="Apa yang diubah?",
        choices=[(j.value, f"{j.label}. {PENJELASAN[j]}") for j in JenisPerubahan],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih apa yang diubah."},
    )
    bulan = forms.IntegerField(
        label="Diperpanjang berapa bulan",
        help_text="Untuk perpanjangan. Dihitung sejak hari terakhir yang berlaku sekarang.",
        min_value=1,
        max_value=MAKS_BULAN,
        error_messages={"required": f"Isi berapa bulan diperpanjang, 1 sampai {MAKS_BULAN}."},
    )
    keluar = forms.ModelMultipleChoiceField(
        label="Pihak yang keluar",
        help_text="Untuk keluarnya pihak. Ia tetap dapat membaca yang dibuat selagi menjadi pihak.",
        queryset=None,
        to_field_name="id_publik",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Pilih pihak yang keluar."},
    )
    alasan = kotak_teks(
        "Alasan", "Menjadi latar belakang naskah perubahannya.", "Tulis mengapa perlu diubah.", panjang=2000, baris=4
    )

    def __init__(self, *args, pihak, **kwargs):
        super().__init__(*args, **kwargs)
        for nama, jenis in (("bulan", JenisPerubahan.PERPANJANGAN), ("keluar", JenisPerubahan.PENGUNDURAN)):
            self.fields[nama].required = not self.is_bound or self.data.get("jenis") == jenis
        self.fields["keluar"].queryset = pihak
        self.fields["keluar"].label_from_instance = attrgetter("nama_pendek")


class FormPengakhiran(forms.Form):
    jenis = forms.ChoiceField(
        label="Yang diajukan",
        choices=[
            (JenisPengakhiran.PENANGGUHAN, "Penangguhan. Pelaksanaannya berhenti sementara."),
            (JenisPengakhiran.PENGAKHIRAN, "Pengakhiran. Kerja sama selesai."),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih ditangguhkan atau diakhiri."},
    )
    alasan = forms.ChoiceField(
        label="Alasan menurut ketentuan",
        choices=[("", "Pilih alasan"), *AlasanBerakhir.choices],
        error_messages={"required": "Pilih alasannya."},
    )
    uraian = kotak_teks("Uraian alasan", "Apa yang terjadi, sejak kapan.", "Uraikan alasannya.", panjang=4000, baris=4)
    berlaku_pada = isian_tanggal(
        "Mulai tanggal", "Penetapannya dicatat pada atau sesudah tanggal ini.", kosong="Isi tanggalnya."
    )
    sampai = isian_tanggal("Ditangguhkan sampai", "Untuk penangguhan, bila sudah diketahui.", wajib=False)
    penyelesaian_keuangan = kotak_teks(
        "Penyelesaian uang",
        "Untuk pengakhiran: sisa kas, utang, dan piutang, menjadi hak siapa. Uang desa masuk rekening kas desa.",
        "",
        panjang=4000,
    )
    penyelesaian_aset = kotak_teks(
        "Penyelesaian aset", "Untuk pengakhiran: tanah, bangunan, dan alat, kembali kepada siapa.", "", panjang=4000
    )
    penyelesaian_kewajiban = kotak_teks(
        "Kewajiban kepada pihak lain",
        "Untuk pengakhiran: pegawai, pemasok, penerima layanan, dan lainnya.",
        "",
        panjang=4000,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for nama, pesan in PENYELESAIAN.items():  # only an end needs them
            self.fields[nama].required = not self.is_bound or self.data.get("jenis") == JenisPengakhiran.PENGAKHIRAN
            self.fields[nama].error_messages["required"] = pesan


class FormTetapkan(forms.Form):
    """Which of the open duties fall away with the end; the others are still waited for."""

    hapus = forms.MultipleChoiceField(
        label="Kewajiban yang tidak berlaku lagi",
        help_text="Yang tidak dicentang tetap ditagih sampai dipenuhi.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, kewajiban, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hapus"].choices = kewajiban
        if not kewajiban:
            del self.fields["hapus"]
