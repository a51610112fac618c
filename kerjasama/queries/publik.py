"""The public register: what anyone may read of agreements, field by field, and as JDIHN members exchange it."""

from django.conf import settings
from django.db.models import Count, Max, Sum
from django.urls import reverse
from django.utils import timezone

from kerjasama.enums import JenisPengakhiran, Status, StatusPengakhiran
from kerjasama.models import KerjaSama, Pengakhiran, Pihak
from kerjasama.rules.naskah import bentuk
from kerjasama.rules.publik import boleh_terbit
from wilayah.cakupan.queries import ikut
from wilayah.pohon.enums import Tingkat

from .siklus import versi_terakhir

POTONGAN = 500
HABIS = "Habis masa"


def hari_ini_publik():
    """Today where the register is kept: WIB, as for the figures of the nation."""
    return timezone.localdate()


def register():
    """Published agreements with their parties, the newest in force first."""
    terbit = KerjaSama.objects.di_register_publik()
    pihak = Pihak.objects.filter(mundur_pada__isnull=True).select_related("desa").order_by("urut")
    return (
        terbit.select_related("desa_pendaftar__induk__induk__induk")
        .defer("nilai")
        .prefetch_related(ikut("pihak", terbit, pihak, to_attr="pihak_terbit"))
        .order_by("-tanggal_mulai", "-pk")
    )


def alamat_publik(kerja_sama):
    """The whole address of its public page, as data sent elsewhere must carry it."""
    return f"{settings.BINWAS_ALAMAT}{reverse('publik_rinci', args=[kerja_sama.id_publik])}"


def keadaan(kerja_sama, hari_ini):
    return HABIS if kerja_sama.habis_masa(hari_ini) else kerja_sama.get_status_display()


def baris_publik(kerja_sama, hari_ini):
    """`{field: value}` of what is published of one row of `register`; a field that is not is absent."""
    isi = {
        "judul": kerja_sama.judul,
        "jenis": kerja_sama.nama_naskah,
        "pihak": [p.nama_saat_itu for p in kerja_sama.pihak_terbit],
        "bidang": kerja_sama.get_bidang_display(),
        "urusan": kerja_sama.get_urusan_display(),
        "keadaan": keadaan(kerja_sama, hari_ini),
        "tanggal_ditetapkan": kerja_sama.tanggal_ditetapkan,
        "mulai": kerja_sama.tanggal_mulai,
        "sampai": None if kerja_sama.tanpa_jatuh_tempo else kerja_sama.jatuh_tempo,
        "ruang_lingkup": kerja_sama.ruang_lingkup,
        "nomor": [_nomor(p) for p in kerja_sama.pihak_terbit if p.desa_id],
    }
    return {nama: nilai for nama, nilai in isi.items() if boleh_terbit(nama, kerja_sama)}


def _nomor(pihak):
    return {
        "desa": pihak.nama_saat_itu,
        "kode": pihak.kode_saat_itu,
        "nomor": pihak.nomor,
        "diundangkan": pihak.tanggal,
        "berita_desa": pihak.berita_desa,
    }


def naskah_terbit(kerja_sama):
    """The tree of the text to print, or None where there is none or it is not for everyone."""
    if not boleh_terbit("naskah", kerja_sama):
        return None
    terakhir = versi_terakhir(kerja_sama)
    return terakhir and {
        "menimbang": terakhir.isi.get("menimbang", []),
        "mengingat": terakhir.isi.get("mengingat", []),
        "bab": bentuk(terakhir.isi)["bab"],
        "sha256": terakhir.sha256,
    }


def kaitan_terbit(kerja_sama):
    """Of one published agreement what else the register holds of it, as {mengubah, diubah}: the one that it changes, or
    None, and those that change it, the oldest first; and `berakhir`, the day of its end, or None."""
    akhir = Pengakhiran.objects.milik(kerja_sama).filter(
        jenis=JenisPengakhiran.PENGAKHIRAN, status=StatusPengakhiran.DITETAPKAN
    )
    usul = akhir.first() if kerja_sama.status == Status.BERAKHIR else None
    return {
        "mengubah": register().filter(pk=kerja_sama.mengubah_id).first() if kerja_sama.mengubah_id else None,
        "diubah": list(register().filter(mengubah=kerja_sama).order_by("tanggal_mulai", "pk")),
        "berakhir": usul and usul.berlaku_pada,
    }


def tanda_perubahan():
    """A short text that changes whenever something published does: what an ETag is made of."""
    isi = KerjaSama.objects.di_register_publik().aggregate(n=Count("pk"), akhir=Max("pk"), versi=Sum("versi"))
    return f"{isi['n']}-{isi['akhir']}-{isi['versi']}-{hari_ini_publik():%Y%m%d}"


def umpan(sejak=None):
    """Records of published peraturan in the keys that JDIHN members exchange, one per village's number; `sejak`: only
    those in force from that date. What is not known stays empty: no date is made up."""
    hari_ini = hari_ini_publik()
    peraturan = register().filter(bentuk="antar_desa")
    if sejak:
        peraturan = peraturan.filter(tanggal_mulai__gte=sejak)
    for kerja_sama in peraturan.iterator(chunk_size=POTONGAN):
        for pihak in kerja_sama.pihak_terbit:
            if pihak.nomor and pihak.tanggal:
                yield _rekaman(kerja_sama, pihak, hari_ini)


def _rekaman(kerja_sama, pihak, hari_ini):
    berlaku = kerja_sama.status == Status.BERLAKU and not kerja_sama.habis_masa(hari_ini)
    tempat = pihak.nama_pendek
    return {
        "idData": f"{kerja_sama.id_publik}:{pihak.kode_saat_itu}",
        "tahun_pengundangan": str(pihak.tanggal.year),
        "tanggal_penetapan": _iso(kerja_sama.tanggal_ditetapkan),
        "tanggal_pengundangan": _iso(pihak.tanggal),
        "jenis": kerja_sama.nama_naskah,
        "noPeraturan": pihak.nomor,
        "judul": f"{kerja_sama.nama_naskah} tentang {kerja_sama.judul}",
        "noPanggil": "",
        "singkatanJenis": "PBKD",
        "tempatTerbit": tempat,
        "penerbit": f"Pemerintah {tempat}",
        "deskripsiFisik": "",
        "sumber": f"Berita Desa {pihak.berita_desa}".strip() if pihak.berita_desa else "",
        "subjek": kerja_sama.get_urusan_display(),
        "isbn": "",
        "status": "Berlaku" if berlaku else "Tidak Berlaku",
        "bahasa": "Indonesia",
        "bidangHukum": "Hukum Pemerintahan Desa",
        "teuBadan": f"Indonesia. {kerja_sama.desa_pendaftar.leluhur(Tingkat.KABUPATEN).nama}. {tempat}",
        "nomorIndukBuku": "",
        "fileDownload": "",
        "urlDownload": "",
        "abstrak": "",
        "urlAbstrak": "",
        "urlDetailPeraturan": alamat_publik(kerja_sama),
        "lokasi": tempat,
        "operasi": "4",
        "display": "1",
    }


def _iso(tanggal):
    return tanggal.isoformat() if tanggal else ""
