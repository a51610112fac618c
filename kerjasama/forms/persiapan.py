"""Starting an agreement, its plan, its inventory, its offers. What is wrong is said by `kerjasama.rules` and the
services; a form says it at the field."""

from django import forms

from kerjasama.enums import Bentuk, Bidang, Kewenangan, Pelaksana, Prakarsa, StatusPenawaran, Urusan
from kerjasama.queries.persiapan import ISIAN_KERJA_SAMA, ISIAN_PERSIAPAN
from kerjasama.rules.isian import baca_rupiah
from kerjasama.rules.persiapan import PANJANG
from wilayah.tampilan.format import angka

BANTU_BENTUK = {
    Bentuk.ANTAR_DESA: "Peraturan bersama kepala desa, lewat musyawarah antar-desa.",
    Bentuk.PIHAK_KETIGA: "Perjanjian bersama satu desa dengan perusahaan atau lembaga, lewat musyawarah desa.",
    Bentuk.PIHAK_KETIGA_MULTI_DESA: "Perjanjian bersama lewat musyawarah antar-desa; BKAD wajib dibentuk.",
}
BANTU_BAKU = "Kosongkan bila cukup dengan klausul baku; naskah memuatnya sendiri."
BANTU_BERKAS = "Satu PDF atau foto, paling besar 20 MB."
URUSAN = [("", "Pilih urusan"), *Urusan.choices]


def _pilihan(label, daftar, pesan, **lain):
    return forms.ChoiceField(
        label=label, choices=daftar, widget=forms.RadioSelect, error_messages={"required": pesan}, **lain
    )


def _urusan(**lain):
    return forms.ChoiceField(
        label="Urusan", choices=URUSAN, error_messages={"required": "Pilih urusan yang paling dekat."}, **lain
    )


def _teks(label, bantu="", baris=0, **lain):
    widget = forms.Textarea(attrs={"rows": baris}) if baris else forms.TextInput()
    return forms.CharField(label=label, required=False, help_text=bantu, widget=widget, **lain)


class FormMulai(forms.Form):
    use_required_attribute = False

    judul = forms.CharField(
        label="Judul",
        max_length=PANJANG["judul"],
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Tentang apa kerja sama ini, misalnya «Pengelolaan Sampah Terpadu». Dapat diubah selama persiapan.",
        error_messages={"required": "Isi judul: tentang apa kerja sama ini."},
    )
    bentuk = _pilihan(
        "Dengan siapa desa bekerja sama?",
        [(b.value, f"{b.label}. {BANTU_BENTUK[b]}") for b in Bentuk],
        "Pilih bentuk kerja sama.",
    )
    prakarsa = _pilihan("Siapa yang memprakarsai?", Prakarsa.choices, "Pilih siapa yang memprakarsai.")
    bidang = _pilihan("Bidang", Bidang.choices, "Pilih bidang kerja sama.", help_text="Permendagri 96/2017 Pasal 1.")
    urusan = _urusan()
    bum_desa = forms.BooleanField(label="Melibatkan BUM Desa", required=False)
    kawasan_perdesaan = forms.BooleanField(label="Dalam satu kawasan perdesaan", required=False)


