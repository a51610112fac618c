"""A file goes back to the desa with a list, and comes back with an answer; the kabupaten's clock stands meanwhile."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from binwas.penilaian.enums import JenisPeristiwa, StatusPemeriksaan
from binwas.penilaian.models import Pemeriksaan, Pengembalian
from binwas.penilaian.transitions import KECAMATAN, PEMERIKSAAN
from kerjasama.enums import JenisDokumen
from kerjasama.models import Dokumen, KerjaSama
from kerjasama.queries.kerja_sama import kecamatan_penangani
from kerjasama.queries.siklus import naskah_bertanda_tangan
from kerjasama.services.dokumen import tambah_versi
from wilayah.jejak.services import catat

from . import kecamatan, telaah
from .jam import catat_peristiwa
from .kabar import kabari, orang_kecamatan, pendaftar, petugas_kabupaten

IZIN_JAWAB = "wilayah.daftarkan_kerja_sama"
MAKS_BUTIR, MAKS_HURUF = 20, 500


def kembalikan_ke_desa(*, kerja_sama=None, pemeriksaan=None, butir, oleh):
    """Sends the file back with the list `butir`: by the kecamatan (`kerja_sama`) or the kabupaten (`pemeriksaan`)."""
    butir = _rapikan(butir)
    if pemeriksaan is not None:
        return _kembalikan_kabupaten(pemeriksaan, butir, oleh)
    return _kembalikan_kecamatan(kerja_sama, butir, oleh)


@transaction.atomic
def jawab_pengembalian(*, pengembalian, jawaban, berkas=(), oleh):
    """The desa's answer; `berkas` (bytes, name) become a new version of the text. A standing clock runs on."""
    jawaban = jawaban.strip()
    if not jawaban:
        raise ValidationError({"jawaban": "Tulis apa yang sudah Anda perbaiki."})
    pengembalian, pemeriksaan, kerja_sama = _terkunci(pengembalian, oleh)
    KECAMATAN.jalankan("jawab_pengembalian", kerja_sama, oleh)
    versi = None
    if berkas:
        versi = tambah_versi(
            dokumen=_naskah(kerja_sama), berkas=berkas, keterangan="Perbaikan atas permintaan", oleh=oleh
        )
    pengembalian.jawaban, pengembalian.dijawab_oleh, pengembalian.dijawab_pada = jawaban, oleh, timezone.now()
    pengembalian.save(update_fields=["jawaban", "dijawab_oleh", "dijawab_pada"])
    if pemeriksaan is not None:
        _lanjutkan(pemeriksaan, pengembalian, oleh)
    _kabari_dijawab(pengembalian, oleh)
    catat(
        peristiwa="pengembalian.dijawab",
        objek=pengembalian,
        pokok=kerja_sama,
        oleh=oleh,
        wilayah=kerja_sama.desa_pendaftar,
        izin=IZIN_JAWAB,
        sesudah={"versi": versi.nomor, "sha256": versi.berkas.sha256} if versi else {},
    )
    return pengembalian


@transaction.atomic
def _kembalikan_kecamatan(kerja_sama, butir, oleh):
    kerja_sama = kecamatan.terkunci(kerja_sama, oleh)
    KECAMATAN.jalankan("kembalikan_ke_desa", kerja_sama, oleh)
    dari = kecamatan_penangani(kerja_sama)
    pengembalian = _buat(kerja_sama, None, dari, butir, oleh)
    catat(
        peristiwa="kerja_sama.dikembalikan",
        objek=pengembalian,
        pokok=kerja_sama,
        oleh=oleh,
        wilayah=kerja_sama.desa_pendaftar,
        izin=kecamatan.IZIN,
        sesudah={"banyak_butir": len(butir)},
    )
    return pengembalian


@transaction.atomic
def _kembalikan_kabupaten(pemeriksaan, butir, oleh):
    pemeriksaan = telaah.terkunci(pemeriksaan, oleh, telaah.IZIN)
    PEMERIKSAAN.jalankan("kembalikan_ke_desa", pemeriksaan, oleh)
    pengembalian = _buat(pemeriksaan.kerja_sama, pemeriksaan, pemeriksaan.kantor, butir, oleh)
    pemeriksaan.menunggu_desa = True
    if pemeriksaan.status != StatusPemeriksaan.DITERUSKAN:
        catat_peristiwa(
            pemeriksaan=pemeriksaan,
            jenis=JenisPeristiwa.JEDA,
            pada=pengembalian.pada,
            keterangan="Dikembalikan ke desa, waktu berhenti",
            oleh=oleh,
        )
    telaah.simpan(pemeriksaan, "menunggu_desa", "tenggat")
    telaah.catat_pemeriksaan(
        "pemeriksaan.dikembalikan", pemeriksaan, oleh, telaah.IZIN, pemeriksaan.status, {"banyak_butir": len(butir)}
    )
    return pengembalian


