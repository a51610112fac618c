"""The steps of a registration. A form is filled from the draft and reads a POST back into it, right or wrong; what is
wrong is said by `kerjasama.rules`, so that the service refuses exactly what the form shows."""

from django import forms

from kerjasama.enums import Bentuk, Bidang, JenisPihakKetiga, Prakarsa, Urusan
from kerjasama.queries.pendaftaran import berkas_draf, desa_draf, serupa
from kerjasama.queries.pihak_ketiga import pihak_ketiga_dipakai
from kerjasama.queries.pihak_ketiga import serupa as pihak_ketiga_serupa
from kerjasama.rules import pendaftaran as rules
from kerjasama.rules.isian import baca_rupiah
from wilayah.tampilan.format import angka

ADA_TIDAK = (("ada", "Ada"), ("tidak", "Tidak ada"), ("belum", "Belum dicek"))
LABEL_KETIGA = {
    "nama": "Nama lembaga atau perusahaan",
    "jenis": "Jenis",
    "bentuk_hukum": "Bentuk hukum",
    "nib": "NIB",
    "alamat": "Alamat",
    "penanda_tangan": "Yang menandatangani",
}


def teks(label, *, wajib=True, bantu="", baris=0, **atribut):
    widget = forms.Textarea(attrs={"rows": baris, **atribut}) if baris else forms.TextInput(attrs=atribut)
    return forms.CharField(label=label, required=wajib, help_text=bantu, widget=widget, strip=True)


def isian_tanggal(label, *, wajib=True, bantu=""):
    # Text, not DateField: what can't be a date must still come back to the person who typed it.
    return forms.CharField(label=label, required=wajib, help_text=bantu, widget=forms.TextInput(attrs={"type": "date"}))


def pilihan(label, daftar, *, wajib=True, bantu=""):
    return forms.CharField(label=label, required=wajib, help_text=bantu, widget=forms.RadioSelect(choices=daftar))


class FormLangkah(forms.Form):
    """`diperiksa` binds the form to the draft, so that its errors show."""

    use_required_attribute = False
    # Errors that belong to no single control are shown at a place of their own in the template.
    tempat_galat = {}

    def __init__(self, *, draf, oleh, diperiksa=False):
        self.draf, self.oleh = draf, oleh
        super().__init__(initial=self.nilai_awal(draf.isi))
        self.tambah_isian()
        if diperiksa:
            self.is_bound, self.data = True, self.nilai_awal(draf.isi)
        for nama, label in self.tempat_galat.items():
            self.fields[nama] = forms.CharField(label=label, required=False, widget=forms.HiddenInput)

    def tambah_isian(self):
        """Fields that depend on the draft."""

    def nilai_awal(self, isi):
        return {nama: isi.get(nama, "") for nama in self.base_fields}

    def baca(self, post):
        """The part of the draft that this step holds, as posted."""
        return {nama: post.get(nama, "") for nama in self.base_fields}

    def galat(self):
        """What keeps this step from being right: {field: message}."""
        return {}

    def _clean_fields(self):
        """Nothing: the rules speak for the fields too, and say each thing once."""
        self.cleaned_data = {}

    def clean(self):
        for nama, pesan in self.galat().items():
            self.add_error(nama if nama in self.fields else None, pesan)


class FormNaskah(FormLangkah):
    bentuk = pilihan("Bentuk kerja sama", Bentuk.choices)
    judul = teks("Judul", baris=3, bantu="Tulis seperti pada naskah, tanpa kata «tentang».")
    bidang = pilihan("Bidang", Bidang.choices, bantu="Menurut Permendagri 96/2017.")
    urusan = forms.CharField(label="Urusan", widget=forms.Select(choices=[("", "Pilih urusan"), *Urusan.choices]))
    nilai = teks(
        "Nilai kerja sama",
        wajib=False,
        bantu="Jumlah uang dalam naskah, jika ada.",
        inputmode="numeric",
        autocomplete="off",
    )
    ruang_lingkup = teks("Ruang lingkup", wajib=False, baris=4, bantu="Ringkas, satu atau dua kalimat.")

    def nilai_awal(self, isi):
        nilai = isi.get("nilai")
        return super().nilai_awal(isi) | {"nilai": angka(nilai) if isinstance(nilai, int) else nilai or ""}

    def baca(self, post):
        return super().baca(post) | {"nilai": baca_rupiah(post.get("nilai", ""))}

    def galat(self):
        return rules.galat_naskah(self.draf.isi)


