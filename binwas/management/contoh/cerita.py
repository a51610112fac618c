"""The story of one example agreement: from its registration to wherever its scenario ends, act by act."""

import uuid
from datetime import date, timedelta

from binwas.penilaian import services as penilaian
from binwas.penilaian.models import ButirInstrumen, Pemeriksaan, Pengembalian
from binwas.surat import services as penyuratan
from binwas.surat.models import Surat
from kerjasama.enums import Tanggapan
from kerjasama.models import KerjaSama, Pihak
from kerjasama.services import pendaftaran
from kerjasama.services.tanggapan import tanggapi_pendaftaran
from wilayah.kalender.queries import libur_untuk
from wilayah.pohon.models import Wilayah

from .jalannya import hari_langkah, saat
from .naskah import pdf_naskah
from .orang import SANDI

LIHAT = "wilayah.lihat_kerja_sama"
URUTAN = (
    "daftar",
    "tanggapan",
    "teruskan",
    "periksa",
    "catat",
    "kembalikan",
    "jawab",
    "telaah",
    "usul",
    "paraf",
    "nomor",
    "terbit",
)


class Cerita:
    """Acts are methods named after the keys of `hari_lalu`; each fetches its people anew, as a request would."""

    def __init__(self, isi, orang, hari_ini, urut):
        self.isi, self.orang, self.hari_ini, self.urut = isi, orang, hari_ini, urut
        self.desa = [p["desa"] for p in isi["pihak"]]
        self.kabupaten = ".".join(self.desa[0].split(".")[:2])
        self.kecamatan = self.desa[0].rpartition(".")[0]
        self.kerja_sama = None

    def jalan(self):
        libur = libur_untuk(Wilayah.objects.get(kode=self.kabupaten))
        hari_lalu = hari_langkah(self.isi, self.hari_ini, libur)
        langkah = sorted(hari_lalu.items(), key=lambda kv: (-kv[1], URUTAN.index(kv[0])))
        for ke, (nama, umur) in enumerate(langkah):
            yield saat(self.hari_ini, umur, 8 + ke % 7, 7 + self.urut % 50)
            getattr(self, nama)()

    def daftar(self):
        oleh = self.orang[f"operator.{self.desa[0]}"]
        desa = Wilayah.objects.select_related("induk__induk__induk").get(kode=self.desa[0])
        draf = pendaftaran.buat_draf(desa=desa, oleh=oleh)
        draf = pendaftaran.simpan_draf(draf=draf, langkah="periksa", isi=self._isian(), versi=draf.versi, oleh=oleh)
        pendaftaran.lampirkan_berkas(
            draf=draf, isi=pdf_naskah(self.isi, self.hari_ini), nama=f"{self.isi['kunci']}.pdf", oleh=oleh
        )
        self.kerja_sama = pendaftaran.daftarkan_kerja_sama(draf=draf, kunci=uuid.uuid4().hex, oleh=oleh)

    def tanggapan(self):
        for kode in self.desa[1:]:
            oleh = self.orang[f"kades.{kode}"]
            pihak = Pihak.objects.dalam_cakupan(oleh, LIHAT).get(kerja_sama=self.kerja_sama, desa__kode=kode)
            tanggapi_pendaftaran(pihak=pihak, oleh=oleh, **self._jawaban(kode))

    def teruskan(self):
        penilaian.teruskan_ke_kabupaten(
            kerja_sama=self.kerja_sama,
            catatan="Pindaian terbaca, data cocok dengan naskah.",
            kunci=uuid.uuid4().hex,
            oleh=self._petugas_kecamatan(),
        )

    def periksa(self):
        penilaian.tandai_diperiksa(kerja_sama=self.kerja_sama, oleh=self._petugas_kecamatan())

    def catat(self):
        oleh = self._petugas("petugas")
        penilaian.catat_lengkap(pemeriksaan=self._pemeriksaan(oleh), oleh=oleh)

    def kembalikan(self):
        if self.isi["skenario"] == "dikembalikan_kecamatan":
            sasaran, oleh = {"kerja_sama": self.kerja_sama}, self._petugas_kecamatan()
        else:
            oleh = self._petugas("petugas")
            sasaran = {"pemeriksaan": self._pemeriksaan(oleh)}
        penilaian.kembalikan_ke_desa(**sasaran, butir=self.isi["kembali"], oleh=oleh)

    def jawab(self):
        oleh = self.orang[f"operator.{self.desa[0]}"]
        pengembalian = Pengembalian.objects.dalam_cakupan(oleh, "wilayah.daftarkan_kerja_sama").get(
            kerja_sama=self.kerja_sama, dijawab_pada=None
        )
        penilaian.jawab_pengembalian(
            pengembalian=pengembalian, jawaban="Sudah kami lengkapi sesuai catatan.", berkas=[], oleh=oleh
        )

    def telaah(self):
        oleh = self._petugas("petugas")
        pemeriksaan = penilaian.mulai_telaah(pemeriksaan=self._pemeriksaan(oleh), oleh=oleh)
        catatan = {c["butir"]: c for c in self.isi["catatan"]}
        semua = list(ButirInstrumen.objects.filter(instrumen_id=pemeriksaan.instrumen_id).order_by("urut"))
        # A review that is still under way has been answered in part.
        sampai = len(semua) if "usul" in self.isi["hari_lalu"] else 4 + self.urut % (len(semua) - 4)
        for butir in semua[:sampai]:
            c = catatan.get(butir.kode, {"nilai": "sesuai", "pasal": "", "catatan": ""})
            penilaian.simpan_jawaban(
                pemeriksaan=pemeriksaan,
                butir=butir.kode,
                nilai=c["nilai"],
                catatan=c["catatan"],
                pasal=c["pasal"],
                versi=0,
                oleh=oleh,
            )

    def usul(self):
        oleh = self._petugas("petugas")
        penilaian.usulkan_hasil(
            pemeriksaan=self._pemeriksaan(oleh), hasil=self.isi["hasil"], kunci=uuid.uuid4().hex, oleh=oleh
        )

    def paraf(self):
        oleh = self._petugas("kabid")
        penyuratan.paraf_surat(surat=self._surat(oleh), oleh=oleh)

    def nomor(self):
        oleh = self._petugas("petugas")
        penyuratan.cetak_basah(surat=self._surat(oleh), kunci=uuid.uuid4().hex, oleh=oleh)

    def terbit(self):
        oleh = self._petugas("kadis")
        penyuratan.tandatangani_surat(surat=self._surat(oleh), sandi=SANDI, kunci=uuid.uuid4().hex, oleh=oleh)

    def _petugas(self, awalan):
        return self.orang[f"{awalan}.{self.kabupaten}"]

    def _petugas_kecamatan(self):
        return self.orang[f"kecamatan.{self.kecamatan}"]

    def _pemeriksaan(self, oleh):
        return Pemeriksaan.objects.dalam_cakupan(oleh, "wilayah.lihat_pemeriksaan").get(kerja_sama=self.kerja_sama)

    def _surat(self, oleh):
        return Surat.objects.dalam_cakupan(oleh, "wilayah.lihat_konsep_surat").get(kerja_sama=self.kerja_sama)

    def _isian(self):
        isi = self.isi
        ditetapkan = self.hari_ini - timedelta(days=isi["ditetapkan_hari_lalu"])
        sendiri, lain = isi["pihak"][0], isi["pihak"][1:]
        salin = ("judul", "bentuk", "prakarsa", "bidang", "urusan", "ruang_lingkup", "nilai", "pihak_ketiga")
        return {k: isi[k] for k in salin} | {
            "pihak": self.desa[1:],
            "sama_dengan": "bukan",
            "tanggal_ditetapkan": ditetapkan.isoformat(),
            "tanggal_mulai": (ditetapkan + timedelta(days=7)).isoformat(),
            "masa": "tanggal" if isi["masa_bulan"] else "tidak_ditentukan",
            "jatuh_tempo": tambah_bulan(ditetapkan, isi["masa_bulan"]).isoformat() if isi["masa_bulan"] else "",
            **_nomor(sendiri, ditetapkan),
            "nomor_pihak": {p["desa"]: _nomor(p, ditetapkan) | {"belum_diketahui": p["nomor"] is None} for p in lain},
        }

    def _jawaban(self, kode):
        keberatan = self.isi["keberatan"]
        if keberatan and keberatan["desa"] == kode:
            return {"tanggapan": Tanggapan.KEBERATAN, "alasan": keberatan["alasan"]}
        return {"tanggapan": Tanggapan.BENAR}


def _nomor(pihak, ditetapkan):
    if pihak["nomor"] is None:
        return {"nomor": "", "tanggal": "", "berita_desa": ""}
    selang = pihak["selang"]
    return {
        "nomor": f"{pihak['nomor']} Tahun {ditetapkan.year}",
        "tanggal": (ditetapkan + timedelta(days=selang)).isoformat() if selang is not None else "",
        "berita_desa": f"Tahun {ditetapkan.year} Nomor {pihak['berita']}" if pihak["berita"] else "",
    }


def tambah_bulan(tanggal, bulan):
    """The last day of a term of so many months that began on `tanggal`."""
    tahun, indeks = divmod(tanggal.month - 1 + bulan, 12)
    awal = date(tanggal.year + tahun, indeks + 1, 1)
    akhir = (awal + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return min(awal + timedelta(days=tanggal.day - 1), akhir)


def kosong():
    """Whether no agreement exists yet: the demo is made once."""
    return not KerjaSama.objects.exists()
