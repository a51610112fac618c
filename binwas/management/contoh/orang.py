"""People and offices of the demo. All names are invented; every account is marked as an example."""

from datetime import date

from django.contrib.auth.hashers import make_password

from wilayah.pengguna.models import Pengguna
from wilayah.pengguna.services import (
    beri_penugasan,
    buat_pengguna,
    tetapkan_aturan_tanda_tangan,
    tetapkan_profil_kantor,
    tetapkan_sakelar,
)
from wilayah.pohon.models import Wilayah

SANDI = "binwas-demo"
SEJAK = date(2024, 1, 1)
DASAR_BIASA = "UU 6/2014 Pasal 112 dan Pasal 115; PP 12/2017 Pasal 19 (pembinaan dan pengawasan biasa)"
DELEGASI = "Keputusan Bupati tentang pelimpahan kewenangan penandatanganan (contoh)"

DEPAN = (
    "Sri Ratri Agus Budi Wahyu Endang Slamet Tri Dwi Eko Nur Siti Bambang Hartono Yuliana Suparman Retno Joko "
    "Maryati Purwanto Lestari Sugeng Winarsih Heri Rahayu Kuncoro Ambar Mulyono Indah Tukiman"
).split()
BELAKANG = (
    "Wulandari Santoso Prasetyo Handayani Widodo Susilo Astuti Nugroho Setiawan Rahmawati Kusuma Wibowo Utami "
    "Hidayat Saputra Puspita Raharjo Purnomo Anggraini Suryanto Wijaya Permana Kartika Subagyo"
).split()
NAMA = [f"{DEPAN[n % len(DEPAN)]} {BELAKANG[n * 7 % len(BELAKANG)]}" for n in range(len(DEPAN) * len(BELAKANG))]

# kabupaten: (pemda, kantor, alamat, telepon, kode pos, kota surat, kepala daerah, switch on)
KANTOR = {
    "34.04": (
        "PEMERINTAH KABUPATEN SLEMAN",
        "DINAS PEMBERDAYAAN MASYARAKAT DAN KALURAHAN",
        "Jalan Contoh Raya Nomor 1, Tridadi, Sleman",
        "(0274) 000001",
        "55511",
        "Sleman",
        "BUPATI SLEMAN",
        True,
    ),
    "34.02": (
        "PEMERINTAH KABUPATEN BANTUL",
        "DINAS PEMBERDAYAAN MASYARAKAT DAN KALURAHAN",
        "Jalan Contoh Selatan Nomor 2, Bantul",
        "(0274) 000002",
        "55711",
        "Bantul",
        "BUPATI BANTUL",
        True,
    ),
    "33.10": (
        "PEMERINTAH KABUPATEN KLATEN",
        "DINAS PEMBERDAYAAN MASYARAKAT DAN DESA",
        "Jalan Contoh Timur Nomor 3, Klaten",
        "(0272) 000003",
        "57411",
        "Klaten",
        "BUPATI KLATEN",
        True,
    ),
    "33.06": (
        "PEMERINTAH KABUPATEN PURWOREJO",
        "DINAS PEMBERDAYAAN MASYARAKAT DAN DESA",
        "Jalan Contoh Barat Nomor 4, Purworejo",
        "(0275) 000004",
        "54111",
        "Purworejo",
        "BUPATI PURWOREJO",
        False,
    ),
}
JABATAN = {
    "analis_pusat": "Analis Kebijakan Ahli Muda, Ditjen Bina Pemerintahan Desa",
    "admin_pusat": "Pranata Komputer Ahli Muda, Ditjen Bina Pemerintahan Desa",
    "admin_provinsi": "Pranata Komputer",
    "admin_kabupaten": "Pranata Komputer",
    "bagian_hukum": "Analis Hukum, Bagian Hukum Sekretariat Daerah",
    "petugas_provinsi": "Analis Kerja Sama Desa",
    "petugas_kabupaten": "Penelaah Kerja Sama Desa",
    "pemaraf_kabupaten": "Kepala Bidang Pemerintahan",
    "kepala_dinas_kabupaten": "Kepala Dinas",
    "petugas_kecamatan": "Kepala Seksi Pemerintahan",
}
PERAN_KABUPATEN = {
    "petugas": "petugas_kabupaten",
    "kabid": "pemaraf_kabupaten",
    "kadis": "kepala_dinas_kabupaten",
    "hukum": "bagian_hukum",
    "admin": "admin_kabupaten",
}
PERAN_DESA = {"kades": "kepala_desa", "operator": "operator_desa", "bpd": "bpd"}
PANGKAT = {"kadis": "Pembina Utama Muda, IV/c", "kabid": "Pembina, IV/a", "petugas": "Penata, III/c"}


