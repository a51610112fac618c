from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError

from wilayah.pohon.queries import bandingkan
from wilayah.pohon.rules import hitung_jenis
from wilayah.pohon.services_impor import (
    KATEGORI,
    BerkasDitolak,
    PerluKeputusan,
    baca_berkas,
    baca_keputusan,
    impor_wilayah,
    tulis_pertanyaan,
)

PALING_BANYAK = 20
LEBAR_BATANG = 30


class Command(BaseCommand):
    help = "Imports regions from a file made by bangun_wilayah. Never deletes; a second run writes nothing."

    def add_arguments(self, parser):
        bawaan = settings.AKAR / "fixtures" / "wilayah.csv.xz"
        parser.add_argument("berkas", nargs="?", default=bawaan, type=Path, metavar="FILE")
        parser.add_argument("--uji", action="store_true", help="check and compare only, write nothing")
        parser.add_argument("--wilayah", default="", metavar="KODE,…", help="only these codes, with all below them")
        parser.add_argument(
            "--terima",
            type=Path,
            metavar="FILE",
            help="decisions about suspicious names and codes; written for you to fill in when it is not there yet",
        )
        parser.add_argument("--oleh", default="", metavar="NAMA", help="user name of the person who decides")

    def handle(self, *args, berkas, uji, wilayah, terima, oleh, verbosity, **options):
        self.tulis = self.stdout.write if verbosity else lambda teks: None
        try:
            isi = baca_berkas(berkas, pilihan=[kode for kode in wilayah.split(",") if kode])
            self.tulis(f"{isi.dasar_hukum}: {len(isi.baris)} wilayah, berkas utuh.")
            self._jalankan(isi, terima, self._orang(oleh), uji, verbosity)
        except BerkasDitolak as galat:
            raise CommandError("\n".join([*galat.galat[:PALING_BANYAK], "Tidak ada yang ditulis."])) from galat
        except ValidationError as galat:
            raise CommandError("\n".join([*galat.messages[:PALING_BANYAK], "Tidak ada yang ditulis."])) from galat
        except PermissionDenied as galat:
            raise CommandError(f"{oleh} tidak berwenang menetapkan perubahan wilayah.") from galat
        except PerluKeputusan as galat:
            self._laporkan(galat.hasil)
            raise CommandError(_yang_perlu_diputuskan(galat.hasil, terima)) from galat

    def _orang(self, nama):
        if not nama:
            return None
        orang = get_user_model().objects.filter(username=nama, is_active=True).first()
        if orang is None:
            raise CommandError(f"Tidak ada pengguna aktif bernama {nama}.")
        return orang

    def _jalankan(self, isi, terima, oleh, uji, verbosity):
        keputusan = baca_keputusan(terima) if terima and terima.exists() else []
        if not uji:
            kemajuan = Kemajuan(self.stdout) if verbosity else lambda tingkat, sudah, dari: None
            self._laporkan(impor_wilayah(berkas=isi, terima=keputusan, oleh=oleh, kabar=kemajuan))
            return
        hasil = bandingkan(isi.baris, tanggal=isi.tanggal, cakupan=isi.cakupan, terima=keputusan)
        if hasil.mencurigakan:
            raise PerluKeputusan(hasil)
        self._laporkan(hasil)

    def _laporkan(self, hasil):
        jumlah = {nama: hitung_jenis([_baris(satu) for satu in getattr(hasil, nama)]) for nama in KATEGORI}
        self.tulis("jenis".ljust(12) + "".join(nama.replace("_", " ").rjust(14) for nama in KATEGORI))
        for jenis in jumlah["baru"]:
            self.tulis(jenis.ljust(12) + "".join(str(jumlah[nama][jenis]).rjust(14) for nama in KATEGORI))
        if hasil.lebih_baru:
            self.tulis(f"{len(hasil.lebih_baru)} wilayah sudah berubah sesudah edisi ini: tidak disentuh.")
        if hasil.dugaan:
            self.tulis(f"{len(hasil.dugaan)} wilayah baru bernama sama dengan yang hilang: lihat --terima.")
        if not hasil.ada_perubahan:
            self.tulis("Tidak ada yang berubah.")


class Kemajuan:
    """A bar on a terminal; elsewhere one line when a level is done."""

    def __init__(self, keluaran):
        self.keluaran, self.batang = keluaran, keluaran.isatty()

    def __call__(self, tingkat, sudah, dari):
        if self.batang:
            isi = "#" * (LEBAR_BATANG * sudah // dari)
            teks = f"\r{tingkat.label:16} [{isi:{LEBAR_BATANG}}] {sudah}"
            self.keluaran.write(teks, ending="\n" if sudah == dari else "")
            self.keluaran.flush()
        elif sudah == dari:
            self.keluaran.write(f"{tingkat.label}: {sudah} ditambahkan")


def _baris(satu):
    """What carries the kind: the row of the file in a pair, else the thing itself."""
    return satu[1] if isinstance(satu, tuple) and len(satu) == 2 else satu


def _yang_perlu_diputuskan(hasil, terima):
    baris = [f"{p.kode}: {p.nama_kini} → {p.nama_berkas} ({p.alasan})" for p in hasil.mencurigakan]
    lebih = [f"… dan {len(baris) - PALING_BANYAK} lagi"] if len(baris) > PALING_BANYAK else []
    return "\n".join([f"{len(baris)} hal perlu diputuskan:", *baris[:PALING_BANYAK], *lebih, _petunjuk(hasil, terima)])


def _petunjuk(hasil, terima):
    if terima is None:
        return "Tidak ada yang ditulis. Ulangi dengan --terima FILE: daftarnya ditulis ke sana untuk diisi."
    if terima.exists():
        return f"Tidak ada yang ditulis. Lengkapi {terima}: baris di atas belum terjawab di dalamnya."
    tulis_pertanyaan(terima, hasil)
    return (
        f"Tidak ada yang ditulis. Daftarnya ada di {terima}. Isi kolom «keputusan»: «nama baru» (wilayah yang sama), "
        "«wilayah lain» (kode ini kini milik wilayah lain; «asal» kode wilayah itu sekarang, kosong bila baru), atau "
        "«hilang» (benar tidak ada lagi). Lalu jalankan lagi perintah yang sama."
    )
