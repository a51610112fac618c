"""Changing an agreement (`/kerja-sama/<id>/ubah/`), and the text that is in force when its changes are read with it
(`/kerja-sama/<id>/berlaku-saat-ini/`)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from kerjasama.enums import JenisPerubahan, Status
from kerjasama.forms.perubahan_akhir import FormPerubahan
from kerjasama.queries.kerja_sama import LIHAT
from kerjasama.queries.pelaksanaan import SUSUN, orang_luar
from kerjasama.queries.perubahan import naskah_berlaku
from kerjasama.queries.siklus import pihak_aktif
from kerjasama.rules.naskah import bentuk
from kerjasama.services.adendum import buka_perubahan
from kerjasama.services.cetakan_berlaku import pdf_berlaku_saat_ini
from kerjasama.transitions import TABEL
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.tampilan.formulir import pindahkan_galat
from wilayah.tampilan.views import kunci_kiriman

from .dasar import HalamanKerjaSama


class UbahKerjaSama(HalamanKerjaSama):
    """For the parties; a shut gate is shown with its reason. `?jenis=perpanjangan` is «Perpanjang», filled in."""

    terkait = ("mengubah",)
    template_name = "kerjasama/perubahan/ubah.html"

    def get_object(self, queryset=None):
        ks = super().get_object(queryset)
        if not self.request.user.has_perm(SUSUN, ks):
            raise PermissionDenied(SUSUN)
        return ks

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", self.formulir())
        tertutup = TABEL.alasan_tertutup("buka_perubahan", self.object, self.request.user)
        return super().get_context_data(tertutup=tertutup, **kwargs)

    def formulir(self, data=None):
        jenis = self.request.GET.get("jenis", "")
        awal = {"jenis": jenis if jenis in JenisPerubahan.values else None}
        if jenis == JenisPerubahan.PERPANJANGAN:
            awal |= {"bulan": lama_bulan(self.object), "alasan": _alasan_perpanjangan(self.object)}
        return FormPerubahan(data, initial=awal, pihak=pihak_aktif(self.object))

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        formulir = self.formulir(request.POST)
        if formulir.is_valid() and (perubahan := self._buka(formulir)):
            return redirect(perubahan)
        return self.render_to_response(self.get_context_data(form=formulir), status=422)

    def _buka(self, formulir):
        isi, kunci = formulir.cleaned_data, kunci_kiriman(self.request)
        try:
            baru = buka_perubahan(
                kerja_sama=self.object, jenis=isi["jenis"], isi=isi, kunci=kunci, oleh=self.request.user
            )
        except ValidationError as galat:
            pindahkan_galat(formulir, galat)
            return None
        except TindakanTertutup as galat:
            messages.error(self.request, str(galat))
            return reverse("kerja_sama_rinci", args=[self.object.id_publik])
        messages.success(self.request, "Perubahan dibuka. Para pihak diberi tahu untuk memusyawarahkannya.")
        return reverse("kerja_sama_rinci", args=[baru.id_publik])


class BerlakuSaatIni(HalamanKerjaSama):
    """The consolidated text. Whoever is only invited, or has left, reads what they may: the changes they see."""

    terkait = ("mengubah",)
    template_name = "kerjasama/perubahan/berlaku_saat_ini.html"

    def get_context_data(self, **kwargs):
        ks = self.object
        naskah = None if ks.mengubah_id else naskah_berlaku(ks, self.request.user)
        return super().get_context_data(
            naskah=naskah,
            bab=naskah.bentuk() if naskah else [],
            terpisah=_terpisah(naskah),
            luar=orang_luar(self.request.user, ks),
            pokok=ks.mengubah if ks.mengubah_id and self.request.user.has_perm(LIHAT, ks.mengubah) else None,
            pernah_berlaku=ks.status in (Status.BERLAKU, Status.DITANGGUHKAN, Status.BERAKHIR),
            **kwargs,
        )


class PdfBerlakuSaatIni(HalamanKerjaSama):
    """The same text on paper, to read; 404 where there is none."""

    terkait = ("mengubah",)

    def render_to_response(self, context, **kwargs):
        ks = self.object
        naskah = None if ks.mengubah_id else naskah_berlaku(ks, self.request.user)
        if naskah is None:
            raise Http404
        isi = pdf_berlaku_saat_ini(ks, naskah.bentuk(), _terpisah(naskah))
        return HttpResponse(
            isi,
            content_type="application/pdf",
            headers={"Content-Disposition": f'attachment; filename="berlaku-saat-ini-{ks.kode_ucap}.pdf"'},
        )


def _terpisah(naskah):
    """[(agreement, its own tree)] of the changes that stand beside the text."""
    hasil = [(satu, bentuk(isi)) for satu, isi in naskah.terpisah] if naskah else []
    for _, pohon in hasil:
        for bab in pohon["bab"]:
            bab["pasal"] = [p | {"sumber": None} for p in bab["pasal"]]
    return hasil


def lama_bulan(ks):
    """How many months the agreement was made for: what an extension begins with."""
    if ks.tanpa_jatuh_tempo or ks.tanggal_mulai is None:
        return None
    bulan = (ks.jatuh_tempo.year - ks.tanggal_mulai.year) * 12 + ks.jatuh_tempo.month - ks.tanggal_mulai.month
    return max(1, bulan)


def _alasan_perpanjangan(ks):
    return f"Masa berlaku {ks.judul} segera berakhir, dan para pihak hendak melanjutkannya."
