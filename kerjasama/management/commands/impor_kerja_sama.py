from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from kerjasama.queries.pihak_ketiga import DAFTAR
from kerjasama.services.impor import jalankan_impor, mulai_impor
from kerjasama.services.lembar_impor import Pembaca
from wilayah.cakupan.roles import PERAN, kodenama
from wilayah.pengguna.queries import pemegang
from wilayah.pohon.models import Wilayah

PENDAFTAR = [kunci for kunci, peran in PERAN.items() if kodenama(DAFTAR) in peran.izin]


class Command(BaseCommand):
    help = "Brings old agreements in from a spreadsheet of a kabupaten. A second run adds nothing."

    def add_arguments(self, parser):
        parser.add_argument("berkas", type=Path, metavar="FILE")
        parser.add_argument("--uji", action="store_true", help="look only, write no agreement")
        parser.add_argument("--kantor", default="", metavar="KODE", help="the kabupaten; else that of the template")
        parser.add_argument("--pindaian", type=Path, metavar="ZIP", help="scans, matched by their file names")
        parser.add_argument("--sekaligus", action="store_true", help="all rows or none, in one transaction")
        parser.add_argument("--oleh", default="", metavar="NAMA", help="user name of the registrar; else the first one")

    def handle(self, *args, berkas, uji, kantor, pindaian, sekaligus, oleh, verbosity, **options):
        self.tulis = self.stdout.write if verbosity else lambda teks: None
        try:
            with berkas.open("rb") as lembar:
                wilayah = self._kantor(kantor, lembar)
                orang = self._orang(oleh, wilayah)
                impor = self._mulai(wilayah, lembar, berkas.name, pindaian, orang, uji=uji, sekaligus=sekaligus)
            impor = jalankan_impor(impor=impor, oleh=orang, kabar=self._kabar)
        except OSError as galat:
            raise CommandError(f"{berkas}: {galat.strerror}.") from galat
        except ValidationError as galat:
            raise CommandError("\n".join(galat.messages)) from galat
        except PermissionDenied as galat:
            raise CommandError(f"{orang} tidak berwenang mendaftarkan kerja sama di {wilayah}.") from galat
        self._tutup(impor, berkas, uji)

    def _kantor(self, kode, lembar):
        if not kode:
            with Pembaca(lembar) as pembaca:
                kode = pembaca.kode_kantor()
        wilayah = Wilayah.objects.select_related("induk__induk").filter(kode=kode).first()
        if wilayah is None:
            raise CommandError(f"Kabupaten {kode or '(tidak disebut)'} tidak ada. Sebutkan dengan --kantor KODE.")
        return wilayah

    def _orang(self, nama, wilayah):
        if nama:
            orang = get_user_model().objects.filter(username=nama, is_active=True).first()
            if orang is None:
                raise CommandError(f"Tidak ada pengguna aktif bernama {nama}.")
            return orang
        calon = pemegang(wilayah_ids=[wilayah.pk], peran=PENDAFTAR)
        if not calon:
            raise CommandError(f"Belum ada petugas {wilayah} yang dapat mendaftarkan. Sebutkan dengan --oleh NAMA.")
        return min(calon, key=lambda o: o.pk)

    def _mulai(self, wilayah, lembar, nama, pindaian, orang, **lain):
        isi = {"kantor": wilayah, "lembar": lembar, "nama": nama, "oleh": orang}
        if pindaian is None:
            return mulai_impor(**isi, **lain)
        with pindaian.open("rb") as arsip, transaction.atomic():
            return mulai_impor(**isi, pindaian=(arsip, pindaian.name), **lain)

    def _kabar(self, impor):
        self.tulis(f"{impor.terbaca} dari {impor.jumlah_baris} baris")

    def _tutup(self, impor, berkas, uji):
        salinan = berkas.with_name(f"{berkas.stem}-hasil.xlsx")
        with impor.hasil.buka() as asal, salinan.open("wb") as tujuan:
            while potong := asal.read(1024 * 1024):
                tujuan.write(potong)
        self.tulis(f"{'Akan masuk' if uji else 'Masuk'}: {impor.masuk}. Sudah ada: {impor.sudah_ada}. ")
        self.tulis(f"Ditolak: {impor.ditolak}. Hasil per baris: {salinan}")
