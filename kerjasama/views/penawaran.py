"""Offers: looking for partners and writing to them, the offer itself with its answer, a third party's proposal."""

from uuid import UUID

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from kerjasama.enums import Bentuk, Bidang, Prakarsa, StatusPenawaran, Urusan
from kerjasama.forms.persiapan import FormJawaban, FormPenawaran, FormUsulan
from kerjasama.models import Penawaran
from kerjasama.queries.mitra import MAKS_CALON, calon_mitra
from kerjasama.queries.penawaran import TERKAIT, batas_jawaban, penawaran_terbaca
from kerjasama.queries.persiapan import (
    SUSUN,
    TETAPKAN,
    boleh_menyiapkan,
    isi_rencana,
    milik_pemrakarsa,
    persiapan_dari,
)
from kerjasama.queries.pihak_ketiga import pihak_ketiga_terlihat
from kerjasama.queries.siklus import penawaran_terbuka
from kerjasama.rules.isian import bersihkan
from kerjasama.rules.persiapan import isi_surat, muatan_penawaran_belum
from kerjasama.services import penawaran as layanan
from kerjasama.transitions.penawaran import JAWABAN, TABEL_PENAWARAN, nama_jawaban
from wilayah.berkas.rules import periksa_ukuran
from wilayah.berkas.views import kirim_berkas
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.pohon.enums import Tingkat
from wilayah.pohon.models import Wilayah
from wilayah.tampilan.formulir import pindahkan_galat
from wilayah.tampilan.views import DaftarTercakup, RinciTercakup, kunci_kiriman

from .persiapan import SatuPersiapan

MAKS_PILIH = 60


class Tawarkan(SatuPersiapan):
    """Whom to ask: candidates by place and by what they do, chosen by buttons, and the letter to all of them."""

    template_name = "kerjasama/tawarkan.html"

    def get_object(self, queryset=None):
        ks = super().get_object(queryset)
        if not milik_pemrakarsa(self.request.user, ks):
            raise PermissionDenied(SUSUN)
        return ks

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        if not boleh_menyiapkan(request.user, self.object):
            return redirect("kerja_sama_rinci", self.object.id_publik)
        return self.render_to_response(self.get_context_data())

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        if not milik_pemrakarsa(request.user, self.object, TETAPKAN):
            raise PermissionDenied(TETAPKAN)
        formulir = FormPenawaran(request.POST)
        if formulir.is_valid():
            try:
                dikirim = layanan.tawarkan(
                    kerja_sama=self.object,
                    kepada=[*self.desa_terpilih(), *self.ketiga_terpilih()],
                    isi=formulir.cleaned_data,
                    kunci=kunci_kiriman(request),
                    oleh=request.user,
                )
            except ValidationError as galat:
                pindahkan_galat(formulir, galat)
            except TindakanTertutup as galat:
                formulir.add_error(None, str(galat))
            else:
                messages.success(request, f"Penawaran dikirim kepada {len(dikirim)} calon mitra.")
                return redirect("kerja_sama_rinci", self.object.id_publik)
        return self.render_to_response(self.get_context_data(form=formulir), status=422)

    def pilihan(self, nama):
        """What was chosen so far, each once, without the one that the button takes away."""
        data = self.request.POST if self.request.method == "POST" else self.request.GET
        buang = data.get("buang", "")
        return [k for k in dict.fromkeys(map(bersihkan, data.getlist(nama))) if k and k != buang][:MAKS_PILIH]

    def desa_terpilih(self):
        kode = self.pilihan("kepada")
        ada = {w.kode: w for w in Wilayah.objects.filter(kode__in=kode).select_related("induk__induk__induk")}
        return [ada[k] for k in kode if k in ada]

    def ketiga_terpilih(self):
        kunci = [k for k in self.pilihan("ketiga") if _uuid(k)]
        ada = {str(p.id_publik): p for p in pihak_ketiga_terlihat(self.request.user).filter(id_publik__in=kunci)}
        return [ada[k] for k in kunci if k in ada]

    def get_context_data(self, **kwargs):
        ks, tanya, desa = self.object, self.request.GET, self.object.desa_pendaftar
        cari = {
            "kata": bersihkan(tanya.get("q", ""))[:80],
            "bidang": _dari(Bidang, tanya.get("bidang")),
            "urusan": _dari(Urusan, tanya.get("urusan", "" if tanya else ks.urusan)),
        }
        terpilih, ketiga = self.desa_terpilih(), self.ketiga_terpilih()
        kabupaten = desa.kode_leluhur(Tingkat.KABUPATEN)
        ditawari = {p.kepada_id: p for p in penawaran_terbuka(ks)}
        isi = isi_rencana(ks, persiapan_dari(ks))
        kwargs.setdefault("form", FormPenawaran())
        calon, longgar = self.calon(cari)
        return super().get_context_data(
            cari=cari,
            calon=calon,
            longgar=longgar,
            maks_calon=MAKS_CALON,
            terpilih=terpilih,
            kode_terpilih={d.kode for d in terpilih},
            lintas=[d for d in terpilih if d.kode_leluhur(Tingkat.KABUPATEN) != kabupaten],
            ketiga=ketiga,
            banyak=len(terpilih) + len(ketiga),
            daftar_ketiga=list(pihak_ketiga_terlihat(self.request.user).order_by("nama", "pk")[:200]),
            ditawari=ditawari,
            untuk_desa=ks.bentuk != Bentuk.PIHAK_KETIGA,
            untuk_ketiga=ks.bentuk != Bentuk.ANTAR_DESA,
            pilihan_bidang=Bidang.choices,
            pilihan_urusan=Urusan.choices,
            belum=muatan_penawaran_belum(isi),
            muatan=isi_surat(isi),
            batas=batas_jawaban(desa),
            kades=milik_pemrakarsa(self.request.user, ks, TETAPKAN),
            **kwargs,
        )

    def calon(self, cari):
        """Candidates, and whether the place alone was looked at: a neighbour that nothing is known of is still one."""
        user, desa = self.request.user, self.object.desa_pendaftar
        if self.object.bentuk == Bentuk.PIHAK_KETIGA:
            return [], False
        calon = calon_mitra(user, desa, **cari)
        if calon or not cari["kata"]:
            return calon, False
        calon = calon_mitra(user, desa, kata=cari["kata"])
        return calon, bool(calon)


