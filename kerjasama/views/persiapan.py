"""Starting an agreement and planning it: `/kerja-sama/baru/`, `/kerja-sama/<id>/persiapan/`."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views import View

from kerjasama.enums import Bentuk, Prakarsa
from kerjasama.forms.persiapan import FormAlasan, FormMulai, FormPersiapan
from kerjasama.models import Potensi
from kerjasama.queries.kerja_sama import LIHAT, hanya_diundang
from kerjasama.queries.penawaran import penawaran_kerja_sama
from kerjasama.queries.persiapan import (
    SUSUN,
    TETAPKAN,
    boleh_menyiapkan,
    desa_penyusun,
    isi_rencana,
    milik_pemrakarsa,
    persiapan_dari,
    sudah_bermusyawarah,
)
from kerjasama.rules.persiapan import isi_surat, muatan_belum, muatan_penawaran_belum, peringatan
from kerjasama.services import persiapan as layanan
from kerjasama.transitions import TABEL
from wilayah.cakupan.transisi import TindakanTertutup, VersiBasi
from wilayah.tampilan.format import jam
from wilayah.tampilan.formulir import pindahkan_galat
from wilayah.tampilan.views import HanyaPemegang, Tercakup, baca_angka, kunci_kiriman

from .dasar import HalamanKerjaSama

SESI = "persiapan_tersimpan"


class MulaiKerjaSama(HanyaPemegang, Tercakup, View):
    """Begins an agreement of one's own village; from a line of the inventory (`?potensi=`) with what it says."""

    model = Potensi
    izin = (SUSUN,)
    perlu = SUSUN

    def get(self, request):
        return self.tampilkan(FormMulai(initial=self.awal()))

    def post(self, request):
        formulir, desa = FormMulai(request.POST), self.desa_terpilih()
        if formulir.is_valid():
            try:
                ks = layanan.mulai_kerja_sama(
                    desa=desa, isi=formulir.cleaned_data, kunci=kunci_kiriman(request), oleh=request.user
                )
            except ValidationError as galat:
                pindahkan_galat(formulir, galat)
            else:
                messages.success(request, "Kerja sama dimulai. Lengkapi persiapannya; isian tersimpan sendiri.")
                return redirect("kerja_sama_persiapan", ks.id_publik)
        return self.tampilkan(formulir, status=422)

    def tampilkan(self, formulir, status=200):
        konteks = {
            "form": formulir,
            "desa": list(desa_penyusun(self.request.user)),
            "desa_terpilih": self.request.POST.get("desa") or self.request.GET.get("desa", ""),
        }
        return render(self.request, "kerjasama/baru.html", konteks, status=status)

    def desa_terpilih(self):
        """The village named, or the only one there is; another's is not there."""
        desa = {d.kode: d for d in desa_penyusun(self.request.user)}
        kode = self.request.POST.get("desa") or next(iter(desa), "")
        if kode not in desa:
            raise Http404
        return desa[kode]

    def awal(self):
        awal = {"prakarsa": Prakarsa.DESA, "bentuk": self.request.GET.get("bentuk") or Bentuk.ANTAR_DESA}
        potensi = self.potensi()
        if potensi is None:
            return awal
        return awal | {"judul": potensi.uraian, "bidang": potensi.bidang, "urusan": potensi.urusan}

    def potensi(self):
        try:
            kunci = uuid.UUID(self.request.GET.get("potensi", ""))
        except ValueError:
            return None
        return self.tercakup().filter(id_publik=kunci).first()


class SatuPersiapan(HalamanKerjaSama):
    """An agreement that is made here; one that was registered has no preparation, and guests read none."""

    def get_object(self, queryset=None):
        ks = super().get_object(queryset)
        if not ks.disusun or persiapan_dari(ks) is None:
            raise Http404
        if hanya_diundang(self.request.user, ks):
            raise PermissionDenied(LIHAT)
        return ks


