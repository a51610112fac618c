from django.urls import path

from .views import daftar, data, rinci, tanggapan

urlpatterns = [
    path("kerja-sama/", daftar.DaftarKerjaSama.as_view(), name="kerja_sama_daftar"),
    path("kerja-sama/<uuid:id_publik>/", rinci.RinciKerjaSama.as_view(), name="kerja_sama_rinci"),
    path(
        "kerja-sama/<uuid:id_publik>/tanggapan/",
        tanggapan.TanggapiPendaftaran.as_view(),
        name="kerja_sama_tanggapan",
    ),
    path("kerja-sama/<uuid:id_publik>/data/", data.PerbaikiData.as_view(), name="kerja_sama_data"),
    path("kerja-sama/<uuid:id_publik>/batalkan/", data.BatalkanPendaftaran.as_view(), name="kerja_sama_batalkan"),
]
