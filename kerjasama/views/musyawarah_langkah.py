"""The screens of whoever holds a musyawarah, made for a phone: invite, attend, decide, and the signed record."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.urls import reverse

from kerjasama.enums import JenisMusyawarah, TujuanMusyawarah
from kerjasama.forms.musyawarah import FormBatal, FormJadwal, FormKeputusan, FormPindaian
from kerjasama.models import Musyawarah
from kerjasama.queries import musyawarah as q
from kerjasama.queries.kerja_sama import LIHAT
from kerjasama.rules.musyawarah import AGENDA_ANTAR_DESA, hitung, peringatan
from kerjasama.services import musyawarah as layanan
from kerjasama.services.cetakan_musyawarah import HAL, baris_hadir
from kerjasama.transitions.musyawarah import MUSYAWARAH
from wilayah.berkas.rules import periksa_ukuran
from wilayah.cakupan.transisi import TindakanTertutup, VersiBasi
from wilayah.tampilan.formulir import pindahkan_galat
from wilayah.tampilan.views import RinciTercakup, baca_angka, kunci_kiriman

from .dasar import HalamanKerjaSama

TERBIT = "Undangan terbit. Unduh suratnya, lalu sampaikan kepada peserta."
LANGKAH = ("undangan", "kehadiran", "keputusan", "berita acara")


class UndangBaru(HalamanKerjaSama):
    """Calls a musyawarah for; which one stands in the address, else the first that this person may hold."""

    template_name = "kerjasama/musyawarah/undangan.html"

    def get_object(self, queryset=None):
        ks = super().get_object(queryset)
        if not any(q.desa_milik(self.request.user, ks, izin) for izin in (q.KELOLA, q.SUSUN)):
            raise PermissionDenied(q.KELOLA)
        return ks

    def kebutuhan(self):
        """What is asked for, or None when it may not be held now."""
        tanya = self.request.GET
        calon = q.dapat_dijadwalkan(self.request.user, self.object)
        cocok = [
            k
            for k in calon
            if tanya.get("desa", k.desa.kode) == k.desa.kode
            and tanya.get("jenis", k.jenis) == k.jenis
            and tanya.get("tujuan", k.tujuan) == k.tujuan
        ]
        return next(iter(cocok), None)

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        kebutuhan = self.kebutuhan()
        if kebutuhan is None:
            messages.info(request, "Tidak ada musyawarah yang perlu dijadwalkan untuk kerja sama ini sekarang.")
            return redirect("kerja_sama_rinci", self.object.id_publik)
        return self.tampilkan(kebutuhan, FormJadwal(initial=self.awal(kebutuhan), zona=kebutuhan.desa.zona))

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        kebutuhan = self.kebutuhan() or self.terkirim_sebelumnya()
        if kebutuhan is None:
            messages.error(request, "Musyawarah ini tidak dapat dijadwalkan sekarang.")
            return redirect("kerja_sama_rinci", self.object.id_publik)
        undang = request.POST.get("aksi") == "undang"
        form = FormJadwal(request.POST, zona=kebutuhan.desa.zona, mengundang=undang)
        if not form.is_valid():
            return self.tampilkan(kebutuhan, form, status=422)
        return self.jadwalkan(kebutuhan, form, undang)

    def terkirim_sebelumnya(self):
        """The second press of the button meets the musyawarah that the first one made."""
        tanya = self.request.GET
        jenis, tujuan = tanya.get("jenis"), tanya.get("tujuan")
        desa = [d for i in (q.KELOLA, q.SUSUN) for d in q.desa_milik(self.request.user, self.object, i)]
        satu = next((d for d in desa if d.kode == tanya.get("desa")), None)
        if satu is None or jenis not in JenisMusyawarah.values or tujuan not in TujuanMusyawarah.values:
            return None
        return q.Kebutuhan(self.object, satu, JenisMusyawarah(jenis), TujuanMusyawarah(tujuan))

    def jadwalkan(self, k, form, undang):
        oleh = self.request.user
        try:
            m = layanan.jadwalkan_musyawarah(
                kerja_sama=k.kerja_sama,
                desa=k.desa,
                jenis=k.jenis,
                tujuan=k.tujuan,
                isi=form.cleaned_data,
                kunci=kunci_kiriman(self.request),
                oleh=oleh,
            )
            if undang and m.undangan_id is None:
                layanan.undang_peserta(musyawarah=m, isi=form.cleaned_data, versi=m.versi, oleh=oleh)
        except TindakanTertutup as galat:
            messages.error(self.request, str(galat))
            return redirect("kerja_sama_rinci", self.object.id_publik)
        except ValidationError as galat:
            pindahkan_galat(form, galat)
            return self.tampilkan(k, form, status=422)
        messages.success(self.request, TERBIT if undang else "Jadwal tersimpan. Undangan belum terbit.")
        return redirect("musyawarah_rinci", m.id_publik)

    def awal(self, k):
        agenda = [f"Pembahasan {HAL[k.tujuan]} «{self.object.judul}»"]
        if k.jenis == JenisMusyawarah.ANTAR_DESA and k.tujuan == TujuanMusyawarah.KERJA_SAMA:
            agenda += AGENDA_ANTAR_DESA
        return {"tempat": f"Balai {k.desa.nama_lengkap}", "agenda": "\n".join(agenda)}

    def tampilkan(self, k, form, status=200):
        konteks = kepala(q.nama_jenis(k.desa, k.jenis), 1, reverse("kerja_sama_rinci", args=[self.object.id_publik]))
        konteks = self.get_context_data(form=form, penyelenggara=q.penyelenggara(k.desa, k.jenis), **konteks)
        return self.render_to_response(konteks, status=status)


def kepala(judul, nomor, url_kembali):
    return {
        "judul_langkah": judul,
        "nomor_langkah": nomor,
        "jumlah_langkah": len(LANGKAH),
        "nama_langkah": LANGKAH[nomor - 1],
        "url_kembali": url_kembali,
    }


class Pengelola(RinciTercakup):
    """A screen of whoever holds the musyawarah: 403 for others who see it. `tindakan` is its act of the table; while
    that is shut, the person is sent to the musyawarah and told why. `form()` makes its form."""

    model = Musyawarah
    izin = (LIHAT,)
    context_object_name = "m"
    tindakan, nomor = "", 1

    def get_queryset(self):
        return super().get_queryset().select_related("kerja_sama__desa_pendaftar", "desa__induk__induk__induk")

    def get_object(self, queryset=None):
        m = super().get_object(queryset)
        if not self.request.user.has_perm(q.izin_jenis(m.jenis), m.desa):
            raise PermissionDenied(self.tindakan)
        return m

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        return self.tertutup() or self.tampilkan(self.form())

    def tertutup(self):
        alasan = MUSYAWARAH[self.object.jenis].alasan_tertutup(self.tindakan, self.object, self.request.user)
        return self.kembali(messages.info, alasan) if alasan else None

    def kembali(self, kabar, kalimat):
        kabar(self.request, kalimat)
        return redirect("musyawarah_rinci", self.object.id_publik)

    def tampilkan(self, form, status=200, **tambahan):
        m = self.object
        konteks = kepala(q.nama_musyawarah(m), self.nomor, reverse("musyawarah_rinci", args=[m.id_publik]))
        return self.render_to_response(self.get_context_data(form=form, **konteks, **tambahan), status=status)


class Undangan(Pengelola):
    """Time and place once more, and the letter."""

    template_name = "kerjasama/musyawarah/undangan.html"
    tindakan = "undang"

    def form(self, *args):
        return FormJadwal(*args, initial=FormJadwal.awal(self.object), zona=self.object.desa.zona, mengundang=True)

    def get_context_data(self, **kwargs):
        m = self.object
        return super().get_context_data(ks=m.kerja_sama, penyelenggara=q.penyelenggara(m.desa, m.jenis), **kwargs)

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        form = self.form(request.POST)
        if not form.is_valid():
            return self.tampilkan(form, status=422)
        versi = baca_angka(request.POST.get("versi_awal"))
        try:
            layanan.undang_peserta(musyawarah=self.object, isi=form.cleaned_data, versi=versi, oleh=request.user)
        except VersiBasi as basi:
            self.object = basi.kini
            return self.tampilkan(form, status=409, beda=self.beda(form))
        except TindakanTertutup as galat:
            return self.kembali(messages.error, str(galat))
        return self.kembali(messages.success, TERBIT)

    def beda(self, form):
        kini = FormJadwal(initial=FormJadwal.awal(self.object), zona=self.object.desa.zona)
        return [
            {"label": b.label, "tersimpan": kini[b.name].value(), "punyaku": b.value()}
            for b in form
            if str(kini[b.name].value()) != str(b.value())
        ]


class Periksa(Pengelola):
    """The last look before the decision, which can't be undone."""

    template_name = "kerjasama/musyawarah/periksa.html"
    tindakan, nomor = "putuskan", 3

    def form(self, *args, **kwargs):
        isi = {n: getattr(self.object, n) for n in layanan.KEPUTUSAN}
        return FormKeputusan(isi)

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        if tertutup := self.tertutup():
            return tertutup
        form = self.form()
        if not form.is_valid():
            return redirect("musyawarah_keputusan", self.object.id_publik)
        return self.tampilkan(form)

    def post(self, request, *args, **kwargs):
        self.object = m = self.get_object()
        isi = {n: getattr(m, n) for n in layanan.KEPUTUSAN} | {"versi": baca_angka(request.POST.get("versi_awal"))}
        try:
            layanan.putuskan_musyawarah(musyawarah=m, isi=isi, kunci=kunci_kiriman(request), oleh=request.user)
        except VersiBasi:
            messages.error(request, "Isinya baru saja diubah di tempat lain. Periksa sekali lagi sebelum memutuskan.")
            return redirect("musyawarah_periksa", m.id_publik)
        except TindakanTertutup as galat:
            return self.kembali(messages.error, str(galat))
        except ValidationError as galat:
            form = self.form()
            pindahkan_galat(form, galat)
            return self.tampilkan(form, status=422)
        messages.success(request, "Keputusan tercatat. Cetak berita acaranya, tanda tangani, lalu unggah pindaiannya.")
        return redirect("musyawarah_pindaian", m.id_publik)

    def get_context_data(self, **kwargs):
        m = self.object
        return super().get_context_data(
            hadir=baris_hadir(m),
            jumlah=hitung(m.hadir),
            peringatan=peringatan(m.hadir, q.label_unsur(m.desa)),
            zona=m.desa.zona,
            banyak_foto=len(q.foto_musyawarah(m)),
            banyak_peserta=len(q.peserta_bernama(m)),
            **kwargs,
        )


