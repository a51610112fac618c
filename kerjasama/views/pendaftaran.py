"""Registering an old agreement, step by step: `/kerja-sama/daftarkan/`. Every button saves the draft first."""

import uuid
from contextlib import contextmanager
from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Case, IntegerField, Value, When
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views import View

from kerjasama.forms.pendaftaran import FORM, LABEL_KETIGA
from kerjasama.models import BerkasDraf, DrafPendaftaran, TandaTerima
from kerjasama.queries.pendaftaran import (
    DAFTAR,
    berkas_draf,
    desa_draf,
    desa_sendiri,
    draf_pendaftar,
    draf_terbuka,
    mendaftar_atas_nama,
)
from kerjasama.queries.pihak_ketiga import serupa as serupa_pihak_ketiga
from kerjasama.rules import pendaftaran as rules
from kerjasama.rules.isian import bersihkan
from kerjasama.services import pendaftaran as layanan
from wilayah.berkas.rules import periksa_ukuran
from wilayah.berkas.views import kirim_berkas
from wilayah.cakupan.queries import simpul
from wilayah.cakupan.transisi import TindakanTertutup, VersiBasi
from wilayah.pohon.enums import Tingkat
from wilayah.pohon.models import Wilayah
from wilayah.tampilan.format import jam
from wilayah.tampilan.views import HanyaPemegang, RinciTercakup, Tercakup, baca_angka, kunci_kiriman

from .ringkasan_draf import catatan_peringatan, ringkasan

MAKS_HASIL = 20
NAMA_LANGKAH = {
    "naskah": "kerja sama",
    "pihak": "para pihak",
    "waktu": "tanggal",
    "berkas": "naskah",
    "periksa": "periksa",
}
JUDUL_LANGKAH = {
    "naskah": "Kerja sama apa yang Anda daftarkan?",
    "pihak": "Siapa saja pihaknya?",
    "waktu": "Kapan ditetapkan, dan sampai kapan berlaku?",
    "berkas": "Unggah naskahnya",
    "periksa": "Periksa sebelum didaftarkan",
}
# Kept in the draft beside the answers: which open page saved last, who sat before it, and whether its button was
# pressed, which closes the page.
HALAMAN, PENYUNTING, DITUTUP = "_halaman", "_penyunting", "_ditutup"


def url_langkah(draf, langkah):
    return reverse("kerja_sama_langkah", args=[draf.id_publik, langkah])


class Daftarkan(HanyaPemegang, Tercakup, View):
    """Drafts to go on with, and the beginning of a new one; an officer first chooses the village."""

    model = DrafPendaftaran
    izin = (DAFTAR,)
    perlu = DAFTAR

    def get(self, request):
        cari = bersihkan(request.GET.get("cari", ""))[:80]
        konteks = {
            "draf": draf_terbuka(request.user),
            "desa_sendiri": desa_sendiri(request.user),
            "atas_nama": any(s.tingkat < Tingkat.DESA for s in simpul(request.user, DAFTAR)),
            "cari": cari,
            "hasil": self.desa_dalam_cakupan(cari) if cari else [],
            "maks_hasil": MAKS_HASIL,
        }
        return render(request, "kerjasama/daftarkan.html", konteks)

    def post(self, request):
        kode = bersihkan(request.POST.get("desa", ""))
        desa = get_object_or_404(Wilayah.objects.select_related("induk__induk__induk"), kode=kode)
        if not request.user.has_perm(DAFTAR, desa):
            raise Http404
        try:
            draf = layanan.buat_draf(desa=desa, oleh=request.user, kunci=kunci_kiriman(request))
        except ValidationError as galat:
            messages.error(request, galat.messages[0])
            return redirect("kerja_sama_daftarkan")
        return redirect(url_langkah(draf, "naskah"))

    def desa_dalam_cakupan(self, cari):
        simpul_ = [s for s in simpul(self.request.user, DAFTAR) if s.tingkat < Tingkat.DESA]
        semua = Wilayah.objects.none()
        for satu in simpul_:
            semua = semua | Wilayah.objects.di_bawah(Wilayah.objects.get(pk=satu.id))
        return urut_dekat(semua.dapat_menjadi_pihak().cari(cari), simpul_[0].kode if simpul_ else "")


