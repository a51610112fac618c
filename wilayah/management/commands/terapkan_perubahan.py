from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError

from wilayah.pohon.services_berkas_perubahan import BerkasSalah, baca_perubahan, nama_edisi, terapkan_perubahan

PALING_BANYAK = 20


class Command(BaseCommand):
    help = "Applies changes of the map from a file (all or nothing). A second run writes nothing."

    def add_arguments(self, parser):
        parser.add_argument("berkas", type=Path, metavar="FILE")
        parser.add_argument("--uji", action="store_true", help="try everything, write nothing")
        parser.add_argument("--oleh", default="", metavar="NAMA", help="user name of the person who decides")

    def handle(self, *args, berkas, uji, oleh, verbosity, **options):
        orang = get_user_model().objects.filter(username=oleh, is_active=True).first()
        if oleh and orang is None:
            raise CommandError(f"Tidak ada pengguna aktif bernama {oleh}.")
        kabar = self._kemajuan if verbosity else lambda sudah, dari: None
        try:
            baris = baca_perubahan(berkas)
            nama = nama_edisi(settings.AKAR / "fixtures" / "wilayah.csv.xz")
            dibuat, sudah = terapkan_perubahan(baris=baris, nama=nama, oleh=orang, uji=uji, kabar=kabar)
        except BerkasSalah as galat:
            lebih = len(galat.galat) - PALING_BANYAK
            sisa = [f"… dan {lebih} lagi"] if lebih > 0 else []
            raise CommandError("\n".join([*galat.galat[:PALING_BANYAK], *sisa, "Tidak ada yang ditulis."])) from galat
        except PermissionDenied as galat:
            raise CommandError(f"{oleh} tidak berwenang menetapkan perubahan wilayah.") from galat
        if verbosity:
            akhir = " Hanya diuji: tidak ada yang ditulis." if uji else ""
            self.stdout.write(f"{dibuat} perubahan diterapkan, {sudah} sudah ada.{akhir}")

    def _kemajuan(self, sudah, dari):
        self.stdout.write(f"{sudah} dari {dari} baris")
