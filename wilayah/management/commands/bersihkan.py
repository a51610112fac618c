from django.core.management.base import BaseCommand

from wilayah.jejak.services import bersihkan_kunci_kirim
from wilayah.pengguna.services.bersihkan import bersihkan_masuk


class Command(BaseCommand):
    help = "Deletes expired sessions, old links, failed sign-ins and submit keys. Safe at any time; run it daily."

    def handle(self, *args, **options):
        jumlah = bersihkan_masuk() | {"kunci kirim": bersihkan_kunci_kirim()}
        for nama, berapa in jumlah.items():
            self.stdout.write(f"{nama}: {berapa} dihapus")
