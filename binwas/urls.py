from django.urls import path

from .antrean.views import Antrean, Beranda, BukaPesan, KotakMasuk
from .dasbor.views import Dasbor, KeDasbor

urlpatterns = [
    path("", Beranda.as_view(), name="beranda"),
    path("antrean/", Antrean.as_view(), name="antrean"),
    path("kotak-masuk/", KotakMasuk.as_view(), name="kotak_masuk"),
    path("kotak-masuk/<uuid:id_publik>/", BukaPesan.as_view(), name="buka_pesan"),
    path("dasbor/", KeDasbor.as_view(), name="dasbor"),
    path("dasbor/<str:kode>/", Dasbor.as_view(), name="dasbor_wilayah"),
]
