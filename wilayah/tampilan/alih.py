"""The region switcher: from any page to the page of the same kind for another region of one's scope."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from django.urls import Resolver404, resolve, reverse
from django.utils.http import urlencode
from django.views.generic import ListView

from wilayah.cakupan.queries import di_simpul, punya_di_mana_saja, semua_simpul, simpul
from wilayah.pohon.enums import Tingkat
from wilayah.pohon.models import Wilayah

PARAMETER = "wilayah"


@dataclass(frozen=True)
class Sejenis:
    """Where a kind of page leads: to the address of `nama_url` with the code in its path, or as `?wilayah=`. Only
    regions on which `izin` is held are offered."""

    nama_url: str
    izin: str
    label: str
    di_jalur: bool = False


DASBOR = Sejenis("dasbor_wilayah", "wilayah.lihat_dasbor", "Dasbor", di_jalur=True)
KERJA_SAMA = Sejenis("kerja_sama_daftar", "wilayah.lihat_kerja_sama", "Kerja sama")
PENGGUNA = Sejenis("pengguna_daftar", "wilayah.kelola_pengguna", "Pengguna")
# By the beginning of the page's URL name: a page about one thing leads to the list of such things.
AWALAN = {
    "dasbor": DASBOR,
    "kerja_sama": KERJA_SAMA,
    "dokumen": KERJA_SAMA,
    "pemeriksaan": Sejenis("pemeriksaan_daftar", "wilayah.lihat_kerja_sama", "Klarifikasi"),
    "surat": Sejenis("surat_daftar", "wilayah.lihat_kerja_sama", "Surat"),
    "pengguna": PENGGUNA,
    "penugasan": PENGGUNA,
    "kalender": Sejenis("kalender", "wilayah.lihat_kerja_sama", "Kalender"),
}


def jenis_halaman(user, alamat):
    """The kind of the page at `alamat` (a path of this site), or the first kind that the person may use."""
    try:
        nama = resolve(urlsplit(alamat).path).url_name or ""
    except Resolver404:
        nama = ""
    cocok = next((sejenis for awal, sejenis in AWALAN.items() if nama.startswith(awal)), None)
    calon = (s for s in (cocok, DASBOR, KERJA_SAMA, PENGGUNA) if s and punya_di_mana_saja(user, s.izin))
    return next(calon, None)


def alamat_sejenis(sejenis, kode, dari=""):
    """The address for the region with `kode`, with the filters of the list at `dari` kept."""
    if sejenis.di_jalur:
        return reverse(sejenis.nama_url, args=[kode])
    tujuan, asal = reverse(sejenis.nama_url), urlsplit(dari)
    saringan = parse_qsl(asal.query) if asal.path == tujuan else []
    tetap = [(k, n) for k, n in saringan if k not in (PARAMETER, "page", "ekspor")]
    return f"{tujuan}?{urlencode([*tetap, (PARAMETER, kode)])}"


def bisa_alih(user):
    """Whether there is anything to switch to: a desa account has one region and nothing below it."""
    simpul_ = {(s.id, s.tingkat) for daftar in semua_simpul(user).values() for s in daftar}
    return len(simpul_) > 1 or any(tingkat < Tingkat.DESA for _, tingkat in simpul_)


class AlihWilayah(ListView):
    """To choose a region by walking down from one's own, or by name; every choice keeps the kind of page."""

    template_name = "wilayah/alih_wilayah.html"
    paginate_by = 50

    def get_queryset(self):
        self.dari = self.request.GET.get("dari", "/")[:300]
        self.kata = self.request.GET.get("q", "").strip()[:60].replace("\x00", "")
        self.sejenis = jenis_halaman(self.request.user, self.dari)
        self.simpul = simpul(self.request.user, self.sejenis.izin) if self.sejenis else []
        # Names of regions are public, but only those inside one's nodes can be switched to.
        dalam = Wilayah.objects.filter(di_simpul(self.simpul)).select_related("induk__induk__induk")
        if self.kata:
            return dalam.cari(self.kata)
        self.di = dalam.filter(kode=self.request.GET.get("di", "")[:13].replace("\x00", "")).first()
        if self.di:
            return dalam.filter(induk=self.di).order_by("kode")
        return dalam.filter(pk__in=[s.id for s in self.simpul]).order_by("tingkat", "kode")

    def get_context_data(self, **kwargs):
        konteks = super().get_context_data(
            bisa_alih=False,  # it would lead here again, and forget where one came from
            dari=self.dari,
            kata=self.kata,
            sejenis=self.sejenis,
            di=getattr(self, "di", None),
            **kwargs,
        )
        pilihan = [(w, alamat_sejenis(self.sejenis, w.kode, self.dari)) for w in konteks["page_obj"]]
        return konteks | {"pilihan": pilihan, "jalur_di": self._jalur_di()}

    def _jalur_di(self):
        """From the person's own node down to the region being looked into."""
        if not getattr(self, "di", None):
            return []
        milik = {s.id for s in self.simpul}
        jalur = self.di.jalur()
        awal = next((n for n, w in enumerate(jalur) if w.pk in milik), len(jalur) - 1)
        return [(w, alamat_sejenis(self.sejenis, w.kode, self.dari)) for w in jalur[awal:]]
