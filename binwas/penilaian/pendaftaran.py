"""What a review adds to the rooms below: its kind of letter, and on the page of an agreement its panel, stages, turn,
actions and gates."""

from dataclasses import dataclass

from django.urls import reverse

from binwas.surat.kinds import JenisSurat, daftarkan
from kerjasama.enums import MutuData, Status
from kerjasama.panels import REL, Panel, daftarkan_giliran, daftarkan_panel, daftarkan_tahap, daftarkan_tindakan
from kerjasama.queries.kerja_sama import hanya_diundang, kecamatan_penangani, klarifikasi_tertutup
from kerjasama.transitions import daftarkan_gerbang
from wilayah.kalender import pendengar
from wilayah.pengguna import akibat_sakelar
from wilayah.regulasi import jam_berjalan
from wilayah.tampilan.panduan import daftarkan_alur

from . import services
from .enums import StatusPemeriksaan
from .models import Pemeriksaan, Pengembalian
from .queries import berkas_menurut_tahap, jumlah_berjalan, pemeriksaan_terakhir, pengembalian_terbuka, penjawab
from .rules import KODE_TENGGAT
from .services import hitung_ulang, pekerjaan, perubahan
from .transitions import KECAMATAN, PEMERIKSAAN
from .views import bagian

TAHAP = {
    StatusPemeriksaan.DICATAT_LENGKAP: "Dicatat lengkap",
    StatusPemeriksaan.DITELAAH: "Ditelaah",
    StatusPemeriksaan.SELESAI: "Surat hasil",
}


def pasang():
    daftarkan(
        JenisSurat(
            kode="hasil_klarifikasi",
            nama="Surat hasil klarifikasi",
            templat="cetak/hasil_klarifikasi.html",
            saat_terbit=services.selesaikan,
            saat_kembali=services.kembali_ditelaah,
        )
    )
    pekerjaan.pasang()
    perubahan.pasang()
    daftarkan_alur(KECAMATAN)
    daftarkan_alur(PEMERIKSAAN)
    daftarkan_panel(Panel("pemeriksaan", "", "binwas/penilaian/_panel.html", panel, urut=20, lokasi=REL))
    daftarkan_tahap(tahap)
    daftarkan_giliran(giliran)
    daftarkan_tindakan(tindakan)
    pendengar.daftarkan(pendengar.Pendengar(hitung_ulang.kalimat, hitung_ulang.hitung_ulang_tenggat))
    jam_berjalan.daftarkan(KODE_TENGGAT, jam_yang_berjalan)
    akibat_sakelar.daftarkan(akibat_sakelar.AkibatSakelar("enam_hari", hitung_ulang.kalimat, _pekan_berubah))
    akibat_sakelar.daftarkan(akibat_sakelar.AkibatSakelar("klarifikasi", akibat_klarifikasi))
    daftarkan_gerbang("batalkan_pendaftaran", belum_diteruskan)
    daftarkan_gerbang("batalkan_pendaftaran_kabupaten", belum_diusulkan)


@dataclass(frozen=True)
class Keadaan:
    pemeriksaan: Pemeriksaan | None
    terbuka: Pengembalian | None

    @property
    def berjalan(self):
        return self.pemeriksaan is not None and self.pemeriksaan.status != StatusPemeriksaan.SELESAI


def keadaan(kerja_sama):
    """Kept on the object: five parts of one page ask for it."""
    if not hasattr(kerja_sama, "_keadaan_pemeriksaan"):
        kerja_sama._keadaan_pemeriksaan = Keadaan(pemeriksaan_terakhir(kerja_sama), pengembalian_terbuka(kerja_sama))
    return kerja_sama._keadaan_pemeriksaan


def panel(request, kerja_sama):
    kini = keadaan(kerja_sama)
    p = kini.pemeriksaan
    terbuka = None if hanya_diundang(request.user, kerja_sama) else kini.terbuka
    tertutup = klarifikasi_tertutup(kerja_sama) if p is None and kerja_sama.disampaikan_pada else ""
    if p is None and terbuka is None and not tertutup:
        return None
    selesai = p is not None and p.status == StatusPemeriksaan.SELESAI
    return {
        "pemeriksaan": p,
        "jam": bagian.jam(p) if p else None,
        "selesai": selesai,
        "surat": p.surat if selesai else None,
        "terbuka": terbuka,
        "tertutup": tertutup,
        "zona": kerja_sama.desa_pendaftar.zona,
    }


def tahap(kerja_sama, user):
    """The calmer line under the document's own stages; it holds nothing up."""
    if kerja_sama.status == Status.DITARIK or kerja_sama.disampaikan_pada is None:
        return []
    p = keadaan(kerja_sama).pemeriksaan
    diperiksa = kerja_sama.mutu_data != MutuData.BELUM_DIPERIKSA
    baris = [_tahap("Diperiksa kecamatan", "selesai" if diperiksa else "kini")]
    if p is None:
        return baris if klarifikasi_tertutup(kerja_sama) else baris + [_tahap(nama, "nanti") for nama in TAHAP.values()]
    urutan = [StatusPemeriksaan.DITERUSKAN, *TAHAP]
    capai = max(urutan.index(s) for s in urutan if bagian.URUTAN.index(s) <= bagian.URUTAN.index(p.status))
    for urut, nama in enumerate(TAHAP.values(), 1):
        baris.append(_tahap(nama, "selesai" if urut <= capai else "kini" if urut == capai + 1 else "nanti"))
    return baris


