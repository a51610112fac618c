"""Helping a person back in: the lock after wrong passwords, and a second factor whose telephone is lost."""

from django.contrib import messages

from wilayah.pengguna.services.kode_kedua import atur_ulang_kode_kedua
from wilayah.pengguna.services.masuk import buka_kunci_masuk

from .orang import TindakanPengguna


class BukaKunci(TindakanPengguna):
    def lakukan(self):
        buka_kunci_masuk(pengguna=self.orang, oleh=self.request.user)
        messages.success(self.request, f"Kunci dibuka. {self.orang.nama} dapat mencoba masuk lagi.")


class AturUlangKode(TindakanPengguna):
    def lakukan(self):
        atur_ulang_kode_kedua(pengguna=self.orang, oleh=self.request.user)
        messages.success(self.request, f"Kode kedua {self.orang.nama} dilepas. Semua sesinya berakhir.")