def _uuid(tulisan):
    try:
        return UUID(tulisan)
    except ValueError:
        return None


def _dari(pilihan, nilai):
    return nilai if nilai in pilihan.values else ""


class CatatUsulan(SatuPersiapan):
    """The proposal of a third party, recorded with its letter."""

    template_name = "kerjasama/usulan.html"

    def get_object(self, queryset=None):
        ks = super().get_object(queryset)
        if not milik_pemrakarsa(self.request.user, ks):
            raise PermissionDenied(SUSUN)
        if ks.prakarsa != Prakarsa.PIHAK_KETIGA:
            raise Http404
        return ks

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        formulir = self.formulir(request.POST, request.FILES)
        if formulir.is_valid():
            try:
                self.catat(formulir)
            except ValidationError as galat:
                pindahkan_galat(formulir, galat)
            except TindakanTertutup as galat:
                formulir.add_error(None, str(galat))
            else:
                messages.success(request, "Usulan tercatat. Tulis kajian desa sebelum menjawabnya.")
                return redirect("kerja_sama_persiapan", self.object.id_publik)
        return self.render_to_response(self.get_context_data(form=formulir), status=422)

    def catat(self, formulir):
        data = formulir.cleaned_data
        layanan.catat_usulan(
            kerja_sama=self.object,
            pihak_ketiga=self.daftar().get(id_publik=data["pihak_ketiga"]),
            isi=data,
            berkas=_baca(data["berkas"]),
            kunci=kunci_kiriman(self.request),
            oleh=self.request.user,
        )

    def daftar(self):
        return pihak_ketiga_terlihat(self.request.user)

    def formulir(self, *data):
        return FormUsulan(*data, pihak_ketiga=self.daftar().order_by("nama", "pk")[:200])

    def get_context_data(self, **kwargs):
        if "form" not in kwargs:
            kwargs["form"] = self.formulir()
        return super().get_context_data(**kwargs)


def _baca(unggahan):
    """(bytes, name) of an upload, or None. Raises ValidationError (at `berkas`) for one that is too large."""
    if not unggahan:
        return None
    try:
        periksa_ukuran(unggahan.size, unggahan.name)
    except ValidationError as galat:
        raise ValidationError({"berkas": galat.messages}) from galat
    return unggahan.read(), unggahan.name


class SaringanPenawaran(django_filters.FilterSet):
    q = django_filters.CharFilter(label="Judul kerja sama atau nomor surat", method="cari", max_length=80)
    status = django_filters.ChoiceFilter(label="Jawaban", choices=StatusPenawaran, empty_label="Semua")

    def cari(self, queryset, nama, nilai):
        return queryset.filter(Q(kerja_sama__judul__icontains=nilai) | Q(nomor__icontains=nilai))


class DaftarPenawaran(DaftarTercakup):
    """Offers that the person may read: one's own village's, or of the region."""

    model = Penawaran
    izin = ("wilayah.lihat_kerja_sama",)
    template_name = "kerjasama/penawaran_daftar.html"
    filterset_class = SaringanPenawaran
    urutan = {"dikirim": ["dikirim_pada", "pk"], "tenggat": ["tenggat", "pk"]}
    urutan_bawaan = "-dikirim"
    nama_ekspor = "penawaran"
    terkait = TERKAIT
    kolom_ekspor = [
        ("id_publik", lambda p: p.id_publik),
        ("kerja_sama", lambda p: p.kerja_sama.judul),
        ("dari", lambda p: p.pihak_ketiga.nama if p.usulan else p.dari.nama_lengkap),
        ("kepada", lambda p: p.dari.nama_lengkap if p.usulan else str(p.kepada or p.pihak_ketiga)),
        ("nomor", lambda p: p.nomor),
        ("dikirim", lambda p: p.dikirim_pada.astimezone(p.dari.zona).date()),
        ("tenggat", lambda p: p.tenggat),
        ("status", lambda p: p.get_status_display()),
    ]

    def tercakup(self):
        return penawaran_terbaca(self.request.user)

    def get_context_data(self, **kwargs):
        topi = self.request.topi
        return super().get_context_data(
            hari_ini=topi.wilayah.hari_ini() if topi else None,
            ada_saringan=any(self.request.GET.get(n) for n in self.filterset.filters),
            **kwargs,
        )


