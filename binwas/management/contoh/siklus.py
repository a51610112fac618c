"""The story of an agreement that is made in the system: from its plan to wherever its scenario ends, act by act."""

import json
import uuid
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from kerjasama.enums import JenisMusyawarah, KeputusanMusyawarah, Muatan, StatusPenawaran, TujuanMusyawarah
from kerjasama.models import Bkad, KerjaSama, Musyawarah, Penawaran, Persiapan
from kerjasama.queries.naskah import pasal_naskah
from kerjasama.queries.siklus import naskah_dari, pihak_desa, versi_terakhir
from kerjasama.services import fasilitasi, kawasan, kewajiban, komentar, naskah, pelaksanaan, penawaran, persiapan
from kerjasama.services import musyawarah as bermusyawarah
from kerjasama.services.cetakan_naskah import pdf_naskah
from kerjasama.services.penetapan import (
    sampaikan,
    sepakati,
    simpan_naskah_bertanda_tangan,
    tandatangani,
    undangkan,
)
from wilayah.pohon.models import Wilayah

from .jalannya import saat

BERKAS = settings.AKAR / "fixtures" / "contoh" / "siklus.json"
LIHAT = "wilayah.lihat_kerja_sama"
HADIR = {
    "pemerintah_desa": {"L": 5, "P": 3},
    "bpd": {"L": 4, "P": 3},
    "tokoh_masyarakat": {"L": 6, "P": 2},
    "tani": {"L": 5, "P": 3},
    "perempuan": {"L": 0, "P": 7},
    "miskin": {"L": 2, "P": 2},
}
UNSUR_BKAD = ("perangkat_desa", "bpd", "lkd", "lembaga_lain", "tokoh")


def cerita_siklus():
    return json.loads(BERKAS.read_text(encoding="utf-8"))


