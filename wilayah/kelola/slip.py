"""Slips to cut and hand out, eight to a sheet: where to go, with what code, until when."""

from django.conf import settings
from django.urls import reverse

from wilayah.cetak.mesin import Tepi, cetak_pdf
from wilayah.pengguna.services.akun import MASA_SLIP

from .surel import alamat_aktivasi

PER_LEMBAR = 8
TEPI_SLIP = Tepi(atas=8, bawah=8, kiri=8, kanan=8)


def cetak_slip(siap):
    """The PDF for `[(assignment, code)]`."""
    slip = [_slip(tugas, kode) for tugas, kode in siap]
    konteks = {
        "lembar": _bagi(slip, PER_LEMBAR),
        "alamat": f"{settings.BINWAS_ALAMAT}{reverse('ketik_kode')}",
        "hari": MASA_SLIP.days,
    }
    return cetak_pdf("cetak/slip.html", konteks, tepi=TEPI_SLIP)


def _slip(tugas, kode):
    return {
        "jabatan": tugas.jabatan,
        "wilayah": tugas.wilayah.nama_lengkap,
        "kode_wilayah": tugas.wilayah.kode,
        "username": tugas.pengguna.username,
        "kode": "-".join(kode[i : i + 4] for i in range(0, len(kode), 4)),
        "alamat": alamat_aktivasi(kode),
    }


def _bagi(daftar, banyak):
    return [daftar[i : i + banyak] for i in range(0, len(daftar), banyak)]
