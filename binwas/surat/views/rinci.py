"""One letter: its paper, its way through the office, and what this person may do with it."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms as bentuk
from django.contrib import messages
from django.core.exceptions import PermissionDenied, SuspiciousOperation, ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404

from binwas.surat import services
from binwas.surat.forms import (
    FormBatalNomor,
    FormKembalikan,
    FormKonsep,
    FormPengantaran,
    FormPindaian,
    FormTandaTangan,
)
from binwas.surat.kinds import nama_jenis
from binwas.surat.models import PenerimaSurat, Surat
from binwas.surat.queries import belum_terjangkau, mata_terpisah
from binwas.surat.services.cetakan import pratinjau
from binwas.surat.transitions import KELOLA, PARAF, TTD
from wilayah.berkas.rules import periksa_ukuran
from wilayah.berkas.views import KEBIJAKAN_TAMPIL, kirim_berkas
from wilayah.cakupan.transisi import TindakanTertutup, VersiBasi
from wilayah.cetak.mesin import CetakTidakTersedia
from wilayah.tampilan.views import RinciTercakup, kunci_kiriman

from .daftar import LIHAT
from .keadaan import giliran, langkah_surat, tindakan_terbuka


@dataclass(frozen=True)
class Tindakan:
    """An act of the page: its form, the powers any of which it needs, the service, and the field that a refusal
    without a field of its own is shown at."""

    form: type
    izin: tuple[str, ...]
    jalankan: Callable
    pesan: str
    bidang: str | None = None


def _paraf(surat, isian, request):
    services.paraf_surat(surat=surat, oleh=request.user)


def _kembalikan(surat, isian, request):
    services.kembalikan_konsep(surat=surat, alasan=isian["alasan"], oleh=request.user)


def _tandatangani(surat, isian, request):
    services.tandatangani_surat(surat=surat, sandi=isian["sandi"], kunci=kunci_kiriman(request), oleh=request.user)


def _cetak_basah(surat, isian, request):
    services.cetak_basah(surat=surat, kunci=kunci_kiriman(request), oleh=request.user)


def _pindaian(surat, isian, request):
    berkas = isian["berkas"]
    periksa_ukuran(berkas.size, berkas.name)
    services.unggah_pindaian(surat=surat, isi=berkas.read(), nama=berkas.name, oleh=request.user)


def _batalkan(surat, isian, request):
    services.batalkan_nomor(surat=surat, alasan=isian["alasan"], oleh=request.user)


def _antar(surat, isian, request):
    penerima = get_object_or_404(PenerimaSurat.objects.milik(surat), urut=isian["penerima"])
    services.catat_pengantaran(penerima=penerima, catatan=isian["catatan"], oleh=request.user)


def _ubah(surat, isian, request):
    services.ubah_konsep(
        surat=surat,
        hal=isian["hal"],
        isi={"penutup": isian["penutup"]},
        versi=isian["versi"],
        oleh=request.user,
    )


TINDAKAN = {
    "paraf": Tindakan(bentuk.Form, (PARAF,), _paraf, "Surat diparaf."),
    "kembalikan": Tindakan(FormKembalikan, (PARAF, TTD), _kembalikan, "Konsep dikembalikan kepada pengusul.", "alasan"),
    "tandatangani": Tindakan(FormTandaTangan, (TTD,), _tandatangani, "Surat ditandatangani dan terbit.", "sandi"),
    "cetak_basah": Tindakan(
        bentuk.Form, (KELOLA,), _cetak_basah, "Surat bernomor. Cetak, mintakan tanda tangan, lalu unggah pindaiannya."
    ),
    "pindaian": Tindakan(FormPindaian, (KELOLA,), _pindaian, "Surat terbit dengan pindaian.", "berkas"),
    "batal_nomor": Tindakan(FormBatalNomor, (KELOLA,), _batalkan, "Nomor dibatalkan dan tetap tercatat.", "alasan"),
    "antar": Tindakan(FormPengantaran, (KELOLA,), _antar, "Pengantaran dicatat.", "catatan"),
    "ubah": Tindakan(FormKonsep, (KELOLA,), _ubah, "Konsep disimpan.", "hal"),
}


class RinciSurat(RinciTercakup):
    model = Surat
    izin = LIHAT
    template_name = "binwas/surat/rinci.html"
    context_object_name = "surat"

    def get_queryset(self):
        return (
            super()
            .get_queryset()
            .select_related("kantor__induk__induk", "kerja_sama", "konseptor", "penanda_tangan", "berkas", "cetakan")
        )

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        services.catat_dibaca(surat=self.object, oleh=request.user)
        return self.render_to_response(self.get_context_data())

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        nama = request.POST.get("tindakan", "")
        if nama not in TINDAKAN:
            raise SuspiciousOperation("Unknown act on a letter")
        if not any(request.user.has_perm(izin, self.object) for izin in TINDAKAN[nama].izin):
            raise PermissionDenied(nama)
        return self._jalankan(nama, TINDAKAN[nama])

    def _jalankan(self, nama, tindakan):
        """Redirects when it was done or is no longer open; shows the page again where the form needs the person."""
        form = tindakan.form(self.request.POST, self.request.FILES)
        if not form.is_valid():
            return self._ulang(nama, form)
        try:
            tindakan.jalankan(self.object, form.cleaned_data, self.request)
        except ValidationError as galat:
            form.add_error(None if hasattr(galat, "error_dict") else tindakan.bidang, galat)
            return self._ulang(nama, form)
        except VersiBasi as basi:
            lama = form.cleaned_data | {"versi": basi.kini.versi}
            return self._ulang(nama, FormKonsep(initial=lama), basi=basi.kini)
        except (TindakanTertutup, CetakTidakTersedia) as galat:
            messages.error(self.request, str(galat))
        else:
            messages.success(self.request, tindakan.pesan)
        return HttpResponseRedirect(self.request.path)

    def _ulang(self, nama, form, basi=None):
        self.object = self.get_object()
        return self.render_to_response(self.get_context_data(form_ulang={nama: form}, basi=basi))

    def get_context_data(self, form_ulang=None, basi=None, **kwargs):
        surat, oleh = self.object, self.request.user
        terbuka = tindakan_terbuka(surat, oleh)
        form = self._form(surat) | (form_ulang or {})
        return super().get_context_data(**kwargs) | {
            "jenis": nama_jenis(surat.jenis),
            "zona": surat.kantor.zona,
            "konseptor": oleh.has_perm("wilayah.lihat_konsep_surat", surat),
            "mata_terpisah": mata_terpisah(surat),
            "langkah": langkah_surat(surat),
            "giliran": giliran(surat, terbuka),
            "terbuka": terbuka,
            "form": form,
            "form_salah": next((f for f in form.values() if f.is_bound and f.errors), None),
            "basi": basi,
            "penerima": list(PenerimaSurat.objects.milik(surat).select_related("dibaca_oleh").order_by("urut")),
            "tujuan_antar": list(belum_terjangkau(surat)) if "catat_pengantaran" in terbuka else [],
        }

    def _form(self, surat):
        awal = {"hal": surat.hal, "penutup": surat.isi.get("penutup", ""), "versi": surat.versi}
        return {
            "tandatangani": FormTandaTangan(),
            "kembalikan": FormKembalikan(),
            "pindaian": FormPindaian(),
            "batal_nomor": FormBatalNomor(),
            "antar": FormPengantaran(),
            "ubah": FormKonsep(initial=awal),
        }


class PdfSurat(RinciTercakup):
    """The stored bytes once there are any; before that a preview marked KONSEP, for those who may see drafts (the
    scope itself: others reach no letter before it is out)."""

    model = Surat
    izin = LIHAT

    def get_queryset(self):
        return super().get_queryset().select_related("kantor__induk__induk", "kerja_sama", "berkas", "cetakan")

    def get(self, request, *args, **kwargs):
        surat = self.get_object()
        if berkas := surat.berkas or surat.cetakan:
            respons = kirim_berkas(berkas, unduh="unduh" in request.GET)
            if surat.berkas is None:  # this address will serve the scan
                respons["Cache-Control"] = "private, no-store"
            return respons
        try:
            isi = pratinjau(surat)
        except CetakTidakTersedia as galat:
            return HttpResponse(str(galat), status=503, content_type="text/plain; charset=utf-8")
        return HttpResponse(
            isi,
            content_type="application/pdf",
            headers={
                "Content-Security-Policy": KEBIJAKAN_TAMPIL,
                "Content-Disposition": 'inline; filename="konsep-surat.pdf"',
            },
        )
