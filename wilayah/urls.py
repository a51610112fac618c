from django.contrib.auth.views import LogoutView
from django.urls import path

from .pengguna.views.akun import Akun, GantiTopi
from .pengguna.views.masuk import Masuk
from .pohon.views import CariWilayah, RinciWilayah
from .tampilan.alih import AlihWilayah
from .tampilan.panduan import Alur, Panduan
from .tampilan.sehat import Sehat
from .tampilan.tersimpan import HapusTampilan, SimpanTampilan

urlpatterns = [
    path("masuk/", Masuk.as_view(), name="masuk"),
    path("keluar/", LogoutView.as_view(), name="keluar"),
    path("akun/", Akun.as_view(), name="akun"),
    path("ganti-topi/", GantiTopi.as_view(), name="ganti_topi"),
    path("wilayah/", CariWilayah.as_view(), name="wilayah_daftar"),
    path("wilayah/<kode_wilayah:kode>/", RinciWilayah.as_view(), name="wilayah_rinci"),
    path("alih-wilayah/", AlihWilayah.as_view(), name="alih_wilayah"),
    path("tampilan/<slug:halaman>/", SimpanTampilan.as_view(), name="tampilan_simpan"),
    path("tampilan/<slug:halaman>/<uuid:id_publik>/hapus/", HapusTampilan.as_view(), name="tampilan_hapus"),
    path("panduan/", Panduan.as_view(), name="panduan"),
    path("alur/", Alur.as_view(), name="alur"),
    path("sehat/", Sehat.as_view(), name="sehat"),
]
