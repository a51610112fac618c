"""The cast: a small piece of the real tree, and the people whom every test knows by their user name."""

from datetime import date

from wilayah.models import Pengguna, Sebutan, Wilayah
from wilayah.pengguna.services import (
    beri_penugasan,
    buat_pengguna,
    tetapkan_aturan_tanda_tangan,
    tetapkan_profil_kantor,
    tetapkan_sakelar,
)

SANDI = "binwas-demo"
POHON = [
    ("0", "Indonesia", "pusat"),
    ("33", "Jawa Tengah", "provinsi"),
    ("34", "Daerah Istimewa Yogyakarta", "provinsi"),
    ("33.10", "Kabupaten Klaten", "kabupaten"),
    ("34.02", "Kabupaten Bantul", "kabupaten"),
    ("34.04", "Kabupaten Sleman", "kabupaten"),
    ("33.10.01", "Prambanan", "kecamatan"),
    ("34.02.08", "Bantul", "kecamatan"),
    ("34.04.14", "Tempel", "kecamatan"),
    ("34.04.16", "Pakem", "kecamatan"),
    ("33.10.01.2006", "Tlogo", "desa"),
    ("34.02.08.2001", "Palbapang", "desa"),
    ("34.02.08.2002", "Ringinharjo", "desa"),
    ("34.04.14.2001", "Banyurejo", "desa"),
    ("34.04.14.1009", "Contoh Kelurahan", "kelurahan"),
    ("34.04.16.2001", "Purwobinangun", "desa"),
    ("34.04.16.2002", "Candibinangun", "desa"),
    ("34.04.16.2003", "Harjobinangun", "desa"),
    ("34.04.16.2004", "Pakembinangun", "desa"),
]
PERAN_AKUN = {
    "pusat": ("0", "analis_pusat", "Analis Kebijakan"),
    "pimpinan": ("0", "pimpinan_pusat", "Direktur"),
    "admin": ("0", "admin_pusat", "Pengelola Sistem"),
    "admin.34": ("34", "admin_provinsi", "Pengelola Sistem"),
    "kadis.34": ("34", "kepala_dinas_provinsi", "Kepala Dinas PMK"),
    "dinas.34": ("34", "petugas_provinsi", "Analis Kerja Sama"),
    "dinas.33": ("33", "petugas_provinsi", "Analis Kerja Sama"),
    "petugas.34.04": ("34.04", "petugas_kabupaten", "Penelaah Kerja Sama"),
    "petugas2.34.04": ("34.04", "petugas_kabupaten", "Penelaah Kerja Sama"),
    "kabid.34.04": ("34.04", "pemaraf_kabupaten", "Kepala Bidang"),
    "kadis.34.04": ("34.04", "kepala_dinas_kabupaten", "Kepala Dinas PMK"),
    "hukum.34.04": ("34.04", "bagian_hukum", "Analis Hukum"),
    "admin.34.04": ("34.04", "admin_kabupaten", "Pengelola Sistem"),
    "admin.34.02": ("34.02", "admin_kabupaten", "Pengelola Sistem"),
    "petugas.34.02": ("34.02", "petugas_kabupaten", "Penelaah Kerja Sama"),
    "kabid.34.02": ("34.02", "pemaraf_kabupaten", "Kepala Bidang"),
    "kadis.34.02": ("34.02", "kepala_dinas_kabupaten", "Kepala Dinas PMK"),
    "petugas.33.10": ("33.10", "petugas_kabupaten", "Penelaah Kerja Sama"),
    "kecamatan.34.04.16": ("34.04.16", "petugas_kecamatan", "Kasi Pemerintahan"),
    "camat.34.04.16": ("34.04.16", "camat", "Panewu"),
    "kecamatan.34.04.14": ("34.04.14", "petugas_kecamatan", "Kasi Pemerintahan"),
    "kecamatan.34.02.08": ("34.02.08", "petugas_kecamatan", "Kasi Pemerintahan"),
}
PERAN_AKUN["bkad.34.04.16.2001"] = ("34.04.16.2001", "bkad", "Ketua BKAD")
PERAN_AKUN["lembaga.34.04.16.2001"] = ("34.04.16.2001", "lembaga_desa", "Ketua LPMK")
DESA_BERAKUN = ("34.04.16.2001", "34.04.16.2002", "34.04.16.2003", "34.04.14.2001", "34.02.08.2001")
for _kode in DESA_BERAKUN:
    PERAN_AKUN[f"kades.{_kode}"] = (_kode, "kepala_desa", "Kepala Desa")
    PERAN_AKUN[f"operator.{_kode}"] = (_kode, "operator_desa", "Sekretaris Desa")
    PERAN_AKUN[f"bpd.{_kode}"] = (_kode, "bpd", "Ketua BPD")

