"""The kecamatan's check: the document beside four points, and where the file goes next."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse

from binwas.penilaian import services
from binwas.penilaian.forms import FormKembalikan, FormTeruskan
from binwas.penilaian.queries import (
    pemeriksaan_terakhir,
    pengembalian_terbuka,
    pernah_dikembalikan,
)
from binwas.penilaian.transitions import KECAMATAN
from kerjasama.enums import Tanggapan
from kerjasama.models import KerjaSama, Pihak
from kerjasama.queries.kerja_sama import boleh_membaca_alasan, kantor_penangani, klarifikasi_tertutup
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.pengguna.queries import empat_mata
from wilayah.tampilan.views import RinciTercakup, kunci_kiriman

from . import bagian
from .izin import periksa_izin, terapkan

IZIN = "wilayah.teruskan_kerja_sama"
BERHASIL = {
    "teruskan_ke_kabupaten": "Diteruskan ke kabupaten.",
    "tandai_diperiksa": "Ditandai sudah diperiksa.",
    "kembalikan_ke_desa": "Dikembalikan ke desa. Anda diberi tahu saat desa menjawab.",
}


class PeriksaKerjaSama(RinciTercakup):
    model = KerjaSama
    izin = ("wilayah.lihat_kerja_sama",)
    template_name = "binwas/penilaian/periksa.html"
    context_object_name = "kerja_sama"
    form_teruskan = form_kembalikan = None

    def get_queryset(self):
        return self.tercakup().dengan_pendaftar()

    def get_object(self, queryset=None):
        kerja_sama = super().get_object(queryset)
        periksa_izin(self.request.user, IZIN, kerja_sama)
        return kerja_sama

    def get_context_data(self, **kwargs):
        kerja_sama, user = self.object, self.request.user
        kantor = kantor_penangani(kerja_sama)
        pihak = list(Pihak.objects.milik(kerja_sama).select_related("desa").order_by("urut"))
        konteks = {
            "alasan_tertutup": klarifikasi_tertutup(kerja_sama),
            "tindakan": {
                t.nama: KECAMATAN.alasan_tertutup(t.nama, kerja_sama, user)
                for t in KECAMATAN.terbuka(kerja_sama, user)
                if t.izin == IZIN
            },
            "naskah": bagian.naskah(kerja_sama, self.request.GET.get("dokumen", "")),
            "pihak": pihak,
            "baca_alasan": boleh_membaca_alasan(user, pihak),
            "keberatan": [p for p in pihak if p.tanggapan == Tanggapan.KEBERATAN],
            "pemeriksaan": pemeriksaan_terakhir(kerja_sama),
            "terbuka": pengembalian_terbuka(kerja_sama),
            "pengembalian": pernah_dikembalikan(kerja_sama),
            "kantor": kantor,
            "zona": kantor.zona,
            "empat_mata": empat_mata(kantor, kantor.hari_ini()),
            "form_teruskan": self.form_teruskan or self.buat_form(),
            "form_kembalikan": self.form_kembalikan or FormKembalikan(),
        }
        return super().get_context_data(**konteks, **kwargs)

    def buat_form(self, *args):
        return FormTeruskan(*args, tanpa_pengundangan=not self.object.adalah_pbkd)

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        nama = request.POST.get("tindakan")
        jalan = {
            "teruskan_ke_kabupaten": self.teruskan,
            "tandai_diperiksa": self.tandai,
            "kembalikan_ke_desa": self.kembalikan,
        }.get(nama)
        try:
            berhasil = jalan() if jalan else True
        except TindakanTertutup as galat:
            messages.error(request, str(galat))
            return HttpResponseRedirect(request.path)
        if not berhasil:
            return self.render_to_response(self.get_context_data(), status=422)
        if jalan:
            messages.success(request, BERHASIL[nama])
        return HttpResponseRedirect(reverse("kerja_sama_rinci", args=[self.object.id_publik]))

    def teruskan(self):
        self.form_teruskan = form = self.buat_form(self.request.POST)
        kunci = kunci_kiriman(self.request)
        return form.is_valid() and terapkan(
            form,
            lambda isi: services.teruskan_ke_kabupaten(
                kerja_sama=self.object, catatan=isi["catatan"], kunci=kunci, oleh=self.request.user
            ),
        )

    def tandai(self):
        self.form_teruskan = form = self.buat_form(self.request.POST)
        return form.is_valid() and terapkan(
            form, lambda isi: services.tandai_diperiksa(kerja_sama=self.object, oleh=self.request.user)
        )

    def kembalikan(self):
        self.form_kembalikan = form = FormKembalikan(self.request.POST)
        return form.is_valid() and terapkan(
            form,
            lambda isi: services.kembalikan_ke_desa(kerja_sama=self.object, butir=isi["butir"], oleh=self.request.user),
        )
