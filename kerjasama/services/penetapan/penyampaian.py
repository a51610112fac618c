"""An agreement in force goes to the bupati through the camat (PP 16/2026 Ps 102(4), 165(5)–(6))."""

from django.db import transaction
from django.utils import timezone

from kerjasama.models import BerkasAsli, TandaTerima, VersiDokumen
from kerjasama.queries.kerja_sama import kecamatan_penangani
from kerjasama.queries.siklus import naskah_bertanda_tangan
from kerjasama.services.kunci import kunci_kerja_sama
from kerjasama.services.tanda_terima import terbitkan_tanda_terima
from kerjasama.transitions import TABEL
from wilayah.cakupan.roles import PERAN_KECAMATAN
from wilayah.jejak.services import catat, kunci_kirim, selesaikan_kiriman
from wilayah.pengguna.queries import pemegang

from .baris import SUSUN, kabari, orang_pihak, simpan


@transaction.atomic
def sampaikan(*, kerja_sama, kunci, oleh):
    """Hands the agreement in, and gives the receipt. From here on it goes the way of every registered one; nothing
    that the offices do with it holds up its force. The same `kunci` gives the same receipt."""
    kiriman = kunci_kirim(oleh, kunci, f"sampaikan {kerja_sama.pk}")
    ks = kunci_kerja_sama(kerja_sama, oleh)
    if kiriman.hasil:
        return TandaTerima.objects.milik(ks).get(kode=kiriman.hasil)
    TABEL.jalankan("sampaikan", ks, oleh)
    ks.disampaikan_pada = timezone.now()
    simpan(ks, "disampaikan_pada")
    terima = terbitkan_tanda_terima(kerja_sama=ks, perihal=f"Penyampaian {ks.nama_naskah}", asli=_asli(ks), oleh=oleh)
    selesaikan_kiriman(kiriman, terima.kode)
    _kabarkan(ks, oleh)
    catat(
        peristiwa="kerja_sama.disampaikan",
        objek=ks,
        oleh=oleh,
        wilayah=ks.desa_pendaftar,
        izin=SUSUN,
        keterangan=f"Kepada {kecamatan_penangani(ks).nama_lengkap}",
        sesudah={"tanda_terima": terima.kode, "berkas": [b["sha256"] for b in terima.rincian]},
    )
    return terima


def _asli(ks):
    """The bytes of the newest signed scan, as they were sent."""
    versi = VersiDokumen.objects.milik(naskah_bertanda_tangan(ks)).order_by("-nomor").first()
    return [b.berkas for b in BerkasAsli.objects.milik(versi).select_related("berkas").order_by("urut")]


def _kabarkan(ks, oleh):
    kecamatan = pemegang(wilayah_ids=[kecamatan_penangani(ks).pk], peran=PERAN_KECAMATAN)
    judul = f"Disampaikan {ks.desa_pendaftar.nama_lengkap}: {ks.judul}"
    kabari(ks, kecamatan, oleh, judul, "Menunggu pemeriksaan kecamatan.", "periksa/", penting=True)
    kabari(ks, orang_pihak(ks), oleh, f"Disampaikan kepada bupati: {ks.judul}", "Melalui camat.", "")
