from django.http import HttpResponseForbidden, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views import View
from django.views.generic import ListView, TemplateView

from wilayah.cakupan.queries import punya_di_mana_saja
from wilayah.pemberitahuan.models import Pemberitahuan
from wilayah.pemberitahuan.services import tandai_dibaca

from . import queries

TINGKAT_DESA = 4


class Beranda(View):
    """Where a person lands: on what waits for them. The hat worn decides."""

    def get(self, request):
        topi = request.topi
        if topi is None:
            return render(request, "binwas/antrean/tanpa_penugasan.html")
        if topi.wilayah.tingkat == TINGKAT_DESA and topi.peran != "bpd":
            return self.desa(request)
        return HttpResponseRedirect(self.tujuan(request, topi))

    def tujuan(self, request, topi):
        if topi.peran == "bpd":
            return reverse("kerja_sama_daftar")
        if _punya_antrean(request.user):
            return reverse("antrean")
        if punya_di_mana_saja(request.user, "wilayah.lihat_dasbor"):
            return reverse("dasbor_wilayah", args=[topi.wilayah.kode])
        return reverse("akun")

    def desa(self, request):
        wilayah_ids = [t.wilayah_id for t in request.topi_semua]
        konteks = {
            "tugas": queries.tugas_desa(request.user, wilayah_ids),
            "terbaru": queries.kerja_sama_terbaru(request.user, 5),
            "hari_ini": request.topi.wilayah.hari_ini(),
        }
        return render(request, "binwas/antrean/beranda_desa.html", konteks)


class Antrean(TemplateView):
    """The daily screen of an office: by legal time left, by whose turn it is."""

    def get(self, request):
        if not _punya_antrean(request.user):
            return HttpResponseForbidden(render(request, "403.html"))
        return super().get(request)

    def get_template_names(self):
        kecamatan = self.request.topi.wilayah.tingkat == 3
        return [f"binwas/antrean/{'kecamatan' if kecamatan else 'kabupaten'}.html"]

    def get_context_data(self, **kwargs):
        kata = self.request.GET.get("q", "").strip()[:60].replace("\x00", "")
        isi = self.kecamatan(kata) if self.request.topi.wilayah.tingkat == 3 else self.kabupaten(kata)
        return super().get_context_data(kata=kata, hari_ini=self.request.topi.wilayah.hari_ini(), **isi, **kwargs)

    def kecamatan(self, kata):
        periksa, kembali = queries.antrean_kecamatan(self.request.user, kata)
        return {"periksa": periksa, "kembali": kembali}

    def kabupaten(self, kata):
        hari_ini = self.request.topi.wilayah.hari_ini()
        saya = self.request.GET.get("petugas") == "saya"
        semua = queries.antrean_telaah(self.request.user, self.request.user if saya else None, kata)
        per_tab = {t: [p for p in semua if queries.tab_pemeriksaan(p) == t] for t in ("giliran", "desa", "ttd")}
        tab = self.request.GET.get("tab")
        tab = tab if tab in per_tab else queries.GILIRAN
        return {
            "tab": tab,
            "saya": saya,
            "jumlah": {t: len(baris) for t, baris in per_tab.items()},
            "kelompok": queries.kelompokkan(per_tab[tab], hari_ini),
            "strip": queries.strip_tenggat(semua, hari_ini),
            "surat": queries.surat_menunggu(self.request.user),
            "penuh": len(semua) == queries.BATAS,
            "bisa_telaah": punya_di_mana_saja(self.request.user, "wilayah.lihat_pemeriksaan"),
        }


class KotakMasuk(ListView):
    """A person's messages, and the letters of the offices that the person holds now."""

    template_name = "binwas/antrean/kotak_masuk.html"
    paginate_by = 25

    def get_queryset(self):
        pesan = Pemberitahuan.objects.milik(self.request.user)
        return pesan.belum_dibaca() if self.request.GET.get("saring") == "belum" else pesan

    def get_context_data(self, **kwargs):
        kantor = [t.wilayah_id for t in self.request.topi_semua]
        return super().get_context_data(
            surat=queries.surat_kantor(self.request.user, kantor)[:20],
            saring=self.request.GET.get("saring", ""),
            **kwargs,
        )

    def post(self, request):
        tandai_dibaca(pengguna=request.user)
        return HttpResponseRedirect(reverse("kotak_masuk"))


class BukaPesan(View):
    """Follows a message to what it is about, and remembers that it was read."""

    def get(self, request, id_publik):
        pesan = get_object_or_404(Pemberitahuan.objects.milik(request.user), id_publik=id_publik)
        tandai_dibaca(pengguna=request.user, id_publik=id_publik)
        return HttpResponseRedirect(pesan.tautan)


def _punya_antrean(user):
    return any(punya_di_mana_saja(user, izin) for izin in ("wilayah.teruskan_kerja_sama", "wilayah.lihat_pemeriksaan"))
