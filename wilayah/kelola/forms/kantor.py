"""What an office fills in about itself: letterhead, signatories, numbers, switches."""

from django import forms
from django.core.exceptions import ValidationError

from wilayah.berkas.rules import PDF, periksa_ukuran, periksa_unggahan
from wilayah.berkas.services import rapikan_gambar
from wilayah.cakupan.roles import PERAN
from wilayah.pengguna.jenis_surat import pilihan_jenis
from wilayah.pengguna.models import AturanTandaTangan, PolaNomor, ProfilKantor
from wilayah.pengguna.penomoran import periksa_pola
from wilayah.tampilan.formulir import isian_tanggal

from .bidang import isian_dasar

MAKS_LOGO = 2 * 1024 * 1024
JUMLAH_PARAF = 3
BANTU_POLA = (
    "Isian: {klasifikasi}, {urut} (atau {urut:03}), {bulan}, {bulan_romawi}, {tahun}. Kode unit ditulis langsung, "
    "misalnya {klasifikasi}/{urut:03}/DPMK/{tahun}."
)


def bersihkan_pola(pola):
    periksa_pola(pola)
    if "{tahun}" not in pola:
        raise ValidationError("Pola nomor harus memuat {tahun}: nomor urut mulai lagi setiap tahun.")
    return pola


