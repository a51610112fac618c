"""What a change of the map left to be decided about one agreement."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.views import View

from kerjasama.models import TugasPerubahan
from kerjasama.panels import Panel, daftarkan_panel
from kerjasama.queries.kerja_sama import LIHAT, hanya_diundang
from kerjasama.services.perubahan import IZIN, putuskan_tugas


def pasang():
    daftarkan_panel(Panel("perubahan", "Perubahan wilayah", "kerjasama/_tugas_perubahan.html", panel, urut=10))


def panel(request, kerja_sama):
    if hanya_diundang(request.user, kerja_sama):
        return None
    tugas = list(TugasPerubahan.objects.milik(kerja_sama).select_related("perubahan", "diputus_oleh").order_by("pk"))
    if not tugas:
        return None
    return {"tugas": tugas, "ks": kerja_sama, "boleh_memutus": request.user.has_perm(IZIN, kerja_sama)}


class PutuskanTugas(View):
    http_method_names = ["post"]

    def post(self, request, id_publik):
        terlihat = TugasPerubahan.objects.dalam_cakupan(request.user, LIHAT).select_related("kerja_sama")
        tugas = get_object_or_404(terlihat, id_publik=id_publik)
        if not request.user.has_perm(IZIN, tugas):
            raise PermissionDenied
        try:
            putuskan_tugas(tugas=tugas, keputusan=request.POST.get("keputusan", ""), oleh=request.user)
            messages.success(request, "Keputusan dicatat.")
        except ValidationError as galat:
            messages.error(request, " ".join(galat.messages))
        return redirect("kerja_sama_rinci", id_publik=tugas.kerja_sama.id_publik)