def urut_dekat(qs, kode):
    """Villages of the same kecamatan first, then of the same kabupaten: names repeat all over the country."""
    bagian = kode.split(".")
    dekat = [
        When(kode__startswith=".".join(bagian[:n]) + ".", then=Value(4 - n)) for n in (3, 2, 1) if len(bagian) >= n
    ]
    jarak = Case(*dekat, default=Value(4), output_field=IntegerField())
    return qs.select_related("induk__induk__induk").order_by(jarak, "nama", "kode")[:MAKS_HASIL]


class LangkahDraf(RinciTercakup):
    """One step. GET shows it; POST saves what was typed, then goes on, or shows what is wrong."""

    model = DrafPendaftaran
    izin = (DAFTAR,)
    context_object_name = "draf"
    slug_url_kwarg = "draf"

    langkah = ""

    def get_queryset(self):
        # A draft that was registered already is found too: the second press of the button leads to its receipt.
        return draf_pendaftar(self.request.user)

    def get_template_names(self):
        return [f"kerjasama/langkah_{self.langkah}.html"]

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        if self.object.kerja_sama_id:
            return ke_tanda_terima(self.object.kerja_sama)
        return self.tampilkan(form=self.form(self.object, diperiksa="periksa" in request.GET))

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        if self.object.kerja_sama_id:
            return ke_tanda_terima(self.object.kerja_sama)
        isi = self.isi_terkirim()
        try:
            self.object = self.simpan(isi)
        except VersiBasi as basi:
            return self.dua_versi(basi.kini, isi)
        if "otomatis" in request.GET:
            return JsonResponse({"versi": self.object.versi, "disimpan": self.jam_simpan()})
        return self.sesudah_simpan()

    def form(self, draf, *, diperiksa=False):
        if self.langkah not in FORM:  # the last step has none
            return None
        form = FORM[self.langkah](draf=draf, oleh=self.request.user, diperiksa=diperiksa)
        if diperiksa:
            form.is_valid()
        return form

    def isi_terkirim(self):
        return self.form(self.object).baca(self.request.POST)

    def simpan(self, isi):
        """Saves over the version that was opened. A page is never stale against itself: its own autosave may have
        overtaken the press of the button. One that comes after the button would make the next page stale."""
        post, oleh, otomatis = self.request.POST, self.request.user, "otomatis" in self.request.GET
        isi |= {HALAMAN: post.get("halaman", "")[:40], PENYUNTING: str(oleh), DITUTUP: "" if otomatis else "ya"}
        versi = baca_angka(post.get("versi") or post.get("versi_awal"))
        kirim = partial(layanan.simpan_draf, draf=self.object, langkah=self.langkah, isi=isi, oleh=oleh)
        try:
            return kirim(versi=versi)
        except VersiBasi as basi:
            kini = basi.kini.isi
            if not isi[HALAMAN] or kini.get(HALAMAN) != isi[HALAMAN] or (otomatis and kini.get(DITUTUP)):
                raise
            return kirim(versi=basi.kini.versi)

    def sesudah_simpan(self):
        post = self.request.POST
        if post.get("aksi") == "nanti":
            messages.success(self.request, "Draf tersimpan. Lanjutkan kapan saja dari sini.")
            return redirect("kerja_sama_daftarkan")
        form = self.form(self.object, diperiksa=True)
        if not form.is_valid():
            return self.tampilkan(form=form, status=422)
        if "dari_periksa" in post:
            return redirect(url_langkah(self.object, "periksa"))
        return redirect(url_langkah(self.object, rules.LANGKAH[rules.LANGKAH.index(self.langkah) + 1]))

    def dua_versi(self, kini, isi):
        """What is stored and what was just typed, side by side; the form holds the latter."""
        tersimpan = self.form(kini)
        if "otomatis" in self.request.GET:
            lain = {n: v for n, v in tersimpan.initial.items() if not n.startswith("_")}
            oleh = kini.isi.get(PENYUNTING, "")
            return JsonResponse(lain | {"versi": kini.versi, "oleh": oleh}, status=409)
        kini.isi = kini.isi | bersihkan(isi)
        punyaku = self.form(kini, diperiksa=True)
        self.object = kini
        beda = [
            {"label": punyaku.fields[n].label, "tersimpan": tersimpan.initial.get(n), "punyaku": nilai}
            for n, nilai in punyaku.data.items()
            if n in punyaku.fields and nilai != tersimpan.initial.get(n)
        ]
        return self.tampilkan(form=punyaku, beda=beda, status=409)

    def tampilkan(self, *, form, beda=(), status=200, **tambahan):
        konteks = self.get_context_data(form=form, beda=beda, **tambahan)
        return self.render_to_response(konteks, status=status)

    def jam_simpan(self):
        return jam(self.object.diubah_pada, self.object.desa.zona).partition(" ")[0]

    def get_context_data(self, **kwargs):
        nomor = rules.LANGKAH.index(self.langkah)
        sebelum = url_langkah(self.object, rules.LANGKAH[nomor - 1]) if nomor else reverse("kerja_sama_daftarkan")
        konteks = {
            "judul_langkah": JUDUL_LANGKAH[self.langkah],
            "nomor_langkah": nomor + 1,
            "jumlah_langkah": len(rules.LANGKAH),
            "nama_langkah": NAMA_LANGKAH[self.langkah],
            "berikut": NAMA_LANGKAH.get(next(iter(rules.LANGKAH[nomor + 1 :]), ""), ""),
            "url_kembali": url_langkah(self.object, "periksa") if self.dari_periksa() else sebelum,
            "url_langkah": url_langkah(self.object, self.langkah),
            "dari_periksa": self.dari_periksa(),
            "tersimpan": f"Tersimpan {self.jam_simpan()}" if self.object.versi > 1 else "",
            "halaman": uuid.uuid4().hex,
            "halaman_terakhir": self.object.isi.get(HALAMAN, ""),
            "atas_nama": mendaftar_atas_nama(self.request.user, self.object.desa),
            "penyunting": self.object.isi.get(PENYUNTING, ""),
        }
        return super().get_context_data(**konteks | kwargs)

    def dari_periksa(self):
        return "periksa" in self.request.GET or "dari_periksa" in self.request.POST


