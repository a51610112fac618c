"""An office that an admin gives: where, which, for how long, on what decree."""

from django import forms

from wilayah.cakupan.roles import PERAN
from wilayah.pengguna.models import KELOLA
from wilayah.pengguna.queries import peran_yang_dapat_diberi
from wilayah.pohon.forms import PilihWilayah
from wilayah.tampilan.formulir import isian_tanggal


class FormTugas(forms.Form):
    """Only roles and regions that the admin may give; the service checks the same again."""

    wilayah = PilihWilayah(label="Wilayah", error_messages={"required": "Isi wilayah tempat bertugas."})
    peran = forms.ChoiceField(label="Peran", error_messages={"required": "Pilih peran."})
    jabatan = forms.CharField(
        label="Jabatan",
        max_length=160,
        help_text="Seperti tertulis pada surat, misalnya «Kepala Dinas PMK».",
        error_messages={"required": "Isi jabatan."},
    )
    sk = forms.CharField(
        label="Surat keputusan",
        max_length=160,
        help_text="Nomor dan tanggal surat yang mengangkat atau menugaskan.",
        error_messages={"required": "Isi nomor surat keputusan atau surat tugas."},
    )
    mulai = isian_tanggal("Mulai bertugas")
    selesai = isian_tanggal("Selesai", "Hari terakhir bertugas. Kosongkan bila sampai ada pengganti.", wajib=False)

    def __init__(self, *args, admin, **kwargs):
        super().__init__(*args, **kwargs)
        self.admin = admin
        boleh = peran_di_mana_saja(admin)
        self.fields["peran"].choices = [("", "Pilih peran"), *((p, PERAN[p].nama) for p in boleh)]

    def clean_wilayah(self):
        wilayah = self.cleaned_data["wilayah"]
        if not self.admin.has_perm(KELOLA, wilayah):
            raise forms.ValidationError(f"{wilayah.nama_lengkap} ({wilayah.kode}) tidak ada dalam cakupan Anda.")
        return wilayah

    def clean(self):
        isi = super().clean()
        wilayah, peran = isi.get("wilayah"), isi.get("peran")
        if wilayah and peran:
            self._periksa_peran(wilayah, peran)
        if isi.get("selesai") and isi.get("mulai") and isi["selesai"] < isi["mulai"]:
            self.add_error("selesai", "Tanggal selesai mendahului tanggal mulai.")
        return isi

    def _periksa_peran(self, wilayah, peran):
        boleh = peran_yang_dapat_diberi(self.admin, wilayah)
        if peran in boleh:
            return
        nama = ", ".join(PERAN[p].nama for p in boleh) or "tidak ada"
        self.add_error("peran", f"Peran ini tidak dapat Anda beri di {wilayah.nama_lengkap}. Yang dapat: {nama}.")

    def tugas(self):
        return {n: self.cleaned_data[n] for n in ("wilayah", "peran", "jabatan", "sk", "mulai", "selesai")}


def peran_di_mana_saja(admin):
    """Roles that the admin gives somewhere, in the order of the table; where, the region decides."""
    boleh = {p for tugas in admin.penugasan.berlaku() for p in PERAN[tugas.peran].memberi}
    return [kunci for kunci in PERAN if kunci in boleh]
