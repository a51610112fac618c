from django.core.management.base import BaseCommand

from wilayah.tampilan.panduan import ALUR

KOLOM = {"label": "Tindakan", "dari": "Dari", "ke": "Ke", "peran": "Oleh", "jam": "Waktu", "dasar": "Dasar hukum"}


class Command(BaseCommand):
    help = "Prints every declared change of state as Markdown, from the tables that run it: the page «Alur» on paper."
    requires_system_checks = []

    def handle(self, *args, **options):
        for tabel in ALUR:
            self.stdout.write(f"## {tabel.nama}\n")
            self.stdout.write(_baris(KOLOM.values()))
            self.stdout.write(_baris("---" for _ in KOLOM))
            for baris in tabel.baris():
                self.stdout.write(_baris(baris[kolom] for kolom in KOLOM))
            self.stdout.write("")


def _baris(sel):
    return f"| {' | '.join(str(isi).replace('|', '/') for isi in sel)} |"
