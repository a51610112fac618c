from django.contrib.auth.views import LogoutView
from django.urls import path

from .kelola.views.akses import AksesPengguna
from .kelola.views.daftar import DaftarPengguna
from .kelola.views.edisi import DaftarEdisi, PerbedaanEdisi
from .kelola.views.hukum import DaftarAturanTenggat, DaftarDasarHukum, UbahAturanTenggat
from .kelola.views.impor import ImporPengguna, TemplatImpor
from .kelola.views.kalender import Kalender, LiburDaerah, LiburNasional
from .kelola.views.kantor import (
    KopKantor,
    LogoKantor,
    NomorKantor,
    PilihanKantor,
    PilihKantor,
    PratinjauKop,
    TandaTanganKantor,
)
from .kelola.views.keamanan import AturUlangKode, BukaKunci
from .kelola.views.massal import AkunMassal, CetakSlip
from .kelola.views.orang import (
    BatalkanTautan,
    Keaktifan,
    KirimTautan,
    RinciPengguna,
    UbahPengguna,
    UndangPengguna,
)
from .kelola.views.penugasan import AkhiriPenugasan, BeriPenugasan, RinciPenugasan
from .kelola.views.perubahan import DaftarPerubahan, PerubahanBaru, Rekonsiliasi, RinciPerubahan
from .kelola.views.serah_terima import SerahTerimaPekerjaan
from .kelola.views.tinjauan import TinjauanAkses
from .kewenangan.views.limpahan import LimpahkanPenugasan
from .kewenangan.views.peran import MatriksPeran
from .kewenangan.views.serah_terima import RinciSerahTerima, SerahTerimaPdf
from .pengguna.views.aktivasi import Aktivasi, KetikKode
from .pengguna.views.akun import Akun, GantiTopi, KeluarkanPerangkat, KodeCadangan, KodeKedua, LepasKode, Sandi, Surel
from .pengguna.views.masuk import Masuk, MasukKode
from .pohon.views import CariWilayah, CariWilayahCepat, RinciWilayah, SebutanWilayah
from .tampilan.alih import AlihWilayah
from .tampilan.panduan import Alur, Panduan
from .tampilan.sehat import Sehat
from .tampilan.tersimpan import HapusTampilan, SimpanTampilan

