from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views import View
from django.views.generic import TemplateView

from kerjasama.enums import MenurutWilayah, menurut
from wilayah.cakupan.queries import simpul
from wilayah.pohon.enums import Tingkat
from wilayah.pohon.queries_perubahan import temukan
from wilayah.tampilan.ekspor import BENTUK

from . import queries


class KeDasbor(View):
    """To the dashboard of one's own region: the hat's, or else the highest that one may read."""

    def get(self, request):
        kode = [s.kode for s in sorted(simpul(request.user, queries.DASBOR), key=lambda s: (s.tingkat, s.kode))]
        if not kode:
            raise Http404
        topi = request.topi.wilayah.kode if request.topi else None
        return HttpResponseRedirect(reverse("dasbor_wilayah", args=[topi if topi in kode else kode[0]]))


class Dasbor(TemplateView):
    """The same page for a region of any tier: numbers that lead to their lists, and its children."""

    template_name = "binwas/dasbor/dasbor.html"

    def get(self, request, kode):
        self.wilayah, self.menurut = temukan(kode), menurut(request.GET.get("menurut"))
        if self.wilayah is None or not request.user.has_perm(queries.DASBOR, self.wilayah):
            raise Http404
        if request.GET.get("ekspor") in BENTUK:
            return self.ekspor(request.GET["ekspor"])
        return super().get(request)

    def get_context_data(self, **kwargs):
        w, user = self.wilayah, self.request.user
        hari_ini = w.hari_ini()
        angka = queries.ringkasan(user, w, hari_ini, self.menurut)
        tahap, lewat = queries.tahap_wilayah(user, w, hari_ini, self.menurut)
        return super().get_context_data(
            wilayah=w,
            jalur=[(j, user.has_perm(queries.DASBOR, j)) for j in w.jalur()],
            hari_ini=hari_ini,
            angka=angka,
            ket_klarifikasi=self._bagian(angka),
            tahap=tahap,
            puncak=max([t.jumlah for t in tahap] + [1]),
            lewat=lewat,
            anak=queries.per_anak(user, w, hari_ini, self.menurut),
            menurut=self.menurut,
            dicari=self._di_daftar(),
            kerja_sama=self._kerja_sama(),
            saat=timezone.now(),
            **kwargs,
        )

    def _bagian(self, angka):
        return f"{round(100 * angka.diklarifikasi / angka.berlaku)}% dari yang berlaku" if angka.berlaku else ""

    def _di_daftar(self):
        """What the lists behind the numbers are asked for besides: nothing for the present map."""
        return "" if self.menurut == MenurutWilayah.KINI else f"&menurut={self.menurut.value}"

    def _kerja_sama(self):
        """At the last step there is no child region: its agreements themselves, the newest first."""
        if self.wilayah.tingkat < Tingkat.KECAMATAN:
            return []
        daftar = queries.kerja_sama_di(self.request.user, self.wilayah, self.menurut)
        return queries.terbaru(daftar, 10)

    def ekspor(self, bentuk):
        baris = queries.per_anak(self.request.user, self.wilayah, self.wilayah.hari_ini(), self.menurut)
        judul = ["kode", "wilayah", "berlaku", "habis masa", "diklarifikasi", "pemeriksaan terlambat", "menurut"]
        isi = (
            [b["wilayah"].kode, b["wilayah"].nama_lengkap, *b["angka"], b["lewat"], self.menurut.value] for b in baris
        )
        return BENTUK[bentuk](f"dasbor-{self.wilayah.kode}", judul, isi)
