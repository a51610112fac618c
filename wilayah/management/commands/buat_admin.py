"""The first admin of Pusat, on a machine that has nobody yet: prints the link by which the account is opened."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from wilayah.kelola.surel import alamat_aktivasi
from wilayah.pengguna.models import Penugasan
from wilayah.pengguna.services import buat_admin_pertama
from wilayah.pohon.models import KODE_PUSAT, Wilayah


class Command(BaseCommand):
    help = "Membuat admin Pusat pertama dan mencetak tautan aktivasinya. Admin berikutnya diundang lewat halaman."

    def add_arguments(self, parser):
        parser.add_argument("username")
        parser.add_argument("--nama", required=True, help="nama lengkap orangnya")
        parser.add_argument("--sk", default="Penetapan awal sistem", help="surat yang menugaskan")
        parser.add_argument("--tambah", action="store_true", help="juga bila admin Pusat sudah ada")

    def handle(self, *args, username, nama, sk, tambah, **options):
        pusat = Wilayah.objects.filter(kode=KODE_PUSAT).first()
        if pusat is None:
            raise CommandError("Muat data wilayah dahulu: python3 manage.py impor_wilayah")
        ada = Penugasan.objects.berlaku().filter(peran="admin_pusat", pengguna__is_active=True, pengguna__contoh=False)
        if ada.exists() and not tambah:
            raise CommandError("Admin Pusat sudah ada. Undang yang lain lewat halaman Pengguna, atau pakai --tambah.")
        try:
            _, kode = buat_admin_pertama(username=username, nama=nama, wilayah=pusat, sk=sk, mulai=pusat.hari_ini())
        except ValidationError as galat:
            raise CommandError(" ".join(galat.messages)) from None
        self.stdout.write(f"Akun {username} dibuat. Buka dalam 7 hari, satu kali pakai:\n{alamat_aktivasi(kode)}")
