import json
from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from binwas.penilaian.services.instrumen import muat_instrumen
from wilayah.cakupan.services import selaraskan_hibah
from wilayah.jejak.services import catat
from wilayah.kalender.services import muat_hari_libur
from wilayah.models import Wilayah
from wilayah.pohon.models import KODE_PUSAT
from wilayah.pohon.services_acuan import Hitungan, muat_sebutan
from wilayah.regulasi.services import muat_aturan_tenggat, muat_dasar_hukum


class Command(BaseCommand):
    help = (
        "Loads holidays, legal bases, deadline rules, regional words and instruments, and brings the powers of "
        "existing offices to the table of roles. Safe to repeat: a second run writes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--dari", default=settings.AKAR / "fixtures", type=Path, metavar="FOLDER", help="folder of the files"
        )

    def handle(self, *args, dari, verbosity, **options):
        self.cerewet = verbosity > 0
        pusat = Wilayah.objects.filter(kode=KODE_PUSAT).first()
        if pusat is None:
            raise CommandError("Wilayah belum ada. Jalankan `manage.py impor_wilayah` lebih dahulu.")
        with transaction.atomic():
            hasil = self._muat(dari)
            if any(hitungan.ada_perubahan for hitungan in hasil.values()):
                self._catat(pusat, hasil)

    def _muat(self, dari):
        hasil = {
            "hari_libur": muat_hari_libur(isi=_baca(dari / "hari_libur.json")),
            "dasar_hukum": muat_dasar_hukum(isi=_baca(dari / "dasar_hukum.json")),
            "aturan_tenggat": muat_aturan_tenggat(daftar=_baca(dari / "aturan_tenggat.json")),
            "sebutan": muat_sebutan(daftar=_baca(dari / "sebutan.json")),
            "instrumen": self._muat_instrumen(sorted((dari / "instrumen").glob("*.json"))),
            "izin_peran": self._selaraskan_izin(),
        }
        if self.cerewet:
            for nama, h in hasil.items():
                self.stdout.write(
                    f"{nama:15} {h.baru:4} baru {h.diubah:4} diubah {h.dihapus:4} dihapus {h.sama:4} sama"
                )
        return hasil

    def _selaraskan_izin(self):
        baru, dihapus = selaraskan_hibah()
        return Hitungan(baru=baru, dihapus=dihapus)

    def _muat_instrumen(self, berkas):
        hitungan = Hitungan()
        for satu in berkas:
            try:
                akibat = muat_instrumen(isi=_baca(satu))
            except ValidationError as galat:
                raise CommandError(f"{satu.name}: {galat.messages[0]}") from galat
            setattr(hitungan, akibat, getattr(hitungan, akibat) + 1)
        return hitungan

    def _catat(self, pusat, hasil):
        catat(
            peristiwa="acuan.dimuat",
            objek=pusat,
            oleh=None,
            wilayah=pusat,
            izin_baca="wilayah.lihat_jejak",
            sesudah={nama: asdict(h) for nama, h in hasil.items() if h.ada_perubahan},
        )


def _baca(berkas):
    return json.loads(berkas.read_text(encoding="utf-8"))