class DenganSerupa:
    """The question «ini yang sama?» of the steps after which another agreement may turn out to be this one."""

    def tambah_sama(self, *, bila_terjawab=True):
        self.serupa = list(serupa(self.oleh, self.draf.desa, self.draf.isi))
        if not bila_terjawab and not self.galat_sama():
            self.serupa = []
        jawaban = [(str(k.id_publik), f"Ya, {k.kode_ucap}: {k.judul}") for k in self.serupa]
        jawaban.append((rules.BUKAN_SAMA, "Bukan, ini kerja sama lain"))
        if self.serupa:
            self.fields["sama_dengan"] = pilihan("Apakah salah satunya yang sedang Anda daftarkan?", jawaban)
            self.initial["sama_dengan"] = self.draf.isi.get("sama_dengan", "")

    def baca_sama(self, post):
        if "sama_dengan" not in post:
            return {}
        return {"sama_dengan": post["sama_dengan"], "sama_untuk": post.getlist("sama_untuk")}

    def galat_sama(self):
        return rules.galat_sama(self.draf.isi, [str(k.id_publik) for k in self.serupa])

    def sama_terpilih(self):
        """The registered agreement which the person says is this one, or None."""
        return next((k for k in self.serupa if str(k.id_publik) == self.draf.isi.get("sama_dengan")), None)


class FormPihak(DenganSerupa, FormLangkah):
    """The other villages are added and taken away by buttons; here are the third parties."""

    tempat_galat = {"pihak": "Para pihak", "pihak_ketiga": "Pihak ketiga"}

    def tambah_isian(self):
        self.tambah_sama()
        if not rules.perlu_pihak_ketiga(self.draf.isi):
            return
        self.fields["prakarsa"] = pilihan("Siapa yang memprakarsai?", Prakarsa.choices, wajib=False)
        for nomor in range(max(1, len(self.draf.isi.get("pihak_ketiga", [])))):
            for nama, label in LABEL_KETIGA.items():
                self.fields[f"ketiga_{nomor}_{nama}"] = _isian_ketiga(nama, label)
            self.fields[f"ketiga_{nomor}_id"] = forms.CharField(required=False, widget=forms.HiddenInput)

    def nilai_awal(self, isi):
        awal = {"prakarsa": isi.get("prakarsa") or Prakarsa.DESA, "sama_dengan": isi.get("sama_dengan", "")}
        for nomor, satu in enumerate(isi.get("pihak_ketiga", [])):
            awal |= {f"ketiga_{nomor}_{nama}": satu.get(nama, "") for nama in (*LABEL_KETIGA, "id")}
        return awal

    def ketiga(self):
        """The fields of each third party, with the entry of the registry that it is, or those that it may be."""
        daftar = self.draf.isi.get("pihak_ketiga", []) or [{}]
        if not rules.perlu_pihak_ketiga(self.draf.isi):
            return []
        return [self._satu_ketiga(nomor, satu) for nomor, satu in enumerate(daftar)]

    def _satu_ketiga(self, nomor, satu):
        dipakai = pihak_ketiga_dipakai(self.oleh, self.draf.desa, satu)
        return {
            "nomor": nomor,
            "bidang": [self[f"ketiga_{nomor}_{nama}"] for nama in LABEL_KETIGA],
            "id": self[f"ketiga_{nomor}_id"] if dipakai else None,
            "dipakai": dipakai,
            "serupa": [] if dipakai else pihak_ketiga_serupa(self.oleh, satu, desa=self.draf.desa),
        }

    def baca(self, post):
        isi = self.baca_sama(post)
        if "prakarsa" in post:
            isi["prakarsa"] = post["prakarsa"]
        if "ketiga_0_nama" in post:
            isi["pihak_ketiga"] = self._baca_ketiga(post)
        return isi

    def _baca_ketiga(self, post):
        hasil = []
        for nomor in range(rules.MAKS_PIHAK_KETIGA):
            satu = {nama: post.get(f"ketiga_{nomor}_{nama}", "").strip() for nama in (*LABEL_KETIGA, "id")}
            if any(satu[nama] for nama in LABEL_KETIGA) and str(nomor) != post.get("hapus_ketiga"):
                hasil.append(satu)
        return hasil + [{}] if post.get("aksi") == "tambah_ketiga" else hasil

    def galat(self):
        isi = self.draf.isi
        return rules.galat_pihak(isi, desa_sendiri=self.draf.desa, dikenal=desa_draf(isi)) | self.galat_sama()


def _isian_ketiga(nama, label):
    if nama == "jenis":
        daftar = [("", "Pilih jenis"), *JenisPihakKetiga.choices]
        return forms.CharField(label=label, widget=forms.Select(choices=daftar))
    return teks(label, wajib=nama == "nama")


