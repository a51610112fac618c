from django.urls import path

from .antrean.views import Antrean, Beranda, BukaPesan, KotakMasuk
from .dasbor.views import Dasbor, KeDasbor
from .penilaian import views as penilaian
from .surat import views as surat

urlpatterns = [
    path("", Beranda.as_view(), name="beranda"),
    path("antrean/", Antrean.as_view(), name="antrean"),
    path("kotak-masuk/", KotakMasuk.as_view(), name="kotak_masuk"),
    path("kotak-masuk/<uuid:id_publik>/", BukaPesan.as_view(), name="buka_pesan"),
    path("dasbor/", KeDasbor.as_view(), name="dasbor"),
    path("dasbor/<kode_wilayah:kode>/", Dasbor.as_view(), name="dasbor_wilayah"),
    path("kerja-sama/<uuid:id_publik>/periksa/", penilaian.PeriksaKerjaSama.as_view(), name="kerja_sama_periksa"),
    path("kerja-sama/<uuid:id_publik>/perbaikan/", penilaian.Perbaikan.as_view(), name="kerja_sama_perbaikan"),
    path("pemeriksaan/", penilaian.DaftarPemeriksaan.as_view(), name="pemeriksaan_daftar"),
    path("pemeriksaan/<uuid:id_publik>/", penilaian.RinciPemeriksaan.as_view(), name="pemeriksaan_rinci"),
    path("pemeriksaan/<uuid:id_publik>/jawaban/", penilaian.SimpanJawaban.as_view(), name="pemeriksaan_jawaban"),
    path("pemeriksaan/<uuid:id_publik>/tindak/", penilaian.TindakPemeriksaan.as_view(), name="pemeriksaan_tindak"),
    path("pemeriksaan/<uuid:id_publik>/tenggat/", penilaian.TenggatPemeriksaan.as_view(), name="pemeriksaan_tenggat"),
    path("surat/", surat.DaftarSurat.as_view(), name="surat_daftar"),
    path("surat/<uuid:id_publik>/", surat.RinciSurat.as_view(), name="surat_rinci"),
    path("surat/<uuid:id_publik>/pdf/", surat.PdfSurat.as_view(), name="surat_pdf"),
    path("verifikasi/<kode_cetak:kode>/", surat.Verifikasi.as_view(), name="verifikasi"),
]