def ke_tanda_terima(kerja_sama):
    return redirect("tanda_terima", kode=TandaTerima.objects.milik(kerja_sama).earliest("pada").kode)


class LangkahNaskah(LangkahDraf):
    langkah = "naskah"


class LangkahWaktu(LangkahDraf):
    langkah = "waktu"


class LangkahPihak(LangkahDraf):
    """Villages are found by a search on the server and added by buttons, so that no script is needed."""

    langkah = "pihak"

    def sesudah_simpan(self):
        post = self.request.POST
        kode = list(self.object.isi.get("pihak", []))
        if "tambah" in post and post["tambah"] not in kode:
            return self.ubah_pihak([*kode, post["tambah"]])
        if "hapus" in post:
            return self.ubah_pihak([k for k in kode if k != post["hapus"]])
        if post.get("aksi") == "cari" or self.enter_di_pencarian():
            return self.ke_sini(cari=post.get("cari", ""))
        if "pakai_ketiga" in post:
            return self.pakai_ketiga(*post["pakai_ketiga"].partition(":")[::2])
        if post.get("aksi") == "tambah_ketiga" or "hapus_ketiga" in post or "tambah" in post:
            return self.ke_sini()
        return super().sesudah_simpan()

    def enter_di_pencarian(self):
        post = self.request.POST
        return post.get("aksi") == "bawaan" and post.get("cari", "") not in ("", post.get("cari_lama"))

    def ubah_pihak(self, kode):
        draf = self.object
        layanan.simpan_draf(draf=draf, langkah="pihak", isi={"pihak": kode}, versi=draf.versi, oleh=self.request.user)
        return self.ke_sini()

    def pakai_ketiga(self, nomor, tanda):
        """Fills the third party `nomor` in from the entry of the registry that it is."""
        draf, nomor = self.object, baca_angka(nomor)
        daftar = list(draf.isi.get("pihak_ketiga", []))
        entri = serupa_pihak_ketiga(self.request.user, daftar[nomor], desa=draf.desa) if nomor < len(daftar) else []
        if entri := next((e for e in entri if str(e.id_publik) == tanda), None):
            isi = {nama: getattr(entri, nama) for nama in LABEL_KETIGA}
            daftar[nomor] = daftar[nomor] | {n: v for n, v in isi.items() if v} | {"id": tanda}
            kirim = {"pihak_ketiga": daftar}
            layanan.simpan_draf(draf=draf, langkah="pihak", isi=kirim, versi=draf.versi, oleh=self.request.user)
        return self.ke_sini()

    def ke_sini(self, **tanya):
        if self.dari_periksa():
            tanya["periksa"] = ""
        return redirect(f"{url_langkah(self.object, 'pihak')}?{urlencode(tanya)}#para-pihak")

    def get_context_data(self, **kwargs):
        draf, dikenal = self.object, desa_draf(self.object.isi)
        kode = draf.isi.get("pihak", [])
        cari = bersihkan(self.request.GET.get("cari", ""))[:80]
        kabupaten = draf.desa.kode_leluhur(Tingkat.KABUPATEN)
        return super().get_context_data(
            pihak=[{"kode": k, "desa": dikenal.get(k)} for k in kode],
            lintas=[d for d in dikenal.values() if d.kode_leluhur(Tingkat.KABUPATEN) != kabupaten],
            cari=cari,
            hasil=urut_dekat(Wilayah.objects.dapat_menjadi_pihak().cari(cari), draf.desa.kode) if cari else [],
            sudah={draf.desa.kode, *kode},
            maks_hasil=MAKS_HASIL,
            kelurahan=_bukan_desa(cari) if cari else [],
            **kwargs,
        )


