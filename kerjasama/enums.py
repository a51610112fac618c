"""Words of an agreement (UU 6/2014 Ps 91–93; PP 16/2026 Ps 165–167; Permendagri 96/2017)."""

from datetime import date

from django.db import models

TANPA_JATUH_TEMPO = date.max


class Bentuk(models.TextChoices):
    ANTAR_DESA = "antar_desa", "Antar-desa"
    PIHAK_KETIGA = "pihak_ketiga", "Desa dengan pihak ketiga"
    PIHAK_KETIGA_MULTI_DESA = "pihak_ketiga_multi_desa", "Beberapa desa dengan pihak ketiga"


class Status(models.TextChoices):
    PERSIAPAN = "persiapan", "Persiapan"
    PENAWARAN = "penawaran", "Penawaran"
    PENYUSUNAN = "penyusunan", "Penyusunan"
    DISEPAKATI = "disepakati", "Disepakati"
    DITANDATANGANI = "ditandatangani", "Ditandatangani"
    DIUNDANGKAN = "diundangkan", "Diundangkan"
    BERLAKU = "berlaku", "Berlaku"
    DITANGGUHKAN = "ditangguhkan", "Ditangguhkan"
    BERAKHIR = "berakhir", "Berakhir"
    DIBATALKAN = "dibatalkan", "Dibatalkan"
    DITARIK = "ditarik", "Pendaftaran ditarik"


# Before an agreement is in force: its parties are making it.
SEDANG_DIBUAT = (
    Status.PERSIAPAN,
    Status.PENAWARAN,
    Status.PENYUSUNAN,
    Status.DISEPAKATI,
    Status.DITANDATANGANI,
    Status.DIUNDANGKAN,
)


# The stages of an agreement that is made here, in their order.
TAHAP = (
    Status.PERSIAPAN,
    Status.PENAWARAN,
    Status.PENYUSUNAN,
    Status.DISEPAKATI,
    Status.DITANDATANGANI,
    Status.DIUNDANGKAN,
    Status.BERLAKU,
)


class MutuData(models.TextChoices):
    BELUM_DIPERIKSA = "belum_diperiksa", "Belum diperiksa"
    DIPERIKSA_KECAMATAN = "diperiksa_kecamatan", "Diperiksa kecamatan"
    DIKLARIFIKASI = "diklarifikasi", "Diklarifikasi"


class Bidang(models.TextChoices):
    """The four fields of Permendagri 96/2017 Ps 1."""

    PEMERINTAHAN = "pemerintahan", "Pemerintahan desa"
    PEMBANGUNAN = "pembangunan", "Pembangunan desa"
    KEMASYARAKATAN = "kemasyarakatan", "Pembinaan kemasyarakatan"
    PEMBERDAYAAN = "pemberdayaan", "Pemberdayaan masyarakat"


class Urusan(models.TextChoices):
    """What an agreement is about, finer than its bidang."""

    AIR = "air", "Air bersih dan irigasi"
    SAMPAH = "sampah", "Persampahan"
    WISATA = "wisata", "Pariwisata"
    PASAR = "pasar", "Pasar dan perdagangan"
    BUM_DESA = "bum_desa", "BUM Desa bersama"
    PERTANIAN = "pertanian", "Pertanian dan peternakan"
    JALAN = "jalan", "Jalan dan jembatan"
    KESEHATAN = "kesehatan", "Kesehatan"
    PENDIDIKAN = "pendidikan", "Pendidikan dan pelatihan"
    KEAMANAN = "keamanan", "Keamanan dan ketertiban"
    BENCANA = "bencana", "Penanggulangan bencana"
    LINGKUNGAN = "lingkungan", "Lingkungan hidup"
    BUDAYA = "budaya", "Adat dan budaya"
    LAYANAN = "layanan", "Pelayanan dan data desa"
    LAINNYA = "lainnya", "Lainnya"


class Prakarsa(models.TextChoices):
    DESA = "desa", "Desa"
    PIHAK_KETIGA = "pihak_ketiga", "Pihak ketiga"


class Asal(models.TextChoices):
    """How an agreement came into the system. One that was made here passed every gate; an old one has its scan."""

    DIDAFTARKAN = "didaftarkan", "Didaftarkan"
    DISUSUN = "disusun", "Disusun di sini"
    DIIMPOR = "diimpor", "Diimpor"


class JenisPerubahan(models.TextChoices):
    """What an agreement that changes another does to it (PP 16/2026 Ps 167; Permendagri 96/2017 Ps 6)."""

    ADENDUM = "adendum", "Perubahan isi"
    PERPANJANGAN = "perpanjangan", "Perpanjangan"
    AKSESI = "aksesi", "Masuknya pihak baru"
    PENGUNDURAN = "pengunduran", "Keluarnya pihak"


