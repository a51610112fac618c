"""Receipts: proof of what was handed in, when, and by whom."""

from django.conf import settings

from kerjasama.models import TandaTerima
from kerjasama.queries.kerja_sama import kecamatan_penangani
from wilayah.berkas.rules import PDF
from wilayah.berkas.services import simpan_berkas
from wilayah.cetak.mesin import cetak_pdf
from wilayah.pohon.enums import Tingkat
from wilayah.tampilan.format import jam, tanggal, ukuran


def nama_beku(desa):
    """What a village is called today, with the levels above: this is what its party row keeps for good."""
    jalur = [w.nama_lengkap for w in reversed(desa.jalur()) if w.tingkat >= Tingkat.KABUPATEN]
    return ", ".join(jalur)[:200]


def terbitkan_tanda_terima(*, kerja_sama, perihal, asli, oleh):
    """The receipt of the files `asli` (Berkas in their order) with its PDF, inside the caller's transaction."""
    terima = TandaTerima.objects.create(
        kerja_sama=kerja_sama,
        perihal=perihal[:200],
        penerima=kecamatan_penangani(kerja_sama),
        oleh=oleh,
        rincian=[{"nama": b.nama_asli, "ukuran": b.ukuran, "sha256": b.sha256, "jenis": b.jenis_media} for b in asli],
    )
    isi = cetak_pdf("cetak/tanda_terima.html", {"terima": isi_tanda_terima(terima)})
    terima.berkas = simpan_berkas(isi=isi, nama=f"tanda-terima-{terima.kode}.pdf", jenis_media=PDF, oleh=oleh)
    terima.save(update_fields=["berkas"])
    return terima


def isi_tanda_terima(terima):
    """What a receipt says, on paper and on the page."""
    desa = terima.kerja_sama.desa_pendaftar
    return {
        "kode": terima.kode,
        "perihal": terima.perihal,
        "judul": f"{terima.kerja_sama.judul} ({terima.kerja_sama.kode_ucap})",
        "dari": nama_beku(desa),
        "oleh": f"{terima.oleh}{' (atas nama desa)' if terima.kerja_sama.atas_nama else ''}",
        "waktu": f"{tanggal(terima.pada, zona=desa.zona)} pukul {jam(terima.pada, desa.zona, detik=True)}",
        "penerima": f"{terima.penerima.nama_lengkap}, {terima.penerima.induk.nama_lengkap}",
        "alamat": f"{settings.BINWAS_ALAMAT}/verifikasi/{terima.kode}/",
        "berkas": [satu | {"ukuran": ukuran(satu["ukuran"])} for satu in terima.rincian],
    }