class HalamanPersiapan(SatuPersiapan):
    """The plan: written by the initiating village, saved as one types; read by the parties and the offices above."""

    template_name = "kerjasama/persiapan.html"

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        if not milik_pemrakarsa(request.user, self.object):
            raise PermissionDenied(SUSUN)
        formulir = self.formulir(request.POST)
        try:
            tersimpan = self.simpan(formulir.isian())
        except VersiBasi as basi:
            return self.dua_versi(formulir, basi.kini)
        except ValidationError as galat:
            return self.tolak(formulir, galat)
        except TindakanTertutup as galat:
            messages.error(request, str(galat))
            return redirect("kerja_sama_rinci", self.object.id_publik)
        if "otomatis" in request.GET:
            return JsonResponse({"versi": tersimpan.versi, "disimpan": self.jam_kini()})
        messages.success(request, "Persiapan tersimpan.")
        tujuan = "kerja_sama_tawarkan" if request.POST.get("aksi") == "tawarkan" else "kerja_sama_persiapan"
        return redirect(tujuan, self.object.id_publik)

    def simpan(self, isi):
        """Over the version that was opened. A page is never stale against itself: its own autosave may have overtaken
        the press of the button; the session remembers which page saved last."""
        post, sesi = self.request.POST, self.request.session
        halaman = post.get("halaman", "")[:40]
        kirim = {"kerja_sama": self.object, "isi": isi, "oleh": self.request.user}
        try:
            hasil = layanan.simpan_persiapan(versi=baca_angka(post.get("versi") or post.get("versi_awal")), **kirim)
        except VersiBasi as basi:
            if "otomatis" in self.request.GET or sesi.get(SESI) != [halaman, basi.kini.versi]:
                raise
            hasil = layanan.simpan_persiapan(versi=basi.kini.versi, **kirim)
        sesi[SESI] = [halaman, hasil.versi]
        return hasil

    def tolak(self, formulir, galat):
        if "otomatis" in self.request.GET:
            return JsonResponse({"galat": " ".join(galat.messages)}, status=400)
        pindahkan_galat(formulir, galat)
        return self.render_to_response(self.get_context_data(form=formulir), status=422)

    def dua_versi(self, formulir, kini):
        """What is stored and what was just typed, side by side; the form holds the latter and the next save is
        knowing."""
        tersimpan = FormPersiapan.awal(isi_rencana(kini.kerja_sama, kini))
        lain = {n: "" if v is None else str(v) for n, v in tersimpan.items() if n in formulir.fields}
        if "otomatis" in self.request.GET:
            return JsonResponse(lain | {"versi": kini.versi, "oleh": ""}, status=409)
        beda = [
            {"label": formulir.fields[n].label, "tersimpan": nilai, "punyaku": self.request.POST.get(n, "")}
            for n, nilai in lain.items()
            if nilai.split() != self.request.POST.get(n, "").split()
        ]
        konteks = self.get_context_data(form=formulir, beda=beda, versi=kini.versi)
        return self.render_to_response(konteks, status=409)

    def formulir(self, data=None):
        ks, rencana = self.object, persiapan_dari(self.object)
        dengan_kajian = ks.prakarsa == Prakarsa.PIHAK_KETIGA
        return FormPersiapan(data, initial=FormPersiapan.awal(isi_rencana(ks, rencana)), dengan_kajian=dengan_kajian)

    def jam_kini(self):
        return jam(timezone.now(), self.object.desa_pendaftar.zona).partition(" ")[0]

    def get_context_data(self, **kwargs):
        ks, user = self.object, self.request.user
        rencana = persiapan_dari(ks)
        isi = isi_rencana(ks, rencana)
        kwargs.setdefault("form", self.formulir())
        kwargs.setdefault("versi", rencana.versi)
        kwargs.setdefault("beda", [])
        wajib = muatan_penawaran_belum(isi)
        return super().get_context_data(
            persiapan=rencana,
            boleh=boleh_menyiapkan(user, ks),
            kades=milik_pemrakarsa(user, ks, TETAPKAN),
            baca_kajian=boleh_membaca_kajian(user, ks),
            muatan=isi_surat(isi),
            belum=wajib,
            belum_lain=[m for m in muatan_belum(isi) if m not in wajib],
            peringatan=peringatan(isi),
            bermusyawarah=sudah_bermusyawarah(ks),
            penawaran=list(penawaran_kerja_sama(ks)),
            tutup_penyusunan=TABEL.alasan_tertutup("mulai_penyusunan", ks, user),
            halaman=uuid.uuid4().hex,
            halaman_terakhir=(self.request.session.get(SESI) or [""])[0],
            **kwargs,
        )