class SatuPenawaran(RinciTercakup):
    model = Penawaran
    izin = ("wilayah.lihat_kerja_sama",)
    context_object_name = "penawaran"

    def get_queryset(self):
        return penawaran_terbaca(self.request.user).select_related(*TERKAIT)


class RinciPenawaran(SatuPenawaran):
    """The offer, and its answer by whoever gives it."""

    template_name = "kerjasama/penawaran.html"

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        if not self.dijawab_orang_ini():
            raise PermissionDenied(TETAPKAN)
        formulir = self.formulir(request.POST, request.FILES)
        if formulir.is_valid():
            try:
                data = formulir.cleaned_data
                isi = {"alasan": data["alasan"], "berkas": _baca(data.get("berkas"))}
                layanan.jawab_penawaran(penawaran=self.object, jawaban=data["jawaban"], isi=isi, oleh=request.user)
            except ValidationError as galat:
                pindahkan_galat(formulir, galat)
            except TindakanTertutup as galat:
                messages.error(request, str(galat))
                return redirect("penawaran_rinci", self.object.id_publik)
            else:
                messages.success(request, "Jawaban tercatat.")
                return redirect("penawaran_rinci", self.object.id_publik)
        return self.render_to_response(self.get_context_data(form=formulir), status=422)

    def transisi(self, jawaban):
        return TABEL_PENAWARAN[nama_jawaban(self.object, jawaban)]

    def dijawab_orang_ini(self):
        return self.request.user.has_perm(self.transisi(StatusPenawaran.DITERIMA).izin, self.object)

    def terbuka(self):
        """{answer: why it is shut, "" when open} for whoever answers, of those that the state allows."""
        if not self.dijawab_orang_ini():
            return {}
        cocok = [j for j in JAWABAN if self.object.status in self.transisi(j).dari]
        user, nama = self.request.user, nama_jawaban
        return {j: TABEL_PENAWARAN.alasan_tertutup(nama(self.object, j), self.object, user) for j in cocok}

    def formulir(self, *data):
        pilihan = [j for j, sebab in self.terbuka().items() if not sebab]
        ketiga = self.object.pihak_ketiga_id is not None and not self.object.usulan
        return FormJawaban(*data, pilihan=pilihan, dengan_surat=ketiga)

    def get_context_data(self, **kwargs):
        p, user = self.object, self.request.user
        terbuka = self.terbuka()
        kwargs.setdefault("form", self.formulir())
        mengirim = user.has_perm(SUSUN, p) and not p.usulan
        return super().get_context_data(
            zona=p.dari.zona,
            hari_ini=p.dari.hari_ini(),
            boleh_menjawab=any(not sebab for sebab in terbuka.values()),
            tertutup=next((sebab for sebab in terbuka.values() if sebab), ""),
            dapat_ditarik=mengirim and not TABEL_PENAWARAN.alasan_tertutup("tarik", p, user),
            url_ulang=self.url_ulang() if mengirim and p.status == StatusPenawaran.MINTA_PERUBAHAN else "",
            lihat_kerja_sama=user.has_perm("wilayah.lihat_kerja_sama", p.kerja_sama),
            **kwargs,
        )

    def url_ulang(self):
        p = self.object
        tujuan = {"kepada": p.kepada.kode} if p.kepada_id else {"ketiga": p.pihak_ketiga.id_publik}
        return f"{reverse('kerja_sama_tawarkan', args=[p.kerja_sama.id_publik])}?{urlencode(tujuan)}#surat"


class SuratPenawaran(SatuPenawaran):
    """The letter as it was sent, or the third party's as it came."""

    def get(self, request, *args, **kwargs):
        p = self.get_object()
        if p.surat is None:
            raise Http404
        return kirim_berkas(p.surat, unduh=False)


class TarikPenawaran(SatuPenawaran):
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        p = self.get_object()
        if not request.user.has_perm(TABEL_PENAWARAN["tarik"].izin, p):
            raise PermissionDenied(SUSUN)
        try:
            layanan.tarik_penawaran(penawaran=p, oleh=request.user)
        except TindakanTertutup as galat:
            messages.error(request, str(galat))
        else:
            messages.success(request, "Penawaran ditarik. Penerimanya sudah diberi tahu.")
        return redirect("penawaran_rinci", p.id_publik)
