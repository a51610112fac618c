"""Who is told of an act of the review."""

from django.urls import reverse

from binwas.penilaian.queries import orang_desa
from kerjasama.queries.kerja_sama import kantor_penangani, kecamatan_penangani
from wilayah.cakupan.roles import PERAN_KECAMATAN, PERAN_PEMERINTAH_DESA
from wilayah.pemberitahuan.services import beri_tahu
from wilayah.pengguna.queries import pemegang


def kabari(*, kerja_sama, penerima, judul, isi="", tautan=None, penting=False, kecuali=None):
    """One message to each who may open the agreement; `kecuali` (who acted) needs none."""
    unik = {p.pk: p for p in penerima if kecuali is None or p.pk != kecuali.pk}
    boleh = [p for p in unik.values() if p.has_perm("wilayah.lihat_kerja_sama", kerja_sama)]
    tautan = tautan or reverse("kerja_sama_rinci", args=[kerja_sama.id_publik])
    beri_tahu(penerima=boleh, judul=judul, isi=isi, tautan=tautan, penting=penting)


def petugas_kabupaten(kerja_sama):
    return pemegang(wilayah_ids=[kantor_penangani(kerja_sama).pk], peran=["petugas_kabupaten"])


def orang_kecamatan(kerja_sama):
    return pemegang(wilayah_ids=[kecamatan_penangani(kerja_sama).pk], peran=PERAN_KECAMATAN)


def pendaftar(kerja_sama):
    """The registrar and the office-holders of the registering desa, who answer for the file."""
    desa = pemegang(wilayah_ids=[kerja_sama.desa_pendaftar_id], peran=PERAN_PEMERINTAH_DESA)
    return [kerja_sama.didaftarkan_oleh, *desa]


def semua_pihak(kerja_sama):
    return [*orang_desa(kerja_sama), *orang_kecamatan(kerja_sama)]