def _rapikan(butir):
    bersih = [b.strip()[:MAKS_HURUF] for b in butir if b.strip()]
    if not bersih:
        raise ValidationError({"butir": "Tulis paling sedikit satu hal yang perlu diperbaiki."})
    if len(bersih) > MAKS_BUTIR:
        raise ValidationError({"butir": f"Paling banyak {MAKS_BUTIR} butir."})
    return bersih


def _buat(kerja_sama, pemeriksaan, dari_kantor, butir, oleh):
    pengembalian = Pengembalian.objects.create(
        kerja_sama=kerja_sama, pemeriksaan=pemeriksaan, dari_kantor=dari_kantor, butir=butir, oleh=oleh
    )
    kabari(
        kerja_sama=kerja_sama,
        penerima=pendaftar(kerja_sama),
        kecuali=oleh,
        judul=f"Perlu diperbaiki: {kerja_sama.judul}",
        isi=f"{dari_kantor.nama_lengkap} meminta {len(butir)} perbaikan.",
        tautan=reverse("kerja_sama_perbaikan", args=[kerja_sama.id_publik]),
        penting=True,
    )
    return pengembalian


def _terkunci(pengembalian, oleh):
    """The return, its review (None for the kecamatan's) and its agreement, locked in the order in which the letter
    locks the latter two when it is issued."""
    semua = Pengembalian.objects.dalam_cakupan(oleh, IZIN_JAWAB)
    pengembalian = semua.select_related("kerja_sama").get(pk=pengembalian.pk)
    pemeriksaan = None
    if pengembalian.pemeriksaan_id:
        milik = Pemeriksaan.objects.milik(pengembalian.kerja_sama).select_related("kantor")
        pemeriksaan = milik.select_for_update(of=("self",)).get(pk=pengembalian.pemeriksaan_id)
    kerja_sama = (
        KerjaSama.objects.dalam_cakupan(oleh, IZIN_JAWAB)
        .select_for_update(of=("self",))
        .select_related("desa_pendaftar__induk__induk__induk")
        .get(pk=pengembalian.kerja_sama_id)
    )
    pengembalian.kerja_sama = kerja_sama
    return pengembalian, pemeriksaan, kerja_sama


def _lanjutkan(pemeriksaan, pengembalian, oleh):
    PEMERIKSAAN.jalankan("lanjutkan", pemeriksaan, oleh)
    pemeriksaan.menunggu_desa = False
    if pemeriksaan.status != StatusPemeriksaan.DITERUSKAN and not pemeriksaan.menunggu_putusan:
        catat_peristiwa(
            pemeriksaan=pemeriksaan,
            jenis=JenisPeristiwa.LANJUT,
            pada=pengembalian.dijawab_pada,
            keterangan="Desa menjawab, waktu berjalan lagi",
            oleh=oleh,
        )
    telaah.simpan(pemeriksaan, "menunggu_desa", "tenggat")


def _kabari_dijawab(pengembalian, oleh):
    kerja_sama = pengembalian.kerja_sama
    kantor = petugas_kabupaten if pengembalian.pemeriksaan_id else orang_kecamatan
    alamat = "kerja_sama_periksa", kerja_sama.id_publik
    if pengembalian.pemeriksaan_id:
        alamat = "pemeriksaan_rinci", pengembalian.pemeriksaan.id_publik
    kabari(
        kerja_sama=kerja_sama,
        penerima=[pengembalian.oleh, *kantor(kerja_sama)],
        kecuali=oleh,
        judul=f"Perbaikan dijawab: {kerja_sama.judul}",
        isi=f"{kerja_sama.desa_pendaftar.nama_lengkap} menjawab daftar perbaikan.",
        tautan=reverse(alamat[0], args=[alamat[1]]),
        penting=True,
    )


def _naskah(kerja_sama):
    """The text that is mended: the signed one of what was made here, else the first that was registered."""
    naskah = Dokumen.objects.milik(kerja_sama).filter(jenis=JenisDokumen.NASKAH).order_by("pk")
    return naskah_bertanda_tangan(kerja_sama) or naskah.first()