def boleh_membaca_kajian(user, kerja_sama):
    """The study is the initiating village's own, and of the offices above: not of those it deals with."""
    return user.has_perm(LIHAT, kerja_sama.desa_pendaftar)


class MulaiPenyusunan(SatuPersiapan):
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        ks = self.get_object()
        try:
            layanan.mulai_penyusunan(kerja_sama=ks, oleh=request.user)
        except TindakanTertutup as galat:
            messages.error(request, str(galat))
            return redirect("kerja_sama_persiapan", ks.id_publik)
        messages.success(request, "Naskah mulai disusun dari persiapan dan klausul baku. Para pihak sudah diberi tahu.")
        return redirect("kerja_sama_rinci", ks.id_publik)


class Berhenti(SatuPersiapan):
    """An end before signing, with its reason. `transisi` says who may, `jalankan(alasan)` does it."""

    template_name = "kerjasama/berhenti.html"
    transisi = ""
    kata = {}

    def get_object(self, queryset=None):
        ks = super().get_object(queryset)
        if not self.request.user.has_perm(TABEL[self.transisi].izin, ks):
            raise PermissionDenied(TABEL[self.transisi].izin)
        return ks

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        formulir = FormAlasan(request.POST)
        if not formulir.is_valid():
            return self.render_to_response(self.get_context_data(form=formulir), status=422)
        try:
            self.jalankan(formulir.cleaned_data["alasan"])
        except TindakanTertutup as galat:
            messages.error(request, str(galat))
        else:
            messages.success(request, self.kata["sudah"])
        return redirect("kerja_sama_rinci", self.object.id_publik)

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", FormAlasan())
        tertutup = TABEL.alasan_tertutup(self.transisi, self.object, self.request.user)
        return super().get_context_data(kata=self.kata, tertutup=tertutup, **kwargs)


class TarikKerjaSama(Berhenti):
    transisi = "tarik"
    kata = {
        "judul": "Tarik kerja sama ini?",
        "akibat": "Persiapan, penawaran, dan naskahnya berhenti. Berkas dan riwayatnya tetap tersimpan, dan para pihak "
        "diberi tahu. Tindakan ini tidak dapat diurungkan.",
        "tombol": "Tarik kerja sama",
        "sudah": "Kerja sama ditarik. Para pihak sudah diberi tahu.",
    }

    def jalankan(self, alasan):
        layanan.tarik_kerja_sama(kerja_sama=self.object, alasan=alasan, oleh=self.request.user)


class Mundur(Berhenti):
    transisi = "mundur"
    kata = {
        "judul": "Undur diri dari kerja sama ini?",
        "akibat": "Desa Anda tidak lagi menjadi pihak. Pihak lain diberi tahu, dan naskah yang sudah mereka sepakati "
        "perlu disepakati ulang.",
        "tombol": "Undur diri",
        "sudah": "Desa Anda mengundurkan diri. Pihak lain sudah diberi tahu.",
    }

    def jalankan(self, alasan):
        layanan.mundur(kerja_sama=self.object, alasan=alasan, oleh=self.request.user)
