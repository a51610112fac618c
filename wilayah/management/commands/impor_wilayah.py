from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from wilayah.pohon.queries import bandingkan
from wilayah.pohon.rules import hitung_jenis
from wilayah.pohon.services_impor import BerkasDitolak, NamaBerubah, baca_berkas, impor_wilayah

PALING_BANYAK = 20


class Command(BaseCommand):
    help = "Imports regions from a file made by bangun_wilayah. Never deletes; a second run writes nothing."

    def add_arguments(self, parser):
        bawaan = settings.AKAR / "fixtures" / "wilayah.csv.xz"
        parser.add_argument("berkas", nargs="?", default=bawaan, type=Path, metavar="BERKAS")
        parser.add_argument("--uji", action="store_true", help="check and compare only, write nothing")
        parser.add_argument("--wilayah", default="", metavar="KODE,…", help="only these codes, with all below them")
        parser.add_argument("--terima-nama", action="store_true", help="take over names that differ")

    def handle(self, *args, berkas, uji, wilayah, terima_nama, verbosity, **options):
        self.tulis = self.stdout.write if verbosity else lambda teks: None
        try:
            isi = baca_berkas(berkas, pilihan=[kode for kode in wilayah.split(",") if kode])
            self.tulis(f"{isi.dasar_hukum}: {len(isi.baris)} wilayah, berkas utuh.")
            if uji:
                hasil = bandingkan(isi.baris)
            else:
                hasil = impor_wilayah(berkas=isi, terima_nama=terima_nama, kabar=self.tulis)
        except BerkasDitolak as galat:
            raise CommandError("\n".join([*galat.galat[:PALING_BANYAK], "Tidak ada yang ditulis."])) from galat
        except NamaBerubah as galat:
            raise CommandError(_daftar_nama(galat.ganti_nama)) from galat
        self._laporkan(hasil)

    def _laporkan(self, hasil):
        baru, sama = hitung_jenis(hasil.baru), hitung_jenis(hasil.sama)
        ganti = hitung_jenis([baris for _, baris in hasil.ganti_nama])
        self.tulis(f"{'jenis':12}{'baru':>8}{'sama':>8}{'ganti nama':>12}")
        for jenis in baru:
            self.tulis(f"{jenis:12}{baru[jenis]:8}{sama[jenis]:8}{ganti[jenis]:12}")
        if hasil.tidak_aktif:
            self.tulis(f"{hasil.tidak_aktif} wilayah dalam berkas sudah tidak aktif di sini: tidak diubah.")
        if hasil.hilang:
            self.tulis(f"{hasil.hilang} wilayah aktif tidak ada dalam berkas: tidak diubah.")


def _daftar_nama(ganti_nama):
    baris = [f"{lama.kode}: {lama.nama} → {baru.nama}" for lama, baru in ganti_nama]
    lebih = [f"… dan {len(baris) - PALING_BANYAK} lagi"] if len(baris) > PALING_BANYAK else []
    return "\n".join(
        [
            f"{len(baris)} wilayah berganti nama:",
            *baris[:PALING_BANYAK],
            *lebih,
            "Tidak ada yang ditulis. Periksa daftar ini, lalu ulangi dengan --terima-nama.",
        ]
    )
