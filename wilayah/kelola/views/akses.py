"""What one person may do where, and by which assignment: `/pengguna/<id>/akses/`."""

from django.utils import timezone
from django.views.generic import DetailView

from wilayah.cakupan.enums import KALIMAT_IZIN
from wilayah.cakupan.roles import EMPAT_MATA, PERAN
from wilayah.pengguna.models import Pengguna, Penugasan
from wilayah.pohon.enums import Tingkat

TANPA_BAWAHAN = (Tingkat.PUSAT, Tingkat.DESA)


class AksesPengguna(DetailView):
    """For whoever manages people in a region that the person serves; assignments elsewhere are not shown, as on the
    person's own page. Only those that hold now give anything, so only they stand here."""

    template_name = "wilayah/kelola/akses.html"
    context_object_name = "orang"
    slug_field = slug_url_kwarg = "id_publik"

    def get_queryset(self):
        return Pengguna.objects.terkelola(self.request.user)

    def get_context_data(self, **kwargs):
        tugas = Penugasan.objects.terkelola(self.request.user).berlaku().filter(pengguna=self.object)
        berlaku = tugas.select_related("wilayah__induk__induk__induk").order_by("wilayah__tingkat", "pk")
        return super().get_context_data(
            akses=[_akses(t) for t in berlaku] if self.object.is_active else [], saat=timezone.now(), **kwargs
        )


def _akses(tugas):
    peran, wilayah = PERAN[tugas.peran], tugas.wilayah
    di_bawah = "" if wilayah.tingkat in TANPA_BAWAHAN else " dan semua wilayah di bawahnya"
    return {
        "tugas": tugas,
        "di": "semua wilayah" if wilayah.tingkat == Tingkat.PUSAT else f"{wilayah.nama_lengkap}{di_bawah}",
        "izin": [KALIMAT_IZIN[kode] for kode in peran.izin],
        "memberi": [PERAN[satu].nama for satu in peran.memberi],
        "larangan": [EMPAT_MATA[kode] for kode in peran.izin if kode in EMPAT_MATA],
    }
