"""The agenda of letters."""

from binwas.surat.enums import TERBUKA_BAGI_PENERIMA, StatusSurat
from binwas.surat.filters import SaringSurat
from binwas.surat.kinds import nama_jenis
from binwas.surat.models import PenerimaSurat, Surat
from binwas.surat.queries import menunggu
from wilayah.cakupan.queries import ikut, punya_di_mana_saja
from wilayah.tampilan.views import DaftarTercakup, HalamanBerkunci

LIHAT = ("wilayah.lihat_kerja_sama", "wilayah.lihat_konsep_surat")
BERJALAN = (StatusSurat.KONSEP, StatusSurat.DIPARAF, StatusSurat.SIAP_TTD, StatusSurat.BERNOMOR)
TAB = (("", "Semua"), ("menunggu", "Menunggu saya"), ("berjalan", "Konsep dan paraf"), ("terbit", "Surat keluar"))


class DaftarSurat(DaftarTercakup):
    """Whoever only reads sees one list; an office that writes letters also has tabs by what waits for the reader."""

    model = Surat
    izin = LIHAT
    template_name = "binwas/surat/daftar.html"
    filterset_class = SaringSurat
    urutan = {
        "dibuat": ["dibuat_pada", "pk"],
        "tanggal": ["tanggal", "dibuat_pada", "pk"],
        "nomor": ["tahun", "klasifikasi", "urut", "pk"],
        "hal": ["hal", "pk"],
    }
    urutan_bawaan = "-dibuat"
    paginator_class = HalamanBerkunci
    terkait = ("kantor", "kerja_sama", "penanda_tangan")
    nama_ekspor = "surat"
    kolom_ekspor = (
        ("id_publik", lambda s: s.id_publik),
        ("Nomor", lambda s: s.nomor),
        ("Tanggal", lambda s: s.tanggal or ""),
        ("Jenis", lambda s: nama_jenis(s.jenis)),
        ("Hal", lambda s: s.hal),
        ("Kerja sama", lambda s: s.kerja_sama.judul if s.kerja_sama else ""),
        ("Kantor", lambda s: s.kantor.nama_lengkap),
        ("Keadaan", lambda s: s.get_status_display()),
        ("Tanda tangan", lambda s: s.get_cara_display()),
        ("Penanda tangan", lambda s: s.penanda_tangan.nama if s.penanda_tangan else ""),
    )

    def dasar(self):
        baris = self._baris_tab(self.request.GET.get("tab", ""))
        penerima = PenerimaSurat.objects.filter(tembusan=False).order_by("urut")
        return baris.prefetch_related(ikut("penerima", baris, penerima, to_attr="tujuan"))

    def _baris_tab(self, tab):
        semua = self.tercakup()
        if tab == "menunggu":
            return semua.filter(pk__in=menunggu(self.request.user).values("pk"))
        if tab == "berjalan":
            return semua.filter(status__in=BERJALAN)
        if tab == "terbit":
            return semua.filter(status__in=TERBUKA_BAGI_PENERIMA)
        return semua

    def get_context_data(self, **kwargs):
        konseptor = punya_di_mana_saja(self.request.user, "wilayah.lihat_konsep_surat")
        konteks = super().get_context_data(**kwargs)
        baris = [self._baris(s) for s in konteks["page_obj"]]
        return konteks | {"baris": baris, "tab": self._tab() if konseptor else [], "konseptor": konseptor}

    def _tab(self):
        """With a number only where the reader has something to do."""
        kini = self.request.GET.get("tab", "")
        jumlah = menunggu(self.request.user).count()
        return [
            {"kunci": kunci, "label": label, "kini": kunci == kini, "jumlah": jumlah if kunci == "menunggu" else 0}
            for kunci, label in TAB
        ]

    def _baris(self, surat):
        dibaca = sum(p.dibaca_pada is not None for p in surat.tujuan)
        return {
            "surat": surat,
            "jenis": nama_jenis(surat.jenis),
            "kepada": ", ".join(p.jabatan for p in surat.tujuan[:3]),
            "lainnya": max(0, len(surat.tujuan) - 3),
            "terbuka": surat.status in TERBUKA_BAGI_PENERIMA,
            "dibaca": dibaca,
        }
