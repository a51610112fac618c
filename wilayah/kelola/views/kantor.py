"""`/kantor/`: what an office puts on its letters and what it has decided. Who serves in the office reads it; its admin
decides."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView

from wilayah.cakupan.roles import PERAN
from wilayah.cetak.kop import alamat_kop, kop_kantor
from wilayah.cetak.mesin import CetakTidakTersedia, cetak_pdf
from wilayah.cetak.naskah import Naskah, TandaTangan
from wilayah.kalender.rules import tanggal_panjang
from wilayah.pengguna.jenis_surat import nama_jenis, pilihan_jenis
from wilayah.pengguna.models import ProfilKantor
from wilayah.pengguna.penomoran import susun_nomor
from wilayah.pengguna.queries import aturan_berlaku
from wilayah.pengguna.queries_kantor import (
    boleh_mengelola_kantor,
    kantor_di_bawah,
    kantor_pilihan,
    kantor_terlihat,
    pemegang_peran,
    pengelola_kantor,
    pola_berlaku,
    profil_kantor,
    riwayat_pola,
    riwayat_sakelar,
    riwayat_tanda_tangan,
    sakelar_berlaku,
)
from wilayah.pengguna.services import kantor as layanan
from wilayah.pohon.models import Wilayah
from wilayah.tampilan.views import baca_angka

from ..forms.kantor import FormAkhiri, FormKop, FormPola, FormPolaBaku, FormSakelar, FormTandaTangan
from ..sakelar import sakelar_kantor
from .yakin import tanya

BAGIAN = (
    ("kantor_rinci", "Kop surat"),
    ("kantor_tanda_tangan", "Penanda tangan"),
    ("kantor_nomor", "Penomoran"),
    ("kantor_sakelar", "Sakelar"),
)
NOMOR_CONTOH = 47


class PilihKantor(TemplateView):
    """One's own office; who serves in several, or looks after those below, chooses."""

    template_name = "wilayah/kelola/kantor_pilih.html"

    def get(self, request, *args, **kwargs):
        self.sendiri = list(kantor_pilihan(request.user))
        self.bawah = list(kantor_di_bawah(request.user))
        if len(self.sendiri) == 1 and not self.bawah:
            return HttpResponseRedirect(reverse("kantor_rinci", args=[self.sendiri[0].kode]))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(sendiri=self.sendiri, bawah=self.bawah, **kwargs)


class HalamanKantor(TemplateView):
    """What the pages of one office share. Outside one's offices there is nothing; inside, only its admin writes."""

    nama_url = ""

    def dispatch(self, request, *args, **kwargs):
        self.kantor = Wilayah.objects.select_related("induk__induk").filter(kode=kwargs["kode"]).first()
        if self.kantor is None or not kantor_terlihat(request.user, self.kantor):
            raise Http404
        self.boleh = boleh_mengelola_kantor(request.user, self.kantor)
        if request.method == "POST" and not self.boleh:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        bagian = [
            {"label": label, "url": reverse(nama, args=[self.kantor.kode]), "kini": nama == self.nama_url}
            for nama, label in BAGIAN
        ]
        return super().get_context_data(
            kantor=self.kantor,
            boleh=self.boleh,
            bagian=bagian,
            pengelola=[] if self.boleh else pengelola_kantor(self.kantor),
            hari_ini=self.kantor.hari_ini(),
            **kwargs,
        )

    def tulis(self, form, layanan_, pesan):
        """Runs the service with what a valid form holds; a refusal goes back to its fields."""
        if not form.is_valid():
            return None
        try:
            layanan_()
        except ValidationError as galat:
            form.add_error(None, galat)
            return None
        messages.success(self.request, pesan)
        return HttpResponseRedirect(reverse(self.nama_url, args=[self.kantor.kode]))

    def ulang(self, **form):
        return self.render_to_response(self.get_context_data(**form), status=422)


class KopKantor(HalamanKantor):
    template_name = "wilayah/kelola/kantor_kop.html"
    nama_url = "kantor_rinci"

    def get_context_data(self, **kwargs):
        profil = profil_kantor(self.kantor)
        form = kwargs.pop("form", None) or FormKop(instance=profil or profil_awal(self.kantor))
        return super().get_context_data(
            profil=profil, form=form, kertas=form.instance, alamat_kop=alamat_kop(form.instance), **kwargs
        )

    def post(self, request, *args, **kwargs):
        form = FormKop(request.POST, request.FILES, instance=profil_kantor(self.kantor) or ProfilKantor())
        if "pratinjau" in request.POST and form.is_valid():
            return _kirim_contoh(form.instance, self.kantor, form.cleaned_data["logo_baru"])
        return self.tulis(
            form,
            lambda: layanan.tetapkan_profil_kantor(wilayah=self.kantor, oleh=request.user, **form.isian()),
            "Kop surat disimpan. Surat berikutnya memakainya; surat yang sudah terbit tidak berubah.",
        ) or self.ulang(form=form)


