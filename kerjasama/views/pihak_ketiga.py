"""The registry of third parties: `/pihak-ketiga/`."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views import View

from kerjasama.filters import SaringanPihakKetiga
from kerjasama.forms.pihak_ketiga import FormPihakKetiga, FormUjiTuntas
from kerjasama.models import PihakKetiga
from kerjasama.panels import daftarkan_peristiwa
from kerjasama.queries.pihak_ketiga import (
    MELIHAT,
    MENULIS,
    boleh_menulis,
    dengan_jumlah,
    kantor_pencatat,
    kerja_sama_milik,
    pihak_ketiga_tertulis,
    serupa,
    uji_tuntas_terlihat,
)
from kerjasama.queries.uji_tuntas import butir_uji
from kerjasama.rules.isian import bersihkan
from kerjasama.rules.pihak_ketiga import BIDANG, samarkan
from kerjasama.services import pihak_ketiga as layanan
from wilayah.cakupan.transisi import VersiBasi
from wilayah.pohon.models import Wilayah
from wilayah.tampilan.formulir import pindahkan_galat
from wilayah.tampilan.views import DaftarTercakup, RinciTercakup, Tercakup, baca_angka, kunci_kiriman

MAKS_KERJA_SAMA = 50


def pasang():
    daftarkan_peristiwa(
        {
            "pihak_ketiga.dicatat": "Pihak ketiga dicatat",
            "pihak_ketiga.diperbarui": "Data pihak ketiga diperbarui",
            "pihak_ketiga.diuji_tuntas": "Uji tuntas pihak ketiga dicatat",
            "pihak_ketiga.digabung": "Dua entri pihak ketiga digabung",
        }
    )


class DaftarPihakKetiga(DaftarTercakup):
    model = PihakKetiga
    izin = MELIHAT
    template_name = "kerjasama/pihak_ketiga/daftar.html"
    filterset_class = SaringanPihakKetiga
    urutan = {"nama": ["kunci_nama", "pk"], "jumlah": ["jumlah", "kunci_nama", "pk"]}
    urutan_bawaan = "nama"
    nama_ekspor = "pihak-ketiga"
    kolom_ekspor = [
        ("id_publik", lambda p: p.id_publik),
        ("nama", lambda p: p.nama),
        ("jenis", lambda p: p.get_jenis_display()),
        ("bentuk_hukum", lambda p: p.bentuk_hukum),
        ("nib", lambda p: p.nib),
        ("npwp", lambda p: samarkan(p.npwp)),
        ("alamat", lambda p: p.alamat),
        ("jumlah_kerja_sama", lambda p: p.jumlah),
    ]

    def dasar(self):
        return dengan_jumlah(self.tercakup(), self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            boleh_mencatat=bool(kantor_pencatat(self.request.user)),
            ada_saringan=any(self.request.GET.get(nama) for nama in self.filterset.filters),
            **kwargs,
        )


class RinciPihakKetiga(RinciTercakup):
    model = PihakKetiga
    izin = MELIHAT
    template_name = "kerjasama/pihak_ketiga/rinci.html"
    context_object_name = "ketiga"

    def get_queryset(self):
        return super().get_queryset().select_related("pencatat__induk__induk__induk")

    def get_context_data(self, **kwargs):
        user, ketiga = self.request.user, self.object
        menulis = boleh_menulis(user, ketiga)
        daftar = kerja_sama_milik(user, ketiga).select_related("desa_pendaftar").order_by("-tanggal_mulai", "pk")
        tampak = list(daftar[: MAKS_KERJA_SAMA + 1])
        return super().get_context_data(
            boleh_menulis=menulis,
            boleh_menguji=bool(kantor_pencatat(user)),
            npwp=ketiga.npwp if menulis else samarkan(ketiga.npwp),
            pencatat=self.pencatat(),
            daftar_kerja_sama=tampak[:MAKS_KERJA_SAMA],
            masih_ada=len(tampak) > MAKS_KERJA_SAMA,
            hari_ini=self.hari_ini(),
            uji=list(uji_tuntas_terlihat(user, ketiga)),
            kembar=self.kembar() if menulis else [],
            **kwargs,
        )

    def pencatat(self):
        """Which office wrote it down, for those who may look into that office: it tells who deals with whom."""
        kantor = self.object.pencatat
        return kantor if kantor and any(self.request.user.has_perm(izin, kantor) for izin in MELIHAT) else None

    def hari_ini(self):
        topi = getattr(self.request, "topi", None)
        return topi.wilayah.hari_ini() if topi else None

    def kembar(self):
        """Entries that may be this very body, of those which the person may join with it."""
        isi = {nama: getattr(self.object, nama) for nama in ("nama", "nib", "npwp")}
        calon = serupa(self.request.user, isi, kecuali=self.object)
        boleh = pihak_ketiga_tertulis(self.request.user).filter(pk__in=[p.pk for p in calon]) if calon else ()
        tertulis = {p.pk for p in boleh}
        return [p for p in calon if p.pk in tertulis]


class FormKetiga:
    """What writing and correcting share: the form, and the page with its errors."""

    def tampilkan(self, formulir, status=200, **konteks):
        isi = self.konteks() | konteks | {"form": formulir}
        return render(self.request, "kerjasama/pihak_ketiga/ubah.html", isi, status=status)


class PihakKetigaBaru(Tercakup, FormKetiga, View):
    """A new entry. One that looks like another is asked about once, and then written."""

    model = PihakKetiga
    izin = MENULIS

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.kantor = kantor_pencatat(request.user)
            if not self.kantor:
                raise PermissionDenied(MENULIS[0])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        return self.tampilkan(self.formulir(initial={"nama": bersihkan(request.GET.get("nama", ""))[:200]}))

    def post(self, request):
        formulir = self.formulir(request.POST)
        daftar = serupa(request.user, {n: bersihkan(request.POST.get(n, "")) for n in ("nama", "nib", "npwp")})
        if daftar and not request.POST.get("bukan_sama"):
            formulir = self.formulir(request.POST, bertanya_sama=True)
            if formulir.is_valid():
                formulir.add_error("bukan_sama", "Pakai entri yang sudah ada, atau centang bahwa ini bukan yang sama.")
            return self.tampilkan(formulir, 422, serupa=daftar)
        if formulir.is_valid():
            try:
                ketiga = layanan.catat_pihak_ketiga(
                    isi=formulir.isi(), pencatat=self.pencatat(), kunci=kunci_kiriman(request), oleh=request.user
                )
            except ValidationError as galat:
                pindahkan_galat(formulir, galat)
            else:
                messages.success(request, f"{ketiga.nama} tercatat.")
                return redirect(self.tujuan(ketiga))
        return self.tampilkan(formulir, 422, serupa=daftar)

    def tujuan(self, ketiga):
        """Back to the offer for which it is written down, with all that was chosen there; else its own page."""
        tanya = self.request.GET
        try:
            alamat = reverse("kerja_sama_tawarkan", args=[UUID(tanya.get("untuk", ""))])
        except ValueError:
            return reverse("pihak_ketiga_rinci", args=[ketiga.id_publik])
        dipilih = {"kepada": tanya.getlist("kepada"), "ketiga": [*tanya.getlist("ketiga"), ketiga.id_publik]}
        return f"{alamat}?{urlencode(dipilih, doseq=True)}#terpilih"

    def formulir(self, data=None, **lain):
        kantor = [(w.pk, w.nama_lengkap) for w in self.kantor]
        bertanya = bool(data and data.get("bukan_sama"))
        return FormPihakKetiga(data, kantor=kantor, **({"bertanya_sama": bertanya} | lain))

    def pencatat(self):
        dipilih = baca_angka(self.request.POST.get("kantor"))
        return next((w for w in self.kantor if w.pk == dipilih), self.kantor[0])

    def konteks(self):
        return {"judul": "Catat pihak ketiga", "ketiga": None, "beda": [], "serupa": []}


class SerupaPihakKetiga(Tercakup, View):
    """The entries in sight that may be what is being typed, as a piece of the page."""

    model = PihakKetiga
    izin = MELIHAT
    http_method_names = ["post"]

    def post(self, request):
        nomor, nama = baca_angka(request.POST.get("nomor")), request.POST.get("nama", "")
        desa = None
        if "desa" in request.POST:  # a step of a registration, whose fields carry the number of the party
            nama = request.POST.get(f"ketiga_{nomor}_nama", "")
            desa = get_object_or_404(Wilayah, kode=bersihkan(request.POST["desa"])[:13])
            if not request.user.has_perm("wilayah.daftarkan_kerja_sama", desa):
                raise Http404
        daftar = serupa(request.user, {"nama": bersihkan(nama)[:200]}, desa=desa)
        konteks = {"daftar": daftar, "nomor": nomor, "pakai": desa is not None}
        return render(request, "kerjasama/pihak_ketiga/_serupa.html", konteks)


class SatuTertulis(RinciTercakup):
    """An act on an entry of one's own offices; whoever only sees it gets 403."""

    model = PihakKetiga
    izin = MELIHAT
    context_object_name = "ketiga"

    def get_queryset(self):
        return super().get_queryset().select_related("pencatat__induk__induk__induk")

    def get_object(self, queryset=None):
        ketiga = super().get_object(queryset)
        if not boleh_menulis(self.request.user, ketiga):
            raise PermissionDenied(MENULIS[0])
        return ketiga


