"""Editions of the map that were loaded, with the list of what each changed: kept in the trail of Pusat."""

from django.http import Http404
from django.views import View
from django.views.generic import ListView

from wilayah.berkas.models import Berkas
from wilayah.berkas.rules import CSV
from wilayah.berkas.views import kirim_berkas
from wilayah.jejak.models import Jejak
from wilayah.pohon.models import Wilayah
from wilayah.pohon.services_impor import KATEGORI, PERISTIWA_IMPOR
from wilayah.tampilan.views import Tercakup

JUDUL = {nama: nama.replace("_", " ").capitalize() for nama in KATEGORI if nama != "sama"}


class Edisi(Tercakup):
    """Only for who reads the trail of the root: to others there is no such page."""

    model = Jejak
    izin = ("wilayah.lihat_jejak",)

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not request.user.has_perm(self.izin[0], Wilayah.objects.pusat()):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def impor(self):
        return (
            self.tercakup()
            # By its region, which has an index: the rows of the root are few among those of the nation.
            .filter(wilayah=Wilayah.objects.pusat(), peristiwa=PERISTIWA_IMPOR, sesudah_nya__has_key="perbedaan")
            .select_related("oleh")
            .order_by("-pada", "-pk")
        )


class DaftarEdisi(Edisi, ListView):
    template_name = "wilayah/kelola/edisi.html"
    paginate_by = 25

    def get_queryset(self):
        return self.impor()

    def get_context_data(self, **kwargs):
        konteks = super().get_context_data(**kwargs)
        baris = [
            (satu, [(judul, satu.sesudah_nya["jumlah"][nama]) for nama, judul in JUDUL.items()])
            for satu in konteks["page_obj"]
        ]
        return konteks | {"baris": baris, "judul_kolom": JUDUL.values()}


class PerbedaanEdisi(Edisi, View):
    """The list of every region that an edition changed. The row of the trail names the bytes by their hash."""

    def get(self, request, id_publik):
        satu = self.impor().filter(sesudah_nya__perbedaan__berkas=str(id_publik)).first()
        if satu is None:
            raise Http404
        nama = f"wilayah edisi {satu.sesudah_nya['edisi']}.csv"
        berkas = Berkas(sha256=satu.sesudah_nya["perbedaan"]["sha256"], jenis_media=CSV, nama_asli=nama)
        return kirim_berkas(berkas, unduh=True)