class Muatan(models.TextChoices):
    """The eight matters that every act must settle (Permendagri 96/2017 Ps 6)."""

    RUANG_LINGKUP = "ruang_lingkup", "Ruang lingkup"
    BIDANG = "bidang", "Bidang kerja sama"
    TATA_CARA = "tata_cara", "Tata cara dan ketentuan pelaksanaan"
    JANGKA_WAKTU = "jangka_waktu", "Jangka waktu"
    HAK_KEWAJIBAN = "hak_kewajiban", "Hak dan kewajiban"
    PENDANAAN = "pendanaan", "Pendanaan"
    PERUBAHAN = "perubahan", "Tata cara perubahan, penundaan, dan pembatalan"
    PERSELISIHAN = "perselisihan", "Penyelesaian perselisihan"


class Kewenangan(models.TextChoices):
    """By what power a village may agree on the matter (UU 6/2014 Ps 19)."""

    ASAL_USUL = "asal_usul", "Berdasarkan hak asal usul"
    LOKAL = "lokal", "Lokal berskala desa"
    DITUGASKAN = "ditugaskan", "Ditugaskan oleh pemerintah di atasnya"


class Pelaksana(models.TextChoices):
    BKAD = "bkad", "Badan Kerja Sama Antar-Desa"
    PEMERINTAH_DESA = "pemerintah_desa", "Pemerintah desa"


class JenisMusyawarah(models.TextChoices):
    DESA = "desa", "Musyawarah desa"
    ANTAR_DESA = "antar_desa", "Musyawarah antar-desa"


class TujuanMusyawarah(models.TextChoices):
    KERJA_SAMA = "kerja_sama", "Menyepakati kerja sama"
    PERUBAHAN = "perubahan", "Menyepakati penangguhan"
    PENGAKHIRAN = "pengakhiran", "Menyepakati berakhirnya kerja sama"


class StatusMusyawarah(models.TextChoices):
    DIJADWALKAN = "dijadwalkan", "Dijadwalkan"
    DIUNDANG = "diundang", "Undangan terbit"
    DIHADIRI = "dihadiri", "Kehadiran tercatat"
    DIPUTUSKAN = "diputuskan", "Diputuskan"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class KeputusanMusyawarah(models.TextChoices):
    MENYEPAKATI = "menyepakati", "Menyepakati"
    TIDAK = "tidak", "Tidak menyepakati"


class Unsur(models.TextChoices):
    """Who takes part in a musyawarah (PP 16/2026 Ps 89)."""

    PEMERINTAH_DESA = "pemerintah_desa", "Pemerintah desa"
    BPD = "bpd", "BPD"
    TOKOH_ADAT = "tokoh_adat", "Tokoh adat"
    TOKOH_AGAMA = "tokoh_agama", "Tokoh agama"
    TOKOH_MASYARAKAT = "tokoh_masyarakat", "Tokoh masyarakat"
    TOKOH_PENDIDIKAN = "tokoh_pendidikan", "Tokoh pendidikan"
    TANI = "tani", "Perwakilan kelompok tani"
    NELAYAN = "nelayan", "Perwakilan kelompok nelayan"
    PERAJIN = "perajin", "Perwakilan kelompok perajin"
    PEREMPUAN = "perempuan", "Perwakilan kelompok perempuan"
    ANAK = "anak", "Pemerhati dan pelindungan anak"
    MISKIN = "miskin", "Perwakilan masyarakat miskin"
    LKD = "lkd", "Lembaga kemasyarakatan desa"
    ADAT = "adat", "Lembaga adat"
    LAINNYA = "lainnya", "Unsur lain"


class JenisKelamin(models.TextChoices):
    PEREMPUAN = "P", "Perempuan"
    LAKI_LAKI = "L", "Laki-laki"


class StatusPenawaran(models.TextChoices):
    TERKIRIM = "terkirim", "Menunggu jawaban"
    DITERIMA = "diterima", "Diterima"
    MINTA_PERUBAHAN = "minta_perubahan", "Meminta perubahan"
    DITOLAK = "ditolak", "Ditolak"
    DITARIK = "ditarik", "Ditarik"


class JenisFasilitasi(models.TextChoices):
    """What an office above did for an agreement in the making (PP 16/2026 Ps 165(5), 180(2) n)."""

    FASILITASI = "fasilitasi", "Fasilitasi"
    KONSULTASI = "konsultasi", "Konsultasi"
    SAKSI = "saksi", "Saksi penandatanganan"
    EVALUASI = "evaluasi", "Evaluasi rancangan"


class HasilEvaluasi(models.TextChoices):
    SESUAI = "sesuai", "Sesuai"
    PERLU_PERBAIKAN = "perlu_perbaikan", "Perlu perbaikan"