class UbahPihakKetiga(FormKetiga, SatuTertulis):
    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        return self.tampilkan(FormPihakKetiga(initial=self.awal(self.object)))

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        formulir = FormPihakKetiga(request.POST)
        if formulir.is_valid():
            try:
                versi = formulir.cleaned_data.get("versi") or 0
                layanan.perbarui_pihak_ketiga(
                    pihak_ketiga=self.object, isi=formulir.isi(), versi=versi, oleh=request.user
                )
            except VersiBasi as basi:
                return self.dua_versi(basi.kini)
            except ValidationError as galat:
                pindahkan_galat(formulir, galat)
            else:
                messages.success(request, "Data pihak ketiga tersimpan.")
                return redirect("pihak_ketiga_rinci", self.object.id_publik)
        return self.tampilkan(formulir, 422)

    def awal(self, ketiga):
        return {nama: getattr(ketiga, nama) for nama in (*BIDANG, "versi")}

    def dua_versi(self, kini):
        """What is stored and what was typed, field by field; the form holds the latter over the newer version."""
        data = self.request.POST.copy()
        data["versi"] = kini.versi
        formulir = FormPihakKetiga(data)
        beda = [
            {"label": formulir.fields[n].label, "tersimpan": lama or "(kosong)", "isian": data.get(n) or "(kosong)"}
            for n, lama in self.awal(kini).items()
            if n != "versi" and str(lama) != data.get(n, "")
        ]
        return self.tampilkan(formulir, 409, beda=beda)

    def konteks(self):
        return {"judul": "Ubah data pihak ketiga", "ketiga": self.object, "beda": [], "serupa": []}


