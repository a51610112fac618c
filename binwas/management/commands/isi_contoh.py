import json

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from binwas.management.contoh import skala as berskala
from binwas.management.contoh.cerita import Cerita, kosong
from binwas.management.contoh.jalannya import WIB, jalankan
from binwas.management.contoh.orang import Orang
from binwas.management.contoh.siklus import CeritaSiklus, cerita_siklus
from wilayah.pengguna.models import Pengguna
from wilayah.pohon.models import Wilayah

BERKAS = settings.AKAR / "fixtures" / "contoh" / "kerja_sama.json"


class Command(BaseCommand):
    help = (
        "Makes the demo data by calling the services under a moved clock; does nothing where there are agreements. "
        "With --skala: many made-up agreements over all the regions that are loaded, written directly."
    )

    def add_arguments(self, parser):
        parser.add_argument("--skala", type=int, metavar="N", help="N agreements, for measuring")

    def handle(self, *args, skala=None, **options):
        if skala is not None:
            self._skala(skala)
            return
        if not kosong():
            self.stdout.write("Data contoh sudah ada.")
            return
        if Pengguna.objects.exists():
            raise CommandError("Sudah ada pengguna tetapi belum ada kerja sama: data contoh tidak dicampur.")
        daftar = json.loads(BERKAS.read_text(encoding="utf-8"))
        siklus = cerita_siklus()
        desa = {p["desa"] for isi in daftar for p in isi["pihak"]} | {kode for isi in siklus for kode in isi["desa"]}
        if hilang := desa - set(Wilayah.objects.filter(kode__in=desa).values_list("kode", flat=True)):
            raise CommandError(f"Wilayah belum dimuat: {', '.join(sorted(hilang))}. Jalankan impor_wilayah.")
        orang = Orang(self._kabari)
        orang.siapkan(desa | {"34.04.16.2001", "34.04.16.2002", "34.04.16.2003", "34.02.08.2001"})
        hari_ini = timezone.localdate(timezone=WIB)
        cerita = [Cerita(isi, orang, hari_ini, urut).jalan() for urut, isi in enumerate(daftar)]
        cerita += [CeritaSiklus(isi, orang, hari_ini, urut).jalan() for urut, isi in enumerate(siklus)]
        jalankan(cerita, lambda n, jumlah: self._kabari(f"{n} dari {jumlah} kerja sama") if n % 10 == 0 else None)

    def _skala(self, banyak):
        try:
            berskala.isi(banyak, self._kabari)
        except berskala.TidakKosong as galat:
            raise CommandError(str(galat)) from galat
        call_command("periksa_cakupan", stdout=self.stdout)

    def _kabari(self, pesan):
        self.stdout.write(f"  {pesan}")
        self.stdout.flush()