class UnsurBkad(models.TextChoices):
    """The five elements of a BKAD (PP 16/2026 Ps 166(4))."""

    PERANGKAT_DESA = "perangkat_desa", "Perangkat desa"
    BPD = "bpd", "BPD"
    LKD = "lkd", "Lembaga kemasyarakatan desa"
    LEMBAGA_LAIN = "lembaga_lain", "Lembaga desa lainnya"
    TOKOH = "tokoh", "Tokoh masyarakat"


class JenisKontribusi(models.TextChoices):
    UANG = "uang", "Uang"
    LAHAN = "lahan", "Lahan"
    BANGUNAN = "bangunan", "Bangunan dan peralatan"
    TENAGA = "tenaga", "Tenaga"
    LAINNYA = "lainnya", "Lainnya"


class StatusKewajiban(models.TextChoices):
    TERBUKA = "terbuka", "Belum dipenuhi"
    DIPENUHI = "dipenuhi", "Dipenuhi"
    DIHAPUS = "dihapus", "Tidak berlaku lagi"


class JenisPengakhiran(models.TextChoices):
    PENANGGUHAN = "penangguhan", "Penangguhan"
    PENGAKHIRAN = "pengakhiran", "Pengakhiran"


class AlasanBerakhir(models.TextChoices):
    """Grounds on which an agreement ends (Permendagri 96/2017; the nine of PP 43/2014 Ps 147). The last is read off
    `jatuh_tempo` and needs no act, unless the parties settle money and assets."""

    KESEPAKATAN = "kesepakatan", "Kesepakatan para pihak menurut prosedur dalam naskah"
    TUJUAN_TERCAPAI = "tujuan", "Tujuan kerja sama telah tercapai"
    KEADAAN_LUAR_BIASA = "kahar", "Keadaan luar biasa sehingga kerja sama tidak dapat dilaksanakan"
    PELANGGARAN = "pelanggaran", "Salah satu pihak tidak melaksanakan atau melanggar ketentuan"
    DIGANTI = "diganti", "Dibuat kerja sama baru yang menggantikan"
    BERTENTANGAN = "bertentangan", "Bertentangan dengan peraturan perundang-undangan"
    OBJEK_HILANG = "objek", "Objek kerja sama hilang"
    MERUGIKAN = "merugikan", "Merugikan kepentingan masyarakat desa, daerah, atau nasional"
    HABIS_MASA = "habis", "Berakhirnya masa kerja sama"


class StatusPengakhiran(models.TextChoices):
    DIAJUKAN = "diajukan", "Diajukan"
    DITETAPKAN = "ditetapkan", "Ditetapkan"
    DIURUNGKAN = "diurungkan", "Diurungkan"


class Tanggapan(models.TextChoices):
    BELUM = "belum", "Belum menanggapi"
    BENAR = "benar", "Menyatakan benar"
    KEBERATAN = "keberatan", "Keberatan"


class JenisDokumen(models.TextChoices):
    NASKAH = "naskah", "Naskah"
    LAMPIRAN = "lampiran", "Lampiran"
    BERITA_ACARA = "berita_acara", "Berita acara"


class JenisPihakKetiga(models.TextChoices):
    SWASTA = "swasta", "Perusahaan swasta"
    BUMN_D = "bumn_d", "BUMN/BUMD"
    PERGURUAN_TINGGI = "perguruan_tinggi", "Perguruan tinggi"
    ORMAS = "ormas", "Organisasi kemasyarakatan"
    LSM = "lsm", "Lembaga swadaya masyarakat"
    DONOR = "donor", "Lembaga donor"
    LEMBAGA_LAIN = "lembaga_lain", "Lembaga lain"


class JawabanUji(models.TextChoices):
    YA = "ya", "Ya"
    TIDAK = "tidak", "Tidak"
    TIDAK_BERLAKU = "tidak_berlaku", "Tidak berlaku"


class KesimpulanUji(models.TextChoices):
    """What an office concludes of a third party before it makes an agreement with it."""

    LAYAK = "layak", "Layak"
    LAYAK_BERSYARAT = "layak_bersyarat", "Layak dengan syarat"
    TIDAK_LAYAK = "tidak_layak", "Tidak layak"


class MenurutWilayah(models.TextChoices):
    """By which map a region is counted: the present one, or the one when each party came in."""

    KINI = "kini", "Menurut wilayah kini"
    SAAT_ITU = "saat_itu", "Menurut wilayah saat itu"


# What `Cakupan.masa` holds for each: 1 now, 2 then, 3 both.
MASA = {MenurutWilayah.KINI: (1, 3), MenurutWilayah.SAAT_ITU: (2, 3)}


def menurut(nilai):
    """The map that an address names; the present one for anything else."""
    return MenurutWilayah(nilai) if nilai in MenurutWilayah.values else MenurutWilayah.KINI
