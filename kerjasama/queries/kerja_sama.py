"""Questions about one agreement: who may answer, correct or read what of it, and which offices handle it."""

from kerjasama.enums import MutuData, Status
from kerjasama.models import KerjaSama, Pihak
from kerjasama.rules.klarifikasi import alasan_klarifikasi_tertutup
from wilayah.cakupan.queries import meliputi, semua_simpul, undangan
from wilayah.pengguna.models import SakelarKantor
from wilayah.pengguna.queries import sakelar
from wilayah.pohon.enums import Tingkat

from .sekali import sekali

LIHAT = "wilayah.lihat_kerja_sama"


def pihak_penanggap(user, kerja_sama):
    """The parties of an agreement for which `user` may answer its registration.

    The registering desa answered by registering, unless an officer did it on its behalf.
    """
    pihak = Pihak.objects.dalam_cakupan(user, "wilayah.tanggapi_pendaftaran").filter(kerja_sama=kerja_sama)
    if kerja_sama.disusun:  # nobody registered it: its parties made it together
        return pihak.none()
    return pihak if kerja_sama.atas_nama else pihak.exclude(desa_id=kerja_sama.desa_pendaftar_id)


def boleh_membaca_alasan(user, pihak):
    """Whether `user` may read why a party objects: the parties, their kecamatan and kabupaten, not the tiers above."""
    dekat = [s for s in semua_simpul(user).get("lihat_kerja_sama", []) if s.tingkat >= Tingkat.KABUPATEN]
    return any(meliputi(s, p.desa.kode) for s in dekat for p in pihak if p.desa_id)


def hanya_diundang(user, kerja_sama):
    """Whether `user`, who sees the agreement, sees it by an invitation alone: what the offices and the parties write
    to one another (returns, objections, receipts, the trail) is not for them."""
    if kerja_sama.pk not in undangan(user, LIHAT):
        return False
    return not KerjaSama.objects.lewat_penugasan(user, LIHAT).filter(pk=kerja_sama.pk).exists()


@sekali
def boleh_mengubah_data(user, kerja_sama):
    """Whether `user` may correct the data of the agreement or withdraw its registration.

    The registrar until the kecamatan has forwarded it (or marked it checked); afterwards the kabupaten's officer. While
    an agreement is being made here, its own stages change it.
    """
    if kerja_sama.status == Status.DITARIK or (kerja_sama.disusun and kerja_sama.disampaikan_pada is None):
        return False
    if sudah_diteruskan(kerja_sama):
        return user.has_perm("wilayah.telaah_kerja_sama", kerja_sama)
    if not user.has_perm("wilayah.daftarkan_kerja_sama", kerja_sama):
        return False
    return kerja_sama.didaftarkan_oleh_id == user.pk or user.has_perm(
        "wilayah.tanggapi_pendaftaran", kerja_sama.desa_pendaftar
    )


def sudah_diteruskan(kerja_sama):
    return kerja_sama.mutu_data != MutuData.BELUM_DIPERIKSA


def kantor_penangani(kerja_sama):
    """The kabupaten that handles an agreement: that of the registering desa."""
    return kerja_sama.desa_pendaftar.leluhur(Tingkat.KABUPATEN)


def kecamatan_penangani(kerja_sama):
    return kerja_sama.desa_pendaftar.leluhur(Tingkat.KECAMATAN)


@sekali
def sakelar_klarifikasi(kerja_sama):
    """The kabupaten's choice in force today, with the basis it cites; None when it made none."""
    kantor = kantor_penangani(kerja_sama)
    return sakelar(kantor, SakelarKantor.Kunci.KLARIFIKASI, kantor.hari_ini())


def klarifikasi_tertutup(kerja_sama):
    """Why klarifikasi is closed for the agreement today, or ""."""
    pilihan = sakelar_klarifikasi(kerja_sama)
    return alasan_klarifikasi_tertutup(
        pbkd=kerja_sama.adalah_pbkd,
        lintas_kabupaten=kerja_sama.lintas_kabupaten,
        nyala=pilihan is not None and pilihan.nyala,
        dasar=pilihan.dasar if pilihan else "",
    )
