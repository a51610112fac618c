"""The desa answers a returned file, on a phone: `/kerja-sama/<id>/perbaikan/`."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse

from binwas.penilaian.forms import FormPerbaikan
from binwas.penilaian.queries import pengembalian_terbuka, penjawab, pernah_dikembalikan
from binwas.penilaian.services import jawab_pengembalian
from kerjasama.models import KerjaSama
from kerjasama.queries.kerja_sama import boleh_mengubah_data
from wilayah.berkas.rules import periksa_ukuran
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.tampilan.views import RinciTercakup

from .izin import terapkan


class Perbaikan(RinciTercakup):
    model = KerjaSama
    izin = ("wilayah.lihat_kerja_sama",)
    template_name = "binwas/penilaian/perbaikan.html"
    context_object_name = "kerja_sama"
    form = None

    def get_queryset(self):
        return self.tercakup().select_related("desa_pendaftar__induk__induk__induk")

    def get_object(self, queryset=None):
        kerja_sama = super().get_object(queryset)
        if not penjawab(self.request.user, kerja_sama):
            raise PermissionDenied("jawab_pengembalian")
        return kerja_sama

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            terbuka=pengembalian_terbuka(self.object),
            terjawab=pernah_dikembalikan(self.object).filter(dijawab_pada__isnull=False),
            form=self.form or FormPerbaikan(),
            boleh_mengubah_data=boleh_mengubah_data(self.request.user, self.object),
            zona=self.object.desa_pendaftar.zona,
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        terbuka = pengembalian_terbuka(self.object)
        if terbuka is None:
            messages.info(request, "Daftar perbaikan ini sudah dijawab.")
            return self.pulang()
        self.form = form = FormPerbaikan(request.POST, request.FILES)
        try:
            berhasil = form.is_valid() and terapkan(form, lambda isi: self.jawab(terbuka, isi), "berkas")
        except TindakanTertutup as galat:
            messages.error(request, str(galat))
            return self.pulang()
        if not berhasil:
            return self.render_to_response(self.get_context_data(), status=422)
        messages.success(request, f"Jawaban terkirim ke {terbuka.dari_kantor.nama_lengkap}.")
        return self.pulang()

    def jawab(self, terbuka, isi):
        for satu in isi["berkas"]:
            periksa_ukuran(satu.size, satu.name)
        berkas = ((satu.read(), satu.name) for satu in isi["berkas"]) if isi["berkas"] else ()
        jawab_pengembalian(pengembalian=terbuka, jawaban=isi["jawaban"], berkas=berkas, oleh=self.request.user)

    def pulang(self):
        return HttpResponseRedirect(reverse("kerja_sama_rinci", args=[self.object.id_publik]))