class FormPersiapan(forms.Form):
    """The plan. Whatever is typed comes back; only what can't be stored is refused."""

    use_required_attribute = False

    judul = forms.CharField(label="Judul", widget=forms.Textarea(attrs={"rows": 2}))
    latar_belakang = _teks("Latar belakang", "Mengapa perlu bekerja sama. Masuk ke surat penawaran.", 3)
    kewenangan = forms.ChoiceField(
        label="Kewenangan desa",
        choices=[("", "Belum ditentukan"), *Kewenangan.choices],
        required=False,
        help_text="UU 6/2014 Pasal 19. Kerja sama hanya dapat memuat yang menjadi kewenangan desa.",
    )
    kewenangan_dasar = _teks(
        "Dasar kewenangan", "Misalnya «Perdes Nomor 2 Tahun 2024 tentang Kewenangan Desa, Pasal 7»."
    )
    rpjm_desa = _teks("Rujukan RPJM Desa", "Bagian atau kegiatan dalam RPJM Desa yang memuatnya.")
    rkp_desa = _teks("Rujukan RKP Desa", "Kegiatan dalam RKP Desa tahun berjalan atau berikutnya.")
    ruang_lingkup = _teks("Ruang lingkup", "Apa saja yang dikerjakan bersama, dan di mana batasnya.", 4)
    bidang = forms.ChoiceField(label="Bidang kerja sama", choices=Bidang.choices)
    urusan = forms.ChoiceField(label="Urusan", choices=Urusan.choices)
    tata_cara = _teks("Tata cara dan ketentuan pelaksanaan", "Siapa mengerjakan apa, dan bagaimana mengaturnya.", 4)
    pelaksana = forms.ChoiceField(
        label="Pelaksana",
        choices=Pelaksana.choices,
        help_text="Pemerintah desa bila melibatkan BUM Desa atau kawasan perdesaan (Permendagri 96/2017 Pasal 4).",
    )
    jangka_waktu_bulan = _teks("Jangka waktu (bulan)", "Misalnya 60 untuk lima tahun.")
    hak_kewajiban = _teks("Hak dan kewajiban", "Milik desa Anda dan milik mitra.", 4)
    pendanaan = _teks("Pendanaan", "Sumber dana, bagian tiap pihak, dan pembagian hasil.", 4)
    nilai = _teks("Perkiraan nilai", "Boleh kosong bila belum dihitung.")
    perubahan = _teks("Tata cara perubahan, penundaan, dan pembatalan", BANTU_BAKU, 4)
    perselisihan = _teks("Penyelesaian perselisihan", BANTU_BAKU, 4)
    kajian = _teks(
        "Kajian desa atas usulan pihak ketiga",
        "Manfaat, risiko, aset desa yang dipakai, dan kelayakan pengusul (Permendagri 96/2017 Pasal 15). "
        "Dibaca pemerintah desa Anda, kecamatan, dan kabupaten.",
        6,
    )

    def __init__(self, data=None, *, dengan_kajian, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["jangka_waktu_bulan"].widget.attrs["inputmode"] = "numeric"
        self.fields["nilai"].widget.attrs["inputmode"] = "numeric"
        if not dengan_kajian:
            del self.fields["kajian"]

    @staticmethod
    def awal(isi):
        return isi | {"nilai": angka(isi["nilai"]) if isi["nilai"] is not None else ""}

    def isian(self):
        """What was posted, in the types of the plan; a number that is none stays text, which the service refuses."""
        isi = {n: self.data.get(n, "") for n in self.fields if n in (*ISIAN_KERJA_SAMA, *ISIAN_PERSIAPAN)}
        bulan = isi.get("jangka_waktu_bulan", "").strip()
        bilangan = bulan.isascii() and bulan.isdigit() and len(bulan) < 5
        isi["jangka_waktu_bulan"] = int(bulan) if bilangan else bulan or None
        return isi | {"nilai": baca_rupiah(isi.get("nilai", ""))}


class FormPotensi(forms.Form):
    use_required_attribute = False

    uraian = forms.CharField(
        label="Potensi atau kebutuhan",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Satu kalimat, misalnya «Sampah 4 ton per hari belum terolah; lahan TPS3R tersedia 600 m²».",
        error_messages={"required": "Tulis potensi atau kebutuhannya dalam satu kalimat."},
    )
    bidang = _pilihan("Bidang", Bidang.choices, "Pilih bidang.")
    urusan = _urusan()
    dicari = forms.BooleanField(
        label="Mencari mitra: tampilkan baris ini kepada desa lain",
        required=False,
        help_text="Tanpa tanda ini hanya desa Anda dan kantor di atasnya yang membacanya.",
    )


class FormPenawaran(forms.Form):
    """The letter; to whom it goes is chosen beside it."""

    use_required_attribute = False

    kepada = forms.CharField(label="Ditawarkan kepada", required=False, widget=forms.HiddenInput)
    nomor = forms.CharField(
        label="Nomor surat",
        help_text="Menurut buku agenda desa, misalnya 145/12/XI/2026.",
        max_length=80,
        error_messages={"required": "Isi nomor surat penawaran menurut buku agenda desa."},
    )
    pengantar = _teks("Kalimat pembuka surat", "Kosongkan untuk memakai kalimat baku.", 3, max_length=2000)


class FormJawaban(forms.Form):
    use_required_attribute = False

    jawaban = _pilihan("Jawaban", [], "Pilih terima, minta perubahan, atau tolak.")
    alasan = _teks(
        "Alasan atau perubahan yang diminta",
        "Wajib bila meminta perubahan atau menolak. Dibaca pengirim penawaran.",
        4,
        max_length=2000,
    )
    berkas = forms.FileField(
        label="Surat jawaban pihak ketiga",
        help_text=BANTU_BERKAS,
        error_messages={"required": "Unggah surat jawaban dari pihak ketiga."},
    )

    LABEL = {
        StatusPenawaran.DITERIMA: "Menerima",
        StatusPenawaran.MINTA_PERUBAHAN: "Meminta perubahan",
        StatusPenawaran.DITOLAK: "Menolak",
    }

    def __init__(self, *args, pilihan, dengan_surat, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["jawaban"].choices = [(j.value, self.LABEL[j]) for j in pilihan]
        if not dengan_surat:
            del self.fields["berkas"]


class FormUsulan(forms.Form):
    use_required_attribute = False

    pihak_ketiga = forms.ChoiceField(
        label="Pihak ketiga yang mengusulkan", error_messages={"required": "Pilih pihak ketiga yang mengusulkan."}
    )
    nomor = _teks("Nomor surat", max_length=80)
    ringkasan = forms.CharField(
        label="Pokok usulan",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={"required": "Tulis pokok usulannya."},
    )
    berkas = forms.FileField(
        label="Surat atau proposal",
        help_text=BANTU_BERKAS,
        error_messages={"required": "Unggah surat atau proposal pihak ketiga."},
    )

    def __init__(self, *args, pihak_ketiga, **kwargs):
        super().__init__(*args, **kwargs)
        pilihan = [(str(p.id_publik), p.nama) for p in pihak_ketiga]
        self.fields["pihak_ketiga"].choices = [("", "Pilih pihak ketiga"), *pilihan]


class FormAlasan(forms.Form):
    use_required_attribute = False

    alasan = forms.CharField(
        label="Alasan",
        help_text="Tampil di riwayat dan dibaca para pihak.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={"required": "Tulis alasannya. Alasan ini tampil di riwayat dan dibaca para pihak."},
    )
