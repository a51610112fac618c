"""The record of a hand-over, for those who manage the two people and for whoever took over."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.generic import DetailView

from wilayah.cetak.mesin import cetak_pdf
from wilayah.kalender.rules import hari_tanggal
from wilayah.tampilan.format import setempat

from .. import queries


class RinciSerahTerima(DetailView):
    """What the work is about, only the successor reads, while in office."""

    template_name = "wilayah/kewenangan/serah_terima.html"
    context_object_name = "serah"
    slug_field = slug_url_kwarg = "id_publik"

    def get_queryset(self):
        return queries.serah_terima_terbaca(self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**isi_catatan(self.object, self.request.user), **kwargs)


class SerahTerimaPdf(RinciSerahTerima):
    def render_to_response(self, context, **kwargs):
        serah = self.object
        pada = setempat(serah.pada, serah.dari.wilayah.zona).date()
        isi = cetak_pdf("cetak/serah_terima.html", context | {"hari": hari_tanggal(pada)})
        nama = f"Serah terima {serah.dari.wilayah.kode} {pada.isoformat()}.pdf"
        return HttpResponse(
            isi, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{nama}"'}
        )


def isi_catatan(serah, pembaca):
    penerus = serah.kepada
    kini = timezone.now()
    pekerjaan = serah.rincian["pekerjaan"]
    return {
        "serah": serah,
        "pekerjaan": pekerjaan,
        "jumlah": sum(satu["jumlah"] for satu in pekerjaan),
        "rinci": penerus.pengguna_id == pembaca.pk and penerus.dari <= kini < penerus.sebelum,
        "zona": serah.dari.wilayah.zona,
    }
