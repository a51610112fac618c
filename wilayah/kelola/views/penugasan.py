"""One assignment: given, corrected, lengthened, ended."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.generic import DetailView, FormView

from wilayah.kewenangan import queries
from wilayah.kewenangan.pekerjaan import pekerjaan_terbuka
from wilayah.pengguna.services import akhiri_penugasan, beri_penugasan, perbaiki_penugasan, perpanjang_penugasan
from wilayah.tampilan.format import tanggal
from wilayah.tampilan.formulir import pindahkan_galat

from ..forms.penugasan import FormAkhiri, FormPenugasan, FormPerbaiki, FormPerpanjang
from . import HanyaPengelola


class SatuPenugasan:
    """Outside the reader's regions there is no such assignment."""

    def tugas(self):
        return get_object_or_404(queries.terkelola(self.request.user), id_publik=self.kwargs["id_publik"])


class BeriPenugasan(HanyaPengelola, FormView):
    """For someone known (`?pengguna=`), or for whoever succeeds an assignment (`?menggantikan=`)."""

    template_name = "wilayah/kelola/penugasan_baru.html"
    form_class = FormPenugasan

    def digantikan(self):
        kunci = self.request.GET.get("menggantikan", "")
        return _satu(queries.terkelola(self.request.user), kunci) if kunci else None

    def orang(self):
        kunci = self.request.GET.get("pengguna", "")
        return _satu(queries.orang_terjangkau(self.request.user), kunci) if kunci else None

    def get_initial(self):
        lama, orang = self.digantikan(), self.orang()
        awal = {"username": orang.username if orang else ""}
        if lama is None:
            return awal
        berikut = (
            lama.tanggal_selesai.fromordinal(lama.tanggal_selesai.toordinal() + 1) if lama.tanggal_selesai else None
        )
        return awal | {"wilayah": lama.wilayah.kode, "peran": lama.peran, "jabatan": lama.jabatan, "mulai": berikut}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"admin": self.request.user, "digantikan": self.digantikan()}

    def form_valid(self, form):
        try:
            tugas = beri_penugasan(oleh=self.request.user, **form.isian())
        except ValidationError as galat:
            pindahkan_galat(form, galat)
            return self.form_invalid(form)
        messages.success(self.request, f"{tugas.pengguna.nama} bertugas sebagai {tugas.sebutan_peran}.")
        lama = self.digantikan()
        if lama and lama.tanggal_selesai and tugas.sifat == tugas.Sifat.DEFINITIF:
            return redirect(f"{reverse('serah_terima', args=[lama.id_publik])}?{urlencode({'kepada': tugas.pk})}")
        return redirect("penugasan_rinci", tugas.id_publik)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        return super().get_context_data(orang=self.orang(), digantikan=self.digantikan(), **kwargs)


class RinciPenugasan(SatuPenugasan, DetailView):
    """What it is, who stood in or succeeded, and what an admin may do with it."""

    template_name = "wilayah/kelola/penugasan.html"
    context_object_name = "tugas"
    galat = None

    def get_object(self):
        return self.tugas()

    def get_context_data(self, **kwargs):
        t = self.object
        return {
            "boleh": queries.boleh_ditindak(self.request.user, t),
            "sendiri": t.pengguna_id == self.request.user.pk,
            "perbaiki": FormPerbaiki(initial={"jabatan": t.jabatan, "sk": t.sk}, prefix="perbaiki"),
            "perpanjang": FormPerpanjang(prefix="perpanjang"),
            "pengganti": t.digantikan_oleh.select_related("pengguna").order_by("dari", "pk"),
            "serah_terima": t.diserahkan.select_related("kepada__pengguna").order_by("-pada"),
            "tinjauan": t.tinjauan.select_related("oleh").order_by("-tahun"),
        } | super().get_context_data(**kwargs)

    def post(self, request, *args, **kwargs):
        self.object = self.tugas()
        tindakan = request.POST.get("tindakan")
        if tindakan not in TINDAKAN:
            raise Http404
        kelas, layanan, pesan = TINDAKAN[tindakan]
        form = kelas(request.POST, prefix=tindakan)
        if form.is_valid():
            try:
                layanan(penugasan=self.object, oleh=request.user, **form.cleaned_data)
                messages.success(request, pesan)
                return redirect("penugasan_rinci", self.object.id_publik)
            except ValidationError as galat:
                pindahkan_galat(form, galat)
        return self.render_to_response(self.get_context_data(**{tindakan: form, "form_salah": form}), status=422)


TINDAKAN = {
    "perbaiki": (FormPerbaiki, perbaiki_penugasan, "Jabatan dan surat keputusan diperbaiki."),
    "perpanjang": (FormPerpanjang, perpanjang_penugasan, "Penugasan diperpanjang."),
}


class AkhiriPenugasan(SatuPenugasan, FormView):
    """Afterwards to the hand-over, where there is something to hand over."""

    template_name = "wilayah/kelola/penugasan_akhiri.html"
    form_class = FormAkhiri

    def get_initial(self):
        return {"selesai": self.tugas().wilayah.hari_ini()}

    def form_valid(self, form):
        tugas, isi = self.tugas(), form.cleaned_data
        try:
            akhiri_penugasan(penugasan=tugas, selesai=isi["selesai"], alasan=isi["alasan"], oleh=self.request.user)
        except ValidationError as galat:
            pindahkan_galat(form, galat)
            return self.form_invalid(form)
        if tugas.belum_mulai and isi["selesai"] is None:
            messages.success(self.request, "Penugasan yang belum dimulai itu dibatalkan.")
            return redirect("pengguna_rinci", tugas.pengguna.id_publik)
        kapan = f"berakhir pada {tanggal(isi['selesai'])}" if isi["selesai"] else "berakhir seketika"
        messages.success(self.request, f"Penugasan {tugas.pengguna.nama} {kapan}.")
        tujuan = "penugasan_rinci" if tugas.sifat == tugas.Sifat.LIMPAHAN else "serah_terima"
        return redirect(tujuan, tugas.id_publik)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        tugas = self.tugas()
        jumlah = sum(len(t.butir) for t in pekerjaan_terbuka(tugas))
        boleh = queries.boleh_ditindak(self.request.user, tugas)
        return super().get_context_data(tugas=tugas, jumlah=jumlah, boleh=boleh, **kwargs)


def _satu(baris, kunci):
    """The row with this public id, or 404: also for what is no id at all."""
    try:
        return get_object_or_404(baris, id_publik=kunci)
    except ValidationError:
        raise Http404 from None