class FormWaktu(DenganSerupa, FormLangkah):
    tanggal_ditetapkan = isian_tanggal("Tanggal ditetapkan", bantu="Tanggal naskah ditandatangani.")
    nomor = teks("Nomor", wajib=False)
    tanggal = isian_tanggal("Tanggal diundangkan")
    berita_desa = teks("Berita Desa", wajib=False, bantu="Misalnya «Tahun 2026 Nomor 4».")
    tanggal_mulai = isian_tanggal("Mulai berlaku", wajib=False, bantu="Kosongkan jika sama dengan tanggal di atas.")
    masa = pilihan(
        "Sampai kapan berlaku?",
        ((rules.MASA_TANGGAL, "Sampai tanggal tertentu"), (rules.MASA_TERBUKA, "Tidak ditentukan dalam naskah")),
    )
    jatuh_tempo = isian_tanggal("Hari terakhir berlaku", wajib=False, bantu="Hanya untuk «Sampai tanggal tertentu».")
    camat = pilihan("Keterlibatan camat tercatat?", ADA_TIDAK, wajib=False, bantu="PP 16/2026 Pasal 165 ayat (5).")
    berita_acara = pilihan("Berita acara musyawarah ada?", ADA_TIDAK, wajib=False)

    def tambah_isian(self):
        self.tambah_sama(bila_terjawab=False)
        sebutan, camat = self.draf.desa.sebutan("wilayah"), self.draf.desa.induk.sebutan("kepala")
        self.fields["camat"].label = f"Keterlibatan {(camat or 'camat').lower()} tercatat?"
        self.fields["nomor"].label = f"Nomor peraturan {sebutan} {self.draf.desa.nama}"
        self.fields["nomor"].help_text = "Misalnya «4 Tahun 2026». Setiap desa punya nomornya sendiri."
        if not rules.adalah_pbkd(self.draf.isi):
            self.fields["nomor"].label, self.fields["nomor"].help_text = "Nomor perjanjian", ""
            del self.fields["tanggal"], self.fields["berita_desa"]
            return
        self.fields["nomor"].required = True
        dikenal = desa_draf(self.draf.isi)
        for kode in self.draf.isi.get("pihak", []):
            nama = dikenal[kode].nama if kode in dikenal else kode
            self.fields[rules.nama_isian("nomor", kode)] = teks(f"Nomor {nama}", wajib=False)
            self.fields[rules.nama_isian("tanggal", kode)] = isian_tanggal("Tanggal diundangkan", wajib=False)
            self.fields[rules.nama_isian("berita_desa", kode)] = teks("Berita Desa", wajib=False)
            self.fields[rules.nama_isian("belum", kode)] = forms.CharField(
                label="Belum diketahui", required=False, widget=forms.CheckboxInput
            )

    def nilai_awal(self, isi):
        awal = super().nilai_awal(isi) | isi.get("peringatan", {}) | {"sama_dengan": isi.get("sama_dengan", "")}
        for kode, satu in isi.get("nomor_pihak", {}).items():
            for nama in ("nomor", "tanggal", "berita_desa"):
                awal[rules.nama_isian(nama, kode)] = satu.get(nama, "")
            if satu.get("belum_diketahui"):
                awal[rules.nama_isian("belum", kode)] = "on"
        return awal

    def baca(self, post):
        isi = {n: v for n, v in super().baca(post).items() if n not in rules.PERINGATAN}
        isi["peringatan"] = {n: post.get(n, "") for n in rules.PERINGATAN}
        if rules.adalah_pbkd(self.draf.isi):
            isi["nomor_pihak"] = {kode: _baca_nomor(post, kode) for kode in self.draf.isi.get("pihak", [])}
        return isi | self.baca_sama(post)

    def nomor_lain(self):
        """(village, its four fields) of each other party, for the template."""
        if not rules.adalah_pbkd(self.draf.isi):
            return []
        dikenal = desa_draf(self.draf.isi)
        nama = ("belum", "nomor", "tanggal", "berita_desa")
        return [
            (dikenal[kode], [self[rules.nama_isian(n, kode)] for n in nama])
            for kode in self.draf.isi.get("pihak", [])
            if kode in dikenal
        ]

    def galat(self):
        isi, hari_ini = self.draf.isi, self.draf.desa.hari_ini()
        return rules.galat_waktu(isi, hari_ini=hari_ini, kode_lain=isi.get("pihak", [])) | self.galat_sama()


def _baca_nomor(post, kode):
    isi = {nama: post.get(rules.nama_isian(nama, kode), "") for nama in ("nomor", "tanggal", "berita_desa")}
    return isi | {"belum_diketahui": rules.nama_isian("belum", kode) in post}


class BanyakBerkas(forms.ClearableFileInput):
    allow_multiple_selected = True


class FormBerkas(FormLangkah):
    berkas = forms.FileField(
        label="Naskah yang sudah ditandatangani",
        widget=BanyakBerkas,
        help_text="Satu PDF, atau foto setiap halaman (JPG atau PNG). Paling besar 20 MB per berkas.",
    )

    def nilai_awal(self, isi):
        return {}

    def baca(self, post):
        return {}

    def galat(self):
        return rules.galat_berkas(berkas_draf(self.draf).count())


FORM = {"naskah": FormNaskah, "pihak": FormPihak, "waktu": FormWaktu, "berkas": FormBerkas}