class UjiTuntasBaru(RinciTercakup):
    """The checklist; every answer is kept on a refusal."""

    model = PihakKetiga
    izin = MELIHAT
    context_object_name = "ketiga"
    template_name = "kerjasama/pihak_ketiga/uji_tuntas.html"

    def get_object(self, queryset=None):
        ketiga = super().get_object(queryset)
        self.kantor = kantor_pencatat(self.request.user)
        if not self.kantor:
            raise PermissionDenied(MENULIS[0])
        return ketiga

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        formulir = self.formulir(request.POST)
        if formulir.is_valid():
            try:
                layanan.catat_uji_tuntas(
                    pihak_ketiga=self.object,
                    kantor=self.kantor_dipilih(),
                    isi=formulir.isi(),
                    kunci=kunci_kiriman(request),
                    oleh=request.user,
                )
            except ValidationError as galat:
                pindahkan_galat(formulir, galat)
            else:
                messages.success(request, "Uji tuntas tercatat.")
                return redirect("pihak_ketiga_rinci", self.object.id_publik)
        return self.render_to_response(self.get_context_data(form=formulir), status=422)

    def formulir(self, data=None):
        kantor = [(w.pk, w.nama_lengkap) for w in self.kantor]
        return FormUjiTuntas(data, butir=butir_uji(self.object.jenis), kantor=kantor)

    def kantor_dipilih(self):
        dipilih = baca_angka(self.request.POST.get("kantor"))
        return next((w for w in self.kantor if w.pk == dipilih), self.kantor[0])

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", self.formulir())
        return super().get_context_data(**kwargs)


class GabungPihakKetiga(SatuTertulis):
    """Joins another entry into this one; both must be the office's."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        ketiga = self.get_object()
        lain = get_object_or_404(self.get_queryset(), id_publik=self.kwargs["lain"])
        try:
            layanan.gabungkan_pihak_ketiga(dipertahankan=ketiga, digabung=lain, oleh=request.user)
        except ValidationError as galat:
            messages.error(request, galat.messages[0])
        else:
            messages.success(request, "Kedua entri digabung.")
        return redirect("pihak_ketiga_rinci", ketiga.id_publik)