urlpatterns = [
    path("masuk/", Masuk.as_view(), name="masuk"),
    path("masuk/kode/", MasukKode.as_view(), name="masuk_kode"),
    path("keluar/", LogoutView.as_view(), name="keluar"),
    path("aktivasi/", KetikKode.as_view(), name="ketik_kode"),
    path("aktivasi/<kode_cetak:kode>/", Aktivasi.as_view(), name="aktivasi"),
    path("pengguna/", DaftarPengguna.as_view(), name="pengguna_daftar"),
    path("pengguna/baru/", UndangPengguna.as_view(), name="pengguna_baru"),
    path("pengguna/impor/", ImporPengguna.as_view(), name="pengguna_impor"),
    path("pengguna/impor/templat/", TemplatImpor.as_view(), name="pengguna_impor_templat"),
    path("pengguna/massal/", AkunMassal.as_view(), name="pengguna_massal"),
    path("pengguna/slip/", CetakSlip.as_view(), name="pengguna_slip"),
    path("pengguna/<uuid:id_publik>/", RinciPengguna.as_view(), name="pengguna_rinci"),
    path("pengguna/<uuid:id_publik>/akses/", AksesPengguna.as_view(), name="pengguna_akses"),
    path("pengguna/<uuid:id_publik>/ubah/", UbahPengguna.as_view(), name="pengguna_ubah"),
    path("pengguna/<uuid:id_publik>/tautan/", KirimTautan.as_view(), name="pengguna_tautan"),
    path("pengguna/<uuid:id_publik>/tautan/batal/", BatalkanTautan.as_view(), name="pengguna_tautan_batal"),
    path("pengguna/<uuid:id_publik>/keaktifan/", Keaktifan.as_view(), name="pengguna_keaktifan"),
    path("pengguna/<uuid:id_publik>/buka-kunci/", BukaKunci.as_view(), name="pengguna_buka_kunci"),
    path("pengguna/<uuid:id_publik>/kode-kedua/", AturUlangKode.as_view(), name="pengguna_atur_ulang_kode"),
    path("penugasan/baru/", BeriPenugasan.as_view(), name="penugasan_baru"),
    path("penugasan/limpahkan/", LimpahkanPenugasan.as_view(), name="penugasan_limpahkan"),
    path("penugasan/<uuid:id_publik>/", RinciPenugasan.as_view(), name="penugasan_rinci"),
    path("penugasan/<uuid:id_publik>/akhiri/", AkhiriPenugasan.as_view(), name="penugasan_akhiri"),
    path("penugasan/<uuid:id_publik>/serah-terima/", SerahTerimaPekerjaan.as_view(), name="serah_terima"),
    path("serah-terima/<uuid:id_publik>/", RinciSerahTerima.as_view(), name="serah_terima_rinci"),
    path("serah-terima/<uuid:id_publik>/pdf/", SerahTerimaPdf.as_view(), name="serah_terima_pdf"),
    path("tinjauan-akses/", TinjauanAkses.as_view(), name="tinjauan_akses"),
    path("peran/", MatriksPeran.as_view(), name="peran"),
    path("akun/", Akun.as_view(), name="akun"),
    path("akun/surel/", Surel.as_view(), name="akun_surel"),
    path("akun/sandi/", Sandi.as_view(), name="akun_sandi"),
    path("akun/kode-kedua/", KodeKedua.as_view(), name="akun_kode_kedua"),
    path("akun/kode-kedua/cadangan/", KodeCadangan.as_view(), name="akun_kode_cadangan"),
    path("akun/kode-kedua/lepas/", LepasKode.as_view(), name="akun_kode_lepas"),
    path("akun/perangkat/keluarkan/", KeluarkanPerangkat.as_view(), name="akun_perangkat_lain"),
    path("akun/perangkat/<uuid:id_publik>/keluarkan/", KeluarkanPerangkat.as_view(), name="akun_perangkat"),
    path("ganti-topi/", GantiTopi.as_view(), name="ganti_topi"),
    path("wilayah/", CariWilayah.as_view(), name="wilayah_daftar"),
    path("wilayah/edisi/", DaftarEdisi.as_view(), name="edisi_daftar"),
    path("wilayah/edisi/<uuid:id_publik>/", PerbedaanEdisi.as_view(), name="edisi_perbedaan"),
    path("wilayah/cari/", CariWilayahCepat.as_view(), name="wilayah_cari"),
    path("wilayah/perubahan/", DaftarPerubahan.as_view(), name="perubahan_daftar"),
    path("wilayah/perubahan/baru/", PerubahanBaru.as_view(), name="perubahan_baru"),
    path("wilayah/perubahan/<uuid:id_publik>/", RinciPerubahan.as_view(), name="perubahan_rinci"),
    path("wilayah/rekonsiliasi/", Rekonsiliasi.as_view(), name="rekonsiliasi"),
    path("wilayah/<kode_wilayah:kode>/", RinciWilayah.as_view(), name="wilayah_rinci"),
    path("wilayah/<kode_wilayah:kode>/sebutan/", SebutanWilayah.as_view(), name="wilayah_sebutan"),
    path("alih-wilayah/", AlihWilayah.as_view(), name="alih_wilayah"),
    path("tampilan/<slug:halaman>/", SimpanTampilan.as_view(), name="tampilan_simpan"),
    path("tampilan/<slug:halaman>/<uuid:id_publik>/hapus/", HapusTampilan.as_view(), name="tampilan_hapus"),
    path("kantor/", PilihKantor.as_view(), name="kantor"),
    path("kantor/<kode_wilayah:kode>/", KopKantor.as_view(), name="kantor_rinci"),
    path("kantor/<kode_wilayah:kode>/pratinjau/", PratinjauKop.as_view(), name="kantor_pratinjau"),
    path("kantor/<kode_wilayah:kode>/logo/", LogoKantor.as_view(), name="kantor_logo"),
    path("kantor/<kode_wilayah:kode>/penanda-tangan/", TandaTanganKantor.as_view(), name="kantor_tanda_tangan"),
    path("kantor/<kode_wilayah:kode>/penomoran/", NomorKantor.as_view(), name="kantor_nomor"),
    path("kantor/<kode_wilayah:kode>/sakelar/", PilihanKantor.as_view(), name="kantor_sakelar"),
    path("kalender/", Kalender.as_view(), name="kalender"),
    path("kalender/nasional/<int:tahun>/", LiburNasional.as_view(), name="kalender_nasional"),
    path("kalender/<kode_wilayah:kode>/libur/", LiburDaerah.as_view(), name="libur_daerah"),
    path("dasar-hukum/", DaftarDasarHukum.as_view(), name="dasar_hukum"),
    path("aturan-tenggat/", DaftarAturanTenggat.as_view(), name="aturan_tenggat"),
    path("aturan-tenggat/<str:tempat>/<slug:kode>/", UbahAturanTenggat.as_view(), name="aturan_ubah"),
    path("panduan/", Panduan.as_view(), name="panduan"),
    path("alur/", Alur.as_view(), name="alur"),
    path("sehat/", Sehat.as_view(), name="sehat"),
]
