"""The two screens of a musyawarah that save as one types: who came, and what was decided."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from kerjasama.enums import JenisMusyawarah, StatusMusyawarah
from kerjasama.forms.musyawarah import FormKehadiran, FormKeputusan
from kerjasama.models import FotoMusyawarah
from kerjasama.queries import musyawarah as q
from kerjasama.rules.musyawarah import hitung
from kerjasama.services import musyawarah as layanan
from wilayah.berkas.rules import periksa_ukuran
from wilayah.cakupan.transisi import TindakanTertutup, VersiBasi
from wilayah.tampilan.format import jam
from wilayah.tampilan.services import baca_sesi_terbaru, ingat_di_sesi
from wilayah.tampilan.views import baca_angka

from .musyawarah_langkah import Pengelola

SESI = "musyawarah_tersimpan"
LOKASI_SENDIRI = "geolocation=(self), microphone=(), camera=(self)"


class Tersimpan(Pengelola):
    """A screen that saves as one types. The ordinary button saves first, then goes on; both refuse a stale version,
    unless it holds just what was typed: then it is this page's own saving that overtook the button.

    A screen gives `isi()`, what was sent; `simpan(isi, versi)`; `datar()`, what is stored, by the names of the fields;
    and `sesudah_simpan()`, where the button leads."""

    url_sini = ""

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        isi = self.isi()
        try:
            self.object = self.simpan_atau_sama(isi)
        except VersiBasi as basi:
            return self.dua_versi(basi.kini)
        except TindakanTertutup as galat:
            return self.gagal(str(galat)) if self.otomatis else self.kembali(messages.error, str(galat))
        except ValidationError as galat:
            return self.tak_tersimpan(galat)
        if self.otomatis:
            return JsonResponse({"versi": self.object.versi, "disimpan": self.pukul()})
        return self.sesudah_simpan()

    @property
    def otomatis(self):
        return "otomatis" in self.request.GET

    def simpan_atau_sama(self, isi):
        post = self.request.POST
        try:
            hasil = self.simpan(isi, baca_angka(post.get("versi") or post.get("versi_awal")))
        except VersiBasi as basi:
            self.object = basi.kini
            if self.beda() and not self.tersimpan_halaman_ini(basi.kini):
                raise
            hasil = self.simpan(isi, basi.kini.versi)
        self.ingat_halaman(hasil)
        return hasil

    def ingat_halaman(self, hasil):
        """Which page saved last, told at once: the press of its button may already be waiting for this row."""
        halaman = self.request.POST.get("halaman", "")[:40]
        ingat_di_sesi(self.request.session, SESI, [halaman, str(hasil.pk), hasil.versi])

    def tersimpan_halaman_ini(self, kini):
        """Whether the button was overtaken by its own page's saving, which held less; never the other way round."""
        halaman = self.request.POST.get("halaman", "")[:40]
        terakhir = baca_sesi_terbaru(self.request.session, SESI)
        return bool(halaman) and not self.otomatis and terakhir == [halaman, str(kini.pk), kini.versi]

    def beda(self):
        """[(field, stored, typed)] where they differ, of the fields that were sent."""
        post, tersimpan = self.request.POST, self.datar()
        nama = [n for n in {**tersimpan, **post} if n in tersimpan or n.startswith("peserta_")]
        polos = {n: (str(tersimpan.get(n, "")), _polos(post.get(n, ""))) for n in nama}
        return [(n, a, b) for n, (a, b) in polos.items() if (n in post or n.startswith("peserta_")) and a != b]

    def gagal(self, kalimat):
        return JsonResponse({"galat": kalimat}, status=400)

    def tak_tersimpan(self, galat):
        if self.otomatis:
            return self.gagal(" ".join(galat.messages))
        form = self.form(self.request.POST)
        form.is_valid()
        for nama, pesan in (galat.message_dict if hasattr(galat, "error_dict") else {}).items():
            if nama not in form.errors:
                form.add_error(nama if nama in form.fields else None, pesan)
        return self.tampilkan(form, status=422)

    def dua_versi(self, kini):
        self.object = kini
        if self.otomatis:
            return JsonResponse(self.datar() | {"versi": kini.versi, "oleh": ""}, status=409)
        form = self.form(self.request.POST)
        label = {n: b.label for n, b in form.fields.items()}
        beda = [{"label": label.get(n, n), "tersimpan": a, "punyaku": b} for n, a, b in self.beda()]
        return self.tampilkan(form, status=409, beda=beda)

    def pukul(self):
        return jam(timezone.now(), self.object.desa.zona).partition(" ")[0]

    def get_context_data(self, **kwargs):
        tersimpan_oleh = self.request.POST.get("halaman") or self.request.GET.get("tersimpan", "")
        return super().get_context_data(
            url_langkah=reverse(self.url_sini, args=[self.object.id_publik]),
            halaman=uuid.uuid4().hex,
            halaman_terakhir=tersimpan_oleh[:40],
            **kwargs,
        )

    def ke_sini(self, jangkar="", **tanya):
        tanya = {"tersimpan": self.request.POST.get("halaman", "")[:40]} | tanya
        kueri = "&".join(f"{n}={v}" for n, v in tanya.items() if str(v).isalnum())
        return redirect(f"{reverse(self.url_sini, args=[self.object.id_publik])}?{kueri}{jangkar}")