class Orang:
    """Makes each account once and hands it out by user name."""

    def __init__(self, kabari):
        self.kabari = kabari
        self.urut = 0
        self.sandi = make_password(SANDI)  # hashed once: Argon2 is slow on purpose

    def siapkan(self, kode_desa):
        """Offices of the four kabupaten, and whoever the agreements of these villages need."""
        self._kantor()
        self._tetap("pusat", "0", "analis_pusat")
        self._tetap("admin", "0", "admin_pusat")
        for provinsi in ("34", "33"):
            self._tetap(f"dinas.{provinsi}", provinsi, "petugas_provinsi")
            self._tetap(f"admin.{provinsi}", provinsi, "admin_provinsi")
        for kabupaten in sorted({*KANTOR, *(".".join(k.split(".")[:2]) for k in kode_desa)}):
            for awalan, peran in PERAN_KABUPATEN.items():
                self._tetap(f"{awalan}.{kabupaten}", kabupaten, peran)
        for kecamatan in sorted({k.rpartition(".")[0] for k in kode_desa}):
            self._tetap(f"kecamatan.{kecamatan}", kecamatan, "petugas_kecamatan")
        for desa in sorted(kode_desa):
            for awalan, peran in PERAN_DESA.items():
                self._tetap(f"{awalan}.{desa}", desa, peran)
        self.kabari(f"{self.urut} akun contoh")

    def __getitem__(self, username):
        """Fetched anew: a person's scope is remembered on the object, and the clock moves between acts."""
        return Pengguna.objects.get(username=username)

    def _tetap(self, username, kode, peran):
        wilayah = Wilayah.objects.select_related("induk__induk__induk").get(kode=kode)
        awalan = username.partition(".")[0]
        nip = f"19{70 + self.urut % 25}0101200{self.urut % 10}011{self.urut % 1000:03d}" if awalan in PANGKAT else ""
        orang = buat_pengguna(
            username=username,
            nama=NAMA[self.urut % len(NAMA)],
            password=self.sandi,
            tersandi=True,
            wilayah=wilayah,
            contoh=True,
            nip=nip,
            pangkat=PANGKAT.get(awalan, ""),
        )
        beri_penugasan(
            pengguna=orang,
            wilayah=wilayah,
            peran=peran,
            jabatan=self._jabatan(wilayah, peran),
            sk=f"SK Nomor {self.urut + 1}/2024 (contoh)",
            mulai=SEJAK,
        )
        self.urut += 1

    def _jabatan(self, wilayah, peran):
        if peran in JABATAN:
            return JABATAN[peran]
        istilah = {"kepala_desa": "kepala", "operator_desa": "sekretaris", "bpd": "bpd"}[peran]
        bawaan = {"kepala": "Kepala Desa", "sekretaris": "Sekretaris Desa", "bpd": "BPD"}[istilah]
        kata = wilayah.sebutan(istilah) or bawaan
        return f"Ketua {kata}" if peran == "bpd" else kata

    def _kantor(self):
        for kode, (pemda, kantor, alamat, telepon, pos, kota, kepala, nyala) in KANTOR.items():
            wilayah = Wilayah.objects.select_related("induk__induk").get(kode=kode)
            tetapkan_profil_kantor(
                wilayah=wilayah,
                nama_pemda=pemda,
                nama_kantor=kantor,
                alamat=alamat,
                telepon=telepon,
                kode_pos=pos,
                kota_surat=kota,
                kepala_daerah=kepala,
            )
            dasar = DASAR_BIASA if nyala else "Belum ada keputusan kabupaten (contoh)"
            tetapkan_sakelar(kantor=wilayah, kunci="klarifikasi", nyala=nyala, dasar=dasar, berlaku_sejak=SEJAK)
            tetapkan_aturan_tanda_tangan(
                kantor=wilayah,
                jenis_surat="hasil_klarifikasi",
                dari=SEJAK,
                peran_penanda="kepala_dinas_kabupaten",
                jabatan=f"Kepala {kantor.title().replace(' Dan ', ' dan ')}",
                a_n=kepala,
                urutan_paraf=["pemaraf_kabupaten"],
                dasar=DELEGASI,
            )
