"""Versions of the text: made, listed, read, and compared per article and word; and what people say of an article."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect

from kerjasama.forms.naskah import FormVersi
from kerjasama.models import KomentarPasal
from kerjasama.queries.naskah import berubah_sejak, boleh_mengomentari, isi_kini, komentar_terbuka, versi_naskah
from kerjasama.rules.naskah import banding, bentuk
from kerjasama.services.naskah import buat_versi, komentari, tuntaskan
from wilayah.tampilan.views import kunci_kiriman

from .naskah import RuangNaskah
from .naskah_dasar import HalamanNaskah

KINI = "kini"
SEHALAMAN = 20
BERUBAH = ("berubah", "baru", "dihapus")


class DaftarVersi(HalamanNaskah):
    template_name = "kerjasama/naskah/versi_daftar.html"

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", FormVersi())
        terakhir = versi_naskah(self.naskah).first()
        return super().get_context_data(
            halaman=Paginator(versi_naskah(self.naskah), SEHALAMAN).get_page(self.request.GET.get("page")),
            terakhir=terakhir,
            berubah=terakhir is None or berubah_sejak(self.object) is not None,
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        self.hanya_menyusun = True
        self.siapkan()
        formulir = FormVersi(request.POST)
        if not formulir.is_valid():
            return self.render_to_response(self.get_context_data(form=formulir), status=422)
        sebelum = versi_naskah(self.naskah).first()
        versi = buat_versi(kerja_sama=self.object, keterangan=formulir.cleaned_data["keterangan"], oleh=request.user)
        if sebelum and versi.pk == sebelum.pk:
            messages.info(request, f"Tidak ada perubahan sejak versi {versi.nomor}.")
        else:
            messages.success(request, f"Versi {versi.nomor} tersimpan. Para pihak sudah diberi tahu.")
        return redirect("naskah_versi_daftar", self.object.id_publik)


class BacaVersi(HalamanNaskah):
    template_name = "kerjasama/naskah/versi.html"

    def get_context_data(self, **kwargs):
        versi = versi_naskah(self.naskah).filter(nomor=self.kwargs["versi"]).first()
        if versi is None:
            raise Http404("versi")
        return super().get_context_data(
            versi=versi,
            isi=versi.isi,
            bab=bentuk(versi.isi)["bab"],
            pihak=versi.isi.get("pihak", []),
            sebelumnya=versi_naskah(self.naskah).filter(nomor__lt=versi.nomor).first(),
            **kwargs,
        )


class BandingVersi(HalamanNaskah):
    """`?dari=&ke=` are numbers of versions, or «kini» for the working text; without them the two newest. `?tampilan=`
    dua | satu, and on a phone one article at a time by `?pasal=`."""

    template_name = "kerjasama/naskah/banding.html"

    def get_context_data(self, **kwargs):
        versi = list(versi_naskah(self.naskah))
        dari, ke = self.dipilih(versi)
        semua = banding(self.isi(dari), self.isi(ke)) if dari else []
        berubah = [p for p in semua if p.status in BERUBAH]
        return super().get_context_data(
            versi=versi,
            dari=dari,
            ke=ke,
            berubah=berubah,
            geser=[p for p in semua if p.status == "pindah_nomor"],
            hitung={s: sum(p.status == s for p in semua) for s in BERUBAH},
            jumlah=sum(p.nomor is not None for p in semua),
            satu_kolom=self.request.GET.get("tampilan") == "satu",
            bisa_kembali=self.menyusun and ke == KINI,
            terbuka=komentar_terbuka(self.request.user, self.object),
            **kwargs,
        )

    def dipilih(self, versi):
        """(from, to): versions, or KINI; (None, None) before there is a version."""
        menurut = {str(v.nomor): v for v in versi} | {KINI: KINI}
        if not versi:
            return None, None
        ke = menurut.get(self.request.GET.get("ke"), KINI)
        bawaan = versi[0] if ke == KINI else next((v for v in versi if v.nomor < ke.nomor), versi[-1])
        return menurut.get(self.request.GET.get("dari"), bawaan), ke

    def isi(self, versi):
        return isi_kini(self.object, self.naskah) if versi == KINI else versi.isi


class Komentari(RuangNaskah):
    """A comment that is refused comes back with the workspace, its words in the form."""

    http_method_names = ("post",)
    galat_komentar = ""

    def post(self, request, *args, **kwargs):
        self.siapkan()
        if not boleh_mengomentari(request.user, self.object):
            raise PermissionDenied("komentari_naskah")
        kunci = self.kwargs["kunci"]
        try:
            komentari(
                kerja_sama=self.object,
                pasal=kunci,
                isi=request.POST.get("isi", ""),
                oleh=request.user,
                kunci=kunci_kiriman(request),
            )
        except ValidationError as galat:
            self.galat_komentar = " ".join(galat.messages)
            return self.render_to_response(self.get_context_data(), status=422)
        messages.success(request, "Komentar terkirim. Para pihak sudah diberi tahu.")
        return redirect(f"{self.url_ruang()}?pasal={kunci}#komentar")

    def kunci_dipilih(self):
        return self.kwargs["kunci"]

    def get_context_data(self, **kwargs):
        isian = {"isian_komentar": self.request.POST.get("isi", ""), "galat_komentar": self.galat_komentar}
        return super().get_context_data(**(kwargs | isian))


class Tuntaskan(HalamanNaskah):
    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        self.siapkan()
        komentar = KomentarPasal.objects.milik(self.object).filter(id_publik=self.kwargs["komentar"]).first()
        if komentar is None:
            raise Http404("komentar")
        tuntaskan(komentar=komentar, oleh=request.user)
        return redirect(f"{self.url_ruang()}?pasal={komentar.pasal}#komentar")
