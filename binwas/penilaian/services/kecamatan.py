"""What the kecamatan does with a registered agreement: it goes on to the kabupaten, or is checked here and done."""

from django.db import transaction
from django.urls import reverse

from binwas.penilaian.enums import JenisPemeriksaan, StatusPemeriksaan
from binwas.penilaian.models import Pemeriksaan
from binwas.penilaian.transitions import KECAMATAN
from kerjasama.enums import MutuData
from kerjasama.models import KerjaSama
from kerjasama.queries.kerja_sama import kantor_penangani, kecamatan_penangani
from kerjasama.services.data import catat_mutu
from wilayah.jejak.services import catat, kunci_kirim, selesaikan_kiriman

from .kabar import kabari, pendaftar, petugas_kabupaten

IZIN = "wilayah.teruskan_kerja_sama"


@transaction.atomic
def teruskan_ke_kabupaten(*, kerja_sama, catatan="", kunci, oleh):
    """Sends a checked PBKD on to the kabupaten. A second submit with the same key gives back the same review."""
    kiriman = kunci_kirim(oleh, kunci, f"teruskan {kerja_sama.pk}")
    if kiriman.hasil:
        return Pemeriksaan.objects.dalam_cakupan(oleh, IZIN).get(id_publik=kiriman.hasil)
    kerja_sama = terkunci(kerja_sama, oleh)
    KECAMATAN.jalankan("teruskan_ke_kabupaten", kerja_sama, oleh)
    pemeriksaan = Pemeriksaan.objects.create(
        kerja_sama=kerja_sama,
        jenis=JenisPemeriksaan.KLARIFIKASI,
        status=StatusPemeriksaan.DITERUSKAN,
        kantor=kantor_penangani(kerja_sama),
        kecamatan=kecamatan_penangani(kerja_sama),
        diteruskan_oleh=oleh,
        catatan_kecamatan=catatan.strip(),
    )
    catat_mutu(kerja_sama=kerja_sama, mutu=MutuData.DIPERIKSA_KECAMATAN, oleh=oleh)
    selesaikan_kiriman(kiriman, pemeriksaan.id_publik)
    _kabari_diteruskan(pemeriksaan, oleh)
    catat(
        peristiwa="pemeriksaan.diteruskan",
        objek=pemeriksaan,
        pokok=kerja_sama,
        oleh=oleh,
        wilayah=kerja_sama.desa_pendaftar,
        izin=IZIN,
        sebelum={"mutu_data": MutuData.BELUM_DIPERIKSA},
        sesudah={"mutu_data": MutuData.DIPERIKSA_KECAMATAN, "status": pemeriksaan.status},
    )
    return pemeriksaan


@transaction.atomic
def tandai_diperiksa(*, kerja_sama, oleh):
    """Closes the kecamatan's check of an agreement for which klarifikasi is closed."""
    kerja_sama = terkunci(kerja_sama, oleh)
    KECAMATAN.jalankan("tandai_diperiksa", kerja_sama, oleh)
    catat_mutu(kerja_sama=kerja_sama, mutu=MutuData.DIPERIKSA_KECAMATAN, oleh=oleh)
    kabari(
        kerja_sama=kerja_sama,
        penerima=pendaftar(kerja_sama),
        kecuali=oleh,
        judul=f"Sudah diperiksa kecamatan: {kerja_sama.judul}",
        isi="Data kerja sama cocok dengan naskahnya.",
    )
    catat(
        peristiwa="kerja_sama.diperiksa_kecamatan",
        objek=kerja_sama,
        oleh=oleh,
        wilayah=kerja_sama.desa_pendaftar,
        izin=IZIN,
        sebelum={"mutu_data": MutuData.BELUM_DIPERIKSA},
        sesudah={"mutu_data": MutuData.DIPERIKSA_KECAMATAN},
    )
    return kerja_sama


def terkunci(kerja_sama, oleh):
    """The agreement as it stands now, locked, if the handling kecamatan is the person's."""
    baris = KerjaSama.objects.dalam_cakupan(oleh, IZIN).select_for_update(of=("self",))
    return baris.get(pk=kerja_sama.pk)


def _kabari_diteruskan(pemeriksaan, oleh):
    kerja_sama = pemeriksaan.kerja_sama
    kabari(
        kerja_sama=kerja_sama,
        penerima=petugas_kabupaten(kerja_sama),
        kecuali=oleh,
        judul=f"Berkas baru untuk klarifikasi: {kerja_sama.judul}",
        isi=f"Diteruskan {pemeriksaan.kecamatan.nama_lengkap}. Periksa kelengkapannya lalu catat lengkap.",
        tautan=reverse("pemeriksaan_rinci", args=[pemeriksaan.id_publik]),
        penting=True,
    )
    kabari(
        kerja_sama=kerja_sama,
        penerima=pendaftar(kerja_sama),
        kecuali=oleh,
        judul=f"Diteruskan ke kabupaten: {kerja_sama.judul}",
        isi=f"{pemeriksaan.kecamatan.nama_lengkap} sudah memeriksa data dan meneruskannya ke {pemeriksaan.kantor}.",
    )
