"""When and where a photo says it was taken. Only this is kept of what a camera writes into it."""

from datetime import datetime
from decimal import Decimal

from PIL import ExifTags

from wilayah.berkas.rules import EXIF_RUSAK

from .isian import TAHUN_WAJAR

POLA_WAKTU = "%Y:%m:%d %H:%M:%S"


def baca_exif(gambar, zona):
    """{"waktu": moment or None, "lintang", "bujur"} of an opened PIL image; a camera writes the time of its place, in
    `zona`. Nothing it says is trusted to be well-formed."""
    asli, tempat = _bagian_exif(gambar)
    lintang = _derajat(tempat.get(ExifTags.GPS.GPSLatitude), tempat.get(ExifTags.GPS.GPSLatitudeRef), "S", 90)
    bujur = _derajat(tempat.get(ExifTags.GPS.GPSLongitude), tempat.get(ExifTags.GPS.GPSLongitudeRef), "W", 180)
    if lintang is None or bujur is None:
        lintang = bujur = None
    return {"waktu": _waktu(asli.get(ExifTags.Base.DateTimeOriginal), zona), "lintang": lintang, "bujur": bujur}


def _bagian_exif(gambar):
    """What the camera says of the picture and of the place; nothing where it can't be read."""
    try:
        exif = gambar.getexif()
        return exif.get_ifd(ExifTags.IFD.Exif), exif.get_ifd(ExifTags.IFD.GPSInfo)
    except EXIF_RUSAK:
        return {}, {}


def baca_tempat(lintang, bujur):
    """(latitude, longitude) as a phone's own reading gives them in text, or (None, None)."""
    try:
        pasang = _koordinat(Decimal(lintang), 90), _koordinat(Decimal(bujur), 180)
    except (ArithmeticError, TypeError, ValueError):
        return None, None
    return pasang if None not in pasang else (None, None)


def _waktu(tulisan, zona):
    try:
        waktu = datetime.strptime(str(tulisan).strip("\0 "), POLA_WAKTU).replace(tzinfo=zona)
    except ValueError:
        return None
    return waktu if waktu.year in TAHUN_WAJAR else None


def _derajat(nilai, arah, negatif, batas):
    try:
        d, m, s = (Decimal(str(float(n))) for n in nilai)
        hasil = d + m / 60 + s / 3600
    except (ArithmeticError, TypeError, ValueError):
        return None
    return _koordinat(-hasil if str(arah).startswith(negatif) else hasil, batas)


def _koordinat(nilai, batas):
    if not nilai.is_finite() or abs(nilai) > batas:
        return None
    return nilai.quantize(Decimal("0.00001"))
