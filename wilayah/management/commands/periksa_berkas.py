"""`manage.py periksa_berkas`: exit 0 when each stored file is what was written, else 1 and the names."""

from django.core.management.base import BaseCommand, CommandError

from wilayah.berkas.models import Berkas
from wilayah.berkas.queries import berkas_rusak, berkas_yatim


class Command(BaseCommand):
    help = "Memeriksa isi setiap berkas tersimpan terhadap SHA-256 yang tercatat."

    def handle(self, *args, **options):
        rusak = 0
        for berkas in berkas_rusak():
            rusak += 1
            self.stderr.write(f"RUSAK {berkas.id_publik} {berkas.nama_asli} ({berkas.lokasi})")
        for lokasi in berkas_yatim():
            self.stdout.write(f"Tanpa pemilik, tidak berbahaya: {lokasi}")
        if rusak:
            raise CommandError(f"{rusak} berkas hilang atau berubah.", returncode=1)
        self.stdout.write(f"{Berkas.objects.count()} berkas diperiksa, semuanya utuh.")
