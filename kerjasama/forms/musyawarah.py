"""What people type on the screens of a musyawarah. What is wrong is said by `kerjasama.rules.musyawarah`, so that the
service refuses exactly what the form shows."""

from datetime import datetime

from django import forms

from kerjasama.enums import JenisKelamin, JenisMusyawarah, KeputusanMusyawarah, Unsur
from kerjasama.queries.musyawarah import desa_pihak, label_unsur
from kerjasama.rules import musyawarah as rules
from wilayah.tampilan.formulir import isian_tanggal

from .pendaftaran import BanyakBerkas

BARIS_KOSONG = 1
BIDANG_PESERTA = ("nama", "unsur", "jenis_kelamin", "jabatan", "utusan_dari")
KODE_KELAMIN = {JenisKelamin.LAKI_LAKI: "L", JenisKelamin.PEREMPUAN: "P"}


class FormJadwal(forms.Form):
    """When, where and what about; the number only when the letter goes out."""

    tanggal = isian_tanggal("Hari, tanggal", kosong="Isi tanggal musyawarah.")
    jam = forms.TimeField(
        label="Jam",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": "Isi jam mulainya.", "invalid": "Tulis jam yang benar, misalnya 19.30."},
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
    )
    tempat = forms.CharField(
        label="Tempat",
        help_text="Misalnya balai desa.",
        max_length=rules.PANJANG["tempat"],
        error_messages={"required": "Isi tempat musyawarah."},
    )
    agenda = forms.CharField(
        label="Agenda",
        help_text="Satu baris untuk tiap pokok.",
        max_length=rules.PANJANG["agenda"],
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Tulis apa yang dibicarakan."},
    )
    nomor_undangan = forms.CharField(
        label="Nomor surat undangan",
        help_text="Dari buku agenda surat penyelenggara. Perlu diisi untuk menerbitkan undangan.",
        max_length=rules.PANJANG["nomor_undangan"],
        required=False,
    )

    def __init__(self, *args, zona, mengundang=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.zona, self.mengundang = zona, mengundang

    def clean(self):
        isi = super().clean()
        if self.mengundang and not isi.get("nomor_undangan") and "nomor_undangan" not in self.errors:
            self.add_error("nomor_undangan", "Isi nomor surat undangan sebelum menerbitkannya.")
        if isi.get("tanggal") and isi.get("jam"):
            isi["waktu"] = datetime.combine(isi["tanggal"], isi["jam"], tzinfo=self.zona)
        return isi

    @staticmethod
    def awal(musyawarah):
        lokal = musyawarah.waktu.astimezone(musyawarah.desa.zona)
        lain = {n: getattr(musyawarah, n) for n in ("tempat", "agenda", "nomor_undangan")}
        return lain | {"tanggal": lokal.date(), "jam": lokal.time()}


class FormKeputusan(forms.Form):
    """Kept while it is typed, whatever is missing; bound only when one goes on."""

    use_required_attribute = False

    keputusan = forms.ChoiceField(
        label="Keputusan",
        choices=KeputusanMusyawarah.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih menyepakati atau tidak menyepakati."},
    )
    isi_keputusan = forms.CharField(
        label="Isi keputusan",
        help_text="Bila menyepakati, masuk ke «Menimbang» naskah: «bahwa musyawarah … memutuskan …».",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Tulis isi keputusannya."},
    )
    pembahasan = forms.CharField(
        label="Pokok pembahasan",
        help_text="Yang dibicarakan, termasuk pendapat yang berbeda.",
        max_length=9000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Tulis pokok pembahasannya."},
    )
    pimpinan = forms.CharField(
        label="Pimpinan musyawarah",
        max_length=rules.PANJANG["pimpinan"],
        error_messages={"required": "Isi nama pimpinan musyawarah."},
    )
    notulis = forms.CharField(
        label="Notulis",
        max_length=rules.PANJANG["notulis"],
        error_messages={"required": "Isi nama notulis."},
    )


class FormKehadiran(forms.Form):
    """Counts as `<unsur>_<sex>`, named people as `peserta_<n>_<field>`, and photos. A line of a person may be half
    typed; `lengkap` asks for the rest."""

    foto = forms.FileField(
        label="Foto", required=False, widget=BanyakBerkas, help_text="JPG atau PNG, paling besar 20 MB per foto."
    )
    foto_daftar_hadir = forms.BooleanField(label="Ini halaman daftar hadir", required=False)
    foto_keterangan = forms.CharField(label="Keterangan foto", required=False, max_length=200)

    def __init__(self, *args, musyawarah, peserta, tambah=0, lengkap=False, **kwargs):
        self.musyawarah, self.lengkap = musyawarah, lengkap
        self.sebut = label_unsur(musyawarah.desa)
        super().__init__(*args, **kwargs)
        self.banyak_baris = self._banyak_baris(len(peserta) + BARIS_KOSONG + tambah)
        self.antar = musyawarah.jenis == JenisMusyawarah.ANTAR_DESA
        self.desa = desa_pihak(musyawarah.kerja_sama) if self.antar else [musyawarah.desa]
        self._tambah_hitungan()
        for nomor in range(self.banyak_baris):
            self._tambah_peserta(nomor, peserta[nomor] if nomor < len(peserta) else None)

    def _banyak_baris(self, banyak):
        """As many lines as were sent, so that one more line typed by a script is read too."""
        if self.is_bound:
            nomor = [n.split("_")[1] for n in self.data if n.startswith("peserta_") and n.count("_") > 1]
            banyak = max([banyak, *(int(n) + 1 for n in nomor if n.isascii() and n.isdigit() and len(n) < 4)])
        return min(banyak, rules.MAKS_PESERTA)

    def _tambah_hitungan(self):
        for unsur in Unsur:
            for jk in rules.KELAMIN:
                nilai = self.musyawarah.hadir.get(unsur, {}).get(jk)
                self.fields[f"{unsur}_{jk}"] = forms.CharField(
                    label=f"{self.sebut[unsur.value]}, {jk.label.lower()}",
                    required=False,
                    initial=nilai or "",
                    widget=forms.NumberInput(
                        attrs={"min": 0, "max": rules.MAKS_HADIR, "inputmode": "numeric", "data-hitung": jk.value}
                    ),
                )

    def _tambah_peserta(self, nomor, peserta):
        awal = f"peserta_{nomor}_"
        unsur = [("", "Pilih unsur"), *((u.value, self.sebut[u.value]) for u in Unsur)]
        isian = {
            "nama": forms.CharField(label="Nama", max_length=120),
            "unsur": forms.ChoiceField(label="Unsur", choices=unsur),
            "jenis_kelamin": forms.ChoiceField(
                label="L/P", choices=[("", "Pilih"), *((j.value, j.label) for j in rules.KELAMIN)]
            ),
            "jabatan": forms.CharField(label="Jabatan, wakil dari, atau «narasumber»", max_length=120),
            "utusan_dari": self._isian_utusan(),
        }
        for nama, bidang in isian.items():
            bidang.initial, bidang.required = self._awal_peserta(peserta, nama), False
            bidang.widget.attrs["class"] = "kolom"
            self.fields[awal + nama] = bidang

    def _isian_utusan(self):
        pilihan = [(d.kode, f"Utusan {d.nama_lengkap}") for d in self.desa]
        if not self.antar:
            pilihan = [(d.kode, "Utusan ke musyawarah antar-desa") for d in self.desa]
        return forms.ChoiceField(label="Utusan", choices=[("", "Bukan utusan"), *pilihan])

    @staticmethod
    def _awal_peserta(peserta, nama):
        if peserta is None:
            return ""
        if nama == "utusan_dari":
            return peserta.utusan_dari.kode if peserta.utusan_dari else ""
        return getattr(peserta, nama)

    def clean(self):
        isi = super().clean()
        _, galat = rules.baca_hadir(self.isi()["hadir"])
        galat |= rules.galat_nik([self._baris(n) for n in range(self.banyak_baris)])
        galat |= self._galat_peserta() if self.lengkap else {}
        for nama, pesan in galat.items():
            self.add_error(nama, pesan)
        return isi

    def _galat_peserta(self):
        hasil = {}
        for nomor in range(self.banyak_baris):
            galat = rules.galat_peserta(rules.baca_peserta([self._baris(nomor)]))
            hasil |= {nama.replace("_0_", f"_{nomor}_", 1): pesan for nama, pesan in galat.items()}
        return hasil

    def isi(self):
        """As the service takes it, right or wrong, without the lines that are empty."""
        hadir = {u.value: {jk.value: self._nilai(f"{u}_{jk}") for jk in rules.KELAMIN} for u in Unsur}
        baris = (self._baris(n) for n in range(self.banyak_baris))
        return {"hadir": hadir, "peserta": [p for p in baris if any(p.values())]}

    def _baris(self, nomor):
        return {b: self._nilai(f"peserta_{nomor}_{b}") for b in BIDANG_PESERTA}

    def _nilai(self, nama):
        return str(self.data.get(nama, "") if self.is_bound else self.get_initial_for_field(self.fields[nama], nama))

    @property
    def kelompok(self):
        """[(heading, [(group, [(«L», field), («P», field)])])]."""
        return [
            (
                judul,
                [
                    (self.sebut[u.value], [(KODE_KELAMIN[jk], self[f"{u}_{jk}"]) for jk in rules.KELAMIN])
                    for u in daftar
                ],
            )
            for judul, daftar in rules.KELOMPOK
        ]

    @property
    def baris_peserta(self):
        return [[self[f"peserta_{n}_{b}"] for b in BIDANG_PESERTA] for n in range(self.banyak_baris)]


class FormPindaian(forms.Form):
    berkas = forms.FileField(
        label="Berita acara yang sudah ditandatangani",
        widget=BanyakBerkas,
        help_text="Satu PDF, atau foto setiap halaman (JPG atau PNG). Paling besar 20 MB per berkas.",
        error_messages={"required": "Pilih pindaiannya: satu PDF, atau foto setiap halaman."},
    )


class FormBatal(forms.Form):
    alasan = forms.CharField(
        label="Alasan pembatalan",
        help_text="Dibaca para pihak di riwayat.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis alasan pembatalannya."},
    )
