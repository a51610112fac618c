"""Number, signature and issue. The number is taken, the bytes are rendered and stored, and the letter goes out in one
transaction: whatever stops it in between leaves no number and no letter."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from wilayah.berkas.rules import PDF, periksa_unggahan
from wilayah.berkas.services import gabung_foto, simpan_berkas
from wilayah.jejak.services import kunci_kirim, selesaikan_kiriman
from wilayah.pemberitahuan.services import beri_tahu

from .. import queries
from ..enums import CaraTandaTangan, StatusSurat
from ..kinds import jenis_surat
from ..models import Surat
from ..rules import jabatan_dicetak
from ..transitions import KELOLA, TABEL, TTD
from .cetakan import cetak
from .kunci import catat_surat, kunci_surat, tautan
from .nomor import bubuhi_nomor

LIHAT = "wilayah.lihat_kerja_sama"


@transaction.atomic
def tandatangani_surat(*, surat, sandi, kunci, oleh):
    """The «simple electronic» signature: the password is asked again, and number, QR, signer, time and SHA-256 are
    fixed in one act with the issue. Raises ValidationError at `sandi` when it is wrong; nothing is done then."""
    if not oleh.check_password(sandi):
        raise ValidationError({"sandi": "Kata sandi tidak cocok. Surat belum ditandatangani."})
    kiriman = kunci_kirim(oleh, kunci, f"tandatangani {surat.pk}")
    if kiriman.hasil:
        return _hasil(kiriman, oleh, TTD)
    surat = kunci_surat(surat, oleh, TTD)
    TABEL.jalankan("tandatangani_surat", surat, oleh)
    aturan = queries.aturan_surat(surat)
    _tetapkan_penanda(surat, aturan, queries.penugasan_kantor(surat, oleh, aturan.peran_penanda))
    surat.cara, surat.ditandatangani_pada = CaraTandaTangan.ELEKTRONIK, timezone.now()
    bubuhi_nomor(surat, queries.profil_kantor(surat))
    surat.berkas = _simpan(cetak(surat), surat, oleh)
    selesaikan_kiriman(kiriman, surat.id_publik)
    return _terbitkan(surat, oleh, TTD)


@transaction.atomic
def cetak_basah(*, surat, kunci, oleh):
    """Takes the number and stores the print that waits for a pen: it carries a bar code and nothing to verify yet."""
    kiriman = kunci_kirim(oleh, kunci, f"cetak_basah {surat.pk}")
    if kiriman.hasil:
        return _hasil(kiriman, oleh, KELOLA)
    surat = kunci_surat(surat, oleh, KELOLA)
    TABEL.jalankan("cetak_basah", surat, oleh)
    aturan = queries.aturan_surat(surat)
    _tetapkan_penanda(surat, aturan, queries.calon_penanda(surat, aturan))
    surat.cara = CaraTandaTangan.BASAH
    bubuhi_nomor(surat, queries.profil_kantor(surat))
    surat.cetakan = _simpan(cetak(surat), surat, oleh)
    surat.save()
    selesaikan_kiriman(kiriman, surat.id_publik)
    catat_surat("surat.bernomor", surat, oleh, KELOLA, sesudah={"nomor": surat.nomor, "status": surat.status})
    return surat


@transaction.atomic
def unggah_pindaian(*, surat, isi, nama, oleh):
    """Issues a letter signed by hand: its scan is the stored original from now on. A photo becomes a PDF.

    Raises ValidationError when the file can't be used.
    """
    jenis_media = periksa_unggahan(isi, nama)
    surat = kunci_surat(surat, oleh, KELOLA)
    TABEL.jalankan("unggah_pindaian", surat, oleh)
    surat.berkas = _simpan(isi if jenis_media == PDF else gabung_foto([isi]), surat, oleh)
    return _terbitkan(surat, oleh, KELOLA)


@transaction.atomic
def batalkan_nomor(*, surat, alasan, oleh):
    """Voids the number of a print that was never signed. It stays on record with the reason and is not given again."""
    if not alasan.strip():
        raise ValidationError({"alasan": "Tulis mengapa nomor ini tidak dipakai."})
    surat = kunci_surat(surat, oleh, KELOLA)
    TABEL.jalankan("batalkan_nomor", surat, oleh)
    surat.alasan_kembali = alasan.strip()
    surat.save(update_fields=["status", "alasan_kembali"])
    jenis_surat(surat.jenis).saat_kembali(surat)
    catat_surat(
        "surat.batal_nomor",
        surat,
        oleh,
        KELOLA,
        sesudah={"nomor": surat.nomor, "alasan": surat.alasan_kembali},
    )
    return surat


def _hasil(kiriman, oleh, izin):
    return Surat.objects.dalam_cakupan(oleh, izin).get(id_publik=kiriman.hasil)


def _tetapkan_penanda(surat, aturan, tugas):
    surat.penanda_tangan, surat.penugasan_penanda = tugas.pengguna, tugas
    surat.a_n, surat.jabatan_penanda = jabatan_dicetak(aturan.a_n, aturan.jabatan, tugas)


def _penanda_menjabat(surat):
    """Whose name the scan carries learns what was issued under it."""
    return [p for p in [surat.penanda_tangan] if p.has_perm("wilayah.lihat_konsep_surat", surat)]


def _simpan(isi, surat, oleh):
    nama = f"Surat {surat.nomor.replace('/', '-')}.pdf"
    return simpan_berkas(isi=isi, nama=nama, jenis_media=PDF, oleh=oleh)


def _terbitkan(surat, oleh, izin):
    """Issues and, where every addressee's office has an account, delivers: there is no button to send."""
    surat.terbit_pada = timezone.now()
    if not queries.belum_terjangkau(surat).exists():
        surat.status = StatusSurat.DISAMPAIKAN
    surat.save()
    jenis_surat(surat.jenis).saat_terbit(surat)
    beri_tahu(
        penerima=(*queries.yang_diberi_tahu(surat), *_penanda_menjabat(surat)),
        kecuali=oleh,
        judul=f"Surat terbit: {surat.hal}",
        isi=f"Nomor {surat.nomor}, {surat.kantor.nama_lengkap}.",
        tautan=tautan(surat),
    )
    sesudah = {
        "nomor": surat.nomor,
        "status": surat.status,
        "cara": surat.cara,
        "sha256": surat.berkas.sha256,
    }
    catat_surat("surat.terbit", surat, oleh, izin, izin_baca=LIHAT, sesudah=sesudah)
    return surat