class FormKop(forms.ModelForm):
    """The letterhead. A logo is stored re-encoded: nothing but its picture comes through."""

    logo_baru = forms.FileField(
        label="Logo",
        required=False,
        help_text="PNG atau JPG, paling besar 2 MB. Latar transparan dipertahankan.",
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )
    lepas_logo = forms.BooleanField(label="Hapus logo dari surat berikutnya", required=False)

    class Meta:
        model = ProfilKantor
        fields = (
            "nama_pemda",
            "nama_kantor",
            "alamat",
            "kode_pos",
            "telepon",
            "surel",
            "laman",
            "kota_surat",
            "kepala_daerah",
            "kertas",
            "huruf",
        )
        help_texts = {
            "nama_pemda": "Baris pertama kop, misalnya PEMERINTAH KABUPATEN SLEMAN.",
            "nama_kantor": "Baris kedua kop, huruf tebal.",
            "kota_surat": "Ditulis di depan tanggal surat.",
            "kepala_daerah": "Misalnya BUPATI SLEMAN; dipakai pada a.n.",
            "kertas": "Permendagri 1/2023 menyebut A4; peraturan daerah boleh menetapkan lain.",
            "huruf": "Arial untuk surat; Bookman Old Style bila peraturan daerah memintanya.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.logo_id:
            del self.fields["lepas_logo"]

    def clean_kode_pos(self):
        kode = self.cleaned_data["kode_pos"]
        if kode and not (kode.isascii() and kode.isdigit() and len(kode) == 5):
            raise ValidationError("Kode pos terdiri atas lima angka.")
        return kode

    def clean_logo_baru(self):
        """Bytes of a PNG, or None."""
        unggahan = self.cleaned_data["logo_baru"]
        if not unggahan:
            return None
        periksa_ukuran(unggahan.size, unggahan.name)
        if unggahan.size > MAKS_LOGO:
            raise ValidationError("Logo lebih dari 2 MB. Perkecil gambarnya.")
        isi = unggahan.read()
        if periksa_unggahan(isi, unggahan.name) == PDF:
            raise ValidationError("Logo harus gambar PNG atau JPG.")
        return rapikan_gambar(isi)

    def isian(self):
        isi = dict(self.cleaned_data)
        return isi | {"logo": isi.pop("logo_baru"), "lepas_logo": isi.pop("lepas_logo", False)}


class FormPolaBaku(forms.ModelForm):
    class Meta:
        model = ProfilKantor
        fields = ("klasifikasi", "pola_nomor")
        help_texts = {"pola_nomor": BANTU_POLA, "klasifikasi": "Permendagri 83/2022, misalnya 400.10.2."}

    def clean_pola_nomor(self):
        return bersihkan_pola(self.cleaned_data["pola_nomor"])


class FormPola(forms.ModelForm):
    jenis_surat = forms.ChoiceField(label="Jenis surat", choices=pilihan_jenis)
    berlaku_sejak = isian_tanggal("Berlaku sejak", bantu="Paling cepat hari ini. Nomor yang sudah diberikan tetap.")

    class Meta:
        model = PolaNomor
        fields = ("jenis_surat", "klasifikasi", "pola", "berlaku_sejak")
        help_texts = {"pola": BANTU_POLA}

    def clean_pola(self):
        return bersihkan_pola(self.cleaned_data["pola"])


class FormTandaTangan(forms.ModelForm):
    """Only roles of the office's own tier that hold the power can be named."""

    jenis_surat = forms.ChoiceField(label="Jenis surat", choices=pilihan_jenis)
    peran_penanda = forms.ChoiceField(label="Ditandatangani oleh")
    dasar = isian_dasar("Dasar pelimpahan", "Keputusan yang melimpahkan wewenang: nomor, tanggal, tentang.")
    dari = isian_tanggal("Berlaku sejak", bantu="Aturan sebelumnya berakhir sehari sebelum tanggal ini.")

    class Meta:
        model = AturanTandaTangan
        fields = ("jenis_surat", "peran_penanda", "jabatan", "a_n", "dasar", "dari")
        help_texts = {"a_n": "Kosongkan bila menandatangani atas jabatannya sendiri."}

    def __init__(self, *args, kantor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["peran_penanda"].choices = _peran(kantor, "tandatangani_surat")
        pemaraf = [("", "Tidak ada"), *_peran(kantor, "paraf_surat")]
        for urut in range(1, JUMLAH_PARAF + 1):
            self.fields[f"paraf_{urut}"] = forms.ChoiceField(label=f"Paraf ke-{urut}", choices=pemaraf, required=False)
        paraf = [f"paraf_{urut}" for urut in range(1, JUMLAH_PARAF + 1)]
        self.order_fields(["jenis_surat", *paraf, "peran_penanda"])

    def clean(self):
        isi = super().clean()
        paraf = [p for p in (isi.get(f"paraf_{n}") for n in range(1, JUMLAH_PARAF + 1)) if p]
        if len(set(paraf)) != len(paraf):
            self.add_error("paraf_2", "Satu peran memaraf sekali saja.")
        isi["urutan_paraf"] = paraf
        return isi

    def isian(self):
        return {nama: nilai for nama, nilai in self.cleaned_data.items() if not nama.startswith("paraf_")}


def _peran(kantor, izin):
    return [(kunci, p.nama) for kunci, p in PERAN.items() if p.tingkat == kantor.tingkat and izin in p.izin]


class FormAkhiri(forms.Form):
    """Ends what holds without an end."""

    terakhir = isian_tanggal("Hari terakhir berlaku")


class FormSakelar(forms.Form):
    """One switch: the new choice, its basis and its days. `sakelar` is a row of `kelola.sakelar.SAKELAR`."""

    dasar = isian_dasar("Dasar", "Peraturan atau keputusan yang menetapkannya: nomor, tahun, tentang.")
    berlaku_sejak = isian_tanggal("Berlaku sejak")
    berlaku_sampai = isian_tanggal(
        "Berlaku sampai", wajib=False, bantu="Bila diisi, pilihan sebelumnya berlaku lagi sesudahnya."
    )

    def __init__(self, *args, sakelar, **kwargs):
        super().__init__(*args, prefix=sakelar.kunci.value, **kwargs)
        self.sakelar = sakelar
        pilihan = sakelar.pilihan or (("1", "Nyala"), ("0", "Mati"))
        bidang = forms.ChoiceField(label="Pilihan", choices=pilihan, error_messages={"required": "Pilih salah satu."})
        self.fields = {"pilihan": bidang, **self.fields}

    def clean(self):
        isi = super().clean()
        sejak, sampai = isi.get("berlaku_sejak"), isi.get("berlaku_sampai")
        if sejak and sampai and sampai < sejak:
            self.add_error("berlaku_sampai", "Hari terakhir tidak boleh sebelum hari pertama.")
        return isi

    def isian(self):
        isi = dict(self.cleaned_data)
        pilihan = isi.pop("pilihan")
        bernilai = bool(self.sakelar.pilihan)
        return isi | {
            "kunci": self.sakelar.kunci,
            "nyala": bernilai or pilihan == "1",
            "nilai": pilihan if bernilai else "",
        }
