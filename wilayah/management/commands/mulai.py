import socket

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.wsgi import get_wsgi_application
from django.db import connections
from gunicorn.app.base import BaseApplication

from siapkan import pengurai_mulai

# All of DI Yogyakarta, and the kabupaten Magelang, Klaten and Purworejo: where the demo data live.
WILAYAH_CONTOH = "34,33.08,33.10,33.06"
LANGKAH = [
    ("Basis data", "migrate", {}),
    ("Wilayah", "impor_wilayah", {"wilayah": WILAYAH_CONTOH}),
    ("Acuan: hari libur, dasar hukum, tenggat, instrumen", "muat_acuan", {}),
    ("Data contoh", "isi_contoh", {}),
    ("Berkas statis", "collectstatic", {"interactive": False}),
]
SANDI_CONTOH = "binwas-demo"
AKUN_CONTOH = [
    ("operator.34.04.16.2001", "operator Kalurahan Purwobinangun"),
    ("kades.34.04.16.2001", "lurah Purwobinangun"),
    ("kades.34.04.16.2002", "lurah pihak kedua; juga kades.34.04.16.2003, kades.34.02.08.2001"),
    ("bpd.34.04.16.2001", "BPD, hanya membaca"),
    ("kecamatan.34.04.16", "petugas kecamatan"),
    ("petugas.34.04", "petugas Kabupaten Sleman; juga petugas.34.02, petugas.33.10"),
    ("kabid.34.04", "kepala bidang, membubuhkan paraf"),
    ("kadis.34.04", "kepala dinas, menandatangani"),
    ("hukum.34.04", "Bagian Hukum, hanya membaca"),
    ("dinas.34", "dinas provinsi"),
    ("pusat", "analis Ditjen"),
    ("admin.34.04", "admin kabupaten: orang, kantor, kalender; juga admin.34 (provinsi), admin (Pusat)"),
]


class Command(BaseCommand):
    help = "Prepares the database, the regions and the demo data, then serves them. Safe to run again."

    def add_arguments(self, parser):
        pengurai_mulai(parser)

    def handle(self, *args, port, tanpa_server, nasional, **options):
        if not tanpa_server and not _port_bebas(port):
            raise CommandError(
                f"Port {port} sedang dipakai. Pilih yang lain: python3 manage.py mulai --port {port + 1}"
            )
        for nomor, (judul, perintah, pilihan) in enumerate(LANGKAH, 1):
            self.stdout.write(f"[{nomor}/{len(LANGKAH)}] {judul} …")
            self.stdout.flush()
            if nasional and perintah == "impor_wilayah":
                call_command(perintah, stdout=self.stdout)  # the whole file, with its progress
            else:
                call_command(perintah, verbosity=0, **pilihan)
        if tanpa_server:
            self.stdout.write("Semua siap. Jalankan peladen dengan: python3 manage.py mulai")
            return
        connections.close_all()  # a connection must not be shared with the workers
        Peladen(port, siap=lambda _: self._sambut(port)).run()

    def _sambut(self, port):
        akun = "\n".join(f"  {nama:<24} {siapa}" for nama, siapa in AKUN_CONTOH)
        self.stdout.write(
            f"\nBINWAS Kerja Sama Desa berjalan di {settings.BINWAS_ALAMAT}/\n\n"
            f"Akun contoh, semuanya bersandi {SANDI_CONTOH}:\n{akun}\n\n"
            f"Tekan Ctrl+C untuk berhenti."
        )
        self.stdout.flush()


class Peladen(BaseApplication):
    """gunicorn on this machine only; a proxy in front of it is for production."""

    def __init__(self, port, siap):
        self.pilihan = {
            "bind": f"127.0.0.1:{port}",
            "workers": 2,
            "threads": 4,
            "worker_class": "gthread",
            "when_ready": siap,
            "loglevel": "warning",
            "control_socket_disable": True,
        }
        super().__init__(prog="mulai")

    def load_config(self):
        for nama, nilai in self.pilihan.items():
            self.cfg.set(nama, nilai)

    def load(self):
        return get_wsgi_application()


def _port_bebas(port):
    with socket.socket() as soket:
        soket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            soket.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