def _polos(nilai):
    """As it would be stored: a count without leading noughts, nought as nothing, text without spaces around it."""
    bersih = nilai.replace("\r\n", "\n").strip()
    return bersih.lstrip("0") if bersih.isdigit() else bersih


class Kehadiran(Tersimpan):
    template_name = "kerjasama/musyawarah/kehadiran.html"
    tindakan, nomor, url_sini = "hadir", 2, "musyawarah_kehadiran"

    def form(self, *args, **kwargs):
        tambah = baca_angka(self.request.GET.get("baris", ""))
        peserta = q.peserta_bernama(self.object) or self.usulan_peserta()
        return FormKehadiran(*args, musyawarah=self.object, peserta=peserta, tambah=min(tambah, 20), **kwargs)

    def usulan_peserta(self):
        """Whom the villages have named already, to begin the list of a musyawarah antar-desa with."""
        m = self.object
        awal = m.jenis == JenisMusyawarah.ANTAR_DESA and m.status == StatusMusyawarah.DIUNDANG
        return q.utusan_ditunjuk(m.kerja_sama) if awal and self.request.method == "GET" else []

    def isi(self):
        return self.form(self.request.POST).isi()

    def simpan(self, isi, versi):
        return layanan.catat_kehadiran(musyawarah=self.object, isi=isi, versi=versi, oleh=self.request.user)

    def datar(self):
        form = self.form()
        tak_ikut = ("foto", "foto_daftar_hadir", "foto_keterangan")
        return {n: str(form[n].value() or "") for n in form.fields if n not in tak_ikut}

    def sesudah_simpan(self):
        post = self.request.POST
        if "hapus_foto" in post:
            return self.hapus_foto(post["hapus_foto"])
        if galat := self.tambah_foto(self.request.FILES.getlist("foto")):
            form = self.form(post)
            form.is_valid()
            for pesan in galat:
                form.add_error("foto", pesan)
            return self.tampilkan(form, status=422)
        if post.get("aksi") == "tambah":
            return self.ke_sini("#peserta", baris=3)
        if post.get("aksi") == "unggah":
            return self.ke_sini("#foto")
        if post.get("aksi") == "nanti":
            return self.kembali(messages.success, "Kehadiran tersimpan.")
        return self.lanjut()

    def lanjut(self):
        form = self.form(self.request.POST, lengkap=True)
        if not form.is_valid():
            return self.tampilkan(form, status=422)
        if not hitung(self.object.hadir)["semua"]:
            form.add_error(None, "Isi dahulu jumlah yang hadir.")
            return self.tampilkan(form, status=422)
        return redirect("musyawarah_keputusan", self.object.id_publik)

    def tambah_foto(self, unggahan):
        """Stores each photo that may be stored; the messages are of those that may not."""
        post, galat = self.request.POST, []
        for satu in unggahan:
            try:
                periksa_ukuran(satu.size, satu.name)
                layanan.tambah_foto(
                    musyawarah=self.object,
                    isi=satu.read(),
                    nama=satu.name,
                    oleh=self.request.user,
                    daftar_hadir="foto_daftar_hadir" in post,
                    keterangan=post.get("foto_keterangan", ""),
                    lintang=post.get("lintang", ""),
                    bujur=post.get("bujur", ""),
                )
            except ValidationError as sebab:
                galat += sebab.messages
        return galat

    def hapus_foto(self, id_publik):
        try:
            kunci = uuid.UUID(id_publik)
        except ValueError:
            raise Http404 from None
        foto = get_object_or_404(
            FotoMusyawarah.objects.milik(self.object).select_related("musyawarah__desa"), id_publik=kunci
        )
        layanan.hapus_foto(foto=foto, oleh=self.request.user)
        return self.ke_sini("#foto")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            jumlah=hitung(self.object.hadir), foto=q.foto_musyawarah(self.object), zona=self.object.desa.zona, **kwargs
        )

    def render_to_response(self, context, **kwargs):
        respons = super().render_to_response(context, **kwargs)
        respons["Permissions-Policy"] = LOKASI_SENDIRI  # the one page that may ask the phone where it is
        return respons


class Keputusan(Tersimpan):
    template_name = "kerjasama/musyawarah/keputusan.html"
    tindakan, nomor, url_sini = "putuskan", 3, "musyawarah_keputusan"

    def form(self, *args, **kwargs):
        awal = {n: getattr(self.object, n) for n in layanan.KEPUTUSAN}
        awal["pimpinan"] = awal["pimpinan"] or self.request.user.nama
        return FormKeputusan(*args, initial=awal, **kwargs)

    def isi(self):
        return {n: self.request.POST.get(n, "") for n in layanan.KEPUTUSAN}

    def simpan(self, isi, versi):
        return layanan.simpan_rancangan_keputusan(musyawarah=self.object, isi=isi, versi=versi, oleh=self.request.user)

    def datar(self):
        return {n: getattr(self.object, n).replace("\r\n", "\n") for n in layanan.KEPUTUSAN}

    def sesudah_simpan(self):
        if self.request.POST.get("aksi") == "nanti":
            return self.kembali(messages.success, "Rancangan keputusan tersimpan. Belum ada yang diputuskan.")
        form = self.form(self.request.POST)
        if not form.is_valid():
            return self.tampilkan(form, status=422)
        return redirect("musyawarah_periksa", self.object.id_publik)