def _bukan_desa(cari):
    """What the search finds but may not be a party: said, so that nobody searches on for it."""
    boleh = Wilayah.objects.dapat_menjadi_pihak().values("pk")
    return list(Wilayah.objects.filter(tingkat=Tingkat.DESA).cari(cari).exclude(pk__in=boleh)[:3])


class LangkahBerkas(LangkahDraf):
    langkah = "berkas"

    def simpan(self, isi):
        # Nothing typed here can run over anybody's text, and an upload must not be lost to a stale page.
        draf = self.object
        return layanan.simpan_draf(draf=draf, langkah=self.langkah, isi={}, versi=draf.versi, oleh=self.request.user)

    def sesudah_simpan(self):
        post = self.request.POST
        for nama, langkah in (("naik", -1), ("turun", 1)):
            if nama in post:
                self.ubah(layanan.geser_berkas, id_publik=post[nama], langkah=langkah)
                return redirect(self.url_sini())
        if "lepas" in post:
            self.ubah(layanan.lepas_berkas, id_publik=post["lepas"])
            return redirect(self.url_sini())
        galat = self.lampirkan(self.request.FILES.getlist("berkas"))
        if galat:
            form = self.form(self.object)
            form.is_bound, form.data = True, {}
            form.errors["berkas"] = form.error_class(galat)
            return self.tampilkan(form=form, status=422)
        if post.get("aksi") == "unggah":
            return redirect(self.url_sini())
        return super().sesudah_simpan()

    def ubah(self, fungsi, **isian):
        if not berkas_draf(self.object).filter(id_publik=baca_uuid(isian["id_publik"])).exists():
            raise Http404
        fungsi(draf=self.object, oleh=self.request.user, **isian)

    def lampirkan(self, unggahan):
        """Stores each file that may be stored; the messages are of those that may not."""
        galat = []
        for satu in unggahan:
            try:
                periksa_ukuran(satu.size, satu.name)
                layanan.lampirkan_berkas(draf=self.object, isi=satu.read(), nama=satu.name, oleh=self.request.user)
            except ValidationError as sebab:
                galat += sebab.messages
        return galat

    def url_sini(self):
        return url_langkah(self.object, "berkas") + ("?periksa=" if self.dari_periksa() else "")

    def get_context_data(self, **kwargs):
        return super().get_context_data(lampiran=list(berkas_draf(self.object)), **kwargs)


