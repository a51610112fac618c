"""What the frame of every page shows: who is signed in with which hat, the menu, the unread count."""

from dataclasses import dataclass

from django.urls import reverse

from wilayah.cakupan.queries import punya_di_mana_saja
from wilayah.pemberitahuan.models import Pemberitahuan

from .alih import bisa_alih

JENJANG = ("pusat", "provinsi", "kabupaten", "kecamatan", "desa")
TEMA = ("terang", "gelap")


@dataclass(frozen=True)
class Butir:
    """One line of the menu: for whoever holds one of `izin` anywhere (none = everyone) on those tiers."""

    label: str
    nama_url: str
    ikon: str
    izin: tuple[str, ...] = ()
    jenjang: tuple[str, ...] = JENJANG
    bagian: str = ""
    bawah: bool = False


ATAS = ("pusat", "provinsi")  # they land on the dashboard; the others find it among the reports

MENU = (
    Butir(
        "Beranda",
        "beranda",
        "beranda",
        ("wilayah.tanggapi_pendaftaran",),
        ("desa",),
        bawah=True,
    ),
    Butir(
        "Antrean kerja",
        "antrean",
        "antrean",
        ("wilayah.teruskan_kerja_sama", "wilayah.lihat_pemeriksaan"),
        ("kecamatan", "kabupaten"),
    ),
    Butir("Dasbor", "dasbor", "grafik", ("wilayah.lihat_dasbor",), ATAS),
    Butir(
        "Kerja sama",
        "kerja_sama_daftar",
        "jabat",
        ("wilayah.lihat_kerja_sama",),
        bawah=True,
    ),
    # A BPD works there; the others read it.
    Butir("Musyawarah", "musyawarah_daftar", "tim", ("wilayah.kelola_musyawarah",), ("desa",), bawah=True),
    Butir("Musyawarah", "musyawarah_daftar", "tim", ("wilayah.lihat_dasbor",)),
    Butir(
        "Daftarkan",
        "kerja_sama_daftarkan",
        "plus",
        ("wilayah.daftarkan_kerja_sama",),
        ("desa", "kecamatan", "kabupaten"),
        bawah=True,
    ),
    Butir("Potensi", "potensi_daftar", "bumi", ("wilayah.lihat_kerja_sama",)),
    Butir("Penawaran", "penawaran_daftar", "kirim", ("wilayah.lihat_kerja_sama",), JENJANG[2:]),
    Butir("Pihak ketiga", "pihak_ketiga_daftar", "akun", ("wilayah.lihat_kerja_sama",)),
    Butir("Kewajiban", "kewajiban_daftar", "jam", ("wilayah.lihat_kerja_sama",)),
    Butir("Kawasan", "kawasan_daftar", "kunjung", ("wilayah.lihat_dasbor",)),
    Butir("Klarifikasi", "pemeriksaan_daftar", "telaah", ("wilayah.lihat_pemeriksaan",)),
    Butir("Kotak masuk", "kotak_masuk", "lonceng", bawah=True),
    Butir(
        "Surat",
        "surat_daftar",
        "surat",
        ("wilayah.lihat_kerja_sama",),
        bagian="Pelaporan",
    ),
    Butir("Dasbor", "dasbor", "grafik", ("wilayah.lihat_dasbor",), JENJANG[2:], "Pelaporan"),
    Butir(
        "Pengguna",
        "pengguna_daftar",
        "akun",
        ("wilayah.kelola_pengguna",),
        JENJANG[:3],
        "Pengelolaan",
    ),
    Butir(
        "Tinjauan akses",
        "tinjauan_akses",
        "centang",
        ("wilayah.kelola_pengguna",),
        JENJANG[:3],
        "Pengelolaan",
    ),
    Butir("Kantor", "kantor", "roda", (), JENJANG[:4], "Pengelolaan"),
    Butir("Wilayah", "wilayah_daftar", "kunjung", bagian="Rujukan"),
    Butir("Kalender", "kalender", "kalender", bagian="Rujukan"),
    Butir("Dasar hukum", "dasar_hukum", "timbang", bagian="Rujukan"),
    Butir("Alur", "alur", "alur", bagian="Rujukan"),
    Butir("Peran", "peran", "kunci", bagian="Rujukan"),
    Butir("Panduan", "panduan", "buku", bagian="Rujukan"),
)


def umum(request):
    """Context processor. Error pages are made before or without a user, so nothing here may assume one."""
    tema = request.COOKIES.get("tema", "")
    kosong = {
        "tema": tema if tema in TEMA else "",
        "topi": None,
        "topi_lain": [],
        "jenjang": "",
        "bilah_bawah": False,
        "belum_dibaca": 0,
        "menu": [],
        "jalur_wilayah": [],
        "bisa_alih": False,
        "bisa_cari": False,
    }
    pengguna = getattr(request, "user", None)
    if pengguna is None or not pengguna.is_authenticated:
        return kosong
    topi = getattr(request, "topi", None)
    jenjang = JENJANG[topi.wilayah.tingkat] if topi else ""
    belum_dibaca = Pemberitahuan.objects.milik(pengguna).belum_dibaca().count()
    return kosong | {
        "topi": topi,
        "topi_lain": [t for t in getattr(request, "topi_semua", []) if t != topi],
        "jenjang": jenjang,
        "bilah_bawah": jenjang == "desa",
        "belum_dibaca": belum_dibaca,
        "menu": _menu(request, jenjang, belum_dibaca),
        "jalur_wilayah": topi.wilayah.jalur() if topi else [],
        "bisa_alih": bisa_alih(pengguna),
        "bisa_cari": punya_di_mana_saja(pengguna, "wilayah.lihat_kerja_sama"),
    }


def _menu(request, jenjang, belum_dibaca):
    # Without a hat there is no tier, but perhaps an invitation, which `_boleh` knows.
    cocok = (b for b in MENU if not jenjang or jenjang in b.jenjang)
    baris = [_baris(b, belum_dibaca) for b in cocok if _boleh(request.user, b)]
    # «Daftarkan» lives under the path of «Kerja sama»: only the longest address that fits is the current one.
    kini = max(
        (b["url"] for b in baris if _di_bawah(request.path, b["url"])),
        key=len,
        default=None,
    )
    return [b | {"aktif": b["url"] == kini} for b in baris]


def _di_bawah(alamat, url):
    return alamat == url or (url != "/" and alamat.startswith(url))


def _boleh(pengguna, butir):
    return not butir.izin or any(punya_di_mana_saja(pengguna, izin) for izin in butir.izin)


def _baris(butir, belum_dibaca):
    return {
        "label": butir.label,
        "url": reverse(butir.nama_url),
        "ikon": butir.ikon,
        "bagian": butir.bagian,
        "bawah": butir.bawah,
        "jumlah": belum_dibaca if butir.nama_url == "kotak_masuk" else 0,
    }
