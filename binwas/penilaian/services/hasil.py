"""The result: proposed by the officer, carried by the letter, and done when the letter is issued."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from binwas.penilaian.enums import Hasil, JenisPeristiwa
from binwas.penilaian.models import Pemeriksaan
from binwas.penilaian.queries import lembar
from binwas.penilaian.rules import pilihan_hasil
from binwas.penilaian.transitions import PEMERIKSAAN
from binwas.surat.services import susun_konsep
from kerjasama.enums import MutuData
from kerjasama.services.data import catat_mutu
from wilayah.cakupan.transisi import TindakanTertutup
from wilayah.jejak.services import kunci_kirim, selesaikan_kiriman

from .jam import catat_peristiwa
from .kabar import petugas_kabupaten
from .naskah import hal_surat, isi_surat, penerima_surat, pihak_desa
from .telaah import catat_pemeriksaan, simpan, terkunci

IZIN = "wilayah.usulkan_hasil"
JENIS_SURAT = "hasil_klarifikasi"


@transaction.atomic
def usulkan_hasil(*, pemeriksaan, hasil, alasan="", kunci, oleh):
    """Proposes the result. Sesuai, with or without notes, makes (or refills) the draft of the letter; bertentangan
    keeps its clock and waits for the bupati's Keputusan.

    Raises ValidationError for a result that this kind of review has not, or one that departs from the answers
    without a reason.
    """
    kiriman = kunci_kirim(oleh, kunci, f"usulkan {pemeriksaan.pk}")
    # A withdrawal locks the agreement and asks whether a result was proposed: of the two, one must see the other.
    pemeriksaan = terkunci(pemeriksaan, oleh, IZIN, "kerja_sama")
    if kiriman.hasil:
        return pemeriksaan
    sebelum = pemeriksaan.status
    PEMERIKSAAN.jalankan("usulkan_hasil", pemeriksaan, oleh)
    _periksa_hasil(pemeriksaan, hasil, alasan)
    pemeriksaan.hasil, pemeriksaan.alasan_hasil = hasil, alasan.strip()
    pemeriksaan.diusulkan_oleh, pemeriksaan.diusulkan_pada = oleh, timezone.now()
    if hasil != Hasil.BERTENTANGAN:
        pemeriksaan.surat = _konsep(pemeriksaan, oleh)
    simpan(pemeriksaan, "status", "hasil", "alasan_hasil", "diusulkan_oleh", "diusulkan_pada", "surat")
    selesaikan_kiriman(kiriman, pemeriksaan.id_publik)
    catat_pemeriksaan(
        "pemeriksaan.diusulkan",
        pemeriksaan,
        oleh,
        IZIN,
        sebelum,
        {"hasil": hasil, "tenggat": pemeriksaan.tenggat},
        izin_baca="wilayah.lihat_pemeriksaan",
    )
    return pemeriksaan


@transaction.atomic
def tarik_usulan(*, pemeriksaan, alasan, oleh):
    """Takes a proposed «bertentangan» back, which has no letter that could be returned: the examination goes on and
    the clock runs on. Raises ValidationError without a reason."""
    if not alasan.strip():
        raise ValidationError({"alasan": "Tulis mengapa usulan ini ditarik."})
    pemeriksaan = terkunci(pemeriksaan, oleh, IZIN)
    sebelum, hasil = pemeriksaan.status, pemeriksaan.hasil
    PEMERIKSAAN.jalankan("tarik_usulan", pemeriksaan, oleh)
    pemeriksaan.hasil = pemeriksaan.alasan_hasil = ""
    pemeriksaan.diusulkan_oleh = pemeriksaan.diusulkan_pada = None
    simpan(pemeriksaan, "status", "hasil", "alasan_hasil", "diusulkan_oleh", "diusulkan_pada")
    catat_pemeriksaan(
        "pemeriksaan.usulan_ditarik",
        pemeriksaan,
        oleh,
        IZIN,
        sebelum,
        {"usulan": hasil, "alasan": alasan.strip()},
        izin_baca="wilayah.lihat_pemeriksaan",
    )
    return pemeriksaan


def selesaikan(surat):
    """Called by the letter, in its transaction, when it is issued: the review is done and its clock stops.

    A letter signed by hand counts from the moment its scan is recorded.
    """
    pemeriksaan = _milik_surat(surat)
    _pindah("selesaikan", pemeriksaan)
    pemeriksaan.selesai_pada = surat.terbit_pada or timezone.now()
    oleh = _pelaku(surat, pemeriksaan)
    catat_peristiwa(
        pemeriksaan=pemeriksaan,
        jenis=JenisPeristiwa.HENTI,
        pada=pemeriksaan.selesai_pada,
        keterangan="Surat hasil klarifikasi terbit",
        oleh=oleh,
    )
    simpan(pemeriksaan, "status", "selesai_pada", "tenggat")
    if pemeriksaan.hasil in (Hasil.SESUAI, Hasil.SESUAI_DENGAN_CATATAN):
        catat_mutu(kerja_sama=pemeriksaan.kerja_sama, mutu=MutuData.DIKLARIFIKASI, oleh=oleh)


def kembali_ditelaah(surat):
    """Called by the letter when its draft is sent back: the review is examined anew, the clock runs on."""
    pemeriksaan = _milik_surat(surat)
    _pindah("kembali_ditelaah", pemeriksaan)
    simpan(pemeriksaan, "status")


def _periksa_hasil(pemeriksaan, hasil, alasan):
    if hasil not in pilihan_hasil(pemeriksaan.jenis):
        raise ValidationError({"hasil": "Pilih hasil yang tersedia."})
    awal = lembar(pemeriksaan).hasil_awal(pemeriksaan.jenis)
    if hasil != awal and not alasan.strip():
        label = Hasil(awal).label.lower()
        raise ValidationError({"alasan": f"Jawaban instrumen mengarah ke «{label}». Tulis alasan memilih hasil lain."})
    if hasil == Hasil.BERTENTANGAN and pemeriksaan.surat_id:
        raise ValidationError(
            {"hasil": "Konsep surat hasil klarifikasi sudah ada. Hasil bertentangan memerlukan Keputusan Bupati."}
        )


def _konsep(pemeriksaan, oleh):
    """A draft that came back is filled anew; after a voided number another letter is made."""
    kerja_sama = pemeriksaan.kerja_sama
    pihak = pihak_desa(kerja_sama)
    return susun_konsep(
        jenis=JENIS_SURAT,
        kantor=pemeriksaan.kantor,
        kerja_sama=kerja_sama,
        hal=hal_surat(kerja_sama, pihak),
        isi=isi_surat(pemeriksaan),
        penerima=penerima_surat(pemeriksaan, pihak),
        oleh=oleh,
        surat=pemeriksaan.surat,
    )


def _milik_surat(surat):
    """The review whose letter this is; the letter was locked by its own service."""
    return (
        Pemeriksaan.objects.milik(surat)
        .select_for_update(of=("self",))
        .select_related("kerja_sama__desa_pendaftar", "kantor", "diusulkan_oleh")
        .get()
    )


def _pelaku(surat, pemeriksaan):
    """The signer; where the signer's office has ended before a scan came in, whoever still answers for the file."""
    kerja_sama = pemeriksaan.kerja_sama
    calon = (surat.penanda_tangan, pemeriksaan.diusulkan_oleh, *petugas_kabupaten(kerja_sama))
    return next(p for p in calon if p and p.has_perm("wilayah.lihat_kerja_sama", kerja_sama))


def _pindah(nama, pemeriksaan):
    """The power was proved on the letter; here only state and gates are asked."""
    if alasan := PEMERIKSAAN.alasan_tertutup(nama, pemeriksaan, None):
        raise TindakanTertutup(alasan)
    pemeriksaan.status = PEMERIKSAAN[nama].ke