class Pindaian(Pengelola):
    template_name = "kerjasama/musyawarah/pindaian.html"
    tindakan, nomor = "pindai", 4

    def form(self, *args):
        return FormPindaian(*args)

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        try:
            layanan.simpan_pindaian(musyawarah=self.object, berkas=self.berkas(), oleh=request.user)
        except TindakanTertutup as galat:
            return self.kembali(messages.error, str(galat))
        except ValidationError as galat:
            form = self.form(request.POST, request.FILES)
            if form.is_valid():
                form.add_error("berkas", galat.messages)
            return self.tampilkan(form, status=422)
        return self.kembali(messages.success, "Berita acara bertanda tangan tersimpan.")

    def berkas(self):
        hasil = []
        for satu in self.request.FILES.getlist("berkas"):
            periksa_ukuran(satu.size, satu.name)
            hasil.append((satu.read(), satu.name))
        return hasil


class Batal(Pengelola):
    template_name = "kerjasama/musyawarah/batal.html"
    tindakan = "batalkan"

    def form(self, *args):
        return FormBatal(*args)

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        form = self.form(request.POST)
        if not form.is_valid():
            return self.tampilkan(form, status=422)
        try:
            layanan.batalkan_musyawarah(musyawarah=self.object, alasan=form.cleaned_data["alasan"], oleh=request.user)
        except TindakanTertutup as galat:
            return self.kembali(messages.error, str(galat))
        return self.kembali(messages.success, "Musyawarah dibatalkan. Pemerintah desa diberi tahu.")