DASAR_BIASA = "UU 6/2014 Pasal 112 dan 115; PP 12/2017 Pasal 19 (pembinaan dan pengawasan biasa)"


def bangun():
    """Builds tree, offices and people; `acuan` (holidays, rules, instrument) is loaded beside it."""
    tanam_pohon()
    for kode in ("34.04", "34.02", "33.10"):
        _kantor(Wilayah.objects.get(kode=kode))
    for username, (kode, peran, jabatan) in PERAN_AKUN.items():
        wilayah = Wilayah.objects.get(kode=kode)
        orang = buat_pengguna(username=username, nama=f"Nama {username}", password=SANDI, wilayah=wilayah)
        beri_penugasan(
            pengguna=orang, wilayah=wilayah, peran=peran, jabatan=jabatan, sk="SK contoh", mulai=date(2020, 1, 1)
        )


def tanam_pohon():
    baris = {}
    for kode, nama, jenis in POHON:
        tingkat = 0 if kode == "0" else kode.count(".") + 1
        induk = None if kode == "0" else baris[kode.rpartition(".")[0] or "0"]
        zona = "Asia/Jakarta" if tingkat == 1 else ""
        baris[kode] = Wilayah.objects.create(
            kode=kode, nama=nama, jenis=jenis, tingkat=tingkat, induk=induk, zona_waktu=zona
        )
    for tingkat, jenis, istilah, kata in (
        (4, "desa", "wilayah", "Kalurahan"),
        (4, "desa", "kepala", "Lurah"),
        (3, "", "wilayah", "Kapanewon"),
    ):
        Sebutan.objects.create(wilayah=baris["34"], tingkat=tingkat, jenis=jenis, istilah=istilah, kata=kata)


def _kantor(kabupaten):
    tetapkan_profil_kantor(
        wilayah=kabupaten,
        nama_pemda=f"PEMERINTAH {kabupaten.nama.upper()}",
        nama_kantor="DINAS PEMBERDAYAAN MASYARAKAT DAN KALURAHAN",
        alamat="Jalan Contoh Nomor 1",
        kota_surat=kabupaten.nama.removeprefix("Kabupaten "),
        kepala_daerah=f"BUPATI {kabupaten.nama.removeprefix('Kabupaten ').upper()}",
    )
    tetapkan_sakelar(
        kantor=kabupaten, kunci="klarifikasi", nyala=True, dasar=DASAR_BIASA, berlaku_sejak=date(2020, 1, 1)
    )
    tetapkan_aturan_tanda_tangan(
        kantor=kabupaten,
        jenis_surat="hasil_klarifikasi",
        dari=date(2020, 1, 1),
        peran_penanda="kepala_dinas_kabupaten",
        jabatan="Kepala Dinas Pemberdayaan Masyarakat dan Kalurahan",
        a_n=f"BUPATI {kabupaten.nama.removeprefix('Kabupaten ').upper()}",
        urutan_paraf=["pemaraf_kabupaten"],
        dasar="Keputusan Bupati tentang pelimpahan kewenangan (contoh)",
    )


class Pemeran:
    """`pemeran["petugas.34.04"]` is that person, fetched anew: scope is remembered on the user object."""

    def __getitem__(self, username):
        return Pengguna.objects.get(username=username)

    def wilayah(self, kode):
        return Wilayah.objects.select_related("induk__induk__induk").get(kode=kode)