class PratinjauKop(HalamanKantor):
    """A sample letter on the letterhead as it stands, as PDF."""

    http_method_names = ("get",)

    def get(self, request, *args, **kwargs):
        profil = profil_kantor(self.kantor)
        if profil is None:
            raise Http404
        return _kirim_contoh(profil, self.kantor)


class LogoKantor(HalamanKantor):
    http_method_names = ("get",)

    def get(self, request, *args, **kwargs):
        profil = profil_kantor(self.kantor)
        if profil is None or profil.logo is None:
            raise Http404
        # A PNG that the application made itself; `kirim_berkas` would offer it as a download.
        return HttpResponse(
            profil.logo.baca(),
            content_type=profil.logo.jenis_media,
            headers={"Cache-Control": "private, no-cache", "X-Content-Type-Options": "nosniff"},
        )


def profil_awal(kantor):
    """What the form of an office without a profile begins with."""
    nama = kantor.nama.upper()
    kepala = (kantor.sebutan("kepala") or "").upper()
    daerah = nama.removeprefix("KABUPATEN ").removeprefix("KOTA ")
    return ProfilKantor(nama_pemda=f"PEMERINTAH {nama}", kepala_daerah=f"{kepala} {daerah}".strip())


def _kirim_contoh(profil, kantor, logo=None):
    hari_ini = kantor.hari_ini()
    naskah = Naskah(
        kop=kop_kantor(profil, logo),
        tempat=profil.kota_surat,
        tanggal=tanggal_panjang(hari_ini),
        nomor=susun_nomor(profil.pola_nomor, urut=NOMOR_CONTOH, klasifikasi=profil.klasifikasi, tanggal=hari_ini),
        sifat="Biasa",
        hal="Contoh surat untuk memeriksa kop",
        yth=("Kepala Desa Contoh",),
        isi=("Contoh ini memperlihatkan kop, logo, kertas, dan huruf surat kantor. Contoh ini bukan surat.",) * 3,
        penutup="Demikian contoh surat ini.",
        ttd=TandaTangan(jabatan="Jabatan penanda tangan", a_n=profil.kepala_daerah, nama="Nama Penanda Tangan"),
        konsep=True,
    )
    try:
        isi = cetak_pdf("cetak/surat.html", {"naskah": naskah}, kertas=profil.kertas, huruf=profil.huruf)
    except CetakTidakTersedia as galat:
        return HttpResponse(str(galat), status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse(
        isi,
        content_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="contoh-kop.pdf"', "Cache-Control": "private, no-store"},
    )


class TandaTanganKantor(HalamanKantor):
    template_name = "wilayah/kelola/kantor_ttd.html"
    nama_url = "kantor_tanda_tangan"

    def get_context_data(self, **kwargs):
        hari_ini = self.kantor.hari_ini()
        riwayat = list(riwayat_tanda_tangan(self.kantor))
        orang = pemegang_peran(self.kantor, {p for a in riwayat for p in (a.peran_penanda, *a.urutan_paraf)})
        berlaku = {a.jenis_surat: a for a in aturan_berlaku(self.kantor, hari_ini)}
        return super().get_context_data(
            jenis=[self._jenis(nama, berlaku.get(kode), orang) for kode, nama in pilihan_jenis()],
            riwayat=[(nama_jenis(a.jenis_surat), a, PERAN[a.peran_penanda].nama) for a in riwayat],
            form=kwargs.pop("form", None) or FormTandaTangan(kantor=self.kantor, initial={"dari": hari_ini}),
            form_akhiri=kwargs.pop("form_akhiri", None) or FormAkhiri(),
            **kwargs,
        )

    def _jenis(self, nama, aturan, orang):
        if aturan is None:
            return {"nama": nama, "aturan": None}
        langkah = [("Paraf", p) for p in aturan.urutan_paraf] + [("Tanda tangan", aturan.peran_penanda)]
        return {
            "nama": nama,
            "aturan": aturan,
            "langkah": [{"kerja": k, "peran": PERAN[p].nama, "orang": orang.get(p, [])} for k, p in langkah],
        }

    def post(self, request, *args, **kwargs):
        if request.POST.get("tindakan") == "akhiri":
            return self._akhiri(request)
        form = FormTandaTangan(request.POST, kantor=self.kantor)
        return self.tulis(
            form,
            lambda: layanan.tetapkan_aturan_tanda_tangan(kantor=self.kantor, oleh=request.user, **form.isian()),
            "Aturan penanda tangan dicatat.",
        ) or self.ulang(form=form)

    def _akhiri(self, request):
        form = FormAkhiri(request.POST)
        nomor = baca_angka(request.POST.get("aturan", ""))
        aturan = get_object_or_404(riwayat_tanda_tangan(self.kantor), pk=nomor)
        return self.tulis(
            form,
            lambda: layanan.akhiri_aturan_tanda_tangan(aturan=aturan, oleh=request.user, **form.cleaned_data),
            "Aturan penanda tangan diakhiri.",
        ) or self.ulang(form_akhiri=form)


class NomorKantor(HalamanKantor):
    template_name = "wilayah/kelola/kantor_nomor.html"
    nama_url = "kantor_nomor"

    def get_context_data(self, **kwargs):
        hari_ini = self.kantor.hari_ini()
        profil = profil_kantor(self.kantor)
        khusus = {p.jenis_surat: p for p in pola_berlaku(self.kantor, hari_ini)}
        awal = {"berlaku_sejak": hari_ini}
        if profil:
            awal |= {"klasifikasi": profil.klasifikasi, "pola": profil.pola_nomor}
        return super().get_context_data(
            profil=profil,
            contoh=self._contoh(profil.pola_nomor, profil.klasifikasi) if profil else "",
            jenis=[self._jenis(nama, khusus.get(kode), profil) for kode, nama in pilihan_jenis()],
            riwayat=[(nama_jenis(p.jenis_surat), p) for p in riwayat_pola(self.kantor)],
            form=kwargs.pop("form", None) or FormPola(initial=awal),
            form_baku=kwargs.pop("form_baku", None) or FormPolaBaku(instance=profil, prefix="baku"),
            contoh_baru=kwargs.pop("contoh_baru", ""),
            urut_contoh=NOMOR_CONTOH,
            **kwargs,
        )

    def _jenis(self, nama, khusus, profil):
        if khusus:
            return {"nama": nama, "khusus": khusus, "contoh": self._contoh(khusus.pola, khusus.klasifikasi)}
        return {"nama": nama, "contoh": self._contoh(profil.pola_nomor, profil.klasifikasi) if profil else ""}

    def _contoh(self, pola, klasifikasi):
        return susun_nomor(pola, urut=NOMOR_CONTOH, klasifikasi=klasifikasi, tanggal=self.kantor.hari_ini())

    def post(self, request, *args, **kwargs):
        if request.POST.get("tindakan") == "baku":
            return self._baku(request)
        form = FormPola(request.POST)
        if "contoh" in request.POST and form.is_valid():
            contoh = self._contoh(form.cleaned_data["pola"], form.cleaned_data["klasifikasi"])
            return self.render_to_response(self.get_context_data(form=form, contoh_baru=contoh))
        return self.tulis(
            form,
            lambda: layanan.tetapkan_pola_nomor(kantor=self.kantor, oleh=request.user, **form.cleaned_data),
            "Pola nomor dicatat. Dipakai saat surat diberi nomor, mulai tanggalnya.",
        ) or self.ulang(form=form)

    def _baku(self, request):
        profil = profil_kantor(self.kantor)
        if profil is None:
            raise Http404
        form = FormPolaBaku(request.POST, instance=profil, prefix="baku")
        return self.tulis(
            form,
            lambda: layanan.tetapkan_profil_kantor(wilayah=self.kantor, oleh=request.user, **form.cleaned_data),
            "Pola baku disimpan.",
        ) or self.ulang(form_baku=form)


class PilihanKantor(HalamanKantor):
    """Each switch with its history; a choice is shown with what it does to running work before it is set."""

    template_name = "wilayah/kelola/kantor_sakelar.html"
    nama_url = "kantor_sakelar"

    def get_context_data(self, **kwargs):
        hari_ini = self.kantor.hari_ini()
        berlaku = sakelar_berlaku(self.kantor, hari_ini)
        riwayat = list(riwayat_sakelar(self.kantor))
        salah = kwargs.pop("form", None)
        baris = [
            {
                "sakelar": satu,
                "kini": berlaku.get(satu.kunci),
                "riwayat": [r for r in riwayat if r.kunci == satu.kunci],
                "form": salah
                if salah and salah.sakelar == satu
                else FormSakelar(sakelar=satu, initial={"berlaku_sejak": hari_ini}),
                "terbuka": bool(salah and salah.sakelar == satu),
            }
            for satu in sakelar_kantor(self.kantor)
        ]
        return super().get_context_data(baris=baris, form_salah=salah, **kwargs)

    def post(self, request, *args, **kwargs):
        sakelar = next((s for s in sakelar_kantor(self.kantor) if s.kunci == request.POST.get("kunci")), None)
        if sakelar is None:
            raise Http404
        form = FormSakelar(request.POST, sakelar=sakelar)
        if "yakin" not in request.POST:
            return self._tanya(form) or self.ulang(form=form)
        return self.tulis(
            form,
            lambda: layanan.tetapkan_sakelar(kantor=self.kantor, oleh=request.user, **form.isian()),
            f"{sakelar.kunci.label}: pilihan dicatat.",
        ) or self.ulang(form=form)

    def _tanya(self, form):
        if not form.is_valid():
            return None
        try:
            kalimat = layanan.akibat_bila_ditetapkan(kantor=self.kantor, oleh=self.request.user, **form.isian())
        except ValidationError as galat:
            form.add_error(None, galat)
            return None
        pilihan = dict(form.fields["pilihan"].choices)[form.cleaned_data["pilihan"]]
        return tanya(
            self.request,
            judul=f"{form.sakelar.kunci.label}: {pilihan}",
            kalimat=kalimat,
            form=form,
            tersembunyi={"kunci": form.sakelar.kunci.value},
            kembali=reverse("kantor_sakelar", args=[self.kantor.kode]),
            tombol="Tetapkan",
        )
