"""How many queries, which no machine changes."""

from kerjasama.models import KerjaSama
from kerjasama.queries.angka import jumlah_per_status

from .angka import rekam
from .daftar import halaman
from .hasil import Hasil
from .pembaca import LIHAT, Pembaca

HAK = "wilayah.telaah_kerja_sama"
BANYAK_BARIS = 1000


def ukur(medan):
    for pembaca in medan.pembaca.values():
        yield Hasil("kueri: hibah, baris, jumlah", pembaca.nama, _permintaan(pembaca, medan.hari_ini), ("=", 3))
    for pembaca in medan.pembaca.values():
        satu = KerjaSama.objects.dalam_cakupan(pembaca.user, LIHAT).order_by("pk").first()
        banyak = len(rekam(lambda p=pembaca, satu=satu: p.user.has_perm(LIHAT, satu)))
        yield Hasil("kueri: has_perm, hibah teringat", pembaca.nama, banyak, ("=", 0 if pembaca.di_pusat else 1))
    yield from _hak_sehalaman(medan.pembaca["kabupaten"])


def _permintaan(pembaca, hari_ini):
    def jalan():
        baru = Pembaca(pembaca.nama, segar, pembaca.simpul)
        list(halaman(baru, hari_ini))
        jumlah_per_status(segar, hari_ini)

    segar = pembaca.segar()
    return len(rekam(jalan))


def _hak_sehalaman(pembaca):
    baris = list(KerjaSama.objects.dalam_cakupan(pembaca.user, LIHAT).order_by("pk").values_list("pk", flat=True))
    segar = pembaca.segar()
    hak = KerjaSama.objects
    banyak = len(
        rekam(lambda: set(hak.dalam_cakupan(segar, HAK).filter(pk__in=baris[:BANYAK_BARIS]).values_list("pk")))
    )
    yield Hasil(f"kueri: hak atas {len(baris[:BANYAK_BARIS])} baris", pembaca.nama, banyak, ("=", 2))
