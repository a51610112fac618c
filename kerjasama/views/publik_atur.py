"""Whether an agreement stands in the public register, seen from the inside: `/kerja-sama/<id>/publik/`."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect

from kerjasama.models import KerjaSama
from kerjasama.panels import REL, Panel, daftarkan_panel, daftarkan_peristiwa
from kerjasama.queries.kerja_sama import LIHAT
from kerjasama.services.publik import IZIN, atur_publik
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.tampilan.views import RinciTercakup


def pasang():
    daftarkan_panel(Panel("register", "Register publik", "kerjasama/publik/_panel.html", _panel, 90, REL))
    daftarkan_peristiwa(
        {
            "kerja_sama.ditutup_publik": "Dikecualikan dari register publik",
            "kerja_sama.dibuka_publik": "Diterbitkan di register publik",
        }
    )


def _panel(request, kerja_sama):
    terbit = KerjaSama.objects.di_register_publik().filter(pk=kerja_sama.pk).exists()
    if not terbit and not kerja_sama.tertutup_publik:
        return None
    return {"terbit": terbit, "boleh_mengatur": request.user.has_perm(IZIN, kerja_sama)}


class AturPublik(RinciTercakup):
    """The button of the panel; whoever only reads gets 403 from the service."""

    model = KerjaSama
    izin = (LIHAT,)
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        ks = self.get_object()
        tertutup = request.POST.get("tindakan") == "tutup"
        try:
            atur_publik(kerja_sama=ks, tertutup=tertutup, alasan=request.POST.get("alasan", ""), oleh=request.user)
        except ValidationError as galat:
            messages.error(request, " ".join(galat.messages))
        except TindakanTertutup as tutup:
            messages.error(request, str(tutup))
        else:
            messages.success(request, "Dikecualikan dari register publik." if tertutup else "Diterbitkan lagi.")
        return redirect("kerja_sama_rinci", ks.id_publik)
