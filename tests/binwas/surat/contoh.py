"""A kind of letter of the tests' own, and letters of it brought by the services to any state."""

from datetime import date

from binwas.surat import kinds, services
from tests.pabrik.kerjasama import buat_kerja_sama
from tests.pemeran import SANDI, Pemeran
from wilayah.pengguna.services import tetapkan_aturan_tanda_tangan

KODE = "surat_uji"
TERBIT, KEMBALI = [], []
MATRIKS = [{"pasal": "Pasal 7", "catatan": "Belum menyebut bagian.", "dasar": "Ps 12", "saran": "Sebutkan."}]

JENIS = kinds.JenisSurat(
    kode=KODE,
    nama="Surat uji",
    templat="cetak/surat.html",
    saat_terbit=lambda surat: TERBIT.append((surat.pk, surat.status)),
    saat_kembali=lambda surat: KEMBALI.append((surat.pk, surat.status)),
)


def siapkan(pemeran, urutan_paraf=("pemaraf_kabupaten",)):
    kinds.daftarkan(JENIS)
    TERBIT.clear()
    KEMBALI.clear()
    tetapkan_aturan_tanda_tangan(
        kantor=pemeran.wilayah("34.04"),
        jenis_surat=KODE,
        dari=date(2020, 1, 1),
        peran_penanda="kepala_dinas_kabupaten",
        jabatan="Kepala Dinas Pemberdayaan Masyarakat dan Kalurahan",
        a_n="BUPATI SLEMAN",
        urutan_paraf=list(urutan_paraf),
        dasar="Keputusan Bupati tentang pelimpahan kewenangan (contoh)",
    )


class Kantor:
    """The office at work: each method does one act as the person whose act it is."""

    def __init__(self, pemeran=None):
        self.orang = pemeran or Pemeran()

    def kerja_sama(self, *kode, **isian):
        kode = kode or ("34.04.16.2001", "34.04.16.2002", "34.04.16.2003")
        desa = [self.orang.wilayah(k) for k in kode]
        return buat_kerja_sama(desa=desa, oleh=self.orang[f"operator.{kode[0]}"], **isian)

    def konsep(self, kerja_sama=None, oleh="petugas.34.04", surat=None, tambahan=(), isi=None, jenis=KODE):
        kerja_sama = kerja_sama or self.kerja_sama()
        pihak = kerja_sama.pihak.filter(desa__isnull=False).order_by("urut")
        penerima = [{"wilayah": p.desa, "jabatan": f"Lurah {p.desa.nama}", "tembusan": False} for p in pihak]
        penerima += [{"wilayah": p.desa, "jabatan": f"Ketua BPD {p.desa.nama}", "tembusan": True} for p in pihak]
        return services.susun_konsep(
            jenis=jenis,
            kantor=self.orang.wilayah("34.04"),
            kerja_sama=kerja_sama,
            hal=f"Hasil uji {kerja_sama.judul}",
            isi=isi or {"matriks": MATRIKS},
            penerima=penerima + list(tambahan),
            oleh=self.orang[oleh],
            surat=surat,
        )

    def paraf(self, surat, oleh="kabid.34.04"):
        return services.paraf_surat(surat=surat, oleh=self.orang[oleh])

    def siap(self, **isian):
        return self.paraf(self.konsep(**isian))

    def tandatangani(self, surat, oleh="kadis.34.04", sandi=SANDI, kunci="kunci-ttd"):
        return services.tandatangani_surat(surat=surat, sandi=sandi, kunci=f"{kunci}-{surat.pk}", oleh=self.orang[oleh])

    def terbit(self, **isian):
        return self.tandatangani(self.siap(**isian))

    def basah(self, **isian):
        surat = self.siap(**isian)
        return services.cetak_basah(surat=surat, kunci=f"basah-{surat.pk}", oleh=self.orang["petugas.34.04"])
