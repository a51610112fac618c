"""Receipts: the page, and the PDF as it was issued."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views import View

from kerjasama.models import Pihak, TandaTerima
from kerjasama.queries.kerja_sama import LIHAT, kantor_penangani, kecamatan_penangani, klarifikasi_tertutup
from kerjasama.rules.isian import bersihkan
from kerjasama.services.tanda_terima import isi_tanda_terima
from wilayah.berkas.views import kirim_berkas
from wilayah.cetak.qr import qr_svg
from wilayah.tampilan.format import jam, tanggal
from wilayah.tampilan.views import RinciTercakup, Tercakup


class RinciTandaTerima(RinciTercakup):
    model = TandaTerima
    izin = (LIHAT,)
    template_name = "kerjasama/tanda_terima.html"
    context_object_name = "terima"

    def get_object(self, queryset=None):
        return get_object_or_404(self.get_queryset(), kode=bersihkan(self.kwargs["kode"]))

    def get_queryset(self):
        desa = "kerja_sama__desa_pendaftar__induk__induk__induk"
        return super().get_queryset().select_related(desa, "penerima__induk", "oleh", "berkas")

    def get_context_data(self, **kwargs):
        terima, ks = self.object, self.object.kerja_sama
        zona = ks.desa_pendaftar.zona
        isi = isi_tanda_terima(terima)
        return super().get_context_data(
            ks=ks,
            isi=isi,
            tanggal_terima=tanggal(terima.pada, zona=zona),
            jam_terima=jam(terima.pada, zona, detik=True),
            dari=f"{isi['dari']}, {isi['oleh']}",
            qr=qr_svg(isi["alamat"], label="Kode QR tanda terima"),
            selanjutnya=selanjutnya(ks),
            **kwargs,
        )


def selanjutnya(ks):
    """What happens next, in the order in which it happens."""
    kecamatan = kecamatan_penangani(ks).nama_lengkap
    langkah = [_disampaikan(ks)] if ks.disusun else _terdaftar(ks)
    langkah.append((f"{kecamatan} memeriksa", "Bila ada yang kurang, desa pendaftar diminta memperbaikinya."))
    if sebab := klarifikasi_tertutup(ks):
        return [*langkah, ("Selesai di kecamatan", sebab)]
    kabupaten = kantor_penangani(ks).nama_lengkap
    return [*langkah, (f"Klarifikasi {kabupaten}", "Hasilnya berupa surat, masuk ke kotak masuk setiap desa.")]


def _disampaikan(ks):
    return "Disampaikan", f"{ks.nama_naskah} sudah berlaku. Pemeriksaan sesudah ini tidak menahan keberlakuannya."


def _terdaftar(ks):
    langkah = [("Terdaftar", "Kerja sama ini tercatat berlaku sejak hari ini juga.")]
    if lain := [p.nama_pendek for p in Pihak.objects.milik(ks) if p.desa_id not in (None, ks.desa_pendaftar_id)]:
        langkah.append(("Desa lain diberi tahu", f"{', '.join(lain)} dapat membenarkan atau mengajukan keberatan."))
    return langkah


class PdfTandaTerima(Tercakup, View):
    """The very bytes that were issued."""

    model = TandaTerima
    izin = (LIHAT,)

    def get(self, request, kode):
        terima = get_object_or_404(self.tercakup().select_related("berkas"), kode=bersihkan(kode))
        if terima.berkas is None:
            raise Http404
        return kirim_berkas(terima.berkas, unduh="unduh" in request.GET)
