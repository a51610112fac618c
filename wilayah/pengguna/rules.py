"""Accounts without the database: names, codes, what of a number is shown."""

import hashlib
import secrets

from django.utils.text import slugify

TERLIHAT = 4
AWALAN_TAMU = "tamu"  # no account of a guest can look like that of an office
PANJANG_USUL = 40
# Crockford's base32: no I, L, O, U, so that a code survives being read over the telephone.
ABJAD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PANJANG_KODE = 20  # 100 bits
AWALAN_AKUN = {
    "analis_pusat": "pusat",
    "pimpinan_pusat": "pimpinan",
    "admin_pusat": "admin",
    "petugas_provinsi": "dinas",
    "kepala_dinas_provinsi": "kadis",
    "admin_provinsi": "admin",
    "petugas_kabupaten": "petugas",
    "pemaraf_kabupaten": "kabid",
    "kepala_dinas_kabupaten": "kadis",
    "bagian_hukum": "hukum",
    "admin_kabupaten": "admin",
    "camat": "camat",
    "petugas_kecamatan": "kecamatan",
    "kepala_desa": "kades",
    "operator_desa": "operator",
    "bpd": "bpd",
    "bkad": "bkad",
    "lembaga_desa": "lembaga",
}


def samarkan(nomor):
    """The last four digits of a NIP or NIK, enough to tell two people apart."""
    return f"••••{nomor[-TERLIHAT:]}" if nomor else ""


def usul_nama_pengguna(peran, kode, dipakai):
    """`kades.34.04.16.2001`, or `kades2.…` when that one is among `dipakai`."""
    calon, urut = f"{AWALAN_AKUN[peran]}.{kode}", 1
    while calon in dipakai:
        urut += 1
        calon = f"{AWALAN_AKUN[peran]}{urut}.{kode}"
    return calon


def usul_nama_tamu(nama, dipakai):
    """`tamu.nurul.fadhilah`, or with a number when that one is among `dipakai`."""
    dasar = ".".join([AWALAN_TAMU, *(slugify(nama) or "baru")[:PANJANG_USUL].replace("_", "-").split("-")]).strip(".")
    calon, urut = dasar, 1
    while calon in dipakai:
        urut += 1
        calon = f"{dasar}.{urut}"
    return calon


def kode_acak(panjang=PANJANG_KODE):
    return "".join(secrets.choice(ABJAD) for _ in range(panjang))


def rapikan_kode(tulisan):
    """As people copy it: small letters, spaces, hyphens; Crockford's alphabet reads O as 0 and I, L as 1."""
    rapat = "".join(tulisan.upper().replace("-", "").split())
    return rapat.translate(str.maketrans("OIL", "011"))


def hash_kode(kode):
    """What is kept of a code. It is random enough that a plain hash can't be guessed back."""
    return hashlib.sha256(rapikan_kode(kode).encode()).hexdigest()
