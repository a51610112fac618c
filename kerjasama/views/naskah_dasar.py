"""What the pages of the drafting workspace share: the agreement with its text, and who may write."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse

from kerjasama.queries.naskah import (
    SUSUN,
    boleh_mengomentari,
    boleh_menyusun,
    dikunci_orang_lain,
    isi_kini,
    kelengkapan,
    kelompok_bab,
    komentar_terbuka,
    pasal_naskah,
    penyunting,
)
from kerjasama.queries.siklus import mewakili_pihak, naskah_dari
from kerjasama.rules.naskah import bentuk
from wilayah.cakupan.transisi import TindakanTertutup

from .dasar import HalamanKerjaSama


class HalamanNaskah(HalamanKerjaSama):
    """A page on the text of one agreement. With `hanya_menyusun` only for whoever writes it: others get 403, and the
    writers are led back once it is written no more."""

    hanya_menyusun = False

    def get_object(self, queryset=None):
        ks = super().get_object(queryset)
        self.naskah = naskah_dari(ks)
        if self.naskah is None:
            raise Http404("naskah")
        self.naskah.kerja_sama = ks
        self.menyusun = boleh_menyusun(self.request.user, ks)
        return ks

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except TindakanTertutup as galat:
            messages.error(request, str(galat))
            return redirect(self.url_ruang())

    def siapkan(self):
        """Before any work: the object, and for writing pages the right to write now."""
        self.object = self.get_object()
        if self.hanya_menyusun and not self.menyusun:
            if not mewakili_pihak(self.request.user, self.object, SUSUN):
                raise PermissionDenied(SUSUN)
            raise TindakanTertutup("Naskah hanya dapat diubah pada tahap penyusunan.")

    def tak_tersimpan(self, alasan, tulisan):
        """What cannot be stored any more is shown again, so that it can be kept."""
        self.template_name = "kerjasama/naskah/tak_tersimpan.html"
        konteks = {"ks": self.object, "menyusun": self.menyusun, "tulisan": tulisan} | alasan
        return self.render_to_response(konteks, status=409)

    def get(self, request, *args, **kwargs):
        self.siapkan()
        return self.render_to_response(self.get_context_data())

    def pasal(self):
        """The article that the address names; 404 when it is gone."""
        ada = pasal_naskah(self.naskah).filter(kunci=self.kwargs["kunci"]).first()
        if ada is None:
            raise Http404("pasal")
        ada.naskah = self.naskah
        return ada

    def url_ruang(self, kunci=""):
        url = reverse("naskah", args=[self.kwargs["id_publik"]])
        return f"{url}?pasal={kunci}#p-{kunci}" if kunci else url

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            naskah=self.naskah,
            menyusun=self.menyusun,
            mengomentari=boleh_mengomentari(self.request.user, self.object),
            zona=self.object.desa_pendaftar.zona,
            **kwargs,
        )


def susunan(view, pasal=None):
    """The text as the workspace shows it: chapters and articles with number, ayat, comments, and who writes them."""
    pasal = list(pasal_naskah(view.naskah)) if pasal is None else pasal
    isi = isi_kini(view.object, view.naskah, pasal)
    tercakup = kelengkapan(view.object, isi)
    keadaan = {b["muatan"]: b["status"] for b in tercakup.baris}
    komentar = komentar_terbuka(view.request.user, view.object)
    cetak = bentuk(isi)["bab"]
    bab = [
        {
            "nomor": tampil["nomor"],
            "judul": satu.judul,
            "kunci": satu.kunci,
            "keadaan": _keadaan_bab(satu, keadaan),
            "pasal": [
                tampil_pasal
                | {
                    "baris": p,
                    "komentar": komentar.get(p.kunci, 0),
                    "penyunting": penyunting(p),
                    "terkunci": dikunci_orang_lain(p, view.request.user) is not None,
                    "kosong": not p.isi.strip(),
                }
                for p, tampil_pasal in zip(satu.pasal, tampil["pasal"], strict=True)
            ],
        }
        for satu, tampil in zip(kelompok_bab(pasal), cetak, strict=True)
    ]
    return isi, bab, tercakup


def _keadaan_bab(bab, keadaan):
    """ada | sebagian | kosong | "" where the chapter settles none of the mandatory matters."""
    muatan = [keadaan[p.muatan] for p in bab.pasal if p.muatan in keadaan]
    if any(not p.isi.strip() for p in bab.pasal):
        return "kosong"
    return min(muatan, key=("kosong", "sebagian", "ada").index) if muatan else ""
