"""System check: can letters be printed here, and in the right typefaces? A missing typeface is replaced in
silence (Arial by DejaVu), so ask fontconfig what it would really give."""

import ctypes

from django.conf import settings
from django.core import checks

from .mesin import PAKET_SISTEM

PUSTAKA = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz.so.0", "libharfbuzz-subset.so.0")
HURUF_WAJIB = ("Liberation Sans", "Liberation Mono", "URW Bookman")
PASANG = f"sudo apt-get install --no-install-recommends {' '.join(PAKET_SISTEM)}"


def periksa_cetak(app_configs=None, **kwargs):
    hilang = [nama for nama in PUSTAKA if not _termuat(nama)]
    if hilang:
        return [
            checks.Warning(
                f"Surat belum dapat dicetak; pustaka sistem tidak ada: {', '.join(hilang)}.",
                hint=PASANG,
                id="wilayah.W001",
            )
        ]
    return [
        checks.Warning(
            f"Huruf {nama} tidak terpasang; surat akan tercetak dengan {ganti}.",
            hint=PASANG,
            id="wilayah.W002",
        )
        for nama in HURUF_WAJIB
        if (ganti := huruf_pengganti(nama)) != nama
    ]


def periksa_alamat(app_configs=None, **kwargs):
    """For production: the address is frozen into signed letters, so that a wrong one can never be mended."""
    if settings.BINWAS_ALAMAT.startswith("https://"):
        return []
    return [
        checks.Warning(
            f"Kode QR surat akan menunjuk ke {settings.BINWAS_ALAMAT}.",
            hint="Set BINWAS_ALAMAT=https://… to the public address of this installation.",
            id="wilayah.W003",
        )
    ]


def _termuat(nama):
    try:
        return bool(ctypes.CDLL(nama))
    except OSError:
        return False


def huruf_pengganti(nama: str) -> str:
    """The family that fontconfig gives when asked for `nama`."""
    try:
        fc = ctypes.CDLL("libfontconfig.so.1")
    except OSError:
        return "huruf lain"
    fc.FcNameParse.restype = fc.FcFontMatch.restype = ctypes.c_void_p
    pola = ctypes.c_void_p(fc.FcNameParse(nama.encode()))
    try:
        fc.FcConfigSubstitute(None, pola, 0)
        fc.FcDefaultSubstitute(pola)
        return _keluarga(fc, ctypes.c_void_p(fc.FcFontMatch(None, pola, ctypes.byref(ctypes.c_int()))))
    finally:
        fc.FcPatternDestroy(pola)


def _keluarga(fc, cocok) -> str:
    nilai = ctypes.c_char_p()
    try:
        galat = fc.FcPatternGetString(cocok, b"family", 0, ctypes.byref(nilai))
        return "huruf lain" if galat or not nilai.value else nilai.value.decode()
    finally:
        fc.FcPatternDestroy(cocok)
