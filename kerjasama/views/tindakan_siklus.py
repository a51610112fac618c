"""What the pages of an act share: the right person, the name of the button, what was refused at its field."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect

from kerjasama.enums import Status
from kerjasama.queries.siklus import mewakili_pihak
from kerjasama.transitions import TABEL
from wilayah.berkas.rules import periksa_ukuran
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.tampilan.formulir import pindahkan_galat

from .dasar import HalamanKerjaSama

SUSUN, TETAPKAN = "wilayah.susun_kerja_sama", "wilayah.tetapkan_kerja_sama"


def isi_berkas(daftar):
    """(bytes, name) of uploaded files, each read when its turn comes."""
    for satu in daftar:
        periksa_ukuran(satu.size, satu.name)
    return ((satu.read(), satu.name) for satu in daftar)


class HalamanTindakan(HalamanKerjaSama):
    """`izin_tindak`: any of these at one of the parties opens the page, else 403. `tindakan` maps the name of a button
    to the method that makes its form and the one that carries it out; what is refused stays on the page."""

    izin_tindak = (TETAPKAN, SUSUN)
    tindakan = {}

    def get_object(self, queryset=None):
        ks = super().get_object(queryset)
        self.periksa(ks)
        return ks

    def periksa(self, ks):
        if not any(mewakili_pihak(self.request.user, ks, izin) for izin in self.izin_tindak):
            raise PermissionDenied(self.izin_tindak[0])

    def alasan(self, nama):
        """Why the act is shut for this person, or ""."""
        t, ks = TABEL[nama], self.object
        if ks.status not in t.dari:
            tahap = " atau ".join(Status(s).label.lower() for s in t.dari)
            return f"«{t.label}» dilakukan pada tahap {tahap}. Kerja sama ini: {ks.get_status_display().lower()}."
        return TABEL.alasan_tertutup(nama, self.object, self.request.user)

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        nama = request.POST.get("tindakan", "")
        if nama not in self.tindakan:
            raise Http404
        form, lakukan = (getattr(self, n) for n in self.tindakan[nama])
        formulir = form(request.POST, request.FILES)
        if formulir.is_valid():
            try:
                return lakukan(formulir)
            except ValidationError as galat:
                pindahkan_galat(formulir, galat)
            except TindakanTertutup as galat:
                messages.error(request, str(galat))
                return HttpResponseRedirect(request.get_full_path())
        return self.tampilkan({self.tindakan[nama][0]: formulir})

    def tampilkan(self, konteks, status=422):
        """The page with a bound form under the name of its maker."""
        return self.render_to_response(self.get_context_data(**konteks), status=status)