def _tahap(label, status, keterangan=""):
    return {"label": label, "status": status, "keterangan": keterangan}


def giliran(request, kerja_sama):
    if kerja_sama.status == Status.DITARIK or kerja_sama.disampaikan_pada is None:
        return None
    kini, user = keadaan(kerja_sama), request.user
    if kini.terbuka is not None:
        desa = kerja_sama.desa_pendaftar
        return _giliran(desa.nama_lengkap, "Menjawab daftar perbaikan.", penjawab(user, kerja_sama))
    if kini.berjalan:
        isi = bagian.giliran(kini.pemeriksaan, user, penuh=False)
        return _giliran(isi["siapa"], isi["isi"], isi["anda"])
    if kerja_sama.mutu_data != MutuData.BELUM_DIPERIKSA:
        return None
    kecamatan = kecamatan_penangani(kerja_sama)
    anda = user.has_perm("wilayah.teruskan_kerja_sama", kerja_sama)
    return _giliran(kecamatan.nama_lengkap, "Memeriksa data dengan naskahnya.", anda)


def _giliran(siapa, apa, milik_anda):
    """`apa` names the last day itself, where there is one."""
    return {"siapa": siapa, "apa": apa, "kapan": None, "milik_anda": milik_anda}


def tindakan(request, kerja_sama):
    kini, user = keadaan(kerja_sama), request.user
    hasil = []
    if kini.terbuka is not None and penjawab(user, kerja_sama):
        hasil.append(_tindakan("Jawab perbaikan", "kerja_sama_perbaikan", kerja_sama, True))
    if _menunggu_kecamatan(kerja_sama, kini) and user.has_perm("wilayah.teruskan_kerja_sama", kerja_sama):
        hasil.append(_tindakan("Periksa", "kerja_sama_periksa", kerja_sama, True))
    if kini.pemeriksaan is not None:
        anda = kini.berjalan and user.has_perm("wilayah.telaah_kerja_sama", kini.pemeriksaan)
        hasil.append(_tindakan("Buka pemeriksaan", "pemeriksaan_rinci", kini.pemeriksaan, anda))
    return hasil


def _menunggu_kecamatan(kerja_sama, kini):
    belum = kerja_sama.mutu_data == MutuData.BELUM_DIPERIKSA and kerja_sama.status != Status.DITARIK
    return belum and kerja_sama.disampaikan_pada is not None and kini.pemeriksaan is None and kini.terbuka is None


def _tindakan(label, nama_url, objek, utama):
    return {"label": label, "url": reverse(nama_url, args=[objek.id_publik]), "utama": utama}


def belum_diteruskan(kerja_sama, oleh):
    if keadaan(kerja_sama).pemeriksaan is None:
        return ""
    return "Kerja sama ini sudah diteruskan ke kabupaten. Pembatalan pendaftaran diminta ke petugas kabupaten."


def belum_diusulkan(kerja_sama, oleh):
    p = keadaan(kerja_sama).pemeriksaan
    if p is None or p.status not in (StatusPemeriksaan.DIUSULKAN, StatusPemeriksaan.SELESAI):
        return ""
    if p.status == StatusPemeriksaan.SELESAI:
        return "Surat hasil klarifikasi sudah terbit. Pendaftaran tidak dapat dibatalkan lagi."
    return "Hasil klarifikasi sedang diproses. Tunggu sampai usulan itu dikembalikan."


def _pekan_berubah(*, kantor, sebab, oleh):
    hitung_ulang.hitung_ulang_tenggat(wilayah=kantor, sebab=sebab, oleh=oleh)


def akibat_klarifikasi(kantor):
    """What opening or closing klarifikasi means for the files of the kabupaten that are under way."""
    jumlah = berkas_menurut_tahap(kantor)
    return [
        f"{jumlah['belum']} peraturan bersama menunggu pemeriksaan kecamatan. Bila klarifikasi nyala, kecamatan "
        "meneruskannya ke kabupaten; bila mati, kecamatan menandainya sudah diperiksa.",
        f"{jumlah['diteruskan']} berkas sudah diteruskan dan belum dicatat lengkap. Bila klarifikasi mati, berkas itu "
        "tidak dapat dicatat lengkap.",
        f"{jumlah['berjalan']} pemeriksaan sudah dicatat lengkap dan tetap diselesaikan dengan tenggatnya sekarang.",
    ]


def jam_yang_berjalan(wilayah):
    return [f"{jumlah_berjalan(wilayah)} pemeriksaan sedang berjalan dan tetap memakai aturan saat berkasnya dicatat."]
