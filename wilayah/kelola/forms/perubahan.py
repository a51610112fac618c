"""One form for each kind of change of the map: what the law states, and nothing that follows from it."""

from django import forms

from wilayah.pohon.enums import JenisPerubahan
from wilayah.pohon.forms import PilihWilayah
from wilayah.pohon.models import Wilayah
from wilayah.tampilan.formulir import isian_tanggal

WAJIB = {"required": "Isi bagian ini."}
BARIS_TERBANYAK = 200


def _kode(label="Kode baru", bantuan=""):
    return forms.CharField(label=label, max_length=13, help_text=bantuan, error_messages=WAJIB)


def _nama(label="Nama baru", *, wajib=True, bantuan=""):
    return forms.CharField(label=label, max_length=80, required=wajib, help_text=bantuan, error_messages=WAJIB)


def _baris(label, bantuan, *, wajib=True):
    kotak = forms.Textarea(attrs={"rows": 4, "class": "kolom", "spellcheck": "false"})
    return forms.CharField(
        label=label, required=wajib, help_text=bantuan, widget=kotak, max_length=20_000, error_messages=WAJIB
    )


def _urai(teks):
    """Lines as (first word, the rest)."""
    baris = [satu.split(None, 1) for satu in teks.splitlines() if satu.strip()]
    if len(baris) > BARIS_TERBANYAK:
        raise forms.ValidationError(f"Paling banyak {BARIS_TERBANYAK} baris. Perubahan besar ditetapkan dengan berkas.")
    return [(satu[0], satu[1].strip() if len(satu) > 1 else "") for satu in baris]


def _menurut_kode(kode):
    ada = Wilayah.objects.in_bulk(kode, field_name="kode")
    if tidak := sorted(set(kode) - set(ada)):
        raise forms.ValidationError(f"Tidak ada wilayah berkode {', '.join(tidak[:5])}.")
    return ada


class FormPerubahan(forms.Form):
    """What every change states. A past day is right: the act is often written down after it took effect."""

    tanggal = isian_tanggal("Berlaku sejak", bantu="Tanggal mulai berlaku menurut peraturannya; paling akhir hari ini.")
    dasar_hukum = forms.CharField(
        label="Dasar hukum",
        max_length=200,
        help_text="Undang-undang, peraturan, atau keputusan: nomor, tahun, tentang.",
        error_messages={"required": "Tulis peraturan yang menetapkan perubahan ini."},
    )
    keterangan = forms.CharField(label="Keterangan", max_length=300, required=False)

    KETETAPAN = ("tanggal", "dasar_hukum", "keterangan")

    def ketetapan(self):
        return {nama: self.cleaned_data[nama] for nama in self.KETETAPAN}

    def isian(self):
        return {nama: nilai for nama, nilai in self.cleaned_data.items() if nama not in self.KETETAPAN}

    def clean_pindah(self):
        baris = _urai(self.cleaned_data["pindah"])
        ada = _menurut_kode([lama for lama, _ in baris])
        return [(ada[lama], baru) for lama, baru in baris]


class FormSatuKode(FormPerubahan):
    wilayah = PilihWilayah(label="Wilayah", error_messages=WAJIB)
    kode = _kode()
    field_order = ["wilayah", "kode"]


class FormNama(FormPerubahan):
    wilayah = PilihWilayah(label="Wilayah", error_messages=WAJIB)
    nama = _nama()
    field_order = ["wilayah", "nama"]


class FormMekar(FormPerubahan):
    wilayah = PilihWilayah(label="Wilayah yang dimekarkan", error_messages=WAJIB)
    baru = _baris("Wilayah baru", "Satu baris satu wilayah: kode, spasi, nama. Misalnya «34.05 Kabupaten Contoh».")
    pindah = _baris(
        "Bagian yang pindah",
        "Satu baris satu wilayah di bawahnya: kode lama, spasi, kode baru. Yang di bawahnya lagi ikut.",
        wajib=False,
    )
    field_order = ["wilayah", "baru", "pindah"]

    def clean_baru(self):
        return _urai(self.cleaned_data["baru"])


class FormGabung(FormPerubahan):
    asal = _baris("Wilayah yang digabungkan", "Satu baris satu kode.")
    kode = _kode("Kode wilayah hasil", "Kode baru, atau kode wilayah yang menerima.")
    nama = _nama("Nama wilayah hasil", wajib=False, bantuan="Kosongkan bila wilayah penerimanya sudah ada.")
    pindah = _baris(
        "Wilayah di bawahnya",
        "Satu baris satu wilayah: kode lama, spasi, kode baru. Tidak perlu untuk desa.",
        wajib=False,
    )
    field_order = ["asal", "kode", "nama", "pindah"]

    def clean_asal(self):
        kode = [kode for kode, _ in _urai(self.cleaned_data["asal"])]
        ada = _menurut_kode(kode)
        return [ada[satu] for satu in kode]


class FormStatus(FormPerubahan):
    wilayah = PilihWilayah(label="Desa atau kelurahan", tingkat=4, error_messages=WAJIB)
    kode = _kode(bantuan="Angka keempat dari belakang: 1 kelurahan, 2 desa, 3 desa adat.")
    nama = _nama("Nama baru", wajib=False, bantuan="Kosongkan bila namanya tetap.")
    field_order = ["wilayah", "kode", "nama"]


class FormHapus(FormPerubahan):
    wilayah = PilihWilayah(label="Wilayah", error_messages=WAJIB)
    penerus = PilihWilayah(label="Diteruskan oleh", required=False)
    field_order = ["wilayah", "penerus"]


FORM = {
    JenisPerubahan.MEKAR: FormMekar,
    JenisPerubahan.PINDAH_INDUK: FormSatuKode,
    JenisPerubahan.GANTI_KODE: FormSatuKode,
    JenisPerubahan.GANTI_NAMA: FormNama,
    JenisPerubahan.GABUNG: FormGabung,
    JenisPerubahan.UBAH_STATUS: FormStatus,
    JenisPerubahan.HAPUS: FormHapus,
}


class FormRekonsiliasi(forms.Form):
    """What a person decides about one region that an edition no longer lists."""

    wilayah = forms.ModelChoiceField(Wilayah.objects.filter(aktif=False, diteruskan_oleh__isnull=True))
    keputusan = forms.ChoiceField(
        choices=[("sama", "Wilayah yang sama"), ("gabung", "Digabungkan"), ("tetap", "Tetap berakhir")]
    )
    penerus = PilihWilayah(label="Wilayah penerus", required=False)
    dasar_hukum = forms.CharField(label="Dasar", max_length=200, error_messages={"required": "Tulis dasarnya."})
