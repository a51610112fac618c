import json
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from binwas.management.tolok_ukur import angka, daftar, ekspor, kueri, pembanding, permintaan, tulis
from binwas.management.tolok_ukur.basis import basis_ukur
from binwas.management.tolok_ukur.hasil import Jam
from binwas.management.tolok_ukur.pembaca import siapkan

UKURAN = {
    "cakupan": (
        kueri.ukur,
        daftar.ukur_rencana,
        daftar.ukur,
        daftar.ukur_pertumbuhan,
        angka.ukur_status,
        angka.ukur_dasbor,
        permintaan.ukur,
        ekspor.ukur,
        tulis.ukur,
        pembanding.ukur,
    )
}
KEPALA = ["ukuran", "siapa", "nilai", "target", "lulus", "waktu"]
LEBAR = (44, 15, 8, 8, 6, 0)


class Command(BaseCommand):
    help = (
        "Measures what scope costs, on a database of its own over all the regions; exits 1 where a target is missed. "
        "Each number is a ratio of two things measured in turns."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("apa", choices=sorted(UKURAN))
        parser.add_argument("--skala", type=int, default=25_000, metavar="N", help="agreements (default 25,000)")
        parser.add_argument("--putaran", type=int, default=15, metavar="N", help="fewest rounds of a comparison")
        parser.add_argument("--wilayah", default="", metavar="KODE,…", help="only these regions, with all below them")
        parser.add_argument("--simpan", type=Path, metavar="BERKAS", help="write the lines as JSON too")

    def handle(self, *args, apa, skala, putaran, wilayah, simpan, **options):
        hasil = []
        with basis_ukur(skala, wilayah, self._kabari):
            self.stdout.write(f"{connection.vendor}, {skala} kerja sama\n\n{_baris(KEPALA)}")
            medan = siapkan(Jam(putaran), skala)
            for ukur in UKURAN[apa]:
                for satu in ukur(medan):
                    hasil.append(satu)
                    self._kabari(_baris(satu.baris()))
        if simpan:
            isi = [asdict(satu) | {"lulus": satu.lulus} for satu in hasil]
            simpan.write_text(json.dumps(isi, ensure_ascii=False, indent=1), encoding="utf-8")
        if luput := [satu for satu in hasil if satu.lulus is False]:
            raise CommandError(f"{len(luput)} dari {len(hasil)} ukuran tidak mencapai target.")
        self.stdout.write(f"Semua {len(hasil)} ukuran mencapai target.")

    def _kabari(self, pesan):
        self.stdout.write(pesan)
        self.stdout.flush()


def _baris(sel):
    return "".join(f"{isi:<{lebar}}" for isi, lebar in zip(sel, LEBAR, strict=True)).rstrip()
