"""The list of agreements: `/kerja-sama/`."""

from kerjasama.enums import Status, Tanggapan
from kerjasama.filters import SaringanKerjaSama
from kerjasama.models import KerjaSama, Pihak
from kerjasama.queries.angka import HABIS_MASA
from kerjasama.queries.daftar import sepotong
from kerjasama.queries.impor import boleh_mengimpor
from kerjasama.queries.kerja_sama import LIHAT
from wilayah.cakupan.queries import ikut, punya_di_mana_saja, simpul
from wilayah.tampilan.views import DaftarTercakup

URUTAN = {
    "jatuh_tempo": ["c_jatuh_tempo", "c_id"],
    "tanggal": ["didaftarkan_pada", "pk"],
    "judul": ["judul", "pk"],
}
SELALU_TAMPAK = {"q", "status"}  # the search box and the tabs; the other filters fold away until one is used
TAB_TETAP = {"": "Semua", Status.BERLAKU: "Berlaku", HABIS_MASA: "Habis masa"}


class DaftarKerjaSama(DaftarTercakup):
    model = KerjaSama
    izin = (LIHAT,)
    template_name = "kerjasama/daftar.html"
    filterset_class = SaringanKerjaSama
    urutan_bawaan = "jatuh_tempo"
    nama_ekspor = "kerja-sama"

    @property
    def urutan(self):
        """The whole nation sorted by title has no index: Pusat sorts by dates."""
        if self.di_pusat():
            return {kunci: bidang for kunci, bidang in URUTAN.items() if kunci != "judul"}
        return URUTAN

    @property
    def kolom_ekspor(self):
        return [
            ("id_publik", lambda k: k.id_publik),
            ("kode", lambda k: k.kode_ucap),
            ("judul", lambda k: k.judul),
            ("bentuk", lambda k: k.get_bentuk_display()),
            ("bidang", lambda k: k.get_bidang_display()),
            ("urusan", lambda k: k.get_urusan_display()),
            ("para_pihak", lambda k: "; ".join(p.nama_saat_itu for p in k.pihak.all())),
            ("kode_desa", lambda k: "; ".join(p.kode_saat_itu for p in k.pihak.all() if p.kode_saat_itu)),
            ("nomor", lambda k: "; ".join(p.nomor for p in k.pihak.all() if p.nomor)),
            ("tanggal_ditetapkan", lambda k: k.tanggal_ditetapkan),
            ("mulai_berlaku", lambda k: k.tanggal_mulai),
            ("berlaku_sampai", lambda k: None if k.tanpa_jatuh_tempo else k.jatuh_tempo),
            ("status", lambda k: HABIS_MASA if k.habis_masa(self.filterset.hari_ini) else k.status),
            ("mutu_data", lambda k: k.mutu_data),
            ("keberatan", lambda k: sum(p.tanggapan == Tanggapan.KEBERATAN for p in k.pihak.all())),
            ("lintas_kabupaten", lambda k: "ya" if k.lintas_kabupaten else "tidak"),
        ]

    def dasar(self):
        return self._beserta_pihak(self.tercakup())

    def paginate_queryset(self, queryset, page_size):
        paginator, halaman, baris, ada_lain = super().paginate_queryset(queryset, page_size)
        if not self.filterset.menyeberang:
            batas = baris.query.low_mark, baris.query.high_mark
            baris = sepotong(self.request.user, self.filterset.filter_queryset, self.urut_terpilih(), *batas)
            halaman.object_list = baris = self._beserta_pihak(baris)
        return paginator, halaman, baris, ada_lain

    def _beserta_pihak(self, terlihat):
        pihak = ikut("pihak", terlihat, Pihak.objects.order_by("urut"))
        return terlihat.defer("ruang_lingkup").prefetch_related(pihak)

    def get_paginator(self, *args, **kwargs):
        """The tabs have counted already, most often by index alone."""
        paginator = super().get_paginator(*args, **kwargs)
        paginator.count = self.filterset.jumlah_terpilih
        return paginator

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            tab=self.tab(),
            hari_ini=self.filterset.hari_ini,
            boleh_urut_judul=not self.di_pusat(),
            boleh_menyusun=punya_di_mana_saja(self.request.user, "wilayah.susun_kerja_sama"),
            boleh_mendaftarkan=punya_di_mana_saja(self.request.user, "wilayah.daftarkan_kerja_sama"),
            boleh_mengimpor=boleh_mengimpor(self.request.user),
            saringan_lain=any(self.request.GET.get(nama) for nama in self.filterset.filters.keys() - SELALU_TAMPAK),
            ada_saringan=any(self.request.GET.get(nama) for nama in self.filterset.filters),
            **kwargs,
        )

    def di_pusat(self):
        return any(s.tingkat == 0 for s in simpul(self.request.user, LIHAT))

    def tab(self):
        """The three that everyone asks for, then each status that has rows or is chosen."""
        jumlah = self.filterset.jumlah
        terpilih = self.request.GET.get("status", "")
        label = TAB_TETAP | {s: s.label for s in Status if jumlah.get(s) or s == terpilih}
        semua = sum(n for s, n in jumlah.items() if s != Status.DITARIK)
        return [
            {
                "nilai": nilai,
                "label": nama,
                "jumlah": jumlah.get(nilai, 0) if nilai else semua,
                "aktif": nilai == terpilih,
            }
            for nilai, nama in label.items()
        ]
