from django.urls import path

from .views import akses, daftar, data, dokumen, pendaftaran, perubahan, rinci, tanda_terima, tanggapan, undangan

urlpatterns = [
    path("kerja-sama/", daftar.DaftarKerjaSama.as_view(), name="kerja_sama_daftar"),
    path("kerja-sama/daftarkan/", pendaftaran.Daftarkan.as_view(), name="kerja_sama_daftarkan"),
    path(
        "kerja-sama/daftarkan/<uuid:draf>/hapus/",
        pendaftaran.HapusDraf.as_view(),
        name="kerja_sama_draf_hapus",
    ),
    path(
        "kerja-sama/daftarkan/<uuid:draf>/berkas/<uuid:berkas>/",
        pendaftaran.BerkasDrafIsi.as_view(),
        name="kerja_sama_draf_berkas",
    ),
    path(
        "kerja-sama/daftarkan/<uuid:draf>/<str:langkah>/",
        pendaftaran.Langkah.as_view(),
        name="kerja_sama_langkah",
    ),
    path("tanda-terima/<kode_cetak:kode>/", tanda_terima.RinciTandaTerima.as_view(), name="tanda_terima"),
    path("tanda-terima/<kode_cetak:kode>/pdf/", tanda_terima.PdfTandaTerima.as_view(), name="tanda_terima_pdf"),
    path(
        "kerja-sama/<uuid:id_publik>/dokumen/<uuid:dokumen>/",
        dokumen.RinciDokumen.as_view(),
        name="dokumen_rinci",
    ),
    path(
        "kerja-sama/<uuid:id_publik>/dokumen/<uuid:dokumen>/<uuid:versi>/berkas/",
        dokumen.IsiDokumen.as_view(),
        name="dokumen_berkas",
    ),
    path("tugas-perubahan/<uuid:id_publik>/", perubahan.PutuskanTugas.as_view(), name="tugas_perubahan"),
    path("kerja-sama/<uuid:id_publik>/", rinci.RinciKerjaSama.as_view(), name="kerja_sama_rinci"),
    path(
        "kerja-sama/<uuid:id_publik>/tanggapan/",
        tanggapan.TanggapiPendaftaran.as_view(),
        name="kerja_sama_tanggapan",
    ),
    path("kerja-sama/<uuid:id_publik>/data/", data.PerbaikiData.as_view(), name="kerja_sama_data"),
    path("kerja-sama/<uuid:id_publik>/akses/", akses.AksesKerjaSama.as_view(), name="kerja_sama_akses"),
    path("kerja-sama/<uuid:id_publik>/undangan/", undangan.Undang.as_view(), name="kerja_sama_undangan"),
    path(
        "kerja-sama/<uuid:id_publik>/undangan/<uuid:undangan>/tautan/",
        undangan.TautanUndangan.as_view(),
        name="kerja_sama_undangan_tautan",
    ),
    path(
        "kerja-sama/<uuid:id_publik>/undangan/<uuid:undangan>/cabut/",
        undangan.CabutUndangan.as_view(),
        name="kerja_sama_undangan_cabut",
    ),
    path("kerja-sama/<uuid:id_publik>/batalkan/", data.BatalkanPendaftaran.as_view(), name="kerja_sama_batalkan"),
]
