"""Saving answers: one by autosave (JSON), or all that were changed by the button without JavaScript."""

from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone

from binwas.penilaian.queries import lembar
from binwas.penilaian.services import simpan_jawaban
from kerjasama.rules.isian import bersihkan
from wilayah.cakupan.transisi import TindakanTertutup, VersiBasi
from wilayah.tampilan.format import jam
from wilayah.tampilan.views import baca_angka

from .izin import periksa_izin
from .rinci import RinciPemeriksaan, sidik


class SimpanJawaban(RinciPemeriksaan):
    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        periksa_izin(request.user, "wilayah.telaah_kerja_sama", self.object)
        if request.headers.get("X-Requested-With") == "fetch":
            return self.satu(isian(request.POST))
        return self.semua()

    def satu(self, isi):
        try:
            jawaban = self.simpan(isi)
        except VersiBasi as basi:
            return JsonResponse(versi_lain(basi.kini), status=409)
        except (ValidationError, TindakanTertutup) as galat:
            return JsonResponse({"galat": pesan(galat)}, status=400)
        lembar_ = lembar(self.object)
        return JsonResponse(
            {
                "versi": jawaban.versi,
                "pada": jawaban.diubah_pada.isoformat(),
                "disimpan": jam(timezone.now(), self.object.kantor.zona),
                "dijawab": lembar_.dijawab,
                "jumlah": lembar_.jumlah,
            }
        )

    def semua(self):
        """The whole form came: what the person changed is saved, what someone else changed meanwhile is shown."""
        for butir, _ in lembar(self.object).baris:
            isi = isian(self.request.POST, butir.kode)
            if sidik(isi) == self.request.POST.get(f"semula-{butir.kode}", sidik({})):
                continue
            try:
                self.simpan(isi)
            except VersiBasi as basi:
                self.konflik[butir.kode] = {"saya": isi, "lain": basi.kini, "galat": ""}
            except (ValidationError, TindakanTertutup) as galat:
                self.konflik[butir.kode] = {"saya": isi, "lain": None, "galat": pesan(galat)}
        if self.konflik:
            return self.render_to_response(self.get_context_data(), status=409)
        halaman = reverse("pemeriksaan_rinci", args=[self.object.id_publik])
        return HttpResponseRedirect(f"{halaman}#butir-{self.request.POST.get('butir', '')[:20]}")

    def simpan(self, isi):
        return simpan_jawaban(pemeriksaan=self.object, oleh=self.request.user, **isi)


def isian(kiriman, kode=None):
    """Autosave sends `nilai`; the form without JavaScript sends `nilai-<butir>` of every item."""
    akhir = f"-{kode}" if kode else ""
    return {
        "butir": kode or bersihkan(kiriman.get("butir", ""))[:20],
        "nilai": kiriman.get(f"nilai{akhir}", ""),
        "catatan": bersihkan(kiriman.get(f"catatan{akhir}", "")),
        "pasal": bersihkan(kiriman.get(f"pasal{akhir}", "")),
        "versi": baca_angka(kiriman.get(f"versi{akhir}")),
    }


def pesan(galat):
    return " ".join(getattr(galat, "messages", None) or [str(galat)])


def versi_lain(kini):
    """The other's answer as the script shows it; everything empty when it was taken away."""
    if kini is None:
        return {"versi": 0, "oleh": "", "nilai": "", "catatan": "", "pasal": ""}
    return {
        "versi": kini.versi,
        "oleh": kini.diubah_oleh.nama,
        "nilai": kini.nilai,
        "catatan": kini.catatan,
        "pasal": kini.pasal,
    }
