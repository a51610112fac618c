"""`/tinjauan-akses/`: every assignment of the own regions is confirmed or withdrawn once a year."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from wilayah.kewenangan import queries
from wilayah.kewenangan.services import tegaskan_penugasan, tinjau_penugasan
from wilayah.pengguna.models import KELOLA, Penugasan
from wilayah.tampilan.format import tanggal
from wilayah.tampilan.views import DaftarTercakup, baca_angka

from ..filters import SaringanTinjauan
from ..forms.penugasan import FormTinjau
from . import HanyaPengelola

BANYAK = 100


class TinjauanAkses(HanyaPengelola, DaftarTercakup):
    """One's own assignments are not on it: whoever stands above reviews those."""

    model = Penugasan
    izin = (KELOLA,)
    template_name = "wilayah/kelola/tinjauan.html"
    filterset_class = SaringanTinjauan
    urutan = {
        "wilayah": ["wilayah__kode", "peran", "pk"],
        "orang": ["pengguna__nama", "pk"],
        "mulai": ["tanggal_mulai", "pk"],
    }
    urutan_bawaan = "wilayah"
    nama_ekspor = "tinjauan-akses"
    kolom_ekspor = (
        ("id_publik", lambda t: t.id_publik),
        ("Nama", lambda t: t.pengguna.nama),
        ("Peran", lambda t: t.sebutan_peran),
        ("Jabatan", lambda t: t.jabatan),
        ("Wilayah", lambda t: t.wilayah.nama_lengkap),
        ("Kode", lambda t: t.wilayah.kode),
        ("Mulai", lambda t: t.tanggal_mulai),
        ("Selesai", lambda t: t.tanggal_selesai or ""),
        ("Tinjauan tahun ini", lambda t: "Ditegaskan" if t.keputusan else "Terlambat" if t.terlambat else "Belum"),
    )

    def tercakup(self):
        return queries.untuk_ditinjau(self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            kemajuan=queries.kemajuan_tinjauan(self.request.user), tahun=queries.hari_ini().year, **kwargs
        )

    def post(self, request):
        tindakan = request.POST.get("tindakan")
        if tindakan in ("pratinjau", "tegaskan"):
            return self._banyak(tindakan)
        return self._satu()

    def _banyak(self, tindakan):
        """First what would be confirmed, then the confirmation of exactly that."""
        kunci = [baca_angka(k) for k in self.request.POST.getlist("pilih")][:BANYAK]
        daftar = list(self.tercakup().filter(pk__in=kunci, keputusan__isnull=True).order_by("wilayah__kode", "pk"))
        if not daftar:
            messages.error(self.request, "Pilih paling sedikit satu penugasan yang belum ditinjau.")
            return self._kembali()
        if tindakan == "pratinjau":
            konteks = {"daftar": daftar, "lanjut": self.request.get_full_path(), "tahun": queries.hari_ini().year}
            return render(self.request, "wilayah/kelola/tinjauan_pratinjau.html", konteks)
        banyak = tegaskan_penugasan(daftar=daftar, oleh=self.request.user)
        messages.success(self.request, f"{banyak} penugasan ditegaskan.")
        return self._kembali()

    def _satu(self):
        tugas = queries.terkelola(self.request.user).filter(pk=baca_angka(self.request.POST.get("penugasan"))).first()
        form = FormTinjau(self.request.POST)
        if tugas is None or not form.is_valid():
            messages.error(self.request, "Penugasan itu tidak dapat ditinjau. Muat ulang halaman ini.")
            return self._kembali()
        try:
            tinjau_penugasan(penugasan=tugas, oleh=self.request.user, **form.cleaned_data)
        except ValidationError as galat:
            messages.error(self.request, " ".join(galat.messages))
            return self._kembali()
        if form.cleaned_data["keputusan"] == "cabut":
            kapan = "seketika" if form.cleaned_data["seketika"] else f"pada akhir {tanggal(tugas.wilayah.hari_ini())}"
            messages.success(self.request, f"Penugasan {tugas.pengguna.nama} dicabut, {kapan}.")
            return redirect("serah_terima", tugas.id_publik)
        messages.success(self.request, f"Penugasan {tugas.pengguna.nama} ditegaskan.")
        return self._kembali()

    def _kembali(self):
        return HttpResponseRedirect(f"{reverse('tinjauan_akses')}?{self.request.GET.urlencode()}")