class CeritaSiklus:
    """Acts are methods; `langkah` of the scenario lists [act, days ago, villages that it concerns (none: all)]."""

    def __init__(self, isi, orang, hari_ini, urut):
        self.isi, self.orang, self.hari_ini, self.urut = isi, orang, hari_ini, urut
        self.desa = isi["desa"]
        self.kerja_sama = None

    def jalan(self):
        for ke, (nama, umur, *siapa) in enumerate(self.isi["langkah"]):
            yield saat(self.hari_ini, umur, 8 + ke % 8, 11 + self.urut % 40)
            getattr(self, nama)(*([self.desa[n] for n in siapa[0]] if siapa else self.desa))

    def mulai(self, *desa):
        oleh, wilayah = self._operator(), self._wilayah(self.desa[0])
        pokok = {n: self.isi[n] for n in ("judul", "bentuk", "bidang", "urusan")} | {"prakarsa": "desa"}
        self.kerja_sama = persiapan.mulai_kerja_sama(desa=wilayah, isi=pokok, kunci=_kunci(), oleh=oleh)
        rencana = Persiapan.objects.dalam_cakupan(oleh, LIHAT).get(kerja_sama=self.kerja_sama)
        persiapan.simpan_persiapan(kerja_sama=self.kerja_sama, isi=self.isi["rencana"], versi=rencana.versi, oleh=oleh)

    def musyawarah(self, *desa):
        for kode in desa:
            self._bermusyawarah(self.orang[f"bpd.{kode}"], kode, JenisMusyawarah.DESA, self.isi["keputusan"])

    def antar_desa(self, *desa):
        self._bermusyawarah(self._operator(), self.desa[0], JenisMusyawarah.ANTAR_DESA, self.isi["keputusan_bersama"])

    def undang_musyawarah(self, *desa):
        """Called, and not yet held: what waits for a BPD."""
        for kode in desa:
            self._undang(self.orang[f"bpd.{kode}"], kode, JenisMusyawarah.DESA, timedelta(days=9))

    def tawarkan(self, *desa):
        kepada = [self._wilayah(kode) for kode in self.desa[1:]]
        isi = {"nomor": f"400.10.2/{14 + self.urut}", "pengantar": self.isi["pengantar"]}
        penawaran.tawarkan(
            kerja_sama=self._kini(), kepada=kepada, isi=isi, kunci=_kunci(), oleh=self.orang[f"kades.{self.desa[0]}"]
        )

    def terima(self, *desa):
        for kode in desa:
            oleh = self.orang[f"kades.{kode}"]
            satu = Penawaran.objects.dalam_cakupan(oleh, LIHAT).get(kerja_sama=self.kerja_sama, kepada__kode=kode)
            penawaran.jawab_penawaran(penawaran=satu, jawaban=StatusPenawaran.DITERIMA, isi={"alasan": ""}, oleh=oleh)

    def susun(self, *desa):
        persiapan.mulai_penyusunan(kerja_sama=self._kini(), oleh=self._operator())

    def komentar(self, *desa):
        oleh = self.orang[f"bpd.{self.desa[-1]}"]
        pasal = pasal_naskah(naskah_dari(self._kini())).filter(muatan=Muatan.TATA_CARA).first()
        komentar.komentari(
            kerja_sama=self._kini(), pasal=pasal.kunci, isi=self.isi["komentar"], oleh=oleh, kunci=_kunci()
        )

    def versi(self, *desa):
        naskah.buat_versi(kerja_sama=self._kini(), keterangan="Naskah untuk disepakati", oleh=self._operator())

    def sepakat(self, *desa):
        for kode, pihak in self._pihak(desa):
            ks = self._kini()
            sepakati(kerja_sama=ks, pihak=pihak, versi=versi_terakhir(ks).nomor, oleh=self.orang[f"kades.{kode}"])

    def camat(self, *desa):
        kode = self.desa[0].rpartition(".")[0]
        isi = {"jenis": "konsultasi", "tanggal": timezone.localdate().isoformat(), "catatan": self.isi["catatan_camat"]}
        fasilitasi.catat_fasilitasi(
            kerja_sama=self._kini(),
            kantor=self._wilayah(kode),
            isi=isi,
            kunci=_kunci(),
            oleh=self.orang[f"kecamatan.{kode}"],
        )

    def tanda_tangan(self, *desa):
        for kode, pihak in self._pihak(desa):
            oleh = self.orang[f"kades.{kode}"]
            isi = {
                "tempat": self._wilayah(self.desa[0]).nama,
                "tanggal": timezone.localdate().isoformat(),
                "nama": oleh.nama,
                "jabatan": "Lurah" if kode.startswith("34") else "Kepala Desa",
                "nomor": f"{2 + pihak.urut + self.urut} Tahun {timezone.localdate().year}",
            }
            tandatangani(kerja_sama=self._kini(), pihak=pihak, isi=isi, oleh=oleh)

    def pindaian(self, *desa):
        ks, oleh = self._kini(), self._operator()
        berkas = [(pdf_naskah(versi_terakhir(ks)), "naskah-bertanda-tangan.pdf")]
        simpan_naskah_bertanda_tangan(kerja_sama=ks, berkas=berkas, kunci=_kunci(), oleh=oleh)

    def undang(self, *desa):
        for kode, pihak in self._pihak(desa):
            hari = timezone.localdate()
            isi = {
                "tanggal": hari.isoformat(),
                "berita_desa": f"Tahun {hari.year} Nomor {6 + pihak.urut}",
                "sekretaris": self.orang[f"operator.{kode}"].nama,
            }
            undangkan(kerja_sama=self._kini(), pihak=pihak, isi=isi, oleh=self.orang[f"operator.{kode}"])

    def sampai(self, *desa):
        sampaikan(kerja_sama=self._kini(), kunci=_kunci(), oleh=self._operator())

    def kawasan(self, *desa):
        """The kabupaten counts it into a growth area, and measures how the area does."""
        kode = ".".join(self.desa[0].split(".")[:2])
        oleh = self.orang[f"petugas.{kode}"]
        area = kawasan.buat_kawasan(kabupaten=self._wilayah(kode), isi=self.isi["kawasan"], kunci=_kunci(), oleh=oleh)
        anggota = [str(self.kerja_sama.id_publik)]
        kawasan.atur_anggota(kawasan=area, kerja_sama=anggota, ditampilkan=[], oleh=oleh)
        for mundur, nilai in enumerate(self.isi["indikator"]["nilai"]):
            isi = {n: self.isi["indikator"][n] for n in ("nama", "satuan")}
            tahun = self.hari_ini.year - mundur
            kawasan.catat_indikator(kawasan=area, isi=isi | {"tahun": tahun, "nilai": nilai}, oleh=oleh)

    def laksana(self, *desa):
        """Who carries it out, what each brings, what each owes."""
        oleh, kosong = self._operator(), pelaksanaan.isi_bkad(Bkad())
        pelaksanaan.simpan_bkad(kerja_sama=self._kini(), isi=self.isi["bkad"], semula=kosong, oleh=oleh)
        for n, unsur in enumerate(UNSUR_BKAD):
            kode = self.desa[n % len(self.desa)]
            anggota = {
                "nama": self.isi["anggota_bkad"][n],
                "desa": self._wilayah(kode),
                "unsur": unsur,
                "jenis_kelamin": "P" if n % 2 else "L",
                "jabatan": ("Ketua", "Sekretaris", "Bendahara", "Anggota", "Anggota")[n],
            }
            pelaksanaan.tambah_anggota(kerja_sama=self._kini(), isi=anggota, kunci=_kunci(), oleh=oleh)
        for kode, pihak in self._pihak(self.desa):
            self._kontribusi_dan_kewajiban(pihak, self.orang[f"operator.{kode}"])

    def _kontribusi_dan_kewajiban(self, pihak, oleh):
        isi = {"jenis": "uang", "uraian": "Penyertaan modal tahun pertama", "nilai": 60_000_000 // pihak.urut}
        pelaksanaan.catat_kontribusi(pihak=pihak, isi=isi, kunci=_kunci(), oleh=oleh)
        wajib = {
            "uraian": "Menyetor iuran ke rekening bersama",
            "tenggat": timezone.localdate() + timedelta(days=30 * pihak.urut),
            "nilai": 5_000_000,
        }
        kewajiban.tambah_kewajiban(kerja_sama=self._kini(), pihak=pihak, isi=wajib, kunci=_kunci(), oleh=oleh)

    def _undang(self, oleh, kode, jenis, nanti=timedelta(hours=2)):
        satu = bermusyawarah.jadwalkan_musyawarah(
            kerja_sama=self._kini(),
            desa=self._wilayah(kode),
            jenis=jenis,
            tujuan=TujuanMusyawarah.KERJA_SAMA,
            isi={
                "waktu": timezone.now() + nanti,
                "tempat": f"Balai {self._wilayah(kode).nama}",
                "agenda": self.isi["judul"],
            },
            kunci=_kunci(),
            oleh=oleh,
        )
        isi = {
            "waktu": satu.waktu,
            "tempat": satu.tempat,
            "agenda": satu.agenda,
            "nomor_undangan": f"005/{self.urut + 3}",
        }
        return bermusyawarah.undang_peserta(musyawarah=satu, isi=isi, versi=satu.versi, oleh=oleh)

    def _bermusyawarah(self, oleh, kode, jenis, keputusan):
        satu = self._undang(oleh, kode, jenis)
        peserta = self._utusan() if jenis == JenisMusyawarah.ANTAR_DESA else []
        bermusyawarah.catat_kehadiran(
            musyawarah=satu, isi={"hadir": HADIR, "peserta": peserta}, versi=satu.versi, oleh=oleh
        )
        satu = Musyawarah.objects.dalam_cakupan(oleh, LIHAT).get(pk=satu.pk)
        isi = {
            "keputusan": KeputusanMusyawarah.MENYEPAKATI,
            "isi_keputusan": keputusan,
            "pembahasan": "Manfaat, pembagian biaya, dan siapa yang melaksanakan.",
            "pimpinan": oleh.nama,
            "notulis": self.orang[f"operator.{kode}"].nama,
        }
        bermusyawarah.putuskan_musyawarah(musyawarah=satu, isi=isi, kunci=_kunci(), oleh=oleh)

    def _utusan(self):
        return [
            {
                "nama": self.orang[f"bpd.{kode}"].nama,
                "unsur": "bpd",
                "jenis_kelamin": "LP"[n % 2],
                "jabatan": "Ketua BPD",
                "utusan_dari": kode,
            }
            for n, kode in enumerate(self.desa)
        ]

    def _operator(self):
        return self.orang[f"operator.{self.desa[0]}"]

    def _wilayah(self, kode):
        return Wilayah.objects.select_related("induk__induk__induk").get(kode=kode)

    def _kini(self):
        return KerjaSama.objects.dalam_cakupan(self._operator(), LIHAT).get(pk=self.kerja_sama.pk)

    def _pihak(self, desa):
        semua = {p.desa.kode: p for p in pihak_desa(self._kini()).select_related("desa", "kerja_sama")}
        return [(kode, semua[kode]) for kode in desa]


def _kunci():
    return uuid.uuid4().hex