def baca_uuid(tulisan):
    try:
        return uuid.UUID(tulisan)
    except ValueError:
        raise Http404 from None


class LangkahPeriksa(LangkahDraf):
    langkah = "periksa"

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        kunci = kunci_kiriman(request)
        try:
            kerja_sama = layanan.daftarkan_kerja_sama(draf=self.object, kunci=kunci, oleh=self.request.user)
        except ValidationError:
            return self.tampilkan(form=None, status=422)
        return ke_tanda_terima(kerja_sama)

    def get_context_data(self, **kwargs):
        draf, user = self.object, self.request.user
        galat = layanan.galat_draf(draf, user)
        return super().get_context_data(
            galat=[
                {"nama": NAMA_LANGKAH[n], "url": f"{url_langkah(draf, n)}?periksa=#galat", "pesan": list(p.values())}
                for n, p in galat.items()
            ],
            jawaban=[
                {"nama": NAMA_LANGKAH[n], "url": f"{url_langkah(draf, n)}?periksa=", "isi": isi}
                for n, isi in ringkasan(draf)
            ],
            url_berkas=f"{url_langkah(draf, 'berkas')}?periksa=",
            lampiran=list(berkas_draf(draf)),
            catatan=catatan_peringatan(draf),
            **kwargs,
        )


@contextmanager
def draf_bergerak():
    """Between the reading of a draft and its lock it may be thrown away, or registered, from another screen: then it
    is not there any more."""
    try:
        yield
    except (DrafPendaftaran.DoesNotExist, TindakanTertutup) as galat:
        raise Http404 from galat


PER_LANGKAH = {k.langkah: k for k in (LangkahNaskah, LangkahPihak, LangkahWaktu, LangkahBerkas, LangkahPeriksa)}


class Langkah(Tercakup, View):
    """The address of every step."""

    model = DrafPendaftaran
    izin = (DAFTAR,)

    def dispatch(self, request, *args, **kwargs):
        if kwargs["langkah"] not in PER_LANGKAH:
            raise Http404
        with draf_bergerak():
            return PER_LANGKAH[kwargs["langkah"]].as_view()(request, *args, **kwargs)


class BerkasDrafIsi(Tercakup, View):
    """The bytes of an attached file, for the person who attached it."""

    model = BerkasDraf
    izin = (DAFTAR,)

    def get(self, request, draf, berkas):
        draf = get_object_or_404(draf_terbuka(request.user), id_publik=draf)
        satu = get_object_or_404(berkas_draf(draf), id_publik=berkas)
        return kirim_berkas(satu.berkas, unduh=False)


class HapusDraf(Tercakup, View):
    model = DrafPendaftaran
    izin = (DAFTAR,)
    http_method_names = ["post"]

    def post(self, request, draf):
        draf = get_object_or_404(draf_terbuka(request.user), id_publik=draf)
        with draf_bergerak():
            layanan.hapus_draf(draf=draf, oleh=request.user)
        messages.success(request, "Draf dihapus.")
        return redirect("kerja_sama_daftarkan")
