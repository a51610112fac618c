"""Import of accounts: every row goes through the form of a single account, against what is there already."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.core import signing
from django.utils import timezone

from wilayah.cakupan.queries import simpul
from wilayah.cakupan.roles import PERAN
from wilayah.pengguna.models import KELOLA, Pengguna, Penugasan
from wilayah.pengguna.queries import peran_yang_dapat_diberi
from wilayah.pohon.models import Wilayah

from .forms.orang import FormOrang
from .forms.tugas import peran_di_mana_saja
from .lembar import KOLOM, Baris

GARAM = "impor-pengguna"
UMUR_MUATAN = 2 * 60 * 60
JUDUL = {bidang: judul for judul, bidang in KOLOM.items()}
BARU, SAMA, GALAT = "baru", "sama", "galat"


@dataclass
class Hasil:
    baris: Baris
    keadaan: str
    pesan: list  # (heading of the column, what to do)
    form: FormOrang | None = None

    @property
    def kata(self):
        if self.keadaan == GALAT:
            return "; ".join(f"{judul}: {pesan}" if judul else pesan for judul, pesan in self.pesan)
        return "Akun baru" if self.keadaan == BARU else "Sudah ada, dilewati"


class FormBaris(FormOrang):
    """The same checks, answered from what was read once for the whole file."""

    wilayah = forms.CharField(max_length=13, error_messages={"required": "Isi kode wilayah tempat bertugas."})

    def __init__(self, *args, adanya, **kwargs):
        super().__init__(*args, **kwargs)
        self.adanya = adanya

    def clean_wilayah(self):
        kode = self.cleaned_data["wilayah"]
        self.cleaned_data["wilayah"] = self.adanya.wilayah.get(kode)
        if self.cleaned_data["wilayah"] is None:
            raise forms.ValidationError(f"Wilayah {kode} tidak ada. Pilih kodenya dari daftar pada templat.")
        return super().clean_wilayah()

    def terpakai(self, username):
        return username in self.adanya.nama_pengguna

    def nama_serupa(self, peran, kode):
        return self.adanya.nama_pengguna

    def clean(self):
        isi = super().clean()
        if not self.errors and (nama := self.adanya.pemegang_tunggal(isi)):
            self.add_error("peran", f"Dipegang {nama} pada masa itu. Akhiri penugasannya dahulu.")
        return isi


class Adanya:
    """Regions, user names and offices that the file speaks of, in three queries."""

    def __init__(self, admin, semua):
        kode = {b.isi.get("wilayah", "") for b in semua}
        induk = "induk__induk__induk__induk"
        self.wilayah = {w.kode: w for w in Wilayah.objects.aktif().select_related(induk).filter(kode__in=kode)}
        tulisan = {b.isi.get("username", "") for b in semua}
        terpakai = Pengguna.objects.filter(penugasan__wilayah__in=self.wilayah.values()) | Pengguna.objects.filter(
            username__in=tulisan
        )
        self.nama_pengguna = set(terpakai.values_list("username", flat=True))
        tugas = Penugasan.objects.terkelola(admin).filter(wilayah__in=self.wilayah.values(), sebelum__gt=timezone.now())
        self.tugas, self.pemegang = set(), {}
        for satu in tugas.select_related("pengguna", "wilayah"):
            tempat = (satu.wilayah.kode, satu.peran)
            self.tugas |= {(satu.pengguna.nama.casefold(), *tempat), (satu.pengguna.username, *tempat)}
            if satu.sifat == Penugasan.Sifat.DEFINITIF:
                self.catat(*tempat, satu.pengguna.nama, satu.tanggal_mulai, satu.tanggal_selesai)

    def catat(self, kode, peran, nama, mulai, selesai):
        self.pemegang.setdefault((kode, peran), []).append((nama, mulai, selesai or date.max))

    def pemegang_tunggal(self, isi):
        """Who holds, in the days asked for, an office that only one person can hold; "" when it is free."""
        if not PERAN[isi["peran"]].tunggal:
            return ""
        mulai, selesai = isi["mulai"], isi["selesai"] or date.max
        lain = self.pemegang.get((isi["wilayah"].kode, isi["peran"]), ())
        return next((nama for nama, dari, sampai in lain if dari <= selesai and mulai <= sampai), "")


def periksa(admin, semua):
    """What each row would do. Writes nothing."""
    adanya, terlihat = Adanya(admin, semua), {}
    return [_periksa_satu(admin, baris, adanya, terlihat) for baris in semua]


def _periksa_satu(admin, baris, adanya, terlihat):
    isi = baris.isi | {"peran": _kunci_peran(baris.isi.get("peran", ""))}
    sendiri = _sidik(isi)
    if not baris.galat and sendiri & adanya.tugas:
        return Hasil(baris, SAMA, [])
    if kembar := next((terlihat[s] for s in sendiri if s in terlihat), None):
        return Hasil(baris, GALAT, [("", f"Sama dengan baris {kembar}. Hapus salah satunya.")])
    form = FormBaris(isi, admin=admin, adanya=adanya)
    pesan = [(JUDUL.get(bidang, ""), kata) for bidang, kata in baris.galat.items()]
    for bidang, galat in form.errors.items():
        if bidang not in baris.galat:
            pesan += [(JUDUL.get(bidang, ""), kata) for kata in galat]
    terlihat |= dict.fromkeys(sendiri, baris.nomor)
    if pesan:
        return Hasil(baris, GALAT, pesan)
    isi = form.cleaned_data
    adanya.nama_pengguna.add(isi["username"])
    adanya.catat(isi["wilayah"].kode, isi["peran"], isi["nama"], isi["mulai"], isi["selesai"])
    return Hasil(baris, BARU, [], form)


def _sidik(isi):
    """By what a row is known again: the user name, or the name, in this office."""
    tempat = (isi.get("wilayah", ""), isi["peran"])
    return {(isi[k].casefold() if k == "nama" else isi[k], *tempat) for k in ("nama", "username") if isi.get(k)}


def _kunci_peran(tulisan):
    nama = {peran.nama.casefold(): kunci for kunci, peran in PERAN.items()}
    return nama.get(tulisan.casefold(), tulisan)


def bungkus(admin, semua):
    """The rows as a signed parcel that the page carries from the dry run to the decision; nothing is kept meanwhile."""
    isi = [(b.nomor, b.isi, b.galat) for b in semua]
    return signing.dumps([admin.pk, isi], salt=GARAM, compress=True)


def buka(admin, muatan):
    """Raises BadSignature when the parcel is not this admin's own, of the last two hours."""
    pemilik, isi = signing.loads(muatan, salt=GARAM, max_age=UMUR_MUATAN)
    if pemilik != admin.pk:
        raise signing.BadSignature("parcel of another person")
    return [Baris(*satu) for satu in isi]


def pilihan_templat(admin):
    """Regions in which the admin may give a role, as (code, name), and the names of these roles."""
    peran = peran_di_mana_saja(admin)
    tingkat = {PERAN[p].tingkat for p in peran}
    calon = Wilayah.objects.none()
    for s in simpul(admin, KELOLA):
        calon |= Wilayah.objects.aktif().di_bawah(Wilayah.objects.get(pk=s.id))
    daftar = calon.filter(tingkat__in=tingkat).select_related("induk__induk__induk").order_by("kode")
    wilayah = [(w.kode, w.nama_lengkap) for w in daftar if peran_yang_dapat_diberi(admin, w)]
    return wilayah, [PERAN[p].nama for p in peran]
